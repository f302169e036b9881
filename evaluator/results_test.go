package evaluator_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// names gives the names of fields.
func names(fields []evaluator.Field) []string {
	out := []string{}
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}

func loadFixtureWith(t testing.TB, name string, opts ...evaluator.Option) *evaluator.Model {
	t.Helper()
	m, err := evaluator.LoadFile("../testdata/"+name+".pmml", opts...)
	require.NoError(t, err)
	return m
}

// Each result of the fixtures is the same alone as among all.
func TestWantedResultsAreTheSameAsAmongAll(t *testing.T) {
	for _, name := range fixtures {
		whole := loadFixture(t, name)
		for _, field := range whole.Results() {
			t.Run(name+"/"+field.Name, func(t *testing.T) {
				m := loadFixtureWith(t, name, evaluator.WithResults(field.Name))
				require.Equal(t, []evaluator.Field{field}, m.Results())
				require.Equal(t, whole.Inputs(), m.Inputs())
				require.Len(t, append(m.Targets(), m.Outputs()...), 1)
				for _, r := range loans(t) {
					want, wantErr := whole.Evaluate(r)
					got, err := m.Evaluate(r)
					if wantErr != nil {
						require.EqualError(t, err, wantErr.Error())
						continue
					}
					require.NoError(t, err)
					w, _ := want.Value(field.Name)
					require.Equal(t, map[string]any{field.Name: w}, got.Map())
				}
			})
		}
	}
}

// Results keep the model's order, targets first; names add up and may repeat.
func TestWantedResultsKeepTheModelsOrder(t *testing.T) {
	m := loadFixtureWith(t, "tree", evaluator.WithResults("node", "decision"), evaluator.WithResults("probability(review)", "node"))
	assert.Equal(t, []string{"decision", "probability(review)", "node"}, names(m.Results()))
	assert.Equal(t, []string{"decision"}, names(m.Targets()))
	m = loadFixtureWith(t, "tree", evaluator.WithResults("node"))
	assert.Empty(t, m.Targets())
	r, err := m.Evaluate(map[string]any{"income": 50000, "debt": 1000, "home": "own"})
	require.NoError(t, err)
	assert.Nil(t, r.Distribution("decision"))
	assert.Equal(t, names(loadFixture(t, "tree").Results()), names(loadFixtureWith(t, "tree", evaluator.WithResults()).Results()))
}

func TestUnknownResultsAreAnError(t *testing.T) {
	_, err := evaluator.LoadFile("../testdata/logistic.pmml", evaluator.WithResults("default", "nothing", "age", "nothing"))
	require.EqualError(t, err, `evaluator: WithResults: the model has no result "nothing", "age"; it has "default", "probability(yes)", "probability(no)"`)
	var bad *evaluator.OptionError
	require.True(t, errors.As(err, &bad))
	assert.Equal(t, "WithResults", bad.Option)
}

// stepped is a model with a step on the way: double = 2·v, o = double + 1.
func stepped() string {
	text := identity(`<DataField name="v" optype="continuous" dataType="double"/><DataField name="w" optype="continuous" dataType="double"/>`, `<MiningField name="v"/><MiningField name="w"/>`,
		`<OutputField name="double" optype="continuous" dataType="double" feature="transformedValue" isFinalResult="false">`+call("*", ref("v"), `<Constant dataType="double">2</Constant>`)+`</OutputField>`+
			`<OutputField name="o" optype="continuous" dataType="double" feature="transformedValue">`+call("+", ref("double"), `<Constant dataType="double">1</Constant>`)+`</OutputField>`+
			`<OutputField name="w2" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="w"/></OutputField>`)
	return text
}

func TestFinalResults(t *testing.T) {
	assert.Equal(t, []string{"y", "double", "o", "w2"}, names(load(t, stepped()).Results()), "the default is all")
	m := load(t, stepped(), evaluator.WithFinalResults())
	assert.Equal(t, []string{"y", "o", "w2"}, names(m.Results()))
	got, err := result(t, m, map[string]any{"v": 3, "w": 1})
	require.NoError(t, err)
	assert.Equal(t, 7.0, got, "a step that is needed is computed")
	m = load(t, stepped(), evaluator.WithFinalResults(), evaluator.WithResults("double"))
	assert.Equal(t, []string{"double"}, names(m.Results()), "a name counts more")
}

