package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// found gives what is found in a document, each as "line severity code".
func found(t *testing.T, text string) []string {
	t.Helper()
	doc, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err)
	list := []string{}
	for _, f := range check.Document(doc, models.All, check.Options{}) {
		severity := map[check.Severity]string{check.Note: "note", check.Warning: "warning", check.Error: "error"}[f.Severity]
		list = append(list, fmt.Sprintf("%d %s %s", f.Node.Position().Line, severity, f.Code))
	}
	return list
}

// frame puts the parts of a test together: line 1 begins the document, line 2 is
// the DataDictionary, line 3 the TransformationDictionary, and the model follows.
const frame = `<PMML xmlns="http://www.dmg.org/PMML-%s" version="%s"><Header/>
<DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="n" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField><DataField name="y" optype="categorical" dataType="string"><Value value="yes"/><Value value="no"/></DataField></DataDictionary>
%s
%s
</PMML>`

func document(version, dictionary, model string) string {
	return fmt.Sprintf(frame, strings.ReplaceAll(version, ".", "_"), version, dictionary, model)
}

// schema is a mining schema, on one line, whose fields are all used by usesAll.
const (
	schema  = `<MiningSchema><MiningField name="x"/><MiningField name="c"/><MiningField name="y" usageType="target"/></MiningSchema>`
	usesAll = `<Output><OutputField name="o" feature="transformedValue"><Apply function="concat"><FieldRef field="x"/><FieldRef field="c"/></Apply></OutputField></Output>`
)

// tree gives a tree whose root is on line 6; nodes follow from line 7 on.
func tree(attributes, nodes string) string {
	return `<TreeModel functionName="classification" ` + attributes + `>` + schema + "\n" +
		usesAll + "\n" + `<Node score="yes"` + rootDefault(attributes) + `><True/>` + "\n" + nodes + "\n</Node></TreeModel>"
}

func rootDefault(attributes string) string {
	if strings.Contains(attributes, "defaultChild") {
		return ` defaultChild="1"`
	}
	return ""
}

func simple(field, operator, value string) string {
	return fmt.Sprintf(`<SimplePredicate field="%s" operator="%s" value="%s"/>`, field, operator, value)
}

func node(content string) string {
	return `<Node id="` + fmt.Sprint(len(content)) + `" score="no">` + content + `</Node>`
}

func set(operator, values string) string {
	return fmt.Sprintf(`<SimpleSetPredicate field="c" booleanOperator="%s"><Array type="string">%s</Array></SimpleSetPredicate>`, operator, values)
}

func compound(operator string, parts ...string) string {
	return `<CompoundPredicate booleanOperator="` + operator + `">` + strings.Join(parts, "") + `</CompoundPredicate>`
}

