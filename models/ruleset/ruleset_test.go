package ruleset_test

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

// variants are the ways to calculate, which give the same where numbers are exact.
var variants = []struct {
	context string
	opts    []evaluator.Option
}{{"", nil}, {"", []evaluator.Option{evaluator.WithDecimalArithmetic()}}, {`x-mathContext="float" `, nil}}

func TestSelection(t *testing.T) {
	equal := []string{rule(`id="1" score="B" weight="0.5" confidence="0.25"`), rule(`id="2" score="A" weight="0.5" confidence="0.75"`)}
	for _, tt := range []struct {
		name      string
		criterion string
		rules     []string
		record    record
		want      record // of c, id, conf, confA, confB
	}{
		{"the first that fires", "firstHit", drugs(), nil, record{"c": "B", "id": "R1", "conf": 0.9, "confA": 0.75, "confB": 0.9}},
		{"the greatest sum of weights", "weightedSum", drugs(), nil, record{"c": "B", "id": "R1", "conf": 1.5 / 4, "confA": 1.25 / 4, "confB": 1.5 / 4}},
		{"the greatest weight, whatever its confidence", "weightedMax", drugs(), nil, record{"c": "A", "id": "R4", "conf": 0.75, "confA": 0.75, "confB": 0.9}},
		{"the first method is the default", "weightedMax firstHit weightedSum", drugs(), nil, record{"c": "A", "id": "R4"}},
		{"the first of equal weights", "weightedMax", equal, nil, record{"c": "B", "id": "1", "conf": 0.25, "confA": 0.75}},
		{"of equal sums the score that fires first", "weightedSum", equal, nil, record{"c": "B", "id": "1", "conf": 0.25, "confA": 0.25}},
		{"the best rule of the best sum", "weightedSum", []string{rule(`id="1" score="A" weight="1"`), rule(`id="2" score="B" weight="3"`), rule(`id="3" score="A" weight="2.5"`)}, nil, record{"c": "A", "id": "3", "conf": 3.5 / 3}},
		{"the first of a score's equal rules", "weightedSum", []string{rule(`id="1" score="A" weight="1"`), rule(`id="2" score="A" weight="1"`)}, nil, record{"id": "1", "conf": 1.0}},
		{"weights and confidences are 1 where they are left out", "weightedSum", []string{rule(`score="A"`), rule(`score="A"`), rule(`score="B"`)}, nil, record{"c": "A", "conf": 2.0 / 3, "confB": 1.0 / 3, "id": "1"}},
		{"weights below zero", "weightedSum", []string{rule(`score="A" weight="-3"`), rule(`score="B" weight="-1"`)}, nil, record{"c": "B", "conf": -0.5, "confA": -1.5}},
		{"weights above one are not limited", "weightedSum", []string{rule(`score="A" weight="5"`)}, nil, record{"conf": 5.0}},
		{"a score of which no rule fires has no confidence", "firstHit", []string{rule(`score="A"`, positive), rule(`score="B"`)}, record{"x": -1.0}, record{"c": "B", "confA": 0.0, "confB": 1.0, "id": "2"}},
		{"an unknown predicate does not fire", "firstHit", []string{rule(`score="A"`, positive), rule(`score="B"`)}, nil, record{"c": "B"}},
		{"rules without an id have their number among the simple ones", "firstHit", []string{rule(`id="x" score="A"`, `<False/>`), compound(`<True/>`, rule(`score="A"`))}, nil, record{"id": "2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, v := range variants {
				text := strings.Replace(wrap(classification(tt.criterion, "", outputs, tt.rules...)), "<RuleSetModel ", "<RuleSetModel "+v.context, 1)
				m := load(t, text, v.opts...)
				for range 2 { // the second time on what the first left
					compare(t, tt.want, evaluate(t, m, tt.record))
				}
			}
		})
	}
}

// compare compares the results that are wanted, numbers to seven digits: the
// same cases run in float32.
func compare(t *testing.T, want, got record) {
	t.Helper()
	for name, w := range want {
		if n, ok := w.(float64); ok {
			switch g := got[name].(type) {
			case decimal.Decimal:
				assert.InDelta(t, n, g.InexactFloat64(), 1e-7, name)
			default:
				assert.InDelta(t, n, g, 1e-7, name)
			}
			continue
		}
		assert.Equal(t, w, got[name], name)
	}
}

