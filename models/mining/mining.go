// Package mining compiles MiningModel: ensembles, selections and chains of
// models.
//
// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html
package mining

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a MiningModel in the scope made for it.
func Compile(c *compile.Context, m *pmml.MiningModel) (program.Kernel, error) {
	switch {
	case m.Segmentation == nil && len(m.EmbeddedModels) == 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "a MiningModel needs a Segmentation")
	case m.Segmentation != nil && len(m.EmbeddedModels) > 0:
		return nil, c.Errorf(m, pmml.ErrUnsupported, "a MiningModel with both embedded models and a Segmentation is not supported")
	case m.Segmentation == nil:
		return composition(c, m)
	}
	s := m.Segmentation
	if len(s.Segments) == 0 {
		return nil, c.Errorf(s, pmml.CodePartMissing, "a Segmentation needs segments")
	}
	if err := c.AddLocalTransformations(s.LocalTransformations); err != nil {
		return nil, err
	}
	method := s.MultipleModelMethod
	switch method {
	case pmml.MultipleModelMethodSelectFirst, pmml.MultipleModelMethodSelectAll,
		pmml.MultipleModelMethodModelChain, pmml.MultipleModelMethodMultiModelChain:
		return compileSelection(c, m)
	case 0:
		return nil, c.Errorf(s, pmml.CodePartMissing, "a Segmentation needs a multipleModelMethod")
	}
	return compileEnsemble(c, m)
}

// segment is a compiled segment.
type segment struct {
	predicate program.Predicate // nil for True
	stage     *program.Stage
	child     *compile.Child // while compiling only
	part      *compile.Part  // while compiling only
	outcome   int            // of the segment's target
	weight    float64
	// weightSlot holds the weight of the record, or program.NoSlot.
	weightSlot program.Slot
	// categories gives for each of the segment's categories the ensemble's index.
	categories []int
	// outcomes and slots are all that the segment gives, to be left without value
	// where it does not run.
	outcomes []int
	slots    []program.Slot
}

// clear leaves the segment's results without values: it does not run.
func (s *segment) clear(f *program.Frame) {
	for _, o := range s.outcomes {
		f.Outcomes[o].Clear()
	}
	for _, slot := range s.slots {
		f.Cells[slot] = program.Missing
	}
}

// applies says whether the segment's predicate is true.
func (s *segment) applies(f *program.Frame) bool {
	return s.predicate == nil || s.predicate.Test(f) == program.True
}

// forget drops what only compiling needs, the document among it.
func forget(segments []*segment) {
	for _, s := range segments {
		s.child, s.part = nil, nil
	}
}

// sameFunction says whether segments must do what the whole model does.
func sameFunction(m *pmml.MiningModel) bool {
	switch m.Segmentation.MultipleModelMethod {
	case pmml.MultipleModelMethodModelChain, pmml.MultipleModelMethodMultiModelChain:
		return false
	}
	return m.FunctionName != pmml.MiningFunctionMixed
}

// segmentIDs gives the ids of segments for explanations, nil where they are
// their numbers.
func segmentIDs(segments []*pmml.Segment) []string {
	ids := make([]string, len(segments))
	numbers := true
	for i, s := range segments {
		ids[i] = segmentID(s, i)
		numbers = numbers && ids[i] == strconv.Itoa(i+1)
	}
	if numbers {
		return nil
	}
	return ids
}

// segmentID gives a segment's id, or its number where it has none.
func segmentID(s *pmml.Segment, i int) string { return s.ID.Or(strconv.Itoa(i + 1)) }

// compileSegment compiles a segment's predicate in the model's scope and its
// model in a new one.
func compileSegment(c *compile.Context, m *pmml.MiningModel, i int) (*segment, error) {
	s := m.Segmentation.Segments[i]
	if s.Model == nil {
		return nil, c.Errorf(s, pmml.CodePartMissing, "a Segment needs a model")
	}
	if s.Predicate == nil {
		return nil, c.Errorf(s, pmml.CodePartMissing, "a Segment needs a predicate")
	}
	out := &segment{weight: s.Weight.Or(1), weightSlot: program.NoSlot}
	if out.weight < 0 {
		if err := c.Keep(c.Errorf(s, pmml.CodeOutOfRange, "weight %v is below zero", out.weight)); err != nil {
			return nil, err
		}
	}
	if _, ok := s.Predicate.(*pmml.True); !ok {
		var err error
		if out.predicate, err = c.Predicate(s.Predicate); err != nil {
			return nil, err
		}
	}
	if f := s.Model.Base().FunctionName; sameFunction(m) && f != m.FunctionName {
		if c.Supports(s.Model) { // else that is what is wrong
			err := c.Errorf(s.Model, pmml.ErrInvalid, "functionName is %s, where the segments of this model must be of functionName %s", f, m.FunctionName)
			if err = c.Keep(err); err != nil {
				return nil, err
			}
		}
	}
	child, err := c.Segment(segmentID(s, i), s.Model, s)
	if err != nil {
		return nil, err
	}
	out.child, out.stage = child, child.Stage
	for _, t := range child.Targets {
		out.outcomes = append(out.outcomes, t.Outcome)
		out.slots = append(out.slots, t.Slot)
	}
	for _, r := range child.Outputs {
		out.slots = append(out.slots, r.Slot)
	}
	if s.VariableWeight != nil {
		if out.weightSlot, err = weightSlot(c, s.VariableWeight, child); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// weightSlot finds the field that holds a segment's weight: one of the
// segment's outputs, or a field that the model sees.
func weightSlot(c *compile.Context, w *pmml.VariableWeight, child *compile.Child) (program.Slot, error) {
	for _, o := range child.Outputs {
		if o.Name == w.Field {
			if o.List || !program.IsNumeric(o.Type) {
				return 0, c.Errorf(w, pmml.CodeFieldType, "field %q is of type %s, where a number is needed", w.Field, o.Type)
			}
			return c.ReadResult(o), nil
		}
	}
	f, err := c.Number(w.Field, w)
	if err != nil {
		return 0, err
	}
	return f.Slot, nil
}

// sequence runs embedded models in order, each seeing the results of those
// before it; the last one's prediction is the model's.
type sequence struct{ stages []*program.Stage }

// composition compiles the models embedded in a MiningModel.
func composition(c *compile.Context, m *pmml.MiningModel) (program.Kernel, error) {
	s := &sequence{}
	for i, e := range m.EmbeddedModels {
		stage, err := c.EmbeddedStep(e, i == len(m.EmbeddedModels)-1)
		if err != nil {
			return nil, err
		}
		s.stages = append(s.stages, stage)
	}
	return s, nil
}

// Score runs the models.
func (s *sequence) Score(f *program.Frame) {
	for _, stage := range s.stages {
		stage.Run(f)
		if f.Err() != nil {
			return
		}
	}
}
