package generalregression_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	multinomial = `functionName="classification" modelType="multinomialLogistic"`
	binary      = `functionName="classification" modelType="generalizedLinear" linkFunction="logit"`
	ordinal     = `functionName="classification" modelType="ordinalMultinomial" cumulativeLink="logit"`
)

func TestClassification(t *testing.T) {
	for _, tt := range []struct {
		name       string
		attributes string
		target     string
		cells      string
		betas      string
		record     record
		want       []float64 // nil for a missing prediction
		winner     any
	}{
		{"softmax against a reference", multinomial, "k", "", betas("p0 1 A", "p0 -0.5 B"), record{}, []float64{0.62853, 0.14024, 0.23122}, "A"},
		{"the reference is the one without betas", multinomial, "k", "", betas("p0 1 A", "p0 -0.5 D"), record{}, []float64{0.62853, 0.23122, 0.14024}, "A"},
		{"the reference by name", multinomial + ` targetReferenceCategory="A"`, "k", "", betas("p0 1 B", "p0 -0.5 D"), record{}, []float64{0.23122, 0.62853, 0.14024}, "B"},
		{"betas of 0 for the reference", multinomial + ` targetReferenceCategory="A"`, "k", "", betas("p0 0 A", "p0 1 B", "p0 -0.5 D"), record{}, []float64{0.23122, 0.62853, 0.14024}, "B"},
		{"of equals the first wins, the reference last", multinomial + ` targetReferenceCategory="A"`, "k", "", betas("p0 0 B", "p0 0 D"), record{}, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}, "B"},
		{"large numbers", multinomial, "k", "", betas("p0 1000 A", "p0 1001 B"), record{}, []float64{0.26894, 0.73106, 0}, "B"},
		{"an offset moves all but the reference", multinomial + ` offsetValue="1"`, "k", "", betas("p0 0 A", "p0 -1.5 B"), record{}, []float64{0.62853, 0.14024, 0.23122}, "A"},
		{"cells for all categories", multinomial, "k", cells("p1 x 1"), betas("p1 1 A", "p1 -0.5 B"), record{"x": 1.0}, []float64{0.62853, 0.14024, 0.23122}, "A"},
		{"cells of a category's own", multinomial, "k", cells("p1 x 1", "p1 z 1 B"), betas("p1 1 A", "p1 -0.5 B"), record{"x": 1.0, "z": 1.0}, []float64{0.62853, 0.14024, 0.23122}, "A"},
		{"and no others", multinomial, "k", cells("p1 x 1 A", "p1 z 1 B"), betas("p1 1 A", "p1 -0.5 B"), record{"x": 1.0, "z": 1.0}, []float64{0.62853, 0.14024, 0.23122}, "A"},
		{"a missing value", multinomial, "k", cells("p1 x 1"), betas("p1 1 A", "p1 -0.5 B"), record{}, nil, nil},
		{"two categories", binary, "w", "", betas("p0 0.4 A"), record{}, []float64{0.59869, 0.40131}, "A"},
		{"two categories, the first the reference", binary, "w", "", betas("p0 0.4 B"), record{}, []float64{0.40131, 0.59869}, "B"},
		{"without a category, the last is the reference", binary, "w", "", betas("p0 0.4"), record{}, []float64{0.59869, 0.40131}, "A"},
		{"the reference decides", binary + ` targetReferenceCategory="A"`, "w", "", betas("p0 0.4"), record{}, []float64{0.40131, 0.59869}, "B"},
		{"a multinomial of two", multinomial, "w", "", betas("p0 0.4"), record{}, []float64{0.59869, 0.40131}, "A"},
		{"trials do not multiply", binary + ` trialsValue="5"`, "w", "", betas("p0 0.4 A"), record{}, []float64{0.59869, 0.40131}, "A"},
		{"an offset", binary + ` offsetVariable="n"`, "w", "", betas("p0 0.1 A"), record{"n": 0.3}, []float64{0.59869, 0.40131}, "A"},
		{"within 1", `functionName="classification" modelType="generalizedLinear" linkFunction="log"`, "w", "", betas("p0 0.4 A"), record{}, []float64{1, 0}, "A"},
		{"within 0", `functionName="classification" modelType="generalizedLinear" linkFunction="identity"`, "w", "", betas("p0 -0.4 A"), record{}, []float64{0, 1}, "B"},
		{"cumulative", ordinal, "o", cells("p1 x 1"), betas("p0 -0.4 A", "p0 0.9 B", "p1 0.6"), record{"x": 1.0}, []float64{0.54983, 0.26774, 0.18243}, "A"},
		{"intercepts only", ordinal, "o", "", betas("p0 0.2 A", "p0 1.5 B"), record{}, []float64{0.54983, 0.26774, 0.18243}, "A"},
		{"a cumulative offset", ordinal + ` offsetValue="0.6"`, "o", "", betas("p0 -0.4 A", "p0 0.9 B"), record{}, []float64{0.54983, 0.26774, 0.18243}, "A"},
		{"the reference is last in order", ordinal + ` targetReferenceCategory="A"`, "o", "", betas("p0 0.2 B", "p0 1.5 D"), record{}, []float64{0.18243, 0.54983, 0.26774}, "B"},
		{"cumulative probit", `functionName="classification" modelType="ordinalMultinomial" cumulativeLink="probit"`, "o", "", betas("p0 0.4 A", "p0 1 B"), record{}, []float64{0.65542, 0.18592, 0.15866}, "A"},
		{"cumulative cloglog", `functionName="classification" modelType="ordinalMultinomial" cumulativeLink="cloglog"`, "o", "", betas("p0 0.4 A", "p0 1 B"), record{}, []float64{0.77504, 0.15897, 0.06599}, "A"},
		{"cumulative loglog", `functionName="classification" modelType="ordinalMultinomial" cumulativeLink="loglog"`, "o", "", betas("p0 0.4 A", "p0 1 B"), record{}, []float64{0.51154, 0.18066, 0.30780}, "A"},
		{"cumulative cauchit", `functionName="classification" modelType="ordinalMultinomial" cumulativeLink="cauchit"`, "o", "", betas("p0 0.4 A", "p0 1 B"), record{}, []float64{0.62112, 0.12888, 0.25}, "A"},
		{"a missing slope", ordinal, "o", cells("p1 x 1"), betas("p0 -0.4 A", "p0 0.9 B", "p1 0.6"), record{}, nil, nil},
		{"categories that the target's field does not list", multinomial + ` targetReferenceCategory="u"`, "t", "", betas("p0 1 s", "p0 -0.5 r"), record{}, nil, "s"},
	} {
		for _, context := range []string{"", "float"} {
			t.Run(tt.name+context, func(t *testing.T) {
				m := model{attributes: tt.attributes, math: context, target: tt.target, cells: tt.cells, betas: tt.betas}
				names := []string{"A", "B", "D"}
				if tt.target == "w" {
					names = names[:2]
				}
				m.output = probabilities(names...)
				text := m
				if tt.target == "t" {
					text.output = ""
				}
				loaded := text.load(t)
				for range 2 { // the second time on what the first left
					require.Equal(t, tt.winner, score(t, loaded, tt.record, tt.target))
					if tt.target == "t" {
						continue
					}
					for i, name := range names {
						if tt.want == nil {
							require.Nil(t, score(t, loaded, tt.record, "p"+name))
							continue
						}
						requireNear(t, tt.want[i], score(t, loaded, tt.record, "p"+name), 6e-6)
					}
				}
			})
		}
	}
}

// Where there is no prediction, Targets may have one.
func TestPriors(t *testing.T) {
	m := model{
		attributes: multinomial, target: "k", cells: cells("p1 x 1"), betas: betas("p1 1 A", "p1 -0.5 B"), output: probabilities("A", "B"),
		targets: `<Targets><Target field="k"><TargetValue value="A" priorProbability="0.25"/><TargetValue value="B" priorProbability="0.75"/></Target></Targets>`,
	}
	loaded := m.load(t)
	require.Equal(t, "B", score(t, loaded, record{}, "k"))
	requireNear(t, 0.75, score(t, loaded, record{}, "pB"), 0)
}

// Infinite predictors have no distribution.
func TestUndefinedProbabilities(t *testing.T) {
	m := model{attributes: multinomial, target: "k", cells: cells("p1 x -1"), betas: betas("p1 1 A", "p1 1 B")}
	require.Equal(t, failed, score(t, m.load(t), record{"x": 0.0}, "k"))
	m = model{attributes: `functionName="classification" modelType="generalizedLinear" linkFunction="power" linkParameter="2"`, target: "w", cells: cells("p1 x 1"), betas: betas("p1 1 A")}
	require.Equal(t, failed, score(t, m.load(t), record{"x": -1.0}, "w"))
}
