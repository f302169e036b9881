package evaluator

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

// limited is a document whose output o is an expression of the number x and the
// text s, with functions beside.
func limited(functions, dataType, expression string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/></DataDictionary>
<TransformationDictionary>` + functions + `<DerivedField name="d" optype="` + map[bool]string{true: "categorical", false: "continuous"}[dataType == "string"] + `" dataType="` + dataType + `">` + expression + `</DerivedField></TransformationDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="s"/></MiningSchema>
<Output><OutputField name="o" feature="transformedValue" optype="continuous" dataType="` + dataType + `"><FieldRef field="d"/></OutputField></Output>
<RegressionTable intercept="1"/></RegressionModel></PMML>`
}

// countdown calls itself as often as x says.
const countdown = `<DefineFunction name="f" optype="continuous" dataType="double"><ParameterField name="a" dataType="double"/>
<Apply function="if"><Apply function="lessThan"><FieldRef field="a"/><Constant>1</Constant></Apply><FieldRef field="a"/>
<Apply function="f"><Apply function="-"><FieldRef field="a"/><Constant>1</Constant></Apply></Apply></Apply></DefineFunction>`

var (
	recursive = limited(countdown, "double", `<Apply function="f"><FieldRef field="x"/></Apply>`)
	doubling  = limited(`<DefineFunction name="twice" optype="categorical" dataType="string"><ParameterField name="a" dataType="string"/><Apply function="concat"><FieldRef field="a"/><FieldRef field="a"/></Apply></DefineFunction>`, "string",
		strings.Repeat(`<Apply function="twice">`, 10)+`<FieldRef field="s"/>`+strings.Repeat(`</Apply>`, 10))
	matching  = limited("", "boolean", `<Apply function="matches"><FieldRef field="s"/><Constant>b+c?$</Constant></Apply>`)
	counting  = limited("", "integer", `<TextIndex textField="s"><TextIndexNormalization recursive="true"><InlineTable><row><string>ab</string><stem>b</stem></row><row><string>c+</string><stem>c</stem><regex>true</regex></row></InlineTable></TextIndexNormalization><Constant>b</Constant></TextIndex>`)
	cutting   = limited("", "integer", `<TextIndex textField="s"><Constant>b</Constant></TextIndex>`)
	comparing = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary><DataField name="s" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField></DataDictionary>
<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema><MiningField name="s"/></MiningSchema><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure>
<ClusteringField field="s" compareFunction="table"><Comparisons><Matrix nbRows="2" nbCols="2" diagDefault="0" offDiagDefault="1"/></Comparisons></ClusteringField><Cluster><Array n="1" type="int">1</Array></Cluster></ClusteringModel></PMML>`
	mapping = limited("", "string", `<MapValues outputColumn="b"><FieldColumnPair field="s" column="a"/><InlineTable><row><a>1</a><b>2</b></row><row><a>2</a><b>3</b></row></InlineTable></MapValues>`)
)

// TestLimitsOfDocuments walks the limits of what is read and compiled: a document
// beyond one is refused by its name and value, and one at it is not.
func TestLimitsOfDocuments(t *testing.T) {
	walked := map[string]bool{}
	for _, tt := range []struct {
		name, text string
		low, high  int64
	}{
		{"bytes", recursive, 500, 1 << 20},
		{"depth", recursive, 5, 20},
		{"elements", recursive, 3, 100},
		{"token", recursive, 30, 1000},
		{"compiled-nodes", recursive, 5, 100},
		{"compiled-cells", mapping, 3, 100},
		{"compiled-cells", comparing, 19, 100}, // of a matrix whose cells are defaults
		{"compiled-bytes", counting, 5, 1000},
	} {
		walked[tt.name] = true
		t.Run(tt.name, func(t *testing.T) {
			var low, high Limits
			require.NoError(t, low.Set(tt.name, tt.low))
			require.NoError(t, high.Set(tt.name, tt.high))
			_, err := Load(strings.NewReader(tt.text), WithLimits(low))
			require.ErrorIs(t, err, pmml.ErrLimit)
			assert.Contains(t, err.Error(), fmt.Sprintf("%s=%d: ", tt.name, tt.low))
			assert.NotZero(t, err.(*pmml.Error).Pos, "the place")
			_, err = Load(strings.NewReader(tt.text), WithLimits(high))
			require.NoError(t, err)
			report := Validate(strings.NewReader(tt.text), WithLimits(low))
			require.NotZero(t, report.Errors())
			assert.Contains(t, report.Problems[0].Message, fmt.Sprintf("%s=%d: ", tt.name, tt.low))
		})
	}
	for _, name := range LimitNames() {
		assert.Equal(t, !strings.HasPrefix(name, "record-"), walked[name], name)
	}
}

