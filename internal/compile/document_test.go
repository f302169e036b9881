package compile_test

import (
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a data field or a mining field cannot be.
func TestInvalidFields(t *testing.T) {
	x := func(dataType, content string) source {
		return source{dictionary: dataField("x", dataType, content), schema: mining("x"), outputs: out("o", "double", ref("x"))}
	}
	treated := func(dataType, attributes string) source {
		s := x(dataType, "")
		s.schema = mining("x", attributes)
		return s
	}
	for _, tt := range []struct {
		name   string
		s      source
		detail string
	}{
		{"a valid value of another type", x("integer", `<Value value="red"/>`), `value "red" is not of type integer, as field "x" needs`},
		{"an interval without margins", x("double", `<Interval closure="openOpen"/>`), "an interval needs a leftMargin or a rightMargin"},
		{"an interval the wrong way round", x("double", `<Interval closure="openOpen" leftMargin="2" rightMargin="1"/>`), "leftMargin 2 lies above its rightMargin 1"},
		{"a replacement of another type", treated("double", `missingValueReplacement="red"`), `value "red" is not of type double`},
		{"a replacement of invalid values of another type", treated("double", `invalidValueTreatment="asValue" invalidValueReplacement="red"`), `value "red" is not of type double`},
		{"outliers without limits", treated("double", `outliers="asExtremeValues"`), "outliers=asExtremeValues needs a lowValue or a highValue"},
		{"outliers of texts", treated("string", `outliers="asMissingValues" lowValue="1"`), `outliers=asMissingValues needs numbers, and field "x" is of type string`},
		{"limits the wrong way round", treated("double", `outliers="asMissingValues" lowValue="2" highValue="1"`), "lowValue 2 lies above highValue 1"},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.s.text(), pmml.ErrInvalid, tt.detail) })
	}
	levels := x("integer", `<Value value="1"/>`)
	levels.dictionary = strings.Replace(levels.dictionary, `"continuous"`, `"ordinal"`, 1)
	assert.Equal(t, 1.0, value(t, levels.text(), "o", record{"x": 1}))
}

// Replacements and limits are of the field's type; an integer's may be a mean.
func TestReplacementsOfTypes(t *testing.T) {
	for _, tt := range []struct {
		name, dataType, attributes string
		in, want                   any
	}{
		{"a mean of integers", "integer", `missingValueReplacement="2.5"`, nil, 2.5},
		{"a float's replacement is a float32", "float", `missingValueReplacement="0.1"`, nil, float64(float32(0.1))},
		{"a float's limit is a float32", "float", `outliers="asExtremeValues" highValue="0.1"`, 5, float64(float32(0.1))},
		{"an integer's limit", "integer", `outliers="asExtremeValues" highValue="3"`, 5, 3.0},
		{"an integer's limit that is a fraction", "integer", `outliers="asExtremeValues" highValue="3.5"`, 5, 3.5},
		{"only a lower limit", "double", `outliers="asMissingValues" lowValue="3"`, 2, nil},
		{"a replacement that the field does not list", "double", `missingValueReplacement="77" missingValueTreatment="asMean"`, nil, 77.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := source{dictionary: dataField("x", tt.dataType, `<Interval closure="closedClosed" leftMargin="0" rightMargin="10"/>`), schema: mining("x", tt.attributes), outputs: out("o", "double", ref("x"))}
			assert.Equal(t, tt.want, value(t, s.text(), "o", record{"x": tt.in}))
		})
	}
}

