//go:build unix

package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestExample does what examples/features says, from files and from Redis.
func TestExample(t *testing.T) {
	const folder = "../../examples/features/"
	readme, err := os.ReadFile(folder + "README.md")
	require.NoError(t, err)
	request := regexp.MustCompile(`curl -d '(.*)'`).FindSubmatch(readme)[1]
	want := regexp.MustCompile("```json\n(.*)\n```").FindSubmatch(readme)[1]

	store := t.TempDir()
	for _, args := range [][]string{
		{"--view", "user", "--key", "user_id", "--input", folder + "users.csv", "--columns", "age:number,segment,embedding:vector"},
		{"--view", "item", "--key", "item_id", "--input", folder + "items.jsonl"},
	} {
		out := &output{}
		require.Equal(t, exitOK, run(append([]string{"features", "import", "--folder", store}, args...), out, out), out)
	}
	ask := func(t *testing.T, config, old, with string) {
		text, err := os.ReadFile(folder + config)
		require.NoError(t, err)
		path := filepath.Join(t.TempDir(), config)
		require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(text), old, with, 1)), 0o600))
		url, _, end := begin(t, "--model", "ranker="+folder+"ranker.pmml", "--features", path)
		for range 2 {
			status, body := post(t, url+"/v1/models/ranker:rank", string(request))
			assert.Equal(t, 200, status)
			assert.Equal(t, string(want), body)
		}
		assert.Equal(t, exitOK, end())
	}
	t.Run("files", func(t *testing.T) { ask(t, "files.yaml", "folder: store", fmt.Sprintf("folder: %q", store)) })
	t.Run("Redis", func(t *testing.T) {
		address := startRedis(t)
		c, err := net.Dial("tcp", address)
		require.NoError(t, err)
		defer c.Close()
		records, err := os.ReadFile(folder + "items.redis")
		require.NoError(t, err)
		_, err = c.Write(append(records, "QUIT\n"...))
		require.NoError(t, err)
		answers, err := io.ReadAll(c)
		require.NoError(t, err)
		require.Equal(t, strings.Repeat("+OK\r\n", strings.Count(string(records), "\n")+1), string(answers))
		ask(t, "redis.yaml", "localhost:6379", address)
	})
}

// startRedis starts a redis-server, as .ci/redis finds it.
func startRedis(t *testing.T) string {
	program, err := exec.Command("bash", "../../.ci/redis").Output()
	if err != nil {
		t.Skip("there is no redis-server, and none can be installed")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := l.Addr().String()
	require.NoError(t, l.Close())
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	redis := exec.Command(strings.TrimSpace(string(program)), "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir())
	require.NoError(t, redis.Start())
	t.Cleanup(func() {
		_ = redis.Process.Kill()
		_ = redis.Wait()
	})
	require.Eventually(t, func() bool {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return false
		}
		return c.Close() == nil
	}, 20*time.Second, 10*time.Millisecond)
	return address
}
