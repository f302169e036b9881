package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/gopmml/gopmml/serve/wire"
)

// stamp tells one state of a file from another without reading it.
type stamp struct {
	size     int64
	modified time.Time
	real     string // where links lead to
}

// ensure gives the version's model, which it loads where it is not in memory. Any
// number of callers wait for one load.
func (v *version) ensure(ctx context.Context) (*wire.Model, error) {
	if m := v.model.Load(); m != nil {
		return m, nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if m := v.model.Load(); m != nil {
		return m, nil
	}
	if v.retired.Load() {
		return nil, wire.Errorf(wire.Unavailable, "version %d of model %q is no longer served", v.number, v.name)
	}
	v.set(wire.Loading, nil)
	start := time.Now()
	m, err := v.load(ctx)
	if err != nil {
		e := wire.ErrorOf(err)
		if ctx.Err() != nil {
			v.set(wire.Start, nil) // the caller went: the next one loads it
			return nil, e
		}
		own := *e
		own.Code, own.HTTP = wire.FailedPrecondition, 0
		v.set(wire.Ended, &own)
		v.repository.opts.Log.Error("a version was not loaded", "model", v.name, "version", v.number, "path", v.path, "error", own.Text)
		return nil, &own
	}
	v.model.Store(m)
	v.set(wire.Available, nil)
	v.repository.opts.Log.Info("a version is loaded", "model", v.name, "version", v.number, "path", v.path, "took", time.Since(start))
	v.repository.keepWithin(v)
	return m, nil
}

// load reads, compiles, verifies and warms the model.
func (v *version) load(ctx context.Context) (*wire.Model, error) {
	f, err := os.Open(v.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, wire.Errorf(wire.NotFound, "%s is not there", v.path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, fmt.Errorf("%s: %w", v.path, err)
	}
	v.checksum = hex.EncodeToString(sum.Sum(nil))
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("%s: %w", v.path, err)
	}
	engine, err := compile(ctx, f, v.path, v.pick, v.repository.opts.Load)
	var document *pmml.Error
	if errors.As(err, &document) && document.File == "" {
		named := *document
		named.File = v.path
		err = &named
	}
	if err != nil {
		return nil, err
	}
	return wire.NewModel(v.name, v.number, engine, v.pass).Tapped(v.tap), nil
}

// compile makes the model of a document, gzipped or not, and looks whether it scores
// what it says.
func compile(ctx context.Context, f io.ReadSeeker, path, pick string, opts []evaluator.Option) (*evaluator.Model, error) {
	engine, err := evaluator.LoadContext(ctx, f, options(path, pick, opts)...)
	if err != nil {
		return nil, err
	}
	return engine, prove(ctx, engine)
}

func options(path, pick string, opts []evaluator.Option) []evaluator.Option {
	out := append([]evaluator.Option{}, opts...)
	out = append(out, evaluator.WithParseOptions(pmml.WithFileName(path)))
	if pick != "" {
		out = append(out, evaluator.WithModelName(pick))
	}
	return out
}

// prove scores the records that a document carries for that, and one without values, so
// that the first caller does not wait for memory.
func prove(ctx context.Context, m *evaluator.Model) error {
	found, err := m.VerifyContext(ctx)
	if err != nil {
		return err
	}
	if n := len(found.Mismatches); n > 0 {
		first := found.Mismatches[0]
		return wire.Errorf(wire.FailedPrecondition, "ModelVerification: %d values differ from those of the document's %d records: record %d, field %q is %s instead of %s",
			n, found.Rows, first.Row, first.Field, first.Got, first.Want)
	}
	_ = m.NewRow().ScoreContext(ctx) // it may well refuse a record without values
	return ctx.Err()
}