func TestCompoundRules(t *testing.T) {
	rules := []string{
		compound(positive,
			rule(`id="deep" score="A"`, is("z", "equal", "1")),
			compound(is("z", "greaterThan", "1"), rule(`id="deeper" score="B"`, is("s", "equal", "b")), rule(`id="deepest" score="C"`)),
			rule(`id="after" score="D"`, is("s", "equal", "d"))),
		rule(`id="outside" score="E"`, is("s", "notEqual", "none")),
	}
	for _, tt := range []struct {
		name   string
		record record
		want   any
	}{
		{"the guard and the rule hold", record{"x": 1, "z": 1, "s": "a"}, "deep"},
		{"both guards hold", record{"x": 1, "z": 2, "s": "b"}, "deeper"},
		{"the next rule inside", record{"x": 1, "z": 2, "s": "c"}, "deepest"},
		{"the inner guard does not hold", record{"x": 1, "z": 0, "s": "d"}, "after"},
		{"the guard holds and nothing inside", record{"x": 1, "z": 0, "s": "b"}, "outside"},
		{"the guard does not hold", record{"x": -1, "z": 1, "s": "b"}, "outside"},
		{"the guard is unknown", record{"z": 1, "s": "b"}, "outside"},
		{"nothing fires", record{"x": -1, "z": 1, "s": "none"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, criterion := range []string{"firstHit", "weightedMax"} {
				assert.Equal(t, tt.want, evaluate(t, load(t, wrap(classification(criterion, "", outputs, rules...))), tt.record)["id"])
			}
		})
	}
}

func TestDefault(t *testing.T) {
	never := rule(`score="A"`, `<False/>`)
	priors := `<Targets><Target field="c"><TargetValue value="A" priorProbability="0.25"/><TargetValue value="B" priorProbability="0.75"/></Target></Targets>`
	for _, tt := range []struct {
		name, attributes, before string
		rules                    []string
		want                     record
	}{
		{"the default score", `defaultScore="B" defaultConfidence="0.5"`, outputs, []string{never}, record{"c": "B", "conf": 0.5, "confA": 0.0, "confB": 0.5, "id": nil, "pA": nil}},
		{"without rules", `defaultScore="B" defaultConfidence="0.5"`, outputs, nil, record{"c": "B", "conf": 0.5}},
		{"without a confidence", `defaultScore="B"`, outputs, []string{never}, record{"c": "B", "conf": nil, "confB": nil}},
		{"no default", ``, outputs, []string{never}, record{"c": nil, "conf": nil, "id": nil}},
		{"no default, but prior probabilities", ``, priors + outputs, []string{never}, record{"c": "B", "pA": 0.25, "pB": 0.75, "id": nil}},
		{"what fires comes before the default", `defaultScore="B" defaultConfidence="0.5"`, outputs, []string{rule(`score="A" confidence="0.25"`)}, record{"c": "A", "conf": 0.25, "confB": 0.0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, criterion := range []string{"firstHit", "weightedSum", "weightedMax"} {
				for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
					want := tt.want
					if criterion == "weightedSum" && len(tt.rules) > 0 && !strings.Contains(tt.rules[0], "False") {
						want = record{"c": "A", "conf": 1.0}
					}
					compare(t, want, evaluate(t, load(t, wrap(classification(criterion, tt.attributes, tt.before, tt.rules...)), opts...), nil))
				}
			}
		})
	}
}

