package evaluator_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// everyType is a model with a result of each data type, each read from a text.
func everyType() string {
	var fields, schema, outputs strings.Builder
	for t := pmml.DataTypeString; t <= pmml.DataTypeDateTimeSecondsSince2020; t++ {
		fmt.Fprintf(&fields, `<DataField name="%s" optype="categorical" dataType="%s"/>`, t, t)
		fmt.Fprintf(&schema, `<MiningField name="%s" invalidValueTreatment="asMissing"/>`, t)
		fmt.Fprintf(&outputs, `<OutputField name="out %s" optype="categorical" dataType="%s" feature="transformedValue"><FieldRef field="%s"/></OutputField>`, t, t, t)
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + fields.String() +
		`<DataField name="y" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema>` + schema.String() + `<MiningField name="y" usageType="target"/></MiningSchema>
<Output>` + outputs.String() + `</Output><RegressionTable intercept="1"/></RegressionModel></PMML>`
}

// columnTexts are values of several types; each type reads what it can.
var columnTexts = []string{"a,b", "7", "-3", "0.1", "1e300", "NaN", "INF", "-Infinity", "true", "false", "2024-02-29", "1969-12-31", "12:30:01", "2024-02-29T12:30:01.25", ""}

// TestColumnValues: the methods of a column give what those of a row give, for
// every type of result, and none panics on a type or a row.
func TestColumnValues(t *testing.T) {
	for _, options := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
		m, err := evaluator.Load(strings.NewReader(everyType()), options...)
		require.NoError(t, err)
		in := evaluator.NewColumns(len(columnTexts))
		for _, f := range m.Inputs() {
			in.AddStrings(f.Name, columnTexts, evaluator.Bitmap{})
		}
		var out evaluator.ColumnResults
		require.NoError(t, m.ScoreColumns(context.Background(), in, &out))
		holdToRows(t, m, &out, func(row *evaluator.Row, i int) {
			for k := range m.Inputs() {
				row.SetText(k, columnTexts[i])
			}
		})
	}
}

// TestColumnValuesOfLists: collections too, in a model of baskets.
func TestColumnValuesOfLists(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(basketDocument))
	require.NoError(t, err)
	item := -1
	for i, f := range m.Inputs() {
		if f.Collection {
			item = i
		}
	}
	require.GreaterOrEqual(t, item, 0)
	baskets := [][]string{{}, {"a"}, {"b", "c"}, {"c", "a", "x"}}
	offsets, items := []int32{0}, []string{}
	for _, b := range baskets {
		items = append(items, b...)
		offsets = append(offsets, int32(len(items)))
	}
	elements := evaluator.NewColumns(len(items))
	elements.AddStrings("", items, evaluator.Bitmap{})
	in := evaluator.NewColumns(len(baskets))
	in.AddLists(m.Inputs()[item].Name, offsets, elements, evaluator.Bitmap{})
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out))
	holdToRows(t, m, &out, func(row *evaluator.Row, i int) { require.NoError(t, row.SetValue(item, baskets[i])) })
}

