package scorecard

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
)

// card is a compiled Scorecard.
type card struct {
	outcome         int
	initial         float64
	characteristics []characteristic
	// float says that all is computed in float32.
	float bool
	// above says that points are partial score − baseline.
	above bool
	// ranked says that some output field reports reason codes, of which there are
	// as many as codes; scratch is where their points are.
	ranked  bool
	codes   int
	scratch int
}

// characteristic gives the partial score of the first attribute that applies.
type characteristic struct {
	// bins finds the attribute by the value of the one field that all predicates
	// test; nil where they test several, or in ways that need more than the value.
	bins       *bins
	attributes []attribute
	// baseline is what partial scores are compared with, Missing for none.
	baseline float64
	// fault is raised where no attribute applies.
	fault *program.Fault
}

// attribute is a partial score and when it applies.
type attribute struct {
	predicate program.Predicate
	score     float64
	// complex computes the score instead, else nil; fault is raised where it has
	// no value.
	complex program.Expr
	fault   *program.Fault
	// code is the index of the reason code, or noCode.
	code int32
}

// pick gives the index of the first attribute that applies, noAttribute for
// none.
func (c *characteristic) pick(f *program.Frame) int32 {
	if c.bins != nil {
		if i := c.bins.find(f.Cells[c.bins.slot]); i != undecided {
			return i
		}
	}
	for i := range c.attributes {
		if c.attributes[i].predicate.Test(f) == program.True {
			return int32(i)
		}
	}
	return noAttribute
}

// partial gives the partial score, false where it has no value: that is raised.
func (a *attribute) partial(f *program.Frame) (float64, bool) {
	if a.complex == nil {
		return a.score, true
	}
	v := f.Use(a.complex.Eval(f))
	if program.IsMissing(v) {
		f.Raise(a.fault)
		return v, false
	}
	return v, true
}

// Score fills in the sum of the partial scores, and the reasons for it.
func (k *card) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	var t *tally
	if k.ranked {
		t = k.tally(f)
	}
	total, ok := k.sum(f, t)
	if !ok {
		return
	}
	o.Value = program.Number(total)
	if t != nil {
		o.Ranking = t.rank(o.Ranking)
	}
}

// sum adds up the partial scores, and counts points where t is not nil. It gives
// false where there is no score, which is raised.
func (k *card) sum(f *program.Frame, t *tally) (float64, bool) {
	if k.float {
		return sum[float32](k, f, t)
	}
	return sum[float64](k, f, t)
}

func sum[T real.Float](k *card, f *program.Frame, t *tally) (float64, bool) {
	total := T(k.initial)
	for i := range k.characteristics {
		c := &k.characteristics[i]
		at := c.pick(f)
		if at < 0 {
			f.Raise(c.fault)
			return 0, false
		}
		a := &c.attributes[at]
		s, ok := a.partial(f)
		if !ok {
			return 0, false
		}
		total += T(s)
		if t != nil {
			add(t, a.code, points[T](k, c, s))
		}
	}
	return float64(total), true
}

// points gives what a partial score counts for its reason code.
func points[T real.Float](k *card, c *characteristic, s float64) T {
	if k.above {
		return T(s) - T(c.baseline)
	}
	return T(c.baseline) - T(s)
}
