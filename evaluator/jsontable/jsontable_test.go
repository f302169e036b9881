package jsontable

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// document has an input of each kind, and gives each back.
const document = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="s" optype="categorical" dataType="string"/>
<DataField name="d" optype="continuous" dataType="double"><Value value="none" property="missing"/></DataField>
<DataField name="f" optype="continuous" dataType="float"/>
<DataField name="i" optype="continuous" dataType="integer"/>
<DataField name="b" optype="categorical" dataType="boolean"/>
<DataField name="t" optype="ordinal" dataType="date"/>
<DataField name="l" optype="continuous" dataType="double"/>
</DataDictionary>
<RegressionModel functionName="regression"><MiningSchema>
<MiningField name="s"/><MiningField name="d"/><MiningField name="f"/><MiningField name="i"/><MiningField name="b"/><MiningField name="t"/><MiningField name="l"/></MiningSchema>
<Output>
<OutputField name="S" optype="categorical" dataType="string" feature="transformedValue"><FieldRef field="s"/></OutputField>
<OutputField name="D" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="d"/></OutputField>
<OutputField name="F" optype="continuous" dataType="float" feature="transformedValue"><FieldRef field="f"/></OutputField>
<OutputField name="I" optype="continuous" dataType="integer" feature="transformedValue"><FieldRef field="i"/></OutputField>
<OutputField name="B" optype="categorical" dataType="boolean" feature="transformedValue"><FieldRef field="b"/></OutputField>
<OutputField name="T" optype="ordinal" dataType="date" feature="transformedValue"><FieldRef field="t"/></OutputField>
<OutputField name="n" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="sum"/></OutputField>
</Output>
<LocalTransformations><DerivedField name="sum" optype="continuous" dataType="double"><Aggregate field="l" function="sum"/></DerivedField></LocalTransformations>
<RegressionTable intercept="1"/></RegressionModel></PMML>`

func load(t testing.TB, opts ...evaluator.Option) *evaluator.Model {
	m, err := evaluator.Load(strings.NewReader(document), opts...)
	require.NoError(t, err)
	return m
}

// score reads and scores a table, and writes the results.
func score(m *evaluator.Model, r *Reader, text string, in, out Shape) (string, *evaluator.ColumnResults, error) {
	columns, err := r.Read(strings.NewReader(text), in)
	if err != nil {
		return "", nil, err
	}
	var results evaluator.ColumnResults
	if err := m.ScoreColumns(context.Background(), columns, &results, evaluator.WithRowErrors()); err != nil {
		return "", nil, err
	}
	return string(Append(nil, &results, out)), &results, nil
}

func TestShapes(t *testing.T) {
	m := load(t)
	r := NewReader(m)
	const want = `[{"_target":1,"S":"x","D":1.5,"F":0.1,"I":7,"B":true,"T":"2024-02-29","n":3},` +
		`{"_target":1,"S":"3","D":2,"F":null,"I":8,"B":false,"T":null,"n":4}]`
	for _, tt := range []struct {
		name  string
		shape Shape
		text  string
	}{
		{"records", Records, `[{"s":"x","d":1.5,"f":0.1,"i":7,"b":true,"t":"2024-02-29","l":[1,2],"other":{"a":[1]}},{"l":4,"b":"false","s":3,"d":"2","i":"8","f":null}]`},
		{"columns", Columns, `{"s":["x",3],"d":[1.5,"2"],"f":[0.1,null],"i":[7,"8"],"b":[true,"false"],"t":["2024-02-29",null],"l":[[1,2],4],"other":[{},[]]}`},
		{"split", Split, `{"index":["a","b"],"columns":["s","d","f","i","b","t","l","other"],"data":[["x",1.5,0.1,7,true,"2024-02-29",[1,2],{}],[3,"2",null,"8","false",null,4,null]]}`},
		{"split with its data first", Split, ` {"data" :[["x",1.5,0.1,7,true,"2024-02-29",[1,2]],[3,"2",null,"8","false",null,[4]]],"columns":["s","d","f","i","b","t","l"]} `},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, out, err := score(m, r, tt.text, tt.shape, Records)
			require.NoError(t, err)
			require.Empty(t, out.Errors)
			assert.Equal(t, want, got)
			assert.Equal(t, `{"_target":[1,1],"S":["x","3"],"D":[1.5,2],"F":[0.1,null],"I":[7,8],"B":[true,false],"T":["2024-02-29",null],"n":[3,4]}`, string(Append(nil, out, Columns)))
			assert.Equal(t, `{"columns":["_target","S","D","F","I","B","T","n"],"data":[[1,"x",1.5,0.1,7,true,"2024-02-29",3],[1,"3",2,null,8,false,null,4]]}`, string(Append(nil, out, Split)))
		})
	}
	for shape, text := range map[Shape]string{Records: "[]", Columns: `{"s":[]}`, Split: `{"columns":[],"data":[]}`} {
		got, _, err := score(m, r, text, shape, shape)
		require.NoError(t, err)
		assert.NotContains(t, got, "null")
	}
	assert.Empty(t, Append(nil, &evaluator.ColumnResults{}, 0))
	assert.Equal(t, "[]", string(Append(nil, &evaluator.ColumnResults{}, Records)))
}

// TestRowsWithoutResults: what a field does not allow is an error of its row.
func TestRowsWithoutResults(t *testing.T) {
	m := load(t)
	got, out, err := score(m, NewReader(m), `[{"d":"word"},{"d":1},{"d":"none"},{"d":true}]`, Records, Columns)
	require.NoError(t, err)
	require.Len(t, out.Errors, 1)
	assert.EqualError(t, out.Errors[0], `row 1: field "d": value "word" is not a number (invalidValueTreatment=returnInvalid)`)
	assert.Contains(t, got, `"D":[null,1,null,1]`)
}

func TestErrors(t *testing.T) {
	m := load(t)
	for _, tt := range []struct {
		name  string
		shape Shape
		text  string
		fault Fault
		err   string
	}{
		{"nothing", Records, "", FaultJSON, "the text ends within the table"},
		{"no JSON", Records, "a,b", FaultJSON, "not JSON: invalid character 'a' at start of value"},
		{"cut off", Records, `[{"d":1},{"d":`, FaultJSON, `row 2: field "d": the text ends within the table`},
		{"text after", Records, `[] []`, FaultJSON, "there is text after the table"},
		{"no list of rows", Records, `{"d":1}`, FaultShape, `a list of objects was expected, but a value begins with '{'`},
		{"no object for a row", Records, `[{"d":1},[2]]`, FaultShape, `row 2: an object for each row was expected, but a value begins with '['`},
		{"a key twice", Records, `[{},{"d":1,"d":2}]`, FaultDuplicate, `row 2: key "d" occurs twice`},
		{"an object as a value", Records, `[{"d":{"x":1}}]`, FaultValue, `row 1: field "d": found {"x":1}: is an object, which no field takes`},
		{"a list for one value", Records, `[{"d":1},{"d":[1]}]`, FaultValue, `row 2: field "d": found [1]: is a list, which the field does not take`},
		{"a list in a list", Records, `[{"l":[[1]]}]`, FaultValue, `row 1: field "l": found [[1]]: an object or list within a list`},
		{"a long value", Records, `[{"d":["` + strings.Repeat("x", 200) + `"]}]`, FaultValue, `row 1: field "d": found ["` + strings.Repeat("x", 98) + `… (204 bytes): is a list, which the field does not take`},
		{"not UTF-8", Records, "[{\"s\":\"\xff\"}]", FaultJSON, `row 1: field "s": not JSON: invalid UTF-8`},

		{"no object of columns", Columns, `[1]`, FaultShape, `an object of columns was expected, but a value begins with '['`},
		{"no list for a column", Columns, `{"d":1}`, FaultShape, `field "d": a list of values was expected, but a value begins with '0'`},
		{"columns of different lengths", Columns, `{"d":[1,2],"s":["x"]}`, FaultLength, `field "s": the column has 1 values, where those before have 2`},
		{"columns that the model does not know count", Columns, `{"d":[1,2],"x":[]}`, FaultLength, `field "x": the column has 0 values, where those before have 2`},
		{"a column twice", Columns, `{"d":[1],"d":[2]}`, FaultDuplicate, `key "d" occurs twice`},
		{"an object in a column", Columns, `{"d":[1,{}]}`, FaultValue, `row 2: field "d": found {}: is an object, which no field takes`},

		{"no columns", Split, `{"data":[]}`, FaultShape, `there is no "columns"`},
		{"no data", Split, `{"columns":[]}`, FaultShape, `there is no "data"`},
		{"a name that is no string", Split, `{"columns":["d",1],"data":[]}`, FaultShape, `the name of column 2 is no string`},
		{"a name twice", Split, `{"columns":["x","x"],"data":[]}`, FaultDuplicate, `column "x" occurs twice`},
		{"too few values", Split, `{"columns":["d","s"],"data":[[1,"x"],[2]]}`, FaultLength, `row 2: the row has 1 values, where there are 2 columns`},
		{"too many values", Split, `{"columns":["d"],"data":[[1,2]]}`, FaultLength, `row 1: the row has more values than the 1 columns`},
		{"no row", Split, `{"columns":["d"],"data":[1]}`, FaultShape, `row 1: a list for each row was expected, but a value begins with '0'`},
		{"an object as a value, data first", Split, `{"data":[[1],[{}]],"columns":["d"]}`, FaultValue, `row 2: field "d": found {}: is an object, which no field takes`},

		{"no shape", 0, `[]`, FaultShape, "there is no shape invalid(0)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewReader(m).Read(strings.NewReader(tt.text), tt.shape)
			var typed *Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, tt.fault, typed.Fault)
			assert.EqualError(t, err, tt.err)
		})
	}
	_, err := NewReader(m).Read(iotest.ErrReader(errors.New("the line is dead")), Records)
	assert.EqualError(t, err, "reading: the line is dead")
}

