package generalregression

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// response is a kernel whose prediction has a standard error.
type response interface {
	// slopes fills in how the prediction changes with each linear predictor: that
	// of a number, or the probability of a category. It gives the prediction, and
	// false where there is none.
	slopes(f *program.Frame, w *workspace, category int) (float64, bool)
	// moved gives the prediction where the only linear predictor is off by some
	// amount.
	moved(f *program.Frame, w *workspace, by float64, category int) float64
	// winner gives the predicted category, -1 where there is none.
	winner(f *program.Frame) int
}

// uncertainty computes standard errors by the delta method: with g the change of
// the prediction with each of the parameters, it is √(g' · PCovMatrix · g).
type uncertainty struct {
	response
	parameters []estimate
	// rows, cols and values are the covariances; those off the diagonal count twice.
	rows, cols []int32
	values     []float64
	predictors int
	scratch    int
	arithmetic additive.Arithmetic
}

// estimate is a parameter: what it multiplies, and the index of the linear
// predictor that it is a part of, everyPredictor for all.
type estimate struct {
	*additive.Product
	predictor int
}

const everyPredictor = -1

// workspace is a frame's working memory for standard errors.
type workspace struct{ gradient, slopes, predictors, probabilities []float64 }

func (u *uncertainty) workspace(f *program.Frame) *workspace {
	if w, ok := f.Scratch[u.scratch].(*workspace); ok {
		return w
	}
	n := u.predictors
	w := &workspace{make([]float64, len(u.parameters)), make([]float64, n), make([]float64, n), make([]float64, n)}
	f.Scratch[u.scratch] = w
	return w
}

// of gives the prediction's standard error with given slopes.
func (u *uncertainty) of(f *program.Frame, w *workspace) float64 {
	total := 0.0
	for _, d := range w.slopes {
		total += d
	}
	for i := range u.parameters {
		p := &u.parameters[i]
		d := total
		if p.predictor != everyPredictor {
			d = w.slopes[p.predictor]
		}
		w.gradient[i] = float64(d * p.Eval(f.Cells))
	}
	v := 0.0
	for i, c := range u.values {
		v += float64(w.gradient[u.rows[i]] * c * w.gradient[u.cols[i]])
	}
	return math.Sqrt(math.Max(v, 0)) // rounding may leave a little less than 0
}

// number makes a result of a number.
func (u *uncertainty) number(v float64) float64 { return program.Number(u.arithmetic.Round(v)) }

// standardError is the standard error of the prediction, or of the probability
// of a category.
type standardError struct {
	*uncertainty
	category int
}

// Eval gives the error; missing where there is no prediction.
func (e *standardError) Eval(f *program.Frame) float64 {
	w := e.workspace(f)
	category := e.category
	if category == program.PredictedCategory {
		category = e.winner(f)
	}
	if _, ok := e.slopes(f, w, category); !ok {
		return program.Missing
	}
	return e.number(e.of(f, w))
}

// bound is a bound of the prediction's confidence interval: quantile standard
// errors away. With one linear predictor these are its own, so that the bound is a
// possible prediction; else they are those of the probability.
type bound struct {
	*uncertainty
	quantile      float64
	upper, single bool
}

// Eval gives the bound; missing where there is no prediction.
func (e *bound) Eval(f *program.Frame) float64 {
	w := e.workspace(f)
	category := e.winner(f)
	p, ok := e.slopes(f, w, category)
	if !ok {
		return program.Missing
	}
	if !e.single {
		d := float64(e.quantile * e.of(f, w))
		if e.upper {
			return e.number(math.Min(p+d, 1))
		}
		return e.number(math.Max(p-d, 0))
	}
	w.slopes[0] = 1
	d := float64(e.quantile * e.of(f, w))
	low, high := e.moved(f, w, -d, category), e.moved(f, w, d, category)
	if low > high {
		low, high = high, low
	}
	if e.upper {
		return e.number(high)
	}
	return e.number(low)
}

// feature compiles the output features that a general regression alone has.
func (b *compiler) feature(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	switch feature {
	case pmml.ResultFeatureStandardError, pmml.ResultFeatureConfidenceIntervalLower, pmml.ResultFeatureConfidenceIntervalUpper:
	default:
		return program.Typed{}, false, nil
	}
	u, err := b.uncertainty(o, feature)
	if err == nil && rank > 1 {
		err = b.Errorf(o, pmml.ErrUnsupported, "feature=%s is not supported with rank=%d", feature, rank)
	}
	if err != nil {
		return program.Typed{}, true, err
	}
	t := program.Typed{Type: pmml.DataTypeDouble, Op: pmml.OpTypeContinuous}
	if b.Float32() {
		t.Type = pmml.DataTypeFloat
	}
	if feature == pmml.ResultFeatureStandardError {
		e := &standardError{u, program.PredictedCategory}
		if text, ok := o.Value.Get(); ok && b.categories != nil {
			cell, err := b.Constant(text, b.target.Type, o)
			if err != nil {
				return t, true, err
			}
			e.category = slices.IndexFunc(b.categories, func(k targetCategory) bool { return k.cell == cell })
			if e.category < 0 {
				return t, true, b.Errorf(o, pmml.CodeUnlistedValue, "value %q is not a category of the target", text)
			}
		}
		t.Expr = e
		return t, true, nil
	}
	q, err := b.quantile(o, feature)
	t.Expr = &bound{u, q, feature == pmml.ResultFeatureConfidenceIntervalUpper, b.single()}
	return t, true, err
}