// The probabilities are those of the rule that wins.
func TestScoreDistributions(t *testing.T) {
	counts := rule(`id="1" score="A" weight="2"`, positive, `<ScoreDistribution value="A" recordCount="6"/><ScoreDistribution value="B" recordCount="2"/>`)
	given := rule(`id="2" score="A" recordCount="9" nbCorrect="7"`, is("x", "lessThan", "0"), `<ScoreDistribution value="A" recordCount="1" probability="0.9"/><ScoreDistribution value="B" recordCount="1" probability="0.1"/>`)
	none := rule(`id="3" score="B"`, `<ScoreDistribution value="A" recordCount="0"/>`)
	bare := rule(`id="4" score="B"`)
	whole := rule(`id="5" score="C" weight="0"`, `<True/>`, `<ScoreDistribution value="A" probability="0.2"/><ScoreDistribution value="B" probability="0.3"/>`)
	none = strings.Replace(none, "<ScoreDistribution", "<True/><ScoreDistribution", 1)
	for _, tt := range []struct {
		name   string
		rules  []string
		record record
		want   record
	}{
		{"shares of the record counts", []string{counts, bare}, record{"x": 1}, record{"pA": 0.75, "pB": 0.25}},
		{"probabilities come first", []string{given, bare}, record{"x": -1}, record{"pA": 0.9, "pB": 0.1}},
		{"probabilities are made to sum to one", []string{whole}, nil, record{"pA": 0.4, "pB": 0.6}},
		{"counts of zero give none", []string{none}, nil, record{"pA": nil, "c": "B"}},
		{"a rule without any", []string{counts, bare}, nil, record{"pA": nil, "c": "B"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, criterion := range []string{"firstHit", "weightedMax", "weightedSum"} {
				compare(t, tt.want, evaluate(t, load(t, wrap(classification(criterion, `recordCount="100" nbCorrect="50"`, outputs, tt.rules...))), tt.record))
			}
		})
	}
}

func TestRankedRules(t *testing.T) {
	sums := []string{
		rule(`id="a1" score="A" weight="1"`), rule(`id="b1" score="B" weight="1.5"`), rule(`id="a2" score="A" weight="2"`), rule(`id="c1" score="C" weight="3"`),
	}
	for _, tt := range []struct {
		name, criterion string
		rules           []string
		want            []any
	}{
		{"first hits in the order of the document", "firstHit", drugs(), []any{"R1", "R2", "R4", "R5", "R5"}},
		{"weights", "weightedMax", drugs(), []any{"R4", "R1", "R2", "R5", "R5"}},
		{"sums, then weights", "weightedSum", sums, []any{"a2", "a1", "c1", "b1", "b1"}},
		{"fewer rules fire", "weightedMax", sums[:2], []any{"b1", "a1", nil, nil, "a1"}},
		{"equal weights", "weightedMax", []string{rule(`id="1" score="A"`), rule(`id="2" score="B"`), rule(`id="3" score="A"`)}, []any{"1", "2", "3", nil, "3"}},
		{"none fires", "firstHit", []string{rule(`score="A"`, `<False/>`)}, []any{nil, nil, nil, nil, nil}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
				m := load(t, wrap(classification(tt.criterion, "", ranks, tt.rules...)), opts...)
				for range 2 {
					got := evaluate(t, m, nil)
					assert.Equal(t, tt.want, []any{got["id1"], got["id2"], got["id3"], got["id4"], got["last"]})
				}
			}
		})
	}
}

func TestRegression(t *testing.T) {
	id := `<Output><OutputField name="id" optype="categorical" dataType="string" feature="entityId"/></Output>`
	rules := []string{rule(`score="1.5" weight="1"`, positive), rule(`score="2.50" weight="3"`), rule(`score="1.5" weight="2.5"`, positive)}
	for _, tt := range []struct {
		name, criterion, attributes, targets string
		rules                                []string
		record                               record
		want                                 any
		id                                   any
	}{
		{"the first hit", "firstHit", "", "", rules, record{"x": 1}, 1.5, "1"},
		{"a later hit", "firstHit", "", "", rules, nil, 2.5, "2"},
		{"the greatest weight", "weightedMax", "", "", rules, record{"x": 1}, 2.5, "2"},
		{"weights of equal numbers add up", "weightedSum", "", "", rules, record{"x": 1}, 1.5, "3"},
		{"the default", "weightedSum", `defaultScore="-7"`, "", rules[:1], nil, -7.0, nil},
		{"none", "weightedSum", ``, "", rules[:1], nil, nil, nil},
		{"Targets apply", "firstHit", ``, `<Targets><Target field="y" rescaleFactor="10" castInteger="ceiling"/></Targets>`, rules, nil, 25.0, "2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, v := range variants {
				text := strings.Replace(wrap(regression(tt.criterion, tt.attributes, tt.targets+id, tt.rules...)), "<RuleSetModel ", "<RuleSetModel "+v.context, 1)
				compare(t, record{"y": tt.want, "id": tt.id}, evaluate(t, load(t, text, v.opts...), tt.record))
			}
		})
	}
	exact := "0.12345678901234567890123"
	got := evaluate(t, load(t, wrap(regression("firstHit", "", "", rule(`score="`+exact+`"`))), evaluator.WithDecimalArithmetic()), nil)
	assert.Equal(t, decimal.RequireFromString(exact), got["y"])
}

