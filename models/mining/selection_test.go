package mining_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// output makes an output field that reports an expression, or a feature.
func output(name, dataType, inside string) string {
	return `<OutputField name="` + name + `" optype="` + optype(dataType) + `" dataType="` + dataType + `" feature="transformedValue">` + inside + `</OutputField>`
}

func optype(dataType string) string {
	if dataType == "string" {
		return "categorical"
	}
	return "continuous"
}

func feature(name, dataType, attributes string) string {
	return `<OutputField name="` + name + `" optype="` + optype(dataType) + `" dataType="` + dataType + `" ` + attributes + `/>`
}

func outputs(fields ...string) string { return `<Output>` + strings.Join(fields, "") + `</Output>` }

// value reports the predicted value under a name.
func value(name string) string { return feature(name, "double", `feature="predictedValue"`) }

func ref(field string) string { return `<FieldRef field="` + field + `"/>` }

func constant(dataType, v string) string {
	return `<Constant dataType="` + dataType + `">` + v + `</Constant>`
}

const negative = `<SimplePredicate field="x" operator="lessThan" value="0"/>`

func TestSelectFirst(t *testing.T) {
	text := document(ensemble("regression", "y", `multipleModelMethod="selectFirst"`,
		outputs(feature("id", "string", `feature="entityId"`), value("twice")),
		segmentIf(`id="up"`, positive, number(1, outputs(value("v")))),
		segmentIf(`id="down"`, negative, number(2, outputs(value("v")))),
		segmentIf(``, `<SimplePredicate field="x" operator="isMissing"/>`, number(3, outputs(value("other"))))))
	m := load(t, text)
	for _, tt := range []struct {
		name string
		x    any
		want record
	}{
		{"the first segment that applies", 5, record{"y": 1.0, "id": "up", "twice": 1.0, "v": 1.0, "other": nil}},
		{"a later one, if those before do not apply", -5, record{"y": 2.0, "id": "down", "twice": 2.0, "v": 2.0, "other": nil}},
		{"a segment without id is named by its number", nil, record{"y": 3.0, "id": "3", "twice": 3.0, "v": nil, "other": 3.0}},
		{"none", 0, record{"y": nil, "id": nil, "twice": nil, "v": nil, "other": nil}},
		{"the one before again", 5, record{"y": 1.0, "id": "up", "twice": 1.0, "v": 1.0, "other": nil}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, evaluate(t, m, record{"x": tt.x}))
		})
	}
}

// A segment that always applies hides those after it: their results are none of
// the model's.
func TestSelectFirstStopsAtTrue(t *testing.T) {
	m := load(t, document(ensemble("regression", "y", `multipleModelMethod="selectFirst"`, "",
		segmentIf(``, positive, number(1, outputs(value("u")))), segment(``, number(2, outputs(value("v")))), segment(``, number(3, outputs(value("w")))))))
	assert.Equal(t, record{"y": 2.0, "u": nil, "v": 2.0}, evaluate(t, m, nil))
	assert.Equal(t, record{"y": 1.0, "u": 1.0, "v": nil}, evaluate(t, m, record{"x": 1}))
}

func TestSelectFirstWithMissingPredictions(t *testing.T) {
	missing := `<SimplePredicate field="x" operator="isMissing"/>`
	for _, tt := range []struct {
		name, treatment string
		want            any
	}{
		{"continue: the first that applies counts", ``, nil},
		{"returnMissing", `missingPredictionTreatment="returnMissing"`, nil},
		{"skipSegment: the next that applies counts", `missingPredictionTreatment="skipSegment"`, 7.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, regressions(`multipleModelMethod="selectFirst" `+tt.treatment, segmentIf(``, missing, ofX()), segment(``, ofX()), segment(``, number(7))))
			assert.Equal(t, tt.want, evaluate(t, m, nil)["y"])
			assert.Equal(t, 4.0, evaluate(t, m, record{"x": 4})["y"])
		})
	}
	m := load(t, regressions(`multipleModelMethod="selectFirst" missingPredictionTreatment="skipSegment"`, segment(``, ofX()), segment(``, ofX())))
	assert.Nil(t, evaluate(t, m, nil)["y"])
}

