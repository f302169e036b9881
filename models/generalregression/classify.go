package generalregression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// classifier predicts the category whose probability is highest, the first on
// ties, in the order of the model. All categories but the last have linear
// predictors; an ordinal model has one, that of its slopes.
type classifier struct{ *additive.Classifier }

// classifier compiles a multinomial or a binary model.
func (b *compiler) classifier() (program.Kernel, error) {
	last := len(b.categories) - 1
	k := b.newClassifier()
	binary := b.m.ModelType == pmml.GeneralRegressionModelTypeGeneralizedLinear
	if binary {
		if last != 1 {
			return nil, b.Errorf(b.m, pmml.CodeCountMismatch, "the target has %d categories, modelType=\"generalizedLinear\" tells two apart", last+1)
		}
		l, err := b.inverse()
		if err != nil {
			return nil, err
		}
		k.Norm = additive.NewNorm(additive.Binary, "the inverse link", b.arithmetic(), l)
	} else {
		k.Norm = additive.NewNorm(additive.Softmax, "softmax", b.arithmetic(), nil)
	}
	if err := b.checkReference(last); err != nil {
		return nil, err
	}
	for i := range last {
		betas, ok := b.betas[b.key(i)]
		if common := b.betas[""]; common != nil {
			switch {
			case last > 1:
				return nil, b.Errorf(common[0], pmml.CodePartMissing, "targetCategory is missing, which a target of %d categories needs", last+1)
			case ok:
				return nil, b.Errorf(common[0], pmml.CodePartMissing, "targetCategory is missing, which other PCells have")
			}
			betas, ok = common, true
		}
		if !ok {
			return nil, b.Errorf(b.m.ParamMatrix, pmml.CodePartMissing, "no PCell is for target category %q", b.categories[i].text)
		}
		q, err := b.equation(b.key(i), betas)
		if err != nil {
			return nil, err
		}
		k.Predictors = append(k.Predictors, q.Predictor)
	}
	b.response = k
	return k, nil
}

// checkReference refuses betas of the category that the others are measured
// against, unless they are zero.
func (b *compiler) checkReference(last int) error {
	for _, beta := range b.betas[b.key(last)] {
		if beta.Beta == 0 {
			continue
		}
		err := b.Errorf(beta, pmml.ErrInvalid, "target category %q is the one that the others are measured against, its beta=%v is not 0", b.categories[last].text, beta.Beta)
		if err = b.Keep(err); err != nil {
			return err
		}
	}
	return nil
}

func (b *compiler) newClassifier() *classifier {
	k := &additive.Classifier{Outcome: b.target.Outcome, Scratch: b.NewScratch(), Pos: b.m.Pos}
	for _, c := range b.categories {
		k.Index = append(k.Index, c.index)
		k.Cell = append(k.Cell, c.cell)
	}
	return &classifier{k}
}
