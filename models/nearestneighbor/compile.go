package nearestneighbor

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/measure"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a NearestNeighborModel.
//
// recordCount and fieldCount are remarks; what stands in the table counts.
//
// Spec: https://dmg.org/pmml/v4-4-1/KNN.html
func Compile(c *compile.Context, m *pmml.NearestNeighborModel) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionClassification, pmml.MiningFunctionMixed:
	case pmml.MiningFunctionClustering:
		if !m.InstanceIDVariable.IsSet() {
			if err := c.Keep(c.Errorf(m, pmml.CodePartMissing, "instanceIdVariable is missing, functionName=\"clustering\" needs it: the result is the ids of the nearest instances")); err != nil {
				return nil, err
			}
		}
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing: regression, classification, clustering or mixed is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrInvalid, "functionName=%q of a nearest neighbor model was found: regression, classification, clustering or mixed is needed", m.FunctionName)
	}
	if c.Float32() {
		return compileModel[float32](c, m)
	}
	return compileModel[float64](c, m)
}

// compiler is the state of compiling one model.
type compiler[T real.Float] struct {
	c *compile.Context
	m *pmml.NearestNeighborModel
	k *kernel[T]
	// inputs are the fields that records are compared by.
	inputs []*compile.Field
	rows   []*pmml.Row
	// ids are the instances' ids, by which output fields name them.
	ids []string
}

func compileModel[T real.Float](c *compile.Context, m *pmml.NearestNeighborModel) (program.Kernel, error) {
	b := &compiler[T]{c: c, m: m, k: &kernel[T]{pos: m.Pos, ranks: new(int)}}
	if err := b.table(); err != nil {
		return nil, err
	}
	if err := b.measure(); err != nil {
		return nil, err
	}
	if err := b.targets(); err != nil {
		return nil, err
	}
	if err := b.instances(); err != nil {
		return nil, err
	}
	b.k.identified = b.ids != nil
	k := b.k
	if _, err := compile.Await(c, func() struct{} { k.measure.Settle(k.instances, k.neighbors); return struct{}{} }); err != nil {
		return nil, err
	}
	b.k.scratch = c.NewScratch()
	for _, t := range b.k.targets {
		if t.method == nearest {
			t.ids = b.interned()
			if err := b.categories(t); err != nil {
				return nil, err
			}
		}
		if err := t.settle(c); err != nil {
			return nil, err
		}
	}
	return b.k, nil
}

// categories makes the instances' ids categories, for models around this one that
// take votes.
func (b *compiler[T]) categories(t *target[T]) error {
	if !b.c.Nested() {
		return nil
	}
	for i, row := range b.rows {
		at, _, err := t.target.Category(b.id(i), row)
		if err != nil {
			return err
		}
		t.categories = append(t.categories, int32(at))
	}
	return nil
}

// table finds the training instances.
func (b *compiler[T]) table() error {
	c, m := b.c, b.m
	t := m.TrainingInstances
	switch {
	case t == nil:
		return c.Errorf(m, pmml.CodePartMissing, "TrainingInstances is missing")
	case t.InstanceFields == nil || len(t.InstanceFields.InstanceFields) == 0:
		return c.Errorf(t, pmml.CodeCountMismatch, "no InstanceField was found, at least one is needed")
	case t.InlineTable == nil && t.TableLocator != nil:
		return c.Errorf(t.TableLocator, pmml.ErrUnsupported, "TableLocator is not supported: the standard does not say how a table outside the document is read; expected an InlineTable")
	case t.InlineTable == nil:
		return c.Errorf(t, pmml.CodePartMissing, "InlineTable is missing, it holds the training instances")
	}
	b.rows = t.InlineTable.Rows
	n := m.NumberOfNeighbors
	switch {
	case n < 1:
		return c.Errorf(m, pmml.CodeOutOfRange, "numberOfNeighbors=%d was found, at least 1 is needed", n)
	case n > len(b.rows):
		return c.Errorf(m, pmml.CodeCountMismatch, "numberOfNeighbors=%d was found, but there are %d training instances", n, len(b.rows))
	case len(b.rows) > math.MaxInt32:
		return c.Errorf(m, pmml.ErrLimit, "%d training instances were found, a model may have %d", len(b.rows), math.MaxInt32)
	}
	b.k.neighbors = n
	return nil
}

// measure compiles the comparison of two records.
func (b *compiler[T]) measure() error {
	c, m := b.c, b.m
	switch {
	case m.KNNInputs == nil || len(m.KNNInputs.KNNInputs) == 0:
		return c.Errorf(m, pmml.CodeCountMismatch, "no KNNInput was found, at least one is needed")
	case m.ComparisonMeasure == nil:
		return c.Errorf(m, pmml.CodePartMissing, "ComparisonMeasure is missing")
	}
	var fields []measure.Field
	for _, in := range m.KNNInputs.KNNInputs {
		function := in.CompareFunction
		if function == 0 {
			function = m.ComparisonMeasure.CompareFunction
		}
		f, err := b.input(in, function)
		if err = c.Keep(err); err != nil {
			return err
		}
		if f == nil {
			continue
		}
		b.inputs = append(b.inputs, f)
		b.k.slots = append(b.k.slots, f.Slot)
		b.k.names = append(b.k.names, f.Name)
		fields = append(fields, measure.Field{At: in, Weight: in.FieldWeight.Or(1), Missing: 1, Function: function})
	}
	var err error
	b.k.measure, err = measure.Compile[T](c, m.ComparisonMeasure, fields)
	return err
}