// Segments may report the same name in different numeric types, not in types
// that have nothing to do with each other.
func TestSelectFirstOutputsOfOneName(t *testing.T) {
	pick := func(first, second string) string {
		return regressions(`multipleModelMethod="selectFirst"`, segmentIf(``, positive, number(1, outputs(first))), segment(``, number(2, outputs(second))))
	}
	m := load(t, pick(output("o", "integer", constant("integer", "7")), output("o", "double", constant("double", "2.5"))))
	assert.Equal(t, 2.5, evaluate(t, m, nil)["o"])
	assert.Equal(t, 7.0, evaluate(t, m, record{"x": 1})["o"])
	refused(t, pick(output("o", "string", constant("string", "a")), output("o", "double", constant("double", "2.5"))),
		pmml.ErrUnsupported, `output field "o" is of type double, where a segment before gives it as string`)
}

func TestSelectAll(t *testing.T) {
	m := load(t, document(ensemble("regression", "y", `multipleModelMethod="selectAll"`, "",
		segmentIf(``, positive, number(1, outputs(value("v"), output("k", "string", constant("string", "one"))))),
		segment(``, number(2, outputs(value("v"), output("k", "string", ref("s"))))),
		segmentIf(``, positive, ofX(outputs(value("v"), output("k", "string", constant("string", "one"))))))))
	assert.True(t, m.Targets()[0].Collection)
	for range 2 {
		assert.Equal(t, record{"y": []any{1.0, 2.0, 5.0}, "v": []any{1.0, 2.0, 5.0}, "k": []any{"one", "new", "one"}}, evaluate(t, m, record{"x": 5, "s": "new"}))
		assert.Equal(t, record{"y": []any{2.0}, "v": []any{2.0}, "k": []any{nil}}, evaluate(t, m, nil))
	}
	row := m.NewRow()
	require.NoError(t, row.Score())
	y, _ := m.ResultIndex("y")
	k, _ := m.ResultIndex("k")
	assert.Equal(t, "[2]", row.Text(y))
	assert.Equal(t, "[null]", row.Text(k))
	m = load(t, regressions(`multipleModelMethod="selectAll"`, segmentIf(``, `<False/>`, number(1))))
	assert.Equal(t, record{"y": nil}, evaluate(t, m, nil))
	refused(t, document(ensemble("mixed", "", `multipleModelMethod="selectAll"`, "", segment(``, number(1)), segment(``, strings.ReplaceAll(label("a"), `"c" usage`, `"y" usage`)))),
		pmml.ErrInvalid, "")
}

// The model's own outputs may report on a list of predictions, in another type too.
func TestOutputsOfSelectAll(t *testing.T) {
	m := load(t, document(ensemble("regression", "y", `multipleModelMethod="selectAll"`,
		outputs(feature("same", "double", `feature="predictedValue"`), feature("text", "string", `feature="predictedValue"`), feature("whole", "integer", `feature="predictedValue"`)),
		segment(``, number(1)), segment(``, number(2)))))
	assert.Equal(t, record{"y": []any{1.0, 2.0}, "same": []any{1.0, 2.0}, "text": []any{"1.0", "2.0"}, "whole": []any{int64(1), int64(2)}}, evaluate(t, m, nil))
	m = load(t, document(ensemble("regression", "y", `multipleModelMethod="selectAll"`,
		outputs(feature("whole", "integer", `feature="predictedValue"`)), segment(``, number(1)), segment(``, number(2.5)))))
	_, err := m.Evaluate(nil)
	require.ErrorContains(t, err, `value "2.5" of type double cannot become an integer`)
}

// chain makes a chain of y's; first and second stand before their tables.
func chain(treatment, before string, segments ...string) string {
	return document(ensemble("regression", "y", `multipleModelMethod="modelChain" `+treatment, before, segments...))
}

// reads predicts the sum of fields that are not the document's.
func reads(fields ...string) string {
	s := `<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/>`
	table := `<RegressionTable intercept="0">`
	for _, f := range fields {
		s += `<MiningField name="` + f + `"/>`
		table += `<NumericPredictor name="` + f + `" coefficient="1"/>`
	}
	return s + `</MiningSchema>` + table + `</RegressionTable></RegressionModel>`
}

