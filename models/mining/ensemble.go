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
	ids       []string // see segmentIDs
	// why says why the segments are run one by one, for [program.Planned].
	why string
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
		ids:       segmentIDs(s.Segments),
	}
	if e.threshold < 0 || e.threshold > 1 {
		return nil, c.Errorf(s, pmml.CodeOutOfRange, "missingThreshold %v lies outside 0 to 1", e.threshold)
	}
	switch e.method {
	case pmml.MultipleModelMethodWeightedAverage, pmml.MultipleModelMethodWeightedSum,
		pmml.MultipleModelMethodWeightedMedian, pmml.MultipleModelMethodWeightedMajorityVote:
		e.weighted = true
	}
	if err := c.Keep(e.check(c, m)); err != nil {
		return nil, err
	}
	failed := false
	for i := range s.Segments {
		g, err := compileSegment(c, m, i)
		if err != nil {
			if err = c.Keep(err); err != nil {
				return nil, err
			}
			failed = true
			continue
		}
		if len(g.child.Targets) != 1 {
			return nil, c.Errorf(s.Segments[i], pmml.CodeCountMismatch, "a segment of multipleModelMethod=%s needs one target field, found %d", e.method, len(g.child.Targets))
		}
		t := g.child.Targets[0]
		g.outcome = t.Outcome
		if t.Number() != (m.FunctionName == pmml.MiningFunctionRegression) && s.Segments[i].Model.Base().FunctionName == m.FunctionName {
			return nil, c.Errorf(s.Segments[i].Model, pmml.ErrUnsupported, "the segment predicts its target field %q by the field's optype, which is not what functionName=%s says, so multipleModelMethod=%s cannot combine it", t.Name, m.FunctionName, e.method)
		}
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
	if failed {
		return nil, nil
	}
	forget(e.segments)
	if m.FunctionName == pmml.MiningFunctionRegression {
		n := &numbers{ensemble: e}
		if c.Decimal() {
			return &decimalNumbers{n}, nil
		}
		return n, nil
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

// pass is one record's way through the segments.
type pass struct {
	// segment is the one that has just given a prediction, with its outcome and weight.
	segment *segment
	outcome *program.Outcome
	weight  float64

	next int // the segment to run next
	ran  int
	// total and missing are the weights (without weights: the numbers) of the
	// segments that ran, and of those without a prediction.
	total, missing float64
	// givenUp is the weight of predictions that are missing and not skipped;
	// giveUp says that there are some.
	givenUp float64
	giveUp  bool
	// stopped says that the result is missing, or an error, at once.
	stopped bool
}

// advance runs segments up to the next one whose prediction counts. It gives
// false where there is none left.
func (e *ensemble) advance(f *program.Frame, p *pass) bool {
	for p.next < len(e.segments) {
		s := e.segments[p.next]
		p.next++
		if !s.applies(f) {
			s.clear(f)
			continue
		}
		s.stage.Run(f)
		if f.Err() != nil {
			p.stopped = true
			return false
		}
		w, lacking := 1.0, false
		if e.weighted {
			if w = e.weightOf(f, s); program.IsMissing(w) {
				w, lacking = 1, true
			}
		}
		p.ran++
		p.total += w
		o := &f.Outcomes[s.outcome]
		if !lacking && !program.IsMissing(o.Value) {
			p.segment, p.outcome, p.weight = s, o, w
			return true
		}
		p.missing += w
		switch e.missing {
		case pmml.MissingPredictionTreatmentReturnMissing:
			p.stopped = true
			for _, rest := range e.segments[p.next:] {
				rest.clear(f)
			}
			return false
		case pmml.MissingPredictionTreatmentSkipSegment:
		default:
			p.giveUp = true
			p.givenUp += w
		}
	}
	return false
}

// tooMany says whether more predictions are missing than the threshold allows.
func (e *ensemble) tooMany(p *pass) bool {
	return p.missing > 0 && p.missing/p.total > e.threshold
}

// weightless is the fault of weights that leave nothing to divide by.
func (e *ensemble) weightless() *program.Fault {
	return &program.Fault{Pos: e.pos, Detail: "the weights of the segments add up to zero"}
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

// add and divide calculate in float32 where the model does.
func (e *ensemble) add(a, b float64) float64 {
	if e.float32 {
		return float64(float32(a) + float32(b))
	}
	return a + b
}

func (e *ensemble) divide(a, b float64) float64 {
	if e.float32 {
		return float64(float32(a) / float32(b))
	}
	return a / b
}
