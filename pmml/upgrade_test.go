package pmml_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// parsed gives the document of a text.
func parsed(t testing.TB, text string) *pmml.Document {
	t.Helper()
	doc, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err)
	return doc
}

// TestUpgradeCorpus checks that documents of old versions become ones of 4.4 that
// read back, and that nothing else of them changes.
func TestUpgradeCorpus(t *testing.T) {
	dir, docs := corpus(t)
	versions := map[pmml.Version]int{}
	for model := range docs {
		doc, err := pmml.ParseFile(filepath.Join(dir, model))
		if err != nil || doc.Version == pmml.V4_4 {
			continue
		}
		before := doc.Clone()
		up, err := pmml.Upgrade(doc)
		require.Empty(t, difference(before, doc, nil), "%s has been changed", model)
		if doc.Version > pmml.V4_4 {
			require.ErrorIs(t, err, pmml.ErrUnsupported)
			continue
		}
		require.NoError(t, err, model)
		var text bytes.Buffer
		require.NoError(t, pmml.Write(&text, up, pmml.WithIndent("")), model)
		again, err := pmml.Parse(bytes.NewReader(text.Bytes()))
		require.NoError(t, err, model)
		require.Equal(t, pmml.V4_4, again.Version)
		require.Equal(t, "http://www.dmg.org/PMML-4_4", again.Namespace)
		require.Equal(t, "4.4", again.VersionText)
		require.Empty(t, difference(up, again, nil), model)
		require.Empty(t, difference(doc, up, expected(doc)), model)
		twice, err := pmml.Upgrade(up)
		require.NoError(t, err, model)
		require.Empty(t, difference(up, twice, nil), model)
		versions[doc.Version]++
	}
	for _, v := range []pmml.Version{pmml.V3_0, pmml.V3_1, pmml.V3_2, pmml.V4_0, pmml.V4_1, pmml.V4_2, pmml.V4_3} {
		assert.Positive(t, versions[v], "there is no document of %v", v)
	}
}

// expected tells the changes that an upgrade makes.
func expected(doc *pmml.Document) func(path string, a, b reflect.Value) bool {
	root := regexp.MustCompile(`^Document\.(Version|VersionText|Namespace|Element\.Vendor(\.Attributes)?)$`)
	// Documents of single cases, which TestUpgrade has in full.
	old := regexp.MustCompile(`\.(LocalTransformations|CenterFields|ClusteringFields\[\d+\]\.Field|Clusters\[\d+\]\.ID|AlternateBinaryTargetCategory|ClassificationMethod|TargetCategory|AlternateTargetCategory|Threshold|Expression)$`)
	return func(path string, a, b reflect.Value) bool {
		switch {
		case root.MatchString(path):
			return true
		case strings.HasSuffix(path, ".UsageType"):
			return a.Uint() == uint64(pmml.UsageTypePredicted) && b.Uint() == uint64(pmml.UsageTypeTarget)
		case strings.HasSuffix(path, ".DataType"):
			return strings.Contains(path, "OutputFields") && a.Uint() == 0 && (b.Uint() == uint64(pmml.DataTypeDouble) || b.Uint() == uint64(pmml.DataTypeString))
		case strings.HasSuffix(path, ".MapMissingTo"), strings.HasSuffix(path, ".DefaultValue"):
			return doc.Version == pmml.V4_1
		case strings.HasSuffix(path, ".BayesInputs"), strings.HasSuffix(path, ".Extended"):
			return doc.Version < pmml.V4_4
		case strings.HasSuffix(path, ".Function"):
			return a.String() == "x-"+b.String()
		}
		return doc.Version <= pmml.V4_0 && old.MatchString(path)
	}
}

