package evaluator_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// calling makes a model whose output o is an expression of the input v (double),
// s (string), n (integer) and d (date).
func calling(dataType, expression string) string {
	return identity(
		`<DataField name="v" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>`+
			`<DataField name="n" optype="continuous" dataType="integer"/><DataField name="d" optype="ordinal" dataType="date"/>`,
		`<MiningField name="v"/><MiningField name="s"/><MiningField name="n"/><MiningField name="d"/>`,
		`<OutputField name="o" optype="categorical" dataType="`+dataType+`" feature="transformedValue">`+"\n"+expression+`</OutputField>`)
}

func call(name string, args ...string) string {
	return `<Apply function="` + name + `">` + strings.Join(args, "") + `</Apply>`
}

func ref(field string) string { return `<FieldRef field="` + field + `"/>` }

// result gives output o for a record.
func result(t testing.TB, m *evaluator.Model, record map[string]any) (any, error) {
	t.Helper()
	r, err := m.Evaluate(record)
	if err != nil {
		return nil, err
	}
	v, ok := r.Value("o")
	require.True(t, ok)
	return v, nil
}

// describe is a function that says what its arguments are.
var describe = evaluator.NewFunction(pmml.DataTypeString, func(args []evaluator.Value) (evaluator.Value, error) {
	var parts []string
	for _, a := range args {
		parts = append(parts, fmt.Sprintf("%s:%s:%v:%d:%t:%t:%s", a.Type(), a.Text(), a.Float(), a.Int(), a.Bool(), a.IsMissing(), a.Time().Format(time.DateOnly)))
	}
	return evaluator.TextValue(strings.Join(parts, " ")), nil
})

func constant(result evaluator.Value, t pmml.DataType) evaluator.Function {
	return evaluator.NewFunction(t, func([]evaluator.Value) (evaluator.Value, error) { return result, nil })
}