// TestLimitsOfRecords walks the limits of what a record takes, in all ways of
// scoring: a record beyond one is an error that names it, and the next is scored.
func TestLimitsOfRecords(t *testing.T) {
	walked := map[string]bool{}
	for _, tt := range []struct {
		rule, name, text string
		value            int64
		within, beyond   map[string]any
	}{
		{"calls of functions", "record-steps", recursive, 1000, map[string]any{"x": 10.0}, map[string]any{"x": 500.0}},
		{"words of a text", "record-steps", counting, 100, map[string]any{"s": "a b"}, map[string]any{"s": strings.Repeat("a ", 500)}},
		{"texts that double", "record-text", doubling, 1 << 16, map[string]any{"s": "a"}, map[string]any{"s": strings.Repeat("a", 100)}},
		{"texts that a table rewrites", "record-text", counting, 100, map[string]any{"s": "ab"}, map[string]any{"s": strings.Repeat("ab", 200)}},
		{"the words of a text, which are kept", "record-text", cutting, 200, map[string]any{"s": "a b"}, map[string]any{"s": strings.Repeat("a ", 50)}},
		{"a pattern", "record-pattern", matching, 10_000, map[string]any{"s": "abc"}, map[string]any{"s": strings.Repeat("ab", 5000)}},
		{"a pattern of a table", "record-pattern", counting, 1000, map[string]any{"s": "ab"}, map[string]any{"s": strings.Repeat("x", 2000)}},
	} {
		walked[tt.name] = true
		t.Run(tt.rule, func(t *testing.T) {
			var l Limits
			require.NoError(t, l.Set(tt.name, tt.value))
			free, err := Load(strings.NewReader(tt.text))
			require.NoError(t, err)
			m, err := Load(strings.NewReader(tt.text), WithLimits(l))
			require.NoError(t, err)
			want, err := free.Evaluate(tt.within)
			require.NoError(t, err)
			_, err = free.Evaluate(tt.beyond)
			require.NoError(t, err, "within the defaults")
			row := m.NewRow()
			at, _ := m.ResultIndex("o")
			for range 2 {
				_, err = m.Evaluate(tt.beyond)
				exceeds(t, err, tt.name, tt.value)
				got, err := m.Evaluate(tt.within)
				require.NoError(t, err)
				assert.Equal(t, want.Map(), got.Map())

				exceeds(t, scoreRow(t, row, tt.beyond), tt.name, tt.value)
				require.NoError(t, scoreRow(t, row, tt.within))
				assert.Equal(t, want.Map()["o"], row.Value(at))

				_, err = m.Explain(tt.beyond)
				exceeds(t, err, tt.name, tt.value)
			}
			var out ColumnResults
			records := []map[string]any{tt.within, tt.beyond, tt.within}
			for len(records) < 40 {
				records = append(records, tt.within)
			}
			require.NoError(t, m.ScoreColumns(context.Background(), columnsOf(records), &out, WithRowErrors()))
			require.Len(t, out.Errors, 1)
			assert.Equal(t, 2, out.Errors[0].Row)
			exceeds(t, out.Errors[0], tt.name, tt.value)
			for i := range records {
				if i != 1 {
					got, ok := out.Column("o").Text(i)
					if v, number := out.Column("o").Float(i); !ok && number {
						got = map[bool]string{true: fmt.Sprint(v), false: fmt.Sprint(v == 1)}[tt.text != matching]
					}
					assert.Equal(t, fmt.Sprint(want.Map()["o"]), got)
				}
			}
		})
	}
	for _, name := range LimitNames() {
		assert.Equal(t, strings.HasPrefix(name, "record-"), walked[name], name)
	}
}

func exceeds(t *testing.T, err error, name string, value int64) {
	t.Helper()
	var e *InputError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, InputLimit, e.Code)
	assert.Equal(t, fmt.Sprintf("%s=%d", name, value), e.Want)
	assert.Contains(t, e.Error(), fmt.Sprintf("limit exceeded: %s=%d: ", name, value))
	assert.NotZero(t, e.Pos)
}

func scoreRow(t *testing.T, row *Row, record map[string]any) error {
	t.Helper()
	row.Reset()
	for i, in := range row.model.inputs {
		require.NoError(t, row.SetValue(i, record[in.Name]))
	}
	return row.Score()
}

// columnsOf lays records out by column.
func columnsOf(records []map[string]any) *Columns {
	in := NewColumns(len(records))
	floats, texts := make([]float64, len(records)), make([]string, len(records))
	given := map[string]bool{}
	for i, r := range records {
		if x, ok := r["x"].(float64); ok {
			floats[i], given["x"] = x, true
		}
		if s, ok := r["s"].(string); ok {
			texts[i], given["s"] = s, true
		}
	}
	if given["x"] {
		in.AddFloat64("x", floats, Bitmap{})
	}
	if given["s"] {
		in.AddStrings("s", texts, Bitmap{})
	}
	return in
}

func TestLimitNamesAndValues(t *testing.T) {
	var l Limits
	require.EqualError(t, l.Set("Depth", 3), `there is no limit "Depth"; expected `+strings.Join(LimitNames(), ", "))
	require.EqualError(t, l.Set("depth", 0), "limit depth=0: the value must be 1 or more")
	d := DefaultLimits()
	for _, n := range limitNames {
		assert.Positive(t, *n.of(&d), n.name)
	}
	_, err := Load(strings.NewReader(recursive), WithLimits(Limits{RecordSteps: -1}))
	require.EqualError(t, err, "evaluator: WithLimits: record-steps=-1 is below zero")
	// A model of which every record takes more than its limit is refused at once.
	_, err = Load(strings.NewReader(recursive), WithLimits(Limits{RecordSteps: 2}))
	require.ErrorIs(t, err, pmml.ErrLimit)
	assert.Contains(t, err.Error(), "limit exceeded: record-steps=2: ")
}

// TestDecimalsTakeMoreSteps holds calls that are computed exactly to a sixteenth of
// those that are not, as each takes some twenty times as long.
func TestDecimalsTakeMoreSteps(t *testing.T) {
	var l Limits
	require.NoError(t, l.Set("record-steps", 4000))
	plain, err := Load(strings.NewReader(recursive), WithLimits(l))
	require.NoError(t, err)
	exact, err := Load(strings.NewReader(recursive), WithLimits(l), WithDecimalArithmetic())
	require.NoError(t, err)
	for x, within := range map[float64]bool{20: true, 200: false} {
		_, err = plain.Evaluate(map[string]any{"x": x})
		require.NoError(t, err)
		_, err = exact.Evaluate(map[string]any{"x": x})
		if within {
			require.NoError(t, err)
		} else {
			exceeds(t, err, "record-steps", 4000)
		}
	}
}
