package clustering

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists what is compared, and the clusters from the nearest on.
func (k *centers[T]) Explain(x *program.Explaining, m *explain.Model) {
	rule := k.measure.Name() + ": the cluster with the least distance wins"
	if k.measure.Similarity {
		rule = k.measure.Name() + ": the cluster with the greatest similarity wins"
	}
	out := k.describe(x, k.inputs, rule, k.measure.Similarity)
	m.Detail = out
	if out.Ranked == nil {
		out.End = "no distance is a number, so there is no prediction"
	}
}

// Explain lists what is compared, and the clusters from the most probable on.
func (k *distributions) Explain(x *program.Explaining, m *explain.Model) {
	out := k.describe(x, k.inputs, "the cluster in which the record is most probable wins", true)
	m.Detail = out
	if out.Ranked == nil {
		out.End = "a value is missing or infinite, so there is no prediction"
	}
}

func (s *shared) describe(x *program.Explaining, inputs []input, rule string, greatest bool) *explain.Clusters {
	out := &explain.Clusters{Rule: rule, Compared: []explain.Field{}}
	for i := range inputs {
		in := &inputs[i]
		if in.expr == nil {
			out.Compared = append(out.Compared, x.Field(in.slot))
			continue
		}
		f := explain.Field{Name: in.name}
		if n := x.Number(in.expr.Eval(x.Frame)); n != nil {
			f.Value = float64(*n)
		}
		out.Compared = append(out.Compared, f)
	}
	o := &x.Outcomes[s.outcome]
	if !o.Has[program.Affinities] {
		return out
	}
	n := len(s.ids)
	affinities := o.Series[program.Affinities][:n]
	for _, i := range rank(make([]int32, 0, n), affinities, n, greatest) {
		out.Ranked = append(out.Ranked, explain.Cluster{ID: s.ids[i], Name: s.names[i], Value: explain.Number(affinities[i])})
	}
	return out
}
