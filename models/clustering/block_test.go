package clustering_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// Tables give what records give one at a time, to the bit.
func TestColumnsGiveTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var clusters strings.Builder
	for i := range 11 {
		clusters.WriteString(cluster(fmt.Sprintf(`id="k%d" name="n%d"`, i, i), fmt.Sprintf("%v %v", random.NormFloat64(), random.NormFloat64())))
	}
	outputs := out("a", "affinity", "") + out("a3", "affinity", `value="k3"`) + out("id", "clusterId", "") + out("name", "predictedDisplayValue", "")
	root := `<ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure>`
	for name, s := range map[string]model{
		"squares":      {},
		"roots":        {measure: root},
		"floats":       {attributes: `modelClass="centerBased" x-mathContext="float"`},
		"similarities": {measure: `<ComparisonMeasure kind="similarity"><squaredEuclidean/></ComparisonMeasure>`},
		"cityBlock":    {measure: `<ComparisonMeasure kind="distance"><cityBlock/></ComparisonMeasure>`},
		"ranks":        {outputs: out("id2", "entityId", `rank="2"`)},
		"one missing":  {extra: `<MissingValueWeights><Array n="2" type="real">0 1</Array></MissingValueWeights>`},
	} {
		t.Run(name, func(t *testing.T) {
			s.clusters, s.outputs = clusters.String(), s.outputs+outputs
			m := load(t, s.text())
			const n = 700
			columns := [2][]float64{make([]float64, n), make([]float64, n)}
			for i := range n {
				for j := range columns {
					columns[j][i] = random.NormFloat64()
					switch random.IntN(40) {
					case 0:
						columns[j][i] = math.NaN() // missing
					case 1:
						columns[j][i] = math.Inf(1)
					}
				}
			}
			bits := [2][]byte{make([]byte, n/8+1), make([]byte, n/8+1)}
			for j := range columns {
				for i, v := range columns[j] {
					if !math.IsNaN(v) {
						bits[j][i>>3] |= 1 << (i & 7)
					}
				}
			}
			table := evaluator.NewColumns(n)
			table.AddFloat64("a", columns[0], evaluator.Bitmap{Bits: bits[0]})
			table.AddFloat64("b", columns[1], evaluator.Bitmap{Bits: bits[1]})
			var results evaluator.ColumnResults
			require.NoError(t, m.ScoreColumns(context.Background(), table, &results, evaluator.WithWorkers(1), evaluator.WithRowErrors()))
			failed := map[int]bool{}
			for _, e := range results.Errors {
				failed[e.Row] = true
			}
			for i := range n {
				r := record{}
				for j, name := range []string{"a", "b"} {
					if !math.IsNaN(columns[j][i]) {
						r[name] = columns[j][i]
					}
				}
				want, err := m.Evaluate(r)
				require.Equal(t, err != nil, failed[i+1], "row %d: %v", i+1, err)
				if err != nil {
					continue
				}
				for k := range results.Columns() {
					c := &results.Columns()[k]
					v, _ := want.Value(c.Field.Name)
					switch {
					case !c.Valid.Has(i):
						assert.Nil(t, v)
					case c.Strings != nil:
						assert.Equal(t, v, c.Strings[i], c.Field.Name)
					case c.Float32 != nil:
						assert.Equal(t, v, c.Float32[i], c.Field.Name)
					default:
						assert.Equal(t, v, c.Float64[i], c.Field.Name)
					}
				}
			}
		})
	}
}

// One model serves many goroutines.
func TestConcurrency(t *testing.T) {
	m := load(t, model{outputs: affinities + out("id2", "entityId", `rank="2"`)}.text())
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			row := m.NewRow()
			a, _ := m.Input("a")
			for i := range 200 {
				v := float64((g + i) % 5)
				row.SetFloat(a, v)
				if !assert.NoError(t, row.Score()) {
					return
				}
				want := "one"
				if v > 1.5 {
					want = "two"
				}
				got, _ := m.ResultIndex("_target")
				assert.Equal(t, want, row.Value(got))
			}
		})
	}
	group.Wait()
}
