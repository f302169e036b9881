package evaluator

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explanation is why a model gave its results for a record. Package
// [github.com/gopmml/gopmml/explain] describes it.
type Explanation = explain.Explanation

// ExplainOption is a choice for [Model.Explain] and [Row.Explain].
type ExplainOption func(*explainSettings)

type explainSettings struct{ limits program.ExplainLimits }

// WithSegments sets how many segments of each ensemble are explained: those
// that contribute most; of an association model, how many of the rules that apply. The sum of the rest is given. The default is 10; a
// number below zero stands for all.
func WithSegments(n int) ExplainOption {
	return func(s *explainSettings) { s.limits.Segments = n }
}

// WithDepth sets how deep models inside models are explained: 0 explains the
// model itself only. A number below zero, the default, stands for all.
func WithDepth(n int) ExplainOption {
	return func(s *explainSettings) { s.limits.Depth = n }
}

// Explain scores a record as [Model.Evaluate] does and says how its results
// came about: the inputs as given and as prepared, derived fields, the way
// through trees, the terms of regressions, the segments of ensembles, targets
// and outputs. The errors are those of Evaluate: a record without results has
// no explanation either, while one whose results are missing has.
//
// It is made for people to look at one record. Scoring many is for
// [Model.Evaluate], which gives the same results.
func (m *Model) Explain(record map[string]any, opts ...ExplainOption) (*Explanation, error) {
	return m.explain(m.NewRow(), record, opts)
}

func (m *Model) explain(r *Row, record map[string]any, opts []ExplainOption) (*Explanation, error) {
	if err := r.set(record); err != nil {
		return nil, err
	}
	e, err := r.Explain(opts...)
	if err != nil {
		return nil, err
	}
	for i := range e.Inputs {
		// A text that the document lists as missing is kept as missing only.
		in := &e.Inputs[i]
		if text, ok := record[in.Name].(string); ok && in.Given == nil {
			in.Given = text
			if !in.Unused {
				in.Treatment = "stands for missing"
				if in.Value != nil {
					in.Treatment += ", replaced"
				}
			}
		}
	}
	return e, nil
}

// Explain scores the row as Score does, and says how its results came about.
// The row holds the results afterwards.
func (r *Row) Explain(opts ...ExplainOption) (*Explanation, error) {
	if !r.exists() {
		return nil, noModel()
	}
	if err := r.strayed(); err != nil {
		return nil, err
	}
	s := explainSettings{program.ExplainLimits{Segments: 10, Depth: -1}}
	for _, o := range opts {
		if o != nil {
			o(&s)
		}
	}
	e, fault := r.frame.Explain(s.limits)
	if fault != nil {
		return nil, faultError(fault)
	}
	x := r.frame.Explaining()
	e.Results = make([]explain.Field, len(r.model.results))
	for i := range r.model.results {
		p := &r.model.reported[i]
		e.Results[i] = explain.Field{Name: r.model.results[i].Name, Value: x.Reported(p.slot, program.FieldName{Type: p.typ, List: p.list, Nested: p.nested})}
	}
	return e, nil
}
