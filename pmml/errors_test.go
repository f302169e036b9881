package pmml_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wrap puts models behind a head of three lines.
func wrap(models string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<Header/>
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/></DataDictionary>
` + models + `</PMML>`
}

func tree(nodes string) string {
	return wrap(`<TreeModel functionName="regression">
  <MiningSchema/>
` + nodes + `
</TreeModel>`)
}

func TestErrors(t *testing.T) {
	const number = `<RegressionModel functionName="regression"><MiningSchema/>
<RegressionTable intercept="1"><NumericPredictor name="x" coefficient="1"/>
 <NumericPredictor name="y" coefficient="abc"/></RegressionTable></RegressionModel>`
	for _, tt := range []struct {
		name  string
		class error
		text  string
		want  string
	}{
		{"number", pmml.ErrInvalid, wrap(number), `6:29: RegressionModel/RegressionTable/NumericPredictor[2]: invalid document: attribute coefficient="abc" is not a number`},
		{"number with digits of another kind", pmml.ErrInvalid, wrap(strings.Replace(number, "abc", "0x1p4", 1)), `6:29: RegressionModel/RegressionTable/NumericPredictor[2]: invalid document: attribute coefficient="0x1p4" is not a number`},
		{"number left empty", pmml.ErrInvalid, wrap(strings.Replace(number, "abc", "", 1)), `6:29: RegressionModel/RegressionTable/NumericPredictor[2]: invalid document: attribute coefficient="" is not a number`},
		{"integer", pmml.ErrInvalid, wrap(strings.Replace(number, `coefficient="abc"`, `coefficient="1" exponent="1.5"`, 1)), `6:45: RegressionModel/RegressionTable/NumericPredictor[2]: invalid document: attribute exponent="1.5" is not an integer`},
		{"boolean", pmml.ErrInvalid, wrap(`<TreeModel functionName="regression" isScorable="maybe"/>`), `4:38: TreeModel: invalid document: attribute isScorable="maybe" is neither true nor false`},
		{"unknown attribute", pmml.ErrInvalid, tree(`  <Node><True/>
    <Node score2="1"><True/></Node></Node>`), `7:11: TreeModel/Node/Node: invalid document: attribute "score2" is not an attribute of Node`},
		{"unknown attribute of PMML by prefix", pmml.ErrInvalid, tree(`  <Node xmlns:p="http://www.dmg.org/PMML-4_4" p:foo="1"/>`), `6:47: TreeModel/Node: invalid document: attribute "p:foo" is not an attribute of Node`},
		{"unknown element", pmml.ErrInvalid, tree(`  <Node><True/><Nod/></Node>`), `6:16: TreeModel/Node: invalid document: element "Nod" is not known here; expected one of Node, ScoreDistribution, SimplePredicate, CompoundPredicate, SimpleSetPredicate, True, False, Partition, Regression, DecisionTree`},
		{"unknown element, one possible", pmml.ErrInvalid, wrap(`<TreeModel functionName="regression"><MiningSchema><Field/></MiningSchema></TreeModel>`), `4:52: TreeModel/MiningSchema: invalid document: element "Field" is not known here; expected MiningField`},
		{"unknown element, none possible", pmml.ErrInvalid, tree(`  <Node><True><False/></True></Node>`), `6:15: TreeModel/Node/True: invalid document: element "False" is not known here; True has no child elements`},
		{"element in text", pmml.ErrInvalid, wrap(`<Header/>`), `4:1: invalid document: element "Header" stands here a second time`},
		{"enumeration", pmml.ErrInvalid, tree(`  <Node><SimplePredicate field="x" operator="foo"/></Node>`), `6:36: TreeModel/Node/SimplePredicate: invalid document: value "foo" of attribute operator is not one of equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual, isMissing, isNotMissing`},
		{"missing attribute", pmml.ErrInvalid, wrap(`<TreeModel/>`), `4:1: TreeModel: invalid document: required attribute "functionName" is missing`},
		{"missing child", pmml.ErrInvalid, wrap(`<TreeModel functionName="regression"><MiningSchema/></TreeModel>`), `4:1: TreeModel: invalid document: element Node is missing in TreeModel`},
		{"missing predicate, third of three", pmml.ErrInvalid, tree(`  <Node><True/><Node><True/></Node><Node><True/></Node><Node></Node></Node>`), `6:56: TreeModel/Node/Node[3]: invalid document: element of the group PREDICATE is missing in Node`},
		{"second predicate", pmml.ErrInvalid, tree(`  <Node><True/><False/></Node>`), `6:16: TreeModel/Node: invalid document: element "False" is a second predicate, where one may stand`},
		{"second single child", pmml.ErrInvalid, wrap(`<TreeModel functionName="regression"><MiningSchema/><MiningSchema/></TreeModel>`), `4:53: TreeModel: invalid document: element "MiningSchema" stands here a second time`},
		{"stray text", pmml.ErrInvalid, tree("  <Node>\n  oops <True/></Node>"), `7:3: TreeModel/Node: invalid document: text "oops" stands in Node, which has no text`},
		{"array length", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="int" n="2">1 2 3</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="2" does not agree with the array, which has 3 values`},
		{"array of strings with blanks", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="2">Married Never married</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="2" does not agree with the array, which has 3 values: "Married", "Never", "married"; blanks separate values: if "Married Never" was meant as one, it needs quotes, as &quot;Married Never&quot;`},
		{"array of strings with blanks beside quotes", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="3">"New York" Boston San Diego "a" "b c"</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="3" does not agree with the array, which has 6 values: "New York", "Boston", "San", "Diego", "a", "b c"; blanks separate values: if "Boston San" was meant as one, it needs quotes, as &quot;Boston San&quot;`},
		{"array of strings, long", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="12">"a" "b" "c" "d" "e" f g "h" "i" "j" "k" "l" "m"</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="12" does not agree with the array, which has 13 values: …, "d", "e", "f", "g", "h", "i", "j", "k", …; blanks separate values: if "f g" was meant as one, it needs quotes, as &quot;f g&quot;`},
		{"array of strings, too few", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="3">"a b" c</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="3" does not agree with the array, which has 2 values: "a b", "c"`},
		{"array of strings, quoted ones too many", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="1">"a" "b"</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="1" does not agree with the array, which has 2 values: "a", "b"`},
		{"array of strings, none", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string" n="1"></Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: attribute n="1" does not agree with the array, which has 0 values`},
		{"array quote", pmml.ErrInvalid, tree(`  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string">a "b</Array></SimpleSetPredicate></Node>`), `6:62: TreeModel/Node/SimpleSetPredicate/Array: invalid document: a quote in the array is not closed`},
		{"columns count characters", pmml.ErrInvalid, tree(`  <Node id="äöü€😀"><True/><Nod/></Node>`), `6:27: TreeModel/Node: invalid document: element "Nod" is not known here; expected one of Node, ScoreDistribution, SimplePredicate, CompoundPredicate, SimpleSetPredicate, True, False, Partition, Regression, DecisionTree`},
		{"lines end in CR LF", pmml.ErrInvalid, strings.ReplaceAll(tree("  <Node><True/>\n<Node a='1'/></Node>"), "\n", "\r\n"), `7:7: TreeModel/Node/Node: invalid document: attribute "a" is not an attribute of Node`},

		{"root", pmml.ErrInvalid, `<html/>`, `1:1: invalid document: the root element is "html"; expected PMML`},
		{"namespace", pmml.ErrUnsupported, ` <PMML xmlns="http://example.com" version="4.4"/>`, `1:2: unsupported: the namespace "http://example.com" is not one of PMML; expected http://www.dmg.org/PMML-3_0 to http://www.dmg.org/PMML-4_4`},
		{"old namespace", pmml.ErrUnsupported, `<PMML xmlns="http://www.dmg.org/PMML-2_1" version="2.1"/>`, `1:1: unsupported: version "2.1" of its namespace is not read; expected 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3 or 4.4`},
		{"old version", pmml.ErrUnsupported, `<PMML version="1.1"/>`, `1:1: unsupported: version "1.1" of its version attribute is not read; expected 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3 or 4.4`},
		{"no version", pmml.ErrInvalid, `<PMML/>`, `1:1: invalid document: neither a namespace nor a version attribute says which version of PMML this is`},
		{"no dictionary", pmml.ErrInvalid, `<PMML version="4.4"/>`, `1:1: invalid document: element DataDictionary is missing in PMML`},

		{"empty", pmml.ErrSyntax, ``, `1:1: malformed XML: the document has no root element`},
		{"no XML", pmml.ErrSyntax, "hello", `1:1: malformed XML: text stands before the root element`},
		{"end tag", pmml.ErrSyntax, tree("  <Node><True/></Nod>"), `6:16: TreeModel/Node: malformed XML: the end tag </Nod> stands where </Node> must`},
		{"cut off", pmml.ErrSyntax, "<PMML version='4.4'>\n<DataDictionary>", `2:17: DataDictionary: malformed XML: the document ends too early: the element "DataDictionary" is not closed`},
		{"twice an attribute", pmml.ErrSyntax, tree(`  <Node id="1" id="2"/>`), `6:16: TreeModel: malformed XML: the attribute "id" is given twice`},
		{"twice by two prefixes", pmml.ErrSyntax, `<PMML version="4.4" xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"/>`, `1:53: malformed XML: the attribute "b:x" is given twice`},
		{"prefix", pmml.ErrSyntax, `<p:PMML version="4.4"/>`, `1:1: malformed XML: the namespace prefix "p" is not declared`},
		{"entity", pmml.ErrSyntax, tree(`  <Node id="&foo;"/>`), `6:13: TreeModel: malformed XML: the entity "foo" is not one of lt, gt, amp, apos, quot`},
		{"ampersand", pmml.ErrSyntax, tree(`  <Node id="a & b"/>`), `6:15: TreeModel: malformed XML: "&" begins no reference: its ";" is missing`},
		{"character reference", pmml.ErrSyntax, tree(`  <Node id="&#0;"/>`), `6:13: TreeModel: malformed XML: &#0; is not a character of XML`},
		{"less-than in value", pmml.ErrSyntax, tree(`  <Node id="<"/>`), `6:13: TreeModel: malformed XML: "<" stands in an attribute value`},
		{"unquoted value", pmml.ErrSyntax, tree(`  <Node id=1/>`), `6:9: TreeModel: malformed XML: the value of the attribute "id" does not stand in quotes`},
		{"no value", pmml.ErrSyntax, tree(`  <Node id/>`), `6:9: TreeModel: malformed XML: the attribute "id" has no value`},
		{"no blank", pmml.ErrSyntax, tree(`  <Node id="1"score="2"/>`), `6:15: TreeModel: malformed XML: a blank, ">" or "/>" must stand after the name or value in a tag`},
		{"bad name", pmml.ErrSyntax, tree(`  <1Node/>`), `6:3: TreeModel: malformed XML: "1Node" is not a name`},
		{"no name", pmml.ErrSyntax, tree(`  < Node/>`), `6:3: TreeModel: malformed XML: a name is missing`},
		{"comment", pmml.ErrSyntax, tree(`  <!-- a -- b -->`), `6:10: TreeModel: malformed XML: "--" stands in a comment`},
		{"CDATA end in text", pmml.ErrSyntax, tree(`  ]]>`), `6:3: TreeModel: malformed XML: "]]>" stands in text`},
		{"control character", pmml.ErrSyntax, tree("  <Node id=\"\x01\"/>"), `6:13: TreeModel: malformed XML: the character U+0001 may not stand in XML`},
		{"not a character", pmml.ErrSyntax, tree("  <Node id=\"\uFFFE\"/>"), `6:13: TreeModel: malformed XML: the character U+FFFE may not stand in XML`},
		{"bad UTF-8", pmml.ErrSyntax, tree("  <Node id=\"\xff\"/>"), `6:13: TreeModel: malformed XML: the byte 0xFF is not part of a character in UTF-8`},
		{"late declaration", pmml.ErrSyntax, ` <?xml version="1.0"?><PMML/>`, `1:2: malformed XML: an XML declaration may stand at the very beginning only`},
		{"XML 1.1", pmml.ErrSyntax, `<?xml version="1.1"?><PMML/>`, `1:1: malformed XML: XML of version "1.1" is not read; expected 1.0`},
		{"broken declaration", pmml.ErrSyntax, `<?xml encoding="UTF-8"?><PMML/>`, `1:1: malformed XML: the XML declaration is broken`},
		{"encoding", pmml.ErrSyntax, `<?xml version="1.0" encoding="EUC-JP"?><PMML/>`, `1:1: malformed XML: the encoding "EUC-JP" is not read; expected UTF-8, UTF-16, ISO-8859-1, windows-1252 or US-ASCII`},
		{"two roots", pmml.ErrSyntax, wrap("") + `<PMML/>`, `4:8: malformed XML: an element stands after the root element`},
		{"text behind", pmml.ErrSyntax, wrap("") + "\nx", `5:1: malformed XML: text stands after the root element`},
		{"document type", pmml.ErrUnsupported, "<!DOCTYPE PMML>\n<PMML/>", `1:1: unsupported: document type declarations are not processed`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"at once":      strings.NewReader(tt.text),
				"byte by byte": iotest.OneByteReader(strings.NewReader(tt.text)),
			} {
				doc, err := pmml.Parse(r)
				require.Error(t, err, name)
				assert.Nil(t, doc)
				assert.Equal(t, tt.want, err.Error(), name)
				assert.ErrorIs(t, err, tt.class)
			}
		})
	}
}

func TestErrorOfReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := pmml.Parse(io.MultiReader(strings.NewReader("<PMML version='4.4'>\n "), iotest.ErrReader(broken)), pmml.WithFileName("m.pmml"))
	require.ErrorIs(t, err, broken)
	require.ErrorIs(t, err, pmml.ErrRead)
	assert.Equal(t, "m.pmml:2:2: cannot read: the disk is gone", err.Error())

	_, err = pmml.Parse(iotest.ErrReader(broken))
	require.ErrorIs(t, err, broken)

	_, err = pmml.Parse(io.MultiReader(strings.NewReader(gzipped(t, wrap(""))[:30]), iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)
	require.ErrorIs(t, err, pmml.ErrRead)

	_, err = pmml.Parse(nil)
	require.ErrorIs(t, err, pmml.ErrRead)

	_, err = pmml.Parse(lazyReader{})
	require.ErrorIs(t, err, io.ErrNoProgress)
}

// lazyReader never reads anything.
type lazyReader struct{}

func (lazyReader) Read([]byte) (int, error) { return 0, nil }

func TestParseFileMissing(t *testing.T) {
	_, err := pmml.ParseFile("no such file")
	var fault *pmml.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "no such file", fault.File)
	require.ErrorIs(t, err, pmml.ErrRead)
	_, err = pmml.ParseFile(".")
	require.ErrorIs(t, err, pmml.ErrRead)
}

func TestPathLeavesOutItsMiddle(t *testing.T) {
	const deep = 100
	_, err := pmml.Parse(strings.NewReader(tree(strings.Repeat("<Node><True/>", deep) + "<Nod/>" + strings.Repeat("</Node>", deep))))
	var fault *pmml.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "TreeModel/"+strings.Repeat("Node/", 19)+"…/"+strings.Repeat("Node/", 19)+"Node", fault.Path)
}
