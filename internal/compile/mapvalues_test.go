package compile

import (
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inlineTable makes a table; rows are pairs of a column and a text.
func inlineTable(rows ...[]string) *pmml.InlineTable {
	t := &pmml.InlineTable{}
	for _, r := range rows {
		row := &pmml.Row{Element: at73()}
		for i := 0; i < len(r); i += 2 {
			row.Cells = append(row.Cells, pmml.Cell{Column: r[i], Text: r[i+1]})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// pairs ties fields to columns: field, column, field, column …
func pairs(names ...string) []*pmml.FieldColumnPair {
	var ps []*pmml.FieldColumnPair
	for i := 0; i < len(names); i += 2 {
		ps = append(ps, &pmml.FieldColumnPair{Element: at73(), Field: names[i], Column: names[i+1]})
	}
	return ps
}

func TestMapValues(t *testing.T) {
	a, b, n := field("a", pmml.DataTypeString), field("b", pmml.DataTypeString), field("n", pmml.DataTypeInteger)
	two := inlineTable([]string{"i", "a", "j", "x", "o", "1"}, []string{"i", "a", "j", "y", "o", "2"}, []string{"i", "b", "j", "x", "o", "3"})
	numbers := inlineTable([]string{"i", "1.0", "o", "one"}, []string{"i", "many", "o", "many"}, []string{"o", "none"}, []string{"i", "2", "o", "two"})
	prefixed := &pmml.InlineTable{Rows: []*pmml.Row{{Cells: []pmml.Cell{
		{Prefix: "data", Column: "input", Text: "a"}, {Prefix: "data", Column: "output", Text: "7"}}}}}
	for _, tt := range []struct {
		name   string
		node   pmml.MapValues
		fields []*pmml.DataField
		in     []any
		want   any
	}{
		{"two fields", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two}, []*pmml.DataField{a, b}, []any{"a", "y"}, "2"},
		{"the given type", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two, DataType: pmml.DataTypeDouble}, []*pmml.DataField{a, b}, []any{"b", "x"}, 3.0},
		{"no row", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two}, []*pmml.DataField{a, b}, []any{"b", "y"}, nil},
		{"defaultValue", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two, DefaultValue: pmml.Some("-1"), DataType: pmml.DataTypeInteger}, []*pmml.DataField{a, b}, []any{"new", "y"}, -1.0},
		{"missing", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two, DefaultValue: pmml.Some("-1")}, []*pmml.DataField{a, b}, []any{nil, "y"}, nil},
		{"mapMissingTo", pmml.MapValues{FieldColumnPairs: pairs("a", "i", "b", "j"), OutputColumn: "o", InlineTable: two, MapMissingTo: pmml.Some("?")}, []*pmml.DataField{a, b}, []any{"a", nil}, "?"},
		{"cells are of the field's type", pmml.MapValues{FieldColumnPairs: pairs("n", "i"), OutputColumn: "o", InlineTable: numbers}, []*pmml.DataField{n}, []any{1.0}, "one"},
		{"rows that cannot match do no harm", pmml.MapValues{FieldColumnPairs: pairs("n", "i"), OutputColumn: "o", InlineTable: numbers}, []*pmml.DataField{n}, []any{2.0}, "two"},
		{"columns with prefixes", pmml.MapValues{FieldColumnPairs: pairs("a", "data:input"), OutputColumn: "data:output", InlineTable: prefixed, DataType: pmml.DataTypeDouble}, []*pmml.DataField{a}, []any{"a"}, 7.0},
		{"columns without their prefixes", pmml.MapValues{FieldColumnPairs: pairs("a", "input"), OutputColumn: "output", InlineTable: prefixed}, []*pmml.DataField{a}, []any{"a"}, "7"},
		{"no pairs", pmml.MapValues{OutputColumn: "o", InlineTable: two, DefaultValue: pmml.Some("d")}, []*pmml.DataField{a}, []any{"a"}, "d"},
		{"no rows", pmml.MapValues{FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", InlineTable: inlineTable(), DefaultValue: pmml.Some("d")}, []*pmml.DataField{a}, []any{"a"}, "d"},
		{"an empty number is missing", pmml.MapValues{FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", DataType: pmml.DataTypeDouble, InlineTable: inlineTable([]string{"i", "a", "o", ""})}, []*pmml.DataField{a}, []any{"a"}, nil},
		{"a row without a result", pmml.MapValues{FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", InlineTable: inlineTable([]string{"i", "a"}, []string{"i", "b", "o", "1"})}, []*pmml.DataField{a}, []any{"a"},
			&program.Fault{Code: program.FaultFunction, Pos: at73().Pos, Detail: "the row of the table that matches has no result"}},
		{"rows that contradict each other", pmml.MapValues{Element: at73(), FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", InlineTable: inlineTable([]string{"i", "a", "o", "1"}, []string{"i", "a", "o", "2"})}, []*pmml.DataField{a}, []any{"a"},
			&program.Fault{Code: program.FaultFunction, Pos: at73().Pos, Detail: "several rows of the table match, with different results"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := compileExpression(&tt.node, tt.fields...)
			require.NoError(t, err)
			assert.Equal(t, tt.want, c.score(tt.in...))
		})
	}
	fields := []*pmml.DataField{a}
	for _, r := range []refused{
		{"a table outside the document", &pmml.MapValues{FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", TableLocator: &pmml.TableLocator{Element: at73()}}, fields,
			pmml.ErrUnsupported, "TableLocator is not supported"},
		{"no table", &pmml.MapValues{Element: at73(), FieldColumnPairs: pairs("a", "i"), OutputColumn: "o"}, fields,
			pmml.ErrInvalid, "MapValues needs an InlineTable"},
		{"a column that no row has", &pmml.MapValues{FieldColumnPairs: pairs("a", "k"), OutputColumn: "o", InlineTable: two}, fields,
			pmml.ErrInvalid, `no row of the table has a column "k"`},
		{"an output column that no row has", &pmml.MapValues{Element: at73(), FieldColumnPairs: pairs("a", "i"), OutputColumn: "z", InlineTable: two}, fields,
			pmml.ErrInvalid, `no row of the table has a column "z"`},
		{"a result of another type", &pmml.MapValues{FieldColumnPairs: pairs("a", "i"), OutputColumn: "j", DataType: pmml.DataTypeDouble, InlineTable: two}, fields,
			pmml.ErrInvalid, `column "j" has "x", which is not of type double`},
		{"a default of another type", &pmml.MapValues{Element: at73(), FieldColumnPairs: pairs("a", "i"), OutputColumn: "o", DataType: pmml.DataTypeDouble, DefaultValue: pmml.Some("x"), InlineTable: two}, fields,
			pmml.ErrInvalid, `defaultValue "x" is not of type double`},
		{"no such field", &pmml.MapValues{FieldColumnPairs: pairs("z", "i"), OutputColumn: "o", InlineTable: two}, fields,
			pmml.ErrInvalid, `"z"`},
	} {
		r.test(t)
	}
}
