package clustering_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// compared is a model of one field t of n texts v0, v1, … with clusters at the texts
// of the given places, counted from 1.
func compared(n int, comparisons, math string, centers ...int) string {
	var values strings.Builder
	for i := range n {
		fmt.Fprintf(&values, `<Value value="v%d"/>`, i)
	}
	clusters, outputs := "", ""
	for i, c := range centers {
		clusters += cluster(fmt.Sprintf(`id="c%d"`, i), fmt.Sprintf("0 %d", c))
		outputs += out(fmt.Sprintf("d%d", i), "affinity", fmt.Sprintf(`value="c%d"`, i))
	}
	return model{
		dictionary: `<DataField name="t" optype="categorical" dataType="string">` + values.String() + `</DataField>`,
		schema:     `<MiningField name="t"/>`, attributes: `modelClass="centerBased"` + math,
		measure:  `<ComparisonMeasure kind="distance"><cityBlock/></ComparisonMeasure>`,
		fields:   `<ClusteringField field="a"/><ClusteringField field="t" compareFunction="table"><Comparisons>` + comparisons + `</Comparisons></ClusteringField>`,
		clusters: clusters, outputs: outputs,
	}.text()
}

// TestSparseComparisons compares tables that write few cells with their twins that
// write all, to the last bit.
func TestSparseComparisons(t *testing.T) {
	const n = 70
	r := rand.New(rand.NewPCG(3, 4))
	for _, kind := range []string{"any", "symmetric"} {
		for _, float := range []string{"", ` x-mathContext="float"`} {
			var full [n][n]float64
			for i := range full {
				for j := range full[i] {
					if full[i][j] = 0.7; i == j {
						full[i][j] = 0.1
					}
				}
			}
			sparse, dense := `<Matrix kind="`+kind+`" diagDefault="0.1" offDiagDefault="0.7">`, `<Matrix>`
			for range 150 {
				i, j, v := r.IntN(n), r.IntN(n), r.Float64()
				sparse += fmt.Sprintf(`<MatCell row="%d" col="%d">%v</MatCell>`, i+1, j+1, v)
				full[i][j] = v
				if kind == "symmetric" {
					full[j][i] = v
				}
			}
			for i := range full {
				dense += fmt.Sprintf(`<Array n="%d" type="real">%s</Array>`, n, strings.Trim(fmt.Sprint(full[i]), "[]"))
			}
			centers := []int{1, 7, 33, n}
			a := load(t, compared(n, sparse+`</Matrix>`, float, centers...))
			b := load(t, compared(n, dense+`</Matrix>`, float, centers...))
			for i := range n {
				record := record{"a": 1.25, "t": fmt.Sprintf("v%d", i)}
				x, err := a.Evaluate(record)
				require.NoError(t, err)
				y, err := b.Evaluate(record)
				require.NoError(t, err)
				require.Equal(t, y.Map(), x.Map())
			}
		}
	}
}

// TestATableOfDefaultsTakesNothing has a table of 400 million cells, of which one is
// written.
func TestATableOfDefaultsTakesNothing(t *testing.T) {
	var l evaluator.Limits
	require.NoError(t, l.Set("compiled-cells", 300_000))
	text := compared(20_000, `<Matrix diagDefault="0" offDiagDefault="1"><MatCell row="12" col="20000">0.25</MatCell></Matrix>`, "", 20_000, 5)
	m := load(t, text, evaluator.WithLimits(l))
	for value, want := range map[string]float64{"v19999": 0, "v11": 0.25, "v12": 1} {
		assert.Equal(t, want, score(t, m, record{"a": 0, "t": value}, "d0"), value)
	}
	_, err := evaluator.Load(strings.NewReader(compared(20_000, `<Matrix diagDefault="0"><MatCell row="1" col="2">1</MatCell></Matrix>`, "", 5)))
	assert.ErrorContains(t, err, "the cell in row 1, column 3 is not given, and the matrix has no offDiagDefault")
	_, err = evaluator.Load(strings.NewReader(compared(20_000, `<Matrix offDiagDefault="0"><MatCell row="1" col="1">1</MatCell></Matrix>`, "", 5)))
	assert.ErrorContains(t, err, "the cell in row 2, column 2 is not given, and the matrix has no diagDefault")
}
