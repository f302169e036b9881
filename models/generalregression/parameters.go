package generalregression

import (
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// readParameters reads the ParameterList.
func (b *compiler) readParameters() error {
	b.parameters = map[string]*pmml.Parameter{}
	if b.m.ParameterList == nil {
		return b.Errorf(b.m, pmml.CodePartMissing, "a general regression needs a ParameterList")
	}
	for _, p := range b.m.ParameterList.Parameters {
		if err := b.Next(); err != nil {
			return err
		}
		if b.parameters[p.Name] != nil {
			if err := b.Keep(b.Errorf(p, pmml.CodeDuplicateName, "parameter %q is declared twice", p.Name)); err != nil {
				return err
			}
			continue
		}
		b.parameters[p.Name] = p
		if v := p.ReferencePoint.Or(0); !program.Finite(v) {
			if err := b.Keep(b.Errorf(p, pmml.CodeOutOfRange, "referencePoint=%v is not a finite number", v)); err != nil {
				return err
			}
		}
	}
	return nil
}

// knownParameter says what is wrong with a parameter's name.
func (b *compiler) knownParameter(name string, at pmml.Node) error {
	if b.parameters[name] == nil {
		return b.Errorf(at, pmml.CodeNameUnknown, "there is no parameter %q in the ParameterList", name)
	}
	return nil
}

// readPPMatrix sorts the cells by target category and parameter.
func (b *compiler) readPPMatrix() error {
	b.cells = map[string]map[string][]*pmml.PPCell{}
	if b.m.PPMatrix == nil {
		return b.Errorf(b.m, pmml.CodePartMissing, "a general regression needs a PPMatrix")
	}
	for i := range b.m.PPMatrix.PPCells {
		if err := b.Next(); err != nil {
			return err
		}
		cell := &b.m.PPMatrix.PPCells[i]
		key, err := b.categoryKey(cell.TargetCategory, cell)
		if err == nil {
			err = b.knownParameter(cell.ParameterName, cell)
		}
		if err == nil && b.predictors[cell.PredictorName] == nil {
			err = b.Errorf(cell, pmml.CodeNameUnknown, "there is no predictor %q in the FactorList or the CovariateList", cell.PredictorName)
		}
		if err == nil && b.predictors[cell.PredictorName] != nil {
			err = b.checkCell(cell)
		}
		if err != nil {
			if err = b.Keep(err); err != nil {
				return err
			}
			continue
		}
		of := b.cells[key]
		if of == nil {
			of = map[string][]*pmml.PPCell{}
			b.cells[key] = of
		}
		of[cell.ParameterName] = append(of[cell.ParameterName], cell)
	}
	return nil
}

// checkCell checks what a cell says about its predictor, whether or not the
// parameter is in the ParamMatrix.
func (b *compiler) checkCell(cell *pmml.PPCell) error {
	p := b.predictors[cell.PredictorName]
	if !p.factor {
		_, err := b.exponent(cell)
		return err
	}
	_, err := b.factor(p, cell)
	return err
}

// cellsFor gives the cells by parameter that hold for a target category: its
// own, or else those that are for no category in particular.
func (b *compiler) cellsFor(category string) (map[string][]*pmml.PPCell, error) {
	if own := b.cells[category]; own != nil || len(b.cells) == 0 {
		return own, nil
	}
	if common := b.cells[""]; common != nil {
		return common, nil
	}
	return nil, b.Errorf(b.m.PPMatrix, pmml.CodePartMissing, "no PPCell is for target category %q, and none is without a targetCategory", strings.TrimPrefix(category, "="))
}

// term compiles what a parameter multiplies: the product over its cells.
func (b *compiler) term(cells []*pmml.PPCell) (*additive.Product, error) {
	t := &additive.Product{Start: 1}
	for _, cell := range cells {
		p := b.predictors[cell.PredictorName]
		if p.factor {
			a, err := b.factor(p, cell)
			if err != nil {
				return nil, err
			}
			t.Factors = append(t.Factors, a)
			continue
		}
		n, err := b.exponent(cell)
		if err != nil {
			return nil, err
		}
		t.Powers = append(t.Powers, additive.Power{Slot: p.field.Slot, Exponent: n, Otherwise: program.Missing})
	}
	return t, nil
}

// exponent gives the power of a covariate that a cell stands for.
func (b *compiler) exponent(cell *pmml.PPCell) (float64, error) {
	n, err := strconv.ParseFloat(strings.TrimSpace(cell.Value), 64)
	if err != nil || !program.Finite(n) {
		return 1, b.Errorf(cell, pmml.CodeValueType, "value %q is not a number, as the exponent of covariate %q needs", cell.Value, cell.PredictorName)
	}
	return n, nil
}

// readParamMatrix sorts the betas by target category.
func (b *compiler) readParamMatrix() error {
	b.betas = map[string][]*pmml.PCell{}
	if b.m.ParamMatrix == nil {
		return b.Errorf(b.m, pmml.CodePartMissing, "a general regression needs a ParamMatrix")
	}
	for i := range b.m.ParamMatrix.PCells {
		if err := b.Next(); err != nil {
			return err
		}
		cell := &b.m.ParamMatrix.PCells[i]
		key, err := b.categoryKey(cell.TargetCategory, cell)
		if err == nil {
			b.betas[key] = append(b.betas[key], cell)
			err = b.knownParameter(cell.ParameterName, cell)
		}
		if err == nil && !program.Finite(cell.Beta) {
			err = b.Errorf(cell, pmml.CodeOutOfRange, "beta=%v is not a finite number", cell.Beta)
		}
		if err = b.Keep(err); err != nil {
			return err
		}
	}
	return nil
}
