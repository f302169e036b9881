package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// rowSource makes CSV rows as they are read, so that no file of them is needed.
type rowSource struct {
	rows, at int
	rest     []byte
}

func (s *rowSource) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		if s.at > s.rows {
			return 0, io.EOF
		}
		var b bytes.Buffer
		for b.Len() < 64<<10 && s.at <= s.rows {
			if s.at == 0 {
				b.WriteString("id,age,income,debt,home\n")
			} else {
				fmt.Fprintf(&b, "%d,%d,%d.5,%d,%s\n", s.at, 20+s.at%50, 15000+s.at%50000, s.at%20000, [...]string{"rent", "own", "mortgage"}[s.at%3])
			}
			s.at++
		}
		s.rest = b.Bytes()
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// BenchmarkRows scores rows from a pipe to nowhere; an operation is a row. It
// reports the memory that the process had from the system at the most, which
// does not grow with the rows:
//
//	go test ./cmd/pmml-eval -run '^$' -bench Rows -benchtime 1000000x
//	go test ./cmd/pmml-eval -run '^$' -bench Rows -benchtime 10000000x
func BenchmarkRows(b *testing.B) {
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := uint64(0)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys)
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	var errs bytes.Buffer
	code := run([]string{"--model", "../../testdata/tree.pmml", "--copy-columns"}, &rowSource{rows: b.N}, io.Discard, &errs)
	close(stop)
	b.ReportMetric(float64(<-peak)/1e6, "MB-peak")
	require.Zero(b, code, errs.String())
}
