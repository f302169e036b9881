package evaluator_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// namesModel reads Age and "petal length"; Home has a replacement, Note is read by
// an output alone, Extra by nothing, and Species is a target.
const namesModel = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary>
	<DataField name="Age" optype="continuous" dataType="double"/>
	<DataField name="petal length" optype="continuous" dataType="double"/>
	<DataField name="Home" optype="continuous" dataType="double"/>
	<DataField name="Note" optype="continuous" dataType="double"/>
	<DataField name="Extra" optype="continuous" dataType="double"/>
	<DataField name="Species" optype="continuous" dataType="double"/>
</DataDictionary>
<RegressionModel functionName="regression">
	<MiningSchema>
		<MiningField name="Age"/><MiningField name="petal length"/><MiningField name="Home" missingValueReplacement="1"/>
		<MiningField name="Note"/><MiningField name="Extra"/><MiningField name="Species" usageType="target"/>
	</MiningSchema>
	<Output>
		<OutputField name="p" optype="continuous" dataType="double" feature="predictedValue"/>
		<OutputField name="note" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="Note"/></OutputField>
	</Output>
	<RegressionTable intercept="0"><NumericPredictor name="Age" coefficient="1"/>
		<NumericPredictor name="petal length" coefficient="1"/><NumericPredictor name="Home" coefficient="1"/></RegressionTable>
