package generalregression_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

// estimates are a model's parameters, as "parameter beta category", and their
// covariances by place.
type estimates struct {
	list        []string
	covariances [][]float64
}

// matrix writes the PCovMatrix: the lower triangle.
func (e estimates) matrix() string {
	out := "<PCovMatrix>"
	for i := range e.list {
		for j := range i + 1 {
			r, c := strings.Fields(e.list[i]), strings.Fields(e.list[j])
			out += fmt.Sprintf(`<PCovCell pRow=%q pCol=%q value="%v"`, r[0], c[0], e.covariances[i][j])
			if len(r) > 2 {
				out += fmt.Sprintf(" tRow=%q", r[2])
			}
			if len(c) > 2 {
				out += fmt.Sprintf(" tCol=%q", c[2])
			}
			out += "/>"
		}
	}
	return out + "</PCovMatrix>"
}

// standardError computes one from how the result changes with each beta.
func (e estimates) standardError(t *testing.T, m model, r record, name string) float64 {
	const step = 1e-6
	g := make([]float64, len(e.list))
	for i := range e.list {
		var at [2]float64
		for side, by := range []float64{-step, step} {
			moved := append([]string(nil), e.list...)
			f := strings.Fields(moved[i])
			var beta float64
			_, err := fmt.Sscan(f[1], &beta)
			require.NoError(t, err)
			f[1] = fmt.Sprint(beta + by)
			moved[i] = strings.Join(f, " ")
			m.betas = betas(moved...)
			at[side] = score(t, m.load(t), r, name).(float64)
		}
		g[i] = (at[1] - at[0]) / (2 * step)
	}
	v := 0.0
	for i := range g {
		for j := range g {
			v += g[i] * g[j] * e.covariances[max(i, j)][min(i, j)]
		}
	}
	return math.Sqrt(v)
}

var (
	three = [][]float64{{0.04}, {0.005, 0.03}, {-0.002, 0.004, 0.05}}
	four  = [][]float64{{0.04}, {0.005, 0.03}, {-0.002, 0.004, 0.05}, {0.001, -0.006, 0.002, 0.06}}
)

// Standard errors are those of the prediction as it depends on the parameters.
func TestStandardErrors(t *testing.T) {
	number := estimates{[]string{"p0 0.2", "p1 0.3", "p2 -0.1"}, three}
	for _, tt := range []struct {
		name       string
		attributes string
		target     string
		estimates  estimates
	}{
		{"linear", linear, "y", number},
		{"identity", glm("identity"), "y", number},
		{"log", glm("log"), "y", number},
		{"logc", glm("logc"), "y", number},
		{"logit", glm("logit"), "y", number},
		{"probit", glm("probit"), "y", number},
		{"cloglog", glm("cloglog"), "y", number},
		{"loglog", glm("loglog"), "y", number},
		{"negbin", glm("negbin") + ` distParameter="1.5"`, "y", number},
		{"oddspower", glm("oddspower") + ` linkParameter="0.5"`, "y", number},
		{"power", glm("power") + ` linkParameter="0.5"`, "y", number},
		{"trials", glm("logit") + ` trialsVariable="n"`, "y", number},
		{"an offset", glm("log") + ` offsetVariable="n"`, "y", number},
		{"two categories", binary, "w", number},
		{"two categories, named", binary, "w", estimates{[]string{"p0 0.2 A", "p1 0.3 A", "p2 -0.1 A"}, three}},
		{"a multinomial", multinomial, "k", estimates{[]string{"p0 0.2 A", "p1 0.3 A", "p0 -0.4 B", "p1 0.1 B"}, four}},
		{"an ordinal", ordinal, "o", estimates{[]string{"p0 -0.4 A", "p0 0.5 B", "p1 0.3", "p2 -0.1"}, four}},
		{"an ordinal probit", strings.Replace(ordinal, "logit", "probit", 1), "o", estimates{[]string{"p0 -0.4 A", "p0 0.5 B", "p1 0.3", "p2 -0.1"}, four}},
		{"an ordinal cauchit", strings.Replace(ordinal, "logit", "cauchit", 1), "o", estimates{[]string{"p0 -0.4 A", "p0 0.5 B", "p1 0.3", "p2 -0.1"}, four}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := model{
				attributes: tt.attributes, target: tt.target, covariances: tt.estimates.matrix(), betas: betas(tt.estimates.list...),
				cells: cells("p1 x 1", "p2 c a", "p2 z 2"),
			}
			r := record{"x": 1.5, "z": 0.8, "c": "a", "n": 3.0}
			if tt.target == "y" {
				m.output = output("se", "standardError")
				requireNear(t, tt.estimates.standardError(t, m, r, "y"), score(t, m.load(t), r, "se"), 1e-7)
				return
			}
			names := []string{"A", "B"}
			if tt.target != "w" {
				names = append(names, "D")
			}
			m.output = output("se", "standardError") + probabilities(names...)
			for _, k := range names {
				m.output += output("se"+k, "standardError", k)
			}
			loaded := m.load(t)
			winner := score(t, loaded, r, tt.target).(string)
			for _, k := range names {
				want := tt.estimates.standardError(t, m, r, "p"+k)
				requireNear(t, want, score(t, loaded, r, "se"+k), 1e-7)
				if k == winner {
					requireNear(t, want, score(t, loaded, r, "se"), 1e-7)
				}
			}
			require.Nil(t, score(t, loaded, record{}, "se"))
			require.Nil(t, score(t, loaded, record{}, "seA"))
		})
	}
}

