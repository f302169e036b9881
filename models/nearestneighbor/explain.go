package nearestneighbor

import (
	"strconv"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists what is compared, and the neighbors with their values.
func (k *kernel[T]) Explain(x *program.Explaining, m *explain.Model) {
	word := "with the least distance"
	if k.measure.Similarity {
		word = "with the greatest similarity"
	}
	out := &explain.Neighbors{
		Rule:     k.measure.Name() + ": the " + strconv.Itoa(k.neighbors) + " of " + strconv.Itoa(k.instances.Len()) + " training instances " + word,
		Compared: []explain.Field{},
	}
	m.Detail = out
	for _, s := range k.slots {
		out.Compared = append(out.Compared, x.Field(s))
	}
	found := k.found(x.Frame, k.neighbors)
	if found == nil {
		return
	}
	for j, i := range found.Index[:k.neighbors] {
		n := explain.Neighbor{Row: int(i) + 1, Value: explain.Number(found.Value[j])}
		if k.ids != nil && k.identified {
			n.ID = x.Text(k.ids[i])
		}
		for _, t := range k.targets {
			f := explain.Field{Name: t.name}
			switch {
			case t.method == nearest:
				continue
			case t.numbers != nil:
				f.Value = x.Predicted(t.outcome, float64(t.numbers[i]))
			case t.categories != nil:
				f.Value = x.Category(t.outcome, int(t.categories[i]))
			}
			if t.method == weightedAverage || t.method == weightedMajority {
				w := explain.Number(1 / (found.Value[j] + t.threshold))
				n.Weight = &w
			}
			n.Targets = append(n.Targets, f)
		}
		out.Nearest = append(out.Nearest, n)
	}
}
