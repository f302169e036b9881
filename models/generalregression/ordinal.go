package generalregression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// ordinal compiles modelType="ordinalMultinomial": the PCells with a
// targetCategory are the intercepts, those without the slopes that all
// categories share.
func (b *compiler) ordinal() (program.Kernel, error) {
	l, err := b.cumulative()
	if err != nil {
		return nil, err
	}
	last := len(b.categories) - 1
	n := additive.NewNorm(additive.Cumulative, "the inverse cumulative link", b.arithmetic(), l)
	if extra := b.betas[b.key(last)]; len(extra) > 0 {
		return nil, b.Errorf(extra[0], pmml.ErrInvalid, "target category %q is the last one, which has no intercept", b.categories[last].text)
	}
	for i := range last {
		betas := b.betas[b.key(i)]
		if len(betas) != 1 {
			return nil, b.Errorf(b.m.ParamMatrix, pmml.CodeCountMismatch, "%d PCells are for target category %q, exactly one is needed: its intercept", len(betas), b.categories[i].text)
		}
		beta := betas[0]
		cells, err := b.cellsFor(b.key(i))
		if err != nil {
			return nil, err
		}
		if len(cells[beta.ParameterName]) > 0 {
			return nil, b.Errorf(beta, pmml.ErrInvalid, "parameter %q has predictors, but a PCell with a targetCategory is an intercept", beta.ParameterName)
		}
		if i > 0 && beta.Beta < n.Thresholds[i-1] {
			return nil, b.Errorf(beta, pmml.CodeOutOfRange, "the intercept %v of category %q lies below that of the category before it, %v", beta.Beta, b.categories[i].text, n.Thresholds[i-1])
		}
		n.Thresholds = append(n.Thresholds, beta.Beta)
	}
	q, err := b.equation("", b.betas[""])
	if err != nil {
		return nil, err
	}
	k := b.newClassifier()
	k.Predictors, k.Norm = []*additive.Predictor{q.Predictor}, n
	b.response = k
	return k, nil
}
