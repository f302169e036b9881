package pmml_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func mustParse(t testing.TB, text string) *pmml.Document {
	t.Helper()
	doc, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err)
	return doc
}

func TestVersions(t *testing.T) {
	for _, tt := range []struct {
		root string
		want pmml.Version
	}{
		{`PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4.1"`, pmml.V4_4},
		{`PMML xmlns="http://www.dmg.org/PMML-3_0" version="3.0"`, pmml.V3_0},
		{`PMML xmlns="https://www.dmg.org/PMML-3_1" version="3.1"`, pmml.V3_1},
		{`PMML xmlns="http://www.dmg.org/PMML-3_1" version="4.0"`, pmml.V3_1}, // the namespace decides
		{`PMML xmlns="http://www.dmg.org/PMML-4_1"`, pmml.V4_1},
		{`PMML version="4.2.1"`, pmml.V4_2},
		{`PMML version="4.3"`, pmml.V4_3},
		{`pmml xmlns="http://www.dmg.org/PMML-4_3" version="4.3"`, pmml.V4_3},
		{`p:PMML xmlns:p="http://www.dmg.org/PMML-4_3" version="4.3"`, pmml.V4_3},
		{`PMML xmlns="http://www.dmg.org/PMML-4_5" version="4.5"`, 405},
		{`PMML xmlns="http://www.dmg.org/PMML-5_0" version="4.5"`, 500},
	} {
		name, _, _ := strings.Cut(tt.root, " ")
		doc := mustParse(t, "<"+tt.root+"><DataDictionary/></"+name+">")
		assert.Equal(t, tt.want, doc.Version, tt.root)
	}
	doc := mustParse(t, `<p:PMML xmlns:p="http://www.dmg.org/PMML-4_3" version="4.2"><p:DataDictionary/></p:PMML>`)
	assert.Equal(t, "4.2", doc.VersionText)
	assert.Equal(t, "http://www.dmg.org/PMML-4_3", doc.Namespace)
	assert.Nil(t, doc.Vendor)
}

func TestLenience(t *testing.T) {
	doc := mustParse(t, `<pmml xmlns="http://www.dmg.org/PMML-4_3">
<TreeModel functionName="regression" isScorable="0">
  <Node><SimpleSetPredicate field="x" booleanOperator="isIn"><array type="int">1</array></SimpleSetPredicate></Node>
  <Targets><Target a="3" rescaleFactor=" 2 "><TargetValue rawDataValue="r"/></Target></Targets>
  <MiningSchema><MiningField name="x" usageType="active" missingValueTreatment="x-returnInvalid" x-invalidValueReplacement="0"/></MiningSchema>
</TreeModel>
<MiningModel functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="x-weightedSum" x-missingPredictionTreatment="continue" x-missingThreshold="0.5"/></MiningModel>
<DataDictionary numberoffields="1"><DataField name="x" opType="continuous" datatype="double"/></DataDictionary>
<header copyright="c"/>
</pmml>`)
	assert.Equal(t, "c", doc.Header.Copyright.Or(""))
	assert.Equal(t, 1, doc.DataDictionary.NumberOfFields.Or(0))
	assert.Equal(t, pmml.OpTypeContinuous, doc.DataDictionary.DataFields[0].OpType)
	assert.Equal(t, pmml.DataTypeDouble, doc.DataDictionary.DataFields[0].DataType)
	m := doc.Models[0].(*pmml.TreeModel)
	assert.Equal(t, pmml.Some(false), m.IsScorable)
	assert.Equal(t, []string{"1"}, m.Node.Predicate.(*pmml.SimpleSetPredicate).Array.Values)
	target := m.Targets.Targets[0]
	assert.Equal(t, []pmml.Attribute{{Name: "a", Value: "3"}}, target.Vendor.Attributes)
	assert.Equal(t, pmml.Some(2.0), target.RescaleFactor)
	assert.Equal(t, pmml.Some("r"), target.TargetValues[0].DisplayValue)
	f := m.MiningSchema.MiningFields[0]
	assert.Equal(t, pmml.MissingValueTreatmentReturnInvalid, f.MissingValueTreatment)
	assert.Equal(t, pmml.Some("0"), f.InvalidValueReplacement)
	s := doc.Models[1].(*pmml.MiningModel).Segmentation
	assert.Equal(t, pmml.MultipleModelMethodWeightedSum, s.MultipleModelMethod)
	assert.Equal(t, pmml.MissingPredictionTreatmentContinue, s.MissingPredictionTreatment)
	assert.Equal(t, pmml.Some(0.5), s.MissingThreshold)
}

