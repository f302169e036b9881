package svm

import (
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// model is what all machines of a SupportVectorMachineModel share, and the
// machines.
type model[T real.Float] struct {
	outcome int
	inputs  []input
	// missing are the faults of inputs that have no number, nil where the
	// prediction is missing then, as Targets has a default for it.
	missing []program.Fault
	// vectors are what the machines' coefficients belong to; nil where those are
	// of the fields (svmRepresentation="Coefficients").
	vectors  *vectors[T]
	measure  measure[T]
	machines []machine[T]
	scratch  int
}

// machine is a compiled SupportVectorMachine.
type machine[T real.Float] struct {
	coefficients []T
	// vectors are what the coefficients belong to, by index; nil where they are
	// the first ones, in their order.
	vectors   []int32
	intercept T
	pos       pmml.Pos
}

// input is a dimension of the vectors: a field's number, or an indicator of one
// of its values.
type input struct {
	slot program.Slot
	// indicator says that the number is coefficient where the field has the
	// value, else 0.
	indicator          bool
	value, coefficient float64
	// otherwise is what stands for a missing number, Missing for none.
	otherwise float64
}

// number gives the input's number for the record, Missing where it has none.
func (in *input) number(f *program.Frame) float64 {
	v := f.Cells[in.slot]
	if v != v {
		if v = f.Use(v); program.IsMissing(v) {
			return in.otherwise
		}
	}
	return in.of(v)
}

// of gives the number of a value.
func (in *input) of(v float64) float64 {
	if !in.indicator {
		return v
	}
	if v == in.value {
		return in.coefficient
	}
	return 0
}

// memory is what a frame or a block keeps for a model.
type memory[T real.Float] struct {
	// x is the record, k its kernel values, values those of the machines, and row
	// room for one sparse vector.
	x, k, values, row []T
	// choices are the categories that the machines chose, votes how many did.
	choices []int
	votes   []float64
}

// newMemory makes the memory for one goroutine and so many categories.
func (m *model[T]) newMemory(categories int) *memory[T] {
	s := &memory[T]{
		x:       make([]T, len(m.inputs)),
		values:  make([]T, len(m.machines)),
		choices: make([]int, len(m.machines)),
		votes:   make([]float64, categories),
	}
	if m.vectors != nil {
		s.k = linear.Make[T](m.vectors.padded())
		if m.vectors.sparse != nil {
			s.row = make([]T, len(m.inputs))
		}
	}
	return s
}

// memory gives the frame's memory for the model.
func (m *model[T]) memory(f *program.Frame) *memory[T] {
	if s, ok := f.Scratch[m.scratch].(*memory[T]); ok {
		return s
	}
	s := m.newMemory(len(f.Outcomes[m.outcome].Series[program.Probabilities]))
	f.Scratch[m.scratch] = s
	return s
}

// run computes the values of all machines; false where an input is missing or an
// error, which is raised.
func (m *model[T]) run(f *program.Frame, s *memory[T]) bool {
	for i := range m.inputs {
		v := m.inputs[i].number(f)
		if program.IsMissing(v) {
			if m.missing != nil {
				f.Raise(&m.missing[i])
			}
			return false
		}
		s.x[i] = T(v)
	}
	m.compute(s)
	return true
}

// compute computes the values of all machines for the record in s. Each kernel
// value is computed once, however many machines share the vector.
func (m *model[T]) compute(s *memory[T]) {
	k := s.x
	if m.vectors != nil {
		k = s.k
		if m.measure.shape == radial {
			m.vectors.distances(k, s.x, s.row)
		} else {
			m.vectors.products(k, s.x, s.row)
		}
		m.measure.apply(k[:m.vectors.n])
	}
	for i := range m.machines {
		s.values[i] = m.machines[i].value(k)
	}
}

// value computes f(x) from the kernel values.
func (m *machine[T]) value(k []T) T {
	var y T
	if m.vectors == nil {
		k = k[:len(m.coefficients)]
		for i, c := range m.coefficients {
			y += T(c * k[i])
		}
		return y + m.intercept
	}
	for i, j := range m.vectors {
		y += T(m.coefficients[i] * k[j])
	}
	return y + m.intercept
}

// number predicts the value of its only machine.
type number[T real.Float] struct{ model[T] }

// Score fills in the predicted number.
func (k *number[T]) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Value = program.Missing
	s := k.memory(f)
	if k.run(f, s) {
		o.Value = program.Number(float64(s.values[0]))
	}
}