// 0.1 + 0.2 is no more than 0.3 with decimals, and the sum of equal weights the
// greater of two float32s is not that of two float64s.
func TestPrecisionOfSums(t *testing.T) {
	rules := []string{rule(`score="A" weight="0.3"`), rule(`score="B" weight="0.1"`), rule(`score="B" weight="0.2"`)}
	text := wrap(classification("weightedSum", "", outputs, rules...))
	assert.Equal(t, "B", evaluate(t, load(t, text), nil)["c"])
	got := evaluate(t, load(t, text, evaluator.WithDecimalArithmetic()), nil)
	assert.Equal(t, "A", got["c"])
	assert.Equal(t, decimal.RequireFromString("0.1"), got["confB"])
	rules = []string{rule(`score="A" weight="16777216"`), rule(`score="B" weight="16777216"`), rule(`score="B" weight="1"`)}
	text = wrap(classification("weightedSum", "", outputs, rules...))
	assert.Equal(t, "B", evaluate(t, load(t, text), nil)["c"])
	assert.Equal(t, "A", evaluate(t, load(t, strings.Replace(text, "<RuleSetModel ", `<RuleSetModel x-mathContext="float" `, 1)), nil)["c"])
	infinite := wrap(classification("weightedSum", "", outputs, rule(`score="A" weight="2"`), rule(`score="B" weight="INF"`)))
	got = evaluate(t, load(t, infinite, evaluator.WithDecimalArithmetic()), nil)
	assert.Equal(t, []any{"B", math.Inf(1)}, []any{got["c"], got["conf"]})
}

// An error in a predicate ends the record.
func TestErrorInRule(t *testing.T) {
	strict := strings.Replace(wrap(classification("firstHit", "", "", rule(`score="A"`, positive))), `<MiningField name="x"/>`, `<MiningField name="x" missingValueTreatment="returnInvalid"/>`, 1)
	for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
		_, err := load(t, strict, opts...).Evaluate(record{})
		var input *evaluator.InputError
		require.ErrorAs(t, err, &input)
		assert.Equal(t, "x", input.Field)
	}
}

// Ensembles, selections and chains take the results of rule sets.
func TestSegments(t *testing.T) {
	segments := func(method, before string, parts ...string) string {
		out := `<MiningModel functionName="classification">` + schema("c") + before + `<Segmentation multipleModelMethod="` + method + `">`
		for _, p := range parts {
			out += `<Segment>` + p + `</Segment>`
		}
		return wrap(out + `</Segmentation></MiningModel>`)
	}
	conf := `<Output><OutputField name="conf" optype="continuous" dataType="double" feature="confidence"/><OutputField name="confA" optype="continuous" dataType="double" feature="confidence" value="A"/></Output>`
	one := classification("firstHit", "", "", rule(`score="B" confidence="0.5"`))
	for _, tt := range []struct {
		name, text string
		record     record
		want       record
	}{
		{"a selection", segments("selectFirst", conf, positive+classification("weightedMax", "", "", drugs()...), `<True/>`+one), record{"x": 1}, record{"c": "A", "conf": 0.75, "confA": 0.75}},
		{"the rest of a selection", segments("selectFirst", conf, positive+classification("weightedMax", "", "", drugs()...), `<True/>`+one), nil, record{"c": "B", "conf": 0.5, "confA": 0.0}},
		{"a vote", segments("majorityVote", "", `<True/>`+one, `<True/>`+classification("weightedMax", "", "", drugs()...), `<True/>`+one), nil, record{"c": "B"}},
	} {
		t.Run(tt.name, func(t *testing.T) { compare(t, tt.want, evaluate(t, load(t, tt.text), tt.record)) })
	}
}

