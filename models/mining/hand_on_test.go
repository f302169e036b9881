package mining_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// clusters is a clustering model of two centers on x.
func clusters(first, second, at1, at2 string) string {
	return `<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="2"><MiningSchema><MiningField name="x"/></MiningSchema>` +
		`<ComparisonMeasure kind="distance" compareFunction="absDiff"><squaredEuclidean/></ComparisonMeasure><ClusteringField field="x"/>` +
		`<Cluster id="` + first + `"><Array n="1" type="real">` + at1 + `</Array></Cluster><Cluster id="` + second + `"><Array n="1" type="real">` + at2 + `</Array></Cluster></ClusteringModel>`
}

const clusterOutputs = `<Output><OutputField name="id" optype="categorical" dataType="string" feature="clusterId"/>` +
	`<OutputField name="segment" optype="categorical" dataType="string" feature="entityId"/>` +
	`<OutputField name="near" optype="continuous" dataType="double" feature="affinity"/>` +
	`<OutputField name="next" optype="continuous" dataType="double" feature="affinity" rank="2"/>` +
	`<OutputField name="c" optype="continuous" dataType="double" feature="affinity" value="C"/></Output>`

// Features of clusters are those of the segment that gives the result, in all ways of
// scoring.
func TestSelectionsHandFeaturesOn(t *testing.T) {
	low := segmentIf(`id="low"`, `<SimplePredicate field="w" operator="lessThan" value="0"/>`, clusters("A", "B", "0", "10"))
	high := segmentIf(`id="high"`, `<SimplePredicate field="w" operator="greaterOrEqual" value="0"/>`, clusters("C", "D", "1", "5"))
	for _, method := range []string{"selectFirst", "modelChain"} {
		m := load(t, document(ensemble("clustering", "", `multipleModelMethod="`+method+`"`, clusterOutputs, low, high)))
		records := []map[string]any{{"x": 2.0, "w": -1.0}, {"x": 2.0, "w": 1.0}, {"x": 2.0}, {"w": 1.0}}
		want := []map[string]any{
			{"id": "A", "segment": "low", "near": 4.0, "next": 64.0, "c": nil},
			{"id": "C", "segment": "high", "near": 1.0, "next": 9.0, "c": 1.0},
			{"id": nil, "segment": nil, "near": nil, "next": nil, "c": nil},
		}
		for i, w := range want {
			r, err := m.Evaluate(records[i])
			require.NoError(t, err)
			for name, v := range w {
				assert.Equal(t, v, r.Map()[name], "%s: record %d, %s", method, i, name)
			}
			exact, err := load(t, document(ensemble("clustering", "", `multipleModelMethod="`+method+`"`, clusterOutputs, low, high)), evaluator.WithDecimalArithmetic()).Evaluate(records[i])
			require.NoError(t, err)
			assert.Equal(t, fmt.Sprint(r.Map()), fmt.Sprint(exact.Map()))
		}
	}
	// A segment that always runs may be scored by column, and is handed on all the same.
	always := ensemble("clustering", "", `multipleModelMethod="modelChain"`, clusterOutputs, segment(`id="all"`, clusters("C", "D", "1", "5")))
	m := load(t, document(always))
	in := evaluator.NewColumns(100)
	xs := make([]float64, 100)
	for i := range xs {
		xs[i] = float64(i) / 10
	}
	in.AddFloat64("x", xs, evaluator.Bitmap{})
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(t.Context(), in, &out))
	for i, x := range xs {
		r, err := m.Evaluate(map[string]any{"x": x})
		require.NoError(t, err)
		got, ok := out.Column("near").Float(i)
		require.True(t, ok)
		assert.Equal(t, r.Map()["near"], got)
		text, ok := out.Column("id").Text(i)
		require.True(t, ok)
		assert.Equal(t, r.Map()["id"], text)
	}
	refused(t, strings.Replace(document(always), `value="C"`, `value="Z"`, 1), pmml.ErrInvalid, `there is no cluster "Z"`)
}
