package association

import (
	"slices"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// notes is what explanations need beside the kernel.
type notes struct {
	rules []rule
	// atoms names the items by number.
	atoms []*item
}

// note keeps what explanations need.
func (b *compiler) note() {
	n := &notes{rules: b.rules, atoms: make([]*item, b.k.size)}
	for _, it := range b.m.Items {
		if out := b.items[it.ID]; out != nil && out.atom >= 0 && n.atoms[out.atom] == nil {
			n.atoms[out.atom] = out
		}
	}
	b.c.Note(b.k, n)
}

// Explain lists the items of the basket and the rules that begin with them, in
// the order of the first ranking that an output field asks for.
func (k *kernel) Explain(x *program.Explaining, m *explain.Model) {
	n := x.Note(k).(*notes)
	b := k.basket(x.Frame)
	out := &explain.Association{Rules: len(n.rules), Applied: len(b.fired), Items: []explain.Item{}}
	m.Detail = out
	if k.baskets && !b.given {
		out.End = "the basket is missing, so no rule is looked at"
		return
	}
	for _, i := range b.items {
		out.Items = append(out.Items, describe(n.atoms[i]))
	}
	fired := slices.Clone(b.fired)
	if len(k.selected) > 0 {
		out.RankedBy = k.selected[0].basis.String()
		slices.SortFunc(fired, func(p, q firing) int {
			return int(k.selected[0].position[p.rule]) - int(k.selected[0].position[q.rule])
		})
	} else {
		slices.SortFunc(fired, func(p, q firing) int { return int(p.rule - q.rule) })
	}
	shown := x.Segments(len(fired))
	out.Omitted = len(fired) - shown
	for _, r := range fired[:shown] {
		out.Fired = append(out.Fired, n.rules[r.rule].describe(r.complete))
	}
}

func describe(it *item) explain.Item {
	out := explain.Item{ID: it.declared.ID, Value: it.declared.Value}
	out.MappedValue, _ = it.declared.MappedValue.Get()
	return out
}

func (r *rule) describe(complete bool) explain.AssociationRule {
	out := explain.AssociationRule{ID: r.id, Rule: r.text(), Complete: complete}
	for _, it := range r.antecedent.items {
		out.Antecedent = append(out.Antecedent, describe(it))
	}
	for _, it := range r.consequent.items {
		out.Consequent = append(out.Consequent, describe(it))
	}
	out.Support, out.Confidence = explain.Number(r.declared.Support), explain.Number(r.declared.Confidence)
	out.Lift = number(r.declared.Lift.Get())
	out.Leverage = number(r.declared.Leverage.Get())
	out.Affinity = number(r.declared.Affinity.Get())
	return out
}

func number(v float64, ok bool) *explain.Number {
	if !ok {
		return nil
	}
	n := explain.Number(v)
	return &n
}
