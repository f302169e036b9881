package evaluator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
)

// explained explains a record and gives the text below the model's heading.
func explained(t *testing.T, m *evaluator.Model, record map[string]any, opts ...evaluator.ExplainOption) (*evaluator.Explanation, string) {
	t.Helper()
	e, err := m.Explain(record, opts...)
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, e.WriteText(&text))
	_, body, ok := strings.Cut(text.String(), e.Model.Type)
	require.True(t, ok, text.String())
	_, body, _ = strings.Cut(body, "\n")
	return e, body
}

// Explain gives the results of Evaluate, for each row of the fixtures, and
// leaves nothing behind that the next record would see.
func TestExplainGivesTheResultsOfEvaluate(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixture(t, name)
			row := m.NewRow()
			for _, record := range loans(t) {
				want, wantErr := m.Evaluate(record)
				e, err := m.Explain(record)
				if wantErr != nil {
					require.Equal(t, wantErr, err)
					require.Nil(t, e)
					continue
				}
				require.NoError(t, err)
				for _, f := range e.Results {
					v, _ := want.Value(f.Name)
					require.Equal(t, v, f.Value, f.Name)
				}
				assert.Equal(t, wantText(t, want), rowOutcome(m, row, record))
				for i, f := range m.Inputs() {
					require.NoError(t, row.SetValue(i, record[f.Name]))
				}
				_, err = row.Explain()
				require.NoError(t, err)
				assert.Equal(t, want, row.Result())
			}
		})
	}
}

// A model that calculates with exact decimals is explained with its own
// results. The parts of its sums are shown as float64.
func TestExplainDecimals(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixtureWith(t, name, evaluator.WithDecimalArithmetic())
			for _, record := range loans(t) {
				want, err := m.Evaluate(record)
				if err != nil {
					continue
				}
				row := m.NewRow()
				for i, f := range m.Inputs() {
					require.NoError(t, row.SetValue(i, record[f.Name]))
				}
				_, err = row.Explain()
				require.NoError(t, err)
				assert.Equal(t, want, row.Result())
			}
		})
	}
}

func wantText(t *testing.T, r *evaluator.Result) string {
	t.Helper()
	text, err := r.MarshalJSON()
	require.NoError(t, err)
	return string(text)
}

func TestExplainInputs(t *testing.T) {
	numbers := `<DataField name="n" optype="continuous" dataType="double"><Interval closure="closedOpen" leftMargin="0" rightMargin="10"/><Value value="-1" property="missing"/><Value value="none" property="missing"/></DataField>`
	for _, tt := range []struct {
		name, schema     string
		given            any
		shown            any
		value            any
		treatment        string
		unused           bool
		failure          string
		withoutReference bool
	}{
		{name: "as it is", schema: `<MiningField name="n"/>`, given: 2, shown: 2.0, value: 2.0},
		{name: "missing", schema: `<MiningField name="n"/>`},
		{name: "missing, replaced", schema: `<MiningField name="n" missingValueReplacement="3"/>`, value: 3.0, treatment: "missing, replaced"},
		{name: "stands for missing", schema: `<MiningField name="n" missingValueReplacement="3"/>`, given: -1, shown: -1.0, value: 3.0, treatment: "stands for missing, replaced"},
		{name: "a word that stands for missing", schema: `<MiningField name="n"/>`, given: "none", shown: "none", treatment: "stands for missing"},
		{name: "invalid as missing", schema: `<MiningField name="n" invalidValueTreatment="asMissing"/>`, given: 11, shown: 11.0, treatment: "invalid, taken as missing"},
		{name: "not even a number", schema: `<MiningField name="n" invalidValueTreatment="asMissing" missingValueReplacement="3"/>`, given: "abc", shown: "abc", value: 3.0, treatment: "invalid, taken as missing, replaced"},
		{name: "invalid, replaced", schema: `<MiningField name="n" invalidValueTreatment="asValue" invalidValueReplacement="4"/>`, given: 11, shown: 11.0, value: 4.0, treatment: "invalid, replaced"},
		{name: "invalid as it is", schema: `<MiningField name="n" invalidValueTreatment="asIs"/>`, given: 11, shown: 11.0, value: 11.0, treatment: "invalid, kept as it is"},
		{name: "an outlier as missing", schema: `<MiningField name="n" outliers="asMissingValues" lowValue="2" highValue="5"/>`, given: 6, shown: 6.0, treatment: "above 5, taken as missing"},
		{name: "an outlier as the limit", schema: `<MiningField name="n" outliers="asExtremeValues" lowValue="2" highValue="5"/>`, given: "1", shown: 1.0, value: 2.0, treatment: "below 2, taken as that limit"},
		{name: "not used", schema: `<MiningField name="n"/>`, given: 2, shown: 2.0, value: 2.0, unused: true, withoutReference: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			output := outField("o", "double", "n")
			if tt.withoutReference {
				output = ""
			}
			m := load(t, identity(numbers, tt.schema, output))
			e, err := m.Explain(map[string]any{"n": tt.given})
			require.NoError(t, err)
			assert.Equal(t, []explain.Input{{Name: "n", Given: tt.shown, Value: tt.value, Treatment: tt.treatment, Unused: tt.unused}}, e.Inputs)
		})
	}
}