</RegressionModel></PMML>`

func TestMatchInputs(t *testing.T) {
	near := func(name, input string) evaluator.NearName {
		return evaluator.NearName{Name: name, Input: input, Spelling: true}
	}
	alike := func(name, input string) evaluator.NearName { return evaluator.NearName{Name: name, Input: input} }
	for _, tt := range []struct {
		name    string
		results []string
		given   []string
		want    evaluator.InputMatch
	}{
		{"all there", nil, []string{"Note", "Age", "petal length", "Home"}, evaluator.InputMatch{}},
		{"a replacement, an unused input and a target need not be there", nil, []string{"Age", "petal length", "Note"}, evaluator.InputMatch{}},
		{"nothing", nil, nil, evaluator.InputMatch{Missing: []string{"Age", "petal length", "Note"}}},
		{"what only another result needs need not be there", []string{"p"}, []string{"Age", "petal length"}, evaluator.InputMatch{}},
		{"a target that is not wanted is known", []string{"p"}, []string{"Age", "petal length", "Species"}, evaluator.InputMatch{}},
		{"case", nil, []string{"AGE", "petal length", "Note"},
			evaluator.InputMatch{Missing: []string{"Age"}, Unknown: []string{"AGE"}, Near: []evaluator.NearName{near("AGE", "Age")}}},
		{"blanks", nil, []string{" Age", "petallength", "Note\u00a0"}, evaluator.InputMatch{Missing: []string{"Age", "petal length", "Note"},
			Unknown: []string{" Age", "petallength", "Note\u00a0"}, Near: []evaluator.NearName{near(" Age", "Age"), near("petallength", "petal length"), near("Note\u00a0", "Note")}}},
		{"punctuation", nil, []string{"Age", "Petal.Length", "Note"},
			evaluator.InputMatch{Missing: []string{"petal length"}, Unknown: []string{"Petal.Length"}, Near: []evaluator.NearName{near("Petal.Length", "petal length")}}},
		{"a byte order mark", nil, []string{"\ufeffAge", "petal length", "Note"},
			evaluator.InputMatch{Missing: []string{"Age"}, Unknown: []string{"\ufeffAge"}, Near: []evaluator.NearName{near("\ufeffAge", "Age")}}},
		{"a byte order mark that was read as Latin-1", nil, []string{"ï»¿Age", "petal length", "Note"},
			evaluator.InputMatch{Missing: []string{"Age"}, Unknown: []string{"ï»¿Age"}, Near: []evaluator.NearName{near("ï»¿Age", "Age")}}},
		{"a replaced input that a name is near to", nil, []string{"Age", "petal length", "Note", "home"},
			evaluator.InputMatch{Unknown: []string{"home"}, Near: []evaluator.NearName{near("home", "Home")}}},
		{"a letter", nil, []string{"Age", "petal lengt", "Notes"}, evaluator.InputMatch{Missing: []string{"petal length", "Note"},
			Unknown: []string{"petal lengt", "Notes"}, Near: []evaluator.NearName{alike("petal lengt", "petal length"), alike("Notes", "Note")}}},
		{"other words", nil, []string{"Age", "petal length", "Note", "Agency", "", "--"}, evaluator.InputMatch{Unknown: []string{"Agency", "", "--"}}},
		{"near an input that is there", nil, []string{"Age", "age", "petal length", "Note"}, evaluator.InputMatch{Unknown: []string{"age"}}},
		{"near an input that nothing reads, or a target", nil, []string{"Age", "petal length", "Note", "extra", "species"}, evaluator.InputMatch{Unknown: []string{"extra", "species"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := evaluator.Load(strings.NewReader(namesModel), evaluator.WithResults(tt.results...))
			require.NoError(t, err)
			assert.Equal(t, &tt.want, m.MatchInputs(tt.given))
		})
	}
}

// TestRequiredInputs: what some result reads and nothing replaces must be there.
func TestRequiredInputs(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(namesModel))
	require.NoError(t, err)
	required := map[string]bool{}
	for _, f := range m.Inputs() {
		required[f.Name] = f.Required
	}
	assert.Equal(t, map[string]bool{"Age": true, "petal length": true, "Home": false, "Note": true, "Extra": false}, required)
}

// TestInputNames: all ways of scoring by name refuse the same names, by each policy.
func TestInputNames(t *testing.T) {
	const all = "Age,petal length,Note"
	for _, tt := range []struct {
		name   string
		policy evaluator.InputNames
		given  string
		want   *evaluator.InputError // nil: it is scored
	}{
		{"all there", evaluator.RefuseNearNames, all, nil},
		{"an unknown name", evaluator.RefuseNearNames, all + ",id", nil},
		{"an absent input", evaluator.RefuseNearNames, "Age,id", nil},
		{"a name near one", evaluator.RefuseNearNames, "age,petal length,Note",
			&evaluator.InputError{Code: evaluator.InputNearName, Field: "Age", Name: "age", Want: "Age"}},
		{"of several names the first input's", evaluator.RefuseNearNames, "note,petal.length,age,AGE",
			&evaluator.InputError{Code: evaluator.InputNearName, Field: "Age", Name: "AGE", Want: "Age"}},
		{"a name near one with a replacement", evaluator.RefuseNearNames, all + ",HOME",
			&evaluator.InputError{Code: evaluator.InputNearName, Field: "Home", Name: "HOME", Want: "Home"}},
		{"near by letters only", evaluator.RefuseNearNames, "Ages,petal length,Note", nil},
		{"near one that is there", evaluator.RefuseNearNames, all + ",age", nil},

		{"exact: all there", evaluator.ExactInputNames, all, nil},
		{"exact: with one that is not required", evaluator.ExactInputNames, all + ",Extra,Species", nil},
		{"exact: an absent input", evaluator.ExactInputNames, "Age,Note",
			&evaluator.InputError{Code: evaluator.InputAbsent, Field: "petal length", Want: "petal length"}},
		{"exact: an unknown name", evaluator.ExactInputNames, all + ",id", &evaluator.InputError{Code: evaluator.InputUnknownName, Name: "id"}},
		{"exact: an unknown name that is like one", evaluator.ExactInputNames, "Ag,petal length,Note,Hoem",
			&evaluator.InputError{Code: evaluator.InputUnknownName, Name: "Ag"}},
		{"exact: an unknown name with a suggestion", evaluator.ExactInputNames, "Age,petal lengt,Note",
			&evaluator.InputError{Code: evaluator.InputUnknownName, Name: "petal lengt", Want: "petal length"}},
		{"exact: a near name", evaluator.ExactInputNames, "Aaa,age,petal length,Note",
			&evaluator.InputError{Code: evaluator.InputNearName, Field: "Age", Name: "age", Want: "Age"}},

		{"any", evaluator.AnyInputNames, "age,petal.length,id", nil},
		{"any: nothing", evaluator.AnyInputNames, "id", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := evaluator.Load(strings.NewReader(namesModel), evaluator.WithInputNames(tt.policy))
			require.NoError(t, err)
			assert.Equal(t, tt.policy, m.InputNames())
			names := strings.Split(tt.given, ",")
			record, table := map[string]any{}, evaluator.NewColumns(1)
			for _, name := range names {
				record[name] = 2.0
				table.AddFloat64(name, []float64{2}, evaluator.Bitmap{})
			}
			check := func(way string, err error) {
				if tt.want == nil {
					assert.NoError(t, err, way)
					return
				}
				var e *evaluator.InputError
				if assert.ErrorAs(t, err, &e, way) {
					assert.NotEmpty(t, e.Detail)
					got := *e
					got.Detail = ""
					assert.Equal(t, *tt.want, got, way)
				}
			}
			for range 5 { // in whatever order the map gives its names
				_, err = m.Evaluate(record)
				check("Evaluate", err)
			}
			_, err = m.NewSession().Evaluate(record)
			check("Session", err)
			_, err = m.Explain(record)
			check("Explain", err)
			var out evaluator.ColumnResults
			check("ScoreColumns", m.ScoreColumns(context.Background(), table, &out))
			check("ScoreColumns with row errors", m.ScoreColumns(context.Background(), table, &out, evaluator.WithRowErrors()))
			check("CheckInputs", m.CheckInputs(names))
		})
	}
}

func TestInputNameErrorsSayWhatIsMeant(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(namesModel), evaluator.WithInputNames(evaluator.ExactInputNames))
	require.NoError(t, err)
	for _, tt := range []struct{ names, says string }{
		{"age,petal length,Note", `field "Age": absent, while "age" is given, which is no input of the model: names must be the same to the letter`},
		{"Age,petal lengt,Note", `name "petal lengt" is no input of the model; is "petal length" meant?`},
		{"Age,petal length,Note,id", `name "id" is no input of the model`},
		{"Age,petal length", `field "Note": absent, and the model needs it`},
	} {
		assert.EqualError(t, m.CheckInputs(strings.Split(tt.names, ",")), tt.says)
	}
	_, err = evaluator.Load(strings.NewReader(namesModel), evaluator.WithInputNames(9))
	var option *evaluator.OptionError
	require.True(t, errors.As(err, &option), "%v", err)
	assert.Equal(t, "WithInputNames", option.Option)
}

// TestNilIsNotAbsent: who gives an input nil says that it is missing.
func TestNilIsNotAbsent(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(namesModel), evaluator.WithInputNames(evaluator.ExactInputNames))
	require.NoError(t, err)
	_, err = m.Evaluate(map[string]any{"Age": nil, "petal length": nil, "Note": nil})
	assert.NoError(t, err)
}
