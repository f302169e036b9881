package ruleset_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func TestExplain(t *testing.T) {
	rules := []string{
		rule(`id="never" score="A"`, `<False/>`),
		compound(positive, rule(`score="B" weight="0.5" confidence="0.25"`, is("z", "lessThan", "5")), compound(`<True/>`, rule(`id="both" score="A" weight="0.75"`))),
		rule(`id="all" score="B" weight="0.5"`),
	}
	for _, tt := range []struct {
		name, text string
		record     record
		want       string
	}{
		{"sums of weights", classification("weightedSum", "", "", rules...), record{"x": 1.5, "z": 2.0}, ` (classification)
  weightedSum: 3 of 4 rules fire
  rule 2: B, weight 0.5, confidence 0.25 – wins
    if x > 0 (x is 1.5)
    if z < 5 (z is 2)
  rule both: A, weight 0.75, confidence 1
    if x > 0 (x is 1.5)
  rule all: B, weight 0.5, confidence 1
  sums of weights
    1     B  2 rules
    0.75  A  1 rule
  c = B
    A  confidence 0.25
    B  confidence 0.333333
`},
		{"the first hit", classification("firstHit", "", "", rules...), record{"z": 2.0}, ` (classification)
  firstHit: 1 of 4 rules fire
  rule all: B, confidence 1 – wins
  c = B
    A  confidence 0
    B  confidence 1
`},
		{"a default", classification("firstHit", `defaultScore="C" defaultConfidence="0.5"`, "", rules[0]), nil, ` (classification)
  firstHit: 0 of 1 rules fire
  no rule fires, so the default score is predicted
  c = C
    A  confidence 0
    C  confidence 0.5
`},
		{"no prediction", classification("firstHit", ``, "", rules[0]), nil, ` (classification)
  firstHit: 0 of 1 rules fire
  no rule fires and there is no default score, so there is no prediction
  c = missing
`},
		{"a number", regression("weightedMax", ``, "", rule(`score="2.5"`)), nil, ` (regression)
  weightedMax: 1 of 1 rules fire
  rule 1: 2.5, weight 1, confidence 1 – wins
  y = 2.5
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
				e, err := load(t, wrap(tt.text), opts...).Explain(tt.record)
				require.NoError(t, err)
				var b bytes.Buffer
				require.NoError(t, e.WriteText(&b))
				_, got, _ := strings.Cut(b.String(), "RuleSetModel")
				assert.Equal(t, strings.Fields(tt.want), strings.Fields(got), got)
			}
		})
	}
}
