package nearestneighbor

import (
	"github.com/gopmml/gopmml/internal/measure"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// kernel predicts from the nearest training instances.
type kernel[T real.Float] struct {
	// slots and names are the fields that records are compared by.
	slots     []program.Slot
	names     []string
	measure   *measure.Measure[T]
	instances *measure.References[T]
	// neighbors is how many instances predictions come from, ranks how many are
	// reported at most.
	neighbors int
	ranks     *int
	targets   []*target[T]
	// ids are the instances' ids, nil where nothing asks for them; identified says
	// that they are the document's own.
	ids        []float64
	identified bool
	scratch    int
	pos        pmml.Pos
}

// memory is what a frame keeps for a kernel.
type memory[T real.Float] struct {
	record  *measure.Record[T]
	nearest *measure.Nearest[T]
	weights []T
	numbers []T
	votes   []T
}

func (k *kernel[T]) memory(f *program.Frame) *memory[T] {
	if m, ok := f.Scratch[k.scratch].(*memory[T]); ok {
		return m
	}
	most := 0
	for _, t := range k.targets {
		most = max(most, len(t.prefer))
	}
	m := &memory[T]{
		record:  measure.NewRecord[T](len(k.slots)),
		nearest: measure.NewNearest[T](min(max(k.neighbors, *k.ranks), k.instances.Len())),
		weights: make([]T, k.neighbors),
		numbers: make([]T, k.neighbors),
		votes:   make([]T, most),
	}
	f.Scratch[k.scratch] = m
	return m
}

// Score finds the nearest instances and predicts the targets from them. A
// record all of whose fields are missing has no distance to anything, which ends
// it.
func (k *kernel[T]) Score(f *program.Frame) {
	for _, t := range k.targets {
		f.Outcomes[t.outcome].Clear()
	}
	m := k.memory(f)
	m.nearest.Index = m.nearest.Index[:0]
	if !k.load(f, m.record) {
		return
	}
	m.record.Waits = f
	if !k.measure.Search(m.record, k.instances, m.nearest) {
		m.nearest.Index = m.nearest.Index[:0]
		f.Raise(&program.Fault{Pos: k.pos, Detail: "the similarity to a training instance is a ratio whose denominator is 0"})
		return
	}
	if f.Err() != nil {
		m.nearest.Index = m.nearest.Index[:0]
		return
	}
	for _, t := range k.targets {
		o := &f.Outcomes[t.outcome]
		o.Entity = int(m.nearest.Index[0])
		t.predict(f, o, m, k)
	}
}

// load reads the record. It says whether there is one to compare, else the
// record has ended.
func (k *kernel[T]) load(f *program.Frame, r *measure.Record[T]) bool {
	for i, s := range k.slots {
		r.Values[i] = T(f.Load(s))
	}
	if f.Err() != nil {
		return false
	}
	at, ok := k.measure.Prepare(r)
	switch {
	case ok:
		return true
	case at < 0:
		f.Raise(&program.Fault{Pos: k.pos, Detail: "all fields that records are compared by are missing, so the record has no " + k.measure.Kind().String() + " to any training instance"})
	default:
		f.Raise(&program.Fault{Field: k.names[at], Pos: k.pos, Detail: "the value is neither 0 nor 1, as " + k.measure.Name() + " needs"})
	}
	return false
}