// What is left out is not computed, so it cannot fail.
func TestResultsLeftOutCannotFail(t *testing.T) {
	bad := map[string]any{"v": 3, "w": "not a number"}
	_, err := load(t, stepped()).Evaluate(bad)
	require.ErrorContains(t, err, `field "w"`)
	got, err := result(t, load(t, stepped(), evaluator.WithResults("o")), bad)
	require.NoError(t, err)
	assert.Equal(t, 7.0, got)
}

// A document is checked as a whole, whatever is wanted of it.
func TestResultsLeftOutAreCheckedAllTheSame(t *testing.T) {
	text := strings.Replace(stepped(), `<FieldRef field="w"/>`, `<FieldRef field="nothing"/>`, 1)
	_, err := evaluator.Load(strings.NewReader(text), evaluator.WithResults("o"))
	require.ErrorContains(t, err, `there is no field "nothing" here`)
}

// Lagged values that only a dropped result needs make no stream of the records.
func TestResultsLeftOutKeepNoHistory(t *testing.T) {
	text := identity(`<DataField name="v" optype="continuous" dataType="double"/>`, `<MiningField name="v"/>`,
		`<OutputField name="before" optype="continuous" dataType="double" feature="transformedValue"><Lag field="v"/></OutputField>`+outField("o", "double", "v"))
	assert.True(t, load(t, text).Stateful())
	assert.True(t, load(t, text, evaluator.WithResults("before")).Stateful())
	m := load(t, text, evaluator.WithResults("o"))
	assert.False(t, m.Stateful())
	got, err := result(t, m, map[string]any{"v": 3})
	require.NoError(t, err)
	assert.Equal(t, 3.0, got)
}

// A document's verification compares what there is: without the outputs that
// it lists, not the targets in their place, whose column holds what was observed.
func TestVerifyOfWantedResults(t *testing.T) {
	text := strings.Replace(stepped(), `<MiningSchema>`, `<ModelVerification recordCount="1"><VerificationFields><VerificationField field="v"/><VerificationField field="y"/><VerificationField field="o"/></VerificationFields><InlineTable><row><v>3</v><y>99</y><o>7</o></row></InlineTable></ModelVerification><MiningSchema>`, 1)
	// The schema's order of elements has the verification later; readers take both.
	for _, wanted := range [][]string{nil, {"o"}, {"y"}, {"w2", "y"}} {
		v, err := load(t, text, evaluator.WithResults(wanted...)).Verify()
		require.NoError(t, err)
		assert.Equal(t, 1, v.Rows)
		assert.Empty(t, v.Mismatches, wanted)
	}
}

// segment is a regression of a target that calls a function of the input v.
func segment(id, target, function string) string {
	return `<Segment id="` + id + `"><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="v"/><MiningField name="` + target + `" usageType="target"/></MiningSchema>` +
		`<Output><OutputField name="of ` + id + `" optype="continuous" dataType="double" feature="predictedValue"/></Output>` +
		`<LocalTransformations><DerivedField name="f" optype="continuous" dataType="double">` + call(function, ref("v")) + `</DerivedField></LocalTransformations>` +
		`<RegressionTable intercept="0"><NumericPredictor name="f" coefficient="1"/></RegressionTable></RegressionModel></Segment>`
}

const threeNumbers = `<DataField name="v" optype="continuous" dataType="double"/><DataField name="a" optype="continuous" dataType="double"/><DataField name="b" optype="continuous" dataType="double"/>`

// counted gives functions f (v+1) and g (v+2) that count their calls.
func counted() (f, g *int, opts []evaluator.Option) {
	f, g = new(int), new(int)
	return f, g, []evaluator.Option{
		evaluator.WithFunction("f", evaluator.Float1(func(v float64) float64 { *f++; return v + 1 })),
		evaluator.WithFunction("g", evaluator.Float1(func(v float64) float64 { *g++; return v + 2 })),
	}
}