func holdToRows(t *testing.T, m *evaluator.Model, out *evaluator.ColumnResults, set func(row *evaluator.Row, i int)) {
	row := m.NewRow()
	for k := range out.Columns() {
		c := &out.Columns()[k]
		name := c.Field.Name
		floats := c.Floats(nil)
		require.Equal(t, out.Rows(), c.Len())
		for i := range c.Len() {
			at := fmt.Sprintf("%s, row %d", name, i)
			row.Reset()
			set(row, i)
			require.NoError(t, row.Score())
			want := row.Value(k)
			if f, ok := want.(float64); ok && f != f {
				got, isFloat := c.Value(i).(float64)
				assert.True(t, isFloat && got != got, at)
			} else {
				assert.Equal(t, want, c.Value(i), at)
			}
			assert.Equal(t, row.IsMissing(k), c.IsMissing(i), at)
			assert.Equal(t, string(row.AppendText(nil, k)), string(c.AppendText(nil, i)), at)
			assert.Equal(t, string(row.AppendJSON(nil, k)), string(c.AppendJSON(nil, i)), at)
			f, ok := c.Float(i)
			wantFloat := row.Float(k)
			if !ok {
				wantFloat = math.NaN()
				assert.True(t, row.IsMissing(k) || c.Field.Collection || c.Field.DataType == pmml.DataTypeString, at)
			}
			assert.Equal(t, fmt.Sprint(wantFloat), fmt.Sprint(f), at)
			assert.Equal(t, fmt.Sprint(f), fmt.Sprint(floats[i]), at)
			d, ok := c.Decimal(i)
			wantDecimal, wantOK := row.Decimal(k)
			assert.Equal(t, wantOK, ok, at)
			assert.True(t, wantDecimal.Equal(d), at)
			n, isInt := c.Int(i)
			if v, ok := want.(int64); ok {
				assert.Equal(t, v, n, at)
			}
			assert.True(t, !isInt || c.Int64 != nil, at)
			s, isText := c.Text(i)
			wantText, wantIsText := want.(string)
			assert.Equal(t, fmt.Sprint(wantText, wantIsText), fmt.Sprint(s, isText), at)
			b, isBool := c.Truth(i)
			wantBool, wantIsBool := want.(bool)
			assert.Equal(t, fmt.Sprint(wantBool, wantIsBool), fmt.Sprint(b, isBool), at)
			switch c.Field.DataType {
			case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime:
				assert.Equal(t, want, c.Time(i), at)
			default:
				assert.Nil(t, c.Time(i), at)
			}
		}
		for _, i := range []int{-1, c.Len(), c.Len() + 1000} {
			assert.True(t, c.IsMissing(i))
			assert.Nil(t, c.Value(i))
			assert.Nil(t, c.Time(i))
			_, isFloat := c.Float(i)
			_, isInt := c.Int(i)
			_, isText := c.Text(i)
			_, isBool := c.Truth(i)
			_, isDecimal := c.Decimal(i)
			assert.False(t, isFloat || isInt || isText || isBool || isDecimal)
			assert.Empty(t, c.AppendText(nil, i))
			assert.Equal(t, "null", string(c.AppendJSON(nil, i)))
		}
	}
	assert.True(t, (&evaluator.ColumnResult{}).IsMissing(0))
}

// TestSessionScoresColumns: tables one after the other are one stream, and a row
// with an error leaves it as it was.
func TestSessionScoresColumns(t *testing.T) {
	m, err := evaluator.Load(strings.NewReader(strings.Replace(lagDocument, `name="x"/>`, `name="x" invalidValueTreatment="returnInvalid"/>`, 1)))
	require.NoError(t, err)
	session, rows := m.NewSession(), m.NewRow()
	var out evaluator.ColumnResults
	for _, texts := range [][]string{{"1", "2"}, {"3"}, {"4", "none", "5"}, {}, {"6"}} {
		in := evaluator.NewColumns(len(texts))
		in.AddStrings("x", texts, evaluator.Bitmap{})
		require.NoError(t, session.ScoreColumns(context.Background(), in, &out, evaluator.WithRowErrors()))
		for i, s := range texts {
			rows.SetText(0, s)
			if err := rows.Score(); err != nil {
				require.Len(t, out.Errors, 1)
				assert.Equal(t, i+1, out.Errors[0].Row)
				continue
			}
			assert.Equal(t, rows.Value(0), out.Columns()[0].Value(i))
		}
	}
}

const lagDocument = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
<LocalTransformations><DerivedField name="before" optype="continuous" dataType="double"><Lag field="x" n="1"/></DerivedField></LocalTransformations>
<RegressionTable intercept="0"><NumericPredictor name="before" coefficient="1"/></RegressionTable></RegressionModel></PMML>`

const basketDocument = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary><DataField name="basket" optype="categorical" dataType="string"/><DataField name="item" optype="categorical" dataType="string"/></DataDictionary>
<AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="2" numberOfItemsets="2" numberOfRules="1">
<MiningSchema><MiningField name="basket" usageType="group"/><MiningField name="item"/></MiningSchema>
<Output><OutputField name="set" feature="consequent"/><OutputField name="all" feature="consequent" rank="0" isMultiValued="1"/><OutputField name="sure" feature="confidence"/></Output>
<Item id="1" value="a"/><Item id="2" value="b"/>
<Itemset id="a"><ItemRef itemRef="1"/></Itemset><Itemset id="b"><ItemRef itemRef="2"/></Itemset>
<AssociationRule antecedent="a" consequent="b" support="0.1" confidence="0.5"/>
</AssociationModel></PMML>`
