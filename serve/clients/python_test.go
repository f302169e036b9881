package clients

import (
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"github.com/gopmml/gopmml/serve"
)

// bare, before a package, says that what it requires is not installed with it.
const bare = "bare:"

// python gives a Python that has packages at pinned versions. They are installed once,
// into a folder of the user's cache.
func python(t *testing.T, name string, packages ...string) string {
	t.Helper()
	system, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	folder := filepath.Join(cache, "gopmml-clients", name)
	whole := filepath.Join(folder, "whole")
	bin := filepath.Join(folder, "bin", "python3")
	if _, err := os.Stat(whole); err == nil {
		return bin
	}
	require.NoError(t, os.RemoveAll(folder))
	commands := [][]string{{system, "-m", "venv", folder}}
	pip := []string{bin, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"}
	for _, p := range packages {
		if name, ok := strings.CutPrefix(p, bare); ok {
			commands = append(commands, append(pip[:len(pip):len(pip)], "--no-deps", name))
		} else {
			pip = append(pip, p)
		}
	}
	for _, command := range append(commands, pip) {
		out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	require.NoError(t, os.WriteFile(whole, []byte(strings.Join(packages, "\n")), 0o644))
	return bin
}

// script runs a script of testdata.
func script(t *testing.T, python, name string, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), python, append([]string{filepath.Join("testdata", name)}, args...)...).CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// repository has the models that clients ask for.
func repository(t *testing.T) *serve.Repository {
	t.Helper()
	folder := t.TempDir()
	for name, path := range map[string]string{"half_plus_two": "../../testdata/half_plus_two.pmml", "loans": "../../testdata/logistic.pmml"} {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, name+".pmml"), text, 0o644))
	}
	r, err := serve.NewRepository(t.Context(), serve.Options{Folder: folder, Deploy: true, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(r.Close)
	return r
}

// overGRPC gives the address of a server of gRPC.
func overGRPC(t *testing.T) string {
	t.Helper()
	s := grpc.NewServer(serve.GRPCServerOptions()...)
	require.NoError(t, serve.RegisterGRPC(s, repository(t), serve.HandlerOptions{}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = s.Serve(l) }()
	t.Cleanup(s.Stop)
	return l.Addr().String()
}

// overHTTP gives the address of a server.
func overHTTP(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(serve.NewHandler(repository(t), serve.HandlerOptions{}))
	t.Cleanup(s.Close)
	return strings.TrimPrefix(s.URL, "http://")
}
