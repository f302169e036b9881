package explain

import (
	"fmt"
	"strings"
)

// association writes the basket and the rules that apply to it.
func (p *printer) association(a *Association) {
	if a.End != "" {
		p.line("%s", a.End)
		return
	}
	p.line("basket: %s", items(a.Items))
	order := ""
	if a.RankedBy != "" && a.Applied > 1 {
		order = ", by " + a.RankedBy
	}
	p.line("%d of %d rules apply%s", a.Applied, a.Rules, order)
	rows := make([][]cell, 0, len(a.Fired))
	for i := range a.Fired {
		rows = append(rows, a.Fired[i].row())
	}
	p.inside(func() {
		p.table(rows)
		if a.Omitted > 0 {
			p.line("… and %d more rules", a.Omitted)
		}
	})
}

func (r *AssociationRule) row() []cell {
	measures := fmt.Sprintf("support %s, confidence %s", short(r.Support), short(r.Confidence))
	for _, m := range []struct {
		name string
		n    *Number
	}{{"lift", r.Lift}, {"leverage", r.Leverage}, {"affinity", r.Affinity}} {
		if m.n != nil {
			measures += ", " + m.name + " " + short(*m.n)
		}
	}
	note := "recommends " + items(r.Consequent)
	style := green
	if r.Complete {
		note, style = items(r.Consequent)+" is in the basket", faint
	}
	return []cell{{text: r.ID, style: bold}, {text: r.Rule}, {text: note, style: style}, {text: measures}}
}

// items lists items, each with what it is mapped to.
func items(list []Item) string {
	if len(list) == 0 {
		return "nothing"
	}
	texts := make([]string, len(list))
	for i, it := range list {
		texts[i] = text(it.Value)
		if it.MappedValue != "" && it.MappedValue != it.Value {
			texts[i] += " (" + it.MappedValue + ")"
		}
	}
	return strings.Join(texts, ", ")
}