// quantile gives the number of standard errors of a confidence level, which the
// output field's value has in percent.
func (b *compiler) quantile(o *pmml.OutputField, feature pmml.ResultFeature) (float64, error) {
	text, ok := o.Value.Get()
	if !ok {
		return 0, b.Errorf(o, pmml.CodePartMissing, "value is missing, feature=%s needs a confidence level in percent", feature)
	}
	level, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(level >= 1 && level < 100) {
		return 0, b.Errorf(o, pmml.CodeOutOfRange, "value %q is not a confidence level, feature=%s needs one in percent, from 1 to less than 100", text, feature)
	}
	return float64(math.Sqrt2 * real.ErfInv(level/100)), nil
}

// uncertainty compiles the PCovMatrix.
func (b *compiler) uncertainty(o *pmml.OutputField, feature pmml.ResultFeature) (*uncertainty, error) {
	switch {
	case b.m.ModelType == pmml.GeneralRegressionModelTypeCoxRegression:
		return nil, b.Lacks(o, pmml.ErrUnsupported, "feature=%s is not supported for modelType=\"CoxRegression\", whose baseline has no standard error in the document", feature)
	case b.m.PCovMatrix == nil:
		return nil, b.Lacks(o, pmml.CodePartMissing, "feature=%s needs the model's PCovMatrix, which is missing", feature)
	}
	u := &uncertainty{response: b.response, predictors: max(1, len(b.categories)), scratch: b.NewScratch(), arithmetic: b.arithmetic()}
	at, err := b.estimates(u)
	if err != nil {
		return nil, err
	}
	for _, c := range b.covariances {
		i, hasRow := at[c.row]
		j, hasCol := at[c.col]
		switch {
		case hasRow && hasCol:
		case c.value == 0:
			continue // of a parameter that is left out
		case !hasRow:
			return nil, b.noBeta(c.row)
		default:
			return nil, b.noBeta(c.col)
		}
		v := c.value
		if i != j {
			v = float64(v * 2)
		}
		u.rows, u.cols, u.values = append(u.rows, int32(i)), append(u.cols, int32(j)), append(u.values, v)
	}
	return u, nil
}

func (b *compiler) noBeta(p parameter) error {
	if p.key == "" {
		return b.Errorf(b.m.PCovMatrix, pmml.CodePartMissing, "parameter %q has a covariance, and no PCell", p.name)
	}
	return b.Errorf(b.m.PCovMatrix, pmml.CodePartMissing, "parameter %q has a covariance for target category %q, and no PCell", p.name, strings.TrimPrefix(p.key, "="))
}

// estimates lists the model's parameters, and gives the index of each.
func (b *compiler) estimates(u *uncertainty) (map[parameter]int, error) {
	variances := map[parameter]bool{}
	for _, c := range b.covariances {
		if c.row == c.col {
			variances[c.row] = true
		}
	}
	at := map[parameter]int{}
	add := func(p parameter, beta *pmml.PCell, x *additive.Product, predictor int) error {
		if beta.Beta != 0 && beta.DF.Or(1) != 0 && !variances[p] {
			return b.Errorf(beta, pmml.CodePartMissing, "parameter %q has no variance in the PCovMatrix, which standard errors need", p.name)
		}
		if _, ok := at[p]; !ok {
			at[p] = len(u.parameters)
			u.parameters = append(u.parameters, estimate{x, predictor})
		}
		return nil
	}
	ordinal := b.m.ModelType == pmml.GeneralRegressionModelTypeOrdinalMultinomial
	for e, q := range b.equations {
		predictor := e
		if ordinal {
			predictor = everyPredictor
		}
		for i, beta := range q.betas {
			if err := add(parameter{beta.ParameterName, b.parameterKey(q.key)}, beta, q.terms[i], predictor); err != nil {
				return nil, err
			}
		}
	}
	if ordinal {
		for i := range len(b.categories) - 1 {
			beta := b.betas[b.key(i)][0]
			if err := add(parameter{beta.ParameterName, b.key(i)}, beta, &additive.Product{Start: 1}, i); err != nil {
				return nil, err
			}
		}
	}
	return at, nil
}

// slopes of a number.
func (k *mean) slopes(f *program.Frame, w *workspace, _ int) (float64, bool) {
	if program.IsMissing(f.Outcomes[k.Outcome].Value) {
		return 0, false // also of a segment that did not run
	}
	y, n := k.Eval(f), k.Trials.Of(f)
	if program.IsMissing(y) || program.IsMissing(n) {
		return y, false
	}
	w.slopes[0] = float64(k.Link.Slope(y) * n)
	return float64(k.Link.Mean(y) * n), true
}

func (k *mean) moved(f *program.Frame, _ *workspace, by float64, _ int) float64 {
	return float64(k.Link.Mean(k.Eval(f)+by) * k.Trials.Of(f))
}

func (*mean) winner(*program.Frame) int { return 0 }

// slopes of a category's probability.
func (k *classifier) slopes(f *program.Frame, w *workspace, category int) (float64, bool) {
	if category < 0 || program.IsMissing(f.Outcomes[k.Outcome].Value) {
		return 0, false
	}
	if !k.Sums(f, w.predictors) {
		return 0, false
	}
	copy(w.probabilities, w.predictors)
	if !k.Norm.Apply(w.probabilities) {
		return 0, false
	}
	k.Norm.Gradient(w.slopes, w.probabilities, w.predictors, category)
	w.slopes[len(w.slopes)-1] = 0 // the last category has no predictor
	return w.probabilities[category], true
}

func (k *classifier) moved(f *program.Frame, w *workspace, by float64, category int) float64 {
	k.Sums(f, w.predictors)
	w.predictors[0] += by
	k.Norm.Apply(w.predictors)
	return w.predictors[category]
}

func (k *classifier) winner(f *program.Frame) int {
	o := &f.Outcomes[k.Outcome]
	if program.IsMissing(o.Value) {
		return -1
	}
	return slices.Index(k.Index, o.Category)
}