// Values at the edges of what a field takes.
func TestEdgeCasesOfFields(t *testing.T) {
	for _, tt := range []struct {
		name, dictionary, schema, expression string
		in, want                             any
	}{
		{"3.0 is an integer", dataField("x", "integer", ""), mining("x"), ref("x"), 3.0, 3.0},
		{"3.5 is none", dataField("x", "integer", ""), mining("x"), ref("x"), 3.5, `value "3.5" is not an integer`},
		{"nor is the text 3.5", dataField("x", "integer", ""), mining("x"), ref("x"), "3.5", `value "3.5" is not an integer`},
		{"an empty text is no number", dataField("x", "double", ""), mining("x"), ref("x"), "", `value "" is not a number`},
		{"an empty text that is listed as missing", dataField("x", "double", `<Value value="" property="missing"/>`), mining("x"), ref("x"), "", nil},
		{"truth values and numbers", dataField("x", "boolean", ""), mining("x"), call("if", call("equal", ref("x"), constant("integer", "1")), constant("double", "1"), constant("double", "0")), "true", 1.0},
		{"numbers that are categories", strings.Replace(dataField("x", "double", `<Value value="1"/><Value value="2.0"/>`), "continuous", "categorical", 1), mining("x"), ref("x"), 2, 2.0},
		{"a number that is no category", strings.Replace(dataField("x", "double", `<Value value="1"/>`), "continuous", "categorical", 1), mining("x"), ref("x"), 2, `is not one of 1`},
		{"a category written 1.0", strings.Replace(dataField("x", "integer", `<Value value="1.0"/>`), "continuous", "categorical", 1), mining("x"), ref("x"), 1, 1.0},
		{"an optype of the mining field takes intervals away", dataField("x", "integer", `<Interval closure="closedClosed" leftMargin="0" rightMargin="1"/>`), mining("x", `optype="categorical"`), ref("x"), 5, 5.0},
		{"NaN is listed as missing", dataField("x", "double", `<Value value="NaN" property="missing"/>`), mining("x"), ref("x"), nan, nil},
		{"NaN is not listed", dataField("x", "double", ""), mining("x"), ref("x"), nan, `value "NaN" is not a number`},
		{"a text listed as missing that is no number", dataField("x", "double", `<Value value="N/A" property="missing"/>`), mining("x"), ref("x"), "N/A", nil},
		{"a text listed as invalid that is no number", dataField("x", "double", `<Value value="N/A" property="invalid"/>`), mining("x", `invalidValueTreatment="asMissing"`), ref("x"), "N/A", nil},
		{"-999 is listed as missing", dataField("x", "double", `<Value value="-999" property="missing"/>`), mining("x"), ref("x"), "-999.0", nil},
		{"of a value listed twice the first counts", dataField("x", "double", `<Value value="1"/><Value value="1" property="valid"/>`), mining("x"), ref("x"), 1, 1.0},
		{"blanks around a text count", dataField("x", "string", `<Value value="1"/>`), mining("x"), ref("x"), " 1", `value " 1" is not one of 1`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := value(t, source{dictionary: tt.dictionary, schema: tt.schema, outputs: out("o", "double", tt.expression)}.text(), "o", record{"x": tt.in})
			if want, ok := tt.want.(string); ok {
				assert.Contains(t, got, want)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// Messages list what a field allows, as far as that stays readable.
func TestMessagesOfInvalidValues(t *testing.T) {
	many, letters := "", []string{}
	for _, l := range strings.Split("abcdefghijklmnop", "") {
		many += `<Value value="` + l + `"/>`
		letters = append(letters, l)
	}
	for _, tt := range []struct{ dataType, content, want string }{
		{"string", many, "is not one of " + strings.Join(letters[:12], ", ") + ", … ("},
		{"double", `<Interval closure="openClosed" leftMargin="1"/>`, "is not in (1, +Inf) ("},
		{"double", `<Interval closure="closedOpen" rightMargin="-1"/><Interval closure="closedClosed" leftMargin="5" rightMargin="6"/>`, "is not in (-Inf, -1), [5, 6] ("},
		{"double", `<Value value="7"/><Interval closure="closedClosed" leftMargin="5" rightMargin="6"/>`, "is not one of 7 or in [5, 6] ("},
		{"double", `<Value value="0" property="invalid"/>`, "is not a value that the field allows ("},
		{"double", strings.Repeat(`<Interval closure="closedClosed" leftMargin="5" rightMargin="6"/>`, 14), strings.Repeat("[5, 6], ", 12) + "… ("},
	} {
		s := source{dictionary: dataField("x", tt.dataType, tt.content), schema: mining("x"), outputs: out("o", tt.dataType, ref("x"))}
		assert.Contains(t, value(t, s.text(), "o", record{"x": "0"}), tt.want)
	}
}

// Documents built in Go may leave out what the parser insists on.
func TestIncompleteDocumentsInGo(t *testing.T) {
	model := func(change func(*pmml.Document, *pmml.RegressionModel)) error {
		m := &pmml.RegressionModel{ModelBase: pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{
			MiningFields: []*pmml.MiningField{{Name: "x"}},
		}}, RegressionTables: []*pmml.RegressionTable{{}}}
		doc := &pmml.Document{DataDictionary: &pmml.DataDictionary{DataFields: []*pmml.DataField{{Name: "x", DataType: pmml.DataTypeDouble, OpType: pmml.OpTypeContinuous}}}, Models: []pmml.Model{m}}
		change(doc, m)
		_, err := evaluator.Compile(doc)
		return err
	}
	output := func(e pmml.Expression) *pmml.Output {
		return &pmml.Output{OutputFields: []*pmml.OutputField{{Name: "o", Feature: pmml.ResultFeatureTransformedValue, Expression: e}}}
	}
	require.NoError(t, model(func(*pmml.Document, *pmml.RegressionModel) {}))
	for _, tt := range []struct {
		name   string
		change func(*pmml.Document, *pmml.RegressionModel)
		detail string
	}{
		{"no models", func(d *pmml.Document, _ *pmml.RegressionModel) { d.Models = nil }, "the document has no model to score"},
		{"no scorable model", func(_ *pmml.Document, m *pmml.RegressionModel) { m.IsScorable = pmml.Some(false) }, "no model is scorable"},
		{"no mining schema", func(_ *pmml.Document, m *pmml.RegressionModel) { m.MiningSchema = nil }, "a model needs a MiningSchema"},
		{"no dataType", func(d *pmml.Document, _ *pmml.RegressionModel) { d.DataDictionary.DataFields[0].DataType = 0 }, `field "x" needs a dataType`},
		{"an interval without closure", func(d *pmml.Document, _ *pmml.RegressionModel) {
			d.DataDictionary.DataFields[0].Intervals = []*pmml.Interval{{LeftMargin: pmml.Some(1.0)}}
		}, "an interval needs a closure"},
		{"a derived field without name", func(_ *pmml.Document, m *pmml.RegressionModel) {
			m.LocalTransformations = &pmml.LocalTransformations{DerivedFields: []*pmml.DerivedField{{}}}
		}, "a derived field of a model needs a name"},
		{"a derived field of the document without name", func(d *pmml.Document, _ *pmml.RegressionModel) {
			d.TransformationDictionary = &pmml.TransformationDictionary{DerivedFields: []*pmml.DerivedField{{}}}
		}, "a derived field of the document needs a name"},
		{"a derived field without expression", func(_ *pmml.Document, m *pmml.RegressionModel) {
			m.LocalTransformations = &pmml.LocalTransformations{DerivedFields: []*pmml.DerivedField{{Name: pmml.Some("d")}}}
			m.Output = output(&pmml.FieldRef{Field: "d"})
		}, "a derived field needs an expression"},
		{"a call without an argument's expression", func(_ *pmml.Document, m *pmml.RegressionModel) {
			m.Output = output(&pmml.Apply{Function: "abs", Arguments: []pmml.Expression{nil}})
		}, "Arguments[0] is nil"},
		{"a function without expression", func(d *pmml.Document, m *pmml.RegressionModel) {
			d.TransformationDictionary = &pmml.TransformationDictionary{DefineFunctions: []*pmml.DefineFunction{{Name: "f"}}}
			m.Output = output(&pmml.Apply{Function: "f"})
		}, `function "f" needs an expression`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := model(tt.change)
			var bad *pmml.Error
			require.ErrorAs(t, err, &bad)
			assert.Contains(t, bad.Detail, tt.detail)
		})
	}
}

// A DataField of PMML 3.0 without a dataType is a double where it is continuous,
// and a string otherwise.
func TestFieldsWithoutDataType(t *testing.T) {
	s := source{version: "3.0", dictionary: `<DataField name="x" optype="continuous"/><DataField name="s" optype="categorical"><Value value="7"/></DataField><DataField name="y" optype="continuous"/>`,
		schema: mining("x") + mining("s") + mining("y", `usageType="predicted"`), local: `<DerivedField name="d" dataType="double"><FieldRef field="x"/></DerivedField>`,
		model: `<RegressionTable intercept="0"><NumericPredictor name="d" coefficient="2"/><CategoricalPredictor name="s" value="7" coefficient="100"/></RegressionTable>`}
	m := load(t, s.text())
	assert.Equal(t, 103.0, valueOf(t, m, "y", record{"x": "1.5", "s": "7"}))
	assert.Equal(t, pmml.DataTypeDouble, m.Inputs()[0].DataType)
	assert.Equal(t, pmml.DataTypeString, m.Inputs()[1].DataType)
	assert.Contains(t, valueOf(t, m, "y", record{"x": 1.5, "s": "07"}), `value "07" is not one of 7`)
	for _, p := range evaluator.Validate(strings.NewReader(s.text())).Problems {
		assert.NotEqual(t, evaluator.SeverityError, p.Severity, p.Message)
	}
}

// Whole numbers that no cell holds: an error says the range, and a comparison is
// that of the number itself.
func TestLargeIntegers(t *testing.T) {
	const beyond = "it lies beyond ±9007199254740992"
	s := source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "integer", constant("integer", "9007199254740993"))}
	refused(t, s.text(), pmml.ErrInvalid, beyond)
	s = source{dictionary: dataField("n", "integer", `<Value value="9007199254740993"/>`), schema: mining("n"), outputs: out("o", "integer", ref("n"))}
	refused(t, s.text(), pmml.ErrInvalid, beyond)
	s = source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "integer", ref("n")) +
		out("sum", "integer", call("+", ref("n"), constant("integer", "1"))) +
		`<OutputField name="same" dataType="boolean" feature="transformedValue">` + call("equal", ref("n"), "<Constant>9007199254740993</Constant>") + `</OutputField>` +
		out("cast", "integer", call("+", ref("x"), constant("double", "1")))}
	for _, decimals := range []bool{false, true} {
		m := load(t, s.text(), evaluator.WithResults("o"))
		if decimals {
			m = load(t, s.text(), evaluator.WithResults("o"), evaluator.WithDecimalArithmetic())
		}
		assert.Equal(t, int64(1<<53), valueOf(t, m, "o", record{"n": "9007199254740992"}))
		assert.Contains(t, valueOf(t, m, "o", record{"n": "9007199254740993"}), beyond)
		assert.Contains(t, valueOf(t, m, "o", record{"n": int64(1<<53 + 1)}), beyond)
		assert.Contains(t, valueOf(t, m, "o", record{"n": "1e-400"}), `value "1e-400" is not an integer (`)
	}
	assert.Equal(t, false, valueOf(t, load(t, s.text(), evaluator.WithResults("same")), "same", record{"n": int64(1) << 53}))
	exact := load(t, s.text(), evaluator.WithResults("cast"), evaluator.WithDecimalArithmetic())
	assert.Contains(t, valueOf(t, exact, "cast", record{"x": "9007199254740992"}), beyond)
	assert.Contains(t, valueOf(t, exact, "cast", record{"x": "2.00000000000000000001"}), "cannot become an integer")
	exact = load(t, s.text(), evaluator.WithResults("sum"), evaluator.WithDecimalArithmetic())
	assert.IsType(t, "", valueOf(t, exact, "sum", record{"n": "9007199254740992"}))
}
