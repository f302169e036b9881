package pmml_test

import (
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const nestedSegments = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary/>
<MiningModel modelName="outer" functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="modelChain">
<Segment id="a"><True/><MiningModel modelName="inner" functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="sum">
<Segment id="b"><True/><TreeModel functionName="regression"><MiningSchema/><Node score="1"><True/></Node></TreeModel></Segment>
<Segment id="c"><True/><TreeModel functionName="regression"><MiningSchema/><Node score="2"><True/></Node></TreeModel></Segment>
</Segmentation></MiningModel></Segment>
<Segment id="d"><True/><RegressionModel functionName="regression"><MiningSchema/><RegressionTable intercept="1"/></RegressionModel></Segment>
</Segmentation></MiningModel></PMML>`

func TestWithSegments(t *testing.T) {
	var seen []string
	record := pmml.WithSegments(func(r *pmml.Reading) {
		at := r.Segment.ID.Or("")
		for _, m := range r.Models {
			at += " in " + m.Base().ModelName.Or("")
		}
		seen = append(seen, at)
		assert.NotNil(t, r.Document.DataDictionary)
		if tree, ok := r.Segment.Model.(*pmml.TreeModel); ok {
			tree.Node = nil
		}
	})
	doc, err := pmml.Parse(strings.NewReader(nestedSegments), record)
	require.NoError(t, err)
	assert.Equal(t, []string{"b in outer in inner", "c in outer in inner", "a in outer", "d in outer"}, seen)
	inner := doc.Models[0].(*pmml.MiningModel).Segmentation.Segments[0].Model.(*pmml.MiningModel)
	assert.Nil(t, inner.Segmentation.Segments[1].Model.(*pmml.TreeModel).Node, "what f drops stays dropped")

	seen = nil
	_, faults := pmml.ParseAll(strings.NewReader(nestedSegments), record)
	assert.Empty(t, faults)
	assert.Empty(t, seen, "ParseAll looks at the whole document")

	_, err = pmml.Parse(strings.NewReader(strings.Replace(nestedSegments, `score="2"`, `scores="2"`, 1)), record)
	require.Error(t, err)
	assert.Equal(t, []string{"b in outer in inner"}, seen, "nothing is called after an error")
}