func TestTrees(t *testing.T) {
	for _, tt := range []struct {
		name, attributes, nodes string
		want                    []string
	}{
		{"nothing", "", node(simple("x", "lessThan", "1")) + "\n" + node(simple("x", "greaterOrEqual", "1")), nil},
		{"a range that is empty", "", node(simple("x", "lessThan", "1") + "\n" + node("\n"+simple("x", "greaterThan", "2"))), []string{"9 warning impossible-predicate"}},
		{"a range of one value", "", node(simple("x", "lessOrEqual", "1") + "\n" + node(simple("x", "greaterOrEqual", "1"))), nil},
		{"a range of no value", "", node(simple("x", "lessThan", "1") + "\n" + node(simple("x", "greaterOrEqual", "1"))), []string{"8 warning impossible-predicate"}},
		{"what follows from an impossible node is not told", "", node(simple("x", "lessThan", "1") + "\n" + node(simple("x", "greaterThan", "2")+node(simple("x", "greaterThan", "3")))), []string{"8 warning impossible-predicate"}},
		{"siblings do not count", "", node(simple("x", "lessThan", "1")) + "\n" + node(simple("x", "greaterThan", "2")), nil},
		{"within one predicate", "", node(compound("and", simple("x", "lessThan", "1"), simple("x", "greaterThan", "2"))), []string{"7 warning impossible-predicate"}},
		{"or is no contradiction", "", node(compound("or", simple("x", "lessThan", "1"), simple("x", "greaterThan", "2"))), nil},
		{"missing and compared", "", node(`<SimplePredicate field="x" operator="isMissing"/>` + "\n" + node(simple("x", "greaterThan", "2"))), []string{"8 warning impossible-predicate"}},
		{"two values", "", node(simple("c", "equal", "a") + "\n" + node(simple("c", "equal", "b"))), []string{"8 warning impossible-predicate"}},
		{"sets without a common value", "", node(set("isIn", "a") + "\n" + node(set("isNotIn", "a b"))), []string{"8 warning impossible-predicate"}},
		{"sets with one", "", node(set("isIn", "a b") + "\n" + node(set("isNotIn", "a"))), nil},
		{"entered by default", `missingValueStrategy="defaultChild"`,
			`<Node id="1" score="no" defaultChild="2">` + simple("x", "lessThan", "1") + "\n" + `<Node id="2" score="no">` + simple("x", "greaterThan", "2") + `</Node></Node>`, nil},
		{"no default child", `missingValueStrategy="defaultChild"`, `<Node id="1" score="no">` + simple("x", "lessThan", "1") + "\n" + node(simple("x", "lessThan", "0")) + `</Node>`, []string{"7 warning default-child-missing"}},
		{"after a True", "", node("<True/>") + "\n" + node(simple("x", "lessThan", "1")), []string{"8 warning unreachable-node"}},
		{"False", "", node("<False/>") + "\n" + node("<True/>"), []string{"7 warning unreachable-node"}},
		{"a value that is not listed", "", node(simple("c", "equal", "z")), []string{"7 warning unlisted-value"}},
		{"a set with one", "", node(set("isIn", "a z")), []string{"7 warning unlisted-value"}},
		{"an empty set", "", node(set("isIn", "")), []string{"7 warning empty-set"}},
		{"never by and", "", node(compound("and", "<False/>", simple("x", "lessThan", "1"))), []string{"7 warning unreachable-node", "7 warning constant-predicate"}},
		{"always by or", "", node(compound("or", "<True/>", simple("x", "lessThan", "1"))), []string{"7 warning constant-predicate"}},
		{"always by a contrary", "", node(compound("or", simple("x", "greaterThan", "1"), simple("x", "lessOrEqual", "1"))), []string{"7 warning constant-predicate"}},
		{"three children of a binary split", `splitCharacteristic="binarySplit"`, node(simple("x", "lessThan", "1")) + node(simple("x", "lessThan", "2")) + node("<True/>"), []string{"6 warning count-mismatch"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, document("4.4", "", tree(tt.attributes, tt.nodes))))
		})
	}
}

// segments gives a MiningModel whose segments stand on lines of their own, from
// line 6 on.
func segments(method string, predicates ...string) string {
	b := `<MiningModel functionName="classification">` + schema + "\n" + usesAll + `<Segmentation multipleModelMethod="` + method + `">`
	for _, p := range predicates {
		b += "\n<Segment>" + p + `<TreeModel functionName="classification">` + schema + `<Node score="no"><True/></Node></TreeModel></Segment>`
	}
	return b + "</Segmentation></MiningModel>"
}

