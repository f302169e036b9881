package generalregression

import (
	"github.com/gopmml/gopmml/internal/additive"
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
	k := &mean{additive.NewNumber(q.Predictor, inverse, n, b.target.Outcome)}
	b.response = k
	return k, nil
}

// mean predicts a function of the linear predictor, once for each trial.
type mean struct{ *additive.Number }

// trials gives the number of trials that a prediction is for.
func (b *compiler) trials() (*additive.Trials, error) {
	f, err := b.variable(b.m.TrialsVariable)
	if f != nil {
		return &additive.Trials{Slot: f.Slot, Missing: b.lacking(b.m.TrialsVariable, "the number of trials")}, nil
	}
	if n := b.m.TrialsValue.Or(1); n != 1 {
		return &additive.Trials{Slot: program.NoSlot, Fixed: float64(n)}, err
	}
	return nil, err
}