func TestRefused(t *testing.T) {
	simple := rule(`score="A"`)
	twice := `<ScoreDistribution value="A" recordCount="1"/>`
	for _, tt := range []struct {
		name   string
		text   string
		detail string
	}{
		{"another function", strings.Replace(wrap(classification("firstHit", "", "", simple)), "classification", "clustering", 1), "classification or regression is needed"},
		{"no method", wrap(classification("", "", "", simple)), "no RuleSelectionMethod was found"},
		{"an id twice", wrap(classification("firstHit", "", "", rule(`id="a" score="A"`), compound(`<True/>`, rule(`id="a" score="B"`)))), `id "a" is given twice`},
		{"a compound rule of none", wrap(classification("firstHit", "", "", compound(`<True/>`))), "no rule was found in the CompoundRule"},
		{"a text for a number", wrap(regression("firstHit", "", "", rule(`score="high"`))), `score "high" is not a number`},
		{"a text for a default number", wrap(regression("firstHit", `defaultScore="none"`, "", rule(`score="1"`))), `defaultScore "none" is not a number`},
		{"an unknown field", wrap(classification("firstHit", "", "", rule(`score="A"`, is("q", "equal", "1")))), `no field "q"`},
		{"an unknown field of a compound rule", wrap(classification("firstHit", "", "", compound(is("q", "equal", "1"), simple))), `no field "q"`},
		{"two distributions of one value", wrap(classification("firstHit", "", "", rule(`score="A"`, `<True/>`+twice+twice))), "two ScoreDistributions"},
		{"some probabilities", wrap(classification("firstHit", "", "", rule(`score="A"`, `<True/>`+`<ScoreDistribution value="B" probability="0.5"/>`+twice))), "some have none"},
		{"some counts", wrap(classification("firstHit", "", "", rule(`score="A"`, `<True/>`+twice+`<ScoreDistribution value="B"/>`))), "some have none"},
		{"a probability above one", wrap(classification("firstHit", "", "", rule(`score="A"`, `<True/><ScoreDistribution value="B" probability="1.5"/>`))), "outside 0 to 1"},
		{"a count below zero", wrap(classification("firstHit", "", "", rule(`score="A"`, `<True/><ScoreDistribution value="B" recordCount="-1"/>`))), "is negative"},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.text, pmml.ErrInvalid, tt.detail) })
	}
}

// Validate gives all that is wrong, each once.
func TestProblems(t *testing.T) {
	text := wrap(regression("", "", "", rule(`id="a" score="x"`), compound(`<True/>`), rule(`id="a" score="1"`, is("q", "equal", "1")), rule(`score="y"`)))
	problems := evaluator.Validate(strings.NewReader(text)).AtLeast(evaluator.SeverityError)
	assert.Len(t, problems, 6, problems)
}

// Documents that are built in Go may lack what the parser asks for.
func TestBuiltDocumentsRefused(t *testing.T) {
	bare := func(change func(*pmml.RuleSetModel)) *pmml.Document {
		m := &pmml.RuleSetModel{
			ModelBase: pmml.ModelBase{FunctionName: pmml.MiningFunctionClassification, MiningSchema: &pmml.MiningSchema{}},
			RuleSet: &pmml.RuleSet{
				RuleSelectionMethods: []*pmml.RuleSelectionMethod{{Criterion: pmml.RuleSelectionCriterionFirstHit}},
				Rules:                []pmml.Rule{&pmml.SimpleRule{Score: "A", Predicate: &pmml.True{}}},
			},
		}
		change(m)
		return &pmml.Document{Version: pmml.V4_4, DataDictionary: &pmml.DataDictionary{}, Models: []pmml.Model{m}}
	}
	_, err := evaluator.Compile(bare(func(*pmml.RuleSetModel) {}))
	require.NoError(t, err)
	for _, tt := range []struct {
		name   string
		change func(*pmml.RuleSetModel)
		detail string
	}{
		{"no function", func(m *pmml.RuleSetModel) { m.FunctionName = 0 }, "functionName is missing"},
		{"no rule set", func(m *pmml.RuleSetModel) { m.RuleSet = nil }, "needs a RuleSet"},
		{"no criterion", func(m *pmml.RuleSetModel) { m.RuleSet.RuleSelectionMethods[0].Criterion = 0 }, "needs a criterion"},
		{"no predicate", func(m *pmml.RuleSetModel) { m.RuleSet.Rules[0].(*pmml.SimpleRule).Predicate = nil }, "needs a predicate"},
		{"no predicate of a compound rule", func(m *pmml.RuleSetModel) {
			m.RuleSet.Rules = []pmml.Rule{&pmml.CompoundRule{Rules: m.RuleSet.Rules}}
		}, "needs a predicate"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluator.Compile(bare(tt.change))
			require.ErrorIs(t, err, pmml.ErrInvalid)
			assert.Contains(t, err.Error(), tt.detail)
		})
	}
}
