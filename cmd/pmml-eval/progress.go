package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// isTerminal tells whether a stream of the command is one.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// counter counts the bytes read through it, with those of other counters.
type counter struct {
	r io.Reader
	n *atomic.Int64
}

// Read reads on.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// progress shows how far the run is. A nil progress shows nothing.
type progress struct {
	bar  *progressbar.ProgressBar
	size int64 // of the input; -1: not known
	last time.Time
}

// newProgress starts the display on w. size is that of the input in bytes, or
// -1 where it is not known.
func newProgress(w io.Writer, size int64) *progress {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowBytes(true),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetDescription("scoring"),
	}
	if size < 0 {
		options = append(options, progressbar.OptionSpinnerType(14))
	}
	return &progress{bar: progressbar.NewOptions64(size, options...), size: size}
}

// at shows that so many rows are done and so many bytes were read. It draws
// ten times a second at most.
func (p *progress) at(rows int, bytes int64) {
	if p == nil || time.Since(p.last) < 100*time.Millisecond {
		return
	}
	p.last = time.Now()
	if p.size >= 0 {
		bytes = min(bytes, p.size-1) // the bar ends itself at its size
	}
	_ = p.bar.Set64(max(bytes, 0))
	p.bar.Describe(fmt.Sprintf("%d rows", rows))
}

// end takes the display away, so that other lines can be written.
func (p *progress) end() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