func TestModelChain(t *testing.T) {
	m := load(t, chain(``, outputs(output("sum", "double", `<Apply function="+">`+ref("first")+ref("second")+`</Apply>`), feature("id", "string", `feature="entityId"`)),
		segment(`id="s1"`, number(3, outputs(value("first")))),
		segment(`id="s2"`, strings.Replace(reads("first", "x"), "<RegressionTable", outputs(value("second"))+"<RegressionTable", 1))))
	assert.Equal(t, record{"y": 5.0, "second": 5.0, "sum": 8.0, "id": "s2"}, evaluate(t, m, record{"x": 2}))
}

// A segment's predicate sees the output fields of the segments before it.
func TestModelChainPredicates(t *testing.T) {
	m := load(t, chain(``, "",
		segment(``, ofX(outputs(value("first")))),
		segmentIf(``, `<SimplePredicate field="first" operator="greaterThan" value="10"/>`, number(100))))
	assert.Equal(t, 100.0, evaluate(t, m, record{"x": 11})["y"])
	// The last segment that ran gives the result.
	assert.Equal(t, record{"y": 9.0, "first": 9.0}, evaluate(t, m, record{"x": 9}))
}

// A nested mining field treats what it takes from the segment before.
func TestModelChainTreatsOutputs(t *testing.T) {
	second := strings.Replace(reads("first"), `<MiningField name="first"/>`, `<MiningField name="first" outliers="asExtremeValues" lowValue="0" highValue="10"/>`, 1)
	m := load(t, chain(``, "", segment(``, ofX(outputs(value("first")))), segment(``, second)))
	assert.Equal(t, 10.0, evaluate(t, m, record{"x": 11})["y"])
	assert.Equal(t, 3.0, evaluate(t, m, record{"x": 3})["y"])
}

// What a segment that does not run would give is not there to be used.
func TestModelChainWithoutASegment(t *testing.T) {
	text := func(tail string) string {
		return chain(``, "", segmentIf(``, positive, ofX(outputs(value("first"), output("one", "double", constant("double", "1"))))), tail)
	}
	uses := load(t, text(segment(``, reads("first"))))
	assert.Equal(t, 4.0, evaluate(t, uses, record{"x": 4})["y"])
	assert.Equal(t, record{"y": nil}, evaluate(t, uses, record{"x": -4}))
	assert.Equal(t, 5.0, evaluate(t, uses, record{"x": 5})["y"])

	ignores := load(t, text(segment(``, number(9))))
	assert.Equal(t, 9.0, evaluate(t, ignores, record{"x": -4})["y"])

	none := load(t, chain(``, "", segmentIf(``, positive, number(1)), segmentIf(``, negative, number(2))))
	assert.Nil(t, evaluate(t, none, nil)["y"])
}

// A later segment treats the outputs of one that did not run, or has no prediction, as
// missing values of its own.
func TestASegmentTreatsWhatSegmentsBeforeItDoNotGive(t *testing.T) {
	for _, tt := range []struct {
		name, treatment string
		first           string
		want            any
		err             string
	}{
		{"a replacement, where it did not run", `missingValueReplacement="100"`, segmentIf(``, positive, ofX(outputs(value("first")))), 100.0, ""},
		{"a replacement, where it has no prediction", `missingValueReplacement="100"`, segment(``, strings.Replace(ofX(outputs(value("first"))), `name="x" coefficient`, `name="w" coefficient`, 1)), 100.0, ""},
		{"missing is invalid", `missingValueTreatment="returnInvalid"`, segmentIf(``, positive, ofX(outputs(value("first")))), nil, `field "first"`},
		{"nothing", ``, segmentIf(``, positive, ofX(outputs(value("first")))), nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			second := strings.Replace(reads("first"), `<MiningField name="first"/>`, `<MiningField name="first" `+tt.treatment+`/>`, 1)
			text := chain(``, "", tt.first, segment(``, second))
			if tt.err != "" {
				_, err := load(t, text).Evaluate(record{"x": -4.0})
				require.ErrorContains(t, err, tt.err)
				return
			}
			assert.Equal(t, tt.want, every(t, text, record{"x": -4.0})["y"])
		})
	}
}

