package generalregression_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// squeezed leaves out indents and the spaces between columns.
func squeezed(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// An explanation lists each parameter's part in the sum, and what follows from it.
func TestExplain(t *testing.T) {
	x := record{"x": 2.0, "z": 0.5, "n": 3.0, "c": "a", "e": "u"}
	for _, tt := range []struct {
		name   string
		model  model
		record record
		want   string
	}{
		{"a number", model{
			attributes: linear, cells: cells("p1 x 1", "p2 z 2", "p3 c a", "p4 c b"), betas: betas("p0 1", "p1 0.5", "p2 2", "p3 -1", "p4 3"),
		}, x, `
  +1    x    0.5 · 2
  +0.5  z^2  2 · 0.5^2
  -1    c = a
  +1    intercept
  1.5   sum
  y = 1.5
`},
		{"contrasts and interactions", model{
			attributes: glm("log") + ` trialsValue="2"`, factors: contrasted("a b d", `<Matrix>`+arrays("0.5", "0", "-0.5")+`</Matrix>`),
			cells: cells("p1 c a", "p2 x 1", "p2 c a"), betas: betas("p0 1", "p1 2", "p2 -1"),
		}, x, `
  +1       c = a          2 · 0.5
  -1       c = a · x = 2  -1 · 1
  +1       intercept
  1        sum
  5.43656  inverse log of the sum
  the sum y gives e^y, once for each of 2 trials
  y = 5.43656365691809
`},
		{"a missing value", model{attributes: linear, cells: cells("p1 x 1", "p2 c a", "p2 z 1"), betas: betas("p1 0.5", "p2 1")}, record{"x": 1.0}, `
  +0.5     x          0.5 · 1
  missing  c · z      1 · missing · missing
  0       intercept
  missing  sum, as a value is missing
  y = missing
`},
		{"a multinomial", model{attributes: multinomial, target: "k", cells: cells("p1 x 1"), betas: betas("p1 0.5 A", "p0 -0.5 B")}, x, `
  category A
    +1        x          0.5 · 2
    0        intercept
    1         sum
    0.628532  probability
  category B
    -0.5      intercept
    -0.5      sum
    0.140244  probability
  each probability is the category's share of the sum of all e^y, where y of D is 0
  k = A
`},
		{"two categories", model{attributes: binary, target: "w", betas: betas("p0 0.4 A")}, x, `
  category A
    +0.4      intercept
    0.4       sum
    0.598688  probability
  the probability of A is 1/(1 + e^-y), that of B the rest to 1
  w = A
`},
		{"an ordinal", model{attributes: ordinal, target: "o", cells: cells("p1 x 1"), betas: betas("p0 -0.4 A", "p0 0.9 B", "p1 0.3")}, x, `
  +0.6  x          0.3 · 2
  0    intercept
  0.6   sum
  with each category's own intercept a, the probability of the category or one before it is 1/(1 + e^-y) of the sum and a; a is -0.4 for A, 0.9 for B
  o = A
`},
		{"a Cox regression", model{
			attributes: cox, cells: cells("p1 x 1", "p2 z 1"), betas: betas("p1 0.5", "p2 0.6"), parameters: `<Parameter name="p1" referencePoint="1"/><Parameter name="p2"/>`,
			rest: `<BaseCumHazardTables maxTime="9"><BaselineCell time="2" cumHazard="0.12"/></BaseCumHazardTables>`,
		}, x, `
  +1        x          0.5 · 2
  +0.3      z          0.6 · 0.5
  -0.5      intercept
  0.8       sum
  0.267065  hazard of the sum
  the cumulative hazard is the baseline's 0.12 times e^y of the sum y, and the survival e^-hazard is 0.765623
  y = 0.26706491141909616
`},
		{"after the baseline", model{
			attributes: cox, cells: cells("p1 x 1"), betas: betas("p1 0.5"),
			rest: `<BaseCumHazardTables maxTime="2"><BaselineCell time="2" cumHazard="0.12"/></BaseCumHazardTables>`,
		}, x, `
  +1  x          0.5 · 2
  0  intercept
  1   sum
  the baseline has no hazard for the record's stratum and time
  y = missing
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := tt.model.load(t).Explain(tt.record)
			require.NoError(t, err)
			var text bytes.Buffer
			require.NoError(t, e.WriteText(&text))
			_, body, ok := strings.Cut(text.String(), "GeneralRegressionModel")
			require.True(t, ok, text.String())
			_, body, _ = strings.Cut(body, "\n")
			require.Equal(t, squeezed(tt.want), squeezed(body))
		})
	}
}

// Labels of parameters are in the data.
func TestExplainNamesParameters(t *testing.T) {
	m := model{
		attributes: linear, parameters: `<Parameter name="p0"/><Parameter name="p1" label="the age"/><Parameter name="p2"/>`,
		cells: cells("p1 x 1", "p2 c a", "p2 x 1"), betas: betas("p0 1", "p1 2", "p2 3"),
	}
	e, err := m.load(t, evaluator.WithResults("y")).Explain(record{"x": 1.0, "c": "a"})
	require.NoError(t, err)
	terms := e.Model.Detail.(*explain.Regression).Tables[0].Terms
	require.Equal(t, "the age", terms[0].Parameter)
	require.Equal(t, "p2", terms[1].Parameter)
}

// PMML 3.0 has models without a PPMatrix, whose target is an attribute.
func TestOldDocuments(t *testing.T) {
	text := `<PMML xmlns="http://www.dmg.org/PMML-3_0" version="3.0"><Header/><DataDictionary>
<DataField name="w" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField></DataDictionary>
<GeneralRegressionModel targetVariableName="w" functionName="classification" modelType="multinomialLogistic"><MiningSchema/>
<ParameterList><Parameter name="p0"/></ParameterList>
<ParamMatrix><PCell parameterName="p0" beta="0.4" targetCategory="A"/></ParamMatrix></GeneralRegressionModel></PMML>`
	m := pmmltest.Load(t, text)
	require.Equal(t, "A", score(t, m, record{}, "w"))
}
