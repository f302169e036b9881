package generalregression

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/pmml"
)

// matrix reads a matrix of n rows and no more columns, of which there is one at
// least.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
func (b *compiler) matrix(m *pmml.NumMatrix, n int) (*matrix.Matrix, error) {
	r, c, err := b.matrixSize(m)
	if err != nil {
		return nil, err
	}
	switch {
	case r != n:
		return nil, b.Errorf(m, pmml.CodeCountMismatch, "the contrast matrix has %d rows, and the factor %d categories", r, n)
	case c == 0:
		return nil, b.Errorf(m, pmml.CodeCountMismatch, "the contrast matrix has no columns")
	case c > n:
		return nil, b.Errorf(m, pmml.CodeCountMismatch, "the contrast matrix has %d columns, and the factor %d categories", c, n)
	}
	var cells []matrix.Cell
	switch {
	case len(m.Arrays) == 0:
		if cells, err = b.writtenCells(m, r, c); err != nil {
			return nil, err
		}
	case m.Kind == pmml.MatrixKindDiagonal:
		for i, v := range m.Arrays[0].Values {
			cells = append(cells, matrix.Cell{Row: i, Col: i, Value: v})
		}
	default:
		if err := b.Spend(limit.Cells, int64(r)*int64(c), m); err != nil {
			return nil, err
		}
		return matrix.Of(c, b.all(m, r, c)), nil
	}
	made := int64(r) + int64(len(cells))
	if matrix.Dense(r, c, len(cells)) {
		made = int64(r) * int64(c)
	}
	if err := b.Spend(limit.Cells, made, m); err != nil {
		return nil, err
	}
	d := matrix.Defaults{Diagonal: m.DiagDefault.Or(0), Other: m.OffDiagDefault.Or(0)}
	return matrix.New(r, c, d, cells), nil
}

// all gives the cells of a matrix of arrays that is not diagonal, row by row.
func (b *compiler) all(m *pmml.NumMatrix, r, c int) []float64 {
	out := make([]float64, 0, r*c)
	for _, a := range m.Arrays {
		out = append(out, a.Values...)
		out = append(out, make([]float64, c-len(a.Values))...) // what a lower triangle leaves out
	}
	if m.Kind == pmml.MatrixKindSymmetric {
		for i := range r {
			for j := range i {
				out[j*c+i] = out[i*c+j]
			}
		}
	}
	return out
}

// matrixSize gives the size of a matrix, whose arrays and attributes must agree.
func (b *compiler) matrixSize(m *pmml.NumMatrix) (rows, cols int, err error) {
	if len(m.Arrays) == 0 {
		return b.sparseSize(m)
	}
	rows, cols = len(m.Arrays), len(m.Arrays[0].Values)
	switch m.Kind {
	case pmml.MatrixKindDiagonal:
		if rows != 1 {
			return 0, 0, b.Errorf(m, pmml.CodeCountMismatch, "%d Array elements were found, kind=\"diagonal\" needs exactly one", rows)
		}
		rows = cols
	case pmml.MatrixKindSymmetric:
		cols = rows
		for i, a := range m.Arrays {
			if len(a.Values) != i+1 {
				return 0, 0, b.Errorf(a, pmml.CodeCountMismatch, "row %d has length %d, kind=\"symmetric\" needs %d", i+1, len(a.Values), i+1)
			}
		}
	default:
		for i, a := range m.Arrays {
			if len(a.Values) != cols {
				return 0, 0, b.Errorf(a, pmml.CodeCountMismatch, "row %d has length %d, the rows before it %d", i+1, len(a.Values), cols)
			}
		}
	}
	if n, ok := m.NbRows.Get(); ok && n != rows {
		return 0, 0, b.Errorf(m, pmml.CodeCountMismatch, "nbRows=%d does not agree with the matrix, which has %d rows", n, rows)
	}
	if rows == 0 {
		return 0, 0, b.Errorf(m, pmml.CodeCountMismatch, "the matrix has no rows")
	}
	if n, ok := m.NbCols.Get(); ok && n != cols {
		return 0, 0, b.Errorf(m, pmml.CodeCountMismatch, "nbCols=%d does not agree with the matrix, whose rows have length %d", n, cols)
	}
	return rows, cols, nil
}

// sparseSize gives the size of a matrix that lists single cells.
func (b *compiler) sparseSize(m *pmml.NumMatrix) (rows, cols int, err error) {
	r, hasRows := m.NbRows.Get()
	c, hasCols := m.NbCols.Get()
	switch {
	case !hasRows || !hasCols:
		return 0, 0, b.Errorf(m, pmml.CodePartMissing, "a matrix without an Array needs nbRows and nbCols")
	case r < 1 || c < 1:
		return 0, 0, b.Errorf(m, pmml.CodeOutOfRange, "nbRows=%d and nbCols=%d are no size, both must be 1 at least", r, c)
	}
	return r, c, nil
}

// writtenCells gives the cells that a matrix of r × c lists one by one.
func (b *compiler) writtenCells(m *pmml.NumMatrix, r, c int) ([]matrix.Cell, error) {
	var cells []matrix.Cell
	for i := range m.MatCells {
		if err := b.Next(); err != nil {
			return nil, err
		}
		cell := &m.MatCells[i]
		if cell.Row < 1 || cell.Row > r || cell.Col < 1 || cell.Col > c {
			return nil, b.Errorf(cell, pmml.CodeOutOfRange, "the cell in row %d, column %d lies outside the matrix of %d × %d", cell.Row, cell.Col, r, c)
		}
		cells = append(cells, matrix.Cell{Row: cell.Row - 1, Col: cell.Col - 1, Value: cell.Value})
		if m.Kind == pmml.MatrixKindSymmetric && cell.Row <= c && cell.Col <= r {
			cells = append(cells, matrix.Cell{Row: cell.Col - 1, Col: cell.Row - 1, Value: cell.Value})
		}
	}
	return cells, nil
}
