package nearestneighbor

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/measure"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// feature compiles the output features of neighbors.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
func (b *compiler[T]) feature(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	k := b.k
	if k.targets == nil {
		return program.Typed{}, false, nil
	}
	number := program.Typed{Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous}
	if b.c.Float32() {
		number.Type = pmml.DataTypeFloat
	}
	switch feature {
	case pmml.ResultFeatureEntityId, pmml.ResultFeatureAffinity, pmml.ResultFeatureEntityAffinity:
	default:
		return program.Typed{}, false, nil
	}
	if o.RankOrder == pmml.RankOrderAscending {
		return number, false, b.c.Errorf(o, pmml.ErrUnsupported, "rankOrder=\"ascending\" is not supported for neighbors: rank 1 is the nearest")
	}
	if feature == pmml.ResultFeatureEntityAffinity {
		rank = 1 // older than ranks, and always of the nearest
	}
	*k.ranks = max(*k.ranks, min(rank, len(b.rows)))
	if feature == pmml.ResultFeatureEntityId {
		return program.Typed{
			Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical,
			Expr: &neighborID[T]{kernel: k, rank: rank, ids: b.interned()},
		}, true, nil
	}
	if id, ok := o.Value.Get(); ok {
		for i := range b.rows {
			if b.id(i) == id {
				number.Expr = &instanceAffinity[T]{kernel: k, instance: i}
				return number, true, nil
			}
		}
		return number, false, b.c.Errorf(o, pmml.CodeNameUnknown, "there is no training instance %q", id)
	}
	number.Expr = &affinity[T]{kernel: k, rank: rank}
	return number, true, nil
}

// id gives an instance's id: its own, else its place from 1 on.
func (b *compiler[T]) id(i int) string {
	if b.ids != nil {
		return b.ids[i]
	}
	return strconv.Itoa(i + 1)
}

// interned gives the instances' ids as cells.
func (b *compiler[T]) interned() []float64 {
	if b.k.ids == nil {
		cells := make([]float64, len(b.rows))
		for i := range cells {
			cells[i] = b.c.Texts().Intern(b.id(i))
		}
		b.k.ids = cells
	}
	return b.k.ids
}

// found gives the list of the nearest, as long as rank at least; nil for none.
func (k *kernel[T]) found(f *program.Frame, rank int) *measure.Nearest[T] {
	m, ok := f.Scratch[k.scratch].(*memory[T])
	if !ok || rank > len(m.nearest.Index) {
		return nil
	}
	return m.nearest
}

// neighborID is the id of the neighbor of a rank.
type neighborID[T real.Float] struct {
	kernel *kernel[T]
	rank   int
	ids    []float64
}

// Eval gives the id; missing where there are fewer instances.
func (n *neighborID[T]) Eval(f *program.Frame) float64 {
	found := n.kernel.found(f, n.rank)
	if found == nil {
		return program.Missing
	}
	return n.ids[found.Index[n.rank-1]]
}

// affinity is the distance or similarity of the neighbor of a rank.
type affinity[T real.Float] struct {
	kernel *kernel[T]
	rank   int
}

// Eval gives the number; missing where there are fewer instances.
func (a *affinity[T]) Eval(f *program.Frame) float64 {
	found := a.kernel.found(f, a.rank)
	if found == nil {
		return program.Missing
	}
	return program.Number(float64(found.Value[a.rank-1]))
}

// instanceAffinity is the distance or similarity of one instance.
type instanceAffinity[T real.Float] struct {
	kernel   *kernel[T]
	instance int
}

// Eval measures the record against the instance, however far it is.
func (a *instanceAffinity[T]) Eval(f *program.Frame) float64 {
	k := a.kernel
	if k.found(f, 1) == nil {
		return program.Missing
	}
	return program.Number(float64(k.measure.One(k.memory(f).record, k.instances, a.instance)))
}
