package evaluator

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// altering is a sum of segments that treat the field z each its own way. Each adds up
// the document's derived fields, of which all but one are computed from x alone.
func altering(fields, segments int) string {
	var b strings.Builder
	b.WriteString(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/></DataDictionary><TransformationDictionary>`)
	for i := range fields {
		reads := "x"
		if i > 0 {
			reads = fmt.Sprintf("d%d", i-1)
		}
		if i == fields-1 {
			reads = "z"
		}
		fmt.Fprintf(&b, `<DerivedField name="d%d" optype="continuous" dataType="double"><Apply function="+"><FieldRef field=%q/><Constant>1</Constant></Apply></DerivedField>`, i, reads)
	}
	b.WriteString(`</TransformationDictionary><MiningModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="x"/><MiningField name="z"/></MiningSchema><Segmentation multipleModelMethod="sum">`)
	for s := range segments {
		fmt.Fprintf(&b, `<Segment><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="z" missingValueReplacement="%d"/></MiningSchema><RegressionTable intercept="0">`, s)
		for i := range fields {
			fmt.Fprintf(&b, `<NumericPredictor name="d%d" coefficient="1"/>`, i)
		}
		b.WriteString(`</RegressionTable></RegressionModel></Segment>`)
	}
	b.WriteString(`</Segmentation></MiningModel></PMML>`)
	return b.String()
}

// TestFieldsThatReadNothingAlteredAreCompiledOnce holds a document to a number of
// nodes that it has only where segments share what is the same to all.
func TestFieldsThatReadNothingAlteredAreCompiledOnce(t *testing.T) {
	const fields, segments = 50, 100
	text := altering(fields, segments)
	var l Limits
	require.NoError(t, l.Set("compiled-nodes", 5*(fields+segments)))
	m, err := Load(strings.NewReader(text), WithLimits(l))
	require.NoError(t, err)
	// d0 to d48 are x+1 to x+49, d49 is the segment's z and 1.
	without := segments * (fields - 1) * fields / 2
	for _, tt := range []struct {
		record map[string]any
		want   any
	}{
		{map[string]any{"x": 0.0, "z": 7.0}, float64(without + segments*8)},
		{map[string]any{"x": 0.0}, float64(without + segments + segments*(segments-1)/2)},
		{map[string]any{"z": 7.0}, nil},
	} {
		r, err := m.Evaluate(tt.record)
		require.NoError(t, err)
		assert.Equal(t, tt.want, r.Map()["y"])
	}
}
