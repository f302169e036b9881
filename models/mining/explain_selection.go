package mining

import (
	"strconv"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Explain describes the segments in their order: those that did not apply, and
// those that ran with what they published.
func (k *selection) Explain(x *program.Explaining, m *explain.Model) {
	out := &explain.Ensemble{Method: k.method.String(), Size: len(k.segments), Segments: []explain.Segment{}}
	m.Detail = out
	last := -1
	var ran []int // of out.Segments
	for i, s := range k.segments {
		d := s.describe(x, k.ids, i)
		if d.Note != "" {
			k.list(x, out, d)
			continue
		}
		out.Applied++
		missing := (k.skip || k.giveUp) && k.isMissing(x.Frame, i)
		if o := s.outcomes; len(o) > 0 {
			d.Prediction = x.Prediction(o[0])
		}
		switch {
		case missing && k.giveUp:
			d.Note = "has no prediction, so there is none (missingPredictionTreatment=returnMissing)"
		case missing:
			d.Note = "has no prediction, so it does not count (missingPredictionTreatment=skipSegment)"
		default:
			last = len(out.Segments)
			if k.publish != nil {
				for _, p := range k.publish[i] {
					d.Published = append(d.Published, x.Field(p.to))
				}
			}
		}
		ran = append(ran, len(out.Segments))
		out.Segments = append(out.Segments, d)
		if missing && k.giveUp || k.first && !missing {
			break
		}
	}
	for n, at := range ran {
		if d := &out.Segments[at]; n < x.Segments(len(ran)) || n == len(ran)-1 {
			d.Model = x.Nested(k.segments[d.Number-1].stage)
		}
	}
	switch {
	case out.Applied == 0:
		out.End = "no segment applies, so there is no prediction"
	case k.first && out.Segments[len(out.Segments)-1].Note == "":
		out.Segments[len(out.Segments)-1].Note = "is the first that applies: its result is the model's"
		if rest := len(k.segments) - out.Segments[len(out.Segments)-1].Number; rest > 0 {
			out.End = strconv.Itoa(rest) + " segments after it are not looked at"
			if rest == 1 {
				out.End = "1 segment after it is not looked at"
			}
		}
	case last >= 0 && k.method == pmml.MultipleModelMethodModelChain:
		out.Segments[last].Note = "comes last: its result is the model's"
	}
}

// list adds a segment that does not apply, as long as there are no more than
// the caller wants.
func (k *selection) list(x *program.Explaining, out *explain.Ensemble, d explain.Segment) {
	if len(out.Segments) >= x.Segments(len(k.segments)) {
		out.Omitted++
		return
	}
	out.Segments = append(out.Segments, d)
}

// Explain describes the models that run one after the other.
func (s *sequence) Explain(x *program.Explaining, m *explain.Model) {
	out := &explain.Ensemble{Method: "sequence", Size: len(s.stages), Applied: len(s.stages), Segments: []explain.Segment{}}
	m.Detail = out
	for i, stage := range s.stages {
		d := explain.Segment{Number: i + 1, ID: strconv.Itoa(i + 1), Model: x.Nested(stage)}
		if d.Model == nil {
			stage.Run(x.Frame)
		} else if len(d.Model.Targets) > 0 {
			d.Prediction = d.Model.Targets[0].Value
		}
		out.Segments = append(out.Segments, d)
	}
}