func TestVendor(t *testing.T) {
	doc := mustParse(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" xmlns:v="http://example.com/v" version="4.4" v:a="1" x-b="2">
<Extension extender="e" name="n" value=""/>
<DataDictionary><X-Foo a="1"><b/></X-Foo><v:bar> t <!-- c --></v:bar></DataDictionary>
<Extension>one<v:Extension c="3">two</v:Extension><Extension name="inner"/></Extension>
</PMML>`)
	assert.Equal(t, []pmml.Attribute{{Name: "xmlns:v", Value: "http://example.com/v"}, {Name: "v:a", Value: "1"}, {Name: "x-b", Value: "2"}}, doc.Vendor.Attributes)
	require.Len(t, doc.Extensions(), 2)
	first, second := doc.Extensions()[0], doc.Extensions()[1]
	assert.Equal(t, &pmml.Extension{Pos: pmml.Pos{Line: 2, Column: 1}, Extender: pmml.Some("e"), Name: pmml.Some("n"), Value: pmml.Some("")}, first)
	require.NotNil(t, second.Content)
	assert.Equal(t, "one", second.Content.Text())
	inner := second.Content.ChildElements()
	require.Len(t, inner, 2)
	assert.Equal(t, "v:Extension", inner[0].FullTag())
	assert.Equal(t, "3", inner[0].SelectAttrValue("c", ""))
	assert.Equal(t, "two", inner[0].Text())
	foreign := doc.DataDictionary.Vendor.Elements
	require.Len(t, foreign, 2)
	assert.Equal(t, "X-Foo", foreign[0].Tag)
	assert.Equal(t, "b", foreign[0].ChildElements()[0].Tag)
	assert.Equal(t, " t ", foreign[1].Text())
}

func TestTables(t *testing.T) {
	doc := mustParse(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" xmlns:data="http://jpmml.org/jpmml-model/InlineTable" version="4.4"><DataDictionary/>
<TransformationDictionary><DerivedField name="d" optype="categorical" dataType="string"><MapValues outputColumn="data:out">
<FieldColumnPair field="x" column="petal_x0020_length"/>
<InlineTable><Extension name="e"/><row>
 <Extension name="r"/><petal_x0020_length> 1.5 </petal_x0020_length><data:out>a<![CDATA[<b>]]></data:out><c x="1">t<d/>u</c><e/><f>g<h/>i</f><_x00e4_/><_xZZZZ_/>
</row><row/></InlineTable></MapValues></DerivedField></TransformationDictionary></PMML>`)
	table := doc.TransformationDictionary.DerivedFields[0].Expression.(*pmml.MapValues).InlineTable
	require.Len(t, table.Rows, 2)
	require.Len(t, table.Extensions(), 1)
	row := table.Rows[0]
	require.Len(t, row.Extensions(), 1)
	var cells []pmml.Cell
	for _, c := range row.Cells {
		if c.XML != nil {
			assert.Contains(t, []string{"c", "f"}, c.XML.Tag)
			assert.Len(t, c.XML.ChildElements(), 1)
			c.XML = nil
		}
		cells = append(cells, c)
	}
	assert.Equal(t, []pmml.Cell{
		{Column: "petal length", Text: " 1.5 "}, {Prefix: "data", Column: "out", Text: "a<b>"}, {Column: "c", Text: "tu"},
		{Column: "e"}, {Column: "f", Text: "gi"}, {Column: "ä"}, {Column: "_xZZZZ_"},
	}, cells)
	assert.Empty(t, table.Rows[1].Cells)
}

