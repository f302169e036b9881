package measure

import (
	"math"

	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// Reporter makes the errors of a document's elements. The scope that a model is
// compiled in is one.
type Reporter interface {
	Errorf(at pmml.Node, class error, format string, args ...any) error
	Keep(err error) error
}

// Field is a field that records are compared by, as a document gives it.
type Field struct {
	// At is the element, for errors.
	At pmml.Node
	// Weight is W, Missing the weight where other fields are missing.
	Weight, Missing float64
	// Function is the field's own compare function, 0 for the measure's.
	Function pmml.CompareFunction
	// Scale is the similarityScale of gaussSim.
	Scale pmml.Optional[float64]
	// Table holds the results of the compare function table by the indices of
	// the two values; nil for none.
	Table *matrix.Matrix
}

// aggregate is how the fields' comparisons become one number.
type aggregate uint8

const (
	squares aggregate = iota // squaredEuclidean
	rootOfSquares
	sum
	greatest
	powers
	counts // of truth values
)

// Measure is a compiled comparison measure. It does not change.
type Measure[T real.Float] struct {
	// Similarity says that greater values mean nearer.
	Similarity bool

	kind   aggregate
	fields []field[T]
	// weights are those of the fields; weighted says that some is not 1.
	weights  []T
	weighted bool
	// missing are the weights for missing values, total is their sum.
	missing []T
	total   T
	// plain says that every field is compared by absDiff.
	plain bool
	// p is the power of minkowski.
	p float64
	// above and below are the weights of the counts by 2·x + y.
	above, below [4]T
	name         string
}

// Compile compiles a document's measure for the fields that it compares. minimum
// and maximum are remarks on what the comparisons may give.
func Compile[T real.Float](r Reporter, m *pmml.ComparisonMeasure, fields []Field) (*Measure[T], error) {
	out := &Measure[T]{Similarity: m.Kind == pmml.ComparisonMeasureKindSimilarity, plain: true}
	if err := out.aggregate(r, m); err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, r.Errorf(m, pmml.CodePartMissing, "there is no field to compare records by")
	}
	for i := range fields {
		if err := r.Keep(out.add(r, &fields[i], m)); err != nil {
			return nil, err
		}
	}
	if !(out.total > 0) {
		return nil, r.Errorf(fields[0].At, pmml.CodeOutOfRange, "the missing-value weights are all zero, at least one must be positive")
	}
	return out, nil
}

func (m *Measure[T]) aggregate(r Reporter, c *pmml.ComparisonMeasure) error {
	if c.Kind == 0 {
		return r.Errorf(c, pmml.CodePartMissing, "kind is missing, distance or similarity is needed")
	}
	switch x := c.Measure.(type) {
	case *pmml.Euclidean:
		m.kind, m.name = rootOfSquares, "euclidean"
	case *pmml.SquaredEuclidean:
		m.kind, m.name = squares, "squaredEuclidean"
	case *pmml.Chebychev:
		m.kind, m.name = greatest, "chebychev"
	case *pmml.CityBlock:
		m.kind, m.name = sum, "cityBlock"
	case *pmml.Minkowski:
		m.kind, m.name, m.p = powers, "minkowski", x.PParameter
		if !(m.p > 0) || math.IsInf(m.p, 0) {
			return r.Errorf(x, pmml.CodeOutOfRange, "p-parameter=%v was found, minkowski needs a positive one", m.p)
		}
	case *pmml.SimpleMatching:
		m.ratio("simpleMatching", [4]float64{1, 0, 0, 1}, [4]float64{1, 1, 1, 1})
	case *pmml.Jaccard:
		m.ratio("jaccard", [4]float64{0, 0, 0, 1}, [4]float64{0, 1, 1, 1})
	case *pmml.Tanimoto:
		m.ratio("tanimoto", [4]float64{1, 0, 0, 1}, [4]float64{1, 2, 2, 1})
	case *pmml.BinarySimilarity:
		for _, v := range []float64{x.C00Parameter, x.C01Parameter, x.C10Parameter, x.C11Parameter, x.D00Parameter, x.D01Parameter, x.D10Parameter, x.D11Parameter} {
			if v-v != 0 {
				return r.Errorf(x, pmml.CodeOutOfRange, "the parameter %v was found, binarySimilarity needs finite numbers", v)
			}
		}
		m.ratio("binarySimilarity",
			[4]float64{x.C00Parameter, x.C01Parameter, x.C10Parameter, x.C11Parameter},
			[4]float64{x.D00Parameter, x.D01Parameter, x.D10Parameter, x.D11Parameter})
	default:
		return r.Errorf(c, pmml.CodePartMissing, "the measure itself is missing: euclidean, squaredEuclidean, chebychev, cityBlock, minkowski, simpleMatching, jaccard, tanimoto or binarySimilarity is needed")
	}
	return nil
}

