package pmml_test

import (
	"math"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small gives a document around an expression.
func small(x pmml.Expression) *pmml.Document {
	return &pmml.Document{
		Header:         &pmml.Header{},
		DataDictionary: &pmml.DataDictionary{},
		TransformationDictionary: &pmml.TransformationDictionary{DerivedFields: []*pmml.DerivedField{{
			Name: pmml.Some("d"), OpType: pmml.OpTypeContinuous, DataType: pmml.DataTypeDouble, Expression: x,
		}}},
	}
}

// expressionOf gives the expression of such a document.
func expressionOf(t testing.TB, text string) pmml.Expression {
	t.Helper()
	doc, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err, text)
	return doc.TransformationDictionary.DerivedFields[0].Expression
}

func TestWriteLayout(t *testing.T) {
	doc := small(&pmml.MapValues{
		OutputColumn: "out", FieldColumnPairs: []*pmml.FieldColumnPair{{Field: "f", Column: "in"}},
		InlineTable: &pmml.InlineTable{Rows: []*pmml.Row{{Cells: []pmml.Cell{{Column: "in", Text: "a"}, {Prefix: "data", Column: "out 1", Text: "1"}}}}},
	})
	doc.TransformationDictionary.DerivedFields = append(doc.TransformationDictionary.DerivedFields, &pmml.DerivedField{
		Name: pmml.Some("c"), OpType: pmml.OpTypeCategorical, DataType: pmml.DataTypeString,
		Expression: &pmml.Constant{
			Element: pmml.Element{Vendor: &pmml.Vendor{Extensions: []*pmml.Extension{{Name: pmml.Some("n")}}}}, Text: " v ",
		},
	})
	assert.Equal(t, `<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header/>
  <DataDictionary/>
  <TransformationDictionary>
    <DerivedField name="d" optype="continuous" dataType="double">
      <MapValues outputColumn="out">
        <FieldColumnPair field="f" column="in"/>
        <InlineTable>
          <row><in>a</in><data:out_x0020_1 xmlns:data="http://jpmml.org/jpmml-model/InlineTable">1</data:out_x0020_1></row>
        </InlineTable>
      </MapValues>
    </DerivedField>
    <DerivedField name="c" optype="categorical" dataType="string">
      <Constant><Extension name="n"/> v </Constant>
    </DerivedField>
  </TransformationDictionary>
</PMML>
`, written(t, doc, pmml.WithIndent("  ")))
	compact := written(t, small(&pmml.FieldRef{Field: "f"}), pmml.WithIndent(""))
	assert.Equal(t, 2, strings.Count(compact, "\n"))
}

func TestWriteTexts(t *testing.T) {
	for name, s := range map[string]string{
		"markup":                 `<a b="c">&amp;']]></a>`,
		"blanks at the ends":     " \t\n a \n",
		"carriage returns":       "a\r\nb\rc",
		"characters above ASCII": "é€😀\u0085\u2028\uFFFD",
		"empty":                  "",
		"only blanks":            "  \n",
	} {
		t.Run(name, func(t *testing.T) {
			again := expressionOf(t, written(t, small(&pmml.Constant{Text: s})))
			assert.Equal(t, s, again.(*pmml.Constant).Text)
			again = expressionOf(t, written(t, small(&pmml.FieldRef{Field: s})))
			assert.Equal(t, s, again.(*pmml.FieldRef).Field)
		})
	}
}

func TestWriteNumbers(t *testing.T) {
	for want, f := range map[string]float64{
		"0": 0, "-0": math.Copysign(0, -1), "1": 1, "-2.5": -2.5, "0.1": 0.1, "0.00001": 1e-5, "9.9E-06": 9.9e-6,
		"9.007199254740993E+18": 9007199254740993000, "1000000000000000": 1e15, "1E+16": 1e16, "1.7976931348623157E+308": math.MaxFloat64, "5E-324": math.SmallestNonzeroFloat64,
		"INF": math.Inf(1), "-INF": math.Inf(-1), "NaN": math.NaN(), "0.30000000000000004": 0.30000000000000004,
	} {
		text := written(t, small(&pmml.NormContinuous{Field: "f", MapMissingTo: pmml.Some(f)}))
		assert.Contains(t, text, `mapMissingTo="`+want+`"`)
		got := expressionOf(t, text).(*pmml.NormContinuous).MapMissingTo.Or(1)
		assert.True(t, math.Float64bits(got) == math.Float64bits(f) || got != got && f != f, "%v", f)
	}
}

func TestWriteArrays(t *testing.T) {
	values := []string{"", "a", "a b", `"`, `a"b`, `\`, `a\b`, `\"`, `x \" y`, "'", "é", "a\tb\nc\rd", "<&>"}
	doc := treeDocument(&pmml.SimpleSetPredicate{
		Field: "f", BooleanOperator: pmml.SetOperatorIsIn, Array: &pmml.Array{Type: pmml.ArrayTypeString, Values: values},
	})
	text := written(t, doc)
	assert.Contains(t, text, `<Array type="string">"" a "a b" "\"" "a\"b" \ a\b "\\""`)
	again, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err)
	assert.Equal(t, values, again.Models[0].(*pmml.TreeModel).Node.Predicate.(*pmml.SimpleSetPredicate).Array.Values)
}

