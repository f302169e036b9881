package compile

import (
	"cmp"
	"slices"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/pmml"
)

// matrixCells is how many numbers a cell of a matrix counts as: it takes as many
// and more in what models make of it.
const matrixCells = 5

// Matrix gives the square matrix of numbers in the element at, with n rows. What the
// document leaves out has the matrix's defaults, and takes nothing where most is.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
func (c *Context) Matrix(m *pmml.NumMatrix, n int, at pmml.Node) (*matrix.Matrix, error) {
	if m == nil {
		return nil, c.Errorf(at, pmml.CodePartMissing, "Matrix is missing")
	}
	if rows, ok := m.NbRows.Get(); ok && rows != n {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "nbRows=%d was found, a matrix of %d rows is needed", rows, n)
	}
	if cols, ok := m.NbCols.Get(); ok && cols != n {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "nbCols=%d was found, a matrix of %d columns is needed", cols, n)
	}
	cells, err := c.writtenCells(m, n)
	if err != nil {
		return nil, err
	}
	if !matrix.Dense(n, n, len(cells)) {
		err = c.Spend(limit.Cells, int64(n), m)
	} else {
		err = c.Spend(limit.Cells, matrixCells*(int64(n)*int64(n)-int64(len(cells))), m)
	}
	if err != nil {
		return nil, err
	}
	diag, hasDiag := m.DiagDefault.Get()
	off, hasOff := m.OffDiagDefault.Get()
	hasOff = hasOff || m.Kind == pmml.MatrixKindDiagonal
	whole := len(m.Arrays) > 0 && m.Kind != pmml.MatrixKindDiagonal
	if !whole && (!hasDiag || !hasOff) {
		cells = matrix.Sort(cells)
		if i, j, gap := firstGap(cells, n, !hasDiag, !hasOff); gap {
			name := "offDiagDefault"
			if i == j {
				name = "diagDefault"
			}
			return nil, c.Errorf(m, pmml.CodePartMissing, "the cell in row %d, column %d is not given, and the matrix has no %s", i+1, j+1, name)
		}
	}
	return matrix.New(n, n, matrix.Defaults{Diagonal: diag, Other: off}, cells), nil
}

// firstGap gives the first cell without a number, on the diagonal or beside it as
// is asked, in a square matrix of n rows whose sorted cells are given.
func firstGap(cells []matrix.Cell, n int, onDiagonal, beside bool) (i, j int, found bool) {
	for i := range n {
		row := cells
		for k := 0; ; k++ {
			if k == len(row) || row[k].Row != i {
				cells, row = row[k:], row[:k]
				break
			}
		}
		if onDiagonal && !beside {
			_, ok := slices.BinarySearchFunc(row, i, func(c matrix.Cell, j int) int { return cmp.Compare(c.Col, j) })
			if !ok {
				return i, i, true
			}
			continue
		}
		for j, k := 0, 0; j < n; j++ {
			if k < len(row) && row[k].Col == j {
				k++
				continue
			}
			if i != j || onDiagonal {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// writtenCells gives the cells that a matrix writes, in their order.
func (c *Context) writtenCells(m *pmml.NumMatrix, n int) ([]matrix.Cell, error) {
	written := len(m.MatCells)
	for _, a := range m.Arrays {
		written += len(a.Values)
	}
	symmetric := m.Kind == pmml.MatrixKindSymmetric
	if symmetric {
		written *= 2
	}
	if err := c.Spend(limit.Cells, matrixCells*int64(written), m); err != nil {
		return nil, err
	}
	cells := make([]matrix.Cell, 0, written)
	set := func(i, j int, v float64) {
		cells = append(cells, matrix.Cell{Row: i, Col: j, Value: v})
		if symmetric && i != j {
			cells = append(cells, matrix.Cell{Row: j, Col: i, Value: v})
		}
	}
	if err := c.matrixArrays(m, n, set); err != nil {
		return nil, err
	}
	for i := range m.MatCells {
		if err := c.Next(); err != nil {
			return nil, err
		}
		cell := &m.MatCells[i]
		if cell.Row < 1 || cell.Row > n || cell.Col < 1 || cell.Col > n {
			return nil, c.Errorf(cell, pmml.CodeOutOfRange, "row=%d and col=%d were found, the matrix has %d rows and columns, counted from 1", cell.Row, cell.Col, n)
		}
		set(cell.Row-1, cell.Col-1, cell.Value)
	}
	return cells, nil
}

// matrixArrays sets the cells that the matrix gives by arrays.
func (c *Context) matrixArrays(m *pmml.NumMatrix, n int, set func(i, j int, v float64)) error {
	if len(m.Arrays) == 0 {
		return nil
	}
	if m.Kind == pmml.MatrixKindDiagonal {
		if len(m.Arrays) != 1 || len(m.Arrays[0].Values) != n {
			return c.Errorf(m, pmml.CodeCountMismatch, "kind=\"diagonal\" needs one Array of %d numbers", n)
		}
		for i, v := range m.Arrays[0].Values {
			set(i, i, v)
		}
		return nil
	}
	if len(m.Arrays) != n {
		return c.Errorf(m, pmml.CodeCountMismatch, "%d Array elements were found, a matrix of %d rows needs as many", len(m.Arrays), n)
	}
	for i, a := range m.Arrays {
		if err := c.Next(); err != nil {
			return err
		}
		want := n
		if m.Kind == pmml.MatrixKindSymmetric {
			want = i + 1 // the lower triangle
		}
		if len(a.Values) != want {
			return c.Errorf(a, pmml.CodeCountMismatch, "row %d has %d numbers, %d are needed", i+1, len(a.Values), want)
		}
		for j, v := range a.Values {
			set(i, j, v)
		}
	}
	return nil
}

// Levels gives the valid values that a data field or a derived field lists, in
// their order, as cells of its type.
func (c *Context) Levels(name string) ([]float64, bool) {
	f, ok := c.fields[name]
	if !ok || f == nil {
		return nil, false
	}
	var values []*pmml.Value
	switch {
	case c.locals[name] != nil:
		values = c.locals[name].Values
	case c.dataFields[name] != nil:
		values = c.dataFields[name].Values
	case c.globals[name] != nil:
		values = c.globals[name].Values
	}
	var cells []float64
	for _, v := range validValues(values) {
		cell, err := c.constantCell(v.Value, f.Type, v)
		if err != nil {
			return nil, false
		}
		cells = append(cells, cell)
	}
	return cells, len(cells) > 0
}
