package functions

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

type aggregation uint8

const (
	minimum aggregation = iota
	maximum
	sum
	product
	average
)

// buildAggregate compiles min, max, sum, product and avg. They skip missing
// arguments and are missing where all are.
func buildAggregate(c *Call, name string) (program.Typed, error) {
	vs, t, err := c.values()
	if err != nil {
		return program.Typed{}, err
	}
	n := &aggregate{values: vs, integer: t == pmml.DataTypeInteger}
	switch name {
	case "min", "max":
		if name == "max" {
			n.op = maximum
		}
		if same, ok := c.sameTemporal(); ok {
			return typed(n, same), nil
		}
	case "sum":
		n.op = sum
	case "product":
		n.op = product
	case "avg":
		n.op, n.integer = average, false
		if t == pmml.DataTypeInteger {
			t = pmml.DataTypeDouble
		}
	}
	if c.Decimal {
		return inType(&decimalAggregate{n}, t), nil
	}
	return inType(n, t), nil
}

// values are the arguments of an aggregate, any of which may be a collection.
type values struct {
	exprs []program.Expr
	// lists says which are collections; nil for none.
	lists []bool
	pos   pmml.Pos
}

// values gives all arguments as numbers, with the type they compute in.
func (c *Call) values() (values, pmml.DataType, error) {
	vs := values{pos: c.Pos}
	t := pmml.DataTypeInteger
	for i := range c.Args {
		e, ti, err := c.number(i)
		if err != nil {
			return vs, 0, err
		}
		vs.exprs = append(vs.exprs, e)
		t = common(t, ti)
		if c.Args[i].List {
			if vs.lists == nil {
				vs.lists = make([]bool, len(c.Args))
			}
			vs.lists[i] = true
		}
	}
	return vs, t, nil
}

// sameTemporal gives the date or time type that all arguments have.
func (c *Call) sameTemporal() (pmml.DataType, bool) {
	t := c.Args[0].Type
	for i := range c.Args {
		if c.Args[i].Type != t {
			return 0, false
		}
	}
	return t, program.IsTemporal(t)
}

// aggregate folds values from left to right.
type aggregate struct {
	values
	op      aggregation
	integer bool
}

// Eval gives the aggregate of the values that are there.
func (n *aggregate) Eval(f *program.Frame) float64 {
	acc, count, nan := 0.0, 0, false
	for i, e := range n.exprs {
		v := e.Eval(f)
		var list []float64
		if v == v && n.lists != nil && n.lists[i] {
			if list = f.List(v); len(list) == 0 {
				continue
			}
			if !f.Spend(int64(len(list)), n.pos) {
				return program.Missing
			}
			v, list = list[0], list[1:]
		}
		for {
			switch {
			case v != v:
				if aborts(v) {
					return v
				}
				nan = nan || program.IsNaN(v)
			case count == 0:
				acc = v
				count++
			default:
				acc = n.step(acc, v)
				count++
			}
			if len(list) == 0 {
				break
			}
			v, list = list[0], list[1:]
		}
	}
	switch {
	case nan:
		return program.NaN
	case count == 0:
		return program.Missing
	case n.op == average:
		acc /= float64(count)
	case acc != acc:
		return n.overflow()
	}
	return program.Number(acc)
}

// step adds a value. Whole numbers that leave the exact range become NaN, and
// stay so.
func (n *aggregate) step(acc, v float64) float64 {
	switch n.op {
	case minimum:
		if v < acc {
			return v
		}
		return acc
	case maximum:
		if v > acc {
			return v
		}
		return acc
	case product:
		r := float64(acc * v)
		if n.integer && math.Abs(r) >= program.MaxInteger {
			return wholeProduct(acc, v)
		}
		return r
	}
	r := acc + v
	if n.integer && math.Abs(r) >= program.MaxInteger {
		return wholeSum(acc, v)
	}
	return r
}

// overflow is the result where the fold came out as NaN: integers have left
// the exact range, doubles are the likes of INF - INF.
func (n *aggregate) overflow() float64 {
	if n.integer {
		return program.Undefined
	}
	return program.NaN
}

// gather appends the values that are there to xs. A NaN among them, or an
// error or undefined cell, is instead of them: ok is false, and stop the cell.
func (vs *values) gather(f *program.Frame, xs []float64) (got []float64, stop float64, ok bool) {
	nan := false
	take := func(v float64) bool {
		if v == v {
			xs = append(xs, v)
			return true
		}
		nan = nan || program.IsNaN(v)
		return !aborts(v)
	}
	for i, e := range vs.exprs {
		v := e.Eval(f)
		if v == v && vs.lists != nil && vs.lists[i] {
			if !f.Spend(int64(len(f.List(v))), vs.pos) {
				return xs, program.Missing, false
			}
			for _, w := range f.List(v) {
				if !take(w) {
					return xs, w, false
				}
			}
			continue
		}
		if !take(v) {
			return xs, v, false
		}
	}
	if nan {
		return xs, program.NaN, false
	}
	return xs, 0, true
}

// buildMedian compiles median: the middle value, or the mean of the two middle
// ones. It skips missing arguments.
func buildMedian(c *Call, _ string) (program.Typed, error) {
	vs, t, err := c.values()
	if err != nil {
		return program.Typed{}, err
	}
	if t == pmml.DataTypeInteger {
		t = pmml.DataTypeDouble
	}
	m := &median{values: vs, scratch: c.NewScratch()}
	if c.Decimal {
		return inType(&decimalMedian{m}, t), nil
	}
	return inType(m, t), nil
}

type median struct {
	values
	scratch int
}

// Eval gives the median of the values that are there.
func (n *median) Eval(f *program.Frame) float64 {
	xs, stop, ok := n.sorted(f, n.scratch)
	switch {
	case !ok:
		return stop
	case len(xs) == 0:
		return program.Missing
	}
	half := len(xs) / 2
	if len(xs)%2 == 1 {
		return xs[half]
	}
	mid := (xs[half-1] + xs[half]) / 2
	if math.IsInf(mid, 0) {
		mid = xs[half-1]/2 + xs[half]/2
	}
	return program.Number(mid)
}

// sorted gathers the values in the frame's scratch memory and sorts them.
func (vs *values) sorted(f *program.Frame, scratch int) ([]float64, float64, bool) {
	room, _ := f.Scratch[scratch].(*[]float64)
	if room == nil {
		room = new([]float64)
		f.Scratch[scratch] = room
	}
	xs, stop, ok := vs.gather(f, (*room)[:0])
	*room = xs
	slices.Sort(xs)
	return xs, stop, ok
}