// treeDocument gives a document of a tree with one predicate.
func treeDocument(p pmml.Predicate) *pmml.Document {
	return &pmml.Document{
		DataDictionary: &pmml.DataDictionary{},
		Models: []pmml.Model{&pmml.TreeModel{
			ModelBase: pmml.ModelBase{FunctionName: pmml.MiningFunctionRegression, MiningSchema: &pmml.MiningSchema{}},
			Node:      &pmml.TreeNode{Predicate: p},
		}},
	}
}

func TestWriteColumns(t *testing.T) {
	table := func(columns ...string) *pmml.InlineTable {
		row := &pmml.Row{}
		for _, c := range columns {
			row.Cells = append(row.Cells, pmml.Cell{Column: c, Text: "v"})
		}
		return &pmml.InlineTable{Rows: []*pmml.Row{row}}
	}
	columns := []string{"a", "a b", "1", "-", "a-b", "a:b", "é", "_", "_x", "_x0041", "_x0041_", "_x0041 ", "_x00", " x0041_", "_x0000_", "Extension", "<", "a_x1", "\t"}
	doc := small(&pmml.MapValues{OutputColumn: "o", InlineTable: table(columns...)})
	again := expressionOf(t, written(t, doc)).(*pmml.MapValues)
	var got []string
	for _, c := range again.InlineTable.Rows[0].Cells {
		got = append(got, c.Column)
	}
	assert.Equal(t, columns, got)

	for _, c := range []string{"", "\x00", "a\xff"} {
		doc := small(&pmml.MapValues{OutputColumn: "o", InlineTable: table(c)})
		require.EqualError(t, pmml.Write(new(counter), doc),
			"TransformationDictionary/DerivedField/MapValues/InlineTable/row: invalid document: no element can be named for the column "+quoted(":"+c))
	}
}

// vendorTexts gives documents with additions of vendors in all kinds of
// namespaces.
func vendorTexts() map[string]string {
	return map[string]string{
		"declared outside": `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2" xmlns:v="urn:v" v:a="1" x-b="2"><DataDictionary v:c="&#10;"><v:e>t<f/></v:e></DataDictionary></PMML>`,
		"declared inside":  `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2"><DataDictionary><v:e xmlns:v="urn:v" v:a="1"/><Extension name="n" other="o"> <v:e xmlns:v="urn:v"/>t</Extension></DataDictionary></PMML>`,
		"a prefix for PMML": `<p:PMML xmlns:p="http://www.dmg.org/PMML-4_2" version="4.2"><p:MiningBuildTask><p:Extension p:a="1"/></p:MiningBuildTask>` +
			`<p:DataDictionary p:x-a="1"><p:Extension p:name="n"><p:x/></p:Extension><p:x-e/></p:DataDictionary></p:PMML>`,
		"cells": `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2" xmlns:p="http://www.dmg.org/PMML-4_2"><DataDictionary><Taxonomy name="t"><ChildParent childField="c" parentField="p">` +
			`<InlineTable xmlns:d="urn:d"><row><d:a>1</d:a><b xmlns:e="urn:e" e:k="v">2<i/></b><p:c k="1"/><z:d xmlns:z="urn:z"><z:e/></z:d><Extension name="n"/><f/></row></InlineTable></ChildParent></Taxonomy></DataDictionary></PMML>`,
		"no namespace":  `<PMML version="3.2"><DataDictionary><x-e/></DataDictionary></PMML>`,
		"no version":    `<PMML xmlns="https://www.dmg.org/PMML-4_3"><DataDictionary/></PMML>`,
		"other version": `<PMML xmlns="http://www.dmg.org/PMML-4_3" version="4.2"><DataDictionary/><Extension/></PMML>`,
		"a tensor":      `<PMML xmlns="http://www.dmg.org/PMML-4_5" version="5.0"><DataDictionary><DataField name="f" optype="categorical" dataType="tensor" height="1"/></DataDictionary></PMML>`,
	}
}

// TestWriteVendor checks that what vendors added comes back, whatever prefixes it
// has.
func TestWriteVendor(t *testing.T) {
	for name, text := range vendorTexts() {
		t.Run(name, func(t *testing.T) {
			doc, err := pmml.Parse(strings.NewReader(text))
			require.NoError(t, err)
			out := written(t, doc)
			again, err := pmml.Parse(strings.NewReader(out))
			require.NoError(t, err, out)
			require.Empty(t, difference(doc, again, nil), out)
		})
	}
}

func TestWriteExtensionAttributes(t *testing.T) {
	content := etree.NewElement("Extension")
	content.CreateAttr("name", "old")
	content.CreateAttr("other", "o")
	doc := small(&pmml.FieldRef{Field: "f"})
	doc.Vendor = &pmml.Vendor{Extensions: []*pmml.Extension{{Name: pmml.Some("new"), Content: content}}}
	assert.Contains(t, written(t, doc), "\n\t<Extension name=\"new\" other=\"o\"/>\n</PMML>")
}