func TestModels(t *testing.T) {
	const leaf = "\n<Node score=\"no\"><True/></Node></TreeModel>"
	const regression = `<RegressionModel functionName="regression" %s><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="%s"/></MiningSchema>` + "\n" +
		`%s<RegressionTable intercept="1"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>`
	for _, tt := range []struct {
		name, version, dictionary, model string
		want                             []string
	}{
		{"after the segment that takes all", "4.4", "", segments("selectFirst", "<True/>", "<True/>"), []string{"7 warning unreachable-segment"}},
		{"all segments run", "4.4", "", segments("majorityVote", "<True/>", "<True/>"), nil},
		{"a segment that never runs", "4.4", "", segments("majorityVote", "<True/>", "<False/>"), []string{"7 warning unreachable-segment"}},
		{"a segment's predicate", "4.4", "", segments("majorityVote", compound("and", simple("x", "lessThan", "1"), simple("x", "greaterThan", "1")), "<True/>"), []string{"6 warning impossible-predicate"}},

		{"unused", "4.4", `<TransformationDictionary><DefineFunction name="f" optype="continuous"><ParameterField name="p"/><FieldRef field="p"/></DefineFunction><DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="n"/></DerivedField></TransformationDictionary>`,
			`<TreeModel functionName="classification">` + "\n" + schema + "\n" + `<LocalTransformations><DerivedField name="l" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></LocalTransformations>` + leaf,
			[]string{"3 note unused-function", "3 note unused-derived-field", "5 note unused-mining-field", "6 note unused-derived-field"}},

		{"a field that is nowhere", "4.4", "", `<TreeModel functionName="classification"><MiningSchema><MiningField name="z" usageType="supplementary"/></MiningSchema>` + leaf, []string{"4 warning field-not-declared"}},
		{"deprecated usage", "4.4", "", fmt.Sprintf(regression, "", "predicted", ""), []string{"4 warning deprecated"}},
		{"not yet deprecated usage", "4.1", "", fmt.Sprintf(regression, "", "predicted", ""), nil},
		{"deprecated attributes", "4.4", "", fmt.Sprintf(regression, `modelType="logisticRegression" targetFieldName="n"`, "target", ""), []string{"4 warning deprecated", "4 warning deprecated", "4 warning model-type-mismatch"}},
		{"a deprecated feature", "4.4", "", fmt.Sprintf(regression, "", "target", `<Output><OutputField name="o" feature="clusterId"/></Output>`), []string{"5 warning deprecated"}},
		{"an embedded model", "4.4", "", `<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><Node><True/>` + "\n" +
			`<Regression functionName="regression"><RegressionTable intercept="1"><NumericPredictor name="x" coefficient="1"/></RegressionTable></Regression></Node></TreeModel>`, []string{"5 warning deprecated"}},
		{"a method of PMML 3", "4.0", `<TransformationDictionary><DerivedField name="d" optype="continuous" dataType="double"><NormDiscrete field="c" value="a" method="indicator"/></DerivedField></TransformationDictionary>`,
			fmt.Sprintf(regression, "", "target", `<Output><OutputField name="o" feature="transformedValue"><FieldRef field="d"/></OutputField></Output>`), []string{"3 warning deprecated"}},
		{"a newer function", "4.2", "", fmt.Sprintf(regression, "", "target", `<Output><OutputField name="o" feature="transformedValue"><Apply function="expm1"><FieldRef field="x"/></Apply></OutputField></Output>`), []string{"5 warning newer-function"}},
		{"a function of the document", "4.2", `<TransformationDictionary><DefineFunction name="expm1" optype="continuous"><ParameterField name="p"/><FieldRef field="p"/></DefineFunction></TransformationDictionary>`,
			fmt.Sprintf(regression, "", "target", `<Output><OutputField name="o" feature="transformedValue"><Apply function="expm1"><FieldRef field="x"/></Apply></OutputField></Output>`), nil},

		{"priors", "4.4", "", `<TreeModel functionName="classification">` + schema + usesAll + "\n" +
			`<Targets><Target field="y"><TargetValue value="yes" priorProbability="0.7"/><TargetValue value="no" priorProbability="0.2"/></Target></Targets>` + leaf, []string{"5 warning priors-sum"}},
		{"a target that is none", "4.4", "", `<TreeModel functionName="classification">` + schema + usesAll + "\n" + `<Targets><Target field="x"/></Targets>` + leaf, []string{"5 warning target-unknown"}},
		{"an unknown category", "4.4", "", `<TreeModel functionName="classification">` + schema + "\n" +
			`<Output><OutputField name="o" feature="transformedValue"><Apply function="concat"><FieldRef field="x"/><FieldRef field="c"/></Apply></OutputField><OutputField name="p" feature="probability" value="maybe"/></Output>` + leaf, []string{"5 warning unknown-category"}},

		{"a second table without effect", "4.4", "", `<RegressionModel functionName="classification" normalizationMethod="logit">` + schema + usesAll + "\n" +
			`<RegressionTable intercept="1" targetCategory="yes"/>` + "\n" + `<RegressionTable intercept="2" targetCategory="no"/></RegressionModel>`, []string{"6 note table-ignored"}},
		{"a second table that is empty", "4.4", "", `<RegressionModel functionName="classification" normalizationMethod="logit">` + schema + usesAll + "\n" +
			`<RegressionTable intercept="1" targetCategory="yes"/>` + "\n" + `<RegressionTable intercept="0" targetCategory="no"/></RegressionModel>`, nil},
		{"Targets twice", "4.4", "", `<MiningModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="target"/></MiningSchema>` + "\n" +
			`<Targets><Target field="n" rescaleFactor="2"/></Targets>` + "\n" + `<Segmentation multipleModelMethod="modelChain"><Segment><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="target"/></MiningSchema>` +
			`<Targets><Target field="n" castInteger="round"/></Targets><RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/></RegressionTable></RegressionModel></Segment></Segmentation></MiningModel>`, []string{"5 note targets-twice"}},

		{"verification", "4.4", "", `<TreeModel functionName="classification">` + schema + usesAll + leaf[:len(leaf)-len("</TreeModel>")] + "\n" +
			`<ModelVerification recordCount="2" fieldCount="1"><VerificationFields>` + "\n" + `<VerificationField field="q"/>` + "\n" + `<VerificationField field="x" column="X" precision="-1"/></VerificationFields><InlineTable><row><q>1</q></row></InlineTable></ModelVerification></TreeModel>`,
			[]string{"6 warning count-mismatch", "6 error count-mismatch", "7 warning verification", "8 error verification", "8 warning verification"}},

		{"counts of a network", "4.4", "", `<NeuralNetwork functionName="regression" activationFunction="tanh" numberOfLayers="2"><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="target"/></MiningSchema>` + "\n" +
			`<NeuralInputs numberOfInputs="2"><NeuralInput id="i"><DerivedField optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></NeuralInput></NeuralInputs>` + "\n" +
			`<NeuralLayer numberOfNeurons="2"><Neuron id="a"><Con from="i" weight="1"/></Neuron></NeuralLayer>` + "\n" +
			`<NeuralOutputs numberOfOutputs="2"><NeuralOutput outputNeuron="a"><DerivedField optype="continuous" dataType="double"><FieldRef field="n"/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork>`,
			[]string{"4 warning count-mismatch", "5 warning count-mismatch", "6 warning count-mismatch", "7 warning count-mismatch"}},

		{"counts of an association model", "4.4", "", `<AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="3" numberOfItemsets="1" numberOfRules="2"><MiningSchema><MiningField name="c"/></MiningSchema>` + "\n" +
			`<Item id="1" value="a"/>` + "\n" + `<Itemset id="1" numberOfItems="2"><ItemRef itemRef="1"/></Itemset><AssociationRule antecedent="1" consequent="1" support="1" confidence="1"/></AssociationModel>`,
			[]string{"4 warning count-mismatch", "4 warning count-mismatch", "6 warning count-mismatch"}},
		{"counts of a Gaussian process", "4.4", "", `<GaussianProcessModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="n" usageType="target"/></MiningSchema><RadialBasisKernel/>` + "\n" +
			`<TrainingInstances recordCount="3" fieldCount="2"><InstanceFields><InstanceField field="x" column="x"/></InstanceFields><InlineTable><row><x>1</x></row></InlineTable></TrainingInstances></GaussianProcessModel>`,
			[]string{"5 warning count-mismatch", "5 warning count-mismatch"}},
		{"fields of items", "4.4", "", `<AssociationModel functionName="associationRules" numberOfTransactions="9" minimumSupport="0" minimumConfidence="0" numberOfItems="2" numberOfItemsets="0" numberOfRules="0"><MiningSchema><MiningField name="c"/><MiningField name="x"/>` + "\n" +
			`<MiningField name="y"/></MiningSchema><Item id="1" value="c=a"/><Item id="2" value="1" field="x" category="1"/></AssociationModel>`, []string{"5 note unused-mining-field"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, document(tt.version, tt.dictionary, tt.model)))
		})
	}
}

