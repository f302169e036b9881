package explain

import "fmt"

// ensemble writes the segments, each with its part in the prediction.
func (p *printer) ensemble(e *Ensemble) {
	size := fmt.Sprintf("%d segments", e.Size)
	if e.Size == 1 {
		size = "1 segment"
	}
	if e.Applied != e.Size {
		size += fmt.Sprintf(", of which %d ran", e.Applied)
	}
	p.line("%s of %s", e.Method, size)
	for i := range e.Segments {
		p.segment(&e.Segments[i])
	}
	switch {
	case e.Omitted > 0 && e.Rest != nil:
		c := signed(e.Rest)
		p.line("… and %d more segments, which add %s", e.Omitted, p.styled(c.style, c.text))
	case e.Omitted > 0:
		p.line("… and %d more segments", e.Omitted)
	}
	if e.End != "" {
		p.line("%s", e.End)
	}
}

func (p *printer) segment(s *Segment) {
	head := ""
	if s.Contribution != nil {
		c := signed(s.Contribution)
		head = p.styled(c.style, c.text) + "  "
	}
	head += p.styled(bold, "segment "+s.ID)
	if s.Note != "does not apply" && s.Note != "not looked at" {
		head += ": " + text(s.Prediction)
	}
	if s.Weight != nil {
		head += ", weight " + short(*s.Weight)
	}
	if s.Note != "" {
		head += " – " + s.Note
	}
	p.line("%s", head)
	p.inside(func() {
		if s.Predicate != nil {
			p.predicate("if ", s.Predicate, s.Predicate.Result)
		}
		if s.Model != nil {
			p.model("", s.Model)
		}
		if s.Model == nil || len(s.Model.Outputs) == 0 {
			p.fields("published", s.Published, "")
		}
	})
}