func glm(link string) string {
	return `functionName="regression" modelType="generalizedLinear" linkFunction="` + link + `"`
}

// The bounds are the predictions 1.96 standard errors of the linear predictor away.
func TestConfidenceIntervals(t *testing.T) {
	const z = 1.959963984540054
	sigma := math.Sqrt(0.04 + 2*2*0.005 + 4*0.03) // of p0 + 2·p1
	const y = 0.2 + 2*0.3
	logit := func(y float64) float64 { return 1 / (1 + math.Exp(-y)) }
	covariances := `<PCovMatrix type="model"><PCovCell pRow="p0" pCol="p0" value="0.04"/><PCovCell pRow="p1" pCol="p0" value="0.005"/>` +
		`<PCovCell pRow="p0" pCol="p1" value="0.005"/><PCovCell pRow="p1" pCol="p1" value="0.03"/><PCovCell pRow="p2" pCol="p1" value="0"/></PCovMatrix>`
	for _, tt := range []struct {
		name       string
		attributes string
		target     string
		betas      string
		low, high  float64
	}{
		{"linear", linear, "y", betas("p0 0.2", "p1 0.3"), y - z*sigma, y + z*sigma},
		{"log", glm("log"), "y", betas("p0 0.2", "p1 0.3"), math.Exp(y - z*sigma), math.Exp(y + z*sigma)},
		{"a link that falls", glm("logc"), "y", betas("p0 0.2", "p1 0.3"), 1 - math.Exp(y+z*sigma), 1 - math.Exp(y-z*sigma)},
		{"trials", glm("log") + ` trialsValue="2"`, "y", betas("p0 0.2", "p1 0.3"), 2 * math.Exp(y-z*sigma), 2 * math.Exp(y+z*sigma)},
		{"two categories", binary, "w", betas("p0 0.2", "p1 0.3"), logit(y - z*sigma), logit(y + z*sigma)},
		{"the reference of two", binary + ` targetReferenceCategory="B"`, "w", betas("p0 -0.2", "p1 -0.3"), logit(y - z*sigma), logit(y + z*sigma)},
	} {
		for _, context := range []string{"", "float"} {
			t.Run(tt.name+context, func(t *testing.T) {
				m := model{
					attributes: tt.attributes, math: context, target: tt.target, covariances: covariances, betas: tt.betas, cells: cells("p1 x 1"),
					output: output("low", "confidenceIntervalLower", "95") + output("high", "confidenceIntervalUpper", "95"),
				}
				loaded := m.load(t)
				requireNear(t, tt.low, score(t, loaded, record{"x": 2.0}, "low"), 1e-6)
				requireNear(t, tt.high, score(t, loaded, record{"x": 2.0}, "high"), 1e-6)
				require.Nil(t, score(t, loaded, record{}, "low"))
				require.Nil(t, score(t, loaded, record{}, "high"))
			})
		}
	}
}

