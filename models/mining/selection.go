package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// selection runs segments until one applies (selectFirst), or all that apply,
// one after the other (modelChain and x-multiModelChain): the last one's result
// is the model's, or that of all.
type selection struct {
	method   pmml.MultipleModelMethod
	ids      []string // see segmentIDs
	segments []*segment
	results  []handover
	publish  [][]slotCopy
	first    bool // stop at the first segment that applies
	union    bool // all segments' results count
	skip     bool // a segment without a prediction does not count
	giveUp   bool // a segment without a prediction ends it
	// outcomes, slots and outputs are the model's own results.
	outcomes []int
	slots    []program.Slot
	outputs  []program.Slot
	// returned is the slot of whichever target the last segment has, or NoSlot;
	// nothing is its fault where no segment runs.
	returned program.Slot
	nothing  *program.Fault
	// hands says that an output field reports a feature of a segment.
	hands bool
	// passed is the first segment whose result can be the model's.
	passed int
}

func compileSelection(c *compile.Context, m *pmml.MiningModel) (program.Kernel, error) {
	s := m.Segmentation
	method := s.MultipleModelMethod
	chain := method == pmml.MultipleModelMethodModelChain || method == pmml.MultipleModelMethodMultiModelChain
	k := &selection{
		method:   method,
		ids:      segmentIDs(s.Segments),
		returned: program.NoSlot,
		first:    method == pmml.MultipleModelMethodSelectFirst,
		union:    method == pmml.MultipleModelMethodMultiModelChain,
		skip:     s.MissingPredictionTreatment == pmml.MissingPredictionTreatmentSkipSegment,
		giveUp:   s.MissingPredictionTreatment == pmml.MissingPredictionTreatmentReturnMissing,
	}
	if k.skip && !k.first {
		if err := c.Keep(c.Errorf(s, pmml.ErrInvalid, "missingPredictionTreatment=skipSegment is not defined for multipleModelMethod=%s", method)); err != nil {
			return nil, err
		}
	}
	failed := false
	for i, seg := range s.Segments {
		g, err := compilePart(c, m, i)
		if err != nil {
			if err = c.Keep(err); err != nil {
				return nil, err
			}
			failed = true
			continue
		}
		k.segments = append(k.segments, g)
		if !chain {
			continue
		}
		pubs, err := publish(c, g, seg)
		if err = c.Keep(err); err != nil {
			return nil, err
		}
		k.publish = append(k.publish, pubs)
	}
	if failed {
		return nil, nil
	}
	if err := adopt(c, m, k.segments, k.union); err != nil {
		return nil, err
	}
	if method == pmml.MultipleModelMethodSelectAll {
		k.settleParts(false)
		return compileAll(c, m, k)
	}
	if err := k.compileResults(c, m); err != nil {
		return nil, err
	}
	k.settleParts(chain)
	ids := make([]string, len(s.Segments))
	for i, seg := range s.Segments {
		ids[i] = segmentID(seg, i)
	}
	for _, t := range c.Targets() {
		t.SetEntities(ids)
	}
	forget(k.segments)
	return k, nil
}

// adopt gives a model that names no target those of its segments.
func adopt(c *compile.Context, m *pmml.MiningModel, segments []*segment, union bool) error {
	if len(c.Targets()) > 0 && !union {
		return nil
	}
	have := map[string]bool{}
	own := map[string]*compile.Target{}
	for _, t := range c.Targets() {
		have[t.Name] = true
		own[t.Name] = t
	}
	add := func(g *segment) {
		for _, t := range g.child.Targets {
			if to := own[t.Name]; to != nil {
				c.FollowTarget(to, t) // the model's functionName is not every segment's
				delete(own, t.Name)
			}
			if !have[t.Name] {
				have[t.Name] = true
				c.AdoptTarget(t)
			}
		}
	}
	switch {
	case union:
		for _, g := range segments {
			add(g)
		}
	case m.Segmentation.MultipleModelMethod == pmml.MultipleModelMethodModelChain:
		add(segments[len(segments)-1])
	default:
		add(segments[0])
	}
	if len(c.Targets()) == 0 && m.FunctionName != pmml.MiningFunctionAssociationRules {
		return c.Errorf(m, pmml.CodePartMissing, "neither the model nor its segments have a target field")
	}
	return nil
}

// publish shows a segment's output fields to the segments after it. They are missing
// where the segment does not run.
func publish(c *compile.Context, g *segment, at pmml.Node) ([]slotCopy, error) {
	var pubs []slotCopy
	for _, r := range g.child.Own {
		slot, err := c.Publish(r, at)
		if err != nil {
			return nil, err
		}
		pubs = append(pubs, slotCopy{r.Slot, slot})
	}
	return pubs, nil
}