// TestRepeatedNames: what two fields of one name mean is told where it is no error.
func TestRepeatedNames(t *testing.T) {
	again := `<DerivedField name="x" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField>`
	d := `<DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField>`
	copies := func(name string) string {
		return `<OutputField name="` + name + `" feature="transformedValue"><FieldRef field="` + name + `"/></OutputField>`
	}
	model := func(local, outputs string) string {
		return `<TreeModel functionName="classification">` + schema + "\n<LocalTransformations>" + local + "</LocalTransformations>\n" +
			strings.Replace(usesAll, "<Output>", "<Output>"+outputs, 1) + `<Node score="yes"><True/></Node></TreeModel>`
	}
	for _, tt := range []struct {
		name, dictionary, model string
		want                    []string
	}{
		{"a derived field over again", "", model(again, ""), []string{"5 note repeated-name"}},
		{"one that is refused", "", model(strings.Replace(again, "<FieldRef ", `<FieldRef mapMissingTo="1" `, 1), ""), nil},
		{"in the dictionary", "<TransformationDictionary>" + again + "</TransformationDictionary>", model("", ""), []string{"3 note repeated-name"}},
		{"an output field like an input", "", model("", copies("x")), []string{"6 note repeated-name"}},
		{"an output field like a derived field", "", model(d, copies("d")), []string{"6 note repeated-name"}},
		{"an output field like one of the dictionary", "<TransformationDictionary>" + d + "</TransformationDictionary>", model("", copies("d")), []string{"6 note repeated-name"}},
		{"an output field like the target", "", model("", `<OutputField name="y" feature="predictedValue"/>`), nil},
		{"an output field like a data field that the model does not see", "", model("", `<OutputField name="n" feature="predictedValue"/>`), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, document("4.4", tt.dictionary, tt.model)))
		})
	}
}

