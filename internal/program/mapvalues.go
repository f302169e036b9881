package program

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// MapRow is a row of a MapValues table: a key cell for each field, and the
// cell that the row gives.
type MapRow struct {
	// Keys are cells of the fields' types; one that is [Missing] matches nothing.
	Keys []float64
	// Value is the output cell. Absent says that the row has none, which is an
	// error for who meets the row.
	Value  float64
	Absent bool
	// Pos is the row's place.
	Pos pmml.Pos
}

// MapValues looks values up in a table.
//
// Eval gives the value of the row whose keys equal the fields' values, Default
// where no row has them, and MapMissing where a field is missing. It gives an
// error cell where several rows have them but not the same value.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_MapValues
type MapValues struct {
	fields []Expr
	*mapTable
}

// mapTable is a table, whichever fields it is asked for.
type mapTable struct {
	// columns number the values of each column. steps give, from the second
	// column on, the number of a row's beginning from that of the beginning one
	// column shorter and that of the column's value.
	columns    []cellIndex
	steps      []stepIndex
	results    []mapResult
	mapMissing float64
	def        float64
	pos        pmml.Pos
}

type mapResult struct {
	value             float64
	ambiguous, absent bool
	pos               pmml.Pos
}

// NewMapValues makes a lookup of rows by fields, at least one. mapMissing and
// def may be [Missing]; pos is the element's place.
func NewMapValues(fields []Expr, rows []MapRow, mapMissing, def float64, pos pmml.Pos) *MapValues {
	m := &MapValues{fields, &mapTable{mapMissing: mapMissing, def: def, pos: pos}}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r MapRow) bool {
		return slices.ContainsFunc(r.Keys, func(k float64) bool { return k != k })
	})
	states := make([]int32, len(rows))
	for c := range fields {
		keys := make([]float64, len(rows))
		for i := range rows {
			keys[i] = rows[i].Keys[c]
		}
		column, ids := newCellIndex(keys)
		m.columns = append(m.columns, column)
		if c == 0 {
			states = ids
			continue
		}
		var step stepIndex
		step, states = newStepIndex(states, ids, column.n)
		m.steps = append(m.steps, step)
	}
	for i := range rows {
		r := &rows[i]
		s := int(states[i])
		if s == len(m.results) {
			m.results = append(m.results, mapResult{value: r.Value, absent: r.Absent, pos: r.Pos})
			continue
		}
		if q := &m.results[s]; q.absent != r.Absent || (!r.Absent && math.Float64bits(q.value) != math.Float64bits(r.Value)) {
			q.ambiguous = true
		}
	}
	return m
}

// Of gives a lookup of other fields in the same table.
func (m *MapValues) Of(fields []Expr) *MapValues { return &MapValues{fields, m.mapTable} }

// Map gives the same with other results.
func (m *MapValues) Map(convert func(float64) (float64, bool)) (Shared, bool) {
	cell, ok := checked(convert)
	out := *m.mapTable
	out.results = slices.Clone(m.results)
	for i := range out.results {
		out.results[i].value = cell(m.results[i].value)
	}
	out.def, out.mapMissing = cell(m.def), cell(m.mapMissing)
	return &out, *ok
}

// Shared gives the table.
func (m *MapValues) Shared() Shared { return m.mapTable }

// With looks what t reads up in the table.
func (m *mapTable) With(t Table) Table { return &MapValues{t.(*MapValues).fields, m} }

// Eval looks the fields' values up.
func (m *MapValues) Eval(f *Frame) float64 {
	state, missing := int32(0), false
	for i, field := range m.fields {
		v := field.Eval(f)
		if v != v && !IsNaN(v) {
			if !IsMissing(v) {
				return v
			}
			missing = true
		}
		if state < 0 || missing {
			continue
		}
		id := m.columns[i].find(v)
		switch {
		case id < 0 || i == 0:
			state = id
		default:
			state = m.steps[i-1].find(state, id)
		}
	}
	switch {
	case missing:
		return m.mapMissing
	case state < 0:
		return m.def
	}
	r := &m.results[state]
	switch {
	case r.ambiguous:
		return f.Fail(m.pos, "several rows of the table match, with different results")
	case r.absent:
		return f.Fail(r.pos, "the row of the table that matches has no result")
	}
	return r.value
}

// maxDense bounds the number of entries of a table that is indexed directly.
const maxDense = 1 << 16

// cellIndex numbers distinct cells from 0.
type cellIndex struct {
	n     int32
	base  float64
	dense []int32 // by value less base, -1 for none
	ids   map[uint64]int32
}

// newCellIndex numbers keys in order of first appearance, and gives the number
// of each. Keys are no NaNs.
func newCellIndex(keys []float64) (cellIndex, []int32) {
	x := cellIndex{ids: make(map[uint64]int32)}
	numbers := make([]int32, len(keys))
	low, high, whole := math.Inf(1), math.Inf(-1), true
	for i, k := range keys {
		k += 0
		low, high = min(low, k), max(high, k)
		whole = whole && k == math.Trunc(k) && abs(k) <= MaxInteger
		id, ok := x.ids[math.Float64bits(k)]
		if !ok {
			id = x.n
			x.ids[math.Float64bits(k)] = id
			x.n++
		}
		numbers[i] = id
	}
	// A direct table pays where it is small or mostly filled.
	if span := high - low + 1; whole && len(keys) > 0 && (span <= 1024 || span <= 8*float64(x.n)) && span <= maxDense {
		x.base = low
		x.dense = slices.Repeat([]int32{-1}, int(span))
		for bits, id := range x.ids {
			x.dense[int(math.Float64frombits(bits)-low)] = id
		}
		x.ids = nil
	}
	return x, numbers
}

func (x *cellIndex) find(v float64) int32 {
	if x.dense != nil {
		d := v - x.base
		if !(d >= 0 && d < float64(len(x.dense))) {
			return -1
		}
		i := int(d)
		if float64(i) != d {
			return -1
		}
		return x.dense[i]
	}
	if id, ok := x.ids[math.Float64bits(v+0)]; ok {
		return id
	}
	return -1
}

// stepIndex numbers distinct pairs of two numbers from 0.
type stepIndex struct {
	width int32
	dense []int32
	ids   map[uint64]int32
}

// newStepIndex numbers the pairs of a[i] and b[i], and gives the number of each.
// b lies below width.
func newStepIndex(a, b []int32, width int32) (stepIndex, []int32) {
	x := stepIndex{width: width, ids: make(map[uint64]int32)}
	numbers := make([]int32, len(a))
	high := int32(-1)
	for i := range a {
		high = max(high, a[i])
		key := uint64(a[i])<<32 | uint64(b[i])
		id, ok := x.ids[key]
		if !ok {
			id = int32(len(x.ids))
			x.ids[key] = id
		}
		numbers[i] = id
	}
	if size := (int64(high) + 1) * int64(width); size > 0 && size <= maxDense {
		x.dense = slices.Repeat([]int32{-1}, int(size))
		for key, id := range x.ids {
			x.dense[int32(key>>32)*width+int32(key&math.MaxUint32)] = id
		}
		x.ids = nil
	}
	return x, numbers
}

func (x *stepIndex) find(a, b int32) int32 {
	if x.dense != nil {
		return x.dense[a*x.width+b]
	}
	if id, ok := x.ids[uint64(a)<<32|uint64(b)]; ok {
		return id
	}
	return -1
}
