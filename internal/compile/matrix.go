package compile

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// matrixCells is how many numbers a cell of a matrix counts as.
const matrixCells = 5

// Matrix gives the rows of the square matrix of numbers in the element at, with n
// rows. What the document leaves out has the matrix's defaults.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
func (c *Context) Matrix(m *pmml.NumMatrix, n int, at pmml.Node) ([][]float64, error) {
	if m == nil {
		return nil, c.Errorf(at, pmml.CodePartMissing, "Matrix is missing")
	}
	if rows, ok := m.NbRows.Get(); ok && rows != n {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "nbRows=%d was found, a matrix of %d rows is needed", rows, n)
	}
	if cols, ok := m.NbCols.Get(); ok && cols != n {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "nbCols=%d was found, a matrix of %d columns is needed", cols, n)
	}
	// A cell takes 9 bytes here, and as many and more in the copies that models make.
	if err := c.Spend(limit.Cells, matrixCells*int64(n)*int64(n), m); err != nil {
		return nil, err
	}
	out := make([][]float64, n)
	given := make([][]bool, n)
	for i := range out {
		out[i], given[i] = make([]float64, n), make([]bool, n)
	}
	set := func(i, j int, v float64) {
		out[i][j], given[i][j] = v, true
		if m.Kind == pmml.MatrixKindSymmetric {
			out[j][i], given[j][i] = v, true
		}
	}
	if err := c.matrixArrays(m, n, set); err != nil {
		return nil, err
	}
	for i := range m.MatCells {
		cell := &m.MatCells[i]
		if cell.Row < 1 || cell.Row > n || cell.Col < 1 || cell.Col > n {
			return nil, c.Errorf(cell, pmml.CodeOutOfRange, "row=%d and col=%d were found, the matrix has %d rows and columns, counted from 1", cell.Row, cell.Col, n)
		}
		set(cell.Row-1, cell.Col-1, cell.Value)
	}
	for i := range out {
		for j := range out[i] {
			if given[i][j] {
				continue
			}
			rest, name := m.OffDiagDefault, "offDiagDefault"
			if i == j {
				rest, name = m.DiagDefault, "diagDefault"
			}
			v, ok := rest.Get()
			if !ok && (i == j || m.Kind != pmml.MatrixKindDiagonal) {
				return nil, c.Errorf(m, pmml.CodePartMissing, "the cell in row %d, column %d is not given, and the matrix has no %s", i+1, j+1, name)
			}
			out[i][j] = v
		}
	}
	return out, nil
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
