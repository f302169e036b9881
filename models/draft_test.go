package models_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every tree of an ensemble is drafted and taken apart as it is read, and what
// is compiled from the drafts keeps nothing of the document.
func TestDraftsLetGoOfTheDocument(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "testdata", "boosted.pmml"))
	require.NoError(t, err)
	defer f.Close()
	var drafter models.Drafter
	trees := 0
	nodes, dictionary := make(chan struct{}, 1000), make(chan struct{}, 1)
	doc, err := pmml.Parse(f, pmml.WithSegments(func(r *pmml.Reading) {
		m, ok := r.Segment.Model.(*pmml.TreeModel)
		if !ok {
			return
		}
		if trees == 0 {
			runtime.AddCleanup(r.Document.DataDictionary, func(int) { dictionary <- struct{}{} }, 0)
		}
		trees++
		runtime.AddCleanup(m, func(int) { nodes <- struct{}{} }, 0)
		drafter.Segment(r)
		assert.Nil(t, m.Node)
	}))
	require.NoError(t, err)
	require.NotZero(t, trees)
	assert.Len(t, drafter.Drafts(), trees)
	compiled, err := compile.Document(doc, models.All, compile.Options{Drafts: drafter.Drafts()})
	require.NoError(t, err)
	assert.Empty(t, drafter.Drafts(), "a draft is for one use")
	p := compiled.Program
	for range 50 {
		runtime.GC()
		if len(dictionary) == 1 && len(nodes) == trees {
			runtime.KeepAlive(p)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("still reachable: the dictionary %v, trees %d of %d", len(dictionary) == 0, trees-len(nodes), trees)
}

const classes = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="y" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField>
<DataField name="x" optype="continuous" dataType="double"/></DataDictionary>
<MiningModel functionName="classification"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="x"/></MiningSchema>
<Segmentation multipleModelMethod="average">
<Segment><True/><TreeModel functionName="classification"><MiningSchema><MiningField name="x"/></MiningSchema><Node><True/>
<Node score="b"><SimplePredicate field="x" operator="lessThan" value="1"/><ScoreDistribution value="b" recordCount="3"/><ScoreDistribution value="a" recordCount="1"/></Node>
<Node score="a"><True/><ScoreDistribution value="b" recordCount="1"/><ScoreDistribution value="a" recordCount="3"/></Node>
</Node></TreeModel></Segment></Segmentation></MiningModel></PMML>`

// The drafts of classifications hold, too: nothing need be read again.
func TestDraftsOfClassificationsHold(t *testing.T) {
	var drafter models.Drafter
	doc, err := pmml.Parse(strings.NewReader(classes), pmml.WithSegments(drafter.Segment))
	require.NoError(t, err)
	require.Len(t, drafter.Drafts(), 1)
	_, err = compile.Document(doc, models.All, compile.Options{Drafts: drafter.Drafts()})
	assert.NoError(t, err)
}
