package generalregression

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// maxCells bounds a matrix whose size only attributes say.
const maxCells = 1 << 20

// matrix gives all rows of a matrix, of which there is one at least. All have
// the same length.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
func (b *compiler) matrix(m *pmml.NumMatrix) ([][]float64, error) {
	if len(m.Arrays) == 0 {
		return b.sparse(m)
	}
	var rows [][]float64
	switch m.Kind {
	case pmml.MatrixKindDiagonal:
		if len(m.Arrays) != 1 {
			return nil, b.Errorf(m, pmml.CodeCountMismatch, "%d Array elements were found, kind=\"diagonal\" needs exactly one", len(m.Arrays))
		}
		for i, v := range m.Arrays[0].Values {
			row := make([]float64, len(m.Arrays[0].Values))
			for j := range row {
				row[j] = m.OffDiagDefault.Or(0)
			}
			row[i] = v
			rows = append(rows, row)
		}
	case pmml.MatrixKindSymmetric:
		for i, a := range m.Arrays {
			if len(a.Values) != i+1 {
				return nil, b.Errorf(a, pmml.CodeCountMismatch, "row %d has length %d, kind=\"symmetric\" needs %d", i+1, len(a.Values), i+1)
			}
			row := make([]float64, len(m.Arrays))
			copy(row, a.Values)
			for j := range i {
				rows[j][i] = row[j]
			}
			rows = append(rows, row)
		}
	default:
		for i, a := range m.Arrays {
			if len(a.Values) != len(m.Arrays[0].Values) {
				return nil, b.Errorf(a, pmml.CodeCountMismatch, "row %d has length %d, the rows before it %d", i+1, len(a.Values), len(m.Arrays[0].Values))
			}
			rows = append(rows, a.Values)
		}
	}
	return rows, b.matrixSize(m, rows)
}

// matrixSize checks nbRows and nbCols.
func (b *compiler) matrixSize(m *pmml.NumMatrix, rows [][]float64) error {
	if n, ok := m.NbRows.Get(); ok && n != len(rows) {
		return b.Errorf(m, pmml.CodeCountMismatch, "nbRows=%d does not agree with the matrix, which has %d rows", n, len(rows))
	}
	if len(rows) == 0 {
		return b.Errorf(m, pmml.CodeCountMismatch, "the matrix has no rows")
	}
	if n, ok := m.NbCols.Get(); ok && n != len(rows[0]) {
		return b.Errorf(m, pmml.CodeCountMismatch, "nbCols=%d does not agree with the matrix, whose rows have length %d", n, len(rows[0]))
	}
	return nil
}

// sparse gives the rows of a matrix that lists single cells.
func (b *compiler) sparse(m *pmml.NumMatrix) ([][]float64, error) {
	r, hasRows := m.NbRows.Get()
	c, hasCols := m.NbCols.Get()
	switch {
	case !hasRows || !hasCols:
		return nil, b.Errorf(m, pmml.CodePartMissing, "a matrix without an Array needs nbRows and nbCols")
	case r < 1 || c < 1:
		return nil, b.Errorf(m, pmml.CodeOutOfRange, "nbRows=%d and nbCols=%d are no size, both must be 1 at least", r, c)
	case r > maxCells/c:
		return nil, b.Errorf(m, pmml.ErrLimit, "a matrix of %d × %d cells is larger than %d cells", r, c, maxCells)
	}
	if err := b.Spend(limit.Cells, int64(r)*int64(c), m); err != nil {
		return nil, err
	}
	rows := make([][]float64, r)
	for i := range rows {
		rows[i] = make([]float64, c)
		for j := range rows[i] {
			rows[i][j] = m.OffDiagDefault.Or(0)
		}
		if i < c {
			rows[i][i] = m.DiagDefault.Or(0)
		}
	}
	for i := range m.MatCells {
		cell := &m.MatCells[i]
		if cell.Row < 1 || cell.Row > r || cell.Col < 1 || cell.Col > c {
			return nil, b.Errorf(cell, pmml.CodeOutOfRange, "the cell in row %d, column %d lies outside the matrix of %d × %d", cell.Row, cell.Col, r, c)
		}
		rows[cell.Row-1][cell.Col-1] = cell.Value
		if m.Kind == pmml.MatrixKindSymmetric && cell.Row <= c && cell.Col <= r {
			rows[cell.Col-1][cell.Row-1] = cell.Value
		}
	}
	return rows, nil
}
