package mining_test

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func predicted(c, a, b, pc any) record { return record{"c": c, "pa": a, "pb": b, "pc": pc} }

func inDelta(t *testing.T, want, got record) {
	t.Helper()
	require.Len(t, got, len(want))
	for name, w := range want {
		if w, ok := w.(float64); ok {
			assert.InDelta(t, w, got[name], 1e-15, name)
			continue
		}
		assert.Equal(t, w, got[name], name)
	}
}

// What each method makes of the categories that its segments predict.
func TestCategoriesAreCombinedByMethod(t *testing.T) {
	abb := []string{segment(`weight="3"`, category(6, 2, 2)), segment(`weight="1"`, category(1, 8, 1)), segment(`weight="1"`, category(1, 5, 4))}
	for _, tt := range []struct {
		name, method string
		segments     []string
		want         record
	}{
		{"majorityVote", "majorityVote", abb, predicted("b", 1.0/3, 2.0/3, 0.0)},
		{"weightedMajorityVote", "weightedMajorityVote", abb, predicted("a", 0.6, 0.4, 0.0)},
		{"average of probabilities", "average", abb, predicted("b", 0.8/3, 0.5, 0.7/3)},
		{"weightedAverage of probabilities", "weightedAverage", abb, predicted("a", 2.0/5, 1.9/5, 1.1/5)},
		{"max takes the distribution of the greatest probability", "max", abb, predicted("b", 0.1, 0.8, 0.1)},
		{"max ignores weights", "max", abb[:2], predicted("b", 0.1, 0.8, 0.1)},
		{"equal maxima of one category are averaged", "max",
			[]string{segment(``, category(1, 8, 1)), segment(``, category(2, 8, 0))}, predicted("b", 0.15, 0.8, 0.05)},
		{"equal maxima of two categories: the first category", "max",
			[]string{segment(``, category(1, 8, 1)), segment(``, category(8, 0, 2))}, predicted("a", 0.8, 0.0, 0.2)},
		{"median of three takes the middle one's distribution", "median", abb, predicted("b", 0.1, 0.5, 0.4)},
		{"median of two averages both", "median", abb[1:], predicted("b", 0.1, 0.65, 0.25)},
		{"median of two averages both, whatever the last bit of their distances", "median",
			[]string{segment(``, category(9, 1, 0)), segment(``, category(3, 7, 0))}, predicted("a", 0.6, 0.4, 0.0)},
		{"median of four averages the two in the middle and all that are equal to one", "median",
			[]string{segment(``, category(6, 4, 0)), segment(``, category(8, 2, 0)), segment(``, category(9, 1, 0)), segment(``, category(8, 1, 1))}, predicted("a", 0.8, 0.15, 0.05)},
		{"the category of a median is the one with the greatest median", "median",
			[]string{segment(``, category(31, 46, 23)), segment(``, category(86, 0, 14)), segment(``, category(0, 0, 100))}, predicted("a", 0.31, 0.46, 0.23)},
		{"the category of a weightedMedian is the one with the greatest median", "weightedMedian",
			[]string{segment(`weight="3"`, category(31, 46, 23)), segment(`weight="1.5"`, category(86, 0, 14)), segment(`weight="2"`, category(0, 0, 100))}, predicted("a", 0.31, 0.46, 0.23)},
		{"weightedMedian", "weightedMedian", abb, predicted("a", 0.6, 0.2, 0.2)},
		{"of equal votes the first one given wins", "majorityVote",
			[]string{segment(``, label("c")), segment(``, label("a"))}, predicted("c", 0.5, 0.0, 0.5)},
		{"of equal votes the first one given wins, whatever comes later", "majorityVote",
			[]string{segment(``, label("b")), segment(``, label("a")), segment(``, label("a")), segment(``, label("b")), segment(``, label("c"))}, predicted("b", 0.4, 0.4, 0.2)},
		{"weight zero votes, but counts for nothing", "weightedMajorityVote",
			[]string{segment(`weight="0"`, label("a")), segment(`weight="2"`, label("b"))}, predicted("b", 0.0, 1.0, 0.0)},
		{"of equal averages the first category wins", "average",
			[]string{segment(``, category(0, 1, 0)), segment(``, category(1, 0, 0))}, predicted("a", 0.5, 0.5, 0.0)},
		{"no segment applies", "majorityVote", []string{segmentIf(``, `<False/>`, label("a"))}, predicted(nil, nil, nil, nil)},
		{"no segment applies, average", "average", []string{segmentIf(``, `<False/>`, category(1, 0, 0))}, predicted(nil, nil, nil, nil)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inDelta(t, tt.want, evaluate(t, load(t, classifications(`multipleModelMethod="`+tt.method+`"`, tt.segments...)), nil))
		})
	}
}

