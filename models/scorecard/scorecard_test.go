package scorecard_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

func TestScore(t *testing.T) {
	byX := characteristic(`name="x"`,
		when(`partialScore="1"`, missing("x")), when(`partialScore="10"`, is("x", "lessThan", "5")),
		when(`partialScore="20"`, both(is("x", "greaterOrEqual", "5"), is("x", "lessThan", "8"))), when(`partialScore="30"`, is("x", "greaterOrEqual", "7")))
	byColor := characteristic(``, when(`partialScore="0.5"`, is("color", "equal", "red")), when(`partialScore="0"`, `<True/>`))
	sum := `<Apply function="+"><Constant>3</Constant><Apply function="/"><FieldRef field="income"/><Constant>1000</Constant></Apply></Apply>`
	for _, tt := range []struct {
		name            string
		attributes      string
		characteristics []string
		record          record
		want            float64
	}{
		{"the sum begins with zero", "", []string{byX}, record{"x": 4.0}, 10},
		{"initialScore is added", `initialScore="-2.5"`, []string{byX, byColor}, record{"x": 4.0, "color": "red"}, 8},
		{"the first attribute that applies counts", "", []string{byX}, record{"x": 7.5}, 20},
		{"a later attribute applies", "", []string{byX}, record{"x": 8.0}, 30},
		{"a missing value has its attribute", "", []string{byX}, record{}, 1},
		{"an unknown predicate does not apply", "", []string{byColor}, record{}, 0},
		{"attributes on several fields", "", []string{characteristic("",
			when(`partialScore="1"`, both(is("x", "lessThan", "5"), is("z", "lessThan", "5"))), when(`partialScore="2"`, is("z", "lessThan", "5")), when(`partialScore="3"`, `<True/>`))},
			record{"x": 6.0, "z": 1.0}, 2},
		{"a partial score is computed", "", []string{characteristic("", when("", `<True/>`+computed(sum)))}, record{"income": 2500}, 5.5},
		{"a computed score comes before the number", "", []string{characteristic("", when(`partialScore="99"`, `<True/>`+computed(sum)))}, record{"income": 2500}, 5.5},
		{"a computed score may be another field's", "", []string{characteristic("", when(``, is("color", "equal", "red")+computed(`<FieldRef field="z"/>`)), when(`partialScore="2"`, `<True/>`))}, record{"z": -7.25, "color": "red"}, -7.25},
		{"sums go from the first to the last", `initialScore="1e16"`, []string{constant("a", "0", "1"), constant("a", "0", "-1e16"), constant("a", "0", "1")}, record{}, 1},
		{"negative zero is zero", `initialScore="-0"`, []string{constant("a", "0", "-0")}, record{}, 0},
		{"float32 throughout", `x-mathContext="float" initialScore="16777216"`, []string{constant("a", "0", "1"), constant("a", "0", "1"), constant("a", "0", "0.1")}, record{}, 16777216},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evaluate(t, load(t, card(tt.attributes, "", tt.characteristics...)), tt.record)["y"]
			assert.InDelta(t, tt.want, got, 0)
			assert.False(t, math.Signbit(got.(float64)) && got == 0.0, "negative zero")
		})
	}
}

func TestNoScore(t *testing.T) {
	some := characteristic(`name="income"`, when(`partialScore="1"`, is("income", "lessThan", "5")))
	quotient := characteristic("", when("", `<True/>`+computed(`<Apply function="/"><FieldRef field="x"/><FieldRef field="z"/></Apply>`)))
	text := characteristic("", when("", `<True/>`+computed(`<Apply function="if"><Constant dataType="boolean">true</Constant><X-Error message="stop"/></Apply>`)))
	for _, tt := range []struct {
		name           string
		characteristic string
		record         record
		says           string
	}{
		{"no attribute applies", some, record{"income": 9}, `no Attribute of characteristic "income" applies`},
		{"a missing value without an attribute", some, record{}, `no Attribute of characteristic "income" applies`},
		{"a computed score that is missing", quotient, record{"x": 1.0}, "the ComplexPartialScore has no value"},
		{"a computed score that fails", text, record{}, "stop"},
	} {
		for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
			for _, attributes := range []string{"", `x-mathContext="float"`} {
				t.Run(tt.name, func(t *testing.T) {
					m := load(t, card(attributes, "", constant("a", "0", "1"), tt.characteristic), opts...)
					_, err := m.Evaluate(tt.record)
					var input *evaluator.InputError
					require.ErrorAs(t, err, &input)
					assert.Contains(t, input.Detail, tt.says)
				})
			}
		}
	}
}