func TestArrays(t *testing.T) {
	for _, tt := range []struct {
		kind, text string
		want       []string
	}{
		{"int", " 1\t-2\n3 ", []string{"1", "-2", "3"}},
		{"real", `1.5 "2"`, []string{"1.5", `"2"`}},
		{"string", "", nil},
		{"string", "  ", nil},
		{"string", `a "b c" ""`, []string{"a", "b c", ""}},
		{"string", `"a \"quoted\" word" back\slash "back\slash"`, []string{`a "quoted" word`, `back\slash`, `back\slash`}},
		{"string", `ab"c d"e`, []string{"ab", "c d", "e"}},
		{"string", `"a""b"`, []string{"a", "b"}},
		{"string", `"a<Extension/>b"`, []string{"ab"}},
	} {
		doc := mustParse(t, tree(`<Node><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="`+tt.kind+`">`+tt.text+`</Array></SimpleSetPredicate></Node>`))
		array := doc.Models[0].(*pmml.TreeModel).Node.Predicate.(*pmml.SimpleSetPredicate).Array
		assert.Equal(t, tt.want, array.Values, tt.text)
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"1": 1, "+1.5": 1.5, "-.5": -.5, "2.": 2, "1e3": 1000, "1E-3": .001, " 7\n": 7, "-0": math.Copysign(0, -1),
		"INF": math.Inf(1), "-INF": math.Inf(-1), "inf": math.Inf(1), "Infinity": math.Inf(1), "1e999": math.Inf(1), "1e-999": 0,
		"0.1000000000000000055511151231257827021181583404541015625": 0.1,
	} {
		doc := mustParse(t, wrap(`<RegressionModel functionName="regression"><MiningSchema/><RegressionTable intercept="`+text+`"/></RegressionModel>`))
		got := doc.Models[0].(*pmml.RegressionModel).RegressionTables[0].Intercept
		assert.Equal(t, math.Float64bits(want), math.Float64bits(got), text)
	}
	doc := mustParse(t, wrap(`<RegressionModel functionName="regression"><MiningSchema/><RegressionTable intercept="nan"/></RegressionModel>`))
	assert.True(t, math.IsNaN(doc.Models[0].(*pmml.RegressionModel).RegressionTables[0].Intercept))
	for _, text := range []string{"", "1,5", "1_000", "0x10", "1d", "1 2", "--1", "1e", "infinite", "."} {
		_, err := pmml.Parse(strings.NewReader(wrap(`<RegressionModel functionName="regression"><MiningSchema/><RegressionTable intercept="` + text + `"/></RegressionModel>`)))
		require.ErrorIs(t, err, pmml.ErrInvalid, text)
	}
}

func TestOtherModels(t *testing.T) {
	seen := 0
	for _, e := range pmml.ModelElements() {
		if e.Decoded {
			continue
		}
		seen++
		doc := mustParse(t, `<PMML version="4.4"><DataDictionary/><MiningModel functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="sum"><Segment><True/>
<`+e.Name+` functionName="clustering" modelName="m" algorithmName="a" isScorable="false" x-mathContext="float" other="1">
 <Whatever>text</Whatever></`+e.Name+`></Segment></Segmentation></MiningModel></PMML>`)
		m := doc.Models[0].(*pmml.MiningModel).Segmentation.Segments[0].Model
		assert.Equal(t, e.Name, m.ElementName())
		assert.Equal(t, &pmml.OtherModel{Name: e.Name, ModelBase: pmml.ModelBase{
			Element:   pmml.Element{Pos: pmml.Pos{Line: 2, Column: 1}},
			ModelName: pmml.Some("m"), FunctionName: pmml.MiningFunctionClustering, AlgorithmName: pmml.Some("a"),
			IsScorable: pmml.Some(false), MathContext: pmml.MathContextFloat,
		}}, m)
	}
	assert.Equal(t, 1, seen)
	assert.Len(t, pmml.ModelElements(), 20)
}

func TestDeepNetworkDocument(t *testing.T) {
	const text = `<PMML xmlns="http://www.dmg.org/PMML-5_0" version="5.0"><DataDictionary><DataField name="I" optype="categorical" dataType="tensor" height="3" width="4" channels="5"/></DataDictionary><DeepNetwork/></PMML>`
	doc := mustParse(t, text)
	f := doc.DataDictionary.DataFields[0]
	assert.Zero(t, f.DataType)
	assert.Equal(t, []pmml.Attribute{{"dataType", "tensor"}, {"height", "3"}, {"width", "4"}, {"channels", "5"}}, f.Vendor.Attributes)
	_, err := pmml.Parse(strings.NewReader(strings.ReplaceAll(text, "5_0", "4_4")))
	require.ErrorIs(t, err, pmml.ErrInvalid)
}

