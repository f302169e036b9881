package generalregression

import (
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// number compiles a model that predicts a number and is no Cox regression.
func (b *compiler) number() (program.Kernel, error) {
	inverse := link.Link(link.Identity{})
	if b.m.ModelType == pmml.GeneralRegressionModelTypeGeneralizedLinear {
		var err error
		if inverse, err = b.inverse(); err != nil {
			if err = b.Keep(err); err != nil {
				return nil, err
			}
			inverse = link.Identity{}
		}
	}
	q, err := b.equation("", b.betas[""])
	if err != nil {
		return nil, err
	}
	n, err := b.trials()
	if err != nil {
		return nil, err
	}
	k := &mean{sum: b.sum(q.table), link: inverse, trials: n, outcome: b.target.Outcome}
	if b.Float32() {
		k.link = link.Float32(inverse)
	}
	b.response = k
	if _, ok := inverse.(link.Identity); !ok || n.slot != program.NoSlot || n.value != 1 {
		return k, nil
	}
	switch {
	case k.exact != nil:
		return &decimalMean{k}, nil
	case !k.float:
		return &plain{k}, nil
	}
	return k, nil
}

// plain predicts the linear predictor itself.
type plain struct{ *mean }

// Score fills in the predicted number.
func (k *plain) Score(f *program.Frame) {
	f.Outcomes[k.outcome].Value = k.eval(f) + 0
}

// mean predicts a function of the linear predictor, once for each trial.
type mean struct {
	sum
	link    link.Link
	trials  trials
	outcome int
}

// Score fills in the predicted number.
func (k *mean) Score(f *program.Frame) {
	y := k.of(f)
	if y != y && program.IsMissing(y) {
		f.Outcomes[k.outcome].Value = program.Missing
		return
	}
	n := k.trials.of(f)
	if n != n && program.IsMissing(n) {
		f.Outcomes[k.outcome].Value = lack(f, k.trials.missing)
		return
	}
	f.Outcomes[k.outcome].Value = k.value(y, n)
}

// value gives the prediction for a linear predictor and a number of trials.
func (k *mean) value(y, n float64) float64 {
	y = k.link.Mean(y)
	if n != 1 {
		y = round(float64(y*n), k.float)
	}
	return program.Number(y)
}

// decimalMean is plain with an exact sum.
type decimalMean struct{ *mean }

// Score fills in the predicted number.
func (k *decimalMean) Score(f *program.Frame) {
	if y, ok := k.exact.sum(f); ok {
		f.SetOutcomeDecimal(k.outcome, y)
		return
	}
	k.mean.Score(f)
}

// trials is the number of trials that a prediction is for.
type trials struct {
	slot  program.Slot
	value float64
	// missing is raised where the record has no number, nil where that makes the
	// prediction missing.
	missing *program.Fault
}

func (b *compiler) trials() (trials, error) {
	n := trials{slot: program.NoSlot, value: float64(b.m.TrialsValue.Or(1))}
	f, err := b.variable(b.m.TrialsVariable)
	if f != nil {
		n.slot = f.Slot
		n.missing = b.lacking(b.m.TrialsVariable, "the number of trials")
	}
	return n, err
}

func (n *trials) of(f *program.Frame) float64 {
	if n.slot == program.NoSlot {
		return n.value
	}
	return f.Load(n.slot)
}
