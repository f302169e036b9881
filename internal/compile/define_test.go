package compile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// define writes a DefineFunction; parameters are "name" or "name:type".
func define(name, dataType string, parameters []string, content string) string {
	s := `<DefineFunction name="` + name + `" optype="continuous"`
	if dataType != "" {
		s += ` dataType="` + dataType + `"`
	}
	s += ">"
	for _, p := range parameters {
		n, t, ok := strings.Cut(p, ":")
		s += `<ParameterField name="` + n + `"`
		if ok {
			s += ` dataType="` + t + `"`
		}
		s += "/>"
	}
	return s + content + `</DefineFunction>`
}

func TestDefinedFunctions(t *testing.T) {
	double := func(v string) string { return constant("double", v) }
	for _, tt := range []struct {
		name, functions, expression string
		in                          record
		want                        any
	}{
		{"a function of its parameters", define("f", "", []string{"a", "b"}, call("-", ref("a"), ref("b"))), call("f", ref("x"), double("2")), record{"x": 5}, 3.0},
		{"parameters go by place, not by name", define("f", "", []string{"x", "n"}, call("-", ref("x"), ref("n"))), call("f", double("2"), ref("x")), record{"x": 5}, -3.0},
		{"without parameters", define("f", "", nil, double("2")), call("f"), nil, 2.0},
		{"a function may call another, defined later", define("f", "", []string{"a"}, call("g", call("g", ref("a")))) + define("g", "", []string{"a"}, call("+", ref("a"), double("1"))), call("f", ref("x")), record{"x": 5}, 7.0},
		{"calls inside arguments of the same function", define("f", "", []string{"a", "b"}, call("-", ref("a"), ref("b"))), call("f", call("f", ref("x"), double("1")), call("f", double("3"), double("1"))), record{"x": 5}, 2.0},
		{"an argument is cast to its parameter's type", define("f", "", []string{"a:integer"}, call("/", ref("a"), constant("integer", "2"))), call("f", ref("x")), record{"x": 5.0}, 2.0},
		{"an argument that its parameter's type does not hold", define("f", "", []string{"a:integer"}, call("+", ref("a"), ref("a"))), call("f", ref("x")), record{"x": 5.5}, `value "5.5" of type double cannot become an integer`},
		{"the result is cast to the function's type", define("f", "string", []string{"a"}, ref("a")), call("f", ref("n")), record{"n": 5}, 5.0},
		{"arguments keep their types where parameters name none", define("f", "", []string{"a"}, call("/", ref("a"), constant("integer", "2"))), call("+", call("f", ref("n")), call("f", ref("x"))), record{"n": 5, "x": 5.0}, 4.5},
		{"a missing argument is missing inside", define("f", "", []string{"a"}, call("if", call("isMissing", ref("a")), double("7"), ref("a"))), call("f", ref("x")), nil, 7.0},
		{"an error in an argument counts where it is used", define("f", "", []string{"a", "b"}, ref("a")), call("f", double("1"), ref("x")), record{"x": "bad"}, 1.0},
		{"an error in an argument that is used", define("f", "", []string{"a", "b"}, ref("b")), call("f", double("1"), ref("x")), record{"x": "bad"}, `field "x": value "bad" is not a number`},
		{"recursion ends", define("f", "double", []string{"a:double"}, call("if", call("lessThan", ref("a"), double("1")), double("0"), call("+", ref("a"), call("f", call("-", ref("a"), double("1")))))), call("f", ref("x")), record{"x": 100}, 5050.0},
		{"recursion without end is an error", define("f", "double", []string{"a:double"}, call("+", double("1"), call("f", ref("a")))), call("f", ref("x")), record{"x": 1}, "calls are nested deeper than 1000"},
		{"two functions may call each other", define("even", "boolean", []string{"a:double"}, call("if", call("equal", ref("a"), double("0")), constant("boolean", "true"), call("odd", call("-", ref("a"), double("1"))))) +
			define("odd", "boolean", []string{"a:double"}, call("if", call("equal", ref("a"), double("0")), constant("boolean", "false"), call("even", call("-", ref("a"), double("1"))))),
			call("if", call("even", ref("x")), double("1"), double("2")), record{"x": 7}, 2.0},
		{"validity is the argument's own", define("f", "", []string{"a"}, call("isValid", ref("a"))),
			call("+", call("if", call("f", ref("small")), double("10"), double("20")), call("if", call("f", ref("large")), double("1"), double("2"))), record{"small": 50, "large": 50}, 21.0},
		{"a local value", define("f", "", []string{"a"}, derived("square", "double", call("*", ref("a"), ref("a")))+call("+", ref("square"), ref("square"))), call("f", ref("x")), record{"x": 3}, 18.0},
		{"a local value of a local value", define("f", "", []string{"a"}, derived("b", "double", call("*", ref("a"), ref("a")))+derived("c", "double", call("+", ref("b"), ref("a")))+ref("c")), call("f", ref("x")), record{"x": 3}, 12.0},
		{"a truth value of a missing argument", define("f", "", []string{"a"}, derived("b", "boolean", call("lessThan", ref("a"), double("1")))+call("if", ref("b"), double("1"), double("2"))), call("f", ref("x")), nil, `local value "b" of function "f" has a missing argument`},
		{"a truth value of an argument", define("f", "", []string{"a"}, derived("b", "boolean", call("lessThan", ref("a"), double("1")))+call("if", ref("b"), double("1"), double("2"))), call("f", ref("x")), record{"x": 3}, 2.0},
		{"a name of the standard stays the standard's", define("max", "", []string{"a", "b"}, call("min", ref("a"), ref("b"))), call("max", ref("x"), double("1")), record{"x": 3}, 3.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wide := func(name, to string) string {
				return dataField(name, "double", `<Interval closure="closedClosed" leftMargin="0" rightMargin="`+to+`"/>`)
			}
			s := source{dictionary: xsn + wide("small", "10") + wide("large", "100"), global: tt.functions, outputs: out("o", "double", tt.expression),
				schema: xsnSchema + mining("small", `invalidValueTreatment="asIs"`) + mining("large", `invalidValueTreatment="asIs"`)}
			got := value(t, s.text(), "o", tt.in)
			if want, ok := tt.want.(string); ok {
				assert.Contains(t, got, want)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestInvalidFunctions(t *testing.T) {
	for _, tt := range []struct {
		name, functions, expression string
		class                       error
		detail                      string
	}{
		{"too few arguments", define("f", "", []string{"a", "b"}, ref("a")), call("f", ref("x")), pmml.ErrInvalid, `function "f" takes 2 arguments, got 1`},
		{"too many arguments", define("f", "", nil, constant("double", "1")), call("f", ref("x")), pmml.ErrInvalid, `function "f" takes 0 arguments, got 1`},
		{"a field is no parameter", define("f", "", []string{"a"}, ref("x")), call("f", ref("x")), pmml.ErrInvalid, `"x" is not a parameter of the function, and a function sees nothing else`},
		{"a parameter given twice", define("f", "", []string{"a", "a"}, ref("a")), call("f", ref("x"), ref("x")), pmml.ErrInvalid, `parameter "a" is declared twice`},
		{"a local value with a parameter's name", define("f", "", []string{"a"}, derived("a", "double", ref("a"))+ref("a")), call("f", ref("x")), pmml.ErrInvalid, "needs a name of its own"},
		{"recursion without a dataType", define("f", "", []string{"a"}, call("f", ref("a"))), call("f", ref("x")), pmml.ErrInvalid, `function "f" calls itself, so it needs a dataType`},
		{"a function that nobody defines", "", call("nothing", ref("x")), pmml.ErrUnsupported, `function "nothing" is neither built in nor defined by the document`},
		{"arguments of a standard function", "", call("ln", ref("x"), ref("x")), pmml.ErrInvalid, "ln"},
		{"an argument at fault", define("f", "", []string{"a"}, ref("a")), call("f", ref("z")), pmml.ErrInvalid, `there is no field "z" here`},
		{"a local value at fault", define("f", "", []string{"a"}, derived("b", "double", ref("x"))+ref("b")), call("f", ref("x")), pmml.ErrInvalid, `"x" is not a parameter`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, source{dictionary: xsn, schema: xsnSchema, global: tt.functions, outputs: out("o", "double", tt.expression)}.text(), tt.class, tt.detail)
		})
	}
}

// Forty functions, each of which calls the one before once, are quick; where each
// calls it twice, a record would take 2^40 calls. It gets an error instead.
func TestManyCalls(t *testing.T) {
	nest := func(body func(before string) string) string {
		s := define("f0", "double", []string{"a:double"}, call("+", ref("a"), constant("double", "1")))
		for i := range 40 {
			s += define(fmt.Sprint("f", i+1), "double", []string{"a:double"}, body(fmt.Sprint("f", i)))
		}
		return source{dictionary: xsn, schema: xsnSchema, global: s, outputs: out("o", "double", call("f40", ref("x")))}.text()
	}
	once := nest(func(before string) string { return call("+", call(before, ref("a")), constant("double", "1")) })
	assert.Equal(t, 43.0, value(t, once, "o", record{"x": 2}))
	twice := load(t, nest(func(before string) string { return call("+", call(before, ref("a")), call(before, ref("a"))) }))
	start := time.Now()
	for range 2 {
		assert.Contains(t, valueOf(t, twice, "o", record{"x": 2}), "limit exceeded: record-steps=50000000: the record takes too many steps")
	}
	assert.Less(t, time.Since(start), time.Minute)
}

// Deep recursion of deep expressions is bounded by what the stack holds.
func TestDeepCalls(t *testing.T) {
	body := call("f", ref("a"))
	for range 900 {
		body = call("+", constant("double", "1"), body)
	}
	s := source{dictionary: xsn, schema: xsnSchema, global: define("f", "double", []string{"a:double"}, body), outputs: out("o", "double", call("f", ref("x")))}
	assert.Contains(t, value(t, s.text(), "o", record{"x": 2}), "expressions are nested deeper than 200000")
	// What one record leaves behind does not count for the next.
	m := load(t, source{dictionary: xsn, schema: xsnSchema, outputs: out("o", "double", call("f", ref("x"))),
		global: define("f", "double", []string{"a:double"}, call("if", call("lessThan", ref("a"), constant("double", "1")), ref("a"), call("f", call("-", ref("a"), constant("double", "1")))))}.text())
	row := m.NewRow()
	o, _ := m.ResultIndex("o")
	for range 3 {
		row.SetFloat(0, 50_000)
		require.ErrorContains(t, row.Score(), "calls are nested deeper than 10000")
		row.SetFloat(0, 5000)
		require.NoError(t, row.Score())
		assert.Equal(t, 0.0, row.Value(o))
	}
}

// A chain of functions, each of which calls the next once, is harmless however long.
func TestLongChainOfFunctions(t *testing.T) {
	const n = 2000
	s := define(fmt.Sprint("f", n), "double", []string{"a:double"}, ref("a"))
	for i := range n {
		s += define(fmt.Sprint("f", i), "double", []string{"a:double"}, call("+", constant("double", "1"), call(fmt.Sprint("f", i+1), ref("a"))))
	}
	text := source{dictionary: xsn, schema: xsnSchema, global: s, outputs: out("o", "double", call("f0", ref("x")))}.text()
	assert.Equal(t, n+2.0, value(t, text, "o", record{"x": 2}))
	assert.Zero(t, evaluator.Validate(strings.NewReader(text)).Errors())
}

// A function is compiled once for each combination of its arguments' types:
// there may be too many.
func TestManyCombinationsOfTypes(t *testing.T) {
	const n = 14
	var parameters, plain []string
	for i := range n {
		parameters = append(parameters, fmt.Sprint("p", i))
		plain = append(plain, ref(fmt.Sprint("p", i)))
	}
	s := define("f14", "double", parameters, constant("double", "1"))
	for i := range n {
		other := append([]string(nil), plain...)
		other[i] = constant("string", "a")
		next := fmt.Sprint("f", i+1)
		s += define(fmt.Sprint("f", i), "double", parameters, call("+", call(next, plain...), call(next, other...)))
	}
	first := make([]string, n)
	for i := range first {
		first[i] = ref("x")
	}
	refused(t, source{dictionary: xsn, schema: xsnSchema, global: s, outputs: out("o", "double", call("f0", first...))}.text(), pmml.ErrLimit, "more than 10000 combinations of types")
}
