package generalregression

import (
	"github.com/gopmml/gopmml/internal/additive"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// predictor is a field that parameters refer to.
type predictor struct {
	at     *pmml.Predictor
	field  *compile.Field
	factor bool
	// order holds the categories' places by cell, where they are listed.
	order map[float64]int
	// contrast is the contrast matrix: a row for each category, nil for none.
	contrast *matrix.Matrix
	fault    *additive.Unlisted
	// columns holds the matrix's columns that have been made. others has the matrix's
	// default for every category, and written what columns have beside it; cells are
	// the categories in their order.
	columns map[int]*additive.Lookup
	others  *additive.Lookup
	written [][]matrix.Cell
	cells   []float64
}

// readPredictors resolves the factors and the covariates. A field that is in both
// lists is a factor.
func (b *compiler) readPredictors() error {
	b.predictors = map[string]*predictor{}
	if l := b.m.FactorList; l != nil {
		for _, p := range l.Predictors {
			if err := b.Keep(b.readFactor(p)); err != nil {
				return err
			}
		}
	}
	if l := b.m.CovariateList; l != nil {
		seen := map[string]bool{}
		for _, p := range l.Predictors {
			err := b.readCovariate(p, seen[p.Name])
			if err = b.Keep(err); err != nil {
				return err
			}
			seen[p.Name] = true
		}
	}
	return nil
}

func (b *compiler) readCovariate(p *pmml.Predictor, twice bool) error {
	if twice {
		return b.Errorf(p, pmml.CodeDuplicateName, "covariate %q is declared twice", p.Name)
	}
	if b.predictors[p.Name] == nil {
		f, err := b.Number(p.Name, p)
		if err != nil {
			return err
		}
		b.predictors[p.Name] = &predictor{at: p, field: f}
	}
	switch {
	case p.Matrix != nil:
		return b.Errorf(p.Matrix, pmml.ErrInvalid, "covariate %q has a contrast matrix, which is for factors", p.Name)
	case p.Categories != nil:
		return b.Errorf(p.Categories, pmml.ErrInvalid, "covariate %q has categories, which are for factors", p.Name)
	}
	return nil
}

func (b *compiler) readFactor(p *pmml.Predictor) error {
	if b.predictors[p.Name] != nil {
		return b.Errorf(p, pmml.CodeDuplicateName, "factor %q is declared twice", p.Name)
	}
	f, err := b.Field(p.Name, p)
	if err != nil {
		return err
	}
	if f.List {
		return b.Errorf(p, pmml.CodeFieldType, "field %q is a collection, a single value is needed", p.Name)
	}
	q := &predictor{at: p, field: f, factor: true}
	b.predictors[p.Name] = q
	if err := b.readOrder(q); err != nil {
		return err
	}
	if p.Matrix == nil {
		return nil
	}
	if q.order == nil {
		return b.Errorf(p, pmml.CodePartMissing, "factor %q has a contrast matrix and no Categories, and its field lists no values either", p.Name)
	}
	if q.contrast, err = b.matrix(p.Matrix, len(q.order)); err != nil {
		return err
	}
	q.fault = &additive.Unlisted{
		Fault: program.Fault{Field: p.Name, Code: program.FaultInvalid, Pos: p.Pos, Detail: "is not one of the categories of the factor's contrast matrix"},
		Type:  f.Type,
	}
	return nil
}

// readOrder reads the categories of a factor: its own, or those that its field
// lists.
func (b *compiler) readOrder(q *predictor) error {
	type value struct {
		text string
		at   pmml.Node
	}
	var values []value
	own := q.at.Categories != nil
	listed := map[float64]bool{}
	for _, v := range b.Listed(q.at.Name) {
		cell, err := b.Constant(v.Value, q.field.Type, v)
		if err != nil {
			return err
		}
		listed[cell] = true
		if !own {
			values = append(values, value{v.Value, v})
		}
	}
	if own {
		for _, c := range q.at.Categories.Categories {
			values = append(values, value{c.Value, c})
		}
		if len(values) == 0 {
			return b.Errorf(q.at.Categories, pmml.CodeCountMismatch, "no Category was found, at least one is needed")
		}
	} else if q.at.Matrix == nil {
		return nil // any value may be named
	}
	for _, v := range values {
		if err := b.Next(); err != nil {
			return err
		}
		cell, err := b.Constant(v.text, q.field.Type, v.at)
		if err != nil {
			return err
		}
		if _, ok := q.order[cell]; ok {
			return b.Errorf(v.at, pmml.CodeDuplicateName, "category %q of factor %q is listed twice", v.text, q.at.Name)
		}
		if len(listed) > 0 && !listed[cell] {
			return b.Errorf(v.at, pmml.CodeUnlistedValue, "category %q of factor %q is not a listed value of the field", v.text, q.at.Name)
		}
		if q.order == nil {
			q.order = map[float64]int{}
		}
		q.order[cell] = len(q.order)
	}
	return nil
}

// factor compiles a cell of a factor: 1 where the field has the cell's value, or
// what the contrast matrix has in the value's column.
func (b *compiler) factor(p *predictor, cell *pmml.PPCell) (additive.Factor, error) {
	out := additive.Factor{Slot: p.field.Slot}
	v, err := b.Constant(cell.Value, p.field.Type, cell)
	if err != nil {
		return out, err
	}
	column, ok := p.order[v]
	if p.order != nil && !ok {
		return out, b.Errorf(cell, pmml.CodeUnlistedValue, "value %q is not a category of factor %q", cell.Value, cell.PredictorName)
	}
	if p.contrast == nil {
		out.Lookup = additive.NewLookup(map[float64]float64{v: 1})
		return out, nil
	}
	if column >= p.contrast.Cols() {
		return out, b.Errorf(cell, pmml.ErrInvalid, "value %q is category %d of factor %q, and the contrast matrix ends with column %d", cell.Value, column+1, cell.PredictorName, p.contrast.Cols())
	}
	if out.Lookup = p.columns[column]; out.Lookup == nil {
		if out.Lookup, err = b.column(p, column, cell); err == nil {
			p.columns[column] = out.Lookup
		}
	}
	return out, err
}

// column makes the lookup of a contrast matrix's column, once for all cells that
// ask for it. Of a matrix that is mostly defaults, it holds what is written.
func (b *compiler) column(p *predictor, column int, at pmml.Node) (*additive.Lookup, error) {
	if p.columns == nil {
		p.columns = map[int]*additive.Lookup{}
	}
	if p.contrast.Cells() != nil {
		return b.wholeColumn(p, column, at)
	}
	d := p.contrast.Defaults()
	if p.others == nil {
		if err := b.Spend(limit.Cells, 2*int64(len(p.order)), at); err != nil {
			return nil, err
		}
		numbers := make(map[float64]float64, len(p.order))
		p.cells = make([]float64, len(p.order))
		for category, row := range p.order {
			numbers[category], p.cells[row] = d.Other, category
		}
		p.others, p.written = additive.NewContrast(numbers, p.fault), p.contrast.Columns()
	}
	numbers := map[float64]float64{p.cells[column]: d.Diagonal}
	for _, c := range p.written[column] {
		numbers[p.cells[c.Row]] = c.Value
	}
	if err := b.Spend(limit.Cells, int64(len(numbers)), at); err != nil {
		return nil, err
	}
	return additive.NewSparseContrast(numbers, p.others), nil
}

// wholeColumn is column for a matrix all of whose cells are kept.
func (b *compiler) wholeColumn(p *predictor, column int, at pmml.Node) (*additive.Lookup, error) {
	if err := b.Spend(limit.Cells, int64(len(p.order)), at); err != nil {
		return nil, err
	}
	numbers := make(map[float64]float64, len(p.order))
	for category, row := range p.order {
		numbers[category] = p.contrast.At(row, column)
	}
	return additive.NewContrast(numbers, p.fault), nil
}
