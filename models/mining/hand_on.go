package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// handsOn says whether a selection reports a feature of the segment that gives its
// result, where that segment's model has the feature in particular. entityId is none
// of these: of a selection it is the segment's id.
func handsOn(f pmml.ResultFeature) bool {
	switch f {
	case pmml.ResultFeatureAffinity, pmml.ResultFeatureClusterId, pmml.ResultFeatureClusterAffinity, pmml.ResultFeatureEntityAffinity,
		pmml.ResultFeatureStandardError, pmml.ResultFeatureConfidenceIntervalLower, pmml.ResultFeatureConfidenceIntervalUpper:
		return true
	}
	return false
}

// handFeatures lets the model's output fields report such features.
func (k *selection) handFeatures(c *compile.Context, targets []*compile.Target) {
	children := make([]*compile.Child, len(k.segments))
	for i, g := range k.segments {
		children[i] = g.child
	}
	for _, to := range targets {
		own := to.Features
		to.Features = func(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
			switch {
			case handsOn(feature):
				return k.feature(c, children, to, o, feature, rank)
			case own != nil:
				return own(o, feature, rank)
			}
			return program.Typed{}, false, nil
		}
	}
}

// feature compiles a feature of whichever segment gives the result. It is missing
// where that segment's model has none.
func (k *selection) feature(c *compile.Context, children []*compile.Child, to *compile.Target, o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	out := &handed{outcome: to.Outcome, parts: make([]program.Expr, len(children))}
	var all program.Typed
	var first error
	found := false
	for i, child := range children {
		for j := range k.results[i].targets {
			t := &k.results[i].targets[j]
			if t.to != to.Outcome {
				continue
			}
			typed, ok, err := child.Feature(o, feature, rank, t.from)
			switch {
			case err != nil && first == nil:
				first = err
			case err != nil || !ok:
			case typed.List || found && program.IsNumeric(typed.Type) != program.IsNumeric(all.Type):
				return all, false, c.Errorf(o, pmml.ErrUnsupported, "feature=%s is not of one type in all segments that may give the result", feature)
			default:
				if !found {
					all = typed
				} else if typed.Type != all.Type {
					all.Type = pmml.DataTypeDouble
				}
				found = true
				out.parts[i] = typed.Expr
			}
		}
	}
	if !found {
		return all, false, first
	}
	k.hands = true
	all.Expr, all.Domain, all.Levels = out, nil, nil
	return all, true, nil
}

// handed is a feature of the segment that gives the result.
type handed struct {
	outcome int
	parts   []program.Expr // by segment; nil where the segment has none
}

// Eval gives the feature.
func (h *handed) Eval(f *program.Frame) float64 {
	i := f.Outcomes[h.outcome].Entity
	if i < 0 || i >= len(h.parts) || h.parts[i] == nil {
		return program.Missing
	}
	return h.parts[i].Eval(f)
}