// compileResults pairs the segments' results with the model's.
func (k *selection) compileResults(c *compile.Context, m *pmml.MiningModel) error {
	// A chain's result is that of the last segment that runs: those before one
	// that always does never hand theirs over.
	passed := 0
	if !k.first && !k.union {
		for i, g := range k.segments {
			if g.predicate == nil {
				passed = i
			}
		}
	}
	k.passed = passed
	k.results = make([]handover, len(k.segments))
	targets := c.Targets()
	var returned *compile.Target
	if len(targets) > 1 && !k.union && reportsOnReturned(m.Output) {
		returned = c.ReturnedTarget()
		k.returned = returned.Slot
		k.nothing = &program.Fault{Pos: m.Output.Pos, Detail: "no segment applies to the record, so none of the targets is the one to report on"}
		targets = append(targets[:len(targets):len(targets)], returned)
	}
	for _, t := range targets {
		k.outcomes = append(k.outcomes, t.Outcome)
		k.slots = append(k.slots, t.Slot)
	}
	given, silent := false, error(nil)
	for i := passed; i < len(k.segments); i++ {
		g, h, at := k.segments[i], &k.results[i], m.Segmentation.Segments[i]
		if f := at.Model.Base().FunctionName; f != m.FunctionName && !k.union && m.FunctionName != pmml.MiningFunctionMixed {
			if i == len(k.segments)-1 {
				return c.Errorf(at.Model, pmml.ErrInvalid, "functionName is %s, where the segment that gives the result must be of functionName %s", f, m.FunctionName)
			}
			h.fault = &program.Fault{Pos: at.Position(), Detail: "the segment that gives the result is of functionName " + f.String() + ", where the model is of " + m.FunctionName.String()}
			continue
		}
		var err error
		if h.targets, err = compileTargets(c, g.child, at); err != nil {
			return err
		}
		given = given || len(h.targets) > 0
		if len(g.child.Targets) > 0 && returned == nil && !k.union {
			silent = lost(c, g.child, at)
		}
		if returned != nil && len(g.child.Targets) == 1 {
			t, err := copyTarget(g.child.Targets[0], returned, at)
			if err != nil {
				return err
			}
			c.Takes(returned.Slot, t.fromSlot)
			h.targets = append(h.targets, t)
		}
		for _, r := range g.child.Outputs {
			to, err := c.Promote(r, at)
			if err != nil {
				return err
			}
			h.outputs = append(h.outputs, slotCopy{r.Slot, to})
			k.outputs = append(k.outputs, to)
		}
		if k.first && g.predicate == nil && !k.skip {
			break
		}
	}
	if !given && silent != nil {
		if err := c.Keep(silent); err != nil {
			return err
		}
	}
	k.compileReasons(targets)
	k.handFeatures(c, targets)
	// Categories are complete only now.
	for i := range k.results {
		for j := range k.results[i].targets {
			t := &k.results[i].targets[j]
			for _, to := range targets {
				if to.Outcome == t.to {
					for _, cat := range to.Categories {
						t.cells = append(t.cells, cat.Cell)
					}
				}
			}
		}
	}
	return nil
}

// compileReasons lets the model's targets give the reasons of its segments.
func (k *selection) compileReasons(targets []*compile.Target) {
	for _, to := range targets {
		var from []*compile.Target
		var copies []*targetCopy
		for i, g := range k.segments {
			for j := range k.results[i].targets {
				t := &k.results[i].targets[j]
				if t.to != to.Outcome {
					continue
				}
				for _, own := range g.child.Targets {
					if own.Outcome == t.from {
						from, copies = append(from, own), append(copies, t)
					}
				}
			}
		}
		reasonsOf(to, from, copies)
	}
}

// reportsOnReturned says whether an output field reports on the target of
// whichever segment gives the result.
func reportsOnReturned(o *pmml.Output) bool {
	if o == nil {
		return false
	}
	for _, f := range o.OutputFields {
		switch f.Feature {
		case pmml.ResultFeatureTransformedValue, pmml.ResultFeatureDecision, pmml.ResultFeatureWarning, pmml.ResultFeatureXReport:
			continue
		}
		if f.Expression == nil && !f.TargetField.IsSet() && !f.SegmentID.IsSet() {
			return true
		}
	}
	return false
}

// Score runs the segments.
func (k *selection) Score(f *program.Frame) {
	k.empty(f)
	last := -1
	for i, g := range k.segments {
		if !g.applies(f) {
			if f.Err() != nil {
				return
			}
			k.clear(f, i)
			continue
		}
		g.stage.Run(f)
		if f.Err() != nil {
			return
		}
		if (k.skip || k.giveUp) && k.isMissing(f, i) {
			if k.giveUp {
				k.empty(f)
				k.abandon(f, i)
				return
			}
			continue
		}
		if k.publish != nil {
			for _, p := range k.publish[i] {
				f.CopyCell(p.from, p.to)
			}
		}
		last = i
		if k.union {
			k.results[i].run(f, i)
		}
		if k.first {
			for rest := i + 1; rest < len(k.segments); rest++ {
				k.clear(f, rest)
			}
			break
		}
	}
	if last >= 0 && !k.union {
		k.results[last].run(f, last)
	}
}

// empty leaves the model's own results without values.
func (k *selection) empty(f *program.Frame) {
	for _, o := range k.outcomes {
		f.Outcomes[o].Clear()
	}
	for _, s := range k.slots {
		f.Cells[s] = program.Missing
	}
	for _, s := range k.outputs {
		f.Cells[s] = program.Missing
	}
	if k.returned != program.NoSlot {
		f.Cells[k.returned] = f.FailWith(k.nothing)
	}
}

// clear leaves segment i without values: it does not run.
func (k *selection) clear(f *program.Frame, i int) {
	k.segments[i].clear(f)
	if k.publish != nil {
		for _, p := range k.publish[i] {
			f.Cells[p.to] = program.Missing
		}
	}
}

// abandon leaves what segment i and those after it give without values: the
// whole result is missing.
func (k *selection) abandon(f *program.Frame, i int) {
	for _, g := range k.segments[i+1:] {
		g.clear(f)
	}
	if k.publish == nil {
		return
	}
	for _, ps := range k.publish[i:] {
		for _, p := range ps {
			f.Cells[p.to] = program.Missing
		}
	}
}

// isMissing says whether segment i has no prediction.
func (k *selection) isMissing(f *program.Frame, i int) bool {
	for _, o := range k.segments[i].outcomes {
		if program.IsMissing(f.Outcomes[o].Value) {
			return true
		}
	}
	return false
}
