package pmml

func (o *Output) encode(e *encoder) {
	e.begin("Output", &o.Element)
	e.endAttributes()
	writeMany(e, o.OutputFields)
	e.end()
}

func (f *OutputField) encode(e *encoder) {
	e.begin("OutputField", &f.Element)
	e.needText("name", f.Name)
	e.text("displayName", f.DisplayName)
	word(e, "optype", opTypeNames, f.OpType)
	word(e, "dataType", dataTypeNames, f.DataType)
	e.text("targetField", f.TargetField)
	word(e, "feature", resultFeatureNames, f.Feature)
	e.text("value", f.Value)
	word(e, "ruleFeature", ruleFeatureNames, f.RuleFeature)
	word(e, "algorithm", outputAlgorithmNames, f.Algorithm)
	e.integer("rank", f.Rank)
	word(e, "rankBasis", rankBasisNames, f.RankBasis)
	word(e, "rankOrder", rankOrderNames, f.RankOrder)
	e.boolean("isMultiValued", f.IsMultiValued)
	e.text("segmentId", f.SegmentID)
	e.boolean("isFinalResult", f.IsFinalResult)
	e.text("x-reportField", f.ReportField)
	e.endAttributes()
	writeOne(e, f.Decisions)
	if f.Expression != nil {
		writeNode(e, f.Expression)
	}
	writeMany(e, f.Values)
	e.end()
}

func (x *Decisions) encode(e *encoder) {
	e.begin("Decisions", &x.Element)
	e.text("businessProblem", x.BusinessProblem)
	e.text("description", x.Description)
	e.endAttributes()
	writeMany(e, x.Decisions)
	e.end()
}

func (x *Decision) encode(e *encoder) {
	e.begin("Decision", &x.Element)
	e.needText("value", x.Value)
	e.text("displayValue", x.DisplayValue)
	e.text("description", x.Description)
	e.endAttributes()
	e.end()
}
