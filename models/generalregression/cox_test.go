package generalregression_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const cox = `functionName="regression" modelType="CoxRegression" endTimeVariable="n"`

func TestCox(t *testing.T) {
	one := `<BaseCumHazardTables maxTime="9"><BaselineCell time="5" cumHazard="0.3"/><BaselineCell time="2" cumHazard="0.12"/></BaseCumHazardTables>`
	strata := `<BaseCumHazardTables>
<BaselineStratum value="u" label="U" maxTime="9"><BaselineCell time="2" cumHazard="0.12"/></BaselineStratum>
<BaselineStratum value="v" maxTime="4"><BaselineCell time="2" cumHazard="0.24"/></BaselineStratum></BaseCumHazardTables>`
	const unit = 0.26706491 // 0.12 · e^(1.3 - 0.5)
	for _, tt := range []struct {
		name       string
		attributes string
		rest       string
		record     record
		want       any
	}{
		{"the step at the time", cox, one, record{"x": 2.0, "z": 1.0, "n": 2.0}, unit},
		{"between steps", cox, one, record{"x": 2.0, "z": 1.0, "n": 4.9}, unit},
		{"steps are put in order", cox, one, record{"x": 2.0, "z": 1.0, "n": 5.0}, 2.5 * unit},
		{"the last time", cox, one, record{"x": 2.0, "z": 1.0, "n": 9.0}, 2.5 * unit},
		{"after the last time", cox, one, record{"x": 2.0, "z": 1.0, "n": 9.5}, nil},
		{"before the first step", cox, one, record{"x": 2.0, "z": 1.0, "n": 1.0}, 0.0},
		{"where predictors do not matter", cox, one, record{"n": 1.0}, 0.0},
		{"a missing predictor", cox, one, record{"x": 2.0, "n": 2.0}, nil},
		{"a missing time", cox, one, record{"x": 2.0, "z": 1.0}, failed},
		{"a stratum", cox + ` baselineStrataVariable="e"`, strata, record{"x": 2.0, "z": 1.0, "n": 2.0, "e": "v"}, 2 * unit},
		{"each stratum has a last time", cox + ` baselineStrataVariable="e"`, strata, record{"x": 2.0, "z": 1.0, "n": 5.0, "e": "v"}, nil},
		{"a stratum without a baseline", cox + ` baselineStrataVariable="e"`, strata, record{"x": 2.0, "z": 1.0, "n": 2.0, "e": "w"}, nil},
		{"a missing stratum", cox + ` baselineStrataVariable="e"`, strata, record{"x": 2.0, "z": 1.0, "n": 2.0}, failed},
		{"what it was trained with", cox + ` startTimeVariable="x" subjectIDVariable="t" statusVariable="y"`, `<EventValues><Value value="1"/></EventValues>` + one, record{"x": 2.0, "z": 1.0, "n": 2.0}, unit},
	} {
		for _, context := range []string{"", "float"} {
			t.Run(tt.name+context, func(t *testing.T) {
				m := model{
					attributes: tt.attributes, math: context, cells: cells("p1 x 1", "p2 z 1"), betas: betas("p1 0.5", "p2 0.3"),
					parameters: `<Parameter name="p1" referencePoint="1"/><Parameter name="p2"/>`, rest: tt.rest,
				}
				requireNear(t, tt.want, score(t, m.load(t), tt.record, "y"), 1e-7)
			})
		}
	}
}

// Without parameters there is the baseline alone.
func TestCoxOfTheBaseline(t *testing.T) {
	m := model{attributes: cox, rest: `<BaseCumHazardTables maxTime="9"><BaselineCell time="2" cumHazard="0.12"/></BaseCumHazardTables>`}
	require.Equal(t, 0.12, score(t, m.load(t), record{"n": 3.0}, "y"))
}
