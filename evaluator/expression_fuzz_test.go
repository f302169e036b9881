package evaluator_test

import (
	"errors"
	"math"
	"reflect"
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
	})
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