// TestLimits: a short text does not make a large table.
func TestLimits(t *testing.T) {
	m := load(t)
	for _, tt := range []struct {
		name string
		r    *Reader
		text string
	}{
		{"bytes", NewReader(m, WithMaxBytes(20)), `[{"d":1},{"d":1},{"d":1}]`},
		{"rows without values", NewReader(m, WithMaxValues(4)), `[{"i":1},{},{},{},{}]`},
		{"rows of unknown columns", NewReader(m, WithMaxValues(4)), `[{"q":1},{"q":1},{"q":1},{"q":1},{"q":1}]`},
		{"values", NewReader(m, WithMaxValues(50)), `[` + strings.Repeat("{},", 30) + `{"d":1,"s":"x","i":1}]`},
		{"elements", NewReader(m), `[{"l":[` + strings.Repeat("1,", maxElements) + `1]}]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.r.Read(strings.NewReader(tt.text), Records)
			var typed *Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, FaultTooLarge, typed.Fault)
		})
	}
	_, err := NewReader(m, WithMaxBytes(8)).Read(strings.NewReader(`[{"d":1}`+"   "), Records)
	assert.Error(t, err)
	_, err = NewReader(m, WithMaxBytes(9)).Read(strings.NewReader(`[{"d":1}]`), Records)
	assert.NoError(t, err)
}

func TestMissingTexts(t *testing.T) {
	m := load(t)
	got, _, err := score(m, NewReader(m, WithMissing("", "NA")), `{"s":["","NA","na"],"d":["NA",1,""]}`, Columns, Columns)
	require.NoError(t, err)
	assert.Contains(t, got, `"S":[null,null,"na"],"D":[null,1,null]`)
}

// TestDecimals: texts are exact where the model calculates with decimals.
func TestDecimals(t *testing.T) {
	m := load(t, evaluator.WithDecimalArithmetic())
	got, _, err := score(m, NewReader(m), `[{"d":0.12345678901234567890123}]`, Records, Records)
	require.NoError(t, err)
	assert.Contains(t, got, `"D":0.12345678901234567890123`)
}

// TestReadingAllocatesLittle: what is allocated does not go with the rows.
func TestReadingAllocatesLittle(t *testing.T) {
	m := load(t)
	r := NewReader(m)
	allocs := func(rows int) float64 {
		text := []byte(`[` + strings.Repeat(`{"d":1.5,"s":"x","i":7,"b":true},`, rows) + `{}]`)
		return testing.AllocsPerRun(5, func() {
			_, err := r.Read(bytes.NewReader(text), Records)
			require.NoError(t, err)
		})
	}
	allocs(20_000)
	assert.Less(t, allocs(20_000)-allocs(1000), 50.0)
}

// hold holds a table that was read to what the model makes of each row alone.
func hold(t *testing.T, m *evaluator.Model, text string, shape Shape, rows []map[string]any) {
	_, out, err := score(m, NewReader(m), text, shape, Records)
	require.NoError(t, err)
	require.Equal(t, len(rows), out.Rows())
	failed := out.Errors
	for i, row := range rows {
		want, err := m.Evaluate(row)
		if err != nil {
			require.NotEmpty(t, failed, "row %d: %v", i+1, err)
			require.Equal(t, i+1, failed[0].Row)
			failed = failed[1:]
			continue
		}
		for k := range out.Columns() {
			c := &out.Columns()[k]
			v, _ := want.Value(c.Field.Name)
			require.Equal(t, fmt.Sprint(v), fmt.Sprint(c.Value(i)), "row %d, %s", i+1, c.Field.Name)
		}
	}
	require.Empty(t, failed)
}

// decode reads JSON as encoding/json does, numbers as their texts.
func decode(text []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	return dec.Decode(v)
}

// fuzz holds a shape: no panic, typed errors only, and rows as rowsOf gives them.
func fuzz(f *testing.F, shape Shape, rowsOf func(text []byte) ([]map[string]any, error), seeds ...string) {
	m := load(f)
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := NewReader(m, WithMaxBytes(1<<16)).Read(bytes.NewReader(text), shape)
		var typed *Error
		if err != nil {
			require.ErrorAs(t, err, &typed)
			require.NotEmpty(t, typed.Detail)
			return
		}
		rows, err := rowsOf(text)
		require.NoError(t, err)
		hold(t, m, string(text), shape, rows)
	})
}

func FuzzRecords(f *testing.F) {
	fuzz(f, Records, func(text []byte) (rows []map[string]any, err error) { return rows, decode(text, &rows) },
		`[{"s":"x","d":1.5,"f":0.1,"i":7,"b":true,"t":"2024-02-29","l":[1,2]},{"l":4,"b":"false","s":3,"d":"none"}]`,
		`[{"s":true},{"s":"x"},{"d":true},{"d":"1"},{"i":1e3},{"b":1},{"l":["1",true,null]},{"l":2}]`)
}

func FuzzColumns(f *testing.F) {
	fuzz(f, Columns, func(text []byte) (rows []map[string]any, err error) {
		var columns map[string][]any
		if err := decode(text, &columns); err != nil {
			return nil, err
		}
		for name, values := range columns {
			for i, v := range values {
				if i == len(rows) {
					rows = append(rows, map[string]any{})
				}
				rows[i][name] = v
			}
		}
		return rows, nil
	}, `{"s":["x",3,true],"d":[1.5,"2",false],"l":[[1,2],4,null]}`, `{"b":[true,"x"],"i":["8",8.5]}`)
}

func FuzzSplit(f *testing.F) {
	fuzz(f, Split, func(text []byte) (rows []map[string]any, err error) {
		var split map[string]json.RawMessage
		if err := decode(text, &split); err != nil {
			return nil, err
		}
		var columns []string
		var data [][]any
		if err := errors.Join(decode(split["columns"], &columns), decode(split["data"], &data)); err != nil {
			return nil, err
		}
		for _, values := range data {
			row := map[string]any{}
			for k, v := range values {
				row[columns[k]] = v
			}
			rows = append(rows, row)
		}
		return rows, nil
	}, `{"columns":["s","d","l"],"data":[["x",1.5,[1,2]],[3,"2",null]]}`, `{"data":[[1]],"index":[0],"columns":["i"]}`)
}

// BenchmarkRead reads a thousand rows, in each shape.
func BenchmarkRead(b *testing.B) {
	m := load(b)
	const n = 1000
	for shape, text := range map[Shape]string{
		Records: `[` + strings.Repeat(`{"s":"red","d":1.0625,"f":-3.5,"i":17,"b":true},`, n-1) + `{}]`,
		Columns: `{"s":[` + strings.Repeat(`"red",`, n-1) + `"red"],"d":[` + strings.Repeat(`1.0625,`, n-1) + `1],"f":[` + strings.Repeat(`-3.5,`, n-1) + `1]}`,
		Split:   `{"columns":["s","d","f","i","b"],"data":[` + strings.Repeat(`["red",1.0625,-3.5,17,true],`, n-1) + `["red",1.0625,-3.5,17,true]]}`,
	} {
		b.Run(shape.String(), func(b *testing.B) {
			r := NewReader(m)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(strings.NewReader(text), shape); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