func TestDocuments(t *testing.T) {
	const rest = `><Header/>` + "\n" + `<DataDictionary%s><DataField name="x" optype="categorical" dataType="integer"><Value value="1"/>` + "\n" + `<Value value="%s"/></DataField></DataDictionary></PMML>`
	for _, tt := range []struct {
		name, root, count, value string
		want                     []string
	}{
		{"nothing", `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2.1"`, ` numberOfFields="1"`, "2", nil},
		{"without a version", `<PMML xmlns="http://www.dmg.org/PMML-4_2"`, "", "2", []string{"1 warning version-missing"}},
		{"without a namespace", `<PMML version="4.2"`, "", "2", []string{"1 note namespace-missing"}},
		{"two versions", `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.4"`, "", "2", []string{"1 warning version-mismatch"}},
		{"a wrong count", `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2"`, ` numberOfFields="2"`, "2", []string{"2 warning count-mismatch"}},
		{"a value twice", `<PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2"`, "", "1.0", []string{"3 warning duplicate-value"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, fmt.Sprintf(tt.root+rest, tt.count, tt.value)))
		})
	}
}

// TestAlike: of one code no more than 100 findings are listed.
func TestAlike(t *testing.T) {
	text := document("4.4", "", tree("", strings.Repeat(node(set("isIn", "")), 150)))
	list := found(t, text)
	require.Len(t, list, 100+1)
	assert.Equal(t, "1 note empty-set", list[100])
}

