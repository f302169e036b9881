package pmml

// Matrix is a matrix of numbers or words: rows as Arrays, or single cells.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Matrix
type Matrix struct {
	Element
	Kind           MatrixKind
	NbRows         Optional[int]
	NbCols         Optional[int]
	DiagDefault    Optional[float64]
	OffDiagDefault Optional[float64]
	Arrays         []*Array
	MatCells       []*MatCell
}

// MatCell is one cell of a Matrix. Row and Col count from 1. Text is verbatim.
type MatCell struct {
	Element
	Row, Col int
	Text     string
}

// MatrixKind (Matrix@kind) is which cells a Matrix gives: the diagonal, the lower
// triangle with the diagonal, or any. Left out, it is any.
type MatrixKind uint8

// The values of MatrixKind.
const (
	MatrixKindDiagonal MatrixKind = iota + 1
	MatrixKindSymmetric
	MatrixKindAny
)

var matrixKindNames = []string{"", "diagonal", "symmetric", "any"}

// String gives the word that the standard uses, "" for a value left out.
func (v MatrixKind) String() string { return enumName(matrixKindNames, uint8(v)) }

func (m *Matrix) decode(d *decoder) {
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
			many(d, &m.MatCells)
		default:
			d.unknown()
		}
	}
}

func (c *MatCell) decode(d *decoder) {
	d.begin(&c.Element)
	c.Row = d.needInteger("row")
	c.Col = d.needInteger("col")
	d.endAttributes()
	c.Text = d.strings.get(d.textContent())
}
