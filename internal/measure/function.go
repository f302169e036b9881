package measure

import (
	"math"

	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// field compares two values of one field.
type field[T real.Float] struct {
	function pmml.CompareFunction
	// scale is the square of the similarityScale.
	scale T
	// table holds width² results, sparse those of a table that is mostly defaults.
	table  []T
	sparse *matrix.Matrix
	width  int
}

// compare gives c(x, y) for a value and those of the references of a block.
// What is missing among y gives any number.
func (f *field[T]) compare(x T, y *[Lanes]T) (c [Lanes]T) {
	switch f.function {
	case pmml.CompareFunctionGaussSim:
		exp := real.ExpOf[T]()
		for l, v := range y {
			d := x - v
			c[l] = exp(T(T(-math.Ln2*T(d*d)) / f.scale))
		}
	case pmml.CompareFunctionDelta:
		for l, v := range y {
			if x != v {
				c[l] = 1
			}
		}
	case pmml.CompareFunctionEqual:
		for l, v := range y {
			if x == v {
				c[l] = 1
			}
		}
	case pmml.CompareFunctionTable:
		if f.sparse != nil {
			for l, v := range y {
				if v < T(f.width) {
					c[l] = T(f.sparse.At(int(x), int(v)))
				}
			}
			break
		}
		row := f.table[int(x)*f.width:][:f.width]
		for l, v := range y {
			if v < T(len(row)) { // which leaves out what is missing or padding
				c[l] = row[int(v)]
			}
		}
	default:
		for l, v := range y {
			c[l] = abs(x - v)
		}
	}
	return c
}

func abs[T real.Float](x T) T { return T(math.Abs(float64(x))) }

func sqrt[T real.Float](x T) T { return T(math.Sqrt(float64(x))) }

func pow[T real.Float](x T, p float64) T { return T(real.Pow(float64(x), p)) }
