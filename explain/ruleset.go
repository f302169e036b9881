package explain

import "fmt"

// RuleSet is the rules of a set that fire for a record.
type RuleSet struct {
	// Criterion is the rule selection method, as "firstHit".
	Criterion string `json:"criterion"`
	// Size is the number of rules.
	Size int `json:"size"`
	// Fired are the rules that fire, in the order of the document.
	Fired []FiredRule `json:"fired,omitempty"`
	// Scores are the scores that these rules have, in the order of their first
	// rules.
	Scores []RuleScore `json:"scores,omitempty"`
	// End says why there is another result than a rule's.
	End string `json:"end,omitempty"`
}

// FiredRule is a rule that fires.
type FiredRule struct {
	// ID is the rule's id, or its number where it has none.
	ID string `json:"id"`
	// Score is what the rule predicts.
	Score      any    `json:"score"`
	Weight     Number `json:"weight"`
	Confidence Number `json:"confidence"`
	// Conditions are those of the rules around it, then its own. Those that always
	// hold are left out.
	Conditions []Predicate `json:"conditions,omitempty"`
	// Wins says that the method chooses this rule.
	Wins bool `json:"wins,omitempty"`
}

// RuleScore is a score with what the rules for it come to.
type RuleScore struct {
	Score any `json:"score"`
	// Rules is how many rules for it fire, Weight the sum of their weights.
	Rules  int    `json:"rules"`
	Weight Number `json:"weight"`
}

func (*RuleSet) key() string { return "ruleSet" }

func (*RuleSet) tellsShares() bool { return true }

// write writes the rules that fire with their conditions, and what they come
// to.
func (s *RuleSet) write(p *printer) {
	p.line("%s: %d of %d rules fire", s.Criterion, len(s.Fired), s.Size)
	for i := range s.Fired {
		r := &s.Fired[i]
		head := p.styled(bold, "rule "+r.ID) + ": " + text(r.Score)
		if s.Criterion == "firstHit" {
			head += fmt.Sprintf(", confidence %s", short(r.Confidence))
		} else {
			head += fmt.Sprintf(", weight %s, confidence %s", short(r.Weight), short(r.Confidence))
		}
		if r.Wins {
			head += " – wins"
		}
		p.line("%s", head)
		p.inside(func() {
			for j := range r.Conditions {
				p.predicate("if ", &r.Conditions[j], otherThanTrue(r.Conditions[j].Result))
			}
		})
	}
	if s.Criterion == "weightedSum" {
		rows := make([][]cell, len(s.Scores))
		for i, c := range s.Scores {
			rows[i] = []cell{{text: short(c.Weight), number: true}, {text: text(c.Score)}, {text: rulesText(c.Rules), style: faint}}
		}
		if len(rows) > 0 {
			p.line("%s", p.styled(bold, "sums of weights"))
			p.inside(func() { p.table(rows) })
		}
	}
	if s.End != "" {
		p.line("%s", s.End)
	}
}

func rulesText(n int) string {
	if n == 1 {
		return "1 rule"
	}
	return fmt.Sprintf("%d rules", n)
}
