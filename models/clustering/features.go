package clustering

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// feature compiles the output features of clusters.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html
func (b *compiler) feature(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	text := program.Typed{Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical}
	number := program.Typed{Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous}
	if b.c.Float32() {
		number.Type = pmml.DataTypeFloat
	}
	switch feature {
	case pmml.ResultFeaturePredictedValue:
		if rank == 1 {
			return program.Typed{}, false, nil
		}
		r := program.Typed{Expr: b.ranked(o, rank, b.shared.cells), Type: b.target.Type, Op: b.target.Op}
		return r, r.Expr != nil, b.descending(o)
	case pmml.ResultFeatureClusterId, pmml.ResultFeatureEntityId:
		text.Expr = b.ranked(o, rank, b.interned(b.shared.ids))
		return text, true, b.descending(o)
	case pmml.ResultFeaturePredictedDisplayValue:
		text.Expr = b.ranked(o, rank, b.interned(b.shared.names))
		return text, true, b.descending(o)
	case pmml.ResultFeatureAffinity:
	case pmml.ResultFeatureClusterAffinity, pmml.ResultFeatureEntityAffinity:
		rank = 1 // older than ranks, and always of the winner
	case pmml.ResultFeatureProbability:
		if b.m.ModelClass == pmml.ClusteringModelClassDistributionBased {
			return program.Typed{}, false, nil
		}
		return number, false, b.c.Lacks(o, pmml.ErrUnsupported, "feature=%s is not defined for clusters with centers, affinity is", feature)
	default:
		return program.Typed{}, false, nil
	}
	if b.m.ModelClass == pmml.ClusteringModelClassDistributionBased {
		return number, false, b.c.Lacks(o, pmml.ErrUnsupported, "feature=%s is not defined for modelClass=\"distributionBased\", probability is", feature)
	}
	if id, ok := o.Value.Get(); ok {
		for i, k := range b.shared.ids {
			if k == id {
				number.Expr = &affinity{outcome: b.shared.outcome, cluster: i}
				return number, true, nil
			}
		}
		return number, false, b.c.Errorf(o, pmml.CodeNameUnknown, "there is no cluster %q", id)
	}
	number.Expr = &affinity{outcome: b.shared.outcome, cluster: -1, rank: b.rank(rank)}
	return number, true, b.descending(o)
}

func (b *compiler) ranked(_ *pmml.OutputField, rank int, values []float64) program.Expr {
	return &member{outcome: b.shared.outcome, rank: b.rank(rank), values: values}
}

// descending refuses an order from the farthest cluster on.
func (b *compiler) descending(o *pmml.OutputField) error {
	if o.RankOrder == pmml.RankOrderAscending {
		return b.c.Errorf(o, pmml.ErrUnsupported, "rankOrder=\"ascending\" is not supported for clusters: rank 1 is the nearest")
	}
	return nil
}

// rank notes that a rank is asked for.
func (b *compiler) rank(rank int) int {
	if rank > 1 {
		*b.shared.ranks = max(*b.shared.ranks, min(rank, len(b.shared.ids)))
		b.target.Size.Ranking = *b.shared.ranks
	}
	return rank
}

// interned gives texts as cells, missing for an empty one.
func (b *compiler) interned(texts []string) []float64 {
	cells := make([]float64, len(texts))
	for i, t := range texts {
		cells[i] = program.Missing
		if t != "" {
			cells[i] = b.c.Texts().Intern(t)
		}
	}
	return cells
}

// place gives the index of the cluster of a rank, -1 for none.
func place(o *program.Outcome, rank int) int {
	switch {
	case rank == 1:
		return o.Entity
	case rank <= len(o.Ranking):
		return int(o.Ranking[rank-1])
	}
	return -1
}

// member is a value that belongs to the cluster of a rank.
type member struct {
	outcome, rank int
	values        []float64
}

// Eval gives the value; missing where there is no such cluster.
func (m *member) Eval(f *program.Frame) float64 {
	i := place(&f.Outcomes[m.outcome], m.rank)
	if i < 0 {
		return program.Missing
	}
	return m.values[i]
}

// affinity is the distance or similarity of a cluster, or that of a rank where
// cluster is below 0.
type affinity struct {
	outcome, cluster, rank int
}

// Eval gives the affinity; missing where there is no such cluster.
func (a *affinity) Eval(f *program.Frame) float64 {
	o := &f.Outcomes[a.outcome]
	i := a.cluster
	if i < 0 {
		i = place(o, a.rank)
	}
	if i < 0 || !o.Has[program.Affinities] {
		return program.Missing
	}
	return program.Number(o.Series[program.Affinities][i])
}
