package compile

import (
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func bin(value string, closure pmml.Closure, margins ...float64) *pmml.DiscretizeBin {
	b := &pmml.DiscretizeBin{Element: at73(), BinValue: value, Interval: &pmml.Interval{Element: at73(), Closure: closure}}
	b.Interval.LeftMargin = pmml.Some(margins[0])
	if len(margins) > 1 {
		b.Interval.RightMargin = pmml.Some(margins[1])
	}
	return b
}

func TestDiscretize(t *testing.T) {
	double, float := field("x", pmml.DataTypeDouble), field("x", pmml.DataTypeFloat)
	bins := []*pmml.DiscretizeBin{bin("1", pmml.ClosureClosedOpen, 0, 1), bin("2", pmml.ClosureClosedClosed, 1, 2), bin("3", pmml.ClosureOpenOpen, 5)}
	overlap := []*pmml.DiscretizeBin{bin("1", pmml.ClosureClosedOpen, 0, 10), bin("2", pmml.ClosureClosedOpen, 5, 20)}
	for _, tt := range []struct {
		name     string
		node     pmml.Discretize
		field    *pmml.DataField
		in, want any
	}{
		{"the result is a text", pmml.Discretize{DiscretizeBins: bins}, double, 0.5, "1"},
		{"or of the given type", pmml.Discretize{DiscretizeBins: bins, DataType: pmml.DataTypeInteger}, double, 1.0, 2.0},
		{"an open margin", pmml.Discretize{DiscretizeBins: bins}, double, 5.0, nil},
		{"a margin left out", pmml.Discretize{DiscretizeBins: bins}, double, 1e9, "3"},
		{"defaultValue", pmml.Discretize{DiscretizeBins: bins, DefaultValue: pmml.Some("none")}, double, 3.0, "none"},
		{"missing", pmml.Discretize{DiscretizeBins: bins, DefaultValue: pmml.Some("none")}, double, nil, nil},
		{"mapMissingTo", pmml.Discretize{DiscretizeBins: bins, MapMissingTo: pmml.Some("?")}, double, nil, "?"},
		{"an empty default of a number is missing", pmml.Discretize{DataType: pmml.DataTypeInteger, DefaultValue: pmml.Some("")}, double, 3.0, nil},
		{"the first of overlapping bins", pmml.Discretize{DiscretizeBins: overlap}, double, 7.0, "1"},
		{"margins of a float field are floats", pmml.Discretize{DiscretizeBins: []*pmml.DiscretizeBin{bin("in", pmml.ClosureClosedOpen, 0.1)}}, float, "0.1", "in"},
		{"margins of a double field are not", pmml.Discretize{DiscretizeBins: []*pmml.DiscretizeBin{bin("in", pmml.ClosureClosedOpen, 0.1)}}, double, float64(float32(0.1)) - 2e-9, nil},
		{"no bins", pmml.Discretize{DefaultValue: pmml.Some("all")}, double, 7.0, "all"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.Field = "x"
			c, err := compileExpression(&tt.node, tt.field)
			require.NoError(t, err)
			assert.Equal(t, pmml.OpTypeCategorical, c.typed.Op)
			assert.Equal(t, tt.want, c.score(tt.in))
		})
	}
	fields := []*pmml.DataField{double}
	for _, r := range []refused{
		{"a bin without an interval", &pmml.Discretize{Field: "x", DiscretizeBins: []*pmml.DiscretizeBin{{Element: at73(), BinValue: "a"}}}, fields,
			pmml.ErrInvalid, "DiscretizeBin needs an Interval"},
		{"an interval without a closure", &pmml.Discretize{Field: "x", DiscretizeBins: []*pmml.DiscretizeBin{bin("a", 0, 1, 2)}}, fields,
			pmml.ErrInvalid, "closure"},
		{"a bin's value of another type", &pmml.Discretize{Field: "x", DataType: pmml.DataTypeInteger, DiscretizeBins: []*pmml.DiscretizeBin{bin("a", pmml.ClosureOpenOpen, 1, 2)}}, fields,
			pmml.ErrInvalid, `"a" is not of type integer`},
		{"a default of another type", &pmml.Discretize{Element: at73(), Field: "x", DataType: pmml.DataTypeDouble, DefaultValue: pmml.Some("a")}, fields,
			pmml.ErrInvalid, `defaultValue "a" is not of type double`},
		{"a mapMissingTo of another type", &pmml.Discretize{Element: at73(), Field: "x", DataType: pmml.DataTypeDouble, MapMissingTo: pmml.Some("a")}, fields,
			pmml.ErrInvalid, `mapMissingTo "a" is not of type double`},
	} {
		r.test(t)
	}
}

// The results of a table are texts by default: a derived number's are parsed once.
func TestCastTable(t *testing.T) {
	bins := []*pmml.DiscretizeBin{bin("1.5", pmml.ClosureClosedOpen, 0, 1), bin("2", pmml.ClosureClosedClosed, 1, 2)}
	rows := inlineTable([]string{"i", "a", "o", "1.5"}, []string{"i", "b", "o", "2"}, []string{"i", "c", "o", "3"}, []string{"i", "c", "o", "4"}, []string{"i", "d"})
	for _, tt := range []struct {
		name       string
		expression pmml.Expression
		to         pmml.DataType
		want       pmml.DataType
	}{
		{"bins of numbers", &pmml.Discretize{Field: "x", DiscretizeBins: bins, MapMissingTo: pmml.Some("0")}, pmml.DataTypeDouble, pmml.DataTypeDouble},
		{"bins of other than integers", &pmml.Discretize{Field: "x", DiscretizeBins: bins}, pmml.DataTypeInteger, pmml.DataTypeString},
		{"bins of texts", &pmml.Discretize{Field: "x", DiscretizeBins: bins}, pmml.DataTypeString, pmml.DataTypeString},
		{"a default that is no number", &pmml.Discretize{Field: "x", DiscretizeBins: bins, DefaultValue: pmml.Some("?")}, pmml.DataTypeDouble, pmml.DataTypeString},
		{"rows of numbers", &pmml.MapValues{FieldColumnPairs: pairs("s", "i"), OutputColumn: "o", InlineTable: rows, DefaultValue: pmml.Some("0")}, pmml.DataTypeDouble, pmml.DataTypeDouble},
		{"a default of rows that is no number", &pmml.MapValues{FieldColumnPairs: pairs("s", "i"), OutputColumn: "o", InlineTable: rows, DefaultValue: pmml.Some("?")}, pmml.DataTypeDouble, pmml.DataTypeString},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fields := []*pmml.DataField{field("x", pmml.DataTypeDouble), field("s", pmml.DataTypeString)}
			cast := func(t program.Typed) program.Typed {
				t.Expr, t.Type = program.Cast(t, tt.to, pmml.Pos{}), tt.to
				return t
			}
			late, err := compileOne(&oneExpression{expression: tt.expression, then: func(_ *Context, t program.Typed) program.Typed { return cast(t) }}, fields...)
			require.NoError(t, err)
			early, err := compileOne(&oneExpression{expression: tt.expression, then: func(c *Context, e program.Typed) program.Typed {
				e = c.castTable(e, tt.to)
				assert.Equal(t, tt.want, e.Type)
				return cast(e)
			}}, fields...)
			require.NoError(t, err)
			for _, in := range [][]any{{0.5, "a"}, {1.5, "b"}, {nil, nil}, {9.0, "z"}, {0.0, "c"}, {0.0, "d"}} {
				assert.Equal(t, late.score(in...), early.score(in...), "%v", in)
			}
		})
	}
}
