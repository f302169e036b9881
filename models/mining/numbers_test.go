package mining_test

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What each method makes of the numbers that its segments predict.
func TestNumbersAreCombinedByMethod(t *testing.T) {
	four := []string{segment(`weight="1"`, number(8)), segment(`weight="2"`, number(1)), segment(`weight="3"`, number(2)), segment(`weight="2"`, number(5))}
	for _, tt := range []struct {
		name, method string
		segments     []string
		want         any
	}{
		{"sum", "sum", four, 16.0},
		{"weightedSum", "weightedSum", four, 26.0},
		{"average", "average", four, 4.0},
		{"average ignores weights", "average", four[:2], 4.5},
		{"weightedAverage divides by all weights", "weightedAverage", four, 26.0 / 8},
		{"median of an even number is the mean of the middle two", "median", four, 3.5},
		{"median of an odd number is the middle one", "median", four[:3], 2.0},
		{"weightedMedian is the first with half the weight below", "weightedMedian", four, 2.0},
		{"weightedMedian where half is met exactly", "weightedMedian", []string{segment(`weight="2"`, number(9)), segment(`weight="2"`, number(4))}, 4.0},
		{"weightedMedian of equal values adds their weights", "weightedMedian",
			[]string{segment(`weight="2"`, number(3)), segment(`weight="3"`, number(7)), segment(`weight="2"`, number(3))}, 3.0},
		{"a segment without weight has 1", "weightedAverage", []string{segment(``, number(2)), segment(`weight="3"`, number(6))}, 5.0},
		{"weight zero counts for nothing", "weightedAverage", []string{segment(`weight="0"`, number(2)), segment(`weight="3"`, number(6))}, 6.0},
		{"a segment that never applies", "average", []string{segmentIf(``, `<False/>`, number(100)), segment(``, number(6))}, 6.0},
		{"no segment applies", "sum", []string{segmentIf(``, `<False/>`, number(100))}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, regressions(`multipleModelMethod="`+tt.method+`"`, tt.segments...))
			assert.Equal(t, tt.want, evaluate(t, m, nil)["y"])
		})
	}
}

// A segment whose predicate is unknown does not apply.
func TestUnknownSegmentsDoNotApply(t *testing.T) {
	m := load(t, regressions(`multipleModelMethod="sum"`, segmentIf(``, positive, number(1)), segment(``, number(2))))
	assert.Equal(t, 3.0, evaluate(t, m, record{"x": 1})["y"])
	assert.Equal(t, 2.0, evaluate(t, m, record{"x": -1})["y"])
	assert.Equal(t, 2.0, evaluate(t, m, record{})["y"])
}

// Spec: https://dmg.org/pmml/v4-4-1/MultipleModels.html, missingPredictionTreatment.
func TestMissingNumbers(t *testing.T) {
	for _, tt := range []struct {
		name, method, treatment string
		want                    any
	}{
		{"continue is the default, and a missing part makes all missing", "sum", ``, nil},
		{"continue", "average", `missingPredictionTreatment="continue"`, nil},
		{"continue, median", "median", `missingPredictionTreatment="continue"`, nil},
		{"returnMissing", "sum", `missingPredictionTreatment="returnMissing"`, nil},
		{"returnMissing, median", "weightedMedian", `missingPredictionTreatment="returnMissing"`, nil},
		{"skipSegment, sum", "sum", `missingPredictionTreatment="skipSegment"`, 9.0},
		{"skipSegment, average", "average", `missingPredictionTreatment="skipSegment"`, 4.5},
		{"skipSegment, weightedSum", "weightedSum", `missingPredictionTreatment="skipSegment"`, 3.0 + 18},
		{"skipSegment, weightedAverage divides by the weights that are left", "weightedAverage", `missingPredictionTreatment="skipSegment"`, 21.0 / 4},
		{"skipSegment, median", "median", `missingPredictionTreatment="skipSegment"`, 4.5},
		{"skipSegment, weightedMedian", "weightedMedian", `missingPredictionTreatment="skipSegment"`, 6.0},
		{"a third is missing: at the threshold", "average", `missingPredictionTreatment="skipSegment" missingThreshold="0.3333333333333333"`, 4.5},
		{"a third is missing: above the threshold", "average", `missingPredictionTreatment="skipSegment" missingThreshold="0.33"`, nil},
		{"unweighted methods count segments, not weights", "median", `missingPredictionTreatment="skipSegment" missingThreshold="0.4"`, 4.5},
		{"half the weight is missing: at the threshold", "weightedAverage", `missingPredictionTreatment="skipSegment" missingThreshold="0.5"`, 21.0 / 4},
		{"half the weight is missing: above the threshold", "weightedSum", `missingPredictionTreatment="skipSegment" missingThreshold="0.49"`, nil},
		{"half the weight is missing: above the threshold, median", "weightedMedian", `missingPredictionTreatment="skipSegment" missingThreshold="0.49"`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, regressions(`multipleModelMethod="`+tt.method+`" `+tt.treatment,
				segment(`weight="1"`, number(3)), segment(`weight="4"`, ofX()), segment(`weight="3"`, number(6))))
			assert.Equal(t, tt.want, evaluate(t, m, record{})["y"])
		})
	}
}