func TestScorecards(t *testing.T) {
	card := func(attributes, output string, parts ...string) string {
		return `<Scorecard functionName="regression" ` + attributes + `>` + schema + "\n" + strings.Replace(usesAll, "<Output>", "<Output>"+output, 1) + "\n<Characteristics>\n" + strings.Join(parts, "\n") + `</Characteristics></Scorecard>`
	}
	characteristic := func(attributes string, parts ...string) string {
		return `<Characteristic ` + attributes + ">\n" + strings.Join(parts, "\n") + `</Characteristic>`
	}
	attribute := func(predicate string) string { return `<Attribute partialScore="1">` + predicate + `</Attribute>` }
	reason := `<OutputField name="r" optype="categorical" dataType="string" feature="reasonCode"/>`
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", card("", "", characteristic(`reasonCode="a" baselineScore="1"`, attribute(simple("x", "lessThan", "1")), attribute("<True/>"))), nil},
		{"the Scorecard's baseline", card(`baselineScore="2"`, "", characteristic(`reasonCode="a"`, attribute("<True/>"))), nil},
		{"no baseline", card("", "", characteristic(`reasonCode="a"`, attribute("<True/>"))), []string{"7 warning reason-codes-incomplete"}},
		{"no reason code", card("", "", characteristic(`baselineScore="1"`, attribute("<True/>"))), []string{"8 warning reason-codes-incomplete"}},
		{"reason codes are not used", card(`useReasonCodes="false"`, "", characteristic("", attribute("<True/>"))), nil},
		{"else it is an error", card("", reason, characteristic("", attribute("<True/>"))), nil},
		{"after a True", card(`useReasonCodes="false"`, "", characteristic("", attribute("<True/>"), attribute(simple("x", "lessThan", "1")))), []string{"9 warning unreachable-attribute"}},
		{"False", card(`useReasonCodes="false"`, "", characteristic("", attribute("<False/>"), attribute("<True/>"))), []string{"8 warning unreachable-attribute"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, document("4.4", "", tt.text)))
		})
	}
}

func TestRuleSets(t *testing.T) {
	rules := func(criterion, attributes string, parts ...string) string {
		return `<RuleSetModel functionName="classification">` + schema + "\n" + usesAll + "\n<RuleSet " + attributes + `><RuleSelectionMethod criterion="` + criterion + "\"/>\n" + strings.Join(parts, "\n") + `</RuleSet></RuleSetModel>`
	}
	rule := func(attributes, predicate string) string {
		return `<SimpleRule score="yes" ` + attributes + `>` + predicate + `</SimpleRule>`
	}
	compound := func(predicate string, parts ...string) string {
		return `<CompoundRule>` + predicate + "\n" + strings.Join(parts, "\n") + `</CompoundRule>`
	}
	less := simple("x", "lessThan", "1")
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", rules("firstHit", `recordCount="10" nbCorrect="10"`, rule(`recordCount="5" nbCorrect="4"`, less), rule("", "<True/>")), nil},
		{"after a True", rules("firstHit", "", rule("", "<True/>"), rule("", less), compound("<True/>", rule("", less))), []string{"8 warning unreachable-rule", "9 warning unreachable-rule"}},
		{"after a True, where all count", rules("weightedSum", "", rule("", "<True/>"), rule("", less)), nil},
		{"after a True in a compound rule that always holds", rules("firstHit", "", compound("<True/>", rule("", "<True/>")), rule("", less)), []string{"9 warning unreachable-rule"}},
		{"after a True in a compound rule", rules("firstHit", "", compound(less, rule("", "<True/>"), rule("", less)), rule("", less)), []string{"9 warning unreachable-rule"}},
		{"False", rules("weightedMax", "", rule("", "<False/>"), rule("", less)), []string{"7 warning unreachable-rule"}},
		{"more correct than there are", rules("firstHit", `recordCount="10" nbCorrect="11"`, rule(`recordCount="5" nbCorrect="5.5"`, less)), []string{"6 warning count-mismatch", "7 warning count-mismatch"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ElementsMatch(t, tt.want, found(t, document("4.4", "", tt.text)))
		})
	}
}
