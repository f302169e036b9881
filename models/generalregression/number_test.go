package generalregression_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLinks(t *testing.T) {
	for _, tt := range []struct {
		link string
		want float64
	}{
		{`linkFunction="identity"`, 0.4},
		{`linkFunction="log"`, 1.49182},
		{`linkFunction="logc"`, -0.49182},
		{`linkFunction="logit"`, 0.59869},
		{`linkFunction="probit"`, 0.65542},
		{`linkFunction="cloglog"`, 0.77504},
		{`linkFunction="loglog"`, 0.51154},
		{`linkFunction="negbin" distParameter="2"`, -1.51662},
		{`linkFunction="oddspower" linkParameter="0.5"`, 0.59016},
		{`linkFunction="oddspower" linkParameter="0"`, 0.59869},
		{`linkFunction="power" linkParameter="0.5"`, 0.16},
		{`linkFunction="power" linkParameter="1"`, 0.4},
		{`linkFunction="power" linkParameter="0"`, 1.49182},
		{`linkFunction="power" linkParameter="-2"`, 1.58114},
	} {
		for _, context := range []string{"", "float"} {
			t.Run(tt.link+context, func(t *testing.T) {
				m := model{
					attributes: `functionName="regression" modelType="generalizedLinear" ` + tt.link, math: context,
					cells: cells("p1 x 1"), betas: betas("p1 1"),
				}
				loaded := m.load(t)
				got := score(t, loaded, record{"x": 0.4}, "y")
				requireNear(t, tt.want, got, 6e-6)
				if v, ok := got.(float64); context != "" && ok && v != float64(float32(v)) {
					t.Errorf("F(0.4) = %v is not a float32", v)
				}
				requireNear(t, nil, score(t, loaded, record{}, "y"), 0)
			})
		}
	}
}

func TestOffsetsAndTrials(t *testing.T) {
	const log = `functionName="regression" modelType="generalizedLinear" linkFunction="log"`
	const identity = `functionName="regression" modelType="generalizedLinear" linkFunction="identity"`
	for _, tt := range []struct {
		name       string
		attributes string
		record     record
		want       any
	}{
		{"neither", log, record{"x": 1.0}, math.Exp(0.5)},
		{"an offset", log + ` offsetValue="0.25"`, record{"x": 1.0}, math.Exp(0.75)},
		{"an offset of the record", log + ` offsetVariable="n"`, record{"x": 1.0, "n": 0.25}, math.Exp(0.75)},
		{"a missing offset", log + ` offsetVariable="n"`, record{"x": 1.0}, failed},
		{"trials", log + ` trialsValue="3"`, record{"x": 1.0}, 3 * math.Exp(0.5)},
		{"trials of the record", log + ` trialsVariable="n"`, record{"x": 1.0, "n": 4.0}, 4 * math.Exp(0.5)},
		{"one trial of the record", log + ` trialsVariable="n"`, record{"x": 1.0, "n": 1.0}, math.Exp(0.5)},
		{"missing trials", log + ` trialsVariable="n"`, record{"x": 1.0}, failed},
		{"trials without a link", identity + ` trialsValue="3"`, record{"x": 1.0}, 1.5},
		{"a parameter that the link does not need", log + ` linkParameter="1" distParameter="2"`, record{"x": 1.0}, math.Exp(0.5)},
		{"a general linear model", `functionName="regression" modelType="generalLinear"`, record{"x": 1.0}, 0.5},
		{"what does not count in a prediction", `functionName="regression" modelType="generalLinear" targetReferenceCategory="1" subjectIDVariable="n" distribution="normal" modelDF="2"`, record{"x": 1.0}, 0.5},
		{"its own link", `functionName="regression" modelType="generalLinear" linkFunction="identity"`, record{"x": 1.0}, 0.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := model{attributes: tt.attributes, cells: cells("p1 x 1"), betas: betas("p1 0.5")}
			requireNear(t, tt.want, score(t, m.load(t), tt.record, "y"), 1e-12)
			m.math = "float"
			requireNear(t, tt.want, score(t, m.load(t), tt.record, "y"), 1e-6)
		})
	}
}

