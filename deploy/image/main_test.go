//go:build linux

package main

import (
	"archive/tar"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The image's binary, unpacked from its layers, serves.
func TestImage(t *testing.T) {
	t.Chdir("../..")
	out := filepath.Join(t.TempDir(), "image.tar")
	require.NoError(t, build(out, "example.com/pmml-serve:test", "linux/"+runtime.GOARCH))
	img, err := tarball.ImageFromPath(out, nil)
	require.NoError(t, err)
	c, err := img.ConfigFile()
	require.NoError(t, err)
	assert.Equal(t, []string{"/pmml-serve"}, c.Config.Entrypoint)
	assert.Equal(t, user, c.Config.User)
	layers, err := img.Layers()
	require.NoError(t, err)
	root := t.TempDir()
	for _, l := range layers {
		r, err := l.Uncompressed()
		require.NoError(t, err)
		unpack(t, root, r)
	}
	text, err := os.ReadFile("testdata/half_plus_two.pmml")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(root, "models", "half.pmml"), text, 0o644))
	// As in the container, but for the addresses and where its root is.
	args := append([]string{}, c.Config.Cmd...)
	for i, a := range args {
		args[i] = strings.NewReplacer("/models", root+"/models", ":8501", "127.0.0.1:0", ":8502", "127.0.0.1:0").Replace(a)
	}
	cmd := exec.Command(filepath.Join(root, "pmml-serve"), args...)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		assert.NoError(t, cmd.Wait())
	}()
	said := make([]byte, 4096)
	n, deadline := 0, time.Now().Add(20*time.Second)
	for !strings.Contains(string(said[:n]), "ready:") && time.Now().Before(deadline) {
		more, err := stdout.Read(said[n:])
		require.NoError(t, err)
		n += more
	}
	_, url, _ := strings.Cut(string(said[:n]), "--http ")
	url, _, _ = strings.Cut(url, "\n")
	answer, err := http.Post(url+"/v1/models/half:predict", "", strings.NewReader(`{"instances": [1.0]}`))
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.JSONEq(t, `{"predictions": [2.5]}`, string(body))
}

func unpack(t *testing.T, root string, r io.ReadCloser) {
	defer r.Close()
	in := tar.NewReader(r)
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		require.True(t, filepath.IsLocal(h.Name), h.Name)
		path := filepath.Join(root, h.Name)
		if h.Typeflag == tar.TypeDir {
			require.NoError(t, os.MkdirAll(path, 0o755))
			continue
		}
		text, err := io.ReadAll(in)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, text, os.FileMode(h.Mode)&0o777))
	}
}
