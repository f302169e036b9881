package pmml

import "fmt"

func (t *TransformationDictionary) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DefineFunction"):
			many(d, &t.DefineFunctions)
		case d.is("DerivedField"):
			many(d, &t.DerivedFields)
		default:
			d.unknown()
		}
	}
}

func (t *LocalTransformations) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DerivedField"):
			many(d, &t.DerivedFields)
		default:
			d.unknown()
		}
	}
}

// decode reads a derived field. Its optype may be left out, against the schema:
// the data type implies one.
func (f *DerivedField) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.text("name")
	f.DisplayName = d.text("displayName")
	f.OpType = enumeration[OpType](d, "optype", opTypeNames)
	f.DataType = needEnumeration[DataType](d, "dataType", dataTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			d.oneExpression(&f.Expression)
		case d.is("Interval"):
			many(d, &f.Intervals)
		case d.is("Value"):
			many(d, &f.Values)
		default:
			d.unknown()
		}
	}
	if f.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

// decode reads a function's definition. Producers leave its optype out.
func (f *DefineFunction) decode(d *decoder) {
	d.begin(&f.Element)
	f.Name = d.needText("name")
	f.OpType = enumeration[OpType](d, "optype", opTypeNames)
	f.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("ParameterField"):
			many(d, &f.ParameterFields)
		case d.is("DerivedField"):
			many(d, &f.DerivedFields)
		case d.isExpression():
			d.oneExpression(&f.Expression)
		default:
			d.unknown()
		}
	}
	if f.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

func (p *ParameterField) decode(d *decoder) {
	d.begin(&p.Element)
	p.Name = d.needText("name")
	p.DisplayName = d.text("displayName")
	p.OpType = enumeration[OpType](d, "optype", opTypeNames)
	p.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	d.endAttributes()
	d.noChildren()
}

// isExpression says whether the current child is an expression.
func (d *decoder) isExpression() bool {
	switch d.current {
	case "Constant", "FieldRef", "NormContinuous", "NormDiscrete", "Discretize", "MapValues", "TextIndex", "Apply", "Aggregate", "Lag", "X-Error":
		return true
	}
	d.expected = append(d.expected, "Constant", "FieldRef", "NormContinuous", "NormDiscrete", "Discretize", "MapValues", "TextIndex", "Apply", "Aggregate", "Lag")
	return false
}

// expression decodes the current child, an expression.
func (d *decoder) expression() Expression {
	switch d.current {
	case "Constant":
		return decodeNew[Constant](d)
	case "FieldRef":
		return decodeNew[FieldRef](d)
	case "NormContinuous":
		return decodeNew[NormContinuous](d)
	case "NormDiscrete":
		return decodeNew[NormDiscrete](d)
	case "Discretize":
		return decodeNew[Discretize](d)
	case "MapValues":
		return decodeNew[MapValues](d)
	case "TextIndex":
		return decodeNew[TextIndex](d)
	case "Apply":
		return decodeNew[Apply](d)
	case "Aggregate":
		return decodeNew[Aggregate](d)
	case "Lag":
		return decodeNew[Lag](d)
	default:
		return decodeNew[ErrorExpression](d)
	}
}

// oneExpression decodes the current child where one expression may stand.
func (d *decoder) oneExpression(dst *Expression) {
	if *dst != nil {
		d.refuse(fmt.Sprintf("element %q is a second expression, where one may stand", d.current))
		return
	}
	*dst = d.expression()
}

func (c *Constant) decode(d *decoder) {
	d.begin(&c.Element)
	c.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	c.Missing = d.boolean("missing")
	d.endAttributes()
	c.Text = d.strings.get(d.textContent())
}

func (f *FieldRef) decode(d *decoder) {
	d.begin(&f.Element)
	f.Field = d.needText("field")
	f.MapMissingTo = d.text("mapMissingTo")
	d.endAttributes()
	d.noChildren()
}

func (n *NormContinuous) decode(d *decoder) {
	d.begin(&n.Element)
	n.Field = d.needText("field")
	n.MapMissingTo = d.number("mapMissingTo")
	n.Outliers = enumeration[Outliers](d, "outliers", outliersNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("LinearNorm"):
			many(d, &n.LinearNorms)
		default:
			d.unknown()
		}
	}
}

func (n *LinearNorm) decode(d *decoder) {
	d.begin(&n.Element)
	n.Orig = d.needNumber("orig")
	n.Norm = d.needNumber("norm")
	d.endAttributes()
	d.noChildren()
}

func (n *NormDiscrete) decode(d *decoder) {
	d.begin(&n.Element)
	n.Field = d.needText("field")
	n.Value = d.needText("value")
	n.MapMissingTo = d.number("mapMissingTo")
	n.Method = enumeration[NormDiscreteMethod](d, "method", normDiscreteMethodNames)
	d.endAttributes()
	d.noChildren()
}

