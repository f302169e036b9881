package generalregression

import (
	"math"

	"github.com/gopmml/gopmml/pmml"
)

// covariance is that of two parameters, each with the target category that it
// is for, "" for none.
type covariance struct {
	row, col parameter
	value    float64
}

// parameter is one estimated number.
type parameter struct{ name, key string }

// readCovariances reads the PCovMatrix. It is symmetric: a cell stands for its
// mirror as well, and where both are there they must agree.
func (b *compiler) readCovariances() error {
	m := b.m.PCovMatrix
	if m == nil {
		return nil
	}
	if len(m.PCovCells) == 0 {
		return b.Keep(b.Errorf(m, pmml.CodeCountMismatch, "no PCovCell was found, at least one is needed"))
	}
	seen := map[[2]parameter]float64{}
	for i := range m.PCovCells {
		if err := b.Next(); err != nil {
			return err
		}
		cell := &m.PCovCells[i]
		v, err := b.covariance(cell)
		pair := [2]parameter{v.row, v.col}
		if v.col.name < v.row.name || v.col.name == v.row.name && v.col.key < v.row.key {
			pair = [2]parameter{v.col, v.row}
		}
		before, twice := seen[pair]
		if err == nil && twice && math.Abs(before-v.value) > 1e-9*math.Abs(before) {
			err = b.Errorf(cell, pmml.ErrInvalid, "the covariance of parameters %q and %q is %v here and %v before", v.row.name, v.col.name, v.value, before)
		}
		if err != nil {
			if err = b.Keep(err); err != nil {
				return err
			}
			continue
		}
		if !twice {
			seen[pair] = v.value
			b.covariances = append(b.covariances, v)
		}
	}
	return nil
}

func (b *compiler) covariance(cell *pmml.PCovCell) (covariance, error) {
	v := covariance{value: cell.Value}
	if math.IsNaN(v.value) || math.IsInf(v.value, 0) {
		return v, b.Errorf(cell, pmml.CodeOutOfRange, "value=%v is not a finite number", v.value)
	}
	for _, p := range []struct {
		to       *parameter
		name     string
		category pmml.Optional[string]
	}{{&v.row, cell.PRow, cell.TRow}, {&v.col, cell.PCol, cell.TCol}} {
		if err := b.knownParameter(p.name, cell); err != nil {
			return v, err
		}
		category := p.category
		if !category.IsSet() {
			category = cell.TargetCategory
		}
		key, err := b.categoryKey(category, cell)
		if err != nil {
			return v, err
		}
		*p.to = parameter{p.name, b.parameterKey(key)}
	}
	if v.row == v.col && v.value < 0 {
		return v, b.Errorf(cell, pmml.CodeOutOfRange, "the variance %v of parameter %q is below 0", v.value, v.row.name)
	}
	return v, nil
}

// single says whether the model has one linear predictor, which no other
// intercepts go with.
func (b *compiler) single() bool {
	return b.m.ModelType != pmml.GeneralRegressionModelTypeOrdinalMultinomial && len(b.categories) <= 2
}

// parameterKey gives the category of a parameter: none where the model has one
// linear predictor, which documents may name or not.
func (b *compiler) parameterKey(key string) string {
	if b.single() {
		return ""
	}
	return key
}
