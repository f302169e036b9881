package pmml

func (m *Matrix) encode(e *encoder) {
	e.begin("Matrix", &m.Element)
	word(e, "kind", matrixKindNames, m.Kind)
	e.integer("nbRows", m.NbRows)
	e.integer("nbCols", m.NbCols)
	e.number("diagDefault", m.DiagDefault)
	e.number("offDiagDefault", m.OffDiagDefault)
	e.endAttributes()
	writeMany(e, m.Arrays)
	writeMany(e, m.MatCells)
	e.end()
}

func (c *MatCell) encode(e *encoder) {
	e.beginText("MatCell", &c.Element)
	e.needInteger("row", c.Row)
	e.needInteger("col", c.Col)
	e.endAttributes()
	e.endText(c.Text)
}
