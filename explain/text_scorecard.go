package explain

import (
	"fmt"
	"strconv"
)

// scorecard writes a line for each partial score, their sum, and the reasons.
func (p *printer) scorecard(s *Scorecard) {
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
