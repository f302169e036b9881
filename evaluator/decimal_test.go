package evaluator_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

func num(text string) string { return `<Constant dataType="double">` + text + `</Constant>` }

// Where decimals and float64 differ, function by function. v is given as a text.
func TestDecimalFunctions(t *testing.T) {
	for _, tt := range []struct {
		name, expression, v    string
		wantDecimal, wantFloat string
	}{
		{"+", call("+", num("0.1"), num("0.2")), "0", "0.3", "0.30000000000000004"},
		{"+ of an input", call("+", ref("v"), num("0.2")), "0.1", "0.3", "0.30000000000000004"},
		{"digits beyond float64", call("+", ref("v"), num("0")), "0.12345678901234567890123", "0.12345678901234567890123", "0.12345678901234568"},
		{"-", call("-", ref("v"), num("0.9")), "1", "0.1", "0.09999999999999998"},
		{"*", call("*", ref("v"), num("3")), "0.1", "0.3", "0.30000000000000004"},
		{"/", call("/", ref("v"), num("3")), "0.3", "0.1", "0.09999999999999999"},
		{"/ that does not end", call("/", ref("v"), num("3")), "2", "0.6666666666666666666666666666666667", "0.6666666666666666"},
		{"/ by zero", call("/", ref("v"), num("0")), "-1", "-Infinity", "-Infinity"},
		{"/ of integers", call("/", `<Constant dataType="integer">-7</Constant>`, `<Constant dataType="integer">2</Constant>`), "0", "-3", "-3"},
		{"modulo", call("modulo", ref("v"), num("0.1")), "0.3", "0", "0.09999999999999998"},
		{"modulo has the divisor's sign", call("modulo", ref("v"), num("0.2")), "-0.3", "0.1", "0.10000000000000003"},
		{"sum", call("sum", ref("v"), num("0.2"), num("0.3")), "0.1", "0.6", "0.6000000000000001"},
		{"sum leaves out what is missing", call("sum", ref("v"), num("0.1"), num("0.2")), "", "0.3", "0.30000000000000004"},
		{"product", call("product", ref("v"), num("1.1")), "1.1", "1.21", "1.2100000000000002"},
		{"avg", call("avg", ref("v"), num("0.2"), num("0.3")), "0.1", "0.2", "0.20000000000000004"},
		{"median", call("median", ref("v"), num("0.2"), num("0.4"), num("0.3")), "0.1", "0.25", "0.25"},
		{"min", call("min", ref("v"), num("0.1")), "0.09999999999999999999999", "0.09999999999999999999999", "0.1"},
		{"max", call("max", ref("v"), num("0.1")), "0.10000000000000000000001", "0.10000000000000000000001", "0.1"},
		{"abs", call("abs", ref("v")), "-0.10000000000000000000001", "0.10000000000000000000001", "0.1"},
		{"floor", call("floor", call("*", ref("v"), num("100"))), "0.29", "29", "28"},
		{"ceil", call("ceil", call("*", ref("v"), num("100"))), "0.07", "7", "8"},
		{"round", call("round", call("*", ref("v"), num("100"))), "1.005", "101", "100"},
		{"rint", call("rint", call("*", ref("v"), num("100"))), "1.015", "102", "101"},
		{"pow", call("pow", ref("v"), num("2")), "0.1", "0.01", "0.010000000000000002"},
		{"pow of a negative exponent", call("pow", ref("v"), num("-1")), "0.3", "3.333333333333333333333333333333333", "3.3333333333333335"},
		{"pow of a fraction", call("pow", ref("v"), num("0.5")), "0.25", "0.5", "0.5"},
		{"threshold", call("threshold", call("+", ref("v"), num("0.2")), num("0.3")), "0.1", "0", "1"},
		{"equal", call("equal", call("+", ref("v"), num("0.2")), num("0.3")), "0.1", "1", "0"},
		{"notEqual", call("notEqual", ref("v"), num("0.3")), "0.30000000000000000000001", "1", "0"},
		{"lessThan", call("lessThan", num("0.3"), call("+", ref("v"), num("0.2"))), "0.1", "0", "1"},
		{"greaterOrEqual", call("greaterOrEqual", num("0.3"), call("+", ref("v"), num("0.2"))), "0.1", "1", "0"},
		{"if", call("if", call("equal", call("+", ref("v"), num("0.2")), num("0.3")), num("0.123456789012345678901"), num("1")), "0.1", "0.123456789012345678901", "1"},
		{"nested", call("*", call("+", ref("v"), num("0.2")), call("+", ref("v"), num("0.2"))), "0.1", "0.09", "0.09000000000000002"},
		{"exp sees the nearest float64", call("exp", call("-", call("+", ref("v"), num("0.2")), num("0.3"))), "0.1", "1", "1"},
		{"mapMissingTo", `<Apply function="+" mapMissingTo="-1">` + ref("v") + num("0.2") + `</Apply>`, "0.1", "0.3", "0.30000000000000004"},
		{"mapMissingTo of a missing value", `<Apply function="+" mapMissingTo="-1.1">` + ref("v") + num("0.2") + `</Apply>`, "", "-1.1", "-1.1"},
		{"defaultValue", `<Apply function="+" defaultValue="0.7">` + ref("v") + num("0.2") + `</Apply>`, "", "0.7", "0.7"},
		{"missing", call("+", ref("v"), num("0.2")), "", "null", "null"},
		{"infinite", call("+", ref("v"), num("0.2")), "INF", "Infinity", "Infinity"},
		{"beyond float64", call("*", ref("v"), num("1e200")), "1e200", "Infinity", "Infinity"},
		{"below float64", call("*", ref("v"), num("1e-200")), "1e-200", "0", "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := calling("double", tt.expression)
			record := map[string]any{}
			if tt.v != "" {
				record["v"] = tt.v
			}
			for want, m := range map[string]*evaluator.Model{
				tt.wantFloat:   load(t, text),
				tt.wantDecimal: load(t, text, evaluator.WithDecimalArithmetic()),
			} {
				if tt.wantFloat == tt.wantDecimal {
					m = load(t, text, evaluator.WithDecimalArithmetic())
				}
				r, err := m.Evaluate(record)
				require.NoError(t, err)
				row := m.NewRow()
				if tt.v != "" {
					in, _ := m.Input("v")
					row.SetText(in, tt.v)
				}
				require.NoError(t, row.Score())
				o, _ := m.ResultIndex("o")
				assert.Equal(t, want, strings.Trim(string(row.AppendJSON(nil, o)), `"`))
				v, _ := r.Value("o")
				assert.Equal(t, row.Value(o), v)
				d, ok := row.Decimal(o)
				e, same := r.Decimal("o")
				assert.Equal(t, ok, same)
				assert.Equal(t, d.String(), e.String())
				if ok {
					assert.Equal(t, want, d.String())
				}
			}
		})
	}
}