// An error that ends the record is that of Evaluate. One in a value that nobody
// uses is described.
func TestExplainErrors(t *testing.T) {
	m := load(t, identity(`<DataField name="n" optype="continuous" dataType="double"/>`, `<MiningField name="n"/>`, outField("o", "double", "n")))
	_, err := m.Explain(map[string]any{"n": "abc"})
	var bad *evaluator.InputError
	require.True(t, errors.As(err, &bad))
	assert.Equal(t, "n", bad.Field)
	_, err = m.Explain(map[string]any{"n": struct{}{}})
	require.ErrorAs(t, err, &bad)

	m = load(t, tree(``, `<Node id="1" score="1"><SimplePredicate field="x" operator="lessThan" value="0"/></Node><Node id="2" score="2"><SimplePredicate field="z" operator="equal" value="a"/></Node>`))
	e, err := m.Explain(map[string]any{"x": -1, "z": "unheard of"})
	require.NoError(t, err)
	assert.Equal(t, explain.Input{Name: "z", Given: "unheard of", Error: `value "unheard of" is not one of a, b (invalidValueTreatment=returnInvalid)`}, e.Inputs[1])
}

// tree makes a regression tree on a number x and a text z, of which a and b are valid.
func tree(settings, nodes string) string {
	return document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField>`,
		`<TreeModel functionName="regression" `+settings+`><MiningSchema><MiningField name="x"/><MiningField name="z"/></MiningSchema><Node id="0" score="0" recordCount="10">`+`<True/>`+nodes+`</Node></TreeModel>`)
}

const (
	below = `<Node id="low" score="1" recordCount="3"><SimplePredicate field="x" operator="lessThan" value="5"/></Node>`
	above = `<Node id="high" score="2" recordCount="7"><SimplePredicate field="x" operator="greaterOrEqual" value="5"/></Node>`
)

func TestExplainTrees(t *testing.T) {
	for _, tt := range []struct {
		name, settings, nodes string
		record                map[string]any
		want                  string
	}{
		{"the way to a leaf", ``, below + above, map[string]any{"x": 7}, `
  node 0
  node high: x >= 5 (x is 7)
  node high has the score 2
  prediction = 2
`},
		{"no child holds", ``, below, map[string]any{"x": 7}, `
  node 0
  not node low: x < 5: false (x is 7)
  no child of node 0 holds, so there is no prediction (noTrueChildStrategy=returnNullPrediction)
  prediction = missing
`},
		{"no child holds, last prediction", `noTrueChildStrategy="returnLastPrediction"`, below, map[string]any{"x": 7}, `
  node 0
  no child of node 0 holds, so that node decides (noTrueChildStrategy=returnLastPrediction)
  node 0 has the score 0
  prediction = 0
`},
		{"null prediction", `missingValueStrategy="nullPrediction"`, below + above, map[string]any{}, `
  node 0
  not node low: x < 5: unknown (x is missing)
  the condition of node low is unknown, so there is no prediction (missingValueStrategy=nullPrediction)
  prediction = missing
`},
		{"last prediction", `missingValueStrategy="lastPrediction"`, below + above, map[string]any{}, `
  node 0
  the condition of node low is unknown, so node 0 decides (missingValueStrategy=lastPrediction)
  node 0 has the score 0
  prediction = 0
`},
		{"weighted confidence", `missingValueStrategy="weightedConfidence"`, below + above, map[string]any{}, `
  node 0
  a value is missing that decides below node 0: the nodes that remain possible are combined
    node low   weight 0.3  score 1
    node high  weight 0.7  score 2
  together they have the score 1.7
  prediction = 1.7
`},
		{"aggregated nodes", `missingValueStrategy="aggregateNodes"`, below + above, map[string]any{}, `
  node 0
  a value is missing that decides below node 0: the nodes that remain possible are combined
    node low   weight 0.3  score 1
    node high  weight 0.7  score 2
  together they have the score 1.7
  prediction = 1.7
`},
		{"a surrogate", ``, `<Node id="s" score="3"><CompoundPredicate booleanOperator="surrogate"><SimplePredicate field="x" operator="lessThan" value="5"/><SimpleSetPredicate field="z" booleanOperator="isIn"><Array n="2" type="string">a b</Array></SimpleSetPredicate><True/></CompoundPredicate></Node>`,
			map[string]any{"z": "b"}, `
  node 0
  node s: surrogate(x < 5, z in {a, b}, true)
    x < 5: unknown (x is missing)
    z in {a, b}: true (z is b)
    true: not looked at
  node s has the score 3
  prediction = 3
`},
		{"parts of parts", ``, `<Node id="s" score="3"><CompoundPredicate booleanOperator="or"><CompoundPredicate booleanOperator="and"><SimplePredicate field="x" operator="isNotMissing"/><SimplePredicate field="x" operator="greaterThan" value="5"/></CompoundPredicate><CompoundPredicate booleanOperator="xor"><SimplePredicate field="z" operator="notEqual" value="a"/><False/></CompoundPredicate></CompoundPredicate></Node>`,
			map[string]any{"x": 1, "z": "b"}, `
  node 0
  node s: (x is not missing and x > 5) or (z ≠ a xor false)
    x is not missing and x > 5: false
      x is not missing: true (x is 1)
      x > 5: false (x is 1)
    z ≠ a xor false: true
      z ≠ a: true (z is b)
      false
  node s has the score 3
  prediction = 3
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, text := explained(t, load(t, tree(tt.settings, tt.nodes)), tt.record)
			assert.Equal(t, strings.TrimPrefix(tt.want, "\n"), text)
		})
	}
}

