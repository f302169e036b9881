package clustering

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/measure"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// centers finds the cluster whose center is nearest.
type centers[T real.Float] struct {
	shared
	inputs  []input
	slots   []program.Slot // of the inputs, where each has one and nothing else is to do
	measure *measure.Measure[T]
	centers *measure.References[T]
	scratch int
}

// memory is what a frame keeps for a kernel.
type memory[T real.Float] struct {
	record *measure.Record[T]
	values []T
}

func (k *centers[T]) memory(f *program.Frame) *memory[T] {
	if m, ok := f.Scratch[k.scratch].(*memory[T]); ok {
		return m
	}
	m := &memory[T]{
		record: measure.NewRecord[T](k.centers.Width()),
		values: linear.Make[T](k.centers.Room()),
	}
	f.Scratch[k.scratch] = m
	return m
}

// Score measures the record against all centers. A record all of whose fields
// are missing has no distance to anything, which ends it.
func (k *centers[T]) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	m := k.memory(f)
	if !k.load(f, m.record) {
		return
	}
	k.measure.Compare(m.record, k.centers, m.values)
	best := -1
	for i := range k.ids {
		v := m.values[i]
		if v != v {
			if k.measure.Truth() {
				f.Raise(&program.Fault{Pos: k.pos, Detail: "the similarity to cluster \"" + k.ids[i] + "\" is a ratio whose denominator is 0"})
				return
			}
			continue
		}
		if best < 0 || k.measure.Nearer(v, m.values[best]) {
			best = i
		}
	}
	if best < 0 {
		return // not a number is as near as any other
	}
	affinities := o.Series[program.Affinities]
	for i := range k.ids {
		affinities[i] = float64(m.values[i])
	}
	o.Has[program.Affinities] = true
	k.settle(o, best, k.measure.Similarity)
}

// load reads the record. It says whether there is one to compare, else the
// record has ended.
func (k *centers[T]) load(f *program.Frame, r *measure.Record[T]) bool {
	if k.slots != nil {
		cells, values := f.Cells, r.Values[:len(k.slots)]
		gaps := false
		for i, s := range k.slots {
			v := cells[s]
			values[i] = T(v)
			gaps = gaps || v != v
		}
		if !gaps && !k.measure.Truth() {
			r.Whole()
			return true
		}
	}
	for i := range k.inputs {
		v, ok := k.inputs[i].load(f)
		if !ok {
			f.Raise(&program.Fault{Field: k.inputs[i].name, Pos: k.pos, Detail: "the value is not among those that the Comparisons compare"})
			return false
		}
		r.Values[i] = T(v)
	}
	if f.Err() != nil {
		return false
	}
	at, ok := k.measure.Prepare(r)
	switch {
	case ok:
		return true
	case at < 0:
		f.Raise(&program.Fault{Pos: k.pos, Detail: "all fields that clusters are compared by are missing, so the record has no " + k.measure.Kind().String() + " to any cluster"})
	default:
		f.Raise(k.notTruth(at))
	}
	return false
}

func (k *centers[T]) notTruth(at int) *program.Fault {
	return &program.Fault{Field: k.inputs[at].name, Pos: k.pos, Detail: "the value is neither 0 nor 1, as " + k.measure.Name() + " needs"}
}

// settle fills in the winner and those that follow it.
func (s *shared) settle(o *program.Outcome, best int, similarity bool) {
	o.Entity = best
	o.Category = s.index[best]
	o.Value = s.cells[best]
	if n := *s.ranks; n > 0 {
		o.Ranking = rank(o.Ranking, o.Series[program.Affinities][:len(s.ids)], n, similarity)
	}
}

// rank puts the indices of the n best values in order, the first of equals
// first. What is no number comes last.
func rank(out []int32, values []float64, n int, greatest bool) []int32 {
	out = out[:0]
	for i, v := range values {
		at := len(out)
		for at > 0 && !measure.Before(values[out[at-1]], v, greatest) {
			at--
		}
		if at == n {
			continue
		}
		if len(out) < n {
			out = append(out, 0)
		}
		copy(out[at+1:], out[at:])
		out[at] = int32(i)
	}
	return out
}

// compileCenters compiles a center-based model.
func compileCenters[T real.Float](b *compiler) (program.Kernel, error) {
	c := b.c
	fields := make([]measure.Field, len(b.inputs))
	for i := range fields {
		fields[i] = b.inputs[i].field
	}
	m, err := measure.Compile[T](c, b.m.ComparisonMeasure, fields)
	if err != nil {
		return nil, err
	}
	k := &centers[T]{
		shared: b.shared, inputs: b.inputs, measure: m, scratch: c.NewScratch(),
		centers: measure.NewReferences[T](len(b.m.Clusters), len(b.inputs)),
	}
	for i, cluster := range b.m.Clusters {
		if err := c.Next(); err != nil {
			return nil, err
		}
		if err := c.Keep(k.center(b, i, cluster)); err != nil {
			return nil, err
		}
	}
	if _, err := compile.Await(c, func() struct{} { m.Gather(k.centers); return struct{}{} }); err != nil {
		return nil, err
	}
	for i := range b.inputs {
		if in := &b.inputs[i]; in.expr != nil || in.levels != nil {
			return k, nil
		}
	}
	for i := range b.inputs {
		k.slots = append(k.slots, b.inputs[i].slot)
	}
	return k, nil
}

// center reads a cluster's center.
func (k *centers[T]) center(b *compiler, i int, cluster *pmml.Cluster) error {
	values, err := b.center(cluster)
	if err != nil {
		return err
	}
	for j, v := range values {
		in := &b.inputs[j]
		switch {
		case in.levels != nil:
			at, ok := in.level(v)
			if !ok {
				return b.c.Errorf(cluster.Array, pmml.CodeUnlistedValue, "the center has %v for field %q, which is not one of its values", v, in.name)
			}
			v = float64(at)
		case k.measure.Truth() && v != 0 && v != 1:
			return b.c.Errorf(cluster.Array, pmml.CodeOutOfRange, "the center has %v for field %q, %s needs 0 or 1", v, in.name, k.measure.Name())
		case v != v:
			return b.c.Errorf(cluster.Array, pmml.CodeOutOfRange, "the center has NaN for field %q, a number is needed", in.name)
		}
		k.centers.Set(i, j, T(v))
	}
	return nil
}

// center gives the numbers of a cluster's center.
func (b *compiler) center(cluster *pmml.Cluster) ([]float64, error) {
	if cluster.Array == nil {
		return nil, b.c.Errorf(cluster, pmml.CodePartMissing, "Array is missing, modelClass=%q needs the cluster's center", b.m.ModelClass)
	}
	values := cluster.Array.Values
	if len(values) != len(b.inputs) {
		return nil, b.c.Errorf(cluster.Array, pmml.CodeCountMismatch, "the center has %d numbers, %d are needed, one for each ClusteringField that is a center field", len(values), len(b.inputs))
	}
	return values, nil
}

// level gives the index of a center's value among the levels: of a number by
// the value itself. A text cannot stand in an array of numbers, so that its
// place from 1 on stands for it.
func (in *input) level(v float64) (int, bool) {
	if in.named {
		i := int(v)
		return i - 1, float64(i) == v && i >= 1 && i <= len(in.levels)
	}
	return in.place(v)
}