// input resolves a field that records are compared by.
func (b *compiler[T]) input(in *pmml.KNNInput, function pmml.CompareFunction) (*compile.Field, error) {
	c := b.c
	switch function {
	case pmml.CompareFunctionGaussSim:
		return nil, c.Errorf(in, pmml.ErrInvalid, "compareFunction=\"gaussSim\" needs a similarityScale, which a KNNInput cannot have")
	case pmml.CompareFunctionTable:
		return nil, c.Errorf(in, pmml.ErrInvalid, "compareFunction=\"table\" needs Comparisons, which a KNNInput cannot have")
	case pmml.CompareFunctionDelta, pmml.CompareFunctionEqual:
		return c.Field(in.Field, in)
	}
	return c.Number(in.Field, in)
}

// instances prepares the training instances.
func (b *compiler[T]) instances() error {
	c := b.c
	columns, id, err := b.columns()
	if err != nil {
		return err
	}
	named := make([]*compile.Target, 0, len(b.k.targets))
	for _, x := range b.k.targets {
		named = append(named, x.target)
	}
	in, err := c.NewInstances(columns, named, b.inputs)
	if err != nil {
		return err
	}
	if err := c.Spend(limit.Cells, int64(len(b.rows))*int64(len(b.inputs)), b.m.TrainingInstances); err != nil {
		return err
	}
	b.k.instances = measure.NewReferences[T](len(b.rows), len(b.inputs))
	truth := b.k.measure.Truth()
	for i, row := range b.rows {
		if err := c.Keep(b.instance(in, i, row, truth)); err != nil {
			return err
		}
		if id == nil {
			continue
		}
		cell := row.Cell(id.Column)
		if cell == nil {
			if err := c.Keep(c.Errorf(row, pmml.CodeNameUnknown, "the row has no column %q, which holds the instance's id", id.Column)); err != nil {
				return err
			}
			b.ids = append(b.ids, "")
			continue
		}
		b.ids = append(b.ids, cell.Text)
	}
	return nil
}

// instance prepares one training instance.
func (b *compiler[T]) instance(in *compile.Instances, i int, row *pmml.Row, truth bool) error {
	c := b.c
	values, err := in.Row(row)
	if err != nil {
		return err
	}
	for j, f := range b.inputs {
		v := values[j]
		if truth && v != 0 && v != 1 {
			return c.Errorf(row, pmml.CodeOutOfRange, "the row's value of field %q is neither 0 nor 1, as %s needs", f.Name, b.k.measure.Name())
		}
		b.k.instances.Set(i, j, T(v))
	}
	at := len(b.inputs)
	for _, t := range b.k.targets {
		if t.target.Name == "" {
			continue
		}
		if err := t.learn(c, row, values[at]); err != nil {
			return err
		}
		at++
	}
	return nil
}

// columns lists the columns of fields, and finds that of the instances' ids, nil
// for none.
func (b *compiler[T]) columns() ([]compile.InstanceColumn, *compile.InstanceColumn, error) {
	c := b.c
	var out []compile.InstanceColumn
	var id *compile.InstanceColumn
	name, identified := b.m.InstanceIDVariable.Get()
	seen := map[string]bool{}
	for _, f := range b.m.TrainingInstances.InstanceFields.InstanceFields {
		if seen[f.Field] {
			if err := c.Keep(c.Errorf(f, pmml.CodeDuplicateName, "field %q has an InstanceField already", f.Field)); err != nil {
				return nil, nil, err
			}
			continue
		}
		seen[f.Field] = true
		column := compile.InstanceColumn{Field: f.Field, Column: f.Column.Or(f.Field), At: f}
		if identified && f.Field == name {
			id = &column
		}
		out = append(out, column)
		if len(b.rows) > 0 && b.rows[0].Cell(column.Column) == nil && !b.has(column.Column) {
			err := c.Errorf(f, pmml.CodeNameUnknown, "no row of the table has a column %q", column.Column)
			if err = c.Keep(err); err != nil {
				return nil, nil, err
			}
		}
	}
	if identified && id == nil {
		err := c.Keep(c.Errorf(b.m, pmml.CodeNameUnknown, "instanceIdVariable=%q has no InstanceField", name))
		if err != nil {
			return nil, nil, err
		}
	}
	for i, f := range b.inputs {
		if !seen[f.Name] && !c.IsDerived(f.Name) {
			err := c.Errorf(b.m.KNNInputs.KNNInputs[i], pmml.CodePartMissing, "field %q has no InstanceField, so the training instances have no value of it", f.Name)
			if err = c.Keep(err); err != nil {
				return nil, nil, err
			}
		}
	}
	return out, id, nil
}

// has says whether some row has a column.
func (b *compiler[T]) has(column string) bool {
	for _, r := range b.rows {
		if r.Cell(column) != nil {
			return true
		}
	}
	return false
}
