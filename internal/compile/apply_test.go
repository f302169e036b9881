package compile_test

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

// apply writes a call with attributes.
func apply(function, attributes string, arguments ...string) string {
	s := `<Apply function="` + function + `" ` + attributes + `>`
	for _, a := range arguments {
		s += a
	}
	return s + `</Apply>`
}

// What becomes of missing arguments and of missing or invalid results.
//
// Spec: https://dmg.org/pmml/v4-4-1/Functions.html#xsdElement_Apply
func TestApply(t *testing.T) {
	sum := func(attributes string) string { return apply("+", attributes, ref("x"), constant("double", "1")) }
	quotient := func(attributes string) string { return apply("/", attributes, ref("x"), constant("double", "0")) }
	whole := func(attributes string) string { return apply("/", attributes, ref("n"), constant("integer", "0")) }
	choice := func(attributes string) string {
		return apply("if", attributes, call("greaterThan", ref("x"), constant("double", "0")), ref("n"), constant("integer", "-1"))
	}
	for _, tt := range []struct {
		name, version, expression string
		in                        record
		want                      any
	}{
		{"a missing argument gives a missing result", "", sum(``), nil, nil},
		{"mapMissingTo", "", sum(`mapMissingTo="5"`), nil, 5.0},
		{"mapMissingTo of what is there", "", sum(`mapMissingTo="5"`), record{"x": 1}, 2.0},
		{"mapMissingTo where any argument is missing", "", apply("+", `mapMissingTo="5"`, ref("n"), ref("x")), record{"n": 1}, 5.0},
		{"mapMissingTo looks at arguments, not at the result", "", apply("max", `mapMissingTo="5"`, ref("n"), ref("x")), record{"n": 1}, 5.0},
		{"defaultValue", "", sum(`defaultValue="6"`), nil, 6.0},
		{"mapMissingTo comes before defaultValue", "", sum(`mapMissingTo="5" defaultValue="6"`), nil, 5.0},
		{"in PMML 4.1 mapMissingTo was the defaultValue", "4.1", apply("max", `mapMissingTo="5"`, ref("n"), ref("x")), record{"n": 1}, 1.0},
		{"in PMML 4.1 mapMissingTo was the defaultValue: missing", "4.1", apply("max", `mapMissingTo="5"`, ref("n"), ref("x")), nil, 5.0},
		{"returnInvalid is the default", "", apply("ln", ``, constant("double", "-1")), nil, `function "ln" returned an invalid value (invalidValueTreatment=returnInvalid)`},
		{"returnInvalid", "", apply("ln", `invalidValueTreatment="returnInvalid" defaultValue="6"`, constant("double", "-1")), nil, `function "ln" returned an invalid value`},
		{"asMissing", "", apply("ln", `invalidValueTreatment="asMissing"`, constant("double", "-1")), nil, nil},
		{"asMissing takes the defaultValue", "", apply("ln", `invalidValueTreatment="asMissing" defaultValue="6"`, constant("double", "-1")), nil, 6.0},
		{"an infinite number is a number", "", quotient(``), record{"x": 1}, inf},
		{"integer division by zero is an error", "", whole(``), record{"n": 1}, `function "/" has no result for its arguments`},
		{"integer division by zero is no value to keep", "", whole(`invalidValueTreatment="asIs"`), record{"n": 1}, `function "/" has no result for its arguments`},
		{"integer division by zero asMissing", "", whole(`invalidValueTreatment="asMissing" defaultValue="6"`), record{"n": 1}, 6.0},
		{"mapMissingTo that is a fraction of an integer", "", apply("+", `mapMissingTo="0.5"`, ref("n"), ref("n")), nil, 0.5},
		{"an integer result beside it", "", apply("+", `mapMissingTo="0.5"`, ref("n"), ref("n")), record{"n": 3}, 6.0},
		{"defaultValue that is a fraction of an integer, beside mapMissingTo", "", apply("+", `mapMissingTo="4" defaultValue="0.5"`, ref("n"), ref("n")), nil, 4.0},
		{"if: a missing condition", "", choice(``), record{"n": 3}, nil},
		{"if: mapMissingTo of the condition", "", choice(`mapMissingTo="9"`), record{"n": 3}, 9.0},
		{"if: mapMissingTo of the chosen branch", "", choice(`mapMissingTo="9"`), record{"x": 1}, 9.0},
		{"if: the other branch may be missing", "", choice(`mapMissingTo="9"`), record{"x": -1}, -1.0},
		{"if: defaultValue", "", choice(`defaultValue="8"`), record{"x": 1}, 8.0},
		{"an error of an argument is no missing value", "", apply("+", `mapMissingTo="5" defaultValue="6" invalidValueTreatment="asMissing"`, ref("x"), ref("x")), record{"x": "bad"}, `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
		{"a guarded call inside a guarded call", "", apply("+", `mapMissingTo="5"`, apply("+", `mapMissingTo="7"`, ref("n"), ref("n")), ref("x")), record{"x": 1}, 8.0},
		{"a missing constant is a missing argument", "", apply("+", `mapMissingTo="5"`, `<Constant dataType="double" missing="true"/>`, ref("x")), record{"x": 1}, 5.0},
		{"FieldRef mapMissingTo", "", `<FieldRef field="x" mapMissingTo="7"/>`, nil, 7.0},
		{"FieldRef mapMissingTo of what is there", "", `<FieldRef field="x" mapMissingTo="7"/>`, record{"x": 1}, 1.0},
		{"FieldRef mapMissingTo that is a fraction of an integer", "", `<FieldRef field="n" mapMissingTo="0.5"/>`, nil, 0.5},
		{"FieldRef mapMissingTo that is no number", "", apply("if", ``, call("equal", `<FieldRef field="n" mapMissingTo="none"/>`, constant("string", "none")), constant("double", "1"), constant("double", "2")), nil, 1.0},
		{"X-Error", "", `<X-Error message="never here"/>`, nil, "never here"},
		{"X-Error that is not used", "", apply("if", ``, constant("boolean", "true"), constant("double", "1"), `<X-Error/>`), nil, 1.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := source{version: tt.version, dictionary: xsn, schema: xsnSchema, outputs: out("o", "double", tt.expression)}
			got := value(t, s.text(), "o", tt.in)
			if want, ok := tt.want.(string); ok {
				assert.Contains(t, got, want)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
	refused(t, source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "double", sum(`invalidValueTreatment="asValue"`))}.text(), pmml.ErrInvalid, "asValue")
}

// A text that stands in for a missing value changes the result's type, and with
// it the type of what mapMissingTo gives.
func TestFillsOfOtherTypes(t *testing.T) {
	s := source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "string", apply("+", `mapMissingTo="1" defaultValue="none"`, ref("n"), ref("n")))}
	assert.Equal(t, "1", value(t, s.text(), "o", nil))
	assert.Equal(t, "6", value(t, s.text(), "o", record{"n": 3}))
}

// A constant without a dataType is typed by its text.
func TestConstants(t *testing.T) {
	for text, want := range map[string]any{
		"3": "3", "3.0": "3.0", "-2.50": "-2.5", "1.0e3": "1000.0", "1e3": "1e3", "NaN": "NaN", "INF": "Infinity", "-INF": "-Infinity",
		"abc": "abc", "": "", "-": "-", "+.": "+.", "1-2": "1-2", " 3": " 3", "0x10": "0x10", "99999999999999999999": "99999999999999999999",
	} {
		s := source{outputs: out("o", "string", `<Constant>`+text+`</Constant>`)}
		assert.Equal(t, want, value(t, s.text(), "o", nil), text)
	}
	s := source{outputs: out("o", "double", `<Constant dataType="double"></Constant>`)}
	assert.Nil(t, value(t, s.text(), "o", nil))
	s = source{outputs: out("o", "string", `<Constant missing="true"/>`)}
	assert.Nil(t, value(t, s.text(), "o", nil))
	refused(t, source{outputs: out("o", "double", constant("double", "abc"))}.text(), pmml.ErrInvalid, `value "abc" is not of type double`)
}

// Calls of constants are computed once, with all that the function needs.
func TestCallsOfConstants(t *testing.T) {
	integer := func(v string) string { return constant("integer", v) }
	for _, tt := range []struct {
		expression string
		want       any
	}{
		{call("median", integer("3"), integer("1"), integer("2")), "2.0"},
		{call("matches", integer("123"), integer("12")), "true"},
		{call("concat", integer("1"), integer("2")), "12"},
		{call("+", integer("1"), integer("2")), "3"},
		{call("stringLength", constant("double", "1.5")), "3"},
	} {
		s := source{outputs: out("o", "string", tt.expression)}
		assert.Equal(t, tt.want, value(t, s.text(), "o", nil), tt.expression)
	}
}
