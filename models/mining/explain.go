package mining

import (
	"math"
	"slices"
	"strconv"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// described is a segment's explanation with what it is ordered by.
type described struct {
	explain.Segment
	segment *segment
	ran     bool
	// weight is that of a weighted method, else 1. It is missing where the
	// segment has no part in the result.
	weight float64
	rank   float64
}

// describe describes the segments without the models in them.
func (e *ensemble) describe(x *program.Explaining) []described {
	out := make([]described, len(e.segments))
	stopped := false
	for i, s := range e.segments {
		d := &out[i]
		*d = described{Segment: explain.Segment{Number: i + 1, ID: idOf(e.ids, i), Note: "not looked at"}, segment: s, weight: program.Missing}
		if stopped {
			continue
		}
		d.Segment = s.describe(x, e.ids, i)
		if d.ran = d.Note == ""; !d.ran {
			continue
		}
		d.Prediction = x.Prediction(s.outcome)
		w := 1.0
		if e.weighted {
			w = e.weightOf(x.Frame, s)
			d.Weight = x.Number(w)
		}
		switch {
		case d.Prediction == nil:
			d.Note = "has no prediction"
		case program.IsMissing(w):
			d.Note = "has no weight"
		default:
			d.weight = w
		}
		stopped = d.Note != "" && e.missing == pmml.MissingPredictionTreatmentReturnMissing
	}
	return out
}

// describe describes a segment's predicate. Its note says where it does not apply.
func (s *segment) describe(x *program.Explaining, ids []string, i int) explain.Segment {
	out := explain.Segment{Number: i + 1, ID: idOf(ids, i)}
	if s.predicate != nil {
		p := x.Predicate(s.predicate)
		out.Predicate = &p
		if s.predicate.Test(x.Frame) != program.True {
			out.Note = "does not apply"
		}
	}
	return out
}

// idOf gives a segment's id, or its number where ids is nil.
func idOf(ids []string, i int) string {
	if ids == nil {
		return strconv.Itoa(i + 1)
	}
	return ids[i]
}

// choose explains the segments of the greatest rank that ran, as many as the
// caller wants, and sums up the rest.
func (e *ensemble) choose(x *program.Explaining, m *explain.Model, all []described) {
	out := &explain.Ensemble{Method: e.method.String(), Size: len(all), Segments: []explain.Segment{}}
	m.Detail = out
	for i := range all {
		if all[i].ran {
			out.Applied++
		} else {
			all[i].rank = -1
		}
	}
	slices.SortStableFunc(all, func(a, b described) int {
		switch {
		case a.rank > b.rank:
			return -1
		case a.rank < b.rank:
			return 1
		}
		return 0
	})
	n := x.Segments(len(all))
	for i := range all {
		d := &all[i]
		if i >= n {
			out.Omitted++
			if d.Contribution != nil {
				if out.Rest == nil {
					out.Rest = new(explain.Number)
				}
				*out.Rest += *d.Contribution
			}
			continue
		}
		if d.ran {
			d.Model = x.Nested(d.segment.stage)
		}
		out.Segments = append(out.Segments, d.Segment)
	}
	if program.IsMissing(x.Outcomes[e.outcome].Value) {
		out.End = "there is no prediction"
		switch {
		case out.Applied == 0:
			out.End += ", as no segment applies"
		case slices.ContainsFunc(all, func(d described) bool { return d.ran && program.IsMissing(d.weight) }):
			out.End += ", as segments have none"
			if e.missing != 0 {
				out.End += " (missingPredictionTreatment=" + e.missing.String() + ")"
			}
		}
	}
}

// contribute gives each segment that counts its part of a sum: value(i)·weight,
// divided by divisor.
func (e *ensemble) contribute(all []described, divisor float64, value func(d *described) float64) {
	for i := range all {
		d := &all[i]
		if program.IsMissing(d.weight) {
			continue
		}
		c := explain.Number(value(d) / divisor)
		d.Contribution, d.rank = &c, math.Abs(float64(c))
	}
}

// total adds up the weights of the segments that count.
func total(all []described) float64 {
	sum := 0.0
	for i := range all {
		if w := all[i].weight; !program.IsMissing(w) {
			sum += w
		}
	}
	return sum
}

// Explain describes the segments and what they add to the number.
func (e *numbers) Explain(x *program.Explaining, m *explain.Model) {
	all := e.describe(x)
	result := x.Outcomes[e.outcome].Value
	y := func(d *described) float64 { return x.Outcomes[d.segment.outcome].Value }
	if !program.IsMissing(result) {
		divisor := 1.0
		switch e.method {
		case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
			divisor = total(all)
		}
		switch e.method {
		case pmml.MultipleModelMethodMedian, pmml.MultipleModelMethodWeightedMedian:
			for i := range all {
				if d := &all[i]; !program.IsMissing(d.weight) {
					d.rank = 1 / (1 + math.Abs(y(d)-result)) // the nearest first
				}
			}
		default:
			e.contribute(all, divisor, func(d *described) float64 { return float64(y(d) * d.weight) })
		}
	}
	e.choose(x, m, all)
}

// Explain describes the segments and what they add to the probability of the
// winning category.
func (e *shares) Explain(x *program.Explaining, m *explain.Model) {
	all := e.describe(x)
	o := &x.Outcomes[e.outcome]
	if !program.IsMissing(o.Value) {
		p := func(d *described) float64 {
			for i, at := range d.segment.categories {
				if at == o.Category {
					return x.Outcomes[d.segment.outcome].Series[program.Probabilities][i]
				}
			}
			return 0
		}
		switch e.method {
		case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage:
			e.contribute(all, total(all), func(d *described) float64 { return float64(p(d) * d.weight) })
		default:
			for i := range all {
				if d := &all[i]; !program.IsMissing(d.weight) {
					d.rank = p(d)
				}
			}
		}
	}
	e.choose(x, m, all)
}

// Explain describes the segments and their votes for the winning category.
func (e *votes) Explain(x *program.Explaining, m *explain.Model) {
	all := e.describe(x)
	o := &x.Outcomes[e.outcome]
	if !program.IsMissing(o.Value) {
		e.contribute(all, total(all), func(d *described) float64 {
			c := x.Outcomes[d.segment.outcome].Category
			if c >= 0 && d.segment.categories[c] == o.Category {
				return d.weight
			}
			return 0
		})
	}
	e.choose(x, m, all)
}
