package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Tokens are those of the file as it is, and nobody has one where it is gone.
func TestTokens(t *testing.T) {
	none, err := (&flags{}).tokens()
	require.NoError(t, err)
	assert.Nil(t, none)
	path := filepath.Join(t.TempDir(), "tokens")
	_, err = (&flags{tokenFile: path}).tokens()
	require.Error(t, err)
	require.NoError(t, os.WriteFile(path, []byte("\n"), 0o600))
	_, err = (&flags{tokenFile: path}).tokens()
	require.Error(t, err)
	require.NoError(t, os.WriteFile(path, []byte("a\nb\n"), 0o600))
	tokens, err := (&flags{tokenFile: path}).tokens()
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, tokens())
	require.NoError(t, os.Remove(path))
	assert.Empty(t, tokens())
}
