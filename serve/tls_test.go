package serve

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// issued writes a certificate with a serial number, signed by itself, and its key.
func issued(t *testing.T, folder string, serial int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	c := &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	require.NoError(t, err)
	raw, err := x509.MarshalECPrivateKey(key)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "cert.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: raw}), 0o600))
}

// served gives the serial number of the certificate that a server shows; own is the
// caller's, nil for none.
func served(t *testing.T, address, folder string, own *tls.Certificate) (int64, error) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "cert.pem"))
	require.NoError(t, err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	c := &tls.Config{RootCAs: pool, ServerName: "localhost"}
	if own != nil {
		c.Certificates = []tls.Certificate{*own}
	}
	client := http.Client{Transport: &http.Transport{TLSClientConfig: c, DisableKeepAlives: true}}
	answer, err := client.Get("https://" + address + "/livez")
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	return answer.TLS.PeerCertificates[0].SerialNumber.Int64(), nil
}

func TestTLS(t *testing.T) {
	folder := t.TempDir()
	certificate, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	issued(t, folder, 1)
	begin := func(clientCA string) string {
		c, err := NewTLS(certificate, key, clientCA)
		require.NoError(t, err)
		l, err := net.Listen("tcp", "localhost:0")
		require.NoError(t, err)
		s := &http.Server{TLSConfig: c, ErrorLog: log.New(io.Discard, "", 0), Handler: NewHandler(newRepository(t, Options{Sources: []Source{{Name: "m", Path: halfPlusTwo}}}), HandlerOptions{})}
		go func() { _ = s.ServeTLS(l, "", "") }()
		t.Cleanup(func() { _ = s.Close() })
		return l.Addr().String()
	}
	open, mutual := begin(""), begin(certificate)
	serial, err := served(t, open, folder, nil)
	require.NoError(t, err)
	assert.Equal(t, int64(1), serial)
	_, err = served(t, mutual, folder, nil)
	assert.Error(t, err, "a caller without a certificate")
	own, err := tls.LoadX509KeyPair(certificate, key)
	require.NoError(t, err)
	_, err = served(t, mutual, folder, &own)
	require.NoError(t, err)

	time.Sleep(10 * time.Millisecond) // so that the files' times differ
	issued(t, folder, 2)
	require.Eventually(t, func() bool {
		serial, err := served(t, open, folder, nil)
		return err == nil && serial == 2
	}, 10*time.Second, 100*time.Millisecond, "a new certificate is read")
	_, err = NewTLS("nowhere.pem", key, "")
	require.Error(t, err)
	_, err = NewTLS(certificate, key, key)
	require.ErrorContains(t, err, "no certificate")
}
