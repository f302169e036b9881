package clustering

import (
	"math"

	"github.com/gopmml/gopmml/internal/measure"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// input is a field that records are compared by.
type input struct {
	name string
	// slot holds the value. Where it has none, expr is it: a derived field of
	// CenterFields.
	slot program.Slot
	expr program.Expr
	// levels are the field's values by which the compare function table looks its
	// result up; nil for other functions. named says that they are texts. places
	// are the levels' where there are many.
	levels []float64
	places map[float64]int
	named  bool
	field  measure.Field
}

// fewLevels is how many levels are found as fast one after the other.
const fewLevels = 16

// load gives the value that is compared: Missing, a number, or for tables an
// index. ok is false where the value is not one of the table's.
func (in *input) load(f *program.Frame) (v float64, ok bool) {
	if in.expr != nil {
		v = f.Use(in.expr.Eval(f))
	} else {
		v = f.Load(in.slot)
	}
	if in.levels == nil || v != v {
		return v, true
	}
	i, ok := in.place(v)
	return float64(i), ok
}

// place gives the index of a value among the levels.
func (in *input) place(v float64) (int, bool) {
	if in.places != nil {
		i, ok := in.places[v]
		return i, ok
	}
	for i, level := range in.levels {
		if v == level {
			return i, true
		}
	}
	return 0, false
}

// fields resolves the fields that records are compared by.
func (b *compiler) fields() error {
	c, m := b.c, b.m
	if len(m.ClusteringFields) == 0 && m.CenterFields == nil {
		return c.Errorf(m, pmml.CodeCountMismatch, "no ClusteringField was found, at least one is needed")
	}
	var centers []*pmml.ClusteringField
	for _, f := range m.ClusteringFields {
		if f.IsCenterField.Or(true) {
			centers = append(centers, f)
		} else if _, err := c.Field(f.Field, f); err != nil {
			return err
		}
	}
	var derived []*pmml.DerivedField
	if m.CenterFields != nil {
		derived = m.CenterFields.DerivedFields
		for i := 0; len(m.ClusteringFields) == 0 && i < len(derived); i++ {
			// Nothing is said of how they are compared.
			centers = append(centers, &pmml.ClusteringField{Element: derived[i].Element})
		}
		if len(derived) != len(centers) {
			return c.Errorf(m.CenterFields, pmml.CodeCountMismatch, "%d derived fields were found, %d are needed, one for each ClusteringField", len(derived), len(centers))
		}
	}
	if len(centers) == 0 {
		return c.Errorf(m, pmml.ErrInvalid, "every ClusteringField has isCenterField=\"false\", so there is nothing to compare")
	}
	weights, err := b.missingWeights(len(centers))
	if err != nil {
		return err
	}
	for i, f := range centers {
		in := input{name: f.Field, slot: program.NoSlot}
		in.field = measure.Field{
			At: f, Weight: f.FieldWeight.Or(1), Missing: weights[i], Function: f.CompareFunction, Scale: f.SimilarityScale,
		}
		if derived != nil {
			err = b.derived(&in, derived[i])
		} else {
			err = b.field(&in, f)
		}
		if err = c.Keep(err); err != nil {
			return err
		}
		b.inputs = append(b.inputs, in)
	}
	return nil
}

// derived resolves a field of CenterFields: the center is in its units.
func (b *compiler) derived(in *input, d *pmml.DerivedField) error {
	t, err := b.c.DerivedField(d)
	if err != nil {
		return err
	}
	in.name = d.Name.Or(in.name)
	switch {
	case t.List:
		return b.c.Errorf(d, pmml.CodeFieldType, "the value is a collection, a number is needed")
	case !program.IsNumeric(t.Type) && t.Type != pmml.DataTypeBoolean && !program.IsCount(t.Type):
		return b.c.Errorf(d, pmml.CodeFieldType, "the value is of type %s, a number is needed", t.Type)
	case in.field.Function == pmml.CompareFunctionTable:
		return b.c.Errorf(in.field.At, pmml.ErrUnsupported, "compareFunction=\"table\" is not supported for a derived field of CenterFields, which lists no values")
	}
	in.expr = t.Expr
	return nil
}

func (b *compiler) field(in *input, f *pmml.ClusteringField) error {
	c := b.c
	function := f.CompareFunction
	if function == 0 {
		function = b.m.ComparisonMeasure.CompareFunction
	}
	if function != pmml.CompareFunctionTable {
		resolved, err := c.Number(f.Field, f)
		if err != nil {
			return err
		}
		in.slot = resolved.Slot
		return nil
	}
	resolved, err := c.Field(f.Field, f)
	if err != nil {
		return err
	}
	in.slot, in.named = resolved.Slot, resolved.Type == pmml.DataTypeString
	values, ok := c.Levels(f.Field)
	if !ok {
		return c.Errorf(f, pmml.CodePartMissing, "field %q lists no values, compareFunction=\"table\" needs them", f.Field)
	}
	if in.levels = values; len(values) > fewLevels {
		in.places = make(map[float64]int, len(values))
		for i, v := range values {
			if _, twice := in.places[v]; !twice {
				in.places[v] = i
			}
		}
	}
	if f.Comparisons == nil {
		return nil // the measure says so
	}
	in.field.Table, err = c.Matrix(f.Comparisons.Matrix, len(values), f.Comparisons)
	return err
}

// missingWeights gives the weights of MissingValueWeights, by default 1.
func (b *compiler) missingWeights(n int) ([]float64, error) {
	w := b.m.MissingValueWeights
	if w == nil {
		weights := make([]float64, n)
		for i := range weights {
			weights[i] = 1
		}
		return weights, nil
	}
	if w.Array == nil {
		return nil, b.c.Errorf(w, pmml.CodePartMissing, "Array is missing")
	}
	values := w.Array.Values
	for _, v := range values {
		if !(v >= 0) || math.IsInf(v, 0) {
			return nil, b.c.Errorf(w.Array, pmml.CodeOutOfRange, "%v was found, a weight is a number of at least 0", v)
		}
	}
	if all := len(b.m.ClusteringFields); len(values) == all && all > n {
		// A weight for each field, also for those that no center has.
		values = nil
		for i, f := range b.m.ClusteringFields {
			if f.IsCenterField.Or(true) {
				values = append(values, w.Array.Values[i])
			}
		}
	}
	if len(values) != n {
		return nil, b.c.Errorf(w, pmml.CodeCountMismatch, "%d weights were found, %d are needed, one for each ClusteringField", len(values), n)
	}
	for _, v := range values {
		if v > 0 {
			return values, nil
		}
	}
	return nil, b.c.Errorf(w.Array, pmml.CodeOutOfRange, "the weights of all center fields are 0, at least one must be positive")
}