// Where every segment is skipped there is nothing to combine.
func TestAllSegmentsSkipped(t *testing.T) {
	for _, method := range []string{"sum", "weightedSum", "average", "weightedAverage", "median", "weightedMedian"} {
		t.Run(method, func(t *testing.T) {
			m := load(t, regressions(`multipleModelMethod="`+method+`" missingPredictionTreatment="skipSegment"`, segment(``, ofX()), segment(``, ofX())))
			assert.Nil(t, evaluate(t, m, record{})["y"])
			assert.NotNil(t, evaluate(t, m, record{"x": 1})["y"])
		})
	}
}

// VariableWeight, new in PMML 4.4, takes a record's weight from a field.
func TestVariableWeight(t *testing.T) {
	weighted := func(attributes, field, model string) string {
		return `<Segment ` + attributes + `><True/>` + model + `<VariableWeight field="` + field + `"/></Segment>`
	}
	output := `<Output><OutputField name="mine" optype="continuous" dataType="double" feature="transformedValue"><Constant dataType="double">3</Constant></OutputField></Output>`
	for _, tt := range []struct {
		name, attributes string
		first            string
		w, want          any
		err              string
	}{
		{"a field of the record", `multipleModelMethod="weightedAverage"`, weighted(``, "w", number(2)), 3.0, 3.0, ""},
		{"in place of the segment's weight", `multipleModelMethod="weightedAverage"`, weighted(`weight="50"`, "w", number(2)), 3.0, 3.0, ""},
		{"an output field of the segment", `multipleModelMethod="weightedAverage"`, weighted(``, "mine", number(2, output)), nil, 3.0, ""},
		{"unweighted methods do not look at it", `multipleModelMethod="average"`, weighted(``, "w", number(2)), nil, 4.0, ""},
		{"a missing weight is a missing prediction", `multipleModelMethod="weightedAverage"`, weighted(``, "w", number(2)), nil, nil, ""},
		{"a missing weight is skipped with its segment", `multipleModelMethod="weightedAverage" missingPredictionTreatment="skipSegment"`, weighted(``, "w", number(2)), nil, 6.0, ""},
		{"a missing weight counts as one against the threshold", `multipleModelMethod="weightedAverage" missingPredictionTreatment="skipSegment" missingThreshold="0.5"`, weighted(``, "w", number(2)), nil, 6.0, ""},
		{"a negative weight", `multipleModelMethod="weightedAverage"`, weighted(``, "w", number(2)), -1.0, nil, "the weight of a segment is below zero"},
		{"a weight that is not valid", `multipleModelMethod="weightedAverage"`, weighted(``, "w", number(2)), "heavy", nil, `field "w": value "heavy" is not a number`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, regressions(tt.attributes, tt.first, segment(`weight="1"`, number(6))))
			r, err := m.Evaluate(record{"w": tt.w})
			if tt.err != "" {
				require.ErrorContains(t, err, tt.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, r.Map()["y"])
		})
	}
	method := `multipleModelMethod="weightedAverage"`
	refused(t, regressions(method, weighted(``, "nowhere", number(2))), pmml.ErrInvalid, `there is no field "nowhere"`)
	refused(t, regressions(method, weighted(``, "s", number(2))), pmml.ErrInvalid, `field "s" is of type string, where a number is needed`)
	text := `<Output><OutputField name="mine" optype="categorical" dataType="string" feature="transformedValue"><Constant dataType="string">3</Constant></OutputField></Output>`
	refused(t, regressions(method, weighted(``, "mine", number(2, text))), pmml.ErrInvalid, `field "mine" is of type string, where a number is needed`)
}

