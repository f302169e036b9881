package pmml

import (
	"fmt"
	"slices"
	"strings"
)

// Upgrade gives a copy of a document of any version as one of PMML 4.4 that
// scores the same. doc is not changed. What older versions say otherwise becomes:
//
//   - the document's namespace and version, and no xsi:schemaLocation
//   - MiningField usageType="predicted": "target"
//   - Apply of 4.1 with mapMissingTo, which then replaced a missing result:
//     defaultValue
//   - Apply of a function by its x- name: its name in 4.4, where 4.4 has it and
//     the document defines no function of that x- name
//   - TextIndex up to 4.3 without wordSeparatorCharacterRE: \s, the default then
//   - NormDiscrete method="thermometer" of 3.x: calls of if and isIn, with the
//     values that the field lists, or of greaterOrEqual where they are numbers
//   - Segmentation/LocalTransformations of 4.0: the MiningModel's
//   - ClusteringModel CenterFields up to 3.1: LocalTransformations and
//     ClusteringFields
//   - Cluster before 4.1, which had no id: its name, which identified it
//   - SupportVectorMachineModel alternateBinaryTargetCategory of 3.x: categories
//     and threshold 0.5 of its machine; results that stood for neither category
//     now stand for the nearer one
//   - BayesInput in an Extension, where documents before 4.2 had those of
//     continuous fields: one of the BayesInputs
//   - TimeException in a TimeSeries of 4.0: the TimeAnchor's
//   - OutputField without the dataType that 4.3 asks for: double for probabilities,
//     except in models that calculate in single precision, and string for
//     predicted values of a classification whose target is a string. For others
//     it stays left out, since the value could change
//   - DataField and DerivedField of 3.0, where these may be left out, without a
//     dataType or an optype: what they are then read as
//   - Interval in a DerivedField of 3.x, which never counted in scoring: left out
//
// TargetValue rawDataValue, Trend in an ExponentialSmoothing, and the x-
// attributes that 4.4 took in have their new names as soon as they are parsed.
//
// All else stays as it is: models embedded in others (deprecated, but still in
// 4.4), what vendors added, and what is against the schema of the document's own
// version already, such as a header or an optype left out.
//
// Every error is an [*Error]: of class [ErrUnsupported] where 4.4 has no way to
// say the same, as for a thermometer over a field without an order or the trend
// double_exponential of 4.0, and for the versions 4.5 and 5.0, which are a vendor's; of class [ErrInvalid] where the
// document contradicts itself.
func Upgrade(doc *Document) (*Document, error) {
	if doc == nil {
		return nil, &Error{Class: ErrInvalid, Detail: "there is no document"}
	}
	root, fault := rootOf(doc)
	if fault == nil {
		fault = checkShape(doc, &looker{})
	}
	if fault != nil {
		return nil, fault
	}
	if root.version > V4_4 {
		return nil, &Error{Class: ErrUnsupported, Pos: doc.Pos, Detail: fmt.Sprintf("version %v is not one of the standard, so that there is no way from it to 4.4", root.version)}
	}
	u := &upgrader{doc: cloneOne(doc), from: root.version}
	u.run()
	if u.err != nil {
		return nil, u.err
	}
	return u.doc, nil
}

// upgrader changes a copy of the document, node by node.
type upgrader struct {
	doc     *Document
	from    Version
	defined map[string]bool // the functions that the document defines

	// Where the walk stands: in these nodes and models, the innermost last, and in
	// the definition of a function.
	open     []Node
	models   []Model
	function *DefineFunction

	err *Error
}

func (u *upgrader) run() {
	u.defined = map[string]bool{}
	if t := u.doc.TransformationDictionary; t != nil {
		for _, f := range t.DefineFunctions {
			if f != nil {
				u.defined[f.Name] = true
			}
		}
	}
	Walk(u.doc, u.enter, u.leave)
	u.doc.Version, u.doc.VersionText, u.doc.Namespace = V4_4, V4_4.String(), V4_4.Namespace()
	if v := u.doc.Vendor; v != nil && u.from != V4_4 {
		v.Attributes = slices.DeleteFunc(v.Attributes, func(a Attribute) bool { return strings.HasSuffix(a.Name, ":schemaLocation") })
		if len(v.Attributes) == 0 && len(v.Extensions) == 0 && len(v.Elements) == 0 {
			u.doc.Vendor = nil
		}
	}
}

// enter upgrades one node, before those below it. It gives false where nothing
// below it is left to upgrade.
func (u *upgrader) enter(n Node) bool {
	if u.err == nil {
		u.upgrade(n)
	}
	u.open = append(u.open, n)
	if m, ok := n.(Model); ok {
		u.models = append(u.models, m)
	}
	return u.err == nil
}

func (u *upgrader) leave(n Node) {
	u.open = u.open[:len(u.open)-1]
	switch n.(type) {
	case Model:
		u.models = u.models[:len(u.models)-1]
	case *DefineFunction:
		u.function = nil
	}
}

