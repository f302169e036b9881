package pmml

func (c *ComparisonMeasure) encode(e *encoder) {
	e.begin("ComparisonMeasure", &c.Element)
	needWord(e, "kind", comparisonMeasureKindNames, c.Kind)
	word(e, "compareFunction", compareFunctionNames, c.CompareFunction)
	e.number("minimum", c.Minimum)
	e.number("maximum", c.Maximum)
	e.endAttributes()
	writeNeededNode(e, "of the measures", c.Measure)
	e.end()
}

func (x *Euclidean) encode(e *encoder) {
	e.begin("euclidean", &x.Element)
	e.endAttributes()
	e.end()
}

func (s *SquaredEuclidean) encode(e *encoder) {
	e.begin("squaredEuclidean", &s.Element)
	e.endAttributes()
	e.end()
}

func (c *Chebychev) encode(e *encoder) {
	e.begin("chebychev", &c.Element)
	e.endAttributes()
	e.end()
}

func (c *CityBlock) encode(e *encoder) {
	e.begin("cityBlock", &c.Element)
	e.endAttributes()
	e.end()
}

func (m *Minkowski) encode(e *encoder) {
	e.begin("minkowski", &m.Element)
	e.needNumber("p-parameter", m.PParameter)
	e.endAttributes()
	e.end()
}

func (s *SimpleMatching) encode(e *encoder) {
	e.begin("simpleMatching", &s.Element)
	e.endAttributes()
	e.end()
}

func (j *Jaccard) encode(e *encoder) {
	e.begin("jaccard", &j.Element)
	e.endAttributes()
	e.end()
}

func (t *Tanimoto) encode(e *encoder) {
	e.begin("tanimoto", &t.Element)
	e.endAttributes()
	e.end()
}

func (b *BinarySimilarity) encode(e *encoder) {
	e.begin("binarySimilarity", &b.Element)
	e.needNumber("c00-parameter", b.C00Parameter)
	e.needNumber("c01-parameter", b.C01Parameter)
	e.needNumber("c10-parameter", b.C10Parameter)
	e.needNumber("c11-parameter", b.C11Parameter)
	e.needNumber("d00-parameter", b.D00Parameter)
	e.needNumber("d01-parameter", b.D01Parameter)
	e.needNumber("d10-parameter", b.D10Parameter)
	e.needNumber("d11-parameter", b.D11Parameter)
	e.endAttributes()
	e.end()
}
