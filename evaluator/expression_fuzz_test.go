package evaluator_test

import (
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// expressionDocument puts an expression into a derived field, which outputs of
// several types and a predicate then use.
func expressionDocument(expression string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` +
		`<DataField name="x" optype="continuous" dataType="double"><Interval closure="closedOpen" leftMargin="-100" rightMargin="100"/><Value value="-1" property="missing"/></DataField>` +
		`<DataField name="n" optype="continuous" dataType="integer"/>` +
		`<DataField name="s" optype="categorical" dataType="string"><Value value="red"/><Value value="blue"/><Value value="?" property="missing"/></DataField>` +
		`<DataField name="d" optype="ordinal" dataType="date"/>` +
		`<DataField name="l" optype="categorical" dataType="string"/></DataDictionary>` +
		`<TransformationDictionary>` +
		`<DefineFunction name="twice" optype="continuous" dataType="double"><ParameterField name="p" dataType="double"/><Apply function="+"><FieldRef field="p"/><FieldRef field="p"/></Apply></DefineFunction>` +
		`<DefineFunction name="down" optype="continuous" dataType="double"><ParameterField name="p" dataType="double"/><Apply function="if"><Apply function="lessThan"><FieldRef field="p"/><Constant>1</Constant></Apply><Constant>0</Constant><Apply function="down"><Apply function="-"><FieldRef field="p"/><Constant>1</Constant></Apply></Apply></Apply></DefineFunction>` +
		`<DefineFunction name="any" optype="categorical"><ParameterField name="p"/><ParameterField name="q"/><Apply function="if"><Apply function="isMissing"><FieldRef field="p"/></Apply><FieldRef field="q"/><FieldRef field="p"/></Apply></DefineFunction>` +
		`</TransformationDictionary>` +
		`<TreeModel functionName="regression" noTrueChildStrategy="returnLastPrediction"><MiningSchema><MiningField name="x" invalidValueTreatment="asIs"/><MiningField name="n"/><MiningField name="s" invalidValueTreatment="asMissing" missingValueReplacement="blue"/><MiningField name="d"/><MiningField name="l"/></MiningSchema>` +
		`<Output><OutputField name="value" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="e"/></OutputField>` +
		`<OutputField name="text" optype="categorical" dataType="string" feature="transformedValue"><FieldRef field="e"/></OutputField>` +
		`<OutputField name="again" optype="continuous" dataType="double" feature="transformedValue"><Apply function="if"><Apply function="isMissing"><FieldRef field="text"/></Apply><Constant>0</Constant><Constant>1</Constant></Apply></OutputField></Output>` +
		`<LocalTransformations><DerivedField name="e" optype="continuous" dataType="double">` + expression + `</DerivedField></LocalTransformations>` +
		`<Node score="1"><True/><Node score="2"><SimplePredicate field="e" operator="lessThan" value="3"/></Node></Node></TreeModel></PMML>`
}

// expressionSeeds hold every kind of expression, with what makes them fail.
var expressionSeeds = []string{
	`<Constant dataType="double">3.5</Constant>`,
	`<Constant missing="true"/>`,
	`<FieldRef field="x" mapMissingTo="7"/>`,
	`<FieldRef field="s" mapMissingTo="none"/>`,
	`<FieldRef field="e"/>`,
	`<FieldRef field="value"/>`,
	`<Apply function="/"><FieldRef field="n"/><FieldRef field="n"/></Apply>`,
	`<Apply function="/" invalidValueTreatment="asMissing" defaultValue="9"><FieldRef field="x"/><Constant>0</Constant></Apply>`,
	`<Apply function="ln" mapMissingTo="1"><FieldRef field="x"/></Apply>`,
	`<Apply function="if" mapMissingTo="3"><Apply function="greaterThan"><FieldRef field="x"/><Constant>1</Constant></Apply><FieldRef field="n"/><Constant>a</Constant></Apply>`,
	`<Apply function="twice"><FieldRef field="x"/></Apply>`,
	`<Apply function="down"><FieldRef field="x"/></Apply>`,
	`<Apply function="down"><Constant>1e9</Constant></Apply>`,
	`<Apply function="any"><FieldRef field="x"/><FieldRef field="s"/></Apply>`,
	`<Apply function="concat"><FieldRef field="s"/><FieldRef field="l"/><FieldRef field="n"/></Apply>`,
	`<Apply function="substring"><FieldRef field="l"/><FieldRef field="n"/><Constant>3</Constant></Apply>`,
	`<Apply function="replace"><FieldRef field="l"/><Constant>(a+)+$</Constant><Constant>$1</Constant></Apply>`,
	`<Apply function="matches"><FieldRef field="s"/><FieldRef field="l"/></Apply>`,
	`<Apply function="formatNumber"><FieldRef field="x"/><Constant>%08.3f</Constant></Apply>`,
	`<Apply function="formatDatetime"><FieldRef field="d"/><Constant>%Y-%m-%d</Constant></Apply>`,
	`<Apply function="dateDaysSinceYear"><FieldRef field="d"/><Constant>1960</Constant></Apply>`,
	`<Apply function="isIn"><FieldRef field="l"/><FieldRef field="s"/><Constant>red</Constant></Apply>`,
	`<Apply function="isValid"><FieldRef field="x"/></Apply>`,
	`<Apply function="avg"><FieldRef field="x"/><FieldRef field="n"/></Apply>`,
	`<NormContinuous field="x" mapMissingTo="2" outliers="asMissingValues"><LinearNorm orig="0" norm="0"/><LinearNorm orig="10" norm="1"/></NormContinuous>`,
	`<NormDiscrete field="s" value="red" mapMissingTo="0.5"/>`,
	`<Discretize field="x" defaultValue="no" mapMissingTo="none"><DiscretizeBin binValue="3"><Interval closure="openClosed" leftMargin="0" rightMargin="5"/></DiscretizeBin></Discretize>`,
	`<MapValues outputColumn="o" defaultValue="1" mapMissingTo="2"><FieldColumnPair field="s" column="i"/><InlineTable><row><i>red</i><o>4</o></row></InlineTable></MapValues>`,
	`<TextIndex textField="l"><Constant>red</Constant></TextIndex>`,
	`<Aggregate field="l" function="count"/>`,
	`<Aggregate field="l" function="multiset"/>`,
	`<Aggregate field="x" function="sum"/>`,
	`<Lag field="x" n="2"/>`,
	`<Apply function="+"><FieldRef field="l"/><Aggregate field="l" function="max"/></Apply>`,
	`<Apply function="sum" mapMissingTo="3" defaultValue="4"><Aggregate field="x" function="multiset"/></Apply>`,
	`<X-Error message="no"/>`,
	`<Apply function="+"><X-Error/><FieldRef field="x"/></Apply>`,
	`</DerivedField><DerivedField name="f" optype="categorical" dataType="string"><FieldRef field="e"/>`,
}

// FuzzExpression scores documents around any expression. A document loads, or is
// refused with a *pmml.Error; a record has results, or an *InputError. A map and a
// row give the same, record after record, and no cell that stands for something
// else shows as a number.
func FuzzExpression(f *testing.F) {
	for i, e := range expressionSeeds {
		f.Add(e, []string{"red", "?", "", "9007199254740993", "x\xff"}[i%5], []float64{0, -1, math.NaN(), 1e300, 12}[i%5], byte(i))
	}
	f.Fuzz(func(t *testing.T, expression, text string, number float64, kinds byte) {
		tryExpression(t, expression, text, number, kinds)
	})
}

// tryExpression does what FuzzExpression says.
func tryExpression(t *testing.T, expression, text string, number float64, kinds byte) {
	m, err := evaluator.Load(strings.NewReader(expressionDocument(expression)))
	if err != nil {
		var bad *pmml.Error
		if !errors.As(err, &bad) {
			t.Fatalf("%T: %v", err, err)
		}
		return
	}
	record := map[string]any{}
	for i, name := range []string{"x", "n", "s", "d", "l"} {
		switch (int(kinds) + i) % 5 {
		case 0:
			record[name] = number
		case 1:
			record[name] = text
		case 2:
			record[name] = []any{text, number, nil}
		case 3:
			record[name] = "2024-02-29"
		}
	}
	row, session := m.NewRow(), m.NewSession()
	for _, r := range []map[string]any{record, {}, record} {
		want, err := session.Evaluate(r)
		if err != nil {
			var bad *evaluator.InputError
			if !errors.As(err, &bad) {
				t.Fatalf("%T: %v", err, err)
			}
		}
		row.Reset()
		for name, v := range r {
			if i, ok := m.Input(name); ok && row.SetValue(i, v) != nil {
				t.Fatalf("the value %v cannot be set", v)
			}
		}
		if e := row.Score(); e != nil || err != nil {
			if e == nil || err == nil || e.Error() != err.Error() {
				t.Fatalf("a map gives the error %v, a row %v", err, e)
			}
			continue
		}
		got := row.Result()
		if !same(want.Map(), got.Map()) {
			t.Fatalf("a map gives %v, a row %v", want.Map(), got.Map())
		}
		for name, v := range got.Map() {
			if v, ok := v.(float64); ok && v != v && math.Float64bits(v) != math.Float64bits(math.NaN()) {
				t.Errorf("result %s is the NaN %x", name, math.Float64bits(v))
			}
		}
		if _, err := got.MarshalJSON(); err != nil {
			t.Error(err)
		}
	}
}

// builtins are functions with numbers of arguments that they may take.
var builtins = map[string][]int{
	"+": {2}, "-": {2}, "*": {2}, "/": {2}, "modulo": {2}, "min": {1, 3}, "max": {2}, "sum": {1, 3}, "avg": {2}, "median": {3}, "product": {2},
	"log10": {1}, "ln": {1}, "sqrt": {1}, "abs": {1}, "exp": {1}, "pow": {2}, "threshold": {2}, "floor": {1}, "ceil": {1}, "round": {1}, "rint": {1},
	"expm1": {1}, "hypot": {2}, "sin": {1}, "acos": {1}, "isMissing": {1}, "isNotMissing": {1}, "isValid": {1}, "isNotValid": {1},
	"equal": {2}, "notEqual": {2}, "lessThan": {2}, "greaterOrEqual": {2}, "and": {2, 3}, "or": {2}, "not": {1}, "isIn": {2, 3}, "isNotIn": {3}, "if": {2, 3},
	"uppercase": {1}, "lowercase": {1}, "stringLength": {1}, "substring": {3}, "trimBlanks": {1}, "concat": {2, 3}, "replace": {3}, "matches": {2},
	"formatNumber": {2}, "formatDatetime": {2}, "dateDaysSinceYear": {2}, "dateSecondsSinceYear": {2}, "dateSecondsSinceMidnight": {1},
	"normalCDF": {3}, "stdNormalIDF": {1}, "erf": {1}, "twice": {1}, "down": {1}, "any": {2},
}

// randomExpression draws an expression of some depth.
func randomExpression(r *rand.Rand, depth int) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	field := func() string { return pick("x", "x", "n", "s", "d", "l", "value", "e2") }
	missing := func() string {
		return pick("", "", "", ` mapMissingTo="3"`, ` mapMissingTo="0.5"`, ` mapMissingTo="red"`, ` mapMissingTo="2024-01-01"`)
	}
	if depth == 0 || r.IntN(6) == 0 {
		switch r.IntN(5) {
		case 0:
			return `<Constant>` + pick("1", "0", "-2.5", "red", "", "NaN", "INF", "9007199254740992", "%d", "(a|r)+", "1960") + `</Constant>`
		case 1:
			return `<Constant dataType="` + pick("double", "integer", "float", "string", "boolean") + `">` + pick("1", "0") + `</Constant>`
		case 2:
			return pick(`<Constant missing="true"/>`, `<X-Error/>`, `<Lag field="x"/>`, `<Lag field="s" n="2"/>`, `<Aggregate field="l" function="count"/>`,
				`<Aggregate field="l" function="multiset"/>`, `<Aggregate field="x" function="sum"/>`, `<Aggregate field="s" function="min"/>`, `<Aggregate field="n" function="average"/>`)
		}
		return `<FieldRef field="` + field() + `"` + missing() + `/>`
	}
	switch r.IntN(12) {
	case 0:
		return `<NormContinuous field="` + field() + `" outliers="` + pick("asIs", "asMissingValues", "asExtremeValues") + `"><LinearNorm orig="0" norm="0"/><LinearNorm orig="10" norm="1"/></NormContinuous>`
	case 1:
		return `<NormDiscrete field="` + field() + `" value="` + pick("red", "1", "0.5") + `"/>`
	case 2:
		return `<Discretize field="` + field() + `" defaultValue="` + pick("no", "1") + `"><DiscretizeBin binValue="` + pick("3", "red") + `"><Interval closure="closedOpen" leftMargin="0"/></DiscretizeBin></Discretize>`
	case 3:
		return `<MapValues outputColumn="o" defaultValue="1"><FieldColumnPair field="` + field() + `" column="i"/><InlineTable><row><i>red</i><o>4</o></row><row><i>1</i><o>a</o></row></InlineTable></MapValues>`
	}
	names := slices.Sorted(maps.Keys(builtins))
	name := names[r.IntN(len(names))]
	s := `<Apply function="` + name + `"` + missing() + pick("", "", ` defaultValue="4"`, ` defaultValue="none"`) +
		pick("", ` invalidValueTreatment="asIs"`, ` invalidValueTreatment="asMissing"`) + `>`
	for range builtins[name][r.IntN(len(builtins[name]))] {
		s += randomExpression(r, depth-1)
	}
	return s + `</Apply>`
}

// TestRandomExpressions does for well-formed expressions what FuzzExpression
// does for any: of those, most texts are refused early.
func TestRandomExpressions(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	n := 20_000
	if testing.Short() {
		n = 2000
	}
	texts := []string{"red", "?", "", "3", "9007199254740993", "x\xff", "NaN", "2024-02-29", "true"}
	numbers := []float64{0, -1, 3, 2.5, math.NaN(), math.Inf(-1), 1e300, 9007199254740993, 50}
	for i := range n {
		expression := randomExpression(r, 1+r.IntN(3))
		second := `</DerivedField><DerivedField name="e2" optype="` + []string{"categorical", "ordinal", "continuous"}[r.IntN(3)] + `" dataType="` +
			[]string{"string", "integer", "float", "boolean", "date", "timeSeconds"}[r.IntN(6)] + `">` + randomExpression(r, r.IntN(2))
		text, number, kinds := texts[r.IntN(len(texts))], numbers[r.IntN(len(numbers))], byte(r.IntN(256))
		func() {
			defer func() {
				if p := recover(); p != nil || t.Failed() {
					t.Fatalf("expression %d with %q, %v and %d: %v\n%s%s", i, text, number, kinds, p, expression, second)
				}
			}()
			tryExpression(t, expression+second, text, number, kinds)
		}()
	}
}

// same compares results; NaN is the same as NaN.
func same(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		for k, v := range a {
			ok = ok && same(v, b[k])
		}
		return ok && len(a) == len(b)
	case []any:
		b, ok := b.([]any)
		ok = ok && len(a) == len(b)
		for i := 0; ok && i < len(a); i++ {
			ok = same(a[i], b[i])
		}
		return ok
	case float64:
		b, ok := b.(float64)
		return ok && (a == b || a != a && b != b)
	}
	return reflect.DeepEqual(a, b)
}
