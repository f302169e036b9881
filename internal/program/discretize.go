package program

import (
	"slices"
	"sort"
)

// Bin is an interval and the value that it maps to.
type Bin struct {
	Range
	Value float64
}

// Discretize maps intervals of numbers to values.
//
// Eval gives the value of the first bin that has the number, Default where none
// has, and MapMissing where the field is missing.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_Discretize
type Discretize struct {
	field Expr
	*binTable
}

// binTable is a table of bins, whichever field it is asked for.
type binTable struct {
	bins       []Bin
	sorted     bool
	mapMissing float64
	def        float64
}

// NewDiscretize makes a Discretize. mapMissing and def may be [Missing].
func NewDiscretize(field Expr, bins []Bin, mapMissing, def float64) *Discretize {
	return &Discretize{field, &binTable{bins: bins, sorted: ascending(bins), mapMissing: mapMissing, def: def}}
}

// ascending says whether bins follow each other without overlap, and none is empty.
func ascending(bins []Bin) bool {
	for i := range bins {
		b := &bins[i]
		if b.Left > b.Right {
			return false
		}
		if i == 0 {
			continue
		}
		a := &bins[i-1]
		if a.Right > b.Left || (a.Right == b.Left && !a.RightOpen && !b.LeftOpen) {
			return false
		}
	}
	return true
}

// Table is an expression that takes its results from a list: a [Discretize] or
// [MapValues].
type Table interface {
	Expr
	// Shared gives the list, which several expressions may share.
	Shared() Shared
	// Map gives the list with other results, false where convert refuses one. A
	// result that is missing stays so.
	Map(convert func(float64) (float64, bool)) (Shared, bool)
}

// Shared is the list of a [Table].
type Shared interface {
	// With gives the table of what t reads and this list.
	With(t Table) Table
}

// Of gives a table of another field with the same bins.
func (d *Discretize) Of(field Expr) *Discretize { return &Discretize{field, d.binTable} }

// Shared gives the bins.
func (d *Discretize) Shared() Shared { return d.binTable }

// With looks for what t reads in the bins.
func (b *binTable) With(t Table) Table { return &Discretize{t.(*Discretize).field, b} }

// Map gives the same with other results.
func (d *Discretize) Map(convert func(float64) (float64, bool)) (Shared, bool) {
	cell, ok := checked(convert)
	out := *d.binTable
	out.bins = slices.Clone(d.bins)
	for i := range out.bins {
		out.bins[i].Value = cell(d.bins[i].Value)
	}
	out.def, out.mapMissing = cell(d.def), cell(d.mapMissing)
	return &out, *ok
}

// checked makes a conversion that notes whether any value was refused.
func checked(convert func(float64) (float64, bool)) (func(float64) float64, *bool) {
	all := true
	return func(v float64) float64 {
		if IsMissing(v) {
			return v
		}
		w, ok := convert(v)
		all = all && ok
		return w
	}, &all
}

// Eval finds the bin.
func (d *Discretize) Eval(f *Frame) float64 {
	v := d.field.Eval(f)
	if v != v {
		switch {
		case IsMissing(v):
			return d.mapMissing
		case IsNaN(v):
			return d.def
		}
		return v
	}
	if d.sorted && len(d.bins) > linearSearch {
		// Bins that begin at or below v; of those only ones that end at or above
		// it can have it, which stand last.
		i := sort.Search(len(d.bins), func(i int) bool { return d.bins[i].Left > v }) - 1
		for ; i >= 0 && d.bins[i].Right >= v; i-- {
			if d.bins[i].Has(v) {
				return d.bins[i].Value
			}
		}
		return d.def
	}
	for i := range d.bins {
		if d.bins[i].Has(v) {
			return d.bins[i].Value
		}
	}
	return d.def
}