func TestFunctionsInGo(t *testing.T) {
	moment := time.Date(2024, 2, 29, 13, 45, 30, 0, time.UTC)
	sum3 := evaluator.Float3(func(x, y, z float64) float64 { return x + 10*y + 100*z })
	for _, tt := range []struct {
		name       string
		function   evaluator.Function
		dataType   string
		expression string
		record     map[string]any
		want       any
		err        string
	}{
		{"one number", evaluator.Float1(math.Cbrt), "double", call("f", ref("v")), map[string]any{"v": 8}, 2.0, ""},
		{"two numbers", evaluator.Float2(math.Atan2), "double", call("f", ref("v"), ref("n")), map[string]any{"v": 1, "n": 2}, math.Atan2(1, 2), ""},
		{"three numbers", sum3, "double", call("f", ref("v"), ref("n"), `<Constant dataType="integer">3</Constant>`), map[string]any{"v": 1, "n": 2}, 321.0, ""},
		{"a text that is a number", evaluator.Float1(math.Cbrt), "double", call("f", ref("s")), map[string]any{"s": "27"}, 3.0, ""},
		{"a text that is none", evaluator.Float1(math.Cbrt), "double", call("f", ref("s")), map[string]any{"s": "x"}, nil, `value "x" is not a number (document 2:1)`},
		{"a missing argument", sum3, "double", call("f", ref("v"), ref("n"), ref("n")), map[string]any{"v": 1}, nil, ""},
		{"a missing argument, seen", evaluator.Float1(func(x float64) float64 {
			if math.IsNaN(x) {
				return -1
			}
			return x
		}).SeeingMissing(), "double", call("f", ref("v")), nil, -1.0, ""},
		{"NaN is invalid", evaluator.Float1(func(float64) float64 { return math.Float64frombits(0x7FFC000000000000) }), "double", call("f", ref("v")), map[string]any{"v": 1}, nil, `function "f" returned an invalid value (invalidValueTreatment=returnInvalid) (document 2:1)`},
		{"NaN as missing", evaluator.Float1(func(float64) float64 { return math.NaN() }), "double", `<Apply function="f" invalidValueTreatment="asMissing" defaultValue="7">` + ref("v") + `</Apply>`, map[string]any{"v": 1}, 7.0, ""},
		{"mapMissingTo", evaluator.Float1(math.Cbrt), "double", `<Apply function="f" mapMissingTo="5">` + ref("v") + `</Apply>`, nil, 5.0, ""},
		{"a panic", evaluator.Float1(func(float64) float64 { panic("no way") }), "double", call("f", ref("v")), map[string]any{"v": 1}, nil, `function "f" panicked: no way (document 2:1)`},
		{"an error that nobody uses", evaluator.Float1(func(float64) float64 { panic("no way") }), "double", call("if", call("isMissing", ref("v")), ref("n"), call("f", ref("v"))), map[string]any{"n": 4}, 4.0, ""},

		{"values", describe, "string", call("f", ref("v"), ref("s"), ref("n"), ref("d"), `<Constant dataType="boolean">true</Constant>`), map[string]any{"v": 2.5, "s": "x", "n": 3, "d": "2024-02-29"},
			"double:2.5:2.5:2:false:false:0001-01-01 string:x:NaN:0:false:false:0001-01-01 integer:3:3:3:false:false:0001-01-01 date:2024-02-29:19782:19782:false:false:2024-02-29 boolean:true:1:1:true:false:0001-01-01", ""},
		{"missing values", describe, "string", call("f", ref("v")), nil, nil, ""},
		{"missing values, seen", describe.SeeingMissing(), "string", call("f", ref("v"), ref("s")), nil, "double::NaN:0:false:true:0001-01-01 string::NaN:0:false:true:0001-01-01", ""},
		{"no arguments", describe, "string", call("f"), nil, "", ""},
		{"within itself", describe, "string", call("f", call("f", ref("n"))), map[string]any{"n": 3}, "string:integer:3:3:3:false:false:0001-01-01:NaN:0:false:false:0001-01-01", ""},
		{"an error", evaluator.NewFunction(pmml.DataTypeDouble, func([]evaluator.Value) (evaluator.Value, error) { return evaluator.Value{}, errOdd }), "double", call("f"), nil, nil, `function "f": odd (document 2:1)`},
		{"a panic of a general function", evaluator.NewFunction(pmml.DataTypeDouble, func(a []evaluator.Value) (evaluator.Value, error) { return a[3], nil }), "double", call("f"), nil, nil, `function "f" panicked: runtime error: index out of range [3] with length 0 (document 2:1)`},

		{"a missing result", constant(evaluator.Value{}, pmml.DataTypeDouble), "double", call("f"), nil, nil, ""},
		{"a float", constant(evaluator.FloatValue(0.1), pmml.DataTypeFloat), "float", call("f"), nil, float32(0.1), ""},
		{"an integer", constant(evaluator.IntValue(3), pmml.DataTypeInteger), "integer", call("f"), nil, int64(3), ""},
		{"an integer as double", constant(evaluator.IntValue(3), pmml.DataTypeDouble), "double", call("f"), nil, 3.0, ""},
		{"a whole double as integer", constant(evaluator.FloatValue(3), pmml.DataTypeInteger), "integer", call("f"), nil, int64(3), ""},
		{"a truth value", constant(evaluator.BoolValue(true), pmml.DataTypeBoolean), "boolean", call("f"), nil, true, ""},
		{"a text", constant(evaluator.TextValue("new"), pmml.DataTypeString), "string", call("f"), nil, "new", ""},
		{"a moment", constant(evaluator.TimeValue(moment), pmml.DataTypeDateTime), "dateTime", call("f"), nil, moment, ""},
		{"a moment as date", constant(evaluator.TimeValue(moment), pmml.DataTypeDate), "date", call("f"), nil, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), ""},
		{"a result that is none of its type", constant(evaluator.FloatValue(3.5), pmml.DataTypeInteger), "integer", call("f"), nil, nil, `function "f": the result "3.5" of type double cannot become an integer (document 2:1)`},
		{"a text that is none of its type", constant(evaluator.TextValue("x"), pmml.DataTypeDouble), "double", call("f"), nil, nil, `function "f": the result "x" is not a number (document 2:1)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, calling(tt.dataType, tt.expression), evaluator.WithFunction("f", tt.function))
			for range 2 {
				got, err := result(t, m, tt.record)
				if tt.err != "" {
					require.EqualError(t, err, tt.err)
					var bad *evaluator.InputError
					require.True(t, errors.As(err, &bad))
					require.EqualValues(t, 2, bad.Pos.Line)
					continue
				}
				require.NoError(t, err)
				assert.Equal(t, tt.want, got)
			}
		})
	}
}

var errOdd = errors.New("odd")

// The error of a function can be told by errors.Is.
func TestErrorsOfFunctionsAreWrapped(t *testing.T) {
	m := load(t, calling("double", call("f")), evaluator.WithFunction("f", evaluator.NewFunction(pmml.DataTypeDouble,
		func([]evaluator.Value) (evaluator.Value, error) {
			return evaluator.Value{}, fmt.Errorf("wrapped: %w", errOdd)
		})))
	_, err := m.Evaluate(nil)
	require.ErrorIs(t, err, errOdd)
	m = load(t, calling("double", call("f")), evaluator.WithFunction("f", evaluator.NewFunction(pmml.DataTypeDouble,
		func([]evaluator.Value) (evaluator.Value, error) { panic(errOdd) })))
	_, err = m.Evaluate(nil)
	require.ErrorIs(t, err, errOdd)
}

// The standard's functions come first, then the document's, then the caller's,
// then those of other engines.
func TestWhichFunctionIsCalled(t *testing.T) {
	define := `<TransformationDictionary><DefineFunction name="f" optype="continuous" dataType="double"><ParameterField name="x" optype="continuous" dataType="double"/><Constant dataType="double">1</Constant></DefineFunction></TransformationDictionary>`
	ten := evaluator.Float1(func(float64) float64 { return 10 })
	for _, tt := range []struct {
		name, function string
		define         bool
		want           float64
	}{
		{"the document's before the caller's", "f", true, 1},
		{"the caller's where the document has none", "f", false, 10},
		{"the caller's before another engine's", "x-atan2", false, 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := calling("double", call(tt.function, ref("v")))
			if tt.define {
				text = strings.Replace(text, "</DataDictionary>", "</DataDictionary>"+define, 1)
			}
			got, err := result(t, load(t, text, evaluator.WithFunction(tt.function, ten)), map[string]any{"v": 1})
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	// A later one replaces an earlier one.
	got, err := result(t, load(t, calling("double", call("f", ref("v"))), evaluator.WithFunction("f", evaluator.Float1(math.Cbrt)), evaluator.WithFunction("f", ten)), map[string]any{"v": 1})
	require.NoError(t, err)
	assert.Equal(t, 10.0, got)
}

func TestFunctionsThatCannotBeHad(t *testing.T) {
	for _, tt := range []struct {
		name     string
		function evaluator.Function
		want     string
	}{
		{"", evaluator.Float1(math.Cbrt), `evaluator: WithFunction(""): a function needs a name`},
		{"exp", evaluator.Float1(math.Exp), `evaluator: WithFunction("exp"): the standard defines a function of this name, which cannot be replaced`},
		{"f", evaluator.Float1(nil), `evaluator: WithFunction("f"): the function is nil`},
		{"f", evaluator.Function{}, `evaluator: WithFunction("f"): the function is nil`},
		{"f", evaluator.NewFunction(0, describeNothing), `evaluator: WithFunction("f"): the result needs a data type`},
		{"f", evaluator.NewFunction(pmml.DataTypeDouble, describeNothing).TakingArguments(3, 2), `evaluator: WithFunction("f"): the function takes at least 3 and at most 2 arguments, which cannot be`},
	} {
		_, err := evaluator.Load(strings.NewReader(calling("double", ref("v"))), evaluator.WithFunction(tt.name, tt.function))
		require.EqualError(t, err, tt.want)
		var bad *evaluator.OptionError
		assert.True(t, errors.As(err, &bad))
	}
	for _, tt := range []struct {
		expression string
		function   evaluator.Function
		want       string
	}{
		{call("f", ref("v")), evaluator.Float2(math.Pow), `function "f" takes 2 arguments, got 1`},
		{call("f", ref("v")), describe.TakingArguments(2, -1), `function "f" takes 2 arguments or more, got 1`},
		{call("f"), describe.TakingArguments(1, 2), `function "f" takes 1 to 2 arguments, got 0`},
		{call("g", ref("v")), describe, `function "g" is neither built in nor defined by the document`},
	} {
		_, err := evaluator.Load(strings.NewReader(calling("double", tt.expression)), evaluator.WithFunction("f", tt.function))
		require.ErrorContains(t, err, tt.want)
		var bad *pmml.Error
		require.True(t, errors.As(err, &bad))
	}
}

func describeNothing([]evaluator.Value) (evaluator.Value, error) { return evaluator.Value{}, nil }

// A collection comes as a list.
func TestFunctionsOfCollections(t *testing.T) {
	spread := evaluator.NewFunction(pmml.DataTypeDouble, func(args []evaluator.Value) (evaluator.Value, error) {
		low, high := math.Inf(1), math.Inf(-1)
		for _, e := range args[0].List() {
			low, high = min(low, e.Float()), max(high, e.Float())
		}
		return evaluator.FloatValue(high - low), nil
	}).TakingArguments(1, 1)
	text := document(`<DataField name="key" optype="categorical" dataType="string"/><DataField name="v" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="key" usageType="group"/><MiningField name="v"/></MiningSchema><LocalTransformations>`+
			`<DerivedField name="all" optype="continuous" dataType="double"><Aggregate field="v" function="multiset" groupField="key"/></DerivedField>`+
			`<DerivedField name="spread" optype="continuous" dataType="double"><Apply function="spread"><FieldRef field="all"/></Apply></DerivedField>`+
			`</LocalTransformations><RegressionTable intercept="0"><NumericPredictor name="spread" coefficient="1"/></RegressionTable></RegressionModel>`)
	m := load(t, text, evaluator.WithFunction("spread", spread))
	for _, tt := range []struct {
		in   []float64
		want float64
	}{{[]float64{3, 9, 4}, 6}, {[]float64{1, 2}, 1}} {
		r, err := m.Evaluate(map[string]any{"v": tt.in})
		require.NoError(t, err)
		y, _ := r.Float("y")
		assert.Equal(t, tt.want, y)
	}
	_, err := evaluator.Load(strings.NewReader(text), evaluator.WithFunction("spread", evaluator.Float1(math.Cbrt)))
	require.ErrorContains(t, err, `function "spread": argument 1 is a collection, the function takes numbers`)
}

// A function of the document may call one in Go, and itself.
func TestFunctionsInRecursion(t *testing.T) {
	define := `<TransformationDictionary><DefineFunction name="down" optype="continuous" dataType="double"><ParameterField name="x" optype="continuous" dataType="double"/>` +
		call("if", call("lessOrEqual", ref("x"), `<Constant dataType="double">0</Constant>`), `<Constant dataType="double">0</Constant>`,
			call("f", ref("x"), call("down", call("-", ref("x"), `<Constant dataType="double">1</Constant>`)), ref("x"))) +
		`</DefineFunction></TransformationDictionary>`
	text := strings.Replace(calling("double", call("down", ref("v"))), "</DataDictionary>", "</DataDictionary>"+define, 1)
	f := evaluator.NewFunction(pmml.DataTypeDouble, func(a []evaluator.Value) (evaluator.Value, error) {
		return evaluator.FloatValue(a[0].Float() + 10*a[1].Float() + a[2].Float()), nil
	})
	got, err := result(t, load(t, text, evaluator.WithFunction("f", f)), map[string]any{"v": 3})
	require.NoError(t, err)
	assert.Equal(t, 6+10*(4+10*2.0), got)
}

// A model with functions in Go is as safe for goroutines as any, and allocates
// nothing itself.
func TestFunctionsFromManyGoroutines(t *testing.T) {
	general := evaluator.NewFunction(pmml.DataTypeDouble, func(a []evaluator.Value) (evaluator.Value, error) {
		if a[0].Float() < 0 {
			return evaluator.Value{}, errOdd
		}
		return evaluator.FloatValue(math.Sqrt(a[0].Float())), nil
	})
	m := load(t, calling("double", call("+", call("f", ref("v")), call("g", ref("v")))),
		evaluator.WithFunction("f", general), evaluator.WithFunction("g", evaluator.Float1(math.Cbrt)))
	o, ok := m.ResultIndex("o")
	require.True(t, ok)
	var wg sync.WaitGroup
	for range 64 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			row := m.NewRow()
			for i := -5; i < 100; i++ {
				row.SetFloat(0, float64(i))
				err := row.Score()
				got, evalErr := m.Evaluate(map[string]any{"v": i})
				if i < 0 {
					assert.ErrorIs(t, err, errOdd)
					assert.ErrorIs(t, evalErr, errOdd)
					continue
				}
				want := math.Sqrt(float64(i)) + math.Cbrt(float64(i))
				assert.Equal(t, want, row.Float(o))
				v, _ := got.Float("o")
				assert.Equal(t, want, v)
			}
		}()
	}
	wg.Wait()
	row := m.NewRow()
	row.SetFloat(0, 2)
	require.NoError(t, row.Score())
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = row.Score() }))
}
