package compile_test

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// predicts is a document that predicts x as field y.
func predicts(dataType, targets string) source {
	return source{dictionary: xsn + dataField("y", dataType, ""), schema: xsnSchema + mining("y", `usageType="target"`), targets: targets, model: reading("x")}
}

// Spec: https://dmg.org/pmml/v4-4-1/Targets.html. The order is min and max,
// rescaleFactor, rescaleConstant, castInteger.
func TestTargetsOfNumbers(t *testing.T) {
	for _, tt := range []struct {
		name, attributes string
		x, want          float64
	}{
		{"nothing to do", ``, 2.5, 2.5},
		{"min", `min="3"`, 2.5, 3},
		{"max", `max="2"`, 2.5, 2},
		{"between min and max", `min="2" max="3"`, 2.5, 2.5},
		{"at min", `min="2.5"`, 2.5, 2.5},
		{"min of minus infinity", `min="3"`, -inf, 3},
		{"rescaleFactor", `rescaleFactor="2"`, 2.5, 5},
		{"rescaleConstant", `rescaleConstant="10"`, 2.5, 12.5},
		{"the factor before the constant", `rescaleFactor="2" rescaleConstant="10"`, 2.5, 15},
		{"limits before the factor", `max="2" rescaleFactor="2"`, 2.5, 4},
		{"a factor of 0", `rescaleFactor="0" rescaleConstant="7"`, 2.5, 7},
		{"round up", `castInteger="round"`, 2.5, 3},
		{"round down", `castInteger="round"`, 2.25, 2},
		{"round half of a negative number up", `castInteger="round"`, -2.5, -2},
		{"round the specification's example", `castInteger="round"`, -2.89, -3},
		{"round the largest number below a half", `castInteger="round"`, 0.49999999999999994, 0},
		{"round a large odd number", `castInteger="round"`, 4503599627370497, 4503599627370497},
		{"ceiling", `castInteger="ceiling"`, 2.25, 3},
		{"floor", `castInteger="floor"`, 2.75, 2},
		{"cast after rescaling", `castInteger="floor" rescaleFactor="2"`, 2.75, 5},
		{"no negative zero", `castInteger="ceiling"`, -0.5, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := predicts("double", `<Targets><Target field="y" `+tt.attributes+`/></Targets>`)
			got := value(t, s.text(), "y", record{"x": tt.x})
			assert.Equal(t, tt.want, got)
			assert.False(t, tt.want == 0 && math.Signbit(got.(float64)), "negative zero")
		})
	}
}