func TestWeightsThatAddUpToZero(t *testing.T) {
	m := load(t, regressions(`multipleModelMethod="weightedAverage"`, segment(`weight="0"`, number(2)), segment(`weight="0"`, number(3))))
	_, err := m.Evaluate(nil)
	require.ErrorContains(t, err, "the weights of the segments add up to zero")
	m = load(t, regressions(`multipleModelMethod="weightedMedian"`, segment(`weight="0"`, number(3)), segment(`weight="0"`, number(2))))
	assert.Equal(t, 2.0, evaluate(t, m, nil)["y"])
	m = load(t, regressions(`multipleModelMethod="weightedSum"`, segment(`weight="0"`, number(3))))
	assert.Equal(t, 0.0, evaluate(t, m, nil)["y"])
}

// x-mathContext="float" adds up in float32, in the order of the segments.
func TestFloat32SumsRunInOrder(t *testing.T) {
	floats := func(method string, values ...float64) string {
		var segments []string
		for _, v := range values {
			segments = append(segments, segment(``, `<RegressionModel functionName="regression" x-mathContext="float"><MiningSchema/>`+
				`<Targets><Target rescaleConstant="0"/></Targets><RegressionTable intercept="`+format(v)+`"/></RegressionModel>`))
		}
		s := `<MiningModel functionName="regression" x-mathContext="float"><MiningSchema/><Segmentation multipleModelMethod="` + method + `">`
		for _, g := range segments {
			s += g
		}
		return document(s + `</Segmentation></MiningModel>`)
	}
	big := float64(1 << 24) // above, float32 has no odd numbers
	assert.Equal(t, float32(big), evaluate(t, load(t, floats("sum", big, 1, 1)), nil)["_target"])
	assert.Equal(t, float32(big+2), evaluate(t, load(t, floats("sum", 1, 1, big)), nil)["_target"])
	third := float32(0.1) + float32(0.2)
	third += float32(0.3)
	assert.Equal(t, third/3, evaluate(t, load(t, floats("average", 0.1, 0.2, 0.3)), nil)["_target"])
	assert.Equal(t, third/3, evaluate(t, load(t, floats("weightedAverage", 0.1, 0.2, 0.3)), nil)["_target"])
	assert.Equal(t, third, evaluate(t, load(t, floats("weightedSum", 0.1, 0.2, 0.3)), nil)["_target"])
	assert.Equal(t, float32((float64(float32(0.1))+float64(float32(0.2)))/2), evaluate(t, load(t, floats("median", 0.1, 0.2)), nil)["_target"])
}

// Segments' own Targets apply to their predictions, then the model's to the result.
func TestTargetsOfSegmentsAndModel(t *testing.T) {
	targets := `<Targets><Target field="y" castInteger="ceiling" rescaleFactor="2"/></Targets>`
	m := load(t, document(ensemble("regression", "y", `multipleModelMethod="average"`, targets,
		segment(``, number(1.2, targets)), segment(``, number(2.2, targets)))))
	// ceil(2.4) = 3, ceil(4.4) = 5; their mean 4, doubled.
	assert.Equal(t, 8.0, evaluate(t, m, nil)["y"])
}

// An infinite prediction stays a number; opposite ones add up to NaN, which is
// no missing value.
func TestInfinitePredictions(t *testing.T) {
	m := load(t, regressions(`multipleModelMethod="sum"`, segment(``, ofX()), segment(``, number(1))))
	assert.Equal(t, math.Inf(1), evaluate(t, m, record{"x": math.Inf(1)})["y"])
	opposite := `<Targets><Target field="y" rescaleFactor="-1"/></Targets>`
	m = load(t, regressions(`multipleModelMethod="sum"`, segment(``, ofX()), segment(``, ofX(opposite))))
	y, ok := evaluate(t, m, record{"x": math.Inf(1)})["y"].(float64)
	assert.True(t, ok && math.IsNaN(y))
}
