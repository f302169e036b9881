package pmml

import (
	"fmt"
)

// NumMatrix (Matrix, where the standard wants numbers) is a matrix of numbers:
// rows as Arrays, or single cells. Kind says which cells the rows give.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
//
//pmml:element Matrix
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
//
//pmml:element MatCell
type NumMatCell struct {
	Element
	Row, Col int
	Value    float64
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
		d.failEnded(CodeValueNotNumber, clip(string(text)), []string{"number"}, fmt.Sprintf("the cell %q is not a number", clip(string(text))))
	}
}

func (c *NumMatCell) encode(e *encoder) {
	e.beginText("MatCell", &c.Element)
	e.needInteger("row", c.Row)
	e.needInteger("col", c.Col)
	e.endAttributes()
	e.scratch = appendNumber(e.scratch[:0], c.Value)
	e.endDigits(e.scratch)
}
