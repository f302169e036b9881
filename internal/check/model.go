package check

import (
	"maps"
	"math"
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// model looks at a model before its children.
func (c *Checker) model(m pmml.Model) bool {
	base := m.Base()
	s := &scope{model: m, used: map[string]bool{}, mining: map[string]*pmml.MiningField{}}
	c.scopes = append(c.scopes, s)
	if base.MiningSchema != nil {
		for _, f := range base.MiningSchema.MiningFields {
			if c.Ended() {
				break
			}
			s.mining[f.Name] = f
			c.miningField(f)
		}
	}
	c.deprecatedModel(m)
	c.verification(m)
	if _, ok := m.(*pmml.OtherModel); ok {
		s.opaque, c.opaque = true, true
	}
	c.models.Check(c, m)
	return true
}

// leave looks at a model after its children: by now it is known what it uses.
func (c *Checker) leave(m pmml.Model) {
	last := len(c.scopes) - 1
	s := c.scopes[last]
	c.scopes = c.scopes[:last]
	base := m.Base()
	if !s.opaque && !c.options.Partial {
		if t := base.LocalTransformations; t != nil {
			for _, d := range t.DerivedFields {
				if c.Ended() {
					return
				}
				if name, ok := d.Name.Get(); ok && !s.used[name] {
					c.note(CodeUnusedDerivedField, d, "derived field %q is not used", name)
				}
			}
		}
		if last == 0 && base.MiningSchema != nil {
			for _, f := range base.MiningSchema.MiningFields {
				if c.Ended() {
					return
				}
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

func (c *Checker) miningField(f *pmml.MiningField) {
	if f.UsageType == pmml.UsageTypePredicted && c.doc.Version >= pmml.V4_2 {
		c.Deprecated(f, "usageType=predicted", pmml.V4_2, "target")
	}
	if c.dataFields[f.Name] != nil || len(c.scopes) > 1 && c.derived[f.Name] {
		return
	}
	if len(c.scopes) > 1 {
		c.Warn(CodeFieldNotDeclared, f, "mining field %q is neither in the DataDictionary nor a field that the document computes", f.Name)
		return
	}
	c.Warn(CodeFieldNotDeclared, f, "mining field %q is not in the DataDictionary", f.Name)
}

// Version gives the version of the standard that the document declares.
func (c *Checker) Version() pmml.Version { return c.doc.Version }

// NameTarget takes note of the target that the model names itself; it is one where
// the mining schema has none.
func (c *Checker) NameTarget(name string) { c.scopes[len(c.scopes)-1].target = name }

// ActiveFields gives the names of the fields that the mining schema of the
// innermost model lists as inputs.
func (c *Checker) ActiveFields() []string {
	var active []string
	if schema := c.scopes[len(c.scopes)-1].model.Base().MiningSchema; schema != nil {
		for _, f := range schema.MiningFields {
			if f.UsageType == 0 || f.UsageType == pmml.UsageTypeActive {
				active = append(active, f.Name)
			}
		}
	}
	return active
}

// targetFields gives the names of the targets of the innermost model.
func (c *Checker) targetFields() []string {
	var names []string
	s := c.scopes[len(c.scopes)-1]
	if schema := s.model.Base().MiningSchema; schema != nil {
		for _, f := range schema.MiningFields {
			if f.UsageType == pmml.UsageTypeTarget || f.UsageType == pmml.UsageTypePredicted {
				names = append(names, f.Name)
			}
		}
	}
	if len(names) == 0 && s.target != "" {
		names = append(names, s.target)
	}
	return names
}

func (c *Checker) targets(t *pmml.Targets) {
	names := c.targetFields()
	for _, d := range t.Targets {
		if c.Ended() {
			return
		}
		name, named := d.Field.Get()
		if named && len(names) > 0 && !slices.Contains(names, name) {
			c.Warn(CodeTargetUnknown, d, "field %q is not a target of the model: expected %s", name, quoted(names))
		} else if named && len(names) == 0 && c.dataFields[name] == nil {
			c.Warn(CodeTargetUnknown, d, "field %q is neither a target of the model nor in the DataDictionary", name)
		}
		c.priors(d)
	}
}

func (c *Checker) priors(t *pmml.Target) {
	sum, n := 0.0, 0
	for _, v := range t.TargetValues {
		if p, ok := v.PriorProbability.Get(); ok {
			sum += p
			n++
		}
	}
	if n > 0 && math.Abs(sum-1) > 1e-6 {
		c.Warn(CodePriorsSum, t, "the prior probabilities add up to %s: expected 1", ShortNumber(sum))
	}
}

func (c *Checker) outputField(f *pmml.OutputField) {
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
	if valid := c.validValues(d); len(valid.values) > 0 && !valid.known[normal(d.DataType, value)] {
		c.Warn(CodeUnknownCategory, f, "value %q is not a category of target field %q, so that the %s is 0: expected one of %s", value, name, f.Feature, quoted(valid.values))
	}
}