func (m *Measure[T]) ratio(name string, above, below [4]float64) {
	m.kind, m.name = counts, name
	for i := range above {
		m.above[i], m.below[i] = T(above[i]), T(below[i])
	}
}

// add compiles a field.
func (m *Measure[T]) add(r Reporter, f *Field, c *pmml.ComparisonMeasure) error {
	// What is at fault takes its place as well, so that fields keep their indices.
	m.weights = append(m.weights, T(f.Weight))
	m.weighted = m.weighted || f.Weight != 1
	m.missing = append(m.missing, T(f.Missing))
	m.total += T(f.Missing)
	function := f.Function
	if function == 0 {
		function = c.CompareFunction
	}
	if function == 0 || m.kind == counts {
		function = pmml.CompareFunctionAbsDiff
	}
	m.fields = append(m.fields, field[T]{function: function})
	out := &m.fields[len(m.fields)-1]
	switch {
	case !(f.Weight >= 0) || math.IsInf(f.Weight, 0):
		return r.Errorf(f.At, pmml.CodeOutOfRange, "fieldWeight=%v was found, a weight is a number of at least 0", f.Weight)
	case !(f.Missing >= 0) || math.IsInf(f.Missing, 0):
		return r.Errorf(f.At, pmml.CodeOutOfRange, "the field's missing-value weight is %v, a weight is a number of at least 0", f.Missing)
	}
	m.plain = m.plain && function == pmml.CompareFunctionAbsDiff
	switch function {
	case pmml.CompareFunctionGaussSim:
		scale, ok := f.Scale.Get()
		if !ok {
			return r.Errorf(f.At, pmml.CodePartMissing, "similarityScale is missing, compareFunction=\"gaussSim\" needs it")
		}
		if !(scale > 0) || math.IsInf(scale, 0) {
			return r.Errorf(f.At, pmml.CodeOutOfRange, "similarityScale=%v was found, compareFunction=\"gaussSim\" needs a positive one", scale)
		}
		out.scale = T(T(scale) * T(scale))
	case pmml.CompareFunctionTable:
		if f.Table == nil {
			return r.Errorf(f.At, pmml.CodePartMissing, "Comparisons is missing, compareFunction=\"table\" needs it")
		}
		out.width = f.Table.Rows()
		cells := f.Table.Cells()
		if cells == nil {
			out.sparse = f.Table
			break
		}
		out.table = make([]T, len(cells))
		for i, v := range cells {
			out.table[i] = T(v)
		}
	}
	return nil
}

// Name gives the measure's element, as "euclidean".
func (m *Measure[T]) Name() string { return m.name }

// Kind gives the word of the standard for what the measure's value is.
func (m *Measure[T]) Kind() pmml.ComparisonMeasureKind {
	if m.Similarity {
		return pmml.ComparisonMeasureKindSimilarity
	}
	return pmml.ComparisonMeasureKindDistance
}

// Truth says that the measure compares truth values: records and references
// hold 0 and 1 only, and nothing may be missing.
func (m *Measure[T]) Truth() bool { return m.kind == counts }