// TestStatistics reads one of every element that has no effect on scoring.
func TestStatistics(t *testing.T) {
	doc := mustParse(t, `<PMML version="4.4"><Header copyright="c" description="d" modelVersion="1"><Application name="a" version="2"/><Annotation>one<Extension/>two</Annotation><Annotation/><Timestamp>now</Timestamp></Header>
<MiningBuildTask a="b"><c/></MiningBuildTask><DataDictionary/>
<TreeModel functionName="regression"><MiningSchema/>
<ModelStats>
 <UnivariateStats field="x" weighted="1"><Counts totalFreq="10" missingFreq="1" invalidFreq="2" cardinality="3"/>
  <NumericInfo minimum="1" maximum="2" mean="3" standardDeviation="4" median="5" interQuartileRange="6"><Quantile quantileLimit="25" quantileValue="7"/></NumericInfo>
  <DiscrStats modalValue="m"><Array type="string">a b</Array><Array type="int">1 2</Array></DiscrStats>
  <ContStats totalValuesSum="1" totalSquaresSum="2"><Interval closure="openOpen" leftMargin="0"/><Array type="int">1</Array></ContStats>
  <Anova target="y"><AnovaRow type="Model" sumOfSquares="1" degreesOfFreedom="2" meanOfSquares="3" fValue="4" pValue="0.5"/><AnovaRow type="Error" sumOfSquares="1" degreesOfFreedom="2"/><AnovaRow type="Total" sumOfSquares="1" degreesOfFreedom="2"/></Anova>
 </UnivariateStats>
 <MultivariateStats targetCategory="t"><MultivariateStat name="n" exponent="2" isIntercept="false" importance="0.1" dF="3" confidenceLevel="0.9"/></MultivariateStats>
</ModelStats>
<ModelExplanation>
 <PredictiveModelQuality targetField="y" dataUsage="test" r-squared="0.5" adj-r-squared="0.4" AIC="1" F1="0.3">
  <ConfusionMatrix><ClassLabels><Array type="string">a b</Array></ClassLabels><Matrix kind="any" nbRows="2" nbCols="2"><Array type="int">1 2</Array><MatCell row="2" col="1">3</MatCell></Matrix></ConfusionMatrix>
  <LiftData targetFieldValue="a" rankingQuality="1"><ModelLiftGraph><LiftGraph><XCoordinates><Array type="int">1</Array></XCoordinates><YCoordinates><Array type="int">2</Array></YCoordinates><BoundaryValues><Array type="int">3</Array></BoundaryValues><BoundaryValueMeans><Array type="int">4</Array></BoundaryValueMeans></LiftGraph></ModelLiftGraph></LiftData>
  <ROC positiveTargetFieldValue="a"><ROCGraph><XCoordinates><Array type="int">1</Array></XCoordinates><YCoordinates><Array type="int">2</Array></YCoordinates></ROCGraph></ROC>
 </PredictiveModelQuality>
 <ClusteringModelQuality dataName="d" SSE="1" SSB="2"/>
 <Correlations><CorrelationFields><Array type="string">a b</Array></CorrelationFields><CorrelationValues><Matrix/></CorrelationValues><CorrelationMethods><Matrix/></CorrelationMethods></Correlations>
</ModelExplanation>
<Node><True/><Partition name="p" size="5"><PartitionFieldStats field="x"><Counts totalFreq="1"/><NumericInfo/><Array type="int">1</Array></PartitionFieldStats></Partition></Node>
</TreeModel></PMML>`)
	h := doc.Header
	assert.Equal(t, "a", h.Application.Name)
	assert.Equal(t, pmml.Some("2"), h.Application.Version)
	assert.Equal(t, "onetwo", h.Annotations[0].Text)
	assert.Equal(t, "now", h.Timestamp.Text)
	assert.Equal(t, pmml.Some("1"), h.ModelVersion)
	assert.Equal(t, "c", doc.MiningBuildTask.Content.ChildElements()[0].Tag)
	m := doc.Models[0].(*pmml.TreeModel)
	u := m.ModelStats.UnivariateStats[0]
	assert.Equal(t, pmml.Some(true), u.Weighted)
	assert.Equal(t, pmml.Some(3), u.Counts.Cardinality)
	assert.Equal(t, pmml.Some(6.0), u.NumericInfo.InterQuartileRange)
	assert.Equal(t, 7.0, u.NumericInfo.Quantiles[0].QuantileValue)
	assert.Equal(t, []string{"1", "2"}, u.DiscrStats.Arrays[1].Values)
	assert.Len(t, u.ContStats.Intervals, 1)
	assert.Equal(t, pmml.AnovaRowTypeTotal, u.Anova.AnovaRows[2].Type)
	assert.Equal(t, pmml.Some(0.9), m.ModelStats.MultivariateStats[0].MultivariateStats[0].ConfidenceLevel)
	q := m.ModelExplanation.PredictiveModelQualities[0]
	assert.Equal(t, pmml.DataUsageTest, q.DataUsage)
	assert.Equal(t, pmml.Some(0.5), q.RSquared)
	assert.Equal(t, pmml.Some(0.4), q.AdjRSquared)
	assert.Equal(t, pmml.MatrixKindAny, q.ConfusionMatrix.Matrix.Kind)
	assert.Equal(t, "3", q.ConfusionMatrix.Matrix.MatCells[0].Text)
	assert.Equal(t, []string{"4"}, q.LiftData[0].ModelLiftGraph.LiftGraph.BoundaryValueMeans.Array.Values)
	assert.Equal(t, []string{"2"}, q.ROC.ROCGraph.YCoordinates.Array.Values)
	assert.Equal(t, pmml.Some(2.0), m.ModelExplanation.ClusteringModelQualities[0].SSB)
	assert.NotNil(t, m.ModelExplanation.Correlations.CorrelationMethods.Matrix)
	assert.Equal(t, "x", m.Node.Partition.PartitionFieldStats[0].Field)
}

