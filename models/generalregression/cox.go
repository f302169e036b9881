package generalregression

import (
	"sort"

	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// cox predicts the cumulative hazard at a time,
//
//	H0(t) · e^(r - s)
//
// where r is the linear predictor of the record and s that of the parameters'
// reference points. H0 is the baseline of the record's stratum. There is no
// prediction where the stratum has no baseline, nor beyond its last time; before
// its first time nothing happens, whatever the predictors are.
type cox struct {
	*additive.Predictor
	reference float64
	time      program.Slot
	// stratum is the field that picks the baseline, NoSlot for one baseline.
	stratum   program.Slot
	strata    map[float64]int
	baselines []baseline
	outcome   int
	// noTime and noStratum are raised where the record has none, nil where that
	// makes the prediction missing.
	noTime, noStratum *program.Fault
}

// baseline is a cumulative hazard that rises in steps.
type baseline struct {
	maxTime float64
	times   []float64
	hazards []float64
}

// at gives the hazard at a time; missing after the last one.
func (h *baseline) at(t float64) float64 {
	if t > h.maxTime {
		return program.Missing
	}
	i := sort.Search(len(h.times), func(i int) bool { return h.times[i] > t })
	if i == 0 {
		return 0
	}
	return h.hazards[i-1]
}

// baseline gives the baseline hazard of a record.
func (k *cox) baseline(f *program.Frame) float64 {
	i := 0
	if k.stratum != program.NoSlot {
		v := f.Load(k.stratum)
		if program.IsMissing(v) {
			return lack(f, k.noStratum)
		}
		var ok bool
		if i, ok = k.strata[v]; !ok {
			return program.Missing
		}
	}
	t := f.Load(k.time)
	if program.IsMissing(t) {
		return lack(f, k.noTime)
	}
	if t != t {
		return program.NaN
	}
	return k.baselines[i].at(t)
}

// lack raises the fault of a record that lacks a value, if that is one, and gives
// what there is without it: nothing.
func lack(f *program.Frame, fault *program.Fault) float64 {
	if fault != nil {
		f.Raise(fault)
	}
	return program.Missing
}

// Score fills in the predicted number.
func (k *cox) Score(f *program.Frame) {
	h := k.baseline(f)
	if h != 0 && !program.IsMissing(h) {
		y := k.Eval(f)
		if y != y && program.IsMissing(y) {
			h = y
		} else {
			h = k.hazard(h, y)
		}
	}
	f.Outcomes[k.outcome].Value = h
}

// hazard gives the prediction for a baseline and a linear predictor.
func (k *cox) hazard(h, y float64) float64 {
	y = k.Round(y - k.reference)
	if k.Arithmetic == additive.Float {
		return program.Number(k.Round(float64(h * link.Exp32(y))))
	}
	return program.Number(float64(h * real.Exp(y)))
}

// PlanBlock gives the step that computes the hazards.
func (k *cox) PlanBlock(p *program.BlockPlanner) (program.BlockStep, bool) {
	p.FillsOutcome(k.outcome)
	return blockCox{k}, k.Planned(p) && p.Has(k.time) && (k.stratum == program.NoSlot || p.Has(k.stratum))
}

// blockCox predicts hazards for blocks.
type blockCox struct{ *cox }

// RunBlock fills in the hazards. Records without one are left to the frame.
func (k blockCox) RunBlock(b *program.Block) {
	y := b.Outcomes[k.outcome].Value[:b.Rows]
	k.EvalBlock(b, y)
	times := b.Column(k.time)
	var strata []float64
	if k.stratum != program.NoSlot {
		strata = b.Column(k.stratum)
	}
	for r, v := range y {
		i, ok := 0, times[r] == times[r]
		if ok && strata != nil {
			i, ok = k.strata[strata[r]]
		}
		h := program.Missing
		if ok {
			h = k.baselines[i].at(times[r])
		}
		if h != 0 {
			h = k.hazard(h, v)
		}
		if h != h {
			b.Slow.Set(r)
		}
		y[r] = h
	}
}

// cox compiles modelType="CoxRegression".
func (b *compiler) cox() (program.Kernel, error) {
	k := &cox{outcome: b.target.Outcome, stratum: program.NoSlot}
	if !b.m.EndTimeVariable.IsSet() {
		if err := b.Keep(b.Errorf(b.m, pmml.CodePartMissing, "endTimeVariable is missing, modelType=\"CoxRegression\" needs it")); err != nil {
			return nil, err
		}
	}
	f, err := b.variable(b.m.EndTimeVariable)
	if err != nil {
		return nil, err
	}
	if f != nil {
		k.time = f.Slot
		k.noTime = b.lacking(b.m.EndTimeVariable, "the end time")
	}
	if err := b.Keep(b.baselines(k)); err != nil {
		return nil, err
	}
	q, err := b.equation("", b.betas[""])
	if err != nil {
		return nil, err
	}
	k.Predictor = q.Predictor
	for _, beta := range q.betas {
		if p := b.parameters[beta.ParameterName]; p != nil {
			k.reference = k.Round(k.reference + k.Round(float64(beta.Beta*p.ReferencePoint.Or(0))))
		}
	}
	return k, nil
}

// baselines reads the BaseCumHazardTables.
func (b *compiler) baselines(k *cox) error {
	t := b.m.BaseCumHazardTables
	if t == nil {
		return b.Errorf(b.m, pmml.CodePartMissing, "a Cox regression needs BaseCumHazardTables")
	}
	name, stratified := b.m.BaselineStrataVariable.Get()
	switch {
	case len(t.BaselineStrata) > 0 && len(t.BaselineCells) > 0:
		return b.Errorf(t, pmml.ErrInvalid, "BaselineStratum and BaselineCell are both there, a model has one of them")
	case stratified && len(t.BaselineStrata) == 0:
		return b.Errorf(t, pmml.CodeCountMismatch, "no BaselineStratum was found, baselineStrataVariable needs one for each stratum")
	case !stratified && len(t.BaselineStrata) > 0:
		return b.Errorf(b.m, pmml.CodePartMissing, "baselineStrataVariable is missing, which the strata need")
	case !stratified && !t.MaxTime.IsSet():
		return b.Errorf(t, pmml.CodePartMissing, "maxTime is missing, a baseline without strata needs it")
	}
	if !stratified {
		h, err := b.baseline(t, t.MaxTime.Or(0), t.BaselineCells)
		k.baselines = []baseline{h}
		return err
	}
	if !b.Declared(name) {
		return nil // which has been refused
	}
	f, err := b.Field(name, b.m)
	if err != nil {
		return err
	}
	if f.List {
		return b.Errorf(b.m, pmml.CodeFieldType, "field %q is a collection, a single value is needed", name)
	}
	k.stratum = f.Slot
	k.noStratum = b.lacking(b.m.BaselineStrataVariable, "the stratum of the baseline")
	k.strata = map[float64]int{}
	for _, s := range t.BaselineStrata {
		v, err := b.Constant(s.Value, f.Type, s)
		if _, ok := k.strata[v]; ok && err == nil {
			err = b.Errorf(s, pmml.CodeDuplicateName, "stratum %q is declared twice", s.Value)
		}
		var h baseline
		if err == nil {
			h, err = b.baseline(s, s.MaxTime, s.BaselineCells)
		}
		if err = b.Keep(err); err != nil {
			return err
		}
		k.strata[v] = len(k.baselines)
		k.baselines = append(k.baselines, h)
	}
	return nil
}

// baseline puts the cells in the order of time.
func (b *compiler) baseline(at pmml.Node, maxTime float64, cells []pmml.BaselineCell) (baseline, error) {
	h := baseline{maxTime: maxTime}
	if len(cells) == 0 {
		return h, b.Errorf(at, pmml.CodeCountMismatch, "no BaselineCell was found, at least one is needed")
	}
	if maxTime != maxTime {
		return h, b.Errorf(at, pmml.CodeOutOfRange, "maxTime=%v is not a time", maxTime)
	}
	sorted := make([]*pmml.BaselineCell, len(cells))
	for i := range cells {
		if err := b.Next(); err != nil {
			return h, err
		}
		c := &cells[i]
		switch {
		case !program.Finite(c.Time):
			return h, b.Errorf(c, pmml.CodeOutOfRange, "time=%v is not a time", c.Time)
		case !(c.CumHazard >= 0) || !program.Finite(c.CumHazard):
			return h, b.Errorf(c, pmml.CodeOutOfRange, "cumHazard=%v is not a hazard, a number of 0 or more is needed", c.CumHazard)
		}
		sorted[i] = c
	}
	err := limit.SortStable(sorted, func(x, y *pmml.BaselineCell) int {
		switch {
		case x.Time < y.Time:
			return -1
		case x.Time > y.Time:
			return 1
		}
		return 0
	}, b.Look)
	if err != nil {
		return h, err
	}
	for i, c := range sorted {
		switch {
		case i > 0 && c.Time == sorted[i-1].Time:
			return h, b.Errorf(c, pmml.ErrInvalid, "time %v has a BaselineCell already", c.Time)
		case i > 0 && c.CumHazard < sorted[i-1].CumHazard:
			return h, b.Errorf(c, pmml.CodeOutOfRange, "cumHazard=%v at time %v is less than before, %v: a cumulative hazard never falls", c.CumHazard, c.Time, sorted[i-1].CumHazard)
		}
		h.times = append(h.times, c.Time)
		h.hazards = append(h.hazards, c.CumHazard)
	}
	return h, nil
}
