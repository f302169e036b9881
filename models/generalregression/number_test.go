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
		{"a missing offset", log + ` offsetVariable="n"`, record{"x": 1.0}, nil},
		{"trials", log + ` trialsValue="3"`, record{"x": 1.0}, 3 * math.Exp(0.5)},
		{"trials of the record", log + ` trialsVariable="n"`, record{"x": 1.0, "n": 4.0}, 4 * math.Exp(0.5)},
		{"one trial of the record", log + ` trialsVariable="n"`, record{"x": 1.0, "n": 1.0}, math.Exp(0.5)},
		{"missing trials", log + ` trialsVariable="n"`, record{"x": 1.0}, nil},
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