// Digits of a function's arguments and local values come through, and a
// function may call itself.
func TestDecimalFunctionsOfTheDocument(t *testing.T) {
	text := strings.Replace(calling("double", call("power", ref("v"), num("20"))), `</DataDictionary>`, `</DataDictionary><TransformationDictionary>
<DefineFunction name="power" optype="continuous" dataType="double"><ParameterField name="x" dataType="double"/><ParameterField name="n" dataType="double"/>`+
		call("if", call("equal", ref("n"), num("1")), ref("x"), call("*", ref("x"), call("power", ref("x"), call("-", ref("n"), num("1")))))+
		`</DefineFunction></TransformationDictionary>`, 1)
	m := load(t, text, evaluator.WithDecimalArithmetic())
	got, err := result(t, m, map[string]any{"v": 1.1})
	require.NoError(t, err)
	assert.Equal(t, decimal.RequireFromString("6.72749994932560009201").String(), got.(decimal.Decimal).String())
}

// Products of products do not fill the memory.
func TestDecimalsAreBounded(t *testing.T) {
	e := ref("v")
	for range 40 {
		e = `<Apply function="square">` + e + `</Apply>`
	}
	text := strings.Replace(calling("double", e), `</DataDictionary>`, `</DataDictionary><TransformationDictionary>
<DefineFunction name="square" optype="continuous" dataType="double"><ParameterField name="x" dataType="double"/>`+call("*", ref("x"), ref("x"))+`</DefineFunction></TransformationDictionary>`, 1)
	m := load(t, text, evaluator.WithDecimalArithmetic())
	got, err := result(t, m, map[string]any{"v": "1.00000000000001"})
	require.NoError(t, err)
	assert.InEpsilon(t, math.Exp(math.Ldexp(1, 40)*math.Log1p(1e-14)), got.(decimal.Decimal).InexactFloat64(), 1e-12)
	for _, v := range []any{"1e-999999999", "1e999999999", "1" + strings.Repeat("0", 2000), decimal.New(1, 1<<30), decimal.New(1, -1<<30), strings.Repeat("9", 100000)} {
		_, err := m.Evaluate(map[string]any{"v": v, "s": v, "n": 1})
		require.NoError(t, err)
	}
}