func TestTargetsOfOtherTypes(t *testing.T) {
	cast := `<Targets><Target field="y" castInteger="round"/></Targets>`
	for _, tt := range []struct {
		name, dataType, targets string
		x                       any
		want                    any
	}{
		{"an integer that is rounded", "integer", cast, 2.6, int64(3)},
		{"an integer that nothing rounds stays what the model computes", "integer", ``, 2.6, 2.6},
		{"an integer beyond what is exact", "integer", cast, 1e300, `field "y": value "1.0E300" is the prediction, which cannot become an integer`},
		{"NaN is no integer", "integer", cast, "NaN", `field "x": value "NaN"`},
		{"a float", "float", ``, 0.1, float32(0.1)},
		{"a string", "string", ``, 0.5, "0.5"},
		{"a truth value", "boolean", ``, 1.0, true},
		{"no truth value", "boolean", ``, 2.0, `field "y": value "2.0" is the prediction, which cannot become a boolean`},
		{"a date has no number", "date", ``, 2.0, "cannot become a date"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := value(t, predicts(tt.dataType, tt.targets).text(), "y", record{"x": tt.x})
			if want, ok := tt.want.(string); ok {
				assert.Contains(t, got, want)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// A missing prediction takes defaultValue, which is then treated like a prediction.
func TestDefaultsOfTargets(t *testing.T) {
	for _, tt := range []struct {
		name, target string
		want         any
	}{
		{"no Targets", ``, nil},
		{"no default", `<Target field="y" min="3"/>`, nil},
		{"a default", `<Target field="y"><TargetValue defaultValue="7"/></Target>`, 7.0},
		{"a default is rescaled", `<Target field="y" max="5" rescaleFactor="2"><TargetValue defaultValue="7"/></Target>`, 10.0},
		{"a default of the only target, not named", `<Target><TargetValue defaultValue="7"/></Target>`, 7.0},
		{"another field's default", `<Target field="n"><TargetValue defaultValue="7"/></Target>`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := predicts("double", `<Targets>`+tt.target+`</Targets>`)
			if tt.target == "" {
				s.targets = ""
			}
			assert.Equal(t, tt.want, value(t, s.text(), "y", nil))
		})
	}
	refused(t, predicts("double", `<Targets><Target field="y"/><Target/></Targets>`).text(), pmml.ErrInvalid, `target field "y" is declared twice`)
}

// classifies is a document that predicts c, a or b, where x is there.
func classifies(targets, outputs string) source {
	table := func(category, intercept string) string {
		return `<RegressionTable targetCategory="` + category + `" intercept="` + intercept + `"><NumericPredictor name="x" coefficient="0"/></RegressionTable>`
	}
	return source{
		dictionary: xsn + dataField("c", "string", `<Value value="a" displayValue="letter a"/><Value value="b"/><Value value="z"/>`),
		schema:     xsnSchema + mining("c", `usageType="target"`), targets: targets, outputs: outputs,
		attributes: `functionName="classification" normalizationMethod="none"`, model: table("a", "0.25") + table("b", "0.75"),
	}
}

// A missing category takes the prior probabilities, as far as they are given.
func TestPriorsOfTargets(t *testing.T) {
	prior := func(values ...string) string {
		s := `<Targets><Target field="c">`
		for i := 0; i < len(values); i += 2 {
			s += `<TargetValue value="` + values[i] + `" priorProbability="` + values[i+1] + `"/>`
		}
		return s + `</Target></Targets>`
	}
	p := feature("pa", "double", `feature="probability" value="a"`) + feature("pz", "double", `feature="probability" value="z"`) + feature("p", "double", `feature="probability"`)
	for _, tt := range []struct {
		name, targets string
		want          record
	}{
		{"no Targets", ``, record{"c": nil, "pa": nil, "pz": nil, "p": nil}},
		{"priors", prior("a", "0.25", "b", "0.75"), record{"c": "b", "pa": 0.25, "pz": 0.0, "p": 0.75}},
		{"priors are scaled to 1", prior("a", "0.5", "b", "0"), record{"c": "a", "pa": 1.0, "pz": 0.0, "p": 1.0}},
		{"a category that the model never predicts", prior("a", "0.25", "z", "0.75"), record{"c": "z", "pa": 0.25, "pz": 0.75, "p": 0.75}},
		{"of equal priors the first category wins", prior("b", "0.5", "a", "0.5"), record{"c": "a", "pa": 0.5, "pz": 0.0, "p": 0.5}},
		{"values without priors", `<Targets><Target field="c"><TargetValue value="a" displayValue="A"/></Target></Targets>`, record{"c": nil, "pa": nil, "pz": nil, "p": nil}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, classifies(tt.targets, p).text())
			r, err := m.Evaluate(nil)
			require.NoError(t, err)
			assert.Equal(t, tt.want, r.Map())
			r, err = m.Evaluate(record{"x": 1})
			require.NoError(t, err)
			assert.Equal(t, record{"c": "b", "pa": 0.25, "pz": 0.0, "p": 0.75}, r.Map())
		})
	}
	refused(t, classifies(prior("a", "0", "b", "0"), "").text(), pmml.ErrInvalid, "the prior probabilities are all zero")
	refused(t, classifies(prior("a", "1.5"), "").text(), pmml.ErrInvalid, "1.5")
}

// Targets tell what a form shows for them.
func TestTargetFields(t *testing.T) {
	s := classifies("", "")
	f := load(t, s.text()).Targets()[0]
	assert.Equal(t, "c", f.Name)
	assert.Equal(t, pmml.DataTypeString, f.DataType)
	assert.Equal(t, pmml.OpTypeCategorical, f.OpType)
	assert.Equal(t, pmml.UsageTypeTarget, f.Usage)
	assert.Equal(t, "letter a", f.Values[0].DisplayValue)
	// PMML before 4.2 names a regression's target in an attribute.
	old := predicts("double", "")
	old.schema, old.attributes, old.outputs = mining("x"), `functionName="regression" targetFieldName="y"`, feature("o", "double", `targetField="y"`)
	assert.Equal(t, 2.0, value(t, old.text(), "y", record{"x": 2}))
	// A target that no data field declares has the name and a default type.
	unknown := predicts("double", "")
	unknown.dictionary = xsn
	assert.Equal(t, 2.0, value(t, unknown.text(), "y", record{"x": 2}))
}