// With several linear predictors the bounds are standard errors of the
// probability away, and within 0 and 1.
func TestConfidenceIntervalsOfSeveral(t *testing.T) {
	e := estimates{[]string{"p0 0.2 A", "p1 0.3 A", "p0 -0.4 B", "p1 0.1 B"}, four}
	m := model{
		attributes: multinomial, target: "k", covariances: e.matrix(), betas: betas(e.list...), cells: cells("p1 x 1"),
		output: probabilities("A") + output("se", "standardError") + output("low", "confidenceIntervalLower", "80") + output("high", "confidenceIntervalUpper", "80"),
	}
	loaded := m.load(t)
	r := record{"x": 2.0}
	p, se := score(t, loaded, r, "pA").(float64), score(t, loaded, r, "se").(float64)
	requireNear(t, p-1.2815515655446004*se, score(t, loaded, r, "low"), 1e-12)
	requireNear(t, p+1.2815515655446004*se, score(t, loaded, r, "high"), 1e-12)
	e.covariances = [][]float64{{400}, {0, 300}, {0, 0, 500}, {0, 0, 0, 600}}
	m.covariances = e.matrix()
	loaded = m.load(t)
	requireNear(t, 0.0, score(t, loaded, r, "low"), 0)
	requireNear(t, 1.0, score(t, loaded, r, "high"), 0)
}

// A parameter that is left out of the model, or fixed, needs no variance.
func TestParametersWithoutVariance(t *testing.T) {
	m := model{
		attributes: linear, cells: cells("p1 x 1", "p2 c a"), output: output("se", "standardError"),
		betas:       betas("p0 1") + `<PCell parameterName="p1" beta="2" df="0"/><PCell parameterName="p2" beta="0"/>`,
		covariances: `<PCovMatrix><PCovCell pRow="p0" pCol="p0" value="0.09"/></PCovMatrix>`,
	}
	requireNear(t, 0.3, score(t, m.load(t), record{"x": 1.0, "c": "b"}, "se"), 1e-15)
}

// A segment that does not run has no standard error, whatever the record before
// had.
func TestStandardErrorsOfSegments(t *testing.T) {
	segment := func(id, category string) string {
		m := model{attributes: linear, cells: cells("p1 x 1"), betas: betas("p0 1", "p1 2"),
			covariances: `<PCovMatrix><PCovCell pRow="p0" pCol="p0" value="0.04"/><PCovCell pRow="p1" pCol="p1" value="0.01"/></PCovMatrix>`}.text()
		_, m, _ = strings.Cut(m, "<GeneralRegressionModel")
		m, _, _ = strings.Cut(m, "</PMML>")
		return `<Segment id="` + id + `"><SimplePredicate field="c" operator="equal" value="` + category + `"/><GeneralRegressionModel` + m + `</Segment>`
	}
	text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>` + dictionary + `<MiningModel functionName="regression"><MiningSchema>
<MiningField name="y" usageType="target"/><MiningField name="x"/><MiningField name="z"/><MiningField name="n"/><MiningField name="c"/><MiningField name="e"/></MiningSchema>
<Output><OutputField name="s1" feature="standardError" segmentId="1" dataType="double" optype="continuous"/><OutputField name="s2" feature="standardError" segmentId="2" dataType="double" optype="continuous"/></Output>
<Segmentation multipleModelMethod="selectFirst">` + segment("1", "a") + segment("2", "b") + `</Segmentation></MiningModel></PMML>`
	m := pmmltest.Load(t, text)
	row := m.NewRow()
	at := map[string]int{}
	for i, f := range m.Inputs() {
		at[f.Name] = i
	}
	for range 2 {
		for _, c := range []string{"a", "b"} {
			row.Reset()
			row.SetFloat(at["x"], 2)
			row.SetText(at["c"], c)
			require.NoError(t, row.Score())
			got := []any{row.Value(1), row.Value(2)}
			if c == "b" {
				got[0], got[1] = got[1], got[0]
			}
			requireNear(t, math.Sqrt(0.08), got[0], 1e-15)
			require.Nil(t, got[1])
		}
	}
}