// TestExpressions reads one of every expression.
func TestExpressions(t *testing.T) {
	doc := mustParse(t, wrap(`<TransformationDictionary>
<DefineFunction name="f" optype="continuous" dataType="double"><ParameterField name="a" optype="continuous" dataType="double" displayName="A"/><DerivedField name="b" dataType="boolean"><FieldRef field="a"/></DerivedField><FieldRef field="b"/></DefineFunction>
<DerivedField name="d" optype="continuous" dataType="double"><Apply function="f" mapMissingTo="0" defaultValue="1" invalidValueTreatment="asIs"><Extension/>
 <Constant dataType="string" missing="true"> a&#32;</Constant><FieldRef field="x" mapMissingTo="2"/>
 <NormContinuous field="x" mapMissingTo="3" outliers="asExtremeValues"><LinearNorm orig="1" norm="2"/></NormContinuous>
 <NormDiscrete field="x" value="v" method="thermometer" mapMissingTo="4"/>
 <Discretize field="x" mapMissingTo="5" defaultValue="6" dataType="string"><DiscretizeBin binValue="b"><Interval closure="closedOpen" rightMargin="1"/></DiscretizeBin></Discretize>
 <MapValues outputColumn="o"><TableLocator/></MapValues>
 <TextIndex textField="t" localTermWeights="binary" isCaseSensitive="true" maxLevenshteinDistance="1" countHits="bestHits" tokenize="false" x-wordRE="w"><TextIndexNormalization recursive="true"><InlineTable/></TextIndexNormalization><Constant>c</Constant></TextIndex>
 <Apply function="g"/><Aggregate field="x" function="sum" groupField="g" sqlWhere="w"/>
 <Lag field="x" n="2" aggregate="avg"><BlockIndicator field="b"/></Lag><X-Error message="m"/>
</Apply></DerivedField></TransformationDictionary>`))
	f := doc.TransformationDictionary.DefineFunctions[0]
	assert.Equal(t, "A", f.ParameterFields[0].DisplayName.Or(""))
	assert.Equal(t, "b", f.DerivedFields[0].Name.Or(""))
	assert.Equal(t, "b", f.Expression.(*pmml.FieldRef).Field)
	a := doc.TransformationDictionary.DerivedFields[0].Expression.(*pmml.Apply)
	require.Len(t, a.Arguments, 11)
	assert.Equal(t, pmml.InvalidValueTreatmentAsIs, a.InvalidValueTreatment)
	c := a.Arguments[0].(*pmml.Constant)
	assert.Equal(t, " a ", c.Text)
	assert.Equal(t, pmml.Some(true), c.Missing)
	assert.Equal(t, pmml.Some("2"), a.Arguments[1].(*pmml.FieldRef).MapMissingTo)
	assert.Equal(t, 2.0, a.Arguments[2].(*pmml.NormContinuous).LinearNorms[0].Norm)
	assert.Equal(t, pmml.NormDiscreteMethodThermometer, a.Arguments[3].(*pmml.NormDiscrete).Method)
	assert.Equal(t, pmml.Some(1.0), a.Arguments[4].(*pmml.Discretize).DiscretizeBins[0].Interval.RightMargin)
	assert.NotNil(t, a.Arguments[5].(*pmml.MapValues).TableLocator)
	assert.Equal(t, pmml.Some("w"), a.Arguments[6].(*pmml.TextIndex).WordRE)
	assert.Equal(t, pmml.AggregateFunctionSum, a.Arguments[8].(*pmml.Aggregate).Function)
	assert.Equal(t, "b", a.Arguments[9].(*pmml.Lag).BlockIndicators[0].Field)
	assert.Equal(t, pmml.Pos{Line: 14, Column: 72}, a.Arguments[10].Position())
	assert.Equal(t, pmml.Some("m"), a.Arguments[10].(*pmml.ErrorExpression).Message)
}

