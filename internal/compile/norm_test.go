package compile

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oneExpression compiles a model whose kernel is one expression.
type oneExpression struct {
	expression pmml.Expression
	then       func(*Context, program.Typed) program.Typed // nil for nothing
	typed      program.Typed
	slot       program.Slot
}

// compiledBy gives the types of a document whose model is compiled by a function.
func compiledBy(compile func(c *Context) (program.Kernel, error)) Types {
	return Types{ModelType[*pmml.RegressionModel]{Compile: func(c *Context, _ *pmml.RegressionModel) (program.Kernel, error) { return compile(c) }}}
}

func (m *oneExpression) compile(c *Context) (k program.Kernel, err error) {
	m.typed, err = c.Expression(m.expression)
	if err == nil && m.then != nil {
		m.typed = m.then(c, m.typed)
	}
	m.slot = c.NewSlot()
	return m, err
}

func (m *oneExpression) Score(f *program.Frame) { f.Cells[m.slot] = f.Use(m.typed.Expr.Eval(f)) }

// compiledExpression scores an expression of some data fields.
type compiledExpression struct {
	*oneExpression
	frame *program.Frame
}

// field declares a data field with valid values.
func field(name string, t pmml.DataType, values ...string) *pmml.DataField {
	d := &pmml.DataField{Name: name, DataType: t, OpType: program.DefaultOpType(t)}
	for _, v := range values {
		d.OpType = pmml.OpTypeOrdinal
		d.Values = append(d.Values, &pmml.Value{Value: v})
	}
	return d
}

func compileExpression(e pmml.Expression, fields ...*pmml.DataField) (*compiledExpression, error) {
	return compileOne(&oneExpression{expression: e}, fields...)
}

func compileOne(m *oneExpression, fields ...*pmml.DataField) (*compiledExpression, error) {
	schema := &pmml.MiningSchema{}
	for _, d := range fields {
		schema.MiningFields = append(schema.MiningFields, &pmml.MiningField{Name: d.Name, InvalidValueTreatment: pmml.InvalidValueTreatmentAsIs})
	}
	doc := &pmml.Document{
		Version:        pmml.V4_4,
		DataDictionary: &pmml.DataDictionary{DataFields: fields},
		Models: []pmml.Model{&pmml.RegressionModel{ModelBase: pmml.ModelBase{
			FunctionName: pmml.MiningFunctionRegression, MiningSchema: schema,
		}}},
	}
	c, err := Document(doc, compiledBy(m.compile), Options{})
	if err != nil {
		return nil, err
	}
	return &compiledExpression{m, c.Program.NewFrame()}, nil
}

// score sets the fields, in order, to numbers, texts, collections of either, or
// nil, and gives the value as Go has it: nil for missing, a *program.Fault.
func (c *compiledExpression) score(values ...any) any {
	f := c.frame
	f.Reset()
	for i, v := range values {
		switch v := v.(type) {
		case float64:
			f.SetNumber(i, v)
		case string:
			f.SetText(i, v)
		case []any:
			f.SetList(i)
			for _, w := range v {
				switch w := w.(type) {
				case float64:
					f.AddNumber(i, w)
				case string:
					f.AddText(i, w)
				default:
					f.AddMissing(i)
				}
			}
		}
	}
	if fault := f.Run(); fault != nil {
		return fault
	}
	v := f.Cells[c.slot]
	if c.typed.List && !program.IsMissing(v) {
		list := []any{}
		for _, w := range f.List(v) {
			list = append(list, c.value(w))
		}
		return list
	}
	return c.value(v)
}

func (c *compiledExpression) value(v float64) any {
	switch {
	case program.IsMissing(v):
		return nil
	case c.typed.Type == pmml.DataTypeString:
		return c.frame.Text(v)
	}
	return v
}

// refused says that compiling an expression fails with a message at a place.
type refused struct {
	name       string
	expression pmml.Expression
	fields     []*pmml.DataField
	class      error
	detail     string
}

func (r *refused) test(t *testing.T) {
	t.Run(r.name, func(t *testing.T) {
		_, err := compileExpression(r.expression, r.fields...)
		var e *pmml.Error
		require.ErrorAs(t, err, &e)
		assert.ErrorIs(t, err, r.class)
		assert.Contains(t, e.Detail, r.detail)
		assert.Equal(t, pmml.Pos{Line: 7, Column: 3}, e.Pos)
	})
}

func at73() pmml.Element { return pmml.Element{Pos: pmml.Pos{Line: 7, Column: 3}} }

func linear(points ...float64) []*pmml.LinearNorm {
	var norms []*pmml.LinearNorm
	for i := 0; i < len(points); i += 2 {
		norms = append(norms, &pmml.LinearNorm{Element: at73(), Orig: points[i], Norm: points[i+1]})
	}
	return norms
}