// Votes of segments without a prediction: by continue they are one more
// category, which wins only where it has most votes.
func TestMissingVotes(t *testing.T) {
	missing := predicted(nil, nil, nil, nil)
	for _, tt := range []struct {
		name, attributes string
		segments         []string
		want             record
	}{
		{"continue ignores a minority", `multipleModelMethod="majorityVote"`,
			[]string{segment(``, ifX("a")), segment(``, label("b")), segment(``, label("b"))}, predicted("b", 0.0, 1.0, 0.0)},
		{"continue ignores a draw", `multipleModelMethod="majorityVote"`,
			[]string{segment(``, ifX("a")), segment(``, label("b"))}, predicted("b", 0.0, 1.0, 0.0)},
		{"continue gives up on a majority", `multipleModelMethod="majorityVote"`,
			[]string{segment(``, ifX("a")), segment(``, ifX("a")), segment(``, label("b"))}, missing},
		{"continue counts weights", `multipleModelMethod="weightedMajorityVote"`,
			[]string{segment(`weight="3"`, ifX("a")), segment(`weight="2"`, label("b"))}, missing},
		{"continue minds the threshold", `multipleModelMethod="majorityVote" missingThreshold="0.3"`,
			[]string{segment(``, ifX("a")), segment(``, label("b")), segment(``, label("b"))}, missing},
		{"returnMissing", `multipleModelMethod="majorityVote" missingPredictionTreatment="returnMissing"`,
			[]string{segment(``, label("b")), segment(``, ifX("a")), segment(``, label("b"))}, missing},
		{"skipSegment", `multipleModelMethod="majorityVote" missingPredictionTreatment="skipSegment"`,
			[]string{segment(``, ifX("a")), segment(``, ifX("a")), segment(``, label("b"))}, predicted("b", 0.0, 1.0, 0.0)},
		{"skipSegment above the threshold", `multipleModelMethod="majorityVote" missingPredictionTreatment="skipSegment" missingThreshold="0.5"`,
			[]string{segment(``, ifX("a")), segment(``, ifX("a")), segment(``, label("b"))}, missing},
		{"average, continue", `multipleModelMethod="average"`,
			[]string{segment(``, ifX("a")), segment(``, category(1, 3, 0))}, missing},
		{"average, returnMissing", `multipleModelMethod="average" missingPredictionTreatment="returnMissing"`,
			[]string{segment(``, ifX("a")), segment(``, category(1, 3, 0))}, missing},
		{"average, skipSegment", `multipleModelMethod="average" missingPredictionTreatment="skipSegment"`,
			[]string{segment(``, ifX("a")), segment(``, category(1, 3, 0))}, predicted("b", 0.25, 0.75, 0.0)},
		{"average, skipSegment above the threshold", `multipleModelMethod="weightedAverage" missingPredictionTreatment="skipSegment" missingThreshold="0.5"`,
			[]string{segment(`weight="2"`, ifX("a")), segment(``, category(1, 3, 0))}, missing},
		{"average, all skipped", `multipleModelMethod="average" missingPredictionTreatment="skipSegment"`,
			[]string{segment(``, ifX("a"))}, missing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inDelta(t, tt.want, evaluate(t, load(t, classifications(tt.attributes, tt.segments...)), nil))
		})
	}
}

func TestVotesWithoutAnyPrediction(t *testing.T) {
	m := load(t, classifications(`multipleModelMethod="majorityVote" missingPredictionTreatment="skipSegment"`, segment(``, ifX("a"))))
	_, err := m.Evaluate(nil)
	require.ErrorContains(t, err, "no votes")
	assert.Equal(t, "a", evaluate(t, m, record{"x": 1})["c"])
}

func TestWeightsOfCategoriesThatAddUpToZero(t *testing.T) {
	m := load(t, classifications(`multipleModelMethod="weightedAverage"`, segment(`weight="0"`, category(1, 0, 0))))
	_, err := m.Evaluate(nil)
	require.ErrorContains(t, err, "add up to zero")
	m = load(t, classifications(`multipleModelMethod="weightedMajorityVote"`, segment(`weight="0"`, label("b"))))
	_, err = m.Evaluate(nil)
	require.ErrorContains(t, err, "add up to zero")
}

