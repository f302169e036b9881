package pmml

func (f *ResultField) encode(e *encoder) {
	e.begin("ResultField", &f.Element)
	e.needText("name", f.Name)
	e.text("displayName", f.DisplayName)
	word(e, "optype", opTypeNames, f.OpType)
	word(e, "dataType", dataTypeNames, f.DataType)
	word(e, "feature", resultFeatureNames, f.Feature)
	e.text("value", f.Value)
	e.endAttributes()
	e.end()
}

// encodeAttributes writes the attributes that all models have.
func (b *ModelBase) encodeAttributes(e *encoder) {
	e.text("modelName", b.ModelName)
	needWord(e, "functionName", miningFunctionNames, b.FunctionName)
	e.text("algorithmName", b.AlgorithmName)
	e.boolean("isScorable", b.IsScorable)
	word(e, "x-mathContext", mathContextNames, b.MathContext)
}

// encodeHead writes the children that all models have before their own.
func (b *ModelBase) encodeHead(e *encoder) {
	writeNeeded(e, "MiningSchema", b.MiningSchema)
	writeOne(e, b.Output)
	writeOne(e, b.ModelStats)
	writeOne(e, b.ModelExplanation)
	writeOne(e, b.Targets)
	writeOne(e, b.LocalTransformations)
}

// encodeTail writes the child that all models have after their own.
func (b *ModelBase) encodeTail(e *encoder) { writeOne(e, b.ModelVerification) }

// encodeAttributes writes the attributes that all embedded models have.
func (b *EmbeddedModelBase) encodeAttributes(e *encoder) {
	e.text("modelName", b.ModelName)
	needWord(e, "functionName", miningFunctionNames, b.FunctionName)
	e.text("algorithmName", b.AlgorithmName)
}

// encodeHead writes the children that all embedded models have.
func (b *EmbeddedModelBase) encodeHead(e *encoder) {
	writeOne(e, b.Output)
	writeOne(e, b.ModelStats)
	writeOne(e, b.Targets)
	writeOne(e, b.LocalTransformations)
	writeMany(e, b.ResultFields)
}
