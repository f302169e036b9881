package pmml

func (t *TransformationDictionary) encode(e *encoder) {
	e.begin("TransformationDictionary", &t.Element)
	e.endAttributes()
	writeMany(e, t.DefineFunctions)
	writeMany(e, t.DerivedFields)
	e.end()
}

func (t *LocalTransformations) encode(e *encoder) {
	e.begin("LocalTransformations", &t.Element)
	e.endAttributes()
	writeMany(e, t.DerivedFields)
	e.end()
}

func (f *DerivedField) encode(e *encoder) {
	e.begin("DerivedField", &f.Element)
	e.text("name", f.Name)
	e.text("displayName", f.DisplayName)
	word(e, "optype", opTypeNames, f.OpType)
	needWord(e, "dataType", dataTypeNames, f.DataType)
	e.endAttributes()
	writeNeededNode(e, "of the group EXPRESSION", f.Expression)
	writeMany(e, f.Intervals)
	writeMany(e, f.Values)
	e.end()
}

func (f *DefineFunction) encode(e *encoder) {
	e.begin("DefineFunction", &f.Element)
	e.needText("name", f.Name)
	word(e, "optype", opTypeNames, f.OpType)
	word(e, "dataType", dataTypeNames, f.DataType)
	e.endAttributes()
	writeMany(e, f.ParameterFields)
	writeMany(e, f.DerivedFields)
	writeNeededNode(e, "of the group EXPRESSION", f.Expression)
	e.end()
}

func (p *ParameterField) encode(e *encoder) {
	e.begin("ParameterField", &p.Element)
	e.needText("name", p.Name)
	e.text("displayName", p.DisplayName)
	word(e, "optype", opTypeNames, p.OpType)
	word(e, "dataType", dataTypeNames, p.DataType)
	e.endAttributes()
	e.end()
}

func (c *Constant) encode(e *encoder) {
	e.beginText("Constant", &c.Element)
	word(e, "dataType", dataTypeNames, c.DataType)
	e.boolean("missing", c.Missing)
	e.endAttributes()
	e.endText(c.Text)
}

func (f *FieldRef) encode(e *encoder) {
	e.begin("FieldRef", &f.Element)
	e.needText("field", f.Field)
	e.text("mapMissingTo", f.MapMissingTo)
	e.endAttributes()
	e.end()
}

func (n *NormContinuous) encode(e *encoder) {
	e.begin("NormContinuous", &n.Element)
	e.needText("field", n.Field)
	e.number("mapMissingTo", n.MapMissingTo)
	word(e, "outliers", outliersNames, n.Outliers)
	e.endAttributes()
	writeMany(e, n.LinearNorms)
	e.end()
}

func (n *LinearNorm) encode(e *encoder) {
	e.begin("LinearNorm", &n.Element)
	e.needNumber("orig", n.Orig)
	e.needNumber("norm", n.Norm)
	e.endAttributes()
	e.end()
}

func (n *NormDiscrete) encode(e *encoder) {
	e.begin("NormDiscrete", &n.Element)
	e.needText("field", n.Field)
	e.needText("value", n.Value)
	e.number("mapMissingTo", n.MapMissingTo)
	word(e, "method", normDiscreteMethodNames, n.Method)
	e.endAttributes()
	e.end()
}

func (x *Discretize) encode(e *encoder) {
	e.begin("Discretize", &x.Element)
	e.needText("field", x.Field)
	e.text("mapMissingTo", x.MapMissingTo)
	e.text("defaultValue", x.DefaultValue)
	word(e, "dataType", dataTypeNames, x.DataType)
	e.endAttributes()
	writeMany(e, x.DiscretizeBins)
	e.end()
}

func (b *DiscretizeBin) encode(e *encoder) {
	e.begin("DiscretizeBin", &b.Element)
	e.needText("binValue", b.BinValue)
	e.endAttributes()
	writeNeeded(e, "Interval", b.Interval)
	e.end()
}

func (m *MapValues) encode(e *encoder) {
	e.begin("MapValues", &m.Element)
	e.text("mapMissingTo", m.MapMissingTo)
	e.text("defaultValue", m.DefaultValue)
	e.needText("outputColumn", m.OutputColumn)
	word(e, "dataType", dataTypeNames, m.DataType)
	e.endAttributes()
	writeMany(e, m.FieldColumnPairs)
	writeOne(e, m.TableLocator)
	writeOne(e, m.InlineTable)
	e.end()
}

func (p *FieldColumnPair) encode(e *encoder) {
	e.begin("FieldColumnPair", &p.Element)
	e.needText("field", p.Field)
	e.needText("column", p.Column)
	e.endAttributes()
	e.end()
}

func (t *TextIndex) encode(e *encoder) {
	e.begin("TextIndex", &t.Element)
	e.needText("textField", t.TextField)
	word(e, "localTermWeights", localTermWeightsNames, t.LocalTermWeights)
	e.boolean("isCaseSensitive", t.IsCaseSensitive)
	e.integer("maxLevenshteinDistance", t.MaxLevenshteinDistance)
	word(e, "countHits", countHitsNames, t.CountHits)
	e.text("wordSeparatorCharacterRE", t.WordSeparatorCharacterRE)
	e.boolean("tokenize", t.Tokenize)
	e.text("x-wordRE", t.WordRE)
	e.endAttributes()
	writeMany(e, t.Normalizations)
	writeNeededNode(e, "of the group EXPRESSION", t.Expression)
	e.end()
}

func (n *TextIndexNormalization) encode(e *encoder) {
	e.begin("TextIndexNormalization", &n.Element)
	e.text("inField", n.InField)
	e.text("outField", n.OutField)
	e.text("regexField", n.RegexField)
	e.boolean("recursive", n.Recursive)
	e.boolean("isCaseSensitive", n.IsCaseSensitive)
	e.integer("maxLevenshteinDistance", n.MaxLevenshteinDistance)
	e.text("wordSeparatorCharacterRE", n.WordSeparatorCharacterRE)
	e.boolean("tokenize", n.Tokenize)
	e.text("x-wordRE", n.WordRE)
	e.endAttributes()
	writeOne(e, n.TableLocator)
	writeOne(e, n.InlineTable)
	e.end()
}

func (a *Apply) encode(e *encoder) {
	e.begin("Apply", &a.Element)
	e.needText("function", a.Function)
	e.text("mapMissingTo", a.MapMissingTo)
	e.text("defaultValue", a.DefaultValue)
	word(e, "invalidValueTreatment", invalidValueTreatmentNames, a.InvalidValueTreatment)
	e.endAttributes()
	writeNodes(e, a.Arguments)
	e.end()
}

func (a *Aggregate) encode(e *encoder) {
	e.begin("Aggregate", &a.Element)
	e.needText("field", a.Field)
	needWord(e, "function", aggregateFunctionNames, a.Function)
	e.text("groupField", a.GroupField)
	e.text("sqlWhere", a.SQLWhere)
	e.endAttributes()
	e.end()
}

func (l *Lag) encode(e *encoder) {
	e.begin("Lag", &l.Element)
	e.needText("field", l.Field)
	e.integer("n", l.N)
	word(e, "aggregate", lagAggregateNames, l.Aggregate)
	e.endAttributes()
	writeMany(e, l.BlockIndicators)
	e.end()
}

func (b *BlockIndicator) encode(e *encoder) {
	e.begin("BlockIndicator", &b.Element)
	e.needText("field", b.Field)
	e.endAttributes()
	e.end()
}

func (x *ErrorExpression) encode(e *encoder) {
	e.begin("X-Error", &x.Element)
	e.text("message", x.Message)
	e.endAttributes()
	e.end()
}