// What the attributes ask for and the record lacks is an error that names the
// field, unless Targets says what stands for a missing prediction. A missing
// predictor comes before: it makes the prediction missing.
func TestLackingRecords(t *testing.T) {
	base := `<BaseCumHazardTables maxTime="9"><BaselineCell time="2" cumHazard="0.12"/></BaseCumHazardTables>`
	strata := `<BaseCumHazardTables><BaselineStratum value="u" maxTime="9"><BaselineCell time="2" cumHazard="0.12"/></BaselineStratum></BaseCumHazardTables>`
	number := `<Targets><Target field="y"><TargetValue defaultValue="7"/></Target></Targets>`
	priors := func(name string) string {
		return `<Targets><Target field="` + name + `"><TargetValue value="A" priorProbability="1"/></Target></Targets>`
	}
	one := betas("p1 0.5")
	for _, tt := range []struct {
		name   string
		model  model
		target string
		record record
		detail string
	}{
		{"offset", model{attributes: glm("log") + ` offsetVariable="n"`, betas: one}, "y", record{"x": 1.0}, `field "n": the value is missing, which the model needs as an offset`},
		{"offset of the identity", model{attributes: glm("identity") + ` offsetVariable="n"`, betas: one}, "y", record{"x": 1.0}, `field "n": the value is missing, which the model needs as an offset`},
		{"trials", model{attributes: glm("log") + ` trialsVariable="n"`, betas: one}, "y", record{"x": 1.0}, `field "n": the value is missing, which the model needs as the number of trials`},
		{"time", model{attributes: cox, betas: one, rest: base}, "y", record{"x": 1.0}, `field "n": the value is missing, which the model needs as the end time`},
		{"stratum", model{attributes: cox + ` baselineStrataVariable="e"`, betas: one, rest: strata}, "y", record{"x": 1.0, "n": 2.0}, `field "e": the value is missing, which the model needs as the stratum of the baseline`},
		{"multinomial", model{attributes: multinomial + ` offsetVariable="n"`, betas: betas("p1 1 A", "p1 -0.5 B")}, "k", record{"x": 1.0}, `field "n": the value is missing, which the model needs as an offset`},
		{"ordinal", model{attributes: ordinal + ` offsetVariable="n"`, betas: betas("p0 -0.4 A", "p0 0.9 B", "p1 0.6")}, "o", record{"x": 1.0}, `field "n": the value is missing, which the model needs as an offset`},
	} {
		for _, context := range []string{"", "float"} {
			t.Run(tt.name+context, func(t *testing.T) {
				m := tt.model
				m.math, m.target, m.cells = context, tt.target, cells("p1 x 1")
				_, err := m.load(t).Evaluate(tt.record)
				require.ErrorContains(t, err, tt.detail)

				if tt.name != "time" && tt.name != "stratum" {
					result, err := m.load(t).Evaluate(record{})
					require.NoError(t, err)
					got, _ := result.Value(tt.target)
					require.Nil(t, got)
				}

				var want any = 7.0
				if m.targets = number; tt.target != "y" {
					m.targets, want = priors(tt.target), "A"
				}
				result, err := m.load(t).Evaluate(tt.record)
				require.NoError(t, err)
				got, _ := result.Value(tt.target)
				require.Equal(t, want, got)
			})
		}
	}
}

// What Targets does comes after, also to a prediction that is missing.
func TestTargets(t *testing.T) {
	m := model{
		attributes: linear, cells: cells("p1 x 1"), betas: betas("p1 2"),
		targets: `<Targets><Target field="y" rescaleFactor="10"><TargetValue defaultValue="1"/></Target></Targets>`,
	}
	requireNear(t, 60.0, score(t, m.load(t), record{"x": 3.0}, "y"), 0)
	requireNear(t, 10.0, score(t, m.load(t), record{}, "y"), 0)
}

// The records that a document brings along for its verification are scored.
func TestVerification(t *testing.T) {
	m := model{
		attributes: glm("log"), cells: cells("p1 x 1"), betas: betas("p1 0.5"),
		rest: `<ModelVerification recordCount="2"><VerificationFields><VerificationField field="x"/><VerificationField field="y"/></VerificationFields>
<InlineTable><row><x>1</x><y>1.6487212707</y></row><row><x>2</x><y>3</y></row></InlineTable></ModelVerification>`,
	}
	v, err := m.load(t).Verify()
	require.NoError(t, err)
	require.Equal(t, 2, v.Rows)
	require.Len(t, v.Mismatches, 1)
	require.Equal(t, 2, v.Mismatches[0].Row)
	require.Equal(t, "2.718281828459045", v.Mismatches[0].Got)
}