func TestNormContinuous(t *testing.T) {
	x := field("x", pmml.DataTypeDouble)
	for _, tt := range []struct {
		name     string
		outliers pmml.Outliers
		missing  pmml.Optional[float64]
		in, want any
	}{
		{"inside", 0, pmml.Optional[float64]{}, 3.0, 0.625},
		{"asIs", pmml.OutliersAsIs, pmml.Optional[float64]{}, 8.0, 1.25},
		{"outliers are asIs by default", 0, pmml.Optional[float64]{}, 8.0, 1.25},
		{"asMissingValues", pmml.OutliersAsMissingValues, pmml.Some(7.0), 8.0, nil},
		{"asExtremeValues above", pmml.OutliersAsExtremeValues, pmml.Optional[float64]{}, 8.0, 1.0},
		{"asExtremeValues below", pmml.OutliersAsExtremeValues, pmml.Optional[float64]{}, -8.0, 0.0},
		{"missing", 0, pmml.Optional[float64]{}, nil, nil},
		{"mapMissingTo", 0, pmml.Some(7.0), nil, 7.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := compileExpression(&pmml.NormContinuous{Field: "x", Outliers: tt.outliers, MapMissingTo: tt.missing, LinearNorms: linear(0, 0, 2, 0.5, 6, 1)}, x)
			require.NoError(t, err)
			assert.Equal(t, pmml.DataTypeDouble, c.typed.Type)
			assert.Equal(t, pmml.OpTypeContinuous, c.typed.Op)
			assert.Equal(t, tt.want, c.score(tt.in))
		})
	}
	for _, r := range []refused{
		{"one point", &pmml.NormContinuous{Element: at73(), Field: "x", LinearNorms: linear(0, 0)}, []*pmml.DataField{x},
			pmml.ErrInvalid, "two or more LinearNorm, found 1"},
		{"points out of order", &pmml.NormContinuous{Field: "x", LinearNorms: linear(0, 0, 2, 1, 1, 3)}, []*pmml.DataField{x},
			pmml.ErrInvalid, "ascending order of orig, found 1 after 2"},
		{"a point at infinity", &pmml.NormContinuous{Field: "x", LinearNorms: linear(0, 0, math.Inf(1), 1)}, []*pmml.DataField{x},
			pmml.ErrInvalid, "finite"},
		{"no such field", &pmml.NormContinuous{Element: at73(), Field: "z", LinearNorms: linear(0, 0, 2, 1)}, []*pmml.DataField{x},
			pmml.ErrInvalid, `"z"`},
	} {
		r.test(t)
	}
}

// inverting compiles a NormContinuous the other way round.
type inverting struct {
	oneExpression
	norm    *pmml.NormContinuous
	inverse *program.Denormalizer
}

func (m *inverting) compile(c *Context) (k program.Kernel, err error) {
	m.inverse, err = c.Denormalize(m.norm)
	return m, err
}

func TestDenormalize(t *testing.T) {
	m := &inverting{norm: &pmml.NormContinuous{Field: "nowhere", LinearNorms: linear(10, 0, 20, 1)}}
	doc := &pmml.Document{Models: []pmml.Model{&pmml.RegressionModel{ModelBase: pmml.ModelBase{
		FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{}}}}}
	_, err := Document(doc, compiledBy(m.compile), Options{})
	require.NoError(t, err)
	assert.Equal(t, 15.0, m.inverse.Invert(0.5))
	assert.Equal(t, 30.0, m.inverse.Invert(2))
	m.norm.LinearNorms = linear(10, 0)
	_, err = Document(doc, compiledBy(m.compile), Options{})
	assert.ErrorIs(t, err, pmml.ErrInvalid)
}

func TestNormDiscrete(t *testing.T) {
	size := field("x", pmml.DataTypeString, "s", "m", "l")
	text, whole, number := field("x", pmml.DataTypeString), field("x", pmml.DataTypeInteger), field("x", pmml.DataTypeFloat)
	thermometer := pmml.NormDiscreteMethodThermometer
	for _, tt := range []struct {
		name     string
		node     pmml.NormDiscrete
		field    *pmml.DataField
		in, want any
	}{
		{"the value", pmml.NormDiscrete{Value: "a"}, text, "a", 1.0},
		{"another", pmml.NormDiscrete{Value: "a"}, text, "A", 0.0},
		{"missing", pmml.NormDiscrete{Value: "a"}, text, nil, nil},
		{"mapMissingTo", pmml.NormDiscrete{Value: "a", MapMissingTo: pmml.Some(0.5)}, text, nil, 0.5},
		{"numbers are compared as such", pmml.NormDiscrete{Value: "1.0"}, whole, 1.0, 1.0},
		{"a number that no integer is", pmml.NormDiscrete{Value: "0.5"}, whole, 1.0, 0.0},
		{"floats are compared as such", pmml.NormDiscrete{Value: "0.1"}, number, "0.1", 1.0},
		{"indicator", pmml.NormDiscrete{Value: "m", Method: pmml.NormDiscreteMethodIndicator}, size, "l", 0.0},
		{"thermometer below", pmml.NormDiscrete{Value: "m", Method: thermometer}, size, "s", 0.0},
		{"thermometer at", pmml.NormDiscrete{Value: "m", Method: thermometer}, size, "m", 1.0},
		{"thermometer above", pmml.NormDiscrete{Value: "m", Method: thermometer}, size, "l", 1.0},
		{"thermometer of numbers", pmml.NormDiscrete{Value: "3", Method: thermometer}, whole, 4.0, 1.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.Field = "x"
			c, err := compileExpression(&tt.node, tt.field)
			require.NoError(t, err)
			assert.Equal(t, tt.want, c.score(tt.in))
		})
	}
	for _, r := range []refused{
		{"a value of another type", &pmml.NormDiscrete{Element: at73(), Field: "x", Value: "red"}, []*pmml.DataField{whole},
			pmml.ErrInvalid, `value "red" is not of type integer, as field "x" needs`},
		{"a thermometer of values without order", &pmml.NormDiscrete{Element: at73(), Field: "x", Value: "red", Method: thermometer}, []*pmml.DataField{text},
			pmml.ErrInvalid, "needs an ordinal field"},
		{"a thermometer at no value", &pmml.NormDiscrete{Element: at73(), Field: "x", Value: "xl", Method: thermometer}, []*pmml.DataField{size},
			pmml.ErrInvalid, `found "xl"`},
	} {
		r.test(t)
	}
}
