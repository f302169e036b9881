package compile

import (
	"cmp"
	"context"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// budget counts what compiling a document makes, in all builders that work on it
// together, against the limits of the options. It also looks whether the caller
// still waits.
type budget struct {
	limits limit.Limits
	used   limit.Limits
	ctx    context.Context
	// look is how much more may be counted until the context is looked at.
	look int64
	// over is why compiling has to end, nil while it has not.
	over error
}

// lookEvery is how much is counted between two looks at the context.
const lookEvery = 1 << 10

func newBudget(o *Options) *budget {
	b := &budget{limits: o.Limits, ctx: o.Context}
	if b.limits == (limit.Limits{}) {
		b.limits = limit.Defaults()
	}
	return b
}

// Spend counts against a limit what the element at makes, before it is made. The
// error ends compiling.
func (b *builder) Spend(n limit.Name, amount int64, at pmml.Node) error {
	m := b.budget
	if m.over != nil {
		return m.over
	}
	m.used[n] += amount
	if m.used[n] > m.limits[n] || m.used[n] < 0 {
		m.over = b.exceeded(n, at)
		return m.over
	}
	if m.look -= 1 + amount; m.look < 0 {
		return b.Look()
	}
	return nil
}

// Next looks now and then whether the caller still waits: loops over pieces of the
// document that are not counted call it for each.
func (b *builder) Next() error {
	if m := b.budget; m.over == nil {
		if m.look--; m.look >= 0 {
			return nil
		}
	}
	return b.Look()
}

// Look gives the context's error where the caller no longer waits.
func (b *builder) Look() error {
	m := b.budget
	m.look = lookEvery
	if m.over == nil && m.ctx != nil {
		m.over = m.ctx.Err()
	}
	return m.over
}

// Done is closed when the caller no longer waits; nil where that is never. Work that
// cannot look is left alone then ([limit.Await]), and compiling ends with the
// context's error.
func (b *builder) Done() <-chan struct{} {
	if b.budget.ctx == nil {
		return nil
	}
	return b.budget.ctx.Done()
}

// Await does work that cannot look, and gives the context's error where the caller
// stops waiting meanwhile. The work must change nothing but what it gives.
func Await[T any](c *Context, work func() T) (T, error) {
	v, err := limit.Await(c.Done(), func() (T, error) { return work(), nil })
	if err != nil {
		return v, cmp.Or(c.Look(), err)
	}
	return v, nil
}

// exceeded is the error of a limit that is exceeded.
func (b *builder) exceeded(n limit.Name, at pmml.Node) error {
	e := &pmml.Error{Class: pmml.ErrLimit, Detail: b.budget.limits.Exceeded(n), Want: []string{b.budget.limits.Text(n)}}
	if at != nil {
		e.Pos, e.Path = at.Position(), pmml.PathTo(b.doc, at)
	}
	return e
}