// score is a card: 120.05 + 0.1·age + 0.015·income − 2.35·delinquencies² +
// (own 12.7, rent −3.3) + 0.0007·age·income.
const score = `<RegressionModel functionName="regression" METHOD><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="age"/><MiningField name="income"/><MiningField name="late"/><MiningField name="home"/></MiningSchema>
<RegressionTable intercept="120.05"><NumericPredictor name="age" coefficient="0.1"/><NumericPredictor name="income" coefficient="0.015"/><NumericPredictor name="late" exponent="2" coefficient="-2.35"/>
<CategoricalPredictor name="home" value="own" coefficient="12.7"/><CategoricalPredictor name="home" value="rent" coefficient="-3.3"/>
<PredictorTerm coefficient="0.0007"><FieldRef field="age"/><FieldRef field="income"/></PredictorTerm></RegressionTable></RegressionModel>`

func card(method, targets string) string {
	text := document(`<DataField name="age" optype="continuous" dataType="double"/><DataField name="income" optype="continuous" dataType="double"/><DataField name="late" optype="continuous" dataType="double"/><DataField name="home" optype="categorical" dataType="string"/><DataField name="y" optype="continuous" dataType="double"/>`, score)
	return strings.NewReplacer("METHOD", method, "</MiningSchema>", "</MiningSchema>"+targets).Replace(text)
}

// The score of a card, recomputed by hand:
//
//	intercept                                 120.05
//	0.1 · 33.333333333                          3.3333333333
//	0.015 · 51234.5678901234567               768.5185183518518505
//	−2.35 · 1.5²                               −5.2875
//	own                                        12.7
//	0.0007 · 33.333333333 · 51234.5678901234567
//	  = 0.0007 · 1707818.9296537037007032921811
//	                                         1195.47325075759259049230452677
//	                                         ——————————————————————————————
//	                                         2094.78760244274444099230452677
func TestDecimalScorecard(t *testing.T) {
	m := load(t, card("", ""), evaluator.WithDecimalArithmetic())
	record := map[string]any{"age": json.Number("33.333333333"), "income": "51234.5678901234567", "late": 1.5, "home": "own"}
	r, err := m.Evaluate(record)
	require.NoError(t, err)

	// The same in fractions.
	at := func(text string) *big.Rat { v, _ := new(big.Rat).SetString(text); return v }
	want := at("120.05")
	for _, term := range [][]string{{"0.1", "33.333333333"}, {"0.015", "51234.5678901234567"}, {"-2.35", "1.5", "1.5"}, {"12.7"}, {"0.0007", "33.333333333", "51234.5678901234567"}} {
		product := at("1")
		for _, f := range term {
			product.Mul(product, at(f))
		}
		want.Add(want, product)
	}
	got, ok := r.Decimal("y")
	require.True(t, ok)
	assert.Zero(t, got.Rat().Cmp(want), got)
	assert.Equal(t, "2094.78760244274444099230452677", got.String())
	v, _ := r.Value("y")
	assert.Equal(t, got, v)
	f, ok := r.Float("y")
	assert.True(t, ok)
	assert.Equal(t, got.InexactFloat64(), f)
	b, err := json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, `{"y":2094.78760244274444099230452677}`, string(b))

	plain, err := load(t, card("", "")).Evaluate(record)
	require.NoError(t, err)
	d, ok := plain.Decimal("y")
	assert.True(t, ok)
	assert.NotEqual(t, got.String(), d.String())
	assert.InDelta(t, got.InexactFloat64(), d.InexactFloat64(), 1e-9)

	// What is missing stays missing; a link takes the exact sum, rounded.
	r, err = m.Evaluate(map[string]any{"age": 1, "home": "own"})
	require.NoError(t, err)
	_, ok = r.Decimal("y")
	assert.False(t, ok)
	r, err = load(t, card(`normalizationMethod="exp"`, ""), evaluator.WithDecimalArithmetic()).
		Evaluate(map[string]any{"age": -1200.5, "income": 0, "late": 0, "home": "?"})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"y": decimal.NewFromInt(1)}, r.Map())
}