func TestMethodsThatNeedProbabilities(t *testing.T) {
	for _, method := range []string{"average", "weightedAverage", "median", "weightedMedian", "max"} {
		m := load(t, classifications(`multipleModelMethod="`+method+`"`, segment(``, category(1, 2, 3)), segment(``, label("a"))))
		_, err := m.Evaluate(nil)
		require.ErrorContains(t, err, "a segment gives no probabilities, which multipleModelMethod="+method+" needs")
	}
}

// A category that a segment does not know has probability 0 there.
func TestSegmentsThatKnowOtherCategories(t *testing.T) {
	only := func(k string) string {
		return tree(`<Node score="` + k + `"><True/><ScoreDistribution value="` + k + `" recordCount="1"/></Node>`)
	}
	m := load(t, classifications(`multipleModelMethod="average"`, segment(``, only("c")), segment(``, only("b")), segment(``, only("b")), segment(``, only("b"))))
	inDelta(t, predicted("b", 0.0, 0.75, 0.25), evaluate(t, m, nil))
}

// Priors stand in for a missing prediction, also for categories that no
// segment knows, and do not disturb one that is there.
func TestPriorsOfAnEnsemble(t *testing.T) {
	priors := `<Targets><Target field="c"><TargetValue value="a" priorProbability="0.2"/><TargetValue value="b" priorProbability="0.3"/><TargetValue value="c" priorProbability="0.5"/></Target></Targets>`
	for _, method := range []string{"majorityVote", "weightedMajorityVote", "average", "max", "median"} {
		t.Run(method, func(t *testing.T) {
			only := tree(`<Node score="b"><True/><ScoreDistribution value="b" recordCount="1"/></Node>`)
			m := load(t, document(ensemble("classification", "c", `multipleModelMethod="`+method+`"`, probabilities+priors, segmentIf(``, positive, only))))
			inDelta(t, predicted("c", 0.2, 0.3, 0.5), evaluate(t, m, nil))
			inDelta(t, predicted("b", 0.0, 1.0, 0.0), evaluate(t, m, record{"x": 1}))
		})
	}
}

// Methods are defined for some functions only.
func TestMethodsByFunction(t *testing.T) {
	for _, tt := range []struct{ function, target, method, segment string }{
		{"regression", "y", "majorityVote", number(1)},
		{"regression", "y", "weightedMajorityVote", number(1)},
		{"regression", "y", "max", number(1)},
		{"classification", "c", "sum", label("a")},
		{"classification", "c", "weightedSum", label("a")},
		{"clustering", "", "average", label("a")},
		{"clustering", "", "max", label("a")},
	} {
		refused(t, document(ensemble(tt.function, tt.target, `multipleModelMethod="`+tt.method+`"`, "", segment(``, tt.segment))),
			pmml.ErrInvalid, "multipleModelMethod="+tt.method+" is not defined for functionName="+tt.function)
	}
}

// With x-mathContext="float" votes and probabilities add up in float32.
func TestFloat32Probabilities(t *testing.T) {
	float := func(method string, segments ...string) string {
		s := `<MiningModel functionName="classification" x-mathContext="float"><MiningSchema><MiningField name="c" usageType="target"/></MiningSchema>` +
			`<Output><OutputField name="pa" optype="continuous" dataType="float" feature="probability" value="a"/></Output><Segmentation multipleModelMethod="` + method + `">`
		for _, g := range segments {
			s += g
		}
		return document(s + `</Segmentation></MiningModel>`)
	}
	w := float32(0.1) + float32(0.2)
	all := w + float32(0.3)
	m := load(t, float("weightedMajorityVote", segment(`weight="0.1"`, label("a")), segment(`weight="0.2"`, label("a")), segment(`weight="0.3"`, label("b"))))
	assert.Equal(t, record{"c": "a", "pa": w / all}, evaluate(t, m, nil))
	p := float32(0.1)*float32(0.1) + float32(0.2)*float32(0.3)
	m = load(t, float("weightedAverage", segment(`weight="0.1"`, category(1, 9, 0)), segment(`weight="0.2"`, category(3, 7, 0))))
	assert.InDelta(t, p/(float32(0.1)+float32(0.2)), evaluate(t, m, nil)["pa"], 1e-7)
}