// The reason codes of characteristics with these baselines and partial scores.
func TestReasonCodes(t *testing.T) {
	below, above := `reasonCodeAlgorithm="pointsBelow"`, `reasonCodeAlgorithm="pointsAbove"`
	table := []struct {
		name            string
		attributes      string
		characteristics []string
		want            [3]any
	}{
		{"most points first", below, []string{constant("a", "18", "12"), constant("b", "18", "-9"), constant("c", "18", "5")}, [3]any{"b", "c", "a"}},
		{"pointsBelow is the default", "", []string{constant("a", "18", "12"), constant("b", "18", "-9"), constant("c", "18", "5")}, [3]any{"b", "c", "a"}},
		{"points above", above, []string{constant("a", "1", "12"), constant("b", "1", "3"), constant("c", "1", "20")}, [3]any{"c", "a", "b"}},
		{"codes below zero are left out", above, []string{constant("a", "18", "12"), constant("b", "18", "20"), constant("c", "18", "5")}, [3]any{"b", nil, nil}},
		{"a code of no points is kept", below, []string{constant("a", "18", "18"), constant("b", "18", "17")}, [3]any{"b", "a", nil}},
		{"of equals the first in the document", below, []string{constant("a", "18", "5"), constant("b", "13", "0"), constant("c", "18", "4")}, [3]any{"c", "a", "b"}},
		{"points of one code add up", below, []string{constant("a", "5", "0"), constant("b", "8", "0"), constant("a", "4", "0")}, [3]any{"a", "b", nil}},
		{"points of one code add up below zero", below, []string{constant("a", "27", "0"), constant("b", "1", "0"), constant("a", "0", "30")}, [3]any{"b", nil, nil}},
		{"a code of several ranks by its first characteristic", below, []string{constant("a", "1", "0"), constant("b", "2", "0"), constant("a", "1", "0")}, [3]any{"a", "b", nil}},
		{"the attribute's code comes before the characteristic's", below, []string{characteristic(`reasonCode="a" baselineScore="2"`, when(`partialScore="1" reasonCode="own"`, `<True/>`))}, [3]any{"own", nil, nil}},
		{"the code of another attribute does not count", below, []string{characteristic(`reasonCode="a" baselineScore="2"`, when(`partialScore="1" reasonCode="b"`, missing("z")), when(`partialScore="1"`, `<True/>`))}, [3]any{"b", nil, nil}},
		{"the Scorecard's baseline", `baselineScore="10"`, []string{characteristic(`reasonCode="a"`, when(`partialScore="9"`, `<True/>`)), characteristic(`reasonCode="b"`, when(`partialScore="8"`, `<True/>`))}, [3]any{"b", "a", nil}},
		{"the characteristic's baseline comes first", `baselineScore="10"`, []string{characteristic(`reasonCode="a"`, when(`partialScore="9"`, `<True/>`)), constant("b", "8.5", "8")}, [3]any{"a", "b", nil}},
		{"points of computed scores", below, []string{constant("a", "3", "0"), characteristic(`reasonCode="b" baselineScore="0"`, when("", `<True/>`+computed(`<Constant>-4</Constant>`)))}, [3]any{"b", "a", nil}},
		{"negative baselines", below, []string{constant("a", "-3", "-4"), constant("b", "-1", "-5")}, [3]any{"b", "a", nil}},
	}
	for _, method := range []string{"max", "min", "mean", "neutral", "other"} {
		table = append(table, struct {
			name            string
			attributes      string
			characteristics []string
			want            [3]any
		}{"baselineMethod " + method + " changes nothing", `baselineMethod="` + method + `"`, []string{constant("a", "18", "12"), constant("b", "18", "-9")}, [3]any{"b", "a", nil}})
	}
	for _, tt := range table {
		t.Run(tt.name, func(t *testing.T) {
			for _, float := range []string{"", ` x-mathContext="float"`} {
				for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
					m := load(t, card(tt.attributes+float, ranks, tt.characteristics...), opts...)
					for range 2 { // the second time on what the first left
						got := evaluate(t, m, record{})
						assert.Equal(t, tt.want, [3]any{got["r1"], got["r2"], got["r3"]})
					}
				}
			}
		})
	}
}