// Targets are exact; castInteger rounds what the exact value says.
func TestDecimalTargets(t *testing.T) {
	record := map[string]any{"age": 1, "income": 0, "late": 0, "home": "?"} // 120.15
	for _, tt := range []struct{ target, decimal, float string }{
		{`rescaleFactor="3.3"`, "396.495", "396.49499999999995"},
		{`rescaleConstant="-120.05"`, "0.1", "0.09999999999999432"},
		{`rescaleFactor="7" rescaleConstant="0.1"`, "841.15", "841.15"},
		{`rescaleFactor="60" castInteger="floor"`, "7209", "7208"},
		{`rescaleFactor="30" castInteger="round"`, "3605", "3604"},
		{`rescaleConstant="-119.15" castInteger="ceiling"`, "1", "1"},
		{`min="120.150000000001"`, "120.150000000001", "120.150000000001"},
		{`max="0.3"`, "0.3", "0.3"},
	} {
		text := card("", `<Targets><Target field="y" `+tt.target+`/></Targets>`)
		for _, want := range []struct {
			text string
			opts []evaluator.Option
		}{{tt.float, nil}, {tt.decimal, []evaluator.Option{evaluator.WithDecimalArithmetic()}}} {
			r, err := load(t, text, want.opts...).Evaluate(record)
			require.NoError(t, err)
			d, ok := r.Decimal("y")
			require.True(t, ok)
			assert.Equal(t, want.text, d.String(), tt.target)
		}
	}
}

