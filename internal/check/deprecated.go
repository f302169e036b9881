package check

import "github.com/gopmml/gopmml/pmml"

// Deprecated adds that the standard advises against something since a version, and
// what is expected instead, "" for nothing.
func (c *Checker) Deprecated(at pmml.Node, what string, since pmml.Version, instead string) {
	if c.doc.Version < since {
		return
	}
	message := what + " is deprecated since PMML " + versionText(since)
	if instead != "" {
		message += ": expected " + instead
	}
	c.Warn(CodeDeprecated, at, "%s", message)
}

func (c *Checker) deprecatedModel(m pmml.Model) {
	if m.ElementName() == "TextModel" {
		c.Deprecated(m, "TextModel", pmml.V4_2, "TextIndex with another model")
	}
}

func (c *Checker) deprecatedFeature(f *pmml.OutputField) {
	switch f.Feature {
	case pmml.ResultFeatureClusterId:
		c.Deprecated(f, "feature=clusterId", pmml.V4_1, "entityId")
	case pmml.ResultFeatureClusterAffinity, pmml.ResultFeatureEntityAffinity:
		c.Deprecated(f, "feature="+f.Feature.String(), pmml.V4_1, "affinity")
	case pmml.ResultFeatureRuleValue:
		c.Deprecated(f, "feature=ruleValue", pmml.V4_2, "antecedent, consequent, rule, ruleId, confidence, support, lift, leverage or affinity")
	}
}

func (c *Checker) normDiscrete(n *pmml.NormDiscrete) {
	if n.Method != 0 && c.doc.Version > pmml.V3_2 {
		c.Warn(CodeDeprecated, n, "NormDiscrete has a method up to PMML 3.2 only")
	}
}

// newFunctions gives the version that brought each function, for those that came
// after PMML 3.0. It is read only.
var newFunctions = map[string]pmml.Version{
	"isMissing": pmml.V4_0, "isNotMissing": pmml.V4_0, "equal": pmml.V4_0, "notEqual": pmml.V4_0,
	"lessThan": pmml.V4_0, "lessOrEqual": pmml.V4_0, "greaterThan": pmml.V4_0, "greaterOrEqual": pmml.V4_0,
	"isIn": pmml.V4_0, "isNotIn": pmml.V4_0, "and": pmml.V4_0, "or": pmml.V4_0, "not": pmml.V4_0, "if": pmml.V4_0,

	"median": pmml.V4_1, "product": pmml.V4_1, "lowercase": pmml.V4_1,

	"concat": pmml.V4_2, "replace": pmml.V4_2, "matches": pmml.V4_2,

	"normalCDF": pmml.V4_3, "normalPDF": pmml.V4_3, "normalIDF": pmml.V4_3,
	"stdNormalCDF": pmml.V4_3, "stdNormalPDF": pmml.V4_3, "stdNormalIDF": pmml.V4_3, "erf": pmml.V4_3,

	"isValid": pmml.V4_4, "isNotValid": pmml.V4_4, "modulo": pmml.V4_4, "expm1": pmml.V4_4, "ln1p": pmml.V4_4,
	"hypot": pmml.V4_4, "rint": pmml.V4_4, "sin": pmml.V4_4, "cos": pmml.V4_4, "tan": pmml.V4_4,
	"asin": pmml.V4_4, "acos": pmml.V4_4, "atan": pmml.V4_4, "sinh": pmml.V4_4, "cosh": pmml.V4_4, "tanh": pmml.V4_4,
}

func (c *Checker) apply(a *pmml.Apply) {
	since := newFunctions[a.Function]
	if since > c.doc.Version && !c.defined[a.Function] {
		c.Warn(CodeNewerFunction, a, "function %q came with PMML %s, and the document is of version %s", a.Function, versionText(since), versionText(c.doc.Version))
	}
}
