//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestManyInputs: they are not open all at a time.
func TestManyInputs(t *testing.T) {
	var before syscall.Rlimit
	require.NoError(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before))
	few := before
	few.Cur = min(few.Cur, 64)
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few))
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before)
	args := []string{"-m", file(t, "sum.pmml", sumModel)}
	rows := file(t, "rows.csv", "a,b\n1,2\n")
	for range 200 {
		args = append(args, "-i", rows)
	}
	assert.Equal(t, outcome{0, "_target\n" + strings.Repeat("4\n", 200), ""}, evalIn("", args...))
}

// TestSignals: a run that is ended from outside has written whole rows, and says by
// its exit code what ended it.
func TestSignals(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	for _, tt := range []struct {
		signal syscall.Signal
		code   int
		says   string
	}{
		{syscall.SIGINT, 130, "pmml-eval: interrupted\n"},
		{syscall.SIGTERM, 143, "pmml-eval: terminated\n"},
	} {
		t.Run(tt.signal.String(), func(t *testing.T) {
			r, w := io.Pipe()
			defer w.Close()
			out, errOut := &waiter{want: 3, there: make(chan struct{})}, &bytes.Buffer{}
			code := make(chan int)
			go func() { code <- run([]string{"-m", sum}, r, out, errOut) }()
			io.WriteString(w, "a,b\n1,2\n3,4\n5,")
			<-out.there
			require.NoError(t, syscall.Kill(os.Getpid(), tt.signal))
			assert.Equal(t, tt.code, <-code)
			assert.Equal(t, "_target\n4\n10\n", out.text.String())
			assert.Equal(t, tt.says, errOut.String())
		})
	}
}

// waiter says when so many lines were written.
type waiter struct {
	text  bytes.Buffer
	want  int
	there chan struct{}
}

func (w *waiter) Write(p []byte) (int, error) {
	n, err := w.text.Write(p)
	if w.want > 0 && strings.Count(w.text.String(), "\n") >= w.want {
		w.want = 0
		close(w.there)
	}
	return n, err
}