func TestModelChainWithMissingPredictions(t *testing.T) {
	first := segment(``, ofX(outputs(value("first"), output("one", "double", constant("double", "1")))))
	for _, treatment := range []string{``, `missingPredictionTreatment="continue"`} {
		m := load(t, chain(treatment, "", first, segment(``, reads("one"))))
		assert.Equal(t, 1.0, evaluate(t, m, nil)["y"])
	}
	m := load(t, chain(`missingPredictionTreatment="returnMissing"`, outputs(output("seen", "double", ref("last"))), first,
		segment(``, strings.Replace(reads("one"), "<RegressionTable", outputs(output("last", "double", ref("one")))+"<RegressionTable", 1))))
	full, empty := record{"y": 1.0, "last": 1.0, "seen": 1.0}, record{"x": 5}
	assert.Equal(t, full, evaluate(t, m, empty))
	// Nothing of the record before shows where the chain ends early.
	assert.Equal(t, record{"y": nil, "last": nil, "seen": nil}, evaluate(t, m, nil))
	assert.Equal(t, full, evaluate(t, m, empty))
}

func TestMultiModelChain(t *testing.T) {
	other := strings.ReplaceAll(number(2, outputs(output("o2", "double", ref("o1")))), `<MiningField name="y" usageType="target"/>`, `<MiningField name="o1"/><MiningField name="z" usageType="target"/>`)
	m := load(t, document(ensemble("regression", "", `multipleModelMethod="x-multiModelChain"`, "",
		segmentIf(``, positive, number(1, outputs(value("o1")))), segment(``, other))))
	assert.Equal(t, record{"y": 1.0, "z": 2.0, "o1": 1.0, "o2": 1.0}, evaluate(t, m, record{"x": 1}))
	assert.Equal(t, record{"y": nil, "z": 2.0, "o1": nil, "o2": nil}, evaluate(t, m, nil))
	refused(t, document(ensemble("regression", "", `multipleModelMethod="x-multiModelChain"`, "",
		segment(``, number(1, outputs(value("o1")))), segment(``, number(1, outputs(value("o1")))))), pmml.ErrInvalid, `output field "o1" is given by two segments`)
}

// Only the segment that gives a chain's result must do what the chain does.
func TestFunctionsOfSegments(t *testing.T) {
	m := load(t, chain(``, "", segment(``, strings.ReplaceAll(category(1, 2, 3), "<Node ", outputs(feature("k", "string", `feature="predictedValue"`))+"<Node ")), segment(``, number(4))))
	assert.Equal(t, record{"y": 4.0}, evaluate(t, m, nil))
	refused(t, chain(``, "", segment(``, number(4)), segment(``, label("a"))), pmml.ErrInvalid, "functionName is classification, where the segment that gives the result must be of functionName regression")
	refused(t, regressions(`multipleModelMethod="selectFirst"`, segment(``, label("a"))), pmml.ErrInvalid, "functionName is classification, where the segments of this model must be of functionName regression")
	late := load(t, chain(``, "", segment(``, label("a")), segmentIf(``, positive, number(4))))
	assert.Equal(t, 4.0, evaluate(t, late, record{"x": 1})["y"])
	_, err := late.Evaluate(nil)
	require.ErrorContains(t, err, "the segment that gives the result is of functionName classification, where the model is of regression")
	mixed := load(t, document(ensemble("mixed", "", `multipleModelMethod="selectFirst"`, "", segmentIf(``, positive, number(4)), segment(``, number(5)))))
	assert.Equal(t, 5.0, evaluate(t, mixed, nil)["y"])
}

// A model without a target of its own takes its segments'.
func TestTargetsOfSelections(t *testing.T) {
	m := load(t, document(ensemble("classification", "", `multipleModelMethod="selectFirst"`, outputs(feature("p", "double", `feature="probability" value="b"`)),
		segmentIf(``, positive, category(1, 3, 0)), segment(``, category(0, 1, 1)))))
	r, err := m.Evaluate(record{"x": 1})
	require.NoError(t, err)
	assert.Equal(t, record{"c": "b", "p": 0.75}, r.Map())
	assert.Equal(t, "1", r.Entity("c"))
	require.Len(t, r.Distribution("c"), 3)
	assert.Equal(t, 0.25, r.Distribution("c")[0].Probability)
	assert.Equal(t, record{"c": "b", "p": 0.5}, evaluate(t, m, nil))

	two := load(t, document(strings.Replace(ensemble("regression", "y", `multipleModelMethod="selectFirst"`, outputs(value("returned"), feature("ofZ", "double", `targetField="z"`)),
		segmentIf(``, positive, number(1)), segmentIf(``, negative, strings.ReplaceAll(number(2), `name="y"`, `name="z"`))),
		`<MiningField name="y" usageType="target"/>`, `<MiningField name="y" usageType="target"/><MiningField name="z" usageType="target"/>`, 1)))
	assert.Equal(t, record{"y": 1.0, "z": nil, "returned": 1.0, "ofZ": nil}, evaluate(t, two, record{"x": 1}))
	assert.Equal(t, record{"y": nil, "z": 2.0, "returned": 2.0, "ofZ": 2.0}, evaluate(t, two, record{"x": -1}))
	_, err = two.Evaluate(nil)
	require.ErrorContains(t, err, "no segment applies to the record, so none of the targets is the one to report on")
}

