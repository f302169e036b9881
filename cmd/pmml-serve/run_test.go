//go:build unix

package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const halfPlusTwo = "../../testdata/half_plus_two.pmml"

// output is what the command writes, while it runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// begin runs the command at free addresses, and gives that of --http.
func begin(t *testing.T, args ...string) (url string, out *output, end func() int) {
	t.Helper()
	out = &output{}
	code := make(chan int, 1)
	go func() {
		code <- run(append([]string{"--http", "localhost:0", "--grpc", "localhost:0", "--admin", "localhost:0"}, args...), out, out)
	}()
	require.Eventually(t, func() bool { return strings.Contains(out.String(), "ready:") }, 10*time.Second, 5*time.Millisecond, out)
	_, rest, _ := strings.Cut(out.String(), "--http ")
	url, _, _ = strings.Cut(rest, "\n")
	return url, out, func() int {
		require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGTERM))
		return <-code
	}
}

func post(t *testing.T, url, body string) (int, string) {
	t.Helper()
	answer, err := http.Post(url, "application/x-www-form-urlencoded", strings.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, strings.TrimSpace(string(text))
}

func TestTheFirstScreen(t *testing.T) {
	url, _, end := begin(t, "--model", "half_plus_two="+halfPlusTwo)
	status, body := post(t, url+"/v1/models/half_plus_two:predict", `{"instances": [1.0, 2.0, 5.0]}`)
	assert.Equal(t, 200, status)
	assert.Equal(t, `{"predictions": [2.5, 3.0, 4.5]}`, body)
	assert.Equal(t, exitOK, end(), "SIGTERM is how it ends")
}

func TestReload(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.pmml")
	text, err := os.ReadFile(halfPlusTwo)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, text, 0o644))
	url, out, end := begin(t, "--model", "m="+path)
	require.NoError(t, os.WriteFile(path, bytes.ReplaceAll(text, []byte(`intercept="2"`), []byte(`intercept="20"`)), 0o644))
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
	require.Eventually(t, func() bool {
		_, body := post(t, url+"/v1/models/m:predict", `{"instances": [1]}`)
		return body == `{"predictions": [20.5]}`
	}, 10*time.Second, 10*time.Millisecond, out)
	assert.Equal(t, exitOK, end())
}

func TestUsage(t *testing.T) {
	l, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	defer l.Close()
	for _, tt := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"nothing to serve", nil, exitUsage, "nothing to serve"},
		{"a model without a name", []string{"--model", halfPlusTwo}, exitUsage, "it must be NAME=PATH"},
		{"an unknown flag", []string{"--port", "1"}, exitUsage, "unknown flag: --port"},
		{"an argument", []string{halfPlusTwo}, exitUsage, "unexpected argument"},
		{"no such file", []string{"--model", "m=nowhere.pmml"}, exitModels, "nowhere.pmml"},
		{"a port that is taken names its flag", []string{"--model", "m=" + halfPlusTwo, "--http", l.Addr().String()}, exitPort, "--http " + l.Addr().String()},
		{"a label of no model", []string{"--model", "m=" + halfPlusTwo, "--label", "n:x=1"}, exitUsage, `no --model has the name "n"`},
		{"a label without version", []string{"--model", "m=" + halfPlusTwo, "--label", "m:x"}, exitUsage, "NAME:LABEL=VERSION"},
		{"deploying without a folder", []string{"--model", "m=" + halfPlusTwo, "--allow-deploy"}, exitModels, "a folder for them"},
		{"a configuration that is wrong", []string{"--config", "testdata/wrong.yaml"}, exitUsage, "testdata/wrong.yaml:3: models/0: missing property 'path'"},
		{"a configuration that is right", []string{"--config", "testdata/right.yaml", "--check-config"}, exitOK, "testdata/right.yaml is right"},
		{"nothing to check", []string{"--check-config"}, exitUsage, "no --config"},
		{"TLS without a key", []string{"--model", "m=" + halfPlusTwo, "--tls-cert", "x"}, exitUsage, "needs --tls-cert and --tls-key"},
		{"unknown metrics", []string{"--model", "m=" + halfPlusTwo, "--metrics", "statsd"}, exitUsage, "--metrics"},
		{"a sample that cannot be written", []string{"--model", "m=" + halfPlusTwo, "--sample", "nowhere/sample.jsonl"}, exitModels, "the sample cannot be written"},
		{"a sample of nothing", []string{"--model", "m=" + halfPlusTwo, "--sample", "sample.jsonl", "--sample-share", "0"}, exitModels, "the share of the sample is above 0"},
		{"help", []string{"--help"}, exitOK, "Examples:"},
		{"version", []string{"--version"}, exitOK, "pmml-serve "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := &output{}
			args := append([]string{"--http", "localhost:0", "--grpc", "localhost:0", "--admin", "localhost:0"}, tt.args...)
			assert.Equal(t, tt.code, run(args, out, out))
			assert.Contains(t, out.String(), tt.want)
		})
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("PMML_SERVE_MODEL", "a="+halfPlusTwo+"\nb="+halfPlusTwo)
	url, _, end := begin(t)
	answer, err := http.Get(url + "/v1/models")
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.JSONEq(t, `{"models": ["a", "b"]}`, string(text))
	assert.Equal(t, exitOK, end())
}

func TestConfiguration(t *testing.T) {
	url, _, end := begin(t, "--config", "testdata/right.yaml")
	status, body := post(t, url+"/v1/models/half/labels/stable:predict", `{"instances": [1]}`)
	assert.Equal(t, 200, status, body)
	assert.Equal(t, `{"predictions": [2.5]}`, body)
	status, body = post(t, url+"/v1/models/half:predict", `{"instances": [1, 2, 3]}`)
	assert.Equal(t, 413, status, body)
	assert.Equal(t, exitOK, end())
}
