package naivebayes

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// model is a compiled NaiveBayesModel.
type model[T real.Float] struct {
	outcome int
	// prior are the logarithms of the target values' counts, in the order of the
	// BayesOutput; index are the values' places among the target's, cells the
	// values.
	prior   []T
	index   []int
	cells   []float64
	inputs  []input[T]
	exp     func(T) T
	scratch int
	pos     pmml.Pos
}

// input is a compiled BayesInput: counts or densities.
type input[T real.Float] struct {
	slot program.Slot
	// derived is what the field's number is cut into, nil where it is taken as it is.
	derived program.Expr
	// rows finds the row of counts that belongs to a value.
	rows rows
	// logs are the logarithms of the values' shares: a row for each value, a
	// column for each target value.
	logs []T
	// densities are those of a field of numbers, by target value; nil for counts.
	densities []density
	// least is the logarithm of the threshold.
	least float64
}

// Score fills in the distribution and the winning category.
func (m *model[T]) Score(f *program.Frame) {
	o := &f.Outcomes[m.outcome]
	o.Clear()
	sums := m.sums(f)
	copy(sums, m.prior)
	for i := range m.inputs {
		in := &m.inputs[i]
		x := in.value(f)
		if !program.IsMissing(x) {
			in.add(x, sums)
		} else if f.Err() != nil {
			return
		}
	}
	if !m.distribution(sums) {
		f.Raise(&program.Fault{Pos: m.pos, Detail: "the probabilities are undefined: the record has likelihood zero for every target value"})
		return
	}
	program.ElectOf(o, sums, m.index, m.cells)
}

// distribution turns logarithms of likelihoods into probabilities in place; false
// where none is above zero.
func (m *model[T]) distribution(sums []T) bool {
	high := sums[0]
	for _, v := range sums[1:] {
		if v > high || v != v {
			high = v
		}
	}
	if math.IsInf(float64(high), 0) || high != high {
		return false
	}
	var sum T
	for i, v := range sums {
		sums[i] = m.exp(v - high)
		sum += sums[i]
	}
	for i := range sums {
		sums[i] /= sum
	}
	return true
}

// sums gives the frame's room for one number per target value.
func (m *model[T]) sums(f *program.Frame) []T {
	if s, ok := f.Scratch[m.scratch].(*[]T); ok {
		return *s
	}
	s := make([]T, len(m.prior))
	f.Scratch[m.scratch] = &s
	return s
}

// value gives the input's value for the record, Missing where it has none.
func (in *input[T]) value(f *program.Frame) float64 {
	v := f.Cells[in.slot]
	if in.derived != nil {
		v = in.derived.Eval(f)
	}
	return f.Use(v)
}

// add adds the logarithms of a value's factors.
func (in *input[T]) add(x float64, sums []T) {
	if in.densities != nil {
		for i := range in.densities {
			sums[i] += T(in.densities[i].clamped(x, in.least))
		}
		return
	}
	for i, v := range in.row(x, len(sums)) {
		sums[i] += v
	}
}

// row gives the logarithms of a value's shares among n target values, nil for a
// value that was never counted.
func (in *input[T]) row(x float64, n int) []T {
	i := in.rows.find(x)
	if i < 0 {
		return nil
	}
	return in.logs[i*n : (i+1)*n]
}
