package pmml

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const faulty = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<Header copyright="c" colour="red"/>
<DataDictionary numberOfFields="two">
  <DataField name="x" optype="continuous" dataType="dubble"/>
  <DataField optype="continuous" dataType="double"/>
  <DataFeild name="y" optype="continuous" dataType="double"><Value value="1"/></DataFeild>
</DataDictionary>
<TreeModel functionName="regression">
  <MiningSchema><MiningField name="x"/></MiningSchema>
  <MiningSchema><MiningField name="z"/></MiningSchema>
  <Node score="1"><True/><False/>
    <Node score="2">some text<SimplePredicate field="x" operator="less" value="1"/></Node>
    <Node score="3" recordCount="many"/>
    <Node score="4"><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="int" n="3">1 2</Array></SimpleSetPredicate></Node>
    <Node score="5"><Always/></Node>
  </Node>
</TreeModel>
</PMML>`

func TestParseAll(t *testing.T) {
	doc, faults := ParseAll(strings.NewReader(faulty), WithFileName("f.pmml"))
	require.NotNil(t, doc)
	var got []string
	for _, e := range faults {
		assert.Equal(t, "f.pmml", e.File)
		e.File = ""
		got = append(got, e.Error())
	}
	assert.Equal(t, []string{
		`2:23: Header: invalid document: attribute "colour" is not an attribute of Header`,
		`3:17: DataDictionary: invalid document: attribute numberOfFields="two" is not an integer`,
		`4:43: DataDictionary/DataField: invalid document: value "dubble" of attribute dataType is not one of ` + strings.Join(dataTypeNames[1:], ", "),
		`5:3: DataDictionary/DataField[2]: invalid document: required attribute "name" is missing`,
		`6:3: DataDictionary: invalid document: element "DataFeild" is not known here; expected one of DataField, Taxonomy`,
		`10:3: TreeModel: invalid document: element "MiningSchema" stands here a second time`,
		`11:26: TreeModel/Node: invalid document: element "False" is a second predicate, where one may stand`,
		`12:21: TreeModel/Node/Node: invalid document: text "some text" stands in Node, which has no text`,
		`12:57: TreeModel/Node/Node/SimplePredicate: invalid document: value "less" of attribute operator is not one of equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual, isMissing, isNotMissing`,
		`13:21: TreeModel/Node/Node[2]: invalid document: attribute recordCount="many" is not a number`,
		`13:5: TreeModel/Node/Node[2]: invalid document: element of the group PREDICATE is missing in Node`,
		`14:74: TreeModel/Node/Node[3]/SimpleSetPredicate/Array: invalid document: attribute n="3" does not agree with the array, which has 2 values`,
		`15:21: TreeModel/Node/Node[4]: invalid document: element "Always" is not known here; expected one of Node, ScoreDistribution, SimplePredicate, CompoundPredicate, SimpleSetPredicate, True, False, Partition, Regression, DecisionTree`,
	}, got)
	// What was at fault is left out, and the rest is there.
	assert.False(t, doc.DataDictionary.NumberOfFields.IsSet())
	assert.Len(t, doc.DataDictionary.DataFields, 2)
	root := doc.Models[0].(*TreeModel).Node
	assert.IsType(t, &True{}, root.Predicate)
	require.Len(t, root.Nodes, 4)
	assert.Equal(t, "x", root.Nodes[0].Predicate.(*SimplePredicate).Field)
	assert.False(t, root.Nodes[1].RecordCount.IsSet())
	// Parse has the first fault only.
	_, err := Parse(strings.NewReader(faulty))
	faults[0].File = ""
	assert.Equal(t, faults[0], err)
}

func TestParseAllEnds(t *testing.T) {
	const start = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header x="1"/>`
	for _, tt := range []struct {
		name, text string
		options    []ParseOption
		classes    []error
	}{
		{"malformed after a fault", start + "<DataDictionary></PMML>", nil, []error{ErrInvalid, ErrSyntax}},
		{"a limit after a fault", start + "<DataDictionary><DataField/></DataDictionary></PMML>", []ParseOption{WithMaxDepth(2)}, []error{ErrInvalid, ErrLimit}},
		{"no PMML", "<html/>", nil, []error{ErrInvalid}},
		{"an option", "<html/>", []ParseOption{WithMaxDepth(0)}, []error{ErrOption}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, faults := ParseAll(strings.NewReader(tt.text), tt.options...)
			assert.Nil(t, doc)
			require.Len(t, faults, len(tt.classes))
			for i, class := range tt.classes {
				assert.True(t, errors.Is(faults[i], class), "%v", faults[i])
			}
		})
	}
}

func TestParseAllSound(t *testing.T) {
	doc, faults := ParseAll(strings.NewReader(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary/></PMML>`))
	assert.NotNil(t, doc)
	assert.Empty(t, faults)
}

func TestParseAllMany(t *testing.T) {
	text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary>` + strings.Repeat("<Field/>\n", MaxFaults+5) + "</DataDictionary></PMML>"
	doc, faults := ParseAll(strings.NewReader(text))
	assert.Nil(t, doc)
	require.Len(t, faults, MaxFaults+1)
	assert.True(t, errors.Is(faults[MaxFaults], ErrLimit))
	assert.Equal(t, fmt.Sprintf("the document has more than %d faults, the rest was not read", MaxFaults), faults[MaxFaults].Detail)
}

// TestPathToByPlace: nodes are found where their places say nothing, too.
func TestPathToByPlace(t *testing.T) {
	doc, _ := ParseAll(strings.NewReader(faulty))
	root := doc.Models[0].(*TreeModel).Node
	last := root.Nodes[3]
	assert.Equal(t, "TreeModel/Node/Node[4]", PathTo(doc, last))
	// A node that was moved lies where its place does not say.
	root.Nodes[0], root.Nodes[3] = root.Nodes[3], root.Nodes[0]
	assert.Equal(t, "TreeModel/Node/Node", PathTo(doc, last))
	built := &TreeNode{Predicate: &True{}}
	last.Nodes = append(last.Nodes, built)
	assert.Equal(t, "TreeModel/Node/Node/Node/True", PathTo(doc, built.Predicate))
	assert.Equal(t, "", PathTo(doc, &True{}))
}
