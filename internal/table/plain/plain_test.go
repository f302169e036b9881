package plain

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/table"
)

func read(text []byte) (string, error) {
	r, err := Text(bytes.NewReader(text))
	if err != nil {
		return "", err
	}
	plain, err := io.ReadAll(r)
	return string(plain), err
}

func TestText(t *testing.T) {
	var packed bytes.Buffer
	for _, part := range []string{"\ufeffa,b\n1,", "2\n3,NA\n"} { // two members make one text
		z := gzip.NewWriter(&packed)
		_, err := z.Write([]byte(part))
		require.NoError(t, err)
		require.NoError(t, z.Close())
	}
	got, err := read(packed.Bytes())
	require.NoError(t, err)
	assert.Equal(t, "a,b\n1,2\n3,NA\n", got)

	_, err = read(packed.Bytes()[:20])
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)

	for in, want := range map[string]string{"": "", "a": "a", "ab": "ab", "\ufeffa": "a", "\xef\xbba": "\xef\xbba", "\xef\xbb": "\xef\xbb"} {
		got, err := read([]byte(in))
		require.NoError(t, err)
		assert.Equal(t, want, got, "%q", in)
	}
	for _, in := range []string{"\xff\xfea\x00", "\xfe\xff\x00a"} {
		_, err := read([]byte(in))
		var typed *table.Error
		require.ErrorAs(t, err, &typed)
		assert.True(t, typed.Fatal())
	}
}
