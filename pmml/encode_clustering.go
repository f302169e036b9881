package pmml

func (m *ClusteringModel) encode(e *encoder) {
	e.begin("ClusteringModel", &m.Element)
	m.encodeAttributes(e)
	needWord(e, "modelClass", clusteringModelClassNames, m.ModelClass)
	e.needInteger("numberOfClusters", m.NumberOfClusters)
	e.endAttributes()
	m.encodeHead(e)
	writeNeeded(e, "ComparisonMeasure", m.ComparisonMeasure)
	writeMany(e, m.ClusteringFields)
	writeOne(e, m.CenterFields)
	writeOne(e, m.MissingValueWeights)
	writeMany(e, m.Clusters)
	m.encodeTail(e)
	e.end()
}

func (c *CenterFields) encode(e *encoder) {
	e.begin("CenterFields", &c.Element)
	e.endAttributes()
	writeMany(e, c.DerivedFields)
	e.end()
}

func (m *MissingValueWeights) encode(e *encoder) {
	e.begin("MissingValueWeights", &m.Element)
	e.endAttributes()
	writeNeeded(e, "Array", m.Array)
	e.end()
}

func (c *Cluster) encode(e *encoder) {
	e.begin("Cluster", &c.Element)
	e.text("id", c.ID)
	e.text("name", c.Name)
	e.integer("size", c.Size)
	e.endAttributes()
	writeOne(e, c.KohonenMap)
	writeOne(e, c.Array)
	writeOne(e, c.Partition)
	writeOne(e, c.Covariances)
	e.end()
}

func (k *KohonenMap) encode(e *encoder) {
	e.begin("KohonenMap", &k.Element)
	e.number("coord1", k.Coord1)
	e.number("coord2", k.Coord2)
	e.number("coord3", k.Coord3)
	e.endAttributes()
	e.end()
}

func (c *Covariances) encode(e *encoder) {
	e.begin("Covariances", &c.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", c.Matrix)
	e.end()
}

func (c *ClusteringField) encode(e *encoder) {
	e.begin("ClusteringField", &c.Element)
	e.needText("field", c.Field)
	e.boolean("isCenterField", c.IsCenterField)
	e.number("fieldWeight", c.FieldWeight)
	e.number("similarityScale", c.SimilarityScale)
	word(e, "compareFunction", compareFunctionNames, c.CompareFunction)
	e.endAttributes()
	writeOne(e, c.Comparisons)
	e.end()
}

func (c *Comparisons) encode(e *encoder) {
	e.begin("Comparisons", &c.Element)
	e.endAttributes()
	writeNeeded(e, "Matrix", c.Matrix)
	e.end()
}
