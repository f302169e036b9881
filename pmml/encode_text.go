package pmml

func (m *TextModel) encode(e *encoder) {
	e.begin("TextModel", &m.Element)
	m.encodeAttributes(e)
	e.needInteger("numberOfTerms", m.NumberOfTerms)
	e.needInteger("numberOfDocuments", m.NumberOfDocuments)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "TextDictionary", m.TextDictionary)
	writeNeeded(e, "TextCorpus", m.TextCorpus)
	writeNeeded(e, "DocumentTermMatrix", m.DocumentTermMatrix)
	writeOne(e, m.TextModelNormalization)
	writeOne(e, m.TextModelSimiliarity)
	m.encodeTail(e)
	e.end()
}

func (t *TextDictionary) encode(e *encoder) {
	e.begin("TextDictionary", &t.Element)
	e.endAttributes()
	writeOne(e, t.Taxonomy)
	writeNeeded(e, "Array", t.Array)
	e.end()
}

func (t *TextCorpus) encode(e *encoder) {
	e.begin("TextCorpus", &t.Element)
	e.endAttributes()
	writeMany(e, t.TextDocuments)
	e.end()
}

func (t *TextDocument) encode(e *encoder) {
	e.begin("TextDocument", &t.Element)
	e.needText("id", t.ID)
	e.text("name", t.Name)
	e.integer("length", t.Length)
	e.text("file", t.File)
	e.endAttributes()
	e.end()
}

func (x *DocumentTermMatrix) encode(e *encoder) {
	e.begin("DocumentTermMatrix", &x.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", x.Matrix)
	e.end()
}

func (t *TextModelNormalization) encode(e *encoder) {
	e.begin("TextModelNormalization", &t.Element)
	word(e, "localTermWeights", localTermWeightsNames, t.LocalTermWeights)
	word(e, "globalTermWeights", globalTermWeightsNames, t.GlobalTermWeights)
	word(e, "documentNormalization", documentNormalizationNames, t.DocumentNormalization)
	e.endAttributes()
	e.end()
}

func (t *TextModelSimiliarity) encode(e *encoder) {
	e.begin("TextModelSimiliarity", &t.Element)
	word(e, "similarityType", similarityTypeNames, t.SimilarityType)
	e.endAttributes()
	e.end()
}