// What Targets does to a number is told step by step.
func TestExplainTargets(t *testing.T) {
	m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="integer"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>
		<Targets><Target field="y" min="0" max="10" rescaleFactor="2.5" rescaleConstant="-1" castInteger="ceiling"><TargetValue defaultValue="4"/></Target></Targets>
		<RegressionTable intercept="1"><NumericPredictor name="x" coefficient="3" exponent="2"/></RegressionTable></RegressionModel>`))
	e, text := explained(t, m, map[string]any{"x": 3})
	assert.Equal(t, explain.Target{
		Name: "y", Predicted: 28.0, Value: int64(24),
		Steps: []explain.Adjustment{{What: "limited to 0 … 10", Value: 10.0}, {What: "times 2.5, less 1", Value: 24.0}, {What: "ceiling to a whole number", Value: int64(24)}},
	}, e.Model.Targets[0])
	assert.Equal(t, `  +27  x^2        3 · 3^2
   +1  intercept
   28  sum
  y = 24
    28  predicted
    10  limited to 0 … 10
    24  times 2.5, less 1
    24  ceiling to a whole number
`, text)

	e, text = explained(t, m, nil)
	assert.Equal(t, int64(9), e.Model.Targets[0].Value)
	assert.Contains(t, text, "  missing  sum, as a value is missing\n")
	assert.Contains(t, text, "default value, in place of a missing prediction")
}

// A tree's number is a number to its explanation, although the target makes a
// text or a truth value of it: no text of the document has its code.
func TestExplainOfANumberForATargetOfAnotherType(t *testing.T) {
	for typ, want := range map[string]any{"string": "-191.5", "boolean": nil} {
		m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="`+typ+`"/>`,
			`<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>
			<Node score="-191.5"><True/></Node></TreeModel>`))
		record := map[string]any{"x": 3}
		_, wantErr := m.Evaluate(record)
		e, err := m.Explain(record)
		assert.Equal(t, wantErr, err)
		if want != nil {
			require.NoError(t, err)
			assert.Equal(t, -191.5, e.Model.Detail.(*explain.Tree).Score)
			assert.Equal(t, want, e.Model.Targets[0].Value)
		}
	}
}

// ensemble makes a regression ensemble of constant segments: 1, -4, 2 and, where
// x is above 5, 100.
func ensemble(method string) string {
	segment := func(id, weight, predicate, value string) string {
		return `<Segment id="` + id + `" weight="` + weight + `">` + predicate + `<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><RegressionTable intercept="` + value + `"/></RegressionModel></Segment>`
	}
	return document(`<DataField name="x" optype="continuous" dataType="double"/>`,
		`<MiningModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><Segmentation multipleModelMethod="`+method+`">`+
			segment("a", "1", `<True/>`, "1")+segment("b", "2", `<True/>`, "-4")+segment("c", "3", `<True/>`, "2")+
			segment("d", "4", `<SimplePredicate field="x" operator="greaterThan" value="5"/>`, "100")+`</Segmentation></MiningModel>`)
}

