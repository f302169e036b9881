package matrix

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSparseMatricesAreTheirDenseTwins writes random cells, some of them twice.
func TestSparseMatricesAreTheirDenseTwins(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sparse := 0
	for range 200 {
		rows, cols := 1+r.IntN(150), 1+r.IntN(150)
		d := Defaults{r.Float64(), r.Float64()}
		cells := make([]Cell, r.IntN(max(2, rows*cols/4)))
		twin := map[[2]int]float64{}
		for i := range cells {
			cells[i] = Cell{r.IntN(rows), r.IntN(cols), r.Float64()}
			twin[[2]int{cells[i].Row, cells[i].Col}] = cells[i].Value
		}
		m := New(rows, cols, d, cells)
		require.Equal(t, []int{rows, cols}, []int{m.Rows(), m.Cols()})
		for i := range rows {
			for j := range cols {
				want, ok := twin[[2]int{i, j}]
				switch {
				case ok:
				case i == j:
					want = d.Diagonal
				default:
					want = d.Other
				}
				require.Equal(t, want, m.At(i, j))
			}
		}
		if m.Cells() != nil {
			continue
		}
		sparse++
		n := 0
		for j, column := range m.Columns() {
			for _, c := range column {
				require.Equal(t, j, c.Col)
				require.Equal(t, twin[[2]int{c.Row, j}], c.Value)
				n++
			}
		}
		require.Equal(t, len(twin), n)
	}
	assert.NotZero(t, sparse)
}

func TestAMatrixOfDefaultsTakesItsRows(t *testing.T) {
	const n = 1 << 20
	m := New(n, n, Defaults{0, 1}, []Cell{{5, 7, math.Pi}})
	assert.Equal(t, []float64{0, 1, math.Pi, 1}, []float64{m.At(3, 3), m.At(3, 4), m.At(5, 7), m.At(n-1, 0)})
	assert.Less(t, testing.AllocsPerRun(3, func() { New(n, n, Defaults{}, nil) }), 6.0)
}

func TestAMatrixOfAllCells(t *testing.T) {
	m := Of(2, []float64{1, 2, 3, 4, 5, 6})
	assert.Equal(t, []int{3, 2}, []int{m.Rows(), m.Cols()})
	assert.Equal(t, 6.0, m.At(2, 1))
}