// stumps is an ensemble of n trees that give 0.1 each.
func stumps(method, score string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<Segment id="%d" weight="0.1"><True/><TreeModel functionName="regression"><MiningSchema><MiningField name="v"/></MiningSchema><Node score="%s"><True/></Node></TreeModel></Segment>`, i+1, score)
	}
	return document(`<DataField name="v" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`,
		`<MiningModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="v"/></MiningSchema><Segmentation multipleModelMethod="`+method+`">`+b.String()+`</Segmentation></MiningModel>`)
}

// A thousand trees of 0.1 are 100.
func TestDecimalEnsembles(t *testing.T) {
	for _, tt := range []struct{ method, score, decimal, float string }{
		{"sum", "0.1", "100", "99.9999999999986"},
		{"weightedSum", "0.1", "10", "9.999999999999831"},
		{"average", "0.1", "0.1", "0.09999999999999859"},
		{"weightedAverage", "0.1", "0.1", "0.09999999999999971"},
		{"median", "0.1", "0.1", "0.1"},
		{"weightedMedian", "0.1", "0.1", "0.1"},
		{"sum", "0.12345678901234567890123", "123.45678901234567890123", ""},
		{"median", "0.12345678901234567890123", "0.12345678901234567890123", "0.12345678901234568"},
		{"modelChain", "0.12345678901234567890123", "0.12345678901234567890123", "0.12345678901234568"},
		{"selectFirst", "0.12345678901234567890123", "0.12345678901234567890123", "0.12345678901234568"},
	} {
		text := stumps(tt.method, tt.score, 1000)
		r, err := load(t, text, evaluator.WithDecimalArithmetic()).Evaluate(nil)
		require.NoError(t, err)
		d, ok := r.Decimal("y")
		require.True(t, ok, tt.method)
		assert.Equal(t, tt.decimal, d.String(), tt.method)
		r, err = load(t, text).Evaluate(nil)
		require.NoError(t, err)
		d, ok = r.Decimal("y")
		require.True(t, ok, tt.method)
		if tt.float != "" {
			assert.Equal(t, tt.float, d.String(), tt.method)
		}
		assert.InEpsilon(t, decimal.RequireFromString(tt.decimal).InexactFloat64(), d.InexactFloat64(), 1e-12)
	}
}

// An input is what was set last.
func TestDecimalInputs(t *testing.T) {
	m := load(t, calling("double", call("+", ref("v"), num("0"))), evaluator.WithDecimalArithmetic())
	const long = "0.30000000000000000000000000001"
	row := m.NewRow()
	v, _ := m.Input("v")
	o, _ := m.ResultIndex("o")
	got := func() string {
		require.NoError(t, row.Score())
		return row.Text(o)
	}
	require.NoError(t, row.SetValue(v, decimal.RequireFromString(long)))
	assert.Equal(t, long, got())
	assert.Equal(t, long, got(), "inputs keep their values")
	row.SetFloat(v, 0.3)
	assert.Equal(t, "0.3", got())
	row.SetText(v, " "+long+" ")
	assert.Equal(t, long, got())
	row.SetInt(v, 3)
	assert.Equal(t, "3", got())
	row.SetText(v, long)
	row.SetMissing(v)
	assert.Empty(t, got())
	assert.True(t, row.IsMissing(o))
	row.Reset()
	row.SetFloat(v, 0.3)
	assert.Equal(t, "0.3", got())
	assert.Equal(t, 0.3, row.Float(o))
	require.NoError(t, row.SetValue(v, float32(0.5)))
	assert.Equal(t, "0.5", got())

	// What replaces a value is the replacement, though the cells be the same.
	m = load(t, identity(`<DataField name="v" optype="continuous" dataType="double"/>`, `<MiningField name="v" missingValueReplacement="0.3"/>`, outField("o", "double", "v")), evaluator.WithDecimalArithmetic())
	row = m.NewRow()
	row.SetText(0, long)
	assert.Equal(t, long, got())
	row.SetMissing(0)
	assert.Equal(t, "0.3", got())

	// Without the option, decimals are numbers like any other.
	for _, dataType := range []string{"double", "integer", "string", "boolean", "date"} {
		for _, opts := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
			m := load(t, identity(`<DataField name="v" optype="categorical" dataType="`+dataType+`"/>`, `<MiningField name="v"/>`, outField("o", dataType, "v")), opts...)
			want, err := result(t, m, map[string]any{"v": 1})
			require.NoError(t, err)
			got, err := result(t, m, map[string]any{"v": decimal.NewFromInt(1)})
			require.NoError(t, err)
			assert.Equal(t, fmt.Sprint(want), fmt.Sprint(got), dataType)
		}
	}
}

// With decimals the fixtures score as with float64, within 1e-12; maps, rows,
// many goroutines at once all give the same.
func TestDecimalsAgreeWithFloats(t *testing.T) {
	records := loans(t)
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			floats, m := loadFixture(t, name), loadFixtureWith(t, name, evaluator.WithDecimalArithmetic())
			want := make([]string, len(records))
			for i, record := range records {
				want[i] = outcome(m, record)
				a, errA := floats.Evaluate(record)
				b, errB := m.Evaluate(record)
				if errA != nil {
					require.EqualError(t, errB, errA.Error())
					continue
				}
				require.NoError(t, errB)
				for _, f := range m.Results() {
					x, okX := a.Float(f.Name)
					y, okY := b.Float(f.Name)
					require.Equal(t, okX, okY)
					if !okX {
						v, _ := a.Value(f.Name)
						w, _ := b.Value(f.Name)
						require.Equal(t, v, w)
						continue
					}
					require.InDelta(t, x, y, 1e-12*math.Max(1, math.Abs(x)), f.Name)
				}
			}
			var wg sync.WaitGroup
			for g := range 8 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					row := m.NewRow()
					for n := range records {
						i := (n + g*7) % len(records)
						assert.Equal(t, want[i], outcome(m, records[i]))
						assert.Equal(t, want[i], rowOutcome(m, row, records[i]))
					}
				}()
			}
			wg.Wait()
		})
	}
}

// A model that asks for float32 gets it; a float is rounded in any model.
func TestDecimalsGiveWayToFloat32(t *testing.T) {
	record := map[string]any{"age": "0.1", "income": 0, "late": 0, "home": "?"}
	for _, text := range []string{card(`x-mathContext="float"`, ""), strings.ReplaceAll(card("", ""), `name="y" optype="continuous" dataType="double"`, `name="y" optype="continuous" dataType="float"`)} {
		want, err := load(t, text).Evaluate(record)
		require.NoError(t, err)
		got, err := load(t, text, evaluator.WithDecimalArithmetic()).Evaluate(record)
		require.NoError(t, err)
		x, _ := want.Decimal("y")
		y, _ := got.Decimal("y")
		assert.Equal(t, x.String(), y.String())
	}
}

// Texts in columns are exact inputs; columns of results hold the nearest float64s.
func TestDecimalColumns(t *testing.T) {
	text := calling("double", call("*", call("-", ref("v"), num("0.3")), num("1e20")))
	m := load(t, text, evaluator.WithDecimalArithmetic())
	texts := []string{"0.30000000000000000001", "0.3", "0.30000000000000000002"}
	for name, want := range map[string][]float64{"strings": {1, 0, 2}, "bytes": {1, 0, 2}, "dictionary": {1, 0, 2}, "floats": {0, 0, 0}} {
		in := evaluator.NewColumns(3)
		switch name {
		case "strings":
			in.AddStrings("v", texts, evaluator.Bitmap{})
		case "bytes":
			in.AddBytes("v", []byte(strings.Join(texts, "")), []int32{0, 22, 25, 47}, evaluator.Bitmap{})
		case "dictionary":
			in.AddDictionary("v", []int32{2, 1, 0}, []string{texts[2], texts[1], texts[0]}, evaluator.Bitmap{})
		case "floats":
			in.AddFloat64("v", []float64{0.3, 0.3, 0.3}, evaluator.Bitmap{})
		}
		var out evaluator.ColumnResults
		require.NoError(t, m.ScoreColumns(t.Context(), in, &out))
		assert.Equal(t, want, out.Column("o").Float64, name)
	}
}

// A decimal model explains itself, and verifies its document's records.
func TestDecimalModelsExplain(t *testing.T) {
	for _, name := range fixtures {
		m := loadFixtureWith(t, name, evaluator.WithDecimalArithmetic())
		for _, record := range loans(t)[:20] {
			_, err := m.Evaluate(record)
			_, explainErr := m.Explain(record)
			assert.Equal(t, err, explainErr)
		}
		v, err := m.Verify()
		require.NoError(t, err)
		assert.Empty(t, v.Mismatches)
	}
}

// Chains, residuals, groups and embedded values hand exact values on.
func TestDecimalsAreHandedOn(t *testing.T) {
	text := document(`<DataField name="v" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`,
		`<MiningModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="v" outliers="asExtremeValues" lowValue="-5" highValue="5"/></MiningSchema>
<Output><OutputField name="residual" optype="continuous" dataType="double" feature="residual"/></Output>
<Segmentation multipleModelMethod="modelChain">
<Segment id="1"><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="v"/></MiningSchema><Output><OutputField name="half" optype="continuous" dataType="double" feature="predictedValue"/></Output>
<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="v" mapMissingTo="1.5"/></DerivedField></LocalTransformations>
<RegressionTable intercept="0"><NumericPredictor name="d" coefficient="0.5"/></RegressionTable></RegressionModel></Segment>
<Segment id="2"><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="half"/></MiningSchema><RegressionTable intercept="0.1"><NumericPredictor name="half" coefficient="3"/></RegressionTable></RegressionModel></Segment>
</Segmentation></MiningModel>`)
	m := load(t, text, evaluator.WithDecimalArithmetic())
	for _, tt := range []struct {
		v, y           any
		want, residual string
	}{
		{"0.20000000000000000000002", "0.1", "0.40000000000000000000003", "-0.30000000000000000000003"},
		{nil, 2.35, "2.35", "0"},
		{"1e9", decimal.New(76, -1), "7.6", "0"},
	} {
		r, err := m.Evaluate(map[string]any{"v": tt.v, "y": tt.y})
		require.NoError(t, err)
		d, _ := r.Decimal("y")
		assert.Equal(t, tt.want, d.String())
		d, ok := r.Decimal("residual")
		assert.True(t, ok)
		assert.Equal(t, tt.residual, d.String())
	}
}

// Missing, infinite and invalid arguments, integers and what they overflow to
// give what they give with float64.
func TestDecimalsOfSpecialArguments(t *testing.T) {
	w := `<Constant dataType="double">2.5</Constant>`
	expressions := []string{}
	for _, name := range []string{"+", "-", "*", "/", "modulo", "pow", "threshold", "sum", "product", "avg", "min", "max", "median", "equal", "notEqual", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual"} {
		expressions = append(expressions, call(name, ref("v"), w), call(name, w, ref("v")), call(name, ref("v"), ref("v")), call(name, ref("n"), ref("n")), call(name, ref("n"), ref("v")))
	}
	for _, name := range []string{"abs", "floor", "ceil", "round", "rint"} {
		expressions = append(expressions, call(name, ref("v")), call(name, ref("n")), call("sum", call(name, call("+", ref("v"), w)), w))
	}
	expressions = append(expressions,
		call("equal", ref("s"), ref("v")), call("lessThan", ref("v"), num("2.5")), call("equal", ref("v"), `<Constant dataType="string">2.5</Constant>`),
		call("exp", call("+", ref("v"), w)), call("exp", call("median", ref("v"), w)), call("exp", call("sum", ref("v"), w)),
		call("if", call("equal", ref("n"), num("0")), ref("v"), w), call("if", call("equal", ref("n"), num("0")), ref("v")),
		`<Apply function="if" mapMissingTo="7.5">`+call("equal", ref("n"), num("0"))+ref("v")+`</Apply>`,
		`<Apply function="/" invalidValueTreatment="asMissing" defaultValue="9">`+ref("n")+ref("n")+`</Apply>`,
		`<FieldRef field="v" mapMissingTo="0.5"/>`, `<FieldRef field="n" mapMissingTo="0.5"/>`, call("concat", ref("v"), ref("n")))
	for _, e := range expressions {
		text := calling("double", e)
		if strings.Contains(e, "concat") {
			text = calling("string", e)
		}
		floats, m := load(t, text, evaluator.WithResults("o")), load(t, text, evaluator.WithResults("o"), evaluator.WithDecimalArithmetic())
		for _, v := range []any{nil, "INF", "-INF", "NaN", "0", "-0", "2.5", "-7", "1e300", "1e17", "4", 9007199254740993.0} {
			for _, n := range []any{nil, 0, 3, -2, int64(1 << 53)} {
				record := map[string]any{"v": v, "n": n, "s": "2.50"}
				want, wantErr := result(t, floats, record)
				got, gotErr := result(t, m, record)
				if wantErr != nil {
					assert.EqualError(t, gotErr, wantErr.Error(), "%s of %v", e, record)
					continue
				}
				if !assert.NoError(t, gotErr, "%s of %v", e, record) {
					continue
				}
				if d, ok := got.(decimal.Decimal); ok {
					if f, _ := want.(float64); math.Abs(f-d.InexactFloat64()) > 1e-12*math.Max(1, math.Abs(f)) {
						t.Errorf("%s of %v: %s with decimals, %v with float64", e, record, d, want)
					}
					continue
				}
				assert.Equal(t, fmt.Sprint(want), fmt.Sprint(got), "%s of %v", e, record)
			}
		}
	}
}

// Ensembles of infinite scores are what they are with float64.
func TestDecimalEnsemblesOfInfiniteScores(t *testing.T) {
	for _, method := range []string{"sum", "weightedSum", "average", "weightedAverage", "median", "weightedMedian"} {
		for _, score := range []string{"INF", "-INF", "NaN", "2.5"} {
			text := stumps(method, score, 4)
			want, wantErr := load(t, text).Evaluate(nil)
			got, gotErr := load(t, text, evaluator.WithDecimalArithmetic()).Evaluate(nil)
			require.Equal(t, fmt.Sprint(wantErr), fmt.Sprint(gotErr))
			if wantErr == nil {
				assert.Equal(t, fmt.Sprint(want.Map()), fmt.Sprint(got.Map()), "%s of %s", method, score)
			}
		}
		_, err := load(t, strings.ReplaceAll(stumps(method, "1", 2), `weight="0.1"`, `weight="0"`), evaluator.WithDecimalArithmetic()).Evaluate(nil)
		assert.Equal(t, method == "weightedAverage", err != nil, method)
	}
}

// So are regressions of infinite and missing numbers.
func TestDecimalRegressionsOfSpecialNumbers(t *testing.T) {
	for _, method := range []string{"none", "logit", "exp"} {
		floats, m := load(t, card(`normalizationMethod="`+method+`"`, "")), load(t, card(`normalizationMethod="`+method+`"`, ""), evaluator.WithDecimalArithmetic())
		for _, age := range []any{nil, "INF", "-INF", 1, -3000, "1e300"} {
			for _, late := range []any{nil, "INF", 0, "1e200", "1e-200"} {
				record := map[string]any{"age": age, "income": 0.5, "late": late, "home": "rent"}
				want, wantErr := floats.Evaluate(record)
				got, gotErr := m.Evaluate(record)
				require.Equal(t, fmt.Sprint(wantErr), fmt.Sprint(gotErr))
				x, okX := want.Float("y")
				y, okY := got.Float("y")
				require.Equal(t, okX, okY)
				if okX && x != y {
					require.InEpsilon(t, x, y, 1e-12)
				}
			}
		}
	}
}

// Elements of a collection are decimals, too.
func TestDecimalCollections(t *testing.T) {
	text := document(`<DataField name="g" optype="categorical" dataType="string"/><DataField name="v" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="g" usageType="group"/><MiningField name="v"/></MiningSchema><Output>`+
			`<OutputField name="total" optype="continuous" dataType="double" feature="transformedValue"><Aggregate field="v" function="sum" groupField="g"/></OutputField>`+
			`<OutputField name="mean" optype="continuous" dataType="double" feature="transformedValue"><Aggregate field="v" function="average" groupField="g"/></OutputField>`+
			`<OutputField name="largest" optype="continuous" dataType="double" feature="transformedValue"><Aggregate field="v" function="max" groupField="g"/></OutputField>`+
			`</Output><RegressionTable intercept="0"/></RegressionModel>`)
	m := load(t, text, evaluator.WithDecimalArithmetic())
	for _, list := range []any{[]any{0.1, "0.2", nil, decimal.New(3, -1)}, []float64{0.1, 0.2, 0.3}, []string{"0.1", "0.2", "0.3"}} {
		r, err := m.Evaluate(map[string]any{"v": list})
		require.NoError(t, err)
		b, err := json.Marshal(r)
		require.NoError(t, err)
		assert.Equal(t, `{"y":0,"total":0.6,"mean":0.2,"largest":0.3}`, string(b))
	}
	r, err := m.Evaluate(map[string]any{"v": []any{nil}})
	require.NoError(t, err)
	assert.Equal(t, "map[largest:<nil> mean:<nil> total:<nil> y:0]", fmt.Sprint(r.Map()))
}
