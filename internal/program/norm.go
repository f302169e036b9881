package program

import "sort"

// Knot is a point of a piecewise linear function.
type Knot struct{ Orig, Norm float64 }

// linearSearch is how many points are searched one by one.
const linearSearch = 12

// NormContinuous maps a number by straight lines between points:
// norm_i + (x-orig_i)/(orig_i+1-orig_i)·(norm_i+1-norm_i).
//
// Eval gives MapMissing where the field is missing; outside the points it gives
// the outer line's value, Below and Above, or Missing, as Outside says. An
// ordinary NaN stays NaN.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_NormContinuous
type NormContinuous struct {
	Field Expr
	// Knots are two points or more in ascending order of Orig. Where two have
	// the same Orig, the function jumps: it has the later one's value there.
	Knots []Knot
	// MapMissing replaces a missing value; [Missing] for nothing.
	MapMissing float64
	// Clamp says that values outside become Below and Above (either may be
	// Missing); otherwise the outer lines go on.
	Clamp        bool
	Below, Above float64
}

// Eval computes the norm.
func (n *NormContinuous) Eval(f *Frame) float64 {
	x := n.Field.Eval(f)
	if x != x {
		if IsMissing(x) {
			return n.MapMissing
		}
		return x
	}
	k := n.Knots
	if n.Clamp {
		if x < k[0].Orig {
			return n.Below
		}
		if x > k[len(k)-1].Orig {
			return n.Above
		}
	}
	i := 0
	if len(k) <= linearSearch {
		for i < len(k)-2 && x >= k[i+1].Orig {
			i++
		}
	} else {
		i = sort.Search(len(k)-2, func(i int) bool { return x < k[i+1].Orig })
	}
	a, b := &k[i], &k[i+1]
	width := b.Orig - a.Orig
	if width == 0 {
		// A jump at either end: the function is flat beyond it.
		if x < a.Orig {
			return a.Norm
		}
		return b.Norm
	}
	return Number(a.Norm + float64(float64((x-a.Orig)/width)*(b.Norm-a.Norm)))
}

// Line is the commonest NormContinuous: one straight line through the value of a
// slot, which goes on outside its two points.
type Line struct {
	Slot          Slot
	orig, norm    float64
	width, height float64
	// norms is what the line stands for.
	norms *NormContinuous
}

// Simple gives the Line that computes the same, or n itself where none does.
func (n *NormContinuous) Simple() Expr {
	ref, ok := n.Field.(*Ref)
	if !ok || n.Clamp || len(n.Knots) != 2 || n.Knots[0].Orig == n.Knots[1].Orig {
		return n
	}
	a, b := n.Knots[0], n.Knots[1]
	return &Line{Slot: ref.Slot, orig: a.Orig, norm: a.Norm, width: b.Orig - a.Orig, height: b.Norm - a.Norm, norms: n}
}

// Eval computes the norm.
func (l *Line) Eval(f *Frame) float64 {
	if x := f.Cells[l.Slot]; x == x {
		return l.At(x)
	}
	return l.norms.Eval(f)
}

// At computes the norm of a number, which is not NaN.
func (l *Line) At(x float64) float64 {
	return Number(l.norm + float64(float64((x-l.orig)/l.width)*l.height))
}

// Denormalizer is the inverse of NormContinuous.
type Denormalizer struct{ knots []Knot }

// NewDenormalizer makes the inverse of the function through points, two or more
// in ascending order of Orig.
func NewDenormalizer(knots []Knot) *Denormalizer { return &Denormalizer{knots: knots} }

// Invert gives the x whose norm is y: on the first line that reaches y, or on
// an outer line's continuation where none does. Norms may rise or fall. Where
// the outer line is level, its end is the answer. Missing stays missing.
func (d *Denormalizer) Invert(y float64) float64 {
	if y != y {
		return y
	}
	k := d.knots
	for i := 0; i+1 < len(k); i++ {
		a, b := &k[i], &k[i+1]
		if (a.Norm <= y && y <= b.Norm) || (b.Norm <= y && y <= a.Norm) {
			return invertLine(a, b, y)
		}
	}
	n := len(k)
	if beyondFirst(k[0].Norm, k[1].Norm, k[n-1].Norm, y) {
		if k[0].Norm == k[1].Norm {
			return k[0].Orig
		}
		return invertLine(&k[0], &k[1], y)
	}
	if k[n-2].Norm == k[n-1].Norm {
		return k[n-1].Orig
	}
	return invertLine(&k[n-2], &k[n-1], y)
}

// beyondFirst says whether the first line leads to y, which no line reaches;
// otherwise the last one is taken. Where the first line points away from y, so
// may the last one: the nearer end decides.
func beyondFirst(first, second, last, y float64) bool {
	leads := (y < first) == (first < second) && first != second
	if (y < first) != (y < last) {
		return leads
	}
	near := abs(y-first) < abs(y-last)
	return near || (leads && abs(y-first) == abs(y-last))
}

func invertLine(a, b *Knot, y float64) float64 {
	height := b.Norm - a.Norm
	if height == 0 {
		return a.Orig
	}
	return Number(a.Orig + float64(float64((y-a.Norm)/height)*(b.Orig-a.Orig)))
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// NormDiscrete is 1 where a field has one value, else 0. Eval gives MapMissing
// where the field is missing.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_NormDiscrete
type NormDiscrete struct {
	Field Expr
	// Value is a cell of the field's type; [Missing] equals nothing.
	Value      float64
	MapMissing float64
}

// Eval compares.
func (n *NormDiscrete) Eval(f *Frame) float64 {
	v := n.Field.Eval(f)
	if v == n.Value {
		return 1
	}
	if v == v {
		return 0
	}
	switch {
	case IsMissing(v):
		return n.MapMissing
	case IsNaN(v):
		return Bool(IsNaN(n.Value))
	}
	return v
}

// NormThermometer is 1 where a field's value is at or above a level, else 0. A
// value without a rank is below. Eval gives MapMissing where the field is missing.
//
// Spec: https://dmg.org/pmml/v3-2/Transformations.html
type NormThermometer struct {
	Field Expr
	// Level is the rank of the value among Levels, or the value itself where
	// Levels is nil: numbers have their own order.
	Level      float64
	Levels     *Levels
	MapMissing float64
}

// Eval compares.
func (n *NormThermometer) Eval(f *Frame) float64 {
	v := n.Field.Eval(f)
	switch {
	case v == v:
	case IsMissing(v):
		return n.MapMissing
	case !IsNaN(v):
		return v
	}
	if n.Levels != nil {
		rank, ok := n.Levels.Rank(v)
		return Bool(ok && float64(rank) >= n.Level)
	}
	return Bool(v >= n.Level)
}
