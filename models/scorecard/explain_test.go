package scorecard_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func explained(t *testing.T, text string, r record, opts ...evaluator.Option) string {
	t.Helper()
	e, err := load(t, text, opts...).Explain(r)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, e.WriteText(&b))
	_, out, ok := strings.Cut(b.String(), "Scorecard")
	require.True(t, ok)
	return out
}

func TestExplain(t *testing.T) {
	parts := []string{
		characteristic(`name="age" reasonCode="A" baselineScore="18"`, when(`partialScore="-1"`, missing("x")), when(`partialScore="12.5"`, is("x", "lessThan", "5"))),
		characteristic(`reasonCode="B" baselineScore="1"`, when("", `<True/>`+computed(`<FieldRef field="z"/>`))),
		characteristic(`name="income" reasonCode="A" baselineScore="6"`, when("", is("income", "greaterThan", "1")+computed(`<FieldRef field="income"/>`)), when(`partialScore="3"`, `<True/>`)),
	}
	r := record{"x": 4.0, "z": 0.0, "income": 8.5}
	want := ` (regression)
    +10  initial score
  +12.5  age               as x < 5 (x is 4)                       A  5.5 points, from the baseline 18
      0  characteristic 2  computed                                B  1 point, from the baseline 1
   +8.5  income            computed, as income > 1 (income is 8.5)  A  -2.5 points, from the baseline 6
     31  score
  reasons
    1  A  3 points
    2  B  1 point
  y = 31
`
	text := card(`initialScore="10"`, "", parts...)
	assert.Equal(t, squeeze(want), squeeze(explained(t, text, r)))
	assert.Equal(t, squeeze(want), squeeze(explained(t, text, r, evaluator.WithDecimalArithmetic())))
	assert.Equal(t, squeeze(want), squeeze(explained(t, card(`initialScore="10"`, ranks, parts...), r)))
	plain := ` (regression)
  +12.5 age as x < 5 (x is 4)
  0 characteristic 2 computed
  +3 income otherwise
  15.5 score
  y = 15.5
`
	without := card(`useReasonCodes="false"`, "", parts...)
	assert.Equal(t, squeeze(plain), squeeze(explained(t, without, record{"x": 4.0, "z": 0.0})))
	assert.Equal(t, squeeze(plain), squeeze(explained(t, without, record{"x": 4.0, "z": 0.0}, evaluator.WithDecimalArithmetic())), "exact points are asked for by nobody")
}

// squeeze leaves one blank where there are several: columns are tested elsewhere.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