// A segment runs only where something wanted needs it.
func TestSegmentsRunWhereTheyAreWanted(t *testing.T) {
	chain := func(method, more string) string {
		return document(threeNumbers, `<MiningModel functionName="regression"><MiningSchema><MiningField name="v"/><MiningField name="a" usageType="target"/><MiningField name="b" usageType="target"/></MiningSchema>`+
			`<Output><OutputField name="sum" optype="continuous" dataType="double" feature="transformedValue">`+call("+", ref("of 1"), ref("of 2"))+`</OutputField>`+
			`<OutputField name="A" optype="continuous" dataType="double" feature="predictedValue" targetField="a"/>`+
			`<OutputField name="second" optype="continuous" dataType="double" feature="predictedValue" segmentId="2"/></Output>`+
			`<Segmentation multipleModelMethod="`+method+`"`+more+`>`+segment("1", "a", "f")+segment("2", "b", "g")+`</Segmentation></MiningModel>`)
	}
	for _, tt := range []struct {
		method, more string
		results      []string
		f, g         int
		want         map[string]any
	}{
		{"x-multiModelChain", "", nil, 1, 1, map[string]any{"a": 6.0, "b": 7.0, "of 1": 6.0, "of 2": 7.0, "sum": 13.0, "A": 6.0, "second": 7.0}},
		{"x-multiModelChain", "", []string{"a"}, 1, 0, map[string]any{"a": 6.0}},
		{"x-multiModelChain", "", []string{"b"}, 0, 1, map[string]any{"b": 7.0}},
		{"x-multiModelChain", "", []string{"A"}, 1, 0, map[string]any{"A": 6.0}},
		{"x-multiModelChain", "", []string{"of 2"}, 0, 1, map[string]any{"of 2": 7.0}},
		{"x-multiModelChain", "", []string{"second"}, 0, 1, map[string]any{"second": 7.0}},
		{"x-multiModelChain", "", []string{"sum"}, 1, 1, map[string]any{"sum": 13.0}},
		{"modelChain", "", []string{"b"}, 0, 1, map[string]any{"b": 7.0}},
		{"modelChain", "", []string{"sum"}, 1, 1, map[string]any{"sum": 13.0}},
		// There a segment without a prediction ends it, so that all count.
		{"modelChain", ` missingPredictionTreatment="returnMissing"`, []string{"b"}, 1, 1, map[string]any{"b": 7.0}},
	} {
		t.Run(fmt.Sprint(tt.method, tt.more, tt.results), func(t *testing.T) {
			f, g, opts := counted()
			m := load(t, chain(tt.method, tt.more), append(opts, evaluator.WithResults(tt.results...))...)
			r, err := m.Evaluate(map[string]any{"v": 5})
			require.NoError(t, err)
			assert.Equal(t, tt.want, r.Map())
			assert.Equal(t, []int{tt.f, tt.g}, []int{*f, *g}, "calls of f and g")
		})
	}
}

// A chain inside of an ensemble runs although no result is its own.
func TestSegmentsOfAnEnsembleRun(t *testing.T) {
	inner := `<Segment id="x"><True/><MiningModel functionName="regression"><MiningSchema><MiningField name="v"/><MiningField name="a" usageType="target"/></MiningSchema><Segmentation multipleModelMethod="modelChain">` +
		segment("1", "b", "g") + segment("2", "a", "f") + `</Segmentation></MiningModel></Segment>`
	text := document(threeNumbers, `<MiningModel functionName="regression"><MiningSchema><MiningField name="v"/><MiningField name="a" usageType="target"/></MiningSchema>`+
		`<Output><OutputField name="o" optype="continuous" dataType="double" feature="predictedValue"/></Output>`+
		`<Segmentation multipleModelMethod="average">`+inner+`</Segmentation></MiningModel>`)
	for _, name := range []string{"a", "o"} {
		f, g, opts := counted()
		r, err := load(t, text, append(opts, evaluator.WithResults(name))...).Evaluate(map[string]any{"v": 5})
		require.NoError(t, err)
		assert.Equal(t, map[string]any{name: 6.0}, r.Map())
		assert.Equal(t, []int{1, 0}, []int{*f, *g}, "calls of f and g")
	}
}
