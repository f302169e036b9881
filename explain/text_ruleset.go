package explain

import "fmt"

// ruleSet writes the rules that fire with their conditions, and what they come
// to.
func (p *printer) ruleSet(s *RuleSet) {
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
