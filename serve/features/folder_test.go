package features_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/features"
)

// certificate makes files of a certificate of this machine that is its own authority.
func certificate(t testing.TB) (cert, key string) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, about, about, private.Public(), private)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	folder := t.TempDir()
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	require.NoError(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	require.NoError(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return cert, key
}

// written writes a view of n records with the keys 0, 1 …
func written(t testing.TB, folder, view string, n int, age float64) {
	w, err := features.NewWriter(folder, view, columns("age", "home", "emb"))
	require.NoError(t, err)
	defer w.Close()
	for i := range n {
		f := w.Row()
		f.Columns[0].SetNumber(0, age+float64(i))
		if i%2 == 0 {
			f.Columns[1].SetText(0, fmt.Sprintf("home %d", i))
		}
		copy(f.Columns[2].Vector(0, 3), []float32{float32(i), 0.5, -1})
		require.NoError(t, w.Add(fmt.Sprint(i)))
	}
	require.NoError(t, w.Commit())
}

func TestFolder(t *testing.T) {
	folder := t.TempDir()
	written(t, folder, "v", 3000, 0)
	d := features.NewFolder(folder)
	defer d.Close()
	v := &features.View{Name: "v"}
	require.NoError(t, d.Open(v))
	assert.Equal(t, columns("age", "home", "emb"), v.Columns, "the file knows them")
	assert.Equal(t, []string{"0 home 0 [0 0.5 -1]", "2999 - [2999 0.5 -1]", "none", "none"}, fetch(t, d, v, "0", "2999", "3000", ""))
	var keys []string
	for i := range 3000 {
		keys = append(keys, fmt.Sprint(i))
	}
	for i, row := range fetch(t, d, v, keys...) {
		require.Contains(t, row, fmt.Sprintf("%d ", i))
	}
	part := &features.View{Name: "v", Columns: columns("emb", "age")}
	require.NoError(t, d.Open(part))
	assert.Equal(t, []string{"[7 0.5 -1] 7"}, fetch(t, d, part, "7"), "columns in another order")

	for _, tt := range []struct {
		column features.Column
		want   string
	}{
		{features.Column{Name: "size", Type: features.Number}, `it has no column "size", but "age", "home", "emb"`},
		{features.Column{Name: "emb", Type: features.Vector, Size: 4}, `its column "emb" is a vector of 3, where the view has a vector of 4`},
	} {
		assert.ErrorContains(t, d.Open(&features.View{Name: "v", Columns: []features.Column{tt.column}}), tt.want)
	}
	assert.ErrorIs(t, d.Open(&features.View{Name: "w"}), os.ErrNotExist)
	assert.ErrorContains(t, d.Open(&features.View{Name: "../v"}), "cannot be named")
}

// A key that has two records is refused, since which of them is meant is not said.
func TestWriterRefusesKeys(t *testing.T) {
	w, err := features.NewWriter(t.TempDir(), "v", columns("age"))
	require.NoError(t, err)
	defer w.Close()
	for _, key := range []string{"1", "2", "1"} {
		w.Row()
		require.NoError(t, w.Add(key))
	}
	assert.EqualError(t, w.Commit(), `key "1" has two records: the 1. and the 3.`)
	assert.Error(t, w.Add(""))
}

// A file that takes the place of another is read without opening the view again; one that
// is damaged is not, and the one before goes on.
func TestFolderReplaced(t *testing.T) {
	folder := t.TempDir()
	written(t, folder, "v", 2, 0)
	d := features.NewFolder(folder)
	defer d.Close()
	v := &features.View{Name: "v"}
	require.NoError(t, d.Open(v))
	require.Equal(t, []string{"1 - [1 0.5 -1]"}, fetch(t, d, v, "1"))
	written(t, folder, "v", 20, 100)
	require.Eventually(t, func() bool { return fetch(t, d, v, "1")[0] == "101 - [1 0.5 -1]" }, 10*time.Second, 50*time.Millisecond)
	path := filepath.Join(folder, "v.features")
	require.NoError(t, os.WriteFile(path+".new", []byte("nothing"), 0o600))
	require.NoError(t, os.Rename(path+".new", path))
	require.Eventually(t, func() bool {
		assert.Equal(t, []string{"101 - [1 0.5 -1]"}, fetch(t, d, v, "1"))
		return d.Wrong(v) != nil
	}, 10*time.Second, 50*time.Millisecond)
	require.NoError(t, d.Close())
	f := &features.Frame{}
	f.Reset(v, 1)
	assert.Error(t, d.Get(t.Context(), []features.Get{{View: v, Keys: []string{"1"}, Into: f}}))
}

// A file that is cut short while it is read is an error, not the end of the process.
func TestFileCutShort(t *testing.T) {
	folder := t.TempDir()
	written(t, folder, "v", 20_000, 0)
	d := features.NewFolder(folder)
	defer d.Close()
	v := &features.View{Name: "v"}
	require.NoError(t, d.Open(v))
	require.NoError(t, os.Truncate(filepath.Join(folder, "v.features"), 20))
	f := &features.Frame{}
	f.Reset(v, 1)
	err := d.Get(t.Context(), []features.Get{{View: v, Keys: []string{"19999"}, Into: f}})
	if runtime.GOOS == "linux" {
		assert.ErrorContains(t, err, "changed in place")
	}
}

// Any byte of a file may be wrong, or the file short: that is an error or another value,
// never a panic.
func TestDamagedFiles(t *testing.T) {
	folder := t.TempDir()
	written(t, folder, "v", 5, 0)
	path := filepath.Join(folder, "v.features")
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	read := func(data []byte) {
		other := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(other, "v.features"), data, 0o600))
		d := features.NewFolder(other)
		defer d.Close()
		v := &features.View{Name: "v"}
		if d.Open(v) != nil {
			return
		}
		keys := []string{"0", "1", "2", "3", "4", "5"}
		f := &features.Frame{}
		f.Reset(v, len(keys))
		_ = d.Get(t.Context(), []features.Get{{View: v, Keys: keys, Into: f}})
	}
	for i := range whole {
		for _, bit := range []byte{1, 0x80, 0xff} {
			data := append([]byte(nil), whole...)
			data[i] ^= bit
			read(data)
		}
	}
	for i := 0; i < len(whole); i += 7 {
		read(whole[:i])
	}
}

func TestCacheBounds(t *testing.T) {
	folder := t.TempDir()
	written(t, folder, "v", 1000, 0)
	d := features.NewFolder(folder)
	defer d.Close()
	v := &features.View{Name: "v"}
	c := features.NewCache(d, features.CacheOptions{Bytes: 32 << 10, Age: 50 * time.Millisecond})
	require.NoError(t, c.Open(v))
	for i := range 1000 {
		fetch(t, c, v, fmt.Sprint(i))
	}
	records, bytes := c.Size()
	assert.LessOrEqual(t, bytes, int64(32<<10))
	assert.Greater(t, records, 32)
	fetch(t, c, v, "999", "none")
	fetch(t, c, v, "999", "none")
	hits, _ := c.Counts(v)
	assert.GreaterOrEqual(t, hits, int64(1), "what is not there is remembered, too")
	written(t, folder, "v", 1000, 1000)
	require.Eventually(t, func() bool { return fetch(t, c, v, "0")[0] == "1000 home 0 [0 0.5 -1]" }, 10*time.Second, 20*time.Millisecond, "records have an age")
}
