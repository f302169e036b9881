package naivebayes

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain lists the factors of each target value.
func (m *model[T]) Explain(x *program.Explaining, out *explain.Model) {
	b := &explain.Bayes{Inputs: []explain.BayesInput{}}
	out.Detail = b
	n, _ := x.Note(m).(*notes)
	o := &x.Outcomes[m.outcome]
	for i, index := range m.index {
		c := explain.BayesCategory{Category: x.Category(m.outcome, index), Count: explain.Number(n.counts[i])}
		if o.Has[program.Probabilities] {
			c.Probability = x.Number(o.Series[program.Probabilities][index])
		}
		b.Categories = append(b.Categories, c)
	}
	for i := range m.inputs {
		in := &m.inputs[i]
		d := explain.BayesInput{Field: x.Field(in.slot)}
		v := in.value(x.Frame)
		if in.derived != nil {
			d.Value = x.Value(v, n.types[i])
		}
		row := in.logs
		switch {
		case program.IsMissing(v):
			d.Unused = "missing, left out"
		case in.densities != nil:
			row = make([]T, len(m.prior))
			in.add(v, row)
		default:
			if row = in.row(v, len(m.prior)); row == nil {
				d.Unused = "never counted, left out"
			}
		}
		if d.Unused == "" {
			for _, log := range row {
				d.Factors = append(d.Factors, explain.Number(m.exp(log)))
			}
		}
		b.Inputs = append(b.Inputs, d)
	}
}
