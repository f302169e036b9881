package mining

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel looks for segments that no record reaches.
func checkModel(c *check.Checker, m *pmml.MiningModel) {
	s := m.Segmentation
	if s == nil {
		return
	}
	if s.LocalTransformations != nil && c.Version() > pmml.V4_0 {
		c.Warn(check.CodeDeprecated, s.LocalTransformations, "LocalTransformations of a Segmentation belong to PMML 4.0 only: expected them in the MiningModel")
	}
	checkTargets(c, m)
	first := s.MultipleModelMethod == pmml.MultipleModelMethodSelectFirst && s.MissingPredictionTreatment != pmml.MissingPredictionTreatmentSkipSegment
	open := true
	for _, g := range s.Segments {
		if c.Ended() {
			return
		}
		switch {
		case g.Predicate == nil:
		case first && !open:
			c.Warn(check.CodeUnreachableSegment, g, "the Segment never runs: one before it takes all records")
		case check.IsConstant(g.Predicate, false):
			c.Warn(check.CodeUnreachableSegment, g, "the Segment never runs: its predicate never holds")
		case check.IsConstant(g.Predicate, true):
			open = false
		}
	}
}

// checkTargets looks for Targets that change a number which those of a segment have
// changed before: both apply here, one after the other, as the standard has it,
// where some engines apply the outer ones only.
func checkTargets(c *check.Checker, m *pmml.MiningModel) {
	if m.Targets == nil || m.FunctionName != pmml.MiningFunctionRegression {
		return
	}
	for _, outer := range m.Targets.Targets {
		if !changes(outer) {
			continue
		}
		for _, g := range m.Segmentation.Segments {
			if g.Model == nil || g.Model.Base().Targets == nil {
				continue
			}
			for _, inner := range g.Model.Base().Targets.Targets {
				if changes(inner) {
					c.Note(check.CodeTargetsTwice, outer, "the Target changes numbers that the Targets of a Segment (line %d) have changed before: both apply, the Segment's first", inner.Pos.Line)
					return
				}
			}
		}
	}
}

// changes says whether a Target makes another number of the prediction.
func changes(t *pmml.Target) bool {
	return t.CastInteger != 0 || t.Min.IsSet() || t.Max.IsSet() || t.RescaleConstant.Or(0) != 0 || t.RescaleFactor.Or(1) != 1
}
