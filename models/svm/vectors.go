package svm

import (
	"math"

	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
)

// vectors holds the support vectors of all machines, each vector once. They are
// either dense or sparse.
type vectors[T real.Float] struct {
	n      int
	dense  *linear.Vectors[T]
	sparse *sparse[T]
}

// sparse holds vectors most of whose numbers are the same.
type sparse[T real.Float] struct {
	// The numbers of vector i are values[start[i]:start[i+1]] in the fields of
	// index, which ascends, and rest[i] in the others.
	start  []int
	index  []int32
	values []T
	rest   []T
}

// padded is the room that measuring needs: a number for each vector.
func (v *vectors[T]) padded() int { return linear.Pad[T](v.n) }

// products computes out[i] = Σ_j v_i[j]·x[j]. row is room for one vector, all
// zero.
func (v *vectors[T]) products(out, x, row []T) {
	if v.sparse != nil {
		v.sparse.products(out, x, row)
		return
	}
	v.dense.Dot(out, x, nil)
}

// distances computes out[i] = Σ_j (x[j]-v_i[j])².
func (v *vectors[T]) distances(out, x, row []T) {
	if v.sparse != nil {
		v.sparse.distances(out, x, row)
		return
	}
	v.dense.Distance(out, x)
}

// products takes only the numbers that are not zero: zero times a finite number
// adds nothing to a sum, so the result is that of the whole vector.
func (v *sparse[T]) products(out, x, row []T) {
	finite := true
	for _, a := range x {
		finite = finite && math.Abs(float64(a)) <= math.MaxFloat64
	}
	for i := range v.rest {
		if !finite || v.rest[i] != 0 {
			v.write(row, i)
			out[i] = product(row, x)
			v.erase(row, i)
			continue
		}
		index, values := v.entries(i)
		var s T
		for k, j := range index {
			s += T(x[j] * values[k])
		}
		out[i] = s
	}
}

func (v *sparse[T]) distances(out, x, row []T) {
	for i := range v.rest {
		v.write(row, i)
		out[i] = distance(row, x)
		v.erase(row, i)
	}
}

func (v *sparse[T]) entries(i int) ([]int32, []T) {
	index, values := v.index[v.start[i]:v.start[i+1]], v.values[v.start[i]:v.start[i+1]]
	return index, values[:len(index)]
}

// write writes out a vector.
func (v *sparse[T]) write(row []T, i int) {
	if r := v.rest[i]; r != 0 {
		for j := range row {
			row[j] = r
		}
	}
	index, values := v.entries(i)
	for k, j := range index {
		row[j] = values[k]
	}
}

// erase makes all zero again.
func (v *sparse[T]) erase(row []T, i int) {
	if v.rest[i] != 0 {
		clear(row)
		return
	}
	index, _ := v.entries(i)
	for _, j := range index {
		row[j] = 0
	}
}

func product[T real.Float](v, x []T) T {
	var s T
	for j, a := range x {
		s += T(a * v[j])
	}
	return s
}

func distance[T real.Float](v, x []T) T {
	var s T
	for j, a := range x {
		d := v[j] - a
		s += T(d * d)
	}
	return s
}
