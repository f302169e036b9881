package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// ensemble is what all methods that combine predictions share.
type ensemble struct {
	segments  []*segment
	outcome   int
	method    pmml.MultipleModelMethod
	weighted  bool
	missing   pmml.MissingPredictionTreatment
	threshold float64
	float32   bool
	scratch   int
	pos       pmml.Pos
}

// compileEnsemble compiles a model that combines its segments' predictions.
func compileEnsemble(c *compile.Context, m *pmml.MiningModel) (program.Kernel, error) {
	s := m.Segmentation
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	e := ensemble{
		outcome:   target.Outcome,
		method:    s.MultipleModelMethod,
		missing:   s.MissingPredictionTreatment,
		threshold: s.MissingThreshold.Or(1),
		float32:   c.Float32(),
		scratch:   c.NewScratch(),
		pos:       s.Pos,
	}
	if e.threshold < 0 || e.threshold > 1 {
		return nil, c.Errorf(s, pmml.ErrInvalid, "missingThreshold %v lies outside 0 to 1", e.threshold)
	}
	switch e.method {
	case pmml.MultipleModelMethodWeightedAverage, pmml.MultipleModelMethodWeightedSum,
		pmml.MultipleModelMethodWeightedMedian, pmml.MultipleModelMethodWeightedMajorityVote:
		e.weighted = true
	}
	if err := e.check(c, m); err != nil {
		return nil, err
	}
	for i := range s.Segments {
		g, err := compileSegment(c, m, i)
		if err != nil {
			return nil, err
		}
		if len(g.child.Targets) != 1 {
			return nil, c.Errorf(s.Segments[i], pmml.ErrInvalid, "a segment of multipleModelMethod=%s needs one target field, found %d", e.method, len(g.child.Targets))
		}
		t := g.child.Targets[0]
		g.outcome = t.Outcome
		if m.FunctionName != pmml.MiningFunctionRegression {
			for _, k := range t.Categories {
				at, _, err := target.Category(k.Text, s.Segments[i])
				if err != nil {
					return nil, err
				}
				g.categories = append(g.categories, at)
			}
		}
		e.segments = append(e.segments, g)
	}
	forget(e.segments)
	if m.FunctionName == pmml.MiningFunctionRegression {
		return &numbers{ensemble: e}, nil
	}
	cells := make([]float64, len(target.Categories))
	for i, k := range target.Categories {
		cells[i] = k.Cell
	}
	switch e.method {
	case pmml.MultipleModelMethodMajorityVote, pmml.MultipleModelMethodWeightedMajorityVote:
		return &votes{ensemble: e, cells: cells}, nil
	}
	return &shares{ensemble: e, cells: cells}, nil
}

// check says whether the method is defined for what the model does.
func (e *ensemble) check(c *compile.Context, m *pmml.MiningModel) error {
	ok := false
	switch m.FunctionName {
	case pmml.MiningFunctionRegression:
		switch e.method {
		case pmml.MultipleModelMethodAverage, pmml.MultipleModelMethodWeightedAverage, pmml.MultipleModelMethodMedian,
			pmml.MultipleModelMethodWeightedMedian, pmml.MultipleModelMethodSum, pmml.MultipleModelMethodWeightedSum:
			ok = true
		}
	case pmml.MiningFunctionClassification:
		switch e.method {
		case pmml.MultipleModelMethodSum, pmml.MultipleModelMethodWeightedSum:
		default:
			ok = true
		}
	case pmml.MiningFunctionClustering:
		ok = e.method == pmml.MultipleModelMethodMajorityVote || e.method == pmml.MultipleModelMethodWeightedMajorityVote
	}
	if !ok {
		return c.Errorf(m.Segmentation, pmml.ErrInvalid, "multipleModelMethod=%s is not defined for functionName=%s", e.method, m.FunctionName)
	}
	return nil
}

// weightOf gives a segment's weight for the record: that of the field which
// VariableWeight names, in place of the segment's own; missing where the field is.
func (e *ensemble) weightOf(f *program.Frame, s *segment) float64 {
	if s.weightSlot == program.NoSlot {
		return s.weight
	}
	w := f.Load(s.weightSlot)
	if program.IsMissing(w) {
		return w
	}
	if w < 0 {
		f.Raise(&program.Fault{Pos: e.pos, Detail: "the weight of a segment is below zero"})
	}
	return w
}

// tally counts the segments that ran and those without a prediction, by weight
// for the weighted methods.
type tally struct {
	total, missing float64
}

// verdict is what the treatment of missing predictions says of one segment.
type verdict int

const (
	use verdict = iota
	skip
	giveUp // the whole result is missing, unless votes outweigh it
	stop   // the whole result is missing at once
)

// judge looks at a segment's outcome.
func (e *ensemble) judge(t *tally, o *program.Outcome, weight float64) verdict {
	w := 1.0
	if e.weighted {
		w = weight
	}
	noWeight := e.weighted && program.IsMissing(weight)
	if noWeight {
		w = 1
	}
	t.total += w
	if !program.IsMissing(o.Value) && !noWeight {
		return use
	}
	t.missing += w
	switch e.missing {
	case pmml.MissingPredictionTreatmentReturnMissing:
		return stop
	case pmml.MissingPredictionTreatmentSkipSegment:
		return skip
	}
	return giveUp
}

// tooMany says whether more predictions are missing than the threshold allows.
func (e *ensemble) tooMany(t *tally) bool {
	return t.missing > 0 && t.missing/t.total > e.threshold
}

// floats gives the ensemble's working memory, cut to n zeros.
func (e *ensemble) floats(f *program.Frame, n int) []float64 {
	buf, _ := f.Scratch[e.scratch].(*[]float64)
	if buf == nil {
		buf = new([]float64)
		f.Scratch[e.scratch] = buf
	}
	if cap(*buf) < n {
		*buf = make([]float64, n)
	}
	s := (*buf)[:n]
	clear(s)
	return s
}
