package check

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// model looks at a model before its children.
func (c *checker) model(m pmml.Model) bool {
	base := m.Base()
	s := &scope{model: m, used: map[string]bool{}, mining: map[string]*pmml.MiningField{}}
	c.scopes = append(c.scopes, s)
	if base.MiningSchema != nil {
		for _, f := range base.MiningSchema.MiningFields {
			s.mining[f.Name] = f
			c.miningField(f)
		}
	}
	c.deprecatedModel(m)
	c.verification(m)
	switch m := m.(type) {
	case *pmml.OtherModel:
		s.opaque, c.opaque = true, true
	case *pmml.TreeModel:
		if m.Node != nil {
			c.tree(m.MissingValueStrategy, m.SplitCharacteristic, m.Node)
		}
	case *pmml.NeuralNetwork:
		c.count(m, "numberOfLayers", m.NumberOfLayers, len(m.NeuralLayers), "NeuralLayer")
	case *pmml.NearestNeighborModel:
		if t := m.TrainingInstances; t != nil && t.InlineTable != nil {
			c.count(t, "recordCount", t.RecordCount, len(t.InlineTable.Rows), "row")
		}
	case *pmml.AssociationModel:
		c.count(m, "numberOfItems", m.NumberOfItems, len(m.Items), "Item")
		c.count(m, "numberOfItemsets", m.NumberOfItemsets, len(m.Itemsets), "Itemset")
		c.count(m, "numberOfRules", m.NumberOfRules, len(m.AssociationRules), "AssociationRule")
		c.itemFields(m)
	case *pmml.Scorecard:
		c.scorecard(m)
	case *pmml.RuleSetModel:
		if m.RuleSet != nil {
			c.ruleSet(m.RuleSet)
		}
	case *pmml.RegressionModel:
		c.use(m.TargetFieldName.Or(""))
		c.modelType(m)
	}
	return true
}

// leave looks at a model after its children: by now it is known what it uses.
func (c *checker) leave(m pmml.Model) {
	last := len(c.scopes) - 1
	s := c.scopes[last]
	c.scopes = c.scopes[:last]
	base := m.Base()
	if !s.opaque && !c.options.Partial {
		if t := base.LocalTransformations; t != nil {
			for _, d := range t.DerivedFields {
				if name, ok := d.Name.Get(); ok && !s.used[name] {
					c.note(CodeUnusedDerivedField, d, "derived field %q is not used", name)
				}
			}
		}
		if last == 0 && base.MiningSchema != nil {
			for _, f := range base.MiningSchema.MiningFields {
				if (f.UsageType == 0 || f.UsageType == pmml.UsageTypeActive) && !s.used[f.Name] && !c.used[f.Name] {
					c.note(CodeUnusedMiningField, f, "mining field %q is not used", f.Name)
				}
			}
		}
	}
	if last == 0 {
		maps.Copy(c.used, s.used)
		return
	}
	// What a segment's mining schema names, it takes from the model around.
	outer := c.scopes[last-1]
	outer.opaque = outer.opaque || s.opaque
	maps.Copy(outer.used, s.used)
	for name := range s.mining {
		outer.used[name] = true
	}
}

// itemFields notes the fields that items are values of: the only active one, or
// what stands before the equals sign of an item's value.
func (c *checker) itemFields(m *pmml.AssociationModel) {
	if len(m.Items) == 0 || m.MiningSchema == nil {
		return
	}
	var active []string
	for _, f := range m.MiningSchema.MiningFields {
		if f.UsageType == 0 || f.UsageType == pmml.UsageTypeActive {
			active = append(active, f.Name)
		}
	}
	if len(active) == 1 {
		c.use(active[0])
		return
	}
	for _, it := range m.Items {
		for _, name := range active {
			if strings.HasPrefix(it.Value, name+"=") {
				c.use(name)
			}
		}
	}
}

func (c *checker) miningField(f *pmml.MiningField) {
	if f.UsageType == pmml.UsageTypePredicted && c.doc.Version >= pmml.V4_2 {
		c.deprecated(f, "usageType=predicted", pmml.V4_2, "target")
	}
	if c.dataFields[f.Name] != nil || len(c.scopes) > 1 && c.derived[f.Name] {
		return
	}
	if len(c.scopes) > 1 {
		c.warn(CodeFieldNotDeclared, f, "mining field %q is neither in the DataDictionary nor a field that the document computes", f.Name)
		return
	}
	c.warn(CodeFieldNotDeclared, f, "mining field %q is not in the DataDictionary", f.Name)
}