// Contributions of segments add up to the prediction, whichever are shown.
func TestExplainEnsembles(t *testing.T) {
	for _, tt := range []struct {
		method  string
		first   string  // the segment that contributes most
		adds    float64 // and what it adds
		rest    float64
		results float64
	}{
		{"sum", "b", -4, 3, -1},
		{"weightedSum", "b", -8, 7, -1},
		{"average", "b", -4.0 / 3, 1, -1.0 / 3},
		{"weightedAverage", "b", -8.0 / 6, 7.0 / 6, -1.0 / 6},
	} {
		t.Run(tt.method, func(t *testing.T) {
			m := load(t, ensemble(tt.method))
			record := map[string]any{"x": 1}
			e, _ := explained(t, m, record, evaluator.WithSegments(1))
			s := e.Model.Detail.(*explain.Ensemble)
			require.Len(t, s.Segments, 1)
			assert.Equal(t, []any{4, 3, 3}, []any{s.Size, s.Applied, s.Omitted})
			assert.Equal(t, tt.first, s.Segments[0].ID)
			assert.InDelta(t, tt.adds, float64(*s.Segments[0].Contribution), 1e-12)
			assert.InDelta(t, tt.rest, float64(*s.Rest), 1e-12)
			assert.InDelta(t, tt.results, e.Results[0].Value, 1e-12)
			assert.NotNil(t, s.Segments[0].Model)

			e, _ = explained(t, m, record, evaluator.WithSegments(-1), evaluator.WithDepth(0))
			sum := 0.0
			for _, s := range e.Model.Detail.(*explain.Ensemble).Segments {
				assert.Nil(t, s.Model)
				if s.Contribution != nil {
					sum += float64(*s.Contribution)
				}
			}
			assert.InDelta(t, tt.results, sum, 1e-12)
		})
	}
	_, text := explained(t, load(t, ensemble("sum")), map[string]any{"x": 1}, evaluator.WithSegments(4), evaluator.WithDepth(0))
	assert.Equal(t, `  sum of 4 segments, of which 3 ran
  -4  segment b: -4
  +2  segment c: 2
  +1  segment a: 1
  segment d – does not apply
    if x > 5: false (x is 1)
  prediction = -1
`, text)
	_, text = explained(t, load(t, ensemble("median")), map[string]any{"x": 1}, evaluator.WithSegments(1), evaluator.WithDepth(0))
	assert.Equal(t, "  median of 4 segments, of which 3 ran\n  segment a: 1\n  … and 3 more segments\n  prediction = 1\n", text)
	_, text = explained(t, load(t, ensemble("selectFirst")), map[string]any{"x": 1}, evaluator.WithDepth(0))
	assert.Equal(t, "  selectFirst of 4 segments, of which 1 ran\n  segment a: 1 – is the first that applies: its result is the model's\n  3 segments after it are not looked at\n  prediction = 1\n", text)
}

// The JSON form keeps what JSON numbers cannot say.
func TestExplainSpecialNumbers(t *testing.T) {
	m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><RegressionTable intercept="1"><NumericPredictor name="x" coefficient="-2"/></RegressionTable></RegressionModel>`))
	e, text := explained(t, m, map[string]any{"x": "INF"})
	assert.Contains(t, text, "-Infinity  sum")
	b, err := json.Marshal(e)
	require.NoError(t, err)
	assert.Contains(t, string(b), `"value":"-Infinity"`)
	var back explain.Explanation
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, e, &back)
}

// Of a model with a memory, a row explains the next record of its stream, and
// the model each record as the first one.
func TestExplainStreams(t *testing.T) {
	m := load(t, document(`<DataField name="x" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
		<LocalTransformations><DerivedField name="before" optype="continuous" dataType="double"><Lag field="x" n="1"/></DerivedField></LocalTransformations>
		<RegressionTable intercept="0"><NumericPredictor name="before" coefficient="1"/></RegressionTable></RegressionModel>`))
	row := m.NewRow()
	for i, want := range []any{nil, 1.0, 2.0} {
		row.SetFloat(0, float64(i+1))
		e, err := row.Explain()
		require.NoError(t, err)
		assert.Equal(t, want, e.Results[0].Value)
		assert.Equal(t, []explain.Field{{Name: "before", Value: want}}, e.Model.Derived)
		e, err = m.Explain(map[string]any{"x": 1})
		require.NoError(t, err)
		assert.Nil(t, e.Results[0].Value)
	}
}

// A target field of texts takes a number as its text; what the model computes is
// the number.
func TestExplainNumbersForATargetOfTexts(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` +
		`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="categorical" dataType="string"/></DataDictionary>` +
		`<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>` +
		`<Node score="2.5"><True/></Node></TreeModel></PMML>`))
	require.NoError(t, err)
	e, err := m.Explain(map[string]any{"x": 1.0})
	require.NoError(t, err)
	assert.Equal(t, 2.5, e.Model.Detail.(*explain.Tree).Score)
	assert.Equal(t, "2.5", e.Results[0].Value)
}