func (x *Discretize) decode(d *decoder) {
	d.begin(&x.Element)
	x.Field = d.needText("field")
	x.MapMissingTo = d.text("mapMissingTo")
	x.DefaultValue = d.text("defaultValue")
	x.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("DiscretizeBin"):
			many(d, &x.DiscretizeBins)
		default:
			d.unknown()
		}
	}
}

func (b *DiscretizeBin) decode(d *decoder) {
	d.begin(&b.Element)
	b.BinValue = d.needText("binValue")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Interval"):
			one(d, &b.Interval)
		default:
			d.unknown()
		}
	}
	if b.Interval == nil {
		d.missing("Interval")
	}
}

func (m *MapValues) decode(d *decoder) {
	d.begin(&m.Element)
	m.MapMissingTo = d.text("mapMissingTo")
	m.DefaultValue = d.text("defaultValue")
	m.OutputColumn = d.needText("outputColumn")
	m.DataType = enumeration[DataType](d, "dataType", dataTypeNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FieldColumnPair"):
			many(d, &m.FieldColumnPairs)
		case d.is("TableLocator"):
			one(d, &m.TableLocator)
		case d.is("InlineTable"):
			one(d, &m.InlineTable)
		default:
			d.unknown()
		}
	}
}

func (p *FieldColumnPair) decode(d *decoder) {
	d.begin(&p.Element)
	p.Field = d.needText("field")
	p.Column = d.needText("column")
	d.endAttributes()
	d.noChildren()
}

func (t *TextIndex) decode(d *decoder) {
	d.begin(&t.Element)
	t.TextField = d.needText("textField")
	t.LocalTermWeights = enumeration[LocalTermWeights](d, "localTermWeights", localTermWeightsNames)
	t.IsCaseSensitive = d.boolean("isCaseSensitive")
	t.MaxLevenshteinDistance = d.integer("maxLevenshteinDistance")
	t.CountHits = enumeration[CountHits](d, "countHits", countHitsNames)
	t.WordSeparatorCharacterRE = d.text("wordSeparatorCharacterRE")
	t.Tokenize = d.boolean("tokenize")
	t.WordRE = d.text("x-wordRE")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TextIndexNormalization"):
			many(d, &t.Normalizations)
		case d.isExpression():
			d.oneExpression(&t.Expression)
		default:
			d.unknown()
		}
	}
	if t.Expression == nil {
		d.missing("of the group EXPRESSION")
	}
}

func (n *TextIndexNormalization) decode(d *decoder) {
	d.begin(&n.Element)
	n.InField = d.text("inField")
	n.OutField = d.text("outField")
	n.RegexField = d.text("regexField")
	n.Recursive = d.boolean("recursive")
	n.IsCaseSensitive = d.boolean("isCaseSensitive")
	n.MaxLevenshteinDistance = d.integer("maxLevenshteinDistance")
	n.WordSeparatorCharacterRE = d.text("wordSeparatorCharacterRE")
	n.Tokenize = d.boolean("tokenize")
	n.WordRE = d.text("x-wordRE")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TableLocator"):
			one(d, &n.TableLocator)
		case d.is("InlineTable"):
			one(d, &n.InlineTable)
		default:
			d.unknown()
		}
	}
}

func (a *Apply) decode(d *decoder) {
	d.begin(&a.Element)
	a.Function = d.needText("function")
	a.MapMissingTo = d.text("mapMissingTo")
	a.DefaultValue = d.text("defaultValue")
	a.InvalidValueTreatment = enumeration[InvalidValueTreatment](d, "invalidValueTreatment", invalidValueTreatmentNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isExpression():
			a.Arguments = append(a.Arguments, d.expression())
		default:
			d.unknown()
		}
	}
}

func (a *Aggregate) decode(d *decoder) {
	d.begin(&a.Element)
	a.Field = d.needText("field")
	a.Function = needEnumeration[AggregateFunction](d, "function", aggregateFunctionNames)
	a.GroupField = d.text("groupField")
	a.SQLWhere = d.text("sqlWhere")
	d.endAttributes()
	d.noChildren()
}

func (l *Lag) decode(d *decoder) {
	d.begin(&l.Element)
	l.Field = d.needText("field")
	l.N = d.integer("n")
	l.Aggregate = enumeration[LagAggregate](d, "aggregate", lagAggregateNames)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("BlockIndicator"):
			many(d, &l.BlockIndicators)
		default:
			d.unknown()
		}
	}
}

func (b *BlockIndicator) decode(d *decoder) {
	d.begin(&b.Element)
	b.Field = d.needText("field")
	d.endAttributes()
	d.noChildren()
}

func (x *ErrorExpression) decode(d *decoder) {
	d.begin(&x.Element)
	x.Message = d.text("message")
	d.endAttributes()
	d.noChildren()
}
