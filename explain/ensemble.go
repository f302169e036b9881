package explain

import "fmt"

// Ensemble is what the segments of a MiningModel did.
type Ensemble struct {
	// Method is the multipleModelMethod, as "weightedAverage".
	Method string `json:"method"`
	// Size is the number of segments of the model, Applied the number of those
	// that the record ran through.
	Size    int `json:"size"`
	Applied int `json:"applied"`
	// Segments are the explained ones. Where segments are added up or vote, the
	// greatest contributions come first; chains and selections are in their order.
	Segments []Segment `json:"segments"`
	// Rest is the sum of the contributions of segments that are left out, of
	// which there are Omitted.
	Omitted int     `json:"omitted,omitempty"`
	Rest    *Number `json:"rest,omitempty"`
	// End says why there is no prediction, where segments do not agree on one.
	End string `json:"end,omitempty"`
}

// Segment is one model of an ensemble.
type Segment struct {
	// Number is its place in the document, from 1. ID is its id, or that number.
	Number int    `json:"number"`
	ID     string `json:"id"`
	// Predicate says whether the segment applies; nil where it always does.
	Predicate *Predicate `json:"predicate,omitempty"`
	// Weight is that of a weighted method.
	Weight *Number `json:"weight,omitempty"`
	// Prediction is what the segment predicts, nil for nothing.
	Prediction any `json:"prediction"`
	// Contribution is what the segment adds to the ensemble's number, or to the
	// share of the category that wins; nil where there is no such sum.
	Contribution *Number `json:"contribution,omitempty"`
	// Note says what became of the segment otherwise, as "does not apply".
	Note string `json:"note,omitempty"`
	// Published are the results that segments after it may read.
	Published []Field `json:"published,omitempty"`
	// Model is how the segment came to its prediction; nil where the limits of
	// the explanation leave it out.
	Model *Model `json:"model,omitempty"`
}

func (*Ensemble) key() string { return "ensemble" }

func (*Ensemble) tellsShares() bool { return true }

// write writes the segments, each with its part in the prediction.
func (e *Ensemble) write(p *printer) {
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
