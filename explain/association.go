package explain

import (
	"fmt"
	"strings"
)

// Association is what a basket of items makes of the rules of an association
// model.
type Association struct {
	// Items are those of the basket that the model knows. Where several items of the
	// document stand for the same, it is the first of them.
	Items []Item `json:"items"`
	// Rules is the number of the model's rules, Applied that of those whose
	// antecedent is in the basket.
	Rules   int `json:"rules"`
	Applied int `json:"applied"`
	// RankedBy is the measure that the rules are in the order of, as "confidence"; ""
	// for the order of the document.
	RankedBy string `json:"rankedBy,omitempty"`
	// Fired are the rules that apply, the first in rank first. Omitted is how many
	// more there are.
	Fired   []AssociationRule `json:"fired,omitempty"`
	Omitted int               `json:"omitted,omitempty"`
	// End says why no rule was looked at.
	End string `json:"end,omitempty"`
}

// Item is an item of an association model.
type Item struct {
	ID    string `json:"id"`
	Value string `json:"value"`
	// MappedValue is what the document maps the value to, "" for nothing.
	MappedValue string `json:"mappedValue,omitempty"`
}

// AssociationRule is a rule whose antecedent is in the basket.
type AssociationRule struct {
	// ID is the rule's id, or its number in the document.
	ID string `json:"id"`
	// Rule is the rule as a text, as "{Cracker}->{Water}".
	Rule       string `json:"rule"`
	Antecedent []Item `json:"antecedent,omitempty"`
	Consequent []Item `json:"consequent,omitempty"`
	// Complete says that the consequent is in the basket, too: such a rule
	// recommends nothing new.
	Complete bool `json:"complete"`
	// What the document does not give is nil.
	Support    Number  `json:"support"`
	Confidence Number  `json:"confidence"`
	Lift       *Number `json:"lift,omitempty"`
	Leverage   *Number `json:"leverage,omitempty"`
	Affinity   *Number `json:"affinity,omitempty"`
}

func (*Association) key() string { return "association" }

func (*Association) tellsShares() bool { return false }

// write writes the basket and the rules that apply to it.
func (a *Association) write(p *printer) {
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