// Ties of the exact numbers are none of float64: 0.3 − 0.1 is less than 0.2 there.
func TestDecimalReasonCodes(t *testing.T) {
	text := card(`initialScore="0.1"`, ranks, constant("first", "0.2", "0"), constant("second", "0.3", "0.1"), constant("third", "1", "0.9"), constant("third", "0.1", "0"))
	for _, tt := range []struct {
		name string
		opts []evaluator.Option
		want []any
	}{
		{"float64", nil, []any{"first", "second", "third"}},
		{"decimals", []evaluator.Option{evaluator.WithDecimalArithmetic()}, []any{"first", "second", "third"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evaluate(t, load(t, text, tt.opts...), record{})
			if tt.opts == nil {
				assert.Equal(t, 1.1, got["y"])
			} else {
				assert.Equal(t, decimal.RequireFromString("1.1"), got["y"])
			}
			assert.Equal(t, tt.want, []any{got["r1"], got["r2"], got["r3"]})
		})
	}
	// 0.1 + 0.2 ties with 0.3, where float64 has 0.30000000000000004.
	text = card("", ranks, constant("first", "0.3", "0"), constant("second", "0.1", "0"), constant("second", "0.2", "0"))
	assert.Equal(t, "second", evaluate(t, load(t, text), record{})["r1"])
	assert.Equal(t, "first", evaluate(t, load(t, text, evaluator.WithDecimalArithmetic()), record{})["r1"])
	// What is computed is exact as well.
	text = card("", ranks, constant("first", "0.3", "0"),
		characteristic(`reasonCode="second" baselineScore="0"`, when("", `<True/>`+computed(`<Apply function="-"><FieldRef field="x"/><FieldRef field="z"/></Apply>`))))
	r := record{"x": "-0.1", "z": "0.2"}
	assert.Equal(t, "second", evaluate(t, load(t, text), r)["r1"])
	got := evaluate(t, load(t, text, evaluator.WithDecimalArithmetic()), r)
	assert.Equal(t, "first", got["r1"])
	assert.Equal(t, decimal.RequireFromString("-0.3"), got["y"])
}

// Numbers that are no decimals are left to float64.
func TestDecimalOfInfinity(t *testing.T) {
	m := load(t, card("", ranks, constant("a", "1", "INF"), constant("b", "1", "0")), evaluator.WithDecimalArithmetic())
	got := evaluate(t, m, record{})
	assert.Equal(t, math.Inf(1), got["y"])
	assert.Equal(t, "b", got["r1"])
	assert.Nil(t, got["r2"])
}

// Reason codes need what the standard asks for; a score alone does not.
func TestReasonCodesThatAreNotAskedFor(t *testing.T) {
	bare := characteristic("", when(`partialScore="1"`, `<True/>`))
	for _, attributes := range []string{"", `useReasonCodes="true"`, `useReasonCodes="false"`} {
		assert.InDelta(t, 1, evaluate(t, load(t, card(attributes, "", bare)), record{})["y"], 0, attributes)
	}
}

func TestReasonCodesOrder(t *testing.T) {
	ascending := `<Output><OutputField name="last" optype="categorical" dataType="string" feature="reasonCode" rankOrder="ascending"/>` +
		`<OutputField name="fourth" optype="categorical" dataType="string" feature="reasonCode" rank="4"/></Output>`
	got := evaluate(t, load(t, card("", ascending, constant("a", "18", "12"), constant("b", "18", "-9"), constant("c", "18", "5"))), record{})
	assert.Equal(t, "a", got["last"])
	assert.Nil(t, got["fourth"])
}

func TestTargetsLeaveReasonCodes(t *testing.T) {
	text := card("", `<Targets><Target field="y" rescaleFactor="-2" rescaleConstant="1" max="10"/></Targets>`+ranks, constant("a", "18", "12"), constant("b", "18", "-9"))
	got := evaluate(t, load(t, text), record{})
	assert.InDelta(t, -5, got["y"], 0)
	assert.Equal(t, []any{"b", "a"}, []any{got["r1"], got["r2"]})
}

