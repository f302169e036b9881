package evaluator

import (
	"context"
	"io"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// What follows is the same as the functions without Context, but ends soon after
// ctx does, in the midst of a document or record. The error is then ctx's.

// LoadContext is [Load] that ends with ctx.
func LoadContext(ctx context.Context, r io.Reader, opts ...Option) (*Model, error) {
	return ended(ctx, func(s *settings) (*Model, error) { return s.load(r, "") }, opts)
}

// LoadFileContext is [LoadFile] that ends with ctx.
func LoadFileContext(ctx context.Context, path string, opts ...Option) (*Model, error) {
	return ended(ctx, func(s *settings) (*Model, error) { return s.loadFile(path) }, opts)
}

// CompileContext is [Compile] that ends with ctx.
func CompileContext(ctx context.Context, doc *pmml.Document, opts ...Option) (*Model, error) {
	return ended(ctx, func(s *settings) (*Model, error) { return s.compileDocument(doc) }, opts)
}

// ended runs what a context ends, and gives the context's error where it has.
func ended(ctx context.Context, do func(*settings) (*Model, error), opts []Option) (*Model, error) {
	ctx = endless(ctx)
	s := apply(opts)
	s.within(ctx)
	m, err := do(s)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return m, err
}

// within has reading and compiling end with ctx.
func (s *settings) within(ctx context.Context) {
	s.compile.Context = ctx
	s.parse = append(s.parse, pmml.WithContext(ctx))
}

// ValidateContext is [Validate] that ends with ctx. A report that it ends is nil.
func ValidateContext(ctx context.Context, r io.Reader, opts ...Option) (*Report, error) {
	ctx = endless(ctx)
	s := apply(opts)
	s.within(ctx)
	return reportWithin(ctx, validate(r, "", s))
}

// ValidateFileContext is [ValidateFile] that ends with ctx. A report that it ends is
// nil.
func ValidateFileContext(ctx context.Context, path string, opts ...Option) (*Report, error) {
	ctx = endless(ctx)
	s := apply(opts)
	s.within(ctx)
	return reportWithin(ctx, validateFile(path, s))
}

func reportWithin(ctx context.Context, r *Report) (*Report, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

// EvaluateContext is [Model.Evaluate] that ends with ctx.
func (m *Model) EvaluateContext(ctx context.Context, record map[string]any) (*Result, error) {
	if !m.exists() {
		return nil, noModel()
	}
	f := m.frames.Get().(*program.Frame)
	f.ResetHistory()
	r := Row{model: m, frame: f, inputs: len(m.inputs)}
	f.Within(ctx)
	result, err := r.evaluate(record)
	f.Unbound()
	f.Reset()
	m.frames.Put(f)
	return result, err
}

// EvaluateContext is [Session.Evaluate] that ends with ctx. A record that it ends
// leaves the stream as it was.
func (s *Session) EvaluateContext(ctx context.Context, record map[string]any) (*Result, error) {
	r := s.stream()
	if !r.exists() {
		return nil, noModel()
	}
	r.frame.Within(ctx)
	defer r.frame.Unbound()
	return r.evaluate(record)
}

// ScoreContext is [Row.Score] that ends with ctx.
func (r *Row) ScoreContext(ctx context.Context) error {
	if !r.exists() {
		return noModel()
	}
	r.frame.Within(ctx)
	err := r.Score()
	r.frame.Unbound()
	return err
}

// ScoreContext is [Binding.Score] that ends with ctx.
func (b *Binding[In, Out]) ScoreContext(ctx context.Context, in *In, out *Out) error {
	if err := b.check(in, out); err != nil {
		return err
	}
	f := b.model.frames.Get().(*program.Frame)
	f.ResetHistory()
	f.Within(ctx)
	err := b.score(f, in, out)
	f.Unbound()
	f.Reset()
	b.model.frames.Put(f)
	return err
}

// ExplainContext is [Model.Explain] that ends with ctx.
func (m *Model) ExplainContext(ctx context.Context, record map[string]any, opts ...ExplainOption) (*Explanation, error) {
	if !m.exists() {
		return nil, noModel()
	}
	r := m.NewRow()
	r.frame.Within(ctx)
	return m.explain(r, record, opts)
}

// ExplainContext is [Row.Explain] that ends with ctx.
func (r *Row) ExplainContext(ctx context.Context, opts ...ExplainOption) (*Explanation, error) {
	if !r.exists() {
		return nil, noModel()
	}
	r.frame.Within(ctx)
	defer r.frame.Unbound()
	return r.Explain(opts...)
}

// VerifyContext is [Model.Verify] that ends with ctx.
func (m *Model) VerifyContext(ctx context.Context) (*Verification, error) {
	return m.verifyWithin(endless(ctx))
}
