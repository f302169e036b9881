package pmml

import "fmt"

// NumMatrix (Matrix, where the standard wants numbers) is a matrix of numbers:
// rows as Arrays, or single cells. Kind says which cells the rows give.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
type NumMatrix struct {
	Element
	Kind           MatrixKind
	NbRows         Optional[int]
	NbCols         Optional[int]
	DiagDefault    Optional[float64]
	OffDiagDefault Optional[float64]
	Arrays         []*NumArray
	MatCells       []NumMatCell
}

// NumMatCell (MatCell) is one cell of a NumMatrix. Row and Col count from 1.
type NumMatCell struct {
	Element
	Row, Col int
	Value    float64
}

func (m *NumMatrix) decode(d *decoder) {
	d.begin(&m.Element)
	m.Kind = enumeration[MatrixKind](d, "kind", matrixKindNames)
	m.NbRows = d.integer("nbRows")
	m.NbCols = d.integer("nbCols")
	m.DiagDefault = d.number("diagDefault")
	m.OffDiagDefault = d.number("offDiagDefault")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Array"):
			many(d, &m.Arrays)
		case d.is("MatCell"):
			manyValues(d, &m.MatCells)
		default:
			d.unknown()
		}
	}
}

func (c *NumMatCell) decode(d *decoder) {
	d.begin(&c.Element)
	c.Row = d.needInteger("row")
	c.Col = d.needInteger("col")
	d.endAttributes()
	text := d.textContent()
	if d.err != nil {
		return
	}
	var ok bool
	if c.Value, ok = parseNumber(text); !ok {
		d.failEnded(fmt.Sprintf("the cell %q is not a number", clip(string(text))))
	}
}