// targetFields gives the names of the targets of the innermost model.
func (c *checker) targetFields() []string {
	var names []string
	s := c.scopes[len(c.scopes)-1]
	if schema := s.model.Base().MiningSchema; schema != nil {
		for _, f := range schema.MiningFields {
			if f.UsageType == pmml.UsageTypeTarget || f.UsageType == pmml.UsageTypePredicted {
				names = append(names, f.Name)
			}
		}
	}
	if r, ok := s.model.(*pmml.RegressionModel); ok && len(names) == 0 {
		if name, ok := r.TargetFieldName.Get(); ok {
			names = append(names, name)
		}
	}
	return names
}

func (c *checker) targets(t *pmml.Targets) {
	names := c.targetFields()
	for _, d := range t.Targets {
		name, named := d.Field.Get()
		if named && len(names) > 0 && !slices.Contains(names, name) {
			c.warn(CodeTargetUnknown, d, "field %q is not a target of the model: expected %s", name, quoted(names))
		} else if named && len(names) == 0 && c.dataFields[name] == nil {
			c.warn(CodeTargetUnknown, d, "field %q is neither a target of the model nor in the DataDictionary", name)
		}
		c.priors(d)
	}
}

func (c *checker) priors(t *pmml.Target) {
	sum, n := 0.0, 0
	for _, v := range t.TargetValues {
		if p, ok := v.PriorProbability.Get(); ok {
			sum += p
			n++
		}
	}
	if n > 0 && math.Abs(sum-1) > 1e-6 {
		c.warn(CodePriorsSum, t, "the prior probabilities add up to %s: expected 1", shortNumber(sum))
	}
}

func (c *checker) outputField(f *pmml.OutputField) {
	c.deprecatedFeature(f)
	if f.SegmentID.IsSet() {
		return
	}
	switch f.Feature {
	case pmml.ResultFeatureProbability, pmml.ResultFeatureConfidence:
	default:
		return
	}
	value, ok := f.Value.Get()
	names := c.targetFields()
	name := f.TargetField.Or("")
	if name == "" && len(names) == 1 {
		name = names[0]
	}
	d := c.dataFields[name]
	if !ok || d == nil || len(c.scopes) == 0 {
		return
	}
	if valid := validValues(d); len(valid) > 0 && !slices.Contains(valid, normal(d.DataType, value)) {
		c.warn(CodeUnknownCategory, f, "value %q is not a category of target field %q, so that the %s is 0: expected one of %s", value, name, f.Feature, quoted(valid))
	}
}

// segmentation looks for segments that no record reaches.
func (c *checker) segmentation(s *pmml.Segmentation) {
	if s.LocalTransformations != nil && c.doc.Version > pmml.V4_0 {
		c.warn(CodeDeprecated, s.LocalTransformations, "LocalTransformations of a Segmentation belong to PMML 4.0 only: expected them in the MiningModel")
	}
	first := s.MultipleModelMethod == pmml.MultipleModelMethodSelectFirst && s.MissingPredictionTreatment != pmml.MissingPredictionTreatmentSkipSegment
	open := true
	for _, g := range s.Segments {
		switch {
		case g.Predicate == nil:
		case first && !open:
			c.warn(CodeUnreachableSegment, g, "the Segment never runs: one before it takes all records")
		case isConstant(g.Predicate, false):
			c.warn(CodeUnreachableSegment, g, "the Segment never runs: its predicate never holds")
		case isConstant(g.Predicate, true):
			open = false
		}
	}
}

func (c *checker) modelType(m *pmml.RegressionModel) {
	logistic := m.ModelType == pmml.RegressionModelTypeLogisticRegression
	if m.FunctionName == pmml.MiningFunctionRegression && logistic || m.FunctionName == pmml.MiningFunctionClassification && m.ModelType == pmml.RegressionModelTypeLinearRegression {
		c.warn(CodeModelTypeMismatch, m, "modelType=%s contradicts functionName=%s, which decides", m.ModelType, m.FunctionName)
	}
}

// trainingInstances looks at the records of a nearest neighbour model.
func (c *checker) trainingInstances(t *pmml.TrainingInstances) {
	if t.InstanceFields != nil {
		c.count(t, "fieldCount", t.FieldCount, len(t.InstanceFields.InstanceFields), "InstanceField")
	}
	if t.InlineTable != nil {
		c.count(t, "recordCount", t.RecordCount, len(t.InlineTable.Rows), "row")
	}
}
