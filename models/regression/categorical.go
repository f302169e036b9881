package regression

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// categorical is a run of CategoricalPredictors on one field: the coefficient
// of the first whose value the field has, zero for any other value and where
// the field is missing.
type categorical struct {
	slot program.Slot
	// byCode holds the coefficients by cell less base, so that an indicator
	// costs one read. It is nil where the values are no dense range of whole
	// numbers; then byCell is used.
	base   float64
	byCode []float64
	byCell map[float64]float64
}

// lookup gives the coefficient. An error in the field gives NaN, which the
// table looks into.
func (g *categorical) lookup(cells []float64) float64 { return g.of(cells[g.slot]) }

// of gives the coefficient of a cell.
func (g *categorical) of(v float64) float64 {
	if v != v {
		if program.IsError(v) || program.IsUndefined(v) {
			return program.NaN
		}
		return 0
	}
	if g.byCell != nil {
		return g.byCell[v]
	}
	d := v - g.base
	if !(d >= 0 && d < float64(len(g.byCode))) {
		return 0
	}
	if i := int(d); float64(i) == d {
		return g.byCode[i]
	}
	return 0
}

// compileCategorical adds the table's categorical predictors. Neighbours on
// one field exclude each other: the first that matches counts.
func compileCategorical(c *compile.Context, rt *pmml.RegressionTable, t *table) error {
	for i := 0; i < len(rt.CategoricalPredictors); {
		name := rt.CategoricalPredictors[i].Name
		f, err := c.Field(name, rt.CategoricalPredictors[i])
		if err != nil {
			return err
		}
		if f.List {
			return c.Errorf(rt.CategoricalPredictors[i], pmml.ErrInvalid, "field %q is a collection, a single value is needed", name)
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
		t.categorical = append(t.categorical, newCategorical(f.Slot, coefficients))
	}
	return nil
}

// newCategorical picks the table's form.
func newCategorical(slot program.Slot, coefficients map[float64]float64) categorical {
	low, high := math.Inf(1), math.Inf(-1)
	whole := true
	for v := range coefficients {
		low, high = math.Min(low, v), math.Max(high, v)
		whole = whole && v == math.Trunc(v)
	}
	if span := high - low + 1; whole && span <= float64(64+8*len(coefficients)) {
		g := categorical{slot: slot, base: low, byCode: make([]float64, int(span))}
		for v, coefficient := range coefficients {
			g.byCode[int(v-low)] = coefficient
		}
		return g
	}
	return categorical{slot: slot, byCell: coefficients}
}