// Output fields may name a segment: of any method, whether it ran or not.
func TestOutputsOfSegments(t *testing.T) {
	segments := []string{
		segmentIf(`id="s1"`, positive, ofX(outputs(value("v"), output("text", "string", ref("s"))))),
		segment(`id="s2"`, number(2)),
	}
	fields := outputs(feature("p1", "double", `feature="predictedValue" segmentId="s1"`), feature("p2", "double", `feature="predictedValue" segmentId="s2" targetField="y"`),
		feature("t1", "string", `feature="transformedValue" segmentId="s1" value="text"`), feature("d1", "double", `feature="decision" segmentId="s1" value="v"`),
		strings.Replace(output("e1", "double", constant("double", "5")), "<OutputField ", `<OutputField segmentId="s1" `, 1))
	for _, method := range []string{"sum", "average", "median", "weightedMedian", "weightedSum", "selectFirst", "selectAll", "modelChain", "x-multiModelChain"} {
		t.Run(method, func(t *testing.T) {
			m := load(t, document(ensemble("regression", "y", `multipleModelMethod="`+method+`"`, fields, segments...)))
			row := m.NewRow()
			get := func(x float64) record {
				row.Reset()
				row.SetFloat(0, x)
				row.SetText(2, "new")
				require.NoError(t, row.Score())
				return row.Result().Map()
			}
			for range 2 {
				r := get(4)
				assert.Equal(t, []any{4.0, "new", 4.0, 5.0}, []any{r["p1"], r["t1"], r["d1"], r["e1"]})
				if method != "selectFirst" {
					assert.Equal(t, 2.0, r["p2"])
				}
				// A segment that did not run has nothing, whatever the record before had.
				r = get(-4)
				assert.Equal(t, []any{nil, 2.0, nil, nil, nil}, []any{r["p1"], r["p2"], r["t1"], r["d1"], r["e1"]})
			}
		})
	}
	sum := func(fields string) string {
		return document(ensemble("regression", "y", `multipleModelMethod="sum"`, outputs(fields), segments...))
	}
	// One that is not there has nothing either, and validation says so.
	for _, attributes := range []string{`segmentId="s9"`, `feature="decision" value="v" segmentId="s9"`, `feature="transformedValue" value="v" segmentId="s9"`, `feature="residual" segmentId="s9"`} {
		text := sum(feature("o", "double", attributes))
		assert.Nil(t, every(t, text, record{"x": 4.0})["o"])
		problems := evaluator.Validate(strings.NewReader(text)).Problems
		assert.True(t, slices.ContainsFunc(problems, func(p evaluator.Problem) bool {
			return p.Severity == evaluator.SeverityWarning && p.Code == "segment-unknown" && strings.Contains(p.Message, `there is no segment "s9"`) && p.Path == "MiningModel/Output/OutputField"
		}), "%v", problems)
	}
	assert.Nil(t, every(t, sum(strings.Replace(output("o", "double", constant("double", "5")), "<OutputField ", `<OutputField segmentId="s9" `, 1)), record{"x": 4.0})["o"])
	refused(t, sum(feature("o", "double", `feature="decision" segmentId="s9"`)), pmml.ErrInvalid, "needs an expression")
	refused(t, sum(feature("o", "double", `feature="decision" value="u" segmentId="s1"`)), pmml.ErrInvalid, `segment "s1" has no output field "u"`)
	refused(t, sum(feature("o", "double", `segmentId="s1" targetField="x"`)), pmml.ErrInvalid, `the model has no target field "x"`)
	assert.Contains(t, load(t, sum(feature("o", "string", `feature="entityId"`))).Outputs()[0].Lacking, "feature=entityId is not defined for this model")
}

