package functions

import (
	"fmt"
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// collection gives argument 0, which must be a collection of numbers.
func (c *Call) collection() (values, error) {
	if !c.Args[0].List {
		return values{}, c.errorf(0, "is one value, the function takes a collection")
	}
	e, _, err := c.number(0)
	return values{[]program.Expr{e}, []bool{true}, c.Pos}, err
}

// buildMean compiles the mean of a collection; missing elements are skipped.
func buildMean(c *Call, _ string) (program.Typed, error) {
	vs, err := c.collection()
	return typed(&aggregate{values: vs, op: average}, pmml.DataTypeDouble), err
}

// buildDeviation compiles the standard deviation of a collection; the second
// argument says whether n-1 divides (false where it is left out).
func buildDeviation(c *Call, _ string) (program.Typed, error) {
	vs, err := c.collection()
	if err != nil {
		return program.Typed{}, err
	}
	n := &deviation{values: vs, scratch: c.NewScratch(), unbiased: &program.Const{}}
	if len(c.Args) == 2 {
		if c.Args[1].List {
			return program.Typed{}, c.errorf(1, "is a collection")
		}
		n.unbiased, err = c.truth(1)
	}
	return typed(n, pmml.DataTypeDouble), err
}

type deviation struct {
	values
	unbiased program.Expr
	scratch  int
}

// Eval gives the standard deviation.
func (n *deviation) Eval(f *program.Frame) float64 {
	unbiased := n.unbiased.Eval(f)
	xs, stop, ok := n.sorted(f, n.scratch)
	if !ok || unbiased != unbiased {
		return specials(stop, ok, unbiased, unbiased == unbiased)
	}
	if len(xs) == 0 {
		return program.Missing
	}
	if len(xs) == 1 {
		return 0
	}
	mean := 0.0
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	squares, rest := 0.0, 0.0
	for _, x := range xs {
		d := x - mean
		squares += float64(d * d)
		rest += d
	}
	squares -= float64(rest*rest) / float64(len(xs))
	return program.Number(math.Sqrt(squares / (float64(len(xs)) - unbiased)))
}

// buildPercentile compiles the p-th percentile of a collection, p from 1 to
// 100: the element at position p·(n+1)/100 of the sorted ones, interpolated.
func buildPercentile(c *Call, _ string) (program.Typed, error) {
	vs, err := c.collection()
	if err != nil {
		return program.Typed{}, err
	}
	if c.Args[1].List {
		return program.Typed{}, c.errorf(1, "is a collection")
	}
	p, err := c.integer(1)
	return typed(&percentile{vs, c.place(), p, c.NewScratch()}, pmml.DataTypeDouble), err
}

type percentile struct {
	values
	c       place
	p       program.Expr
	scratch int
}

// Eval gives the percentile.
func (n *percentile) Eval(f *program.Frame) float64 {
	p := n.p.Eval(f)
	xs, stop, ok := n.sorted(f, n.scratch)
	if !ok || p != p {
		return specials(stop, ok, p, p == p)
	}
	if p < 1 || p > 100 {
		return n.c.fail(f, "the percentile is %s, not in 1 to 100", program.FormatValue(p, pmml.DataTypeInteger))
	}
	if len(xs) == 0 {
		return program.Missing
	}
	at := p * float64(len(xs)+1) / 100
	switch {
	case at < 1:
		return xs[0]
	case at >= float64(len(xs)):
		return xs[len(xs)-1]
	}
	i := math.Floor(at)
	lo, hi := xs[int(i)-1], xs[int(i)]
	return program.Number(lo + float64((at-i)*(hi-lo)))
}

// buildSplit compiles the split of a text at the matches of a pattern, which
// gives a collection of texts.
func buildSplit(c *Call, _ string) (program.Typed, error) {
	ps, err := c.patterns(1)
	if err != nil {
		return program.Typed{}, fmt.Errorf("function %q: %w", c.Name, err)
	}
	t := typed(&split{c.place(), c.text(0), ps}, pmml.DataTypeString)
	t.List = true
	return t, nil
}

type split struct {
	c        place
	input    text
	patterns patterns
}

// Eval gives the parts of the text.
func (n *split) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	p, other := n.patterns.get(f, &n.c)
	if !ok || p == nil {
		return specials(cell, ok, other, p != nil)
	}
	if !n.c.searches(f, p, s) {
		return program.Missing
	}
	parts, err := p.Split(s, f.Room())
	if err != nil {
		return n.c.failed(f, err)
	}
	if !f.SpendText(len(s), n.c.pos) || !f.Spend(int64(len(parts)), n.c.pos) {
		return program.Missing
	}
	l := f.NewList()
	for _, part := range parts {
		f.Append(l, f.Code(part))
	}
	return l
}
