package generalregression

import (
	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// classifier predicts the category whose probability is highest, the first on
// ties, in the order of the model.
type classifier struct {
	// sums are the linear predictors of all categories but the last; of an ordinal
	// model there is one, that of its slopes.
	sums []sum
	norm norm
	// index and cell are the categories' places among the target's, and values.
	index   []int
	cell    []float64
	outcome int
	scratch int
	pos     pmml.Pos
}

// norm turns linear predictors into probabilities in place. y has room for all
// categories, of which the first ones hold the sums.
type norm interface {
	apply(y []float64) bool
	// gradient fills in how the probability of a category changes with each of
	// the linear predictors, given all the probabilities and the predictors.
	gradient(d, p, y []float64, category int)
	// String says what the norm is.
	String() string
}

// Score fills in the distribution and the winning category. A missing sum makes
// the whole prediction missing.
func (k *classifier) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	p := k.buffers(f).probabilities
	if !k.predictors(f, p) {
		return
	}
	if !k.norm.apply(p) {
		f.Raise(&program.Fault{Pos: k.pos, Detail: "the probabilities are undefined: " + k.norm.String() + " of these numbers is not a distribution"})
		return
	}
	best := 0
	for i, v := range p {
		if v > p[best] {
			best = i
		}
		o.Probabilities[k.index[i]] = v
	}
	copy(o.Confidences, o.Probabilities)
	o.HasProbabilities, o.HasConfidences = true, true
	o.Category = k.index[best]
	o.Value = k.cell[best]
}

// predictors computes the sums, false where one is missing.
func (k *classifier) predictors(f *program.Frame, y []float64) bool {
	for i := range k.sums {
		v := k.sums[i].of(f)
		if v != v && program.IsMissing(v) {
			return false
		}
		y[i] = v
	}
	return true
}

// buffers are a frame's working memory.
type buffers struct{ probabilities, predictors []float64 }

func (k *classifier) buffers(f *program.Frame) *buffers {
	if p, ok := f.Scratch[k.scratch].(*buffers); ok {
		return p
	}
	n := len(k.index)
	p := &buffers{make([]float64, n), make([]float64, n)}
	f.Scratch[k.scratch] = p
	return p
}

// classifier compiles a multinomial or a binary model.
func (b *compiler) classifier() (program.Kernel, error) {
	last := len(b.categories) - 1
	k := b.newClassifier()
	binary := b.m.ModelType == pmml.GeneralRegressionModelTypeGeneralizedLinear
	if binary {
		if last != 1 {
			return nil, b.Errorf(b.m, pmml.ErrInvalid, "the target has %d categories, modelType=\"generalizedLinear\" tells two apart", last+1)
		}
		l, err := b.inverse()
		if err != nil {
			return nil, err
		}
		k.norm = binomial{b.inFloat(l), b.Float32()}
	} else {
		k.norm = softmax{b.Float32()}
	}
	if err := b.checkReference(last); err != nil {
		return nil, err
	}
	for i := range last {
		betas, ok := b.betas[b.key(i)]
		if common := b.betas[""]; common != nil {
			switch {
			case last > 1:
				return nil, b.Errorf(common[0], pmml.ErrInvalid, "targetCategory is missing, which a target of %d categories needs", last+1)
			case ok:
				return nil, b.Errorf(common[0], pmml.ErrInvalid, "targetCategory is missing, which other PCells have")
			}
			betas, ok = common, true
		}
		if !ok {
			return nil, b.Errorf(b.m.ParamMatrix, pmml.ErrInvalid, "no PCell is for target category %q", b.categories[i].text)
		}
		q, err := b.equation(b.key(i), betas)
		if err != nil {
			return nil, err
		}
		k.sums = append(k.sums, b.sum(q.table))
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
	k := &classifier{outcome: b.target.Outcome, scratch: b.NewScratch(), pos: b.m.Pos}
	for _, c := range b.categories {
		k.index = append(k.index, c.index)
		k.cell = append(k.cell, c.cell)
	}
	return k
}

// inFloat gives a link in the model's arithmetic.
func (b *compiler) inFloat(l link.Link) link.Link {
	if b.Float32() {
		return link.Float32(l)
	}
	return l
}
