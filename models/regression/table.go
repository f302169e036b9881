package regression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// arithmetic gives what numbers a document calculates with.
func arithmetic(c *compile.Context) additive.Arithmetic {
	switch {
	case c.Float32():
		return additive.Float
	case c.Decimal():
		return additive.Decimal
	}
	return additive.Double
}

// compileTable resolves a table's fields and values. The terms are in the order of
// the document, the intercept is the last.
func compileTable(c *compile.Context, rt *pmml.RegressionTable) (*additive.Predictor, error) {
	t := additive.New(arithmetic(c))
	for _, p := range rt.NumericPredictors {
		if err := c.Next(); err != nil {
			return nil, err
		}
		f, err := c.Number(p.Name, p)
		if err != nil {
			return nil, err
		}
		t.AddPower(p.Coefficient, f.Slot, float64(p.Exponent.Or(1)))
	}
	if err := addCategorical(c, rt, t); err != nil {
		return nil, err
	}
	for _, p := range rt.PredictorTerms {
		if err := c.Next(); err != nil {
			return nil, err
		}
		if err := addTerm(c, p, t); err != nil {
			return nil, err
		}
	}
	t.AddConstant(rt.Intercept)
	return t, nil
}

// addCategorical adds the table's categorical predictors. Neighbours on one field
// exclude each other: the first that matches counts.
func addCategorical(c *compile.Context, rt *pmml.RegressionTable, t *additive.Predictor) error {
	for i := 0; i < len(rt.CategoricalPredictors); {
		if err := c.Next(); err != nil {
			return err
		}
		name := rt.CategoricalPredictors[i].Name
		f, err := c.Field(name, rt.CategoricalPredictors[i])
		if err != nil {
			return err
		}
		if f.List {
			return c.Errorf(rt.CategoricalPredictors[i], pmml.CodeFieldType, "field %q is a collection, a single value is needed", name)
		}
		coefficients := map[float64]float64{}
		for ; i < len(rt.CategoricalPredictors) && rt.CategoricalPredictors[i].Name == name; i++ {
			p := rt.CategoricalPredictors[i]
			v, err := c.Constant(p.Value, f.Type, p)
			if err != nil {
				return err
			}
			if _, ok := coefficients[v]; !ok {
				coefficients[v] = p.Coefficient
			}
		}
		t.AddCategory(f.Slot, additive.NewOptional(coefficients))
	}
	return nil
}

// addTerm adds a product: the coefficient times a factor after the other.
func addTerm(c *compile.Context, p *pmml.PredictorTerm, t *additive.Predictor) error {
	if len(p.FieldRefs) == 0 {
		return c.Errorf(p, pmml.CodeCountMismatch, "no FieldRef was found, at least one is needed")
	}
	q := &additive.Product{Start: p.Coefficient}
	for _, ref := range p.FieldRefs {
		f, err := c.Number(ref.Field, ref)
		if err != nil {
			return err
		}
		a := additive.Power{Slot: f.Slot, Exponent: 1, Otherwise: program.Missing}
		if text, ok := ref.MapMissingTo.Get(); ok {
			if a.Otherwise, err = c.Constant(text, pmml.DataTypeDouble, ref); err != nil {
				return err
			}
		}
		q.Powers = append(q.Powers, a)
	}
	t.AddProduct(1, q)
	return nil
}