// head and tail stand around the expression of a derived field.
func expressionText(version, dictionary, expression string) string {
	return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><DataDictionary>` + dictionary + `</DataDictionary>` +
		`<TransformationDictionary><DerivedField name="d" optype="continuous" dataType="double">` + expression + `</DerivedField></TransformationDictionary></PMML>`
}

func TestUpgradeExpressions(t *testing.T) {
	const size = `<DataField name="f" optype="ordinal" dataType="string"><Value value="s"/><Value value="?" property="missing"/><Value value="m"/><Value value="l"/></DataField>`
	const number = `<DataField name="f" optype="continuous" dataType="integer"/>`
	for _, tt := range []struct{ name, version, dictionary, expression, want string }{
		{"mapMissingTo of 4.1", "4.1", "", `<Apply function="+" mapMissingTo="1"/>`, `<Apply function="+" defaultValue="1"/>`},
		{"mapMissingTo of 4.1 beside defaultValue", "4.1", "", `<Apply function="+" mapMissingTo="1" defaultValue="2"/>`, `<Apply function="+" mapMissingTo="1" defaultValue="2"/>`},
		{"mapMissingTo of 4.2", "4.2", "", `<Apply function="+" mapMissingTo="1"/>`, `<Apply function="+" mapMissingTo="1"/>`},
		{"a function that 4.4 has", "4.3", "", `<Apply function="x-expm1"/>`, `<Apply function="expm1"/>`},
		{"a function that 4.4 has, inside another", "4.3", "", `<Apply function="f"><Apply function="x-sin"/></Apply>`, `<Apply function="f"><Apply function="sin"/></Apply>`},
		{"a function that 4.4 has not", "4.3", "", `<Apply function="x-atan2"/>`, `<Apply function="x-atan2"/>`},
		{"a text index", "4.3", "", `<TextIndex textField="f"><Constant>a</Constant></TextIndex>`, `<TextIndex textField="f" wordSeparatorCharacterRE="\s"><Constant>a</Constant></TextIndex>`},
		{"a text index of 4.4", "4.4", "", `<TextIndex textField="f"><Constant>a</Constant></TextIndex>`, `<TextIndex textField="f"><Constant>a</Constant></TextIndex>`},
		{"a text index with separators", "4.2", "", `<TextIndex textField="f" wordSeparatorCharacterRE=","><Constant>a</Constant></TextIndex>`, `<TextIndex textField="f" wordSeparatorCharacterRE=","><Constant>a</Constant></TextIndex>`},
		{"an indicator", "3.2", "", `<NormDiscrete field="f" value="a" method="indicator"/>`, `<NormDiscrete field="f" value="a"/>`},
		{"a thermometer over listed values", "3.2", size, `<NormDiscrete field="f" value="m" method="thermometer"/>`,
			`<Apply function="if"><Apply function="isNotMissing"><FieldRef field="f"/></Apply><Apply function="if"><Apply function="isIn"><FieldRef field="f"/><Constant dataType="string">m</Constant><Constant dataType="string">l</Constant></Apply><Constant dataType="double">1</Constant><Constant dataType="double">0</Constant></Apply></Apply>`},
		{"a thermometer over numbers, inside a call", "3.2", number, `<Apply function="+"><NormDiscrete field="f" value="3" method="thermometer" mapMissingTo="0.5"/></Apply>`,
			`<Apply function="+"><Apply function="if"><Apply function="isMissing"><FieldRef field="f"/></Apply><Constant dataType="double">0.5</Constant><Apply function="if"><Apply function="greaterOrEqual"><FieldRef field="f"/><Constant dataType="integer">3</Constant></Apply><Constant dataType="double">1</Constant><Constant dataType="double">0</Constant></Apply></Apply></Apply>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			up, err := pmml.Upgrade(parsed(t, expressionText(tt.version, tt.dictionary, tt.expression)))
			require.NoError(t, err)
			want := parsed(t, expressionText("4.4", tt.dictionary, tt.want))
			require.Empty(t, difference(want, up, nil))
		})
	}
}