// upgrade upgrades a node itself.
func (u *upgrader) upgrade(n Node) {
	switch n := n.(type) {
	case *MiningField:
		if n.UsageType == UsageTypePredicted {
			n.UsageType = UsageTypeTarget
		}
	case *Apply:
		u.apply(n)
	case *NormDiscrete:
		switch n.Method {
		case NormDiscreteMethodIndicator:
			n.Method = 0 // the only one that 4.4 has
		case NormDiscreteMethodThermometer:
			u.replace(n, u.thermometer(n))
		}
	case *TextIndex:
		if u.from < V4_4 && !n.WordSeparatorCharacterRE.IsSet() {
			n.WordSeparatorCharacterRE = Some(`\s`)
		}
	case *DataField:
		if u.from == V3_0 && n.DataType == 0 {
			n.DataType = ImpliedDataType(n.OpType)
		}
	case *DerivedField:
		n.Intervals = nil
		if u.from == V3_0 && n.OpType == 0 {
			n.OpType = impliedOpType(n.DataType)
		}
	case *OutputField:
		if n.DataType == 0 {
			n.DataType = u.outputType(n)
		}
	case *DefineFunction:
		u.function = n
	case *MiningModel:
		liftTransformations(n)
	case *ClusteringModel:
		u.centerFields(n)
		u.clusterIDs(n)
	case *SupportVectorMachineModel:
		u.alternateCategory(n)
	case *BayesInputs:
		n.BayesInputs, n.Extended = append(n.BayesInputs, n.Extended...), nil
	case *TimeSeries:
		timeExceptions(n)
	case *TrendExpoSmooth:
		if n.Trend == TrendDoubleExponential {
			u.fail(n, ErrUnsupported, "trend=\"double_exponential\" is of PMML 4.0 only")
		}
	}
}

// impliedOpType gives the optype of a derived field that has none.
func impliedOpType(t DataType) OpType {
	switch t {
	case DataTypeString, DataTypeBoolean:
		return OpTypeCategorical
	case DataTypeDate, DataTypeTime, DataTypeDateTime:
		return OpTypeOrdinal
	}
	return OpTypeContinuous
}

// replace puts an expression in the place of another, which stands in the
// innermost open node. It does nothing for nil.
func (u *upgrader) replace(old, x Expression) {
	holder, ok := u.open[len(u.open)-1].(interface{ expressions(func(*Expression)) })
	if x == nil || !ok {
		return
	}
	holder.expressions(func(place *Expression) {
		if *place == old {
			*place = x
		}
	})
}

func (u *upgrader) apply(a *Apply) {
	if u.from == V4_1 && a.MapMissingTo.IsSet() && !a.DefaultValue.IsSet() {
		a.DefaultValue, a.MapMissingTo = a.MapMissingTo, Optional[string]{}
	}
	if name, ok := strings.CutPrefix(a.Function, "x-"); ok && isNewFunction(name) && !u.defined[a.Function] {
		a.Function = name
	}
}

// isNewFunction says whether a function came into the standard after 3.2, so that
// documents may call it by an x- name.
//
// Spec: https://dmg.org/pmml/v4-4-1/BuiltinFunctions.html
func isNewFunction(name string) bool {
	switch name {
	case "isMissing", "isNotMissing", "equal", "notEqual", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual",
		"isIn", "isNotIn", "and", "or", "not", "if", // 4.0
		"median", "product", "lowercase", // 4.1
		"concat", "replace", "matches", // 4.2
		"normalCDF", "normalPDF", "normalIDF", "stdNormalCDF", "stdNormalPDF", "stdNormalIDF", "erf", // 4.3
		"isValid", "isNotValid", "modulo", "expm1", "ln1p", "hypot", "rint", "stringLength",
		"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh": // 4.4
		return true
	}
	return false
}

// liftTransformations makes the derived fields of a Segmentation its model's.
func liftTransformations(m *MiningModel) {
	s := m.Segmentation
	if s == nil || s.LocalTransformations == nil {
		return
	}
	if m.LocalTransformations == nil {
		m.LocalTransformations = s.LocalTransformations
	} else {
		t := m.LocalTransformations
		t.DerivedFields = append(t.DerivedFields, s.LocalTransformations.DerivedFields...)
		addVendor(&t.Element, s.LocalTransformations.Vendor)
	}
	s.LocalTransformations = nil
}

// addVendor keeps what vendors added to an element that goes.
func addVendor(to *Element, v *Vendor) {
	if v == nil {
		return
	}
	if to.Vendor == nil {
		to.Vendor = new(Vendor)
	}
	to.Vendor.Extensions = append(to.Vendor.Extensions, v.Extensions...)
	to.Vendor.Elements = append(to.Vendor.Elements, v.Elements...)
	for _, a := range v.Attributes {
		if !slices.ContainsFunc(to.Vendor.Attributes, func(b Attribute) bool { return a.Name == b.Name }) {
			to.Vendor.Attributes = append(to.Vendor.Attributes, a)
		}
	}
}

// fail records the first error.
func (u *upgrader) fail(at Node, class error, format string, args ...any) {
	if u.err == nil {
		u.err = &Error{Class: class, Pos: at.Position(), Path: PathTo(u.doc, at), Detail: fmt.Sprintf(format, args...)}
	}
}
