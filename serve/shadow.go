package serve

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/serve/wire"
)

// Bounds of what shadows take: requests that wait for them, the memory of each, and the
// time that one may take.
const (
	shadowsWaiting = 32
	shadowBytes    = 1 << 20
	shadowTime     = 10 * time.Second
)

// shadowed is a request that was answered, with what was answered: copies, since the
// request's own memory is used again.
type shadowed struct {
	by      *version // the shadow
	in      *evaluator.Columns
	answers []shadowOutput
	failed  []bool // rows; nil: none
}

// shadowOutput is an output of all records.
type shadowOutput struct {
	name    string
	numeric bool
	missing []bool
	numbers []float64
	texts   []string
}

// comparison is what a version has done as a shadow.
type comparison struct {
	records, differing, dropped, failures atomic.Int64
	largest                               atomic.Uint64 // the bits of a number that is not negative
}

// told gives the comparison, nil where nothing was to be compared.
func (c *comparison) told() *wire.Comparison {
	out := wire.Comparison{Records: c.records.Load(), Differing: c.differing.Load(), Largest: math.Float64frombits(c.largest.Load()),
		Dropped: c.dropped.Load(), Failures: c.failures.Load()}
	if out == (wire.Comparison{}) {
		return nil
	}
	return &out
}

// tap is told of what the version has scored. It is the [wire.Tap] of its models.
func (v *version) tap(ctx context.Context, b *wire.Batch, results *wire.Results, err error) {
	if err != nil {
		return
	}
	if s := v.repository.samples; s != nil {
		s.take(ctx, b, results)
	}
	if route := v.of.route.Load(); route != nil && route.shadow != nil && route.shadow != v {
		v.cast(route.shadow, b, results)
	}
}

// cast gives a shadow what was scored, if it has time for it.
func (v *version) cast(shadow *version, b *wire.Batch, results *wire.Results) {
	if share := v.of.source.ShadowShare; share > 0 && rand.Float64() >= share {
		return
	}
	r := v.repository
	// Who is asked for a lot has no time for shadows. Nothing is copied in vain.
	if r.gate.waiting.Load() > 0 || len(r.shadows) == cap(r.shadows) {
		shadow.compared.dropped.Add(1)
		return
	}
	in := b.Columns()
	if in.Bytes()+int64(16*results.Rows()*len(results.Columns)) > shadowBytes {
		shadow.compared.dropped.Add(1)
		return
	}
	job := shadowed{by: shadow, in: in.Clone()}
	job.copyAnswers(results)
	select {
	case r.shadows <- job:
	default:
		shadow.compared.dropped.Add(1)
	}
}

func (s *shadowed) copyAnswers(results *wire.Results) {
	rows := results.Rows()
	for _, e := range results.Errors {
		if s.failed == nil {
			s.failed = make([]bool, rows)
		}
		if e.Row > 0 && e.Row <= rows {
			s.failed[e.Row-1] = true
		}
	}
	for k := range results.Columns {
		c := &results.Columns[k]
		a := shadowOutput{name: c.Name, numeric: numeric(c), missing: make([]bool, rows)}
		for i := range rows {
			a.missing[i] = c.IsMissing(i)
			if a.numeric {
				a.numbers = append(a.numbers, c.Float(i))
			} else {
				a.texts = append(a.texts, string(c.AppendText(nil, i)))
			}
		}
		s.answers = append(s.answers, a)
	}
}

func numeric(c *wire.Result) bool {
	return c.Type == wire.Float64 || c.Type == wire.Float32 || c.Type == wire.Int64
}

// compareShadows scores what shadows are given, one request after the other, until the
// repository ends.
func (r *Repository) compareShadows() {
	for {
		select {
		case <-r.life.Done():
			return
		case job := <-r.shadows:
			if err := job.compare(r.life); err != nil && r.life.Err() == nil {
				job.by.compared.failures.Add(1)
				r.opts.Log.Debug("a shadow could not score", "model", job.by.name, "version", job.by.number, "error", err.Error())
			}
		}
	}
}

// compare scores a request and compares. A panic is the end of this request only.
func (s *shadowed) compare(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, shadowTime)
	defer cancel()
	m, err := s.by.ensure(ctx)
	if err != nil {
		return err
	}
	b := m.NewBatch()
	defer b.Release()
	results, err := b.Aside(ctx, s.in)
	if err != nil {
		return err
	}
	s.difference(m, results)
	return nil
}

// difference counts the records that differ, in those outputs that both versions have.
func (s *shadowed) difference(m *wire.Model, results *wire.Results) {
	rows := results.Rows()
	differs := make([]bool, rows)
	failed := make([]bool, rows)
	for _, e := range results.Errors {
		if e.Row > 0 && e.Row <= rows {
			failed[e.Row-1] = true
		}
	}
	for i := range rows {
		differs[i] = failed[i] != (s.failed != nil && s.failed[i])
	}
	largest, common := 0.0, false
	for k := range s.answers {
		a := &s.answers[k]
		at, ok := m.Output(a.name)
		if !ok {
			continue
		}
		common = true
		c := &results.Columns[at]
		for i := range rows {
			if failed[i] || s.failed != nil && s.failed[i] {
				continue
			}
			same, by := a.same(c, i)
			differs[i] = differs[i] || !same
			largest = max(largest, by)
		}
	}
	n := int64(0)
	for _, d := range differs {
		if d || !common {
			n++
		}
	}
	counts := &s.by.compared
	counts.records.Add(int64(rows))
	counts.differing.Add(n)
	for bits := math.Float64bits(largest); ; {
		before := counts.largest.Load() // bits of numbers from 0 on are in their order
		if bits <= before || counts.largest.CompareAndSwap(before, bits) {
			return
		}
	}
}

// same says whether record i has the same value, and else by how much numbers differ.
func (a *shadowOutput) same(c *wire.Result, i int) (same bool, by float64) {
	switch missing := c.IsMissing(i); {
	case missing || a.missing[i]:
		return missing == a.missing[i], 0
	case a.numeric != numeric(c):
		return false, 0
	case !a.numeric:
		return a.texts[i] == string(c.AppendText(nil, i)), 0
	}
	x, y := a.numbers[i], c.Float(i)
	if x == y || math.IsNaN(x) && math.IsNaN(y) {
		return true, 0
	}
	if by = math.Abs(x - y); math.IsNaN(by) || math.IsInf(by, 0) {
		by = 0 // they differ by no number
	}
	return false, by
}
