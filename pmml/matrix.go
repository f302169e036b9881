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
	Text     string `pmml:",text"`
}

// MatrixKind (Matrix@kind) is which cells a Matrix gives: the diagonal, the lower
// triangle with the diagonal, or any. Left out, it is any.
//
//pmml:words diagonal symmetric any
type MatrixKind uint8

// The values of MatrixKind.
const (
	MatrixKindDiagonal MatrixKind = iota + 1
	MatrixKindSymmetric
	MatrixKindAny
)
