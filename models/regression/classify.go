package regression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// classifier predicts the category whose probability is highest, the first
// table's on ties.
type classifier struct {
	*additive.Classifier
	method pmml.NormalizationMethod
}

// compileClassifier compiles functionName="classification".
func compileClassifier(c *compile.Context, target *compile.Target, at pmml.Node, method pmml.NormalizationMethod, rts []*pmml.RegressionTable) (program.Kernel, error) {
	if len(rts) < 2 {
		return nil, c.Errorf(at, pmml.CodeCountMismatch, "%d RegressionTable elements were found, functionName=\"classification\" needs one for each category, at least two", len(rts))
	}
	k := &additive.Classifier{Outcome: target.Outcome, Scratch: c.NewScratch(), Pos: at.Position()}
	listed := map[float64]bool{}
	for _, text := range target.Listed {
		v, err := c.Constant(text, target.Type, at)
		if err != nil {
			return nil, err
		}
		listed[v] = true
	}
	seen := map[float64]bool{}
	for _, rt := range rts {
		text, ok := rt.TargetCategory.Get()
		if !ok {
			if err := c.Keep(c.Errorf(rt, pmml.CodePartMissing, "targetCategory is missing, functionName=\"classification\" needs it")); err != nil {
				return nil, err
			}
			if _, err := compileTable(c, rt); err != nil {
				return nil, err
			}
			continue
		}
		index, cell, err := target.Category(text, rt)
		if err != nil {
			return nil, err
		}
		if seen[cell] {
			if err := c.Keep(c.Errorf(rt, pmml.CodeDuplicateName, "targetCategory %q has a RegressionTable already", text)); err != nil {
				return nil, err
			}
		}
		seen[cell] = true
		if len(listed) > 0 && !listed[cell] {
			if err := c.Keep(c.Errorf(rt, pmml.CodeUnlistedValue, "targetCategory %q is not a listed value of field %q", text, target.Name)); err != nil {
				return nil, err
			}
		}
		t, err := compileTable(c, rt)
		if err != nil {
			if err = c.Keep(err); err != nil {
				return nil, err
			}
			continue
		}
		k.Predictors = append(k.Predictors, t)
		k.Index = append(k.Index, index)
		k.Cell = append(k.Cell, cell)
	}
	// The type of an unnamed target is a guess; only a field is known to have an order.
	ordinal := target.Op == pmml.OpTypeOrdinal && target.Name != ""
	var err error
	k.Norm, err = compileNorm(c, at, method, ordinal, k.Predictors)
	if err != nil {
		return nil, err
	}
	return &classifier{k, method}, nil
}
