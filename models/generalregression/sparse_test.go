package generalregression_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// contrasts is a model with a factor e of n categories v0, v1, … and a parameter for
// each of the first columns of its contrast matrix.
func contrasts(n, columns int, matrix string) model {
	var categories strings.Builder
	cells, betas, names := "", "", ""
	for i := range n {
		fmt.Fprintf(&categories, `<Category value="v%d"/>`, i)
		if i < columns {
			names += fmt.Sprintf(`<Parameter name="p%d"/>`, i)
			cells += fmt.Sprintf(`<PPCell parameterName="p%d" predictorName="e" value="v%d"/>`, i, i)
			betas += fmt.Sprintf(`<PCell parameterName="p%d" beta="%d.25"/>`, i, i)
		}
	}
	return model{
		attributes: linear, parameters: names, cells: cells, betas: betas,
		factors: `<Predictor name="c"/><Predictor name="e" contrastMatrixType="own"><Categories>` + categories.String() + `</Categories>` + matrix + `</Predictor>`,
	}
}

// TestSparseContrasts compares matrices that write few cells with their twins that
// write all.
func TestSparseContrasts(t *testing.T) {
	const n = 70
	r := rand.New(rand.NewPCG(5, 6))
	for _, kind := range []string{"any", "symmetric"} {
		var full [n][n]float64
		for i := range full {
			for j := range full[i] {
				if full[i][j] = -0.5; i == j {
					full[i][j] = 1.5
				}
			}
		}
		sparse, dense := fmt.Sprintf(`<Matrix kind=%q nbRows="%d" nbCols="%d" diagDefault="1.5" offDiagDefault="-0.5">`, kind, n, n), `<Matrix>`
		for range 150 {
			i, j, v := r.IntN(n), r.IntN(n), r.Float64()
			sparse += fmt.Sprintf(`<MatCell row="%d" col="%d">%v</MatCell>`, i+1, j+1, v)
			full[i][j] = v
			if kind == "symmetric" {
				full[j][i] = v
			}
		}
		for i := range full {
			dense += arrays(strings.Trim(fmt.Sprint(full[i]), "[]"))
		}
		for _, options := range [][]evaluator.Option{nil, {evaluator.WithDecimalArithmetic()}} {
			a, b := contrasts(n, n, sparse+`</Matrix>`).load(t, options...), contrasts(n, n, dense+`</Matrix>`).load(t, options...)
			for i := range n {
				record := record{"e": fmt.Sprintf("v%d", i)}
				require.Equal(t, score(t, b, record, "y"), score(t, a, record, "y"))
			}
			_, err := a.Evaluate(record{"e": "other"})
			require.ErrorContains(t, err, "is not one of the categories of the factor's contrast matrix")
		}
	}
}

// TestAContrastMatrixOfDefaultsTakesNothing has a matrix of 400 million cells.
func TestAContrastMatrixOfDefaultsTakesNothing(t *testing.T) {
	const n = 20_000
	var l evaluator.Limits
	require.NoError(t, l.Set("compiled-cells", 300_000))
	m := contrasts(n, 2, fmt.Sprintf(`<Matrix nbRows="%d" nbCols="%d" diagDefault="1"><MatCell row="%d" col="2">-1</MatCell></Matrix>`, n, n, n)).load(t, evaluator.WithLimits(l))
	for value, want := range map[string]float64{"v0": 0.25, "v1": 1.25, "v2": 0, "v19999": -1.25} {
		require.Equal(t, want, score(t, m, record{"e": value}, "y"), value)
	}
}
