package naivebayes

import "math"

// rows finds the row of a value.
type rows struct {
	// byCode holds the rows by cell less base, and -1 where there is none, so that
	// a value costs one read. It is nil where the values are no dense range of
	// whole numbers; then byCell is used.
	base   float64
	byCode []int32
	byCell map[float64]int32
}

// find gives the row of a value, -1 for none.
func (r *rows) find(x float64) int {
	if r.byCode == nil {
		if i, ok := r.byCell[x]; ok {
			return int(i)
		}
		return -1
	}
	d := x - r.base
	if !(d >= 0 && d < float64(len(r.byCode))) {
		return -1
	}
	if i := int(d); float64(i) == d {
		return int(r.byCode[i])
	}
	return -1
}

// newRows picks the form. The value of row i is cells[i].
func newRows(cells []float64) rows {
	low, high := math.Inf(1), math.Inf(-1)
	whole := true
	for _, v := range cells {
		low, high = math.Min(low, v), math.Max(high, v)
		whole = whole && v == math.Trunc(v)
	}
	if span := high - low + 1; whole && span <= float64(64+8*len(cells)) {
		r := rows{base: low, byCode: make([]int32, int(span))}
		for i := range r.byCode {
			r.byCode[i] = -1
		}
		for i, v := range cells {
			r.byCode[int(v-low)] = int32(i)
		}
		return r
	}
	r := rows{byCell: make(map[float64]int32, len(cells))}
	for i, v := range cells {
		r.byCell[v] = int32(i)
	}
	return r
}
