// Package matrix holds matrices of which a document may write few cells and leave
// the rest to defaults. One that is mostly defaults takes what is written, whatever
// its size says.
package matrix

import (
	"cmp"
	"slices"
)

// Cell is a number and its place, counted from 0.
type Cell struct {
	Row, Col int
	Value    float64
}

// Defaults are what the cells have that nobody writes.
type Defaults struct{ Diagonal, Other float64 }

// Matrix is a matrix of numbers. It does not change.
type Matrix struct {
	rows, cols int
	defaults   Defaults
	// dense holds all cells, row by row; nil where they are sparse. Then start says
	// where each row's written cells begin, which are sorted by column.
	dense  []float64
	start  []int32
	column []int32
	value  []float64
}

// A matrix with more cells than small, of which less than one in share is written,
// is kept sparse.
const (
	small = 1 << 12
	share = 8
)

// Dense says whether a matrix of which so many cells are written is kept as all of
// its cells.
func Dense(rows, cols, written int) bool {
	all := int64(rows) * int64(cols)
	return all <= small || int64(written) >= all/share
}

// New makes a matrix. Of cells in one place the last counts. The cells are sorted
// where they are.
func New(rows, cols int, d Defaults, cells []Cell) *Matrix {
	m := &Matrix{rows: rows, cols: cols, defaults: d}
	if Dense(rows, cols, len(cells)) {
		m.dense = make([]float64, rows*cols)
		for i := range m.dense {
			m.dense[i] = d.Other
		}
		for i := range min(rows, cols) {
			m.dense[i*cols+i] = d.Diagonal
		}
		for _, c := range cells {
			m.dense[c.Row*cols+c.Col] = c.Value
		}
		return m
	}
	cells = Sort(cells)
	m.start = make([]int32, rows+1)
	m.column, m.value = make([]int32, len(cells)), make([]float64, len(cells))
	for i, c := range cells {
		m.start[c.Row+1]++
		m.column[i], m.value[i] = int32(c.Col), c.Value
	}
	for i := range rows {
		m.start[i+1] += m.start[i]
	}
	return m
}

// Sort orders cells by row and column, and keeps the last of those in one place.
func Sort(cells []Cell) []Cell {
	slices.SortStableFunc(cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	out := cells[:0]
	for _, c := range cells {
		if n := len(out); n > 0 && out[n-1].Row == c.Row && out[n-1].Col == c.Col {
			out[n-1] = c
		} else {
			out = append(out, c)
		}
	}
	return out
}

// Of gives the matrix of all cells, row by row, which it keeps.
func Of(cols int, cells []float64) *Matrix {
	return &Matrix{rows: len(cells) / cols, cols: cols, dense: cells}
}

// Rows gives the number of rows.
func (m *Matrix) Rows() int { return m.rows }

// Cols gives the number of columns.
func (m *Matrix) Cols() int { return m.cols }

// Cells gives all cells, row by row; nil where they are sparse.
func (m *Matrix) Cells() []float64 { return m.dense }

// Defaults gives what is not written, of a sparse matrix.
func (m *Matrix) Defaults() Defaults { return m.defaults }

// At gives a cell.
func (m *Matrix) At(i, j int) float64 {
	if m.dense != nil {
		return m.dense[i*m.cols+j]
	}
	from, to := m.start[i], m.start[i+1]
	if at, ok := slices.BinarySearch(m.column[from:to], int32(j)); ok {
		return m.value[int(from)+at]
	}
	if i == j {
		return m.defaults.Diagonal
	}
	return m.defaults.Other
}

// Columns gives the written cells of a sparse matrix by column, for those that ask
// for many columns one by one.
func (m *Matrix) Columns() [][]Cell {
	out := make([][]Cell, m.cols)
	for i := range m.rows {
		for k := m.start[i]; k < m.start[i+1]; k++ {
			j := int(m.column[k])
			out[j] = append(out[j], Cell{i, j, m.value[k]})
		}
	}
	return out
}