// The same for segments that give categories.
func TestOutputsOfSegmentsWithCategories(t *testing.T) {
	for _, method := range []string{"majorityVote", "weightedMajorityVote", "average", "max", "median"} {
		t.Run(method, func(t *testing.T) {
			m := load(t, document(ensemble("classification", "c", `multipleModelMethod="`+method+`"`,
				outputs(feature("k", "string", `segmentId="s1"`), feature("p", "double", `feature="probability" value="b" segmentId="s1"`)),
				segmentIf(`id="s1"`, positive, category(1, 3, 0)), segment(``, category(1, 0, 0)))))
			row := m.NewRow()
			for range 2 {
				row.SetFloat(0, 4)
				require.NoError(t, row.Score())
				assert.Equal(t, []any{"b", 0.75}, []any{row.Value(1), row.Value(2)})
				row.Reset()
				require.NoError(t, row.Score())
				assert.Equal(t, []any{nil, nil}, []any{row.Value(1), row.Value(2)})
			}
		})
	}
}

// returnMissing ends an ensemble at once; what segments after it gave for the
// record before does not show.
func TestReturnMissingLeavesNothingBehind(t *testing.T) {
	for _, method := range []string{"sum", "median"} {
		m := load(t, document(ensemble("regression", "y", `multipleModelMethod="`+method+`" missingPredictionTreatment="returnMissing"`,
			outputs(feature("p", "double", `segmentId="2"`)), segment(``, ofX()), segment(``, number(2)))))
		row := m.NewRow()
		row.SetFloat(0, 4)
		require.NoError(t, row.Score())
		assert.Equal(t, 2.0, row.Value(1))
		row.Reset()
		require.NoError(t, row.Score())
		assert.Nil(t, row.Value(0))
		assert.Nil(t, row.Value(1))
	}
}

func TestNestedModels(t *testing.T) {
	inner := ensemble("regression", "y", `multipleModelMethod="sum"`, outputs(value("total")), segment(``, number(1)), segment(``, ofX()))
	m := load(t, chain(``, "", segment(``, inner), segment(``, reads("total", "x"))))
	assert.Equal(t, 13.0, evaluate(t, m, record{"x": 6})["y"])
	// A selection inside a selection passes its segments' outputs on.
	pick := ensemble("regression", "y", `multipleModelMethod="selectFirst"`, "", segmentIf(``, positive, ofX(outputs(value("deep")))), segment(``, number(1, outputs(value("deep")))))
	m = load(t, document(ensemble("regression", "y", `multipleModelMethod="selectFirst"`, "", segment(``, pick))))
	assert.Equal(t, record{"y": 6.0, "deep": 6.0}, evaluate(t, m, record{"x": 6}))
	assert.Equal(t, record{"y": 1.0, "deep": 1.0}, evaluate(t, m, nil))
}