// FuzzParse looks for panics, and for errors of other types.
func FuzzParse(f *testing.F) {
	f.Add([]byte(tree(`<Node id="1" score="a"><True/><ScoreDistribution value="a" recordCount="1"/><Node><SimplePredicate field="x" operator="lessThan" value="1"/></Node></Node>`)))
	f.Add([]byte(wrap(`<NeuralNetwork functionName="regression" activationFunction="tanh"><MiningSchema/><NeuralInputs><NeuralInput id="1"><DerivedField optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></NeuralInput></NeuralInputs><NeuralLayer><Neuron id="2"><Con from="1" weight="1"/></Neuron></NeuralLayer></NeuralNetwork>`)))
	f.Add([]byte(wrap(`<MiningModel functionName="regression"><MiningSchema/><Regression functionName="regression"><ResultField name="r"/><RegressionTable intercept="1"/></Regression><ModelVerification><VerificationFields><VerificationField field="x"/></VerificationFields><InlineTable><row><x>1</x></row></InlineTable></ModelVerification></MiningModel>`)))
	f.Add([]byte(wrap(`<SequenceModel functionName="sequences"><MiningSchema/><Sequence id="s"><SetReference setId="a"/><Delimiter delimiter="sameTimeWindow" gap="true"/><Time/><SetReference setId="b"/><Time min="1"/></Sequence></SequenceModel>`)))
	f.Add([]byte(wrap(`<SupportVectorMachineModel functionName="regression"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields><FieldRef field="x"/></VectorFields><VectorInstance id="v"><REAL-SparseArray n="2"><Indices>1</Indices><REAL-Entries>.5</REAL-Entries></REAL-SparseArray></VectorInstance><VectorInstance id="w"><Array type="real">1 2</Array></VectorInstance></VectorDictionary><SupportVectorMachine><Coefficients><Coefficient value="1"/></Coefficients></SupportVectorMachine></SupportVectorMachineModel>`)))
	f.Add([]byte(wrap(`<NaiveBayesModel functionName="classification" threshold="0"><MiningSchema/><BayesInputs><Extension>t<BayesInput fieldName="a"/><b/></Extension></BayesInputs><BayesOutput><TargetValueCounts/></BayesOutput></NaiveBayesModel>`)))
	f.Add([]byte(utf16Text(wrap(""), binary.LittleEndian, true)))
	f.Add([]byte(gzipped(f, wrap(""))))
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, err := pmml.Parse(strings.NewReader(string(text)), pmml.WithMaxBytes(1<<20))
		if err == nil {
			require.NotNil(t, doc)
			return
		}
		require.Nil(t, doc)
		var fault *pmml.Error
		require.ErrorAs(t, err, &fault)
		require.NotNil(t, fault.Class)
		require.NotEmpty(t, fault.Detail)
	})
}
