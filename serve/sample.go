package serve

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"sync/atomic"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/serve/wire"
)

// Sample writes a share of the records that are scored to a file, as lines of JSON with
// time, id, model, version, inputs and outputs. The file has what callers sent, so it is
// as secret as that is; none is written unless a path is given.
type Sample struct {
	// Path is the file, "" for none. It is readable by the user of the process alone.
	Path string
	// Share is the share of records, above 0 and up to 1.
	Share float64
	// Bytes is how large the file becomes before it is named Path.1, that one Path.2 and so
	// on, of which Keep are kept; 0 for 100 MiB and 5.
	Bytes int64
	Keep  int
}

// sampleBytes bounds the lines of a request, samplesWaiting the requests whose lines wait
// to be written: what is beyond is dropped, and nobody waits for a disk.
const (
	sampleBytes    = 1 << 20
	samplesWaiting = 64
)

// samples takes and writes records.
type samples struct {
	opts             Sample
	repository       *Repository
	file             *os.File
	size             int64
	lines            chan taken
	written, dropped atomic.Int64
	failing          bool
}

// taken is the lines of a request.
type taken struct {
	text    []byte
	records int64
}

// openSamples opens the file of the sample, where one is wanted.
func (r *Repository) openSamples() error {
	o := r.opts.Sample
	if o.Path == "" {
		return nil
	}
	if !(o.Share > 0 && o.Share <= 1) {
		return wire.Errorf(wire.FailedPrecondition, "the share of the sample is above 0 and up to 1, not %v", o.Share)
	}
	if o.Bytes <= 0 {
		o.Bytes = 100 << 20
	}
	if o.Keep <= 0 {
		o.Keep = 5
	}
	s := &samples{opts: o, repository: r, lines: make(chan taken, samplesWaiting)}
	if err := s.open(); err != nil {
		return &wire.Error{Code: wire.FailedPrecondition, Text: "the sample cannot be written: " + err.Error(), Err: err}
	}
	r.samples = s
	return nil
}

func (s *samples) open() error {
	f, err := os.OpenFile(s.opts.Path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return err
	}
	s.file, s.size = f, info.Size()
	return nil
}

// take takes each record with the probability that is wanted.
func (s *samples) take(ctx context.Context, b *wire.Batch, results *wire.Results) {
	row := s.skip()
	if row >= results.Rows() {
		return
	}
	in := b.Columns()
	names := in.Names()
	id := ""
	if c := CallOf(ctx); c != nil {
		id = c.ID
	}
	now := time.Now().UTC().Format(time.RFC3339Nano)
	var t taken
	for ; row < results.Rows(); row += 1 + s.skip() {
		if len(t.text) > sampleBytes {
			s.dropped.Add(1)
			continue
		}
		t.text = appendSample(t.text, now, id, b.Model(), in, names, results, row)
		t.records++
	}
	select {
	case s.lines <- t:
	default:
		s.dropped.Add(t.records)
	}
}

// skip is how many records are passed over before the next one that is taken.
func (s *samples) skip() int {
	if s.opts.Share >= 1 {
		return 0
	}
	n := math.Log(1-rand.Float64()) / math.Log1p(-s.opts.Share)
	return int(min(n, 1<<30))
}

func appendSample(dst []byte, now, id string, m *wire.Model, in *evaluator.Columns, names []string, results *wire.Results, row int) []byte {
	dst = append(append(append(dst, `{"time":"`...), now...), `","id":`...)
	dst = append(wire.AppendString(dst, id), `,"model":`...)
	dst = append(wire.AppendString(dst, m.Name), `,"version":"`...)
	dst = append(wire.AppendInt(dst, m.Version), `","inputs":{`...)
	for k, name := range names {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(wire.AppendString(dst, name), ':')
		dst = appendValue(dst, in.Value(k, row))
	}
	dst = append(dst, '}')
	if e := results.Failed(row); e != nil {
		return append(wire.AppendString(append(dst, `,"error":`...), e.Error()), "}\n"...)
	}
	dst = append(dst, `,"outputs":{`...)
	for k := range results.Columns {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(wire.AppendString(dst, results.Columns[k].Name), ':')
		dst = results.Columns[k].AppendJSON(dst, row)
	}
	return append(dst, "}}\n"...)
}

// appendValue appends a value of a table as JSON.
func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case float64:
		return wire.AppendFloat(dst, v, 64)
	case float32:
		return wire.AppendFloat(dst, float64(v), 32)
	case int64:
		return wire.AppendInt(dst, v)
	case int32:
		return wire.AppendInt(dst, int64(v))
	case bool:
		return fmt.Append(dst, v)
	case string:
		return wire.AppendString(dst, v)
	case []any:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValue(dst, e)
		}
		return append(dst, ']')
	}
	return append(dst, "null"...)
}

// write writes what is taken until the repository ends.
func (s *samples) write() {
	defer func() {
		if s.file != nil {
			_ = s.file.Close()
		}
	}()
	for {
		select {
		case t := <-s.lines:
			s.put(t)
		case <-s.repository.life.Done():
			for {
				select {
				case t := <-s.lines:
					s.put(t)
				default:
					return
				}
			}
		}
	}
}

// put writes lines, and begins a new file where they would make it too large. What cannot
// be written is dropped; the log is told when that begins.
func (s *samples) put(t taken) {
	err := s.rotate(int64(len(t.text)))
	if err == nil {
		var n int
		n, err = s.file.Write(t.text)
		s.size += int64(n)
	}
	if err != nil {
		s.dropped.Add(t.records)
		if !s.failing {
			s.repository.opts.Log.Error("records of the sample are not written", "path", s.opts.Path, "error", err.Error())
		}
		s.failing = true
		return
	}
	s.failing = false
	s.written.Add(t.records)
}

func (s *samples) rotate(more int64) error {
	if s.file != nil && (s.size == 0 || s.size+more <= s.opts.Bytes) {
		return nil
	}
	if s.file != nil {
		_ = s.file.Close()
		s.file = nil
		for n := s.opts.Keep; n > 0; n-- {
			from := s.opts.Path
			if n > 1 {
				from = fmt.Sprintf("%s.%d", s.opts.Path, n-1)
			}
			if err := os.Rename(from, fmt.Sprintf("%s.%d", s.opts.Path, n)); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
	}
	return s.open()
}
