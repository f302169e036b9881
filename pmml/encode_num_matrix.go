package pmml

func (m *NumMatrix) encode(e *encoder) {
	e.begin("Matrix", &m.Element)
	word(e, "kind", matrixKindNames, m.Kind)
	e.integer("nbRows", m.NbRows)
	e.integer("nbCols", m.NbCols)
	e.number("diagDefault", m.DiagDefault)
	e.number("offDiagDefault", m.OffDiagDefault)
	e.endAttributes()
	writeMany(e, m.Arrays)
	writeValues(e, m.MatCells)
	e.end()
}

func (c *NumMatCell) encode(e *encoder) {
	e.beginText("MatCell", &c.Element)
	e.needInteger("row", c.Row)
	e.needInteger("col", c.Col)
	e.endAttributes()
	e.scratch = appendNumber(e.scratch[:0], c.Value)
	e.endDigits(e.scratch)
}