func TestInvalidSegmentations(t *testing.T) {
	one := segment(``, number(1))
	for _, tt := range []struct {
		name, text string
		class      error
		detail     string
	}{
		{"no segmentation", document(`<MiningModel functionName="regression"><MiningSchema/></MiningModel>`), pmml.ErrInvalid, "a MiningModel needs a Segmentation"},
		{"no segments", regressions(`multipleModelMethod="sum"`), pmml.ErrInvalid, "a Segmentation needs segments"},
		{"no method", regressions(``, one), pmml.ErrInvalid, "multipleModelMethod"},
		{"no model", regressions(`multipleModelMethod="sum"`, `<Segment><True/></Segment>`), pmml.ErrInvalid, "MODEL-ELEMENT"},
		{"no predicate", regressions(`multipleModelMethod="sum"`, `<Segment>`+number(1)+`</Segment>`), pmml.ErrInvalid, "PREDICATE"},
		{"a negative weight", regressions(`multipleModelMethod="weightedSum"`, segment(`weight="-1"`, number(1))), pmml.ErrInvalid, "weight -1 is below zero"},
		{"an id given twice", regressions(`multipleModelMethod="sum"`, segment(`id="2"`, number(1)), one), pmml.ErrInvalid, `segment id "2" is given twice`},
		{"a threshold above 1", regressions(`multipleModelMethod="sum" missingThreshold="1.5"`, one), pmml.ErrInvalid, "missingThreshold 1.5 lies outside 0 to 1"},
		{"a threshold below 0", regressions(`multipleModelMethod="sum" missingThreshold="-0.5"`, one), pmml.ErrInvalid, "missingThreshold -0.5 lies outside 0 to 1"},
		{"skipSegment in a chain", regressions(`multipleModelMethod="modelChain" missingPredictionTreatment="skipSegment"`, one), pmml.ErrInvalid, "missingPredictionTreatment=skipSegment is not defined for multipleModelMethod=modelChain"},
		{"skipSegment in selectAll", regressions(`multipleModelMethod="selectAll" missingPredictionTreatment="skipSegment"`, one), pmml.ErrInvalid, "missingPredictionTreatment=skipSegment is not defined for multipleModelMethod=selectAll"},
		{"a segment's unknown field", regressions(`multipleModelMethod="sum"`, segment(``, reads("nowhere"))), pmml.ErrInvalid, `there is no field "nowhere" here`},
		{"a predicate's unknown field", regressions(`multipleModelMethod="sum"`, segmentIf(``, `<SimplePredicate field="nowhere" operator="isMissing"/>`, number(1))), pmml.ErrInvalid, `there is no field "nowhere" here`},
		{"an output of a later segment", chain(``, "", segment(``, reads("later")), segment(``, number(1, outputs(value("later"))))), pmml.ErrInvalid, `there is no field "later" here`},
		{"an output that is not in the mining schema", chain(``, "", segment(``, number(1, outputs(value("o")))),
			segment(``, strings.Replace(reads("o"), `<MiningField name="o"/>`, "", 1))), pmml.ErrInvalid, `there is no field "o" here`},
		{"one output name in two segments of a chain", chain(``, "", segment(``, number(1, outputs(value("o")))), segment(``, number(1, outputs(value("o"))))), pmml.ErrInvalid, `output field "o" is given by two segments`},
		{"an output with the name of a field in use", chain(``, "", segment(``, ofX(outputs(value("x"))))), pmml.ErrInvalid, `output field "x" has the name of a field of the model around (line `},
		{"an output with the name of a field that only later segments use", chain(``, "", segment(``, number(1, outputs(value("x")))), segment(``, reads("x"))), pmml.ErrInvalid, `output field "x" has the name of a field of the model around (line `},
		{"an output with the name of a derived field", chain(``, `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">`+ref("x")+`</DerivedField></LocalTransformations>`,
			segment(``, number(1, outputs(value("d")))), segment(``, reads("d"))), pmml.ErrInvalid, `output field "d" has the name of a field of the model around (line `},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.text, tt.class, tt.detail) })
	}
}

// Errors of a segment end the record, in every method.
func TestErrorsOfSegments(t *testing.T) {
	fails := number(1, outputs(output("o", "double", `<Apply function="ln">`+ref("w")+`</Apply>`)))
	failing := strings.Replace(tree(`<Node score="a"><SimplePredicate field="w" operator="greaterThan" value="0"/></Node>`), "<Node ", outputs(output("o", "double", `<Apply function="ln">`+ref("w")+`</Apply>`))+"<Node ", 1)
	for _, method := range []string{"sum", "median", "selectFirst", "selectAll", "modelChain", "x-multiModelChain"} {
		m := load(t, regressions(`multipleModelMethod="`+method+`"`, segment(``, fails)))
		_, err := m.Evaluate(record{"w": "bad"})
		require.ErrorContains(t, err, `field "w": value "bad" is not a number`, method)
		m = load(t, regressions(`multipleModelMethod="`+method+`"`, segmentIf(``, `<SimplePredicate field="w" operator="lessThan" value="0"/>`, number(1))))
		_, err = m.Evaluate(record{"w": "bad"})
		require.ErrorContains(t, err, `field "w": value "bad" is not a number`, method)
	}
	for _, method := range []string{"majorityVote", "average"} {
		m := load(t, classifications(`multipleModelMethod="`+method+`"`, segment(``, failing)))
		_, err := m.Evaluate(record{"w": "bad"})
		require.ErrorContains(t, err, `field "w": value "bad" is not a number`, method)
	}
}
