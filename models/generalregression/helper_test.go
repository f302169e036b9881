package generalregression_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// model is the text of a general regression over the fields x, z and n (doubles), c
// (string, with the values a, b, d), e (string, any value), t (string, any value), and a
// target that its function asks for: y, a number, or k with the values A, B, D.
type model struct {
	attributes string
	// math is the x-mathContext, target the target's name: y or k.
	math, target string
	targets      string
	output       string
	parameters   string
	factors      string
	covariates   string
	cells        string
	covariances  string
	betas        string
	rest         string
}

const dictionary = `<DataDictionary>
<DataField name="x" optype="continuous" dataType="double"/>
<DataField name="z" optype="continuous" dataType="double"/>
<DataField name="n" optype="continuous" dataType="double"/>
<DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/><Value value="d"/></DataField>
<DataField name="e" optype="categorical" dataType="string"/>
<DataField name="t" optype="categorical" dataType="string"/>
<DataField name="y" optype="continuous" dataType="double"/>
<DataField name="k" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/><Value value="D"/></DataField>
<DataField name="o" optype="ordinal" dataType="string"><Value value="A"/><Value value="B"/><Value value="D"/></DataField>
<DataField name="w" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField>
</DataDictionary>`

func (m model) text() string {
	if m.target == "" {
		m.target = "y"
	}
	if m.math != "" {
		m.attributes += ` x-mathContext="` + m.math + `"`
	}
	if m.parameters == "" {
		m.parameters = parameters("p0", "p1", "p2", "p3", "p4")
	}
	if m.factors == "" {
		m.factors = `<Predictor name="c"/><Predictor name="e"/>`
	}
	if m.covariates == "" {
		m.covariates = `<Predictor name="x"/><Predictor name="z"/>`
	}
	schema := `<MiningField name="` + m.target + `" usageType="target"/>`
	for _, f := range strings.Fields("x z n c e") {
		schema += `<MiningField name="` + f + `"/>`
	}
	if m.output != "" {
		m.output = "<Output>" + m.output + "</Output>"
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>` + dictionary + `<GeneralRegressionModel ` + m.attributes + `>
<MiningSchema>` + schema + `</MiningSchema>` + m.output + m.targets + `
<ParameterList>` + m.parameters + `</ParameterList>
<FactorList>` + m.factors + `</FactorList><CovariateList>` + m.covariates + `</CovariateList>
<PPMatrix>` + m.cells + `</PPMatrix>` + m.covariances + `
<ParamMatrix>` + m.betas + `</ParamMatrix>` + m.rest + `
</GeneralRegressionModel></PMML>`
}

func (m model) load(t testing.TB, opts ...evaluator.Option) *evaluator.Model {
	t.Helper()
	return pmmltest.Load(t, m.text(), opts...)
}

func parameters(names ...string) string {
	out := ""
	for _, n := range names {
		out += `<Parameter name="` + n + `"/>`
	}
	return out
}

// cells makes PPCells of "parameter predictor value", and "parameter predictor
// value category".
func cells(list ...string) string {
	out := ""
	for _, s := range list {
		f := strings.Fields(s)
		out += fmt.Sprintf(`<PPCell parameterName=%q predictorName=%q value=%q`, f[0], f[1], f[2])
		if len(f) > 3 {
			out += fmt.Sprintf(` targetCategory=%q`, f[3])
		}
		out += "/>"
	}
	return out
}

// betas makes PCells of "parameter beta" and "parameter beta category".
func betas(list ...string) string {
	out := ""
	for _, s := range list {
		f := strings.Fields(s)
		out += fmt.Sprintf(`<PCell parameterName=%q beta=%q`, f[0], f[1])
		if len(f) > 2 {
			out += fmt.Sprintf(` targetCategory=%q`, f[2])
		}
		out += "/>"
	}
	return out
}

func output(name, feature string, value ...string) string {
	v := ""
	if value != nil {
		v = ` value="` + value[0] + `"`
	}
	return `<OutputField name="` + name + `" feature="` + feature + `" optype="continuous" dataType="double"` + v + `/>`
}

// probabilities asks for those of the target's categories.
func probabilities(categories ...string) string {
	out := ""
	for _, k := range categories {
		out += output("p"+k, "probability", k)
	}
	return out
}

type record = map[string]any

// failed stands for a record that is an error.
const failed = "error"

// score gives a result as a number: nil where it is missing, failed for an error
// with the record.
func score(t testing.TB, m *evaluator.Model, r record, name string) any {
	t.Helper()
	result, err := m.Evaluate(r)
	if err != nil {
		var input *evaluator.InputError
		require.True(t, errors.As(err, &input), "%v", err)
		return failed
	}
	v, ok := result.Value(name)
	require.True(t, ok, name)
	return v
}

// requireNear compares numbers within the digits of a printed figure, all else
// exactly.
func requireNear(t testing.TB, want, got any, bound float64) {
	t.Helper()
	w, ok := want.(float64)
	g, isNumber := got.(float64)
	if f, single := got.(float32); single {
		g, isNumber = float64(f), true
	}
	if !ok || !isNumber || math.IsNaN(w) {
		require.Equal(t, fmt.Sprint(want), fmt.Sprint(got))
		return
	}
	require.InDelta(t, w, g, bound)
}