func TestRefused(t *testing.T) {
	yes := when(`partialScore="1"`, `<True/>`)
	for _, tt := range []struct {
		name   string
		text   string
		detail string
	}{
		{"another function", strings.Replace(card("", "", constant("a", "1", "1")), "regression", "classification", 1), "regression is needed"},
		{"no characteristic", card("", ""), "no Characteristic was found"},
		{"no attribute", card("", "", characteristic("")), "no Attribute was found"},
		{"no partial score", card("", "", characteristic("", when("", `<True/>`))), "needs a partialScore or a ComplexPartialScore"},
		{"a text for a score", card("", "", characteristic("", when("", `<True/>`+computed(`<FieldRef field="color"/>`)))), "of type string, where a number is needed"},
		{"an unknown field", card("", "", characteristic("", when("", `<True/>`+computed(`<FieldRef field="q"/>`)))), `no field "q"`},
		{"an unknown field in a predicate", card("", "", characteristic("", when(`partialScore="1"`, missing("q")))), `no field "q"`},
		{"no reason code", card(`baselineScore="1"`, ranks, characteristic("", yes)), "a reasonCode is needed"},
		{"no baseline", card("", ranks, characteristic(`reasonCode="a"`, yes)), "a baselineScore is needed"},
		{"a rank below one", card("", strings.Replace(ranks, `rank="2"`, `rank="0"`, 1), constant("a", "1", "1")), "rank 0 is below 1"},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.text, pmml.ErrInvalid, tt.detail) })
	}
}

// Validate gives all that is wrong, each once.
func TestProblems(t *testing.T) {
	text := card("", ranks, characteristic("", when(`partialScore="1"`, `<True/>`)), characteristic(`reasonCode="a"`, when("", `<True/>`)), characteristic(`baselineScore="1"`))
	report := evaluator.Validate(strings.NewReader(text))
	var details []string
	for _, p := range report.AtLeast(evaluator.SeverityError) {
		details = append(details, p.Message)
	}
	assert.Len(t, details, 5, details)
}

// What is not wanted makes no difference to the rest.
func TestWantedResults(t *testing.T) {
	text := card("", ranks, constant("a", "18", "12"), constant("b", "18", "-9"))
	got := evaluate(t, load(t, text, evaluator.WithResults("r2")), record{})
	assert.Equal(t, record{"r2": "a"}, got)
	got = evaluate(t, load(t, text, evaluator.WithResults("y")), record{})
	assert.Equal(t, record{"y": 3.0}, got)
	_, err := evaluator.Load(strings.NewReader(card("", ranks, characteristic("", when(`partialScore="1"`, `<True/>`)))), evaluator.WithResults("y"))
	assert.ErrorIs(t, err, pmml.ErrInvalid, "what is wrong with an output is wrong also where nobody wants it")
}

// Documents that are built in Go may lack what the parser asks for.
func TestBuiltDocumentsRefused(t *testing.T) {
	bare := func(change func(*pmml.Scorecard)) *pmml.Document {
		m := &pmml.Scorecard{
			ModelBase: pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{}},
			Characteristics: &pmml.Characteristics{Characteristics: []*pmml.Characteristic{{Attributes: []*pmml.ScorecardAttribute{
				{PartialScore: pmml.Some(1.0), Predicate: &pmml.True{}},
			}}}},
		}
		change(m)
		return &pmml.Document{Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{}, Models: []pmml.Model{m}}
	}
	attribute := func(m *pmml.Scorecard) *pmml.ScorecardAttribute {
		return m.Characteristics.Characteristics[0].Attributes[0]
	}
	_, err := evaluator.Compile(bare(func(*pmml.Scorecard) {}))
	require.NoError(t, err)
	for _, tt := range []struct {
		name   string
		change func(*pmml.Scorecard)
		detail string
	}{
		{"no function", func(m *pmml.Scorecard) { m.FunctionName = 0 }, "functionName is missing"},
		{"no characteristics", func(m *pmml.Scorecard) { m.Characteristics = nil }, "needs Characteristics"},
		{"no predicate", func(m *pmml.Scorecard) { attribute(m).Predicate = nil }, "needs a predicate"},
		{"no expression", func(m *pmml.Scorecard) { attribute(m).ComplexPartialScore = &pmml.ComplexPartialScore{} }, "needs an expression"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluator.Compile(bare(tt.change))
			require.ErrorIs(t, err, pmml.ErrInvalid)
			assert.Contains(t, err.Error(), tt.detail)
		})
	}
}
