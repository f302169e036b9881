package arrow_test

import (
	"context"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/gopmml/gopmml/evaluator"
	pmmlarrow "github.com/gopmml/gopmml/evaluator/arrow"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// model reports its inputs v (of a data type) and w (a string) as they are.
func model(t *testing.T, dataType string) *evaluator.Model {
	t.Helper()
	out := func(name, typ string) string {
		return `<OutputField name="o_` + name + `" optype="categorical" dataType="` + typ + `" feature="transformedValue"><FieldRef field="` + name + `"/></OutputField>`
	}
	m, err := evaluator.Load(strings.NewReader(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
		<DataField name="v" optype="categorical" dataType="` + dataType + `"/><DataField name="w" optype="categorical" dataType="string"/></DataDictionary>
		<RegressionModel functionName="regression"><MiningSchema><MiningField name="v"/><MiningField name="w"/></MiningSchema>
		<Output>` + out("v", dataType) + out("w", "string") + `</Output><RegressionTable intercept="0"/></RegressionModel></PMML>`))
	require.NoError(t, err)
	return m
}

// column builds an array from its text form, "" for null.
func column(t *testing.T, typ arrow.DataType, texts ...string) arrow.Array {
	t.Helper()
	b := array.NewBuilder(memory.DefaultAllocator, typ)
	defer b.Release()
	for _, s := range texts {
		if s == "" {
			b.AppendNull()
			continue
		}
		require.NoError(t, b.AppendValueFromString(s))
	}
	return b.NewArray()
}

// Every Arrow type gives what its text gives through Evaluate, in a slice that
// begins in the middle of its buffers as well.
func TestScoreAgreesWithEvaluate(t *testing.T) {
	dictionary := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}
	for _, tt := range []struct {
		name     string
		typ      arrow.DataType
		dataType string
		texts    []string
	}{
		{"float64", arrow.PrimitiveTypes.Float64, "double", []string{"1.5", "", "-2", "1e100", "0.1"}},
		{"float32", arrow.PrimitiveTypes.Float32, "float", []string{"1.5", "", "-2", "0.1", "3"}},
		{"float32 into a double", arrow.PrimitiveTypes.Float32, "double", []string{"1.5", "", "-2", "0.25", "3"}},
		{"int64", arrow.PrimitiveTypes.Int64, "integer", []string{"1", "", "-2", "9007199254740992", "3"}},
		{"int64 into a string", arrow.PrimitiveTypes.Int64, "string", []string{"1", "", "-2", "9007199254740993", "3"}},
		{"int32", arrow.PrimitiveTypes.Int32, "double", []string{"1", "", "-2", "4", "3"}},
		{"int16", arrow.PrimitiveTypes.Int16, "integer", []string{"1", "", "-2", "4", "3"}},
		{"int8", arrow.PrimitiveTypes.Int8, "integer", []string{"1", "", "-2", "4", "3"}},
		{"uint8", arrow.PrimitiveTypes.Uint8, "integer", []string{"1", "", "2", "4", "3"}},
		{"uint16", arrow.PrimitiveTypes.Uint16, "integer", []string{"1", "", "2", "4", "3"}},
		{"uint32", arrow.PrimitiveTypes.Uint32, "integer", []string{"1", "", "2", "4", "3"}},
		{"uint64", arrow.PrimitiveTypes.Uint64, "integer", []string{"1", "", "2", "4", "3"}},
		{"utf8", arrow.BinaryTypes.String, "string", []string{"a", "", "bc", "ä", "a"}},
		{"large_utf8", arrow.BinaryTypes.LargeString, "string", []string{"a", "", "bc", "ä", "a"}},
		{"utf8 into a double", arrow.BinaryTypes.String, "double", []string{"1.5", "", "2", "4", "3"}},
		{"dictionary", dictionary, "string", []string{"a", "", "bc", "ä", "a"}},
		{"bool", arrow.FixedWidthTypes.Boolean, "boolean", []string{"true", "", "false", "true", "true"}},
		{"date32", arrow.FixedWidthTypes.Date32, "date", []string{"2024-02-29", "", "1969-12-31", "2000-01-01", "1970-01-01"}},
		{"timestamp", &arrow.TimestampType{Unit: arrow.Microsecond}, "dateTime", []string{"2024-02-29T12:30:00", "", "1969-12-31T23:59:59", "2000-01-01T00:00:00", "1970-01-01T00:00:00"}},
		{"time64", arrow.FixedWidthTypes.Time64us, "time", []string{"12:30:00", "", "23:59:59", "00:00:00", "01:02:03"}},
		{"null", arrow.Null, "double", []string{"", "", "", "", ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := model(t, tt.dataType)
			v := column(t, tt.typ, tt.texts...)
			w := column(t, arrow.BinaryTypes.String, "p", "q", "", "r", "s")
			other := column(t, arrow.ListOf(arrow.PrimitiveTypes.Int8), "", "", "", "", "")
			schema := arrow.NewSchema([]arrow.Field{{Name: "v", Type: tt.typ, Nullable: true}, {Name: "w", Type: arrow.BinaryTypes.String, Nullable: true}, {Name: "other", Type: other.DataType(), Nullable: true}}, nil)
			whole := array.NewRecordBatch(schema, []arrow.Array{v, w, other}, 5)
			for from := range 3 {
				record := whole.NewSlice(int64(from), 5)
				var out evaluator.ColumnResults
				require.NoError(t, pmmlarrow.Score(context.Background(), m, record, &out))
				require.Equal(t, 5-from, out.Rows())
				row := m.NewRow()
				for i := range 5 - from {
					row.Reset()
					if s := tt.texts[from+i]; s != "" {
						row.SetText(0, s)
					}
					require.NoError(t, row.Score())
					at, _ := m.ResultIndex("o_v")
					assert.Equal(t, row.Value(at), value(out.Column("o_v"), i, row.Value(at)), "row %d", from+i)
					assert.Equal(t, w.IsValid(from+i), out.Column("o_w").Valid.Has(i))
				}
			}
		})
	}
}

// value gives row i of a result in the type of like.
func value(c *evaluator.ColumnResult, i int, like any) any {
	switch {
	case !c.Valid.Has(i):
		return nil
	case c.Strings != nil:
		return c.Strings[i]
	case c.Float32 != nil:
		return c.Float32[i]
	case c.Bool != nil:
		return c.Bool[i]
	}
	switch like.(type) {
	case float64:
		return c.Float64[i]
	case int64:
		return c.Int64[i]
	}
	return like // dates and times come as counts
}

// A list of any type is a collection, which a field takes that is used as one.
// Aggregate leaves out what is missing in it.
func TestLists(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary><DataField name="v" optype="continuous" dataType="double"/></DataDictionary>
		<RegressionModel functionName="regression"><MiningSchema><MiningField name="v"/></MiningSchema>
		<Output><OutputField name="all" optype="continuous" dataType="double" feature="transformedValue"><Aggregate field="v" function="multiset"/></OutputField></Output><RegressionTable intercept="0"/></RegressionModel></PMML>`))
	require.NoError(t, err)
	for _, typ := range []arrow.DataType{arrow.PrimitiveTypes.Float64, arrow.PrimitiveTypes.Int8, arrow.BinaryTypes.String, arrow.PrimitiveTypes.Uint64} {
		t.Run(typ.String(), func(t *testing.T) {
			texts := []string{"[5]", "[1, 2]", "", "[]", "[3, null, 4]"}
			if typ == arrow.BinaryTypes.String {
				texts = []string{`["5"]`, `["1", "2"]`, "", "[]", `["3", null, "4"]`}
			}
			v := column(t, arrow.ListOf(typ), texts...)
			whole := array.NewRecordBatch(arrow.NewSchema([]arrow.Field{{Name: "v", Type: v.DataType(), Nullable: true}}, nil), []arrow.Array{v}, 5)
			want := []any{[]any{5.0}, []any{1.0, 2.0}, nil, []any{}, []any{3.0, 4.0}}
			for from := range 4 {
				var out evaluator.ColumnResults
				require.NoError(t, pmmlarrow.Score(context.Background(), m, whole.NewSlice(int64(from), 5), &out))
				assert.Equal(t, want[from:], out.Column("all").Lists)
			}
		})
	}
}

func TestTypesThatCannotBeScored(t *testing.T) {
	m := model(t, "double")
	for _, typ := range []arrow.DataType{arrow.StructOf(), arrow.ListOf(arrow.ListOf(arrow.PrimitiveTypes.Int8)), arrow.ListOf(arrow.StructOf())} {
		values := column(t, typ, "", "")
		schema := arrow.NewSchema([]arrow.Field{{Name: "v", Type: typ, Nullable: true}}, nil)
		_, err := pmmlarrow.Columns(m, array.NewRecordBatch(schema, []arrow.Array{values}, 2))
		require.ErrorContains(t, err, `column "v" is of Arrow type `)
		require.ErrorContains(t, err, `which cannot be scored`)
	}
}

// Names of columns are refused as those of a record are.
func TestNames(t *testing.T) {
	m := model(t, "double")
	for _, tt := range []struct {
		name  string
		names []string
		code  string // "": it is scored
	}{
		{"all there", []string{"v", "w"}, ""},
		{"one that the model does not ask for", []string{"v", "id"}, ""},
		{"near an absent one", []string{"V", "w"}, evaluator.InputNearName},
		{"near one that is there", []string{"v", "V"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fields []arrow.Field
			var columns []arrow.Array
			for _, name := range tt.names {
				fields = append(fields, arrow.Field{Name: name, Type: arrow.BinaryTypes.String, Nullable: true})
				columns = append(columns, column(t, arrow.BinaryTypes.String, "1"))
			}
			record := array.NewRecordBatch(arrow.NewSchema(fields, nil), columns, 1)
			defer record.Release()
			var out evaluator.ColumnResults
			err := pmmlarrow.Score(context.Background(), m, record, &out)
			if tt.code == "" {
				require.NoError(t, err)
				return
			}
			var bad *evaluator.InputError
			require.ErrorAs(t, err, &bad)
			assert.Equal(t, tt.code, bad.Code)
		})
	}
}

// What is not there is an error, and what is empty has no rows.
func TestNothingToScore(t *testing.T) {
	var out evaluator.ColumnResults
	require.ErrorContains(t, pmmlarrow.Score(context.Background(), model(t, "double"), nil, &out), "there is no record")
	for _, typ := range []arrow.DataType{arrow.FixedWidthTypes.Boolean, arrow.PrimitiveTypes.Float64, arrow.BinaryTypes.String, arrow.Null} {
		m := model(t, "boolean")
		v := column(t, typ)
		record := array.NewRecordBatch(arrow.NewSchema([]arrow.Field{{Name: "v", Type: typ, Nullable: true}}, nil), []arrow.Array{v}, 0)
		require.NoError(t, pmmlarrow.Score(context.Background(), m, record, &out), typ)
		require.Zero(t, out.Rows())
		var bad *evaluator.InputError
		require.ErrorAs(t, pmmlarrow.Score(context.Background(), nil, record, &out), &bad)
		require.Equal(t, evaluator.InputNoModel, bad.Code)
		require.Error(t, pmmlarrow.Score(context.Background(), m, record, nil))
	}
}
