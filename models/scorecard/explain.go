package scorecard

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// notes is what only explanations need.
type notes struct {
	// names are those of the characteristics, codes the reason codes by index.
	names, codes []string
	// reasons says that the Scorecard uses reason codes, and that none is lacking.
	reasons bool
}

// Explain lists the partial scores and ranks the reasons.
func (k *card) Explain(x *program.Explaining, m *explain.Model) {
	m.Detail = k.describe(x, func(n *notes) []explain.Reason { return k.reasonsOf(x, n) })
}

// reasonsOf ranks the reasons of the record.
func (k *card) reasonsOf(x *program.Explaining, n *notes) []explain.Reason {
	t := newTally(k.codes)
	if _, ok := k.sum(x.Frame, t); !ok {
		return nil
	}
	return reasons(n, t.rank(nil), func(code int32) float64 { return t.points[code] })
}

// Explain lists the partial scores and ranks the reasons by their exact points.
func (k *decimalCard) Explain(x *program.Explaining, m *explain.Model) {
	m.Detail = k.card.describe(x, func(n *notes) []explain.Reason {
		t := newDecimalTally(k.card.codes)
		if _, ok := k.sum(x.Frame, t); !ok {
			return k.card.reasonsOf(x, n)
		}
		return reasons(n, t.rank(nil), func(code int32) float64 { return program.Nearest(t.points[code]) })
	})
}

// describe describes the characteristics in their order.
func (k *card) describe(x *program.Explaining, ranked func(*notes) []explain.Reason) *explain.Scorecard {
	n, _ := x.Note(k).(*notes)
	out := &explain.Scorecard{Initial: explain.Number(k.initial), Score: x.Number(x.Outcomes[k.outcome].Value)}
	for i := range k.characteristics {
		c := &k.characteristics[i]
		at := c.pick(x.Frame)
		if at < 0 {
			return out
		}
		a := &c.attributes[at]
		s, ok := a.partial(x.Frame)
		if !ok {
			return out
		}
		d := explain.Characteristic{
			Name: n.names[i], Attribute: int(at) + 1, Predicate: x.Predicate(a.predicate),
			PartialScore: explain.Number(s), Computed: a.complex != nil,
		}
		if n.reasons {
			p := explain.Number(points[float64](k, c, s))
			if k.float {
				p = explain.Number(points[float32](k, c, s))
			}
			d.ReasonCode, d.Points = n.codes[a.code], &p
			base := explain.Number(c.baseline)
			d.Baseline = &base
		}
		out.Characteristics = append(out.Characteristics, d)
	}
	if n.reasons {
		out.Reasons = ranked(n)
	}
	return out
}

// reasons gives reason codes with their points, the first in rank first.
func reasons(n *notes, ranking []int32, points func(code int32) float64) []explain.Reason {
	var out []explain.Reason
	for _, code := range ranking {
		out = append(out, explain.Reason{Code: n.codes[code], Points: explain.Number(points(code))})
	}
	return out
}