func TestUpgrade(t *testing.T) {
	const derived = `<DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField>`
	const derived2 = `<DerivedField name="e" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField>`
	for _, tt := range []struct{ name, version, model, want string }{
		{"predicted", "4.0", `<TreeModel functionName="regression"><MiningSchema><MiningField name="y" usageType="predicted"/></MiningSchema><Node><True/></Node></TreeModel>`,
			`<TreeModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/></MiningSchema><Node><True/></Node></TreeModel>`},
		{"a segmentation's transformations", "4.0",
			`<MiningModel functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="sum"><LocalTransformations>` + derived + `</LocalTransformations></Segmentation></MiningModel>`,
			`<MiningModel functionName="regression"><MiningSchema/><LocalTransformations>` + derived + `</LocalTransformations><Segmentation multipleModelMethod="sum"/></MiningModel>`},
		{"a segmentation's transformations beside the model's", "4.0",
			`<MiningModel functionName="regression"><MiningSchema/><LocalTransformations>` + derived + `</LocalTransformations><Segmentation multipleModelMethod="sum"><LocalTransformations x-a="1"><Extension name="n"/>` + derived2 + `</LocalTransformations></Segmentation></MiningModel>`,
			`<MiningModel functionName="regression"><MiningSchema/><LocalTransformations x-a="1"><Extension name="n"/>` + derived + derived2 + `</LocalTransformations><Segmentation multipleModelMethod="sum"/></MiningModel>`},
		{"center fields", "3.1",
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><ClusteringField field="x" fieldWeight="2"/><ClusteringField field="y"/><CenterFields>` + derived + derived2 + `</CenterFields><Cluster/></ClusteringModel>`,
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><LocalTransformations>` + derived + derived2 + `</LocalTransformations><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><ClusteringField field="d" fieldWeight="2"/><ClusteringField field="e"/><Cluster/></ClusteringModel>`},
		{"center fields alone", "3.0",
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><LocalTransformations>` + derived + `</LocalTransformations><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><CenterFields>` + derived2 + `</CenterFields><Cluster/></ClusteringModel>`,
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><LocalTransformations>` + derived + derived2 + `</LocalTransformations><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><ClusteringField field="e"/><Cluster/></ClusteringModel>`},
		{"clusters without ids", "4.0",
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="2"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><Cluster name="a"/><Cluster/></ClusteringModel>`,
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="2"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><Cluster id="a" name="a"/><Cluster/></ClusteringModel>`},
		{"clusters that have places for ids", "4.1",
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><Cluster name="a"/></ClusteringModel>`,
			`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><Cluster name="a"/></ClusteringModel>`},
		{"an alternate category", "3.2",
			`<SupportVectorMachineModel functionName="classification" alternateBinaryTargetCategory="no"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields/></VectorDictionary><SupportVectorMachine targetCategory="yes"><Coefficients/></SupportVectorMachine></SupportVectorMachineModel>`,
			`<SupportVectorMachineModel functionName="classification" classificationMethod="OneAgainstOne"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields/></VectorDictionary><SupportVectorMachine targetCategory="no" alternateTargetCategory="yes" threshold="0.5"><Coefficients/></SupportVectorMachine></SupportVectorMachineModel>`},
		{"inputs in extensions", "4.1",
			`<NaiveBayesModel functionName="classification" threshold="0"><MiningSchema/><BayesInputs><Extension><BayesInput fieldName="x"><TargetValueStats/></BayesInput></Extension><BayesInput fieldName="y"/></BayesInputs><BayesOutput><TargetValueCounts/></BayesOutput></NaiveBayesModel>`,
			`<NaiveBayesModel functionName="classification" threshold="0"><MiningSchema/><BayesInputs><BayesInput fieldName="y"/><BayesInput fieldName="x"><TargetValueStats/></BayesInput></BayesInputs><BayesOutput><TargetValueCounts/></BayesOutput></NaiveBayesModel>`},
		{"time exceptions", "4.0",
			`<TimeSeriesModel functionName="timeSeries" bestFit="ExponentialSmoothing"><MiningSchema/><TimeSeries><TimeException><Array type="int">1</Array></TimeException></TimeSeries></TimeSeriesModel>`,
			`<TimeSeriesModel functionName="timeSeries" bestFit="ExponentialSmoothing"><MiningSchema/><TimeSeries><TimeAnchor><TimeException><Array type="int">1</Array></TimeException></TimeAnchor></TimeSeries></TimeSeriesModel>`},
		{"outputs", "4.2",
			`<TreeModel functionName="regression"><MiningSchema/><Output><OutputField name="p" feature="probability"/><OutputField name="v"/></Output><Node><True/></Node></TreeModel>`,
			`<TreeModel functionName="regression"><MiningSchema/><Output><OutputField name="p" feature="probability" dataType="double"/><OutputField name="v"/></Output><Node><True/></Node></TreeModel>`},
		{"outputs in single precision", "4.2",
			`<TreeModel functionName="regression" x-mathContext="float"><MiningSchema/><Output><OutputField name="p" feature="probability"/></Output><Node><True/></Node></TreeModel>`,
			`<TreeModel functionName="regression" x-mathContext="float"><MiningSchema/><Output><OutputField name="p" feature="probability"/></Output><Node><True/></Node></TreeModel>`},
		{"the display value of a target", "3.1",
			`<TreeModel functionName="regression"><MiningSchema/><Targets><Target><TargetValue value="1" rawDataValue="one"/></Target></Targets><Node><True/></Node></TreeModel>`,
			`<TreeModel functionName="regression"><MiningSchema/><Targets><Target><TargetValue value="1" displayValue="one"/></Target></Targets><Node><True/></Node></TreeModel>`},
		{"an interval of a derived field", "3.0",
			`<TreeModel functionName="regression"><MiningSchema/><LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="x"/><Interval closure="openOpen"/></DerivedField></LocalTransformations><Node><True/></Node></TreeModel>`,
			`<TreeModel functionName="regression"><MiningSchema/><LocalTransformations>` + derived + `</LocalTransformations><Node><True/></Node></TreeModel>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := func(version, model string) string {
				return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><DataDictionary/>` + model + `</PMML>`
			}
			up, err := pmml.Upgrade(parsed(t, text(tt.version, tt.model)))
			require.NoError(t, err)
			require.Empty(t, difference(parsed(t, text("4.4", tt.want)), up, nil), written(t, up))
		})
	}
}

func TestUpgradeOutputTypes(t *testing.T) {
	model := func(function, targets, output string) *pmml.Document {
		return parsed(t, `<PMML version="4.2"><DataDictionary><DataField name="s" optype="categorical" dataType="string"/><DataField name="i" optype="categorical" dataType="integer"/></DataDictionary>`+
			`<TreeModel functionName="`+function+`"><MiningSchema>`+targets+`</MiningSchema><Output><OutputField name="o" `+output+`/></Output><Node><True/></Node></TreeModel></PMML>`)
	}
	const s, i = `<MiningField name="s" usageType="predicted"/>`, `<MiningField name="i" usageType="target"/>`
	for _, tt := range []struct {
		name string
		doc  *pmml.Document
		want pmml.DataType
	}{
		{"a class", model("classification", s, `feature="predictedValue"`), pmml.DataTypeString},
		{"a class by default", model("classification", s, ""), pmml.DataTypeString},
		{"one of two targets", model("classification", s+i, `targetField="s"`), pmml.DataTypeString},
		{"any of two targets", model("classification", s+i, ""), 0},
		{"a number of a class", model("classification", i, ""), 0},
		{"no target", model("classification", "", ""), 0},
		{"a regression", model("regression", s, ""), 0},
		{"a segment's value", model("classification", s, `segmentId="1"`), 0},
		{"another feature", model("classification", s, `feature="entityId"`), 0},
		{"given", model("classification", s, `dataType="integer"`), pmml.DataTypeInteger},
	} {
		up, err := pmml.Upgrade(tt.doc)
		require.NoError(t, err)
		assert.Equal(t, tt.want, up.Models[0].Base().Output.OutputFields[0].DataType, tt.name)
	}
}

func TestUpgradeOfRoot(t *testing.T) {
	doc := parsed(t, `<PMML xmlns="http://www.dmg.org/PMML-4_1" version="4.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"><DataDictionary/></PMML>`)
	up, err := pmml.Upgrade(doc)
	require.NoError(t, err)
	assert.Equal(t, []pmml.Attribute{{Name: "xmlns:xsi", Value: "http://www.w3.org/2001/XMLSchema-instance"}}, up.Vendor.Attributes)
	assert.Len(t, doc.Vendor.Attributes, 2)
	up, err = pmml.Upgrade(&pmml.Document{})
	require.NoError(t, err)
	assert.Equal(t, "4.4", up.VersionText)
}

func TestUpgradeKeepsDefinedFunctions(t *testing.T) {
	doc := parsed(t, `<PMML version="4.2"><DataDictionary/><TransformationDictionary><DefineFunction name="x-sin" optype="continuous"><ParameterField name="p"/><Apply function="x-cos"/></DefineFunction>`+
		`<DerivedField name="d" optype="continuous" dataType="double"><Apply function="x-sin"/></DerivedField></TransformationDictionary></PMML>`)
	up, err := pmml.Upgrade(doc)
	require.NoError(t, err)
	d := up.TransformationDictionary
	assert.Equal(t, "x-sin", d.DerivedFields[0].Expression.(*pmml.Apply).Function)
	assert.Equal(t, "cos", d.DefineFunctions[0].Expression.(*pmml.Apply).Function)
}

func TestUpgradeRefuses(t *testing.T) {
	const thermometer = `<NormDiscrete field="f" value="x" method="thermometer"/>`
	const at = "TransformationDictionary/DerivedField/NormDiscrete: "
	model := func(m string) string {
		return `<PMML version="3.1"><DataDictionary/>` + m + `</PMML>`
	}
	for _, tt := range []struct{ name, text, want string }{
		{"a vendor's version", `<PMML version="5.0"><DataDictionary/></PMML>`, `unsupported: version 5.0 is not one of the standard, so that there is no way from it to 4.4`},
		{"a thermometer over an unknown field", expressionText("3.2", "", thermometer), at + `unsupported: method="thermometer" needs the values of field "f", which is not one of the document's fields`},
		{"a thermometer over a field without order", expressionText("3.2", `<DataField name="f" optype="categorical" dataType="string"><Value value="x"/></DataField>`, thermometer), at + `unsupported: method="thermometer" needs an ordinal field with listed values, which "f" is not`},
		{"a thermometer with an unknown value", expressionText("3.2", `<DataField name="f" optype="ordinal" dataType="string"><Value value="y"/></DataField>`, thermometer), at + `invalid document: method="thermometer" needs one of the values of field "f", found "x"`},
		{"center fields without names", model(`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><CenterFields><DerivedField optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></CenterFields></ClusteringModel>`),
			`ClusteringModel/CenterFields: unsupported: center field 1 has no name, by which a clustering field could refer to it`},
		{"other clustering fields than center fields", model(`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><ClusteringField field="x"/><CenterFields/></ClusteringModel>`),
			`ClusteringModel/CenterFields: unsupported: the model has 1 clustering fields, but 0 center fields`},
		{"an alternate category without a machine", model(`<SupportVectorMachineModel functionName="classification" alternateBinaryTargetCategory="no"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields/></VectorDictionary></SupportVectorMachineModel>`),
			`SupportVectorMachineModel: unsupported: alternateBinaryTargetCategory needs one support vector machine, found 0`},
		{"a trend of 4.0", `<PMML version="4.0"><DataDictionary/><TimeSeriesModel functionName="timeSeries" bestFit="ExponentialSmoothing"><MiningSchema/><ExponentialSmoothing><Level/><Trend trend="double_exponential"/></ExponentialSmoothing></TimeSeriesModel></PMML>`,
			`unsupported: trend="double_exponential" is of PMML 4.0 only`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := parsed(t, tt.text)
			_, err := pmml.Upgrade(doc)
			var fault *pmml.Error
			require.ErrorAs(t, err, &fault)
			assert.NotZero(t, fault.Pos)
			assert.Regexp(t, regexp.QuoteMeta(tt.want)+"$", err.Error())
		})
	}
	_, err := pmml.Upgrade(nil)
	require.EqualError(t, err, "invalid document: there is no document")
}

func TestClone(t *testing.T) {
	filler := newFiller(false)
	for _, m := range models() {
		doc := filler.document(reflect.TypeOf(m))
		c := doc.Clone()
		require.Empty(t, difference(doc, c, nil))
		requireApart(t, "Document", reflect.ValueOf(doc), reflect.ValueOf(c))
	}
	assert.Nil(t, (*pmml.Document)(nil).Clone())
}

// requireApart checks that two equal trees share no node and no list.
func requireApart(t *testing.T, path string, a, b reflect.Value) {
	switch a.Kind() {
	case reflect.Pointer:
		if !a.IsNil() {
			require.NotEqual(t, a.Pointer(), b.Pointer(), path)
			requireApart(t, path, a.Elem(), b.Elem())
		}
	case reflect.Interface:
		if !a.IsNil() {
			requireApart(t, path, a.Elem(), b.Elem())
		}
	case reflect.Slice:
		if a.Len() > 0 {
			require.NotEqual(t, a.Pointer(), b.Pointer(), path)
		}
		for i := range a.Len() {
			requireApart(t, path, a.Index(i), b.Index(i))
		}
	case reflect.Struct:
		if a.Type().PkgPath() != "github.com/gopmml/gopmml/pmml" {
			return // an XML element has parents
		}
		for i := range a.NumField() {
			requireApart(t, path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	}
}

// TestTypesLeftOut: a DataField of PMML 3.0 needs no dataType and a DerivedField
// no optype; 4.4 needs both. What is left out stays so when the document is written.
func TestTypesLeftOut(t *testing.T) {
	const text = `<PMML xmlns="http://www.dmg.org/PMML-%s" version="%s"><Header copyright=""/><DataDictionary>` +
		`<DataField name="a" optype="continuous"%s/><DataField name="b" optype="categorical"%s/><DataField name="c" optype="ordinal"%s/></DataDictionary>` +
		`<TransformationDictionary><DerivedField name="d" dataType="string"%s><FieldRef field="b"/></DerivedField>` +
		`<DerivedField name="e" dataType="integer"%s><FieldRef field="a"/></DerivedField><DerivedField name="f" dataType="date"%s><FieldRef field="b"/></DerivedField></TransformationDictionary></PMML>`
	old := parsed(t, fmt.Sprintf(text, "3_0", "3.0", "", "", "", "", "", ""))
	up, err := pmml.Upgrade(old)
	require.NoError(t, err)
	want := parsed(t, fmt.Sprintf(text, "4_4", "4.4", ` dataType="double"`, ` dataType="string"`, ` dataType="string"`, ` optype="categorical"`, ` optype="continuous"`, ` optype="ordinal"`))
	require.Empty(t, difference(want, up, nil))

	var again bytes.Buffer
	require.NoError(t, pmml.Write(&again, old, pmml.WithIndent("")))
	require.Empty(t, difference(old, parsed(t, again.String()), nil))
	assert.NotContains(t, again.String(), `optype="continuous" dataType`)

	_, err = pmml.Parse(strings.NewReader(fmt.Sprintf(text, "3_1", "3.1", "", "", "", "", "", "")))
	require.ErrorContains(t, err, `required attribute "dataType" is missing`)
}
