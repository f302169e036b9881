package explain

import (
	"fmt"
	"strconv"
)

// Scorecard is the partial scores that a score is the sum of, and the reasons
// that follow from them.
type Scorecard struct {
	// Initial is the initialScore, which the sum begins with.
	Initial Number `json:"initial"`
	// Characteristics are in the order of the document.
	Characteristics []Characteristic `json:"characteristics"`
	// Score is the sum.
	Score *Number `json:"score"`
	// Reasons are the reason codes, that with the most points first.
	Reasons []Reason `json:"reasons,omitempty"`
}

// Characteristic is one partial score.
type Characteristic struct {
	// Name is "" where the document gives none.
	Name string `json:"name,omitempty"`
	// Attribute is the number of the Attribute that applies, from 1, and Predicate
	// its condition.
	Attribute int       `json:"attribute"`
	Predicate Predicate `json:"predicate"`
	// PartialScore is what the characteristic adds to the score. Computed says that
	// it is the value of an expression.
	PartialScore Number `json:"partialScore"`
	Computed     bool   `json:"computed,omitempty"`
	// ReasonCode gets Points for the distance from Baseline. All are left out where
	// the Scorecard uses no reason codes.
	ReasonCode string  `json:"reasonCode,omitempty"`
	Baseline   *Number `json:"baseline,omitempty"`
	Points     *Number `json:"points,omitempty"`
}

// Reason is a reason code with the points of all characteristics that give it.
type Reason struct {
	Code   string `json:"code"`
	Points Number `json:"points"`
}

func (*Scorecard) key() string { return "scorecard" }

func (*Scorecard) tellsShares() bool { return false }

// write writes a line for each partial score, their sum, and the reasons.
func (s *Scorecard) write(p *printer) {
	rows := make([][]cell, 0, len(s.Characteristics)+2)
	if s.Initial != 0 {
		rows = append(rows, []cell{signed(&s.Initial), {text: "initial score"}})
	}
	for i := range s.Characteristics {
		c := &s.Characteristics[i]
		row := []cell{signed(&c.PartialScore), {text: c.name(i)}, {text: c.condition(), style: faint}}
		if c.Points != nil {
			row = append(row, cell{text: c.ReasonCode}, cell{text: points(*c.Points) + ", from the baseline " + exact(*c.Baseline), style: faint})
		}
		rows = append(rows, row)
	}
	if s.Score != nil {
		rows = append(rows, []cell{{text: short(*s.Score), number: true, style: bold}, {text: "score"}})
	}
	p.table(rows)
	if len(s.Reasons) == 0 {
		return
	}
	p.line("%s", p.styled(bold, "reasons"))
	rows = rows[:0]
	for i, r := range s.Reasons {
		rows = append(rows, []cell{{text: strconv.Itoa(i + 1), number: true}, {text: r.Code}, {text: points(r.Points)}})
	}
	p.inside(func() { p.table(rows) })
}

// name gives the characteristic's name, or its number.
func (c *Characteristic) name(i int) string {
	if c.Name == "" {
		return fmt.Sprintf("characteristic %d", i+1)
	}
	return c.Name
}

// condition says why the Attribute applies.
func (c *Characteristic) condition() string {
	reads := c.Predicate.reads()
	if reads == " ("+c.Predicate.Text+")" {
		reads = "" // the condition says it: the value is missing
	}
	switch {
	case c.Predicate.Text == "true" && c.Computed:
		return "computed"
	case c.Predicate.Text == "true":
		return "otherwise"
	case c.Computed:
		return "computed, as " + c.Predicate.Text + reads
	}
	return "as " + c.Predicate.Text + reads
}

func points(n Number) string {
	if n == 1 {
		return "1 point"
	}
	return short(n) + " points"
}
