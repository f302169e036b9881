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
	first := s.MultipleModelMethod == pmml.MultipleModelMethodSelectFirst && s.MissingPredictionTreatment != pmml.MissingPredictionTreatmentSkipSegment
	open := true
	for _, g := range s.Segments {
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
