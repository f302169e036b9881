package pmml_test

import (
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOldVersions reads what versions before 4.4 had of these models.
func TestOldVersions(t *testing.T) {
	doc := mustParse(t, wrap(`<ClusteringModel functionName="clustering" modelClass="centerBased" numberOfClusters="1"><MiningSchema/><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure>
<CenterFields><DerivedField name="c" optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></CenterFields><Cluster><Array type="int" n="2">1 2</Array></Cluster></ClusteringModel>
<SequenceModel functionName="sequences" minimumSupport="0.1" minimumConfidence="0.2" lengthLimit="3" numberOfItems="4" numberOfSets="5" numberOfSequences="6" numberOfRules="7" timeWindowWidth="8" minimumTime="9" maximumTime="10"><MiningSchema/></SequenceModel>
<SupportVectorMachineModel functionName="classification" alternateBinaryTargetCategory="no"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields/></VectorDictionary><SupportVectorMachine><Coefficients/></SupportVectorMachine></SupportVectorMachineModel>
<TimeSeriesModel functionName="timeSeries" bestFit="ExponentialSmoothing"><MiningSchema/><TimeSeries><TimeException type="exclude"><Array type="int">3</Array></TimeException></TimeSeries>
<ExponentialSmoothing><Level quadraticSmoothedValue="2" cubicSmoothedValue="3"/><Trend trend="double_exponential"/></ExponentialSmoothing></TimeSeriesModel>
<GaussianProcessModel functionName="regression"><MiningSchema/><ARDSquaredExponentialKernelType><Lambda><array type="real">1.5</array></Lambda></ARDSquaredExponentialKernelType><TrainingInstances><InstanceFields/><InlineTable/></TrainingInstances></GaussianProcessModel>`))
	require.Len(t, doc.Models, 5)
	c := doc.Models[0].(*pmml.ClusteringModel)
	assert.Equal(t, pmml.Some("c"), c.CenterFields.DerivedFields[0].Name)
	assert.Equal(t, []float64{1, 2}, c.Clusters[0].Array.Values)
	assert.IsType(t, &pmml.Euclidean{}, c.ComparisonMeasure.Measure)
	s := doc.Models[1].(*pmml.SequenceModel)
	assert.Equal(t, pmml.Some(5), s.NumberOfSets)
	assert.Equal(t, pmml.Some(10), s.MaximumTime)
	assert.Equal(t, pmml.Some("no"), doc.Models[2].(*pmml.SupportVectorMachineModel).AlternateBinaryTargetCategory)
	ts := doc.Models[3].(*pmml.TimeSeriesModel)
	assert.Equal(t, []float64{3}, ts.TimeSeries[0].TimeExceptions[0].Array.Values)
	assert.Equal(t, pmml.Some(3.0), ts.ExponentialSmoothing.Level.CubicSmoothedValue)
	assert.Equal(t, pmml.TrendDoubleExponential, ts.ExponentialSmoothing.Trend.Trend)
	k := doc.Models[4].(*pmml.GaussianProcessModel).Kernel.(*pmml.ARDSquaredExponentialKernel)
	assert.Equal(t, []float64{1.5}, k.Lambdas[0].Array.Values)
}

// TestBayesInputsInExtensions reads inputs that stand in Extensions.
func TestBayesInputsInExtensions(t *testing.T) {
	doc := mustParse(t, wrap(`<NaiveBayesModel functionName="classification" threshold="0.1"><MiningSchema/><BayesInputs>
<Extension/><Extension name="e"><BayesInput/></Extension>
<Extension><BayesInput fieldName="a"><TargetValueStats><TargetValueStat value="t"><GaussianDistribution mean="1" variance="2"/></TargetValueStat></TargetValueStats></BayesInput></Extension>
<Extension>text<BayesInput fieldName="b"/><other a="1"/></Extension>
<BayesInput fieldName="c"/>
</BayesInputs><BayesOutput><TargetValueCounts><TargetValueCount value="t" count="3"/></TargetValueCounts></BayesOutput></NaiveBayesModel>`))
	in := doc.Models[0].(*pmml.NaiveBayesModel).BayesInputs
	require.Len(t, in.BayesInputs, 1)
	assert.Equal(t, "c", in.BayesInputs[0].FieldName)
	require.Len(t, in.Extended, 2)
	assert.Equal(t, "a", in.Extended[0].FieldName)
	stat := in.Extended[0].TargetValueStats.TargetValueStats[0]
	assert.Equal(t, 2.0, stat.Distribution.(*pmml.GaussianDistribution).Variance)
	assert.Equal(t, "NaiveBayesModel/BayesInputs/BayesInput[2]", pmml.PathTo(doc, in.Extended[0]))
	require.Len(t, in.Extensions(), 3)
	assert.Equal(t, &pmml.Extension{Pos: in.Extensions()[0].Pos}, in.Extensions()[0])
	assert.Equal(t, pmml.Some("e"), in.Extensions()[1].Name)
	assert.Len(t, in.Extensions()[1].Content.ChildElements(), 1)
	assert.Len(t, in.Extensions()[2].Content.ChildElements(), 1)
	assert.Equal(t, "text", in.Extensions()[2].Content.Text())

	_, err := pmml.Parse(strings.NewReader(wrap(`<NaiveBayesModel functionName="classification" threshold="0.1"><MiningSchema/><BayesInputs><Extension><BayesInput/></Extension></BayesInputs></NaiveBayesModel>`)))
	assert.EqualError(t, err, `4:103: NaiveBayesModel/BayesInputs/Extension/BayesInput: invalid document: required attribute "fieldName" is missing`)
}

// TestSequences tells the Times of a sequence and a rule apart.
func TestSequences(t *testing.T) {
	doc := mustParse(t, wrap(`<SequenceModel functionName="sequences"><MiningSchema/>
<Sequence id="s"><SetReference setId="a"/>
<Delimiter delimiter="sameTimeWindow" gap="false"/><Time min="1"/><SetReference setId="b"/>
<Delimiter delimiter="acrossTimeWindows" gap="unknown"/><SetReference setId="c"/><Time min="2"/></Sequence>
<SequenceRule id="r" numberOfSets="1" occurrence="2" support="0.1" confidence="0.2"><AntecedentSequence><SequenceReference seqId="s"/><Time min="3"/></AntecedentSequence>
<Delimiter delimiter="acrossTimeWindows" gap="true"/><Time min="4"/><ConsequentSequence><SequenceReference seqId="s"/></ConsequentSequence><Time min="5"/></SequenceRule>
<SequenceRule id="q" numberOfSets="1" occurrence="2" support="0.1" confidence="0.2"><AntecedentSequence><SequenceReference seqId="s"/></AntecedentSequence>
<Delimiter delimiter="acrossTimeWindows" gap="true"/><ConsequentSequence><SequenceReference seqId="s"/></ConsequentSequence><Time min="6"/></SequenceRule>
</SequenceModel>`))
	m := doc.Models[0].(*pmml.SequenceModel)
	s := m.Sequences[0]
	assert.Equal(t, "a", s.SetReference.SetID)
	require.Len(t, s.FollowSets, 2)
	assert.Equal(t, "b", s.FollowSets[0].SetReference.SetID)
	assert.Equal(t, pmml.GapFalse, s.FollowSets[0].Delimiter.Gap)
	assert.Equal(t, pmml.Some(1.0), s.FollowSets[0].Time.Min)
	assert.Equal(t, "c", s.FollowSets[1].SetReference.SetID)
	assert.Nil(t, s.FollowSets[1].Time)
	assert.Equal(t, pmml.Some(2.0), s.Time.Min)
	assert.Equal(t, "SequenceModel/Sequence/SetReference[3]", pmml.PathTo(doc, s.FollowSets[1].SetReference))
	r := m.SequenceRules[0]
	assert.Equal(t, pmml.Some(3.0), r.AntecedentSequence.Time.Min)
	assert.Equal(t, pmml.Some(4.0), r.SeparationTime.Min)
	assert.Equal(t, pmml.Some(5.0), r.TotalTime.Min)
	assert.Nil(t, m.SequenceRules[1].SeparationTime)
	assert.Equal(t, pmml.Some(6.0), m.SequenceRules[1].TotalTime.Min)
}

func TestErrorsOfModels(t *testing.T) {
	const svm = `<SupportVectorMachineModel functionName="regression"><MiningSchema/><LinearKernelType/><VectorDictionary><VectorFields/>`
	const sequence = `<SequenceModel functionName="sequences"><MiningSchema/><Sequence id="s">`
	const time = `<TimeSeriesModel functionName="timeSeries" bestFit="ARIMA"><MiningSchema/><StateSpaceModel>`
	for _, tt := range []struct{ text, want string }{
		{`<Scorecard functionName="regression"><MiningSchema/></Scorecard>`, `4:1: Scorecard: invalid document: element Characteristics is missing in Scorecard`},
		{`<Scorecard functionName="regression"><MiningSchema/><Characteristics><Characteristic><Attribute/></Characteristic></Characteristics></Scorecard>`, `4:86: Scorecard/Characteristics/Characteristic/Attribute: invalid document: element of the group PREDICATE is missing in Attribute`},
		{`<AnomalyDetectionModel functionName="regression" algorithmType="other"><MiningSchema/></AnomalyDetectionModel>`, `4:1: AnomalyDetectionModel: invalid document: element of the group MODEL-ELEMENT is missing in AnomalyDetectionModel`},
		{svm + `</VectorDictionary><SigmoidKernelType/></SupportVectorMachineModel>`, `4:140: SupportVectorMachineModel: invalid document: element "SigmoidKernelType" is a second kernel, where one may stand`},
		{svm + `<VectorInstance id="v"/></VectorDictionary></SupportVectorMachineModel>`, `4:121: SupportVectorMachineModel/VectorDictionary/VectorInstance: invalid document: element of the group of vectors is missing in VectorInstance`},
		{svm + `<VectorInstance id="v"><Array type="real">1 a</Array></VectorInstance></VectorDictionary></SupportVectorMachineModel>`, `4:144: SupportVectorMachineModel/VectorDictionary/VectorInstance/Array: invalid document: the value "a" of the array is not a number`},
		{svm + `<VectorInstance id="v"><Array type="real" n="3">1 2</Array></VectorInstance></VectorDictionary></SupportVectorMachineModel>`, `4:144: SupportVectorMachineModel/VectorDictionary/VectorInstance/Array: invalid document: attribute n="3" does not agree with the array, which has 2 values`},
		{svm + `<VectorInstance id="v"><REAL-SparseArray><Indices>1 2</Indices><REAL-Entries>1</REAL-Entries></REAL-SparseArray></VectorInstance></VectorDictionary></SupportVectorMachineModel>`, `4:144: SupportVectorMachineModel/VectorDictionary/VectorInstance/REAL-SparseArray: invalid document: the sparse array has 2 indices, but 1 entries`},
		{svm + `<VectorInstance id="v"><REAL-SparseArray><Indices>1.5</Indices></REAL-SparseArray></VectorInstance></VectorDictionary></SupportVectorMachineModel>`, `4:162: SupportVectorMachineModel/VectorDictionary/VectorInstance/REAL-SparseArray/Indices: invalid document: the index "1.5" is not an integer`},
		{svm + `<VectorInstance id="v"><REAL-SparseArray><REAL-Entries>x</REAL-Entries></REAL-SparseArray></VectorInstance></VectorDictionary></SupportVectorMachineModel>`, `4:162: SupportVectorMachineModel/VectorDictionary/VectorInstance/REAL-SparseArray/REAL-Entries: invalid document: the value "x" of the list is not a number`},
		{sequence + `<Delimiter delimiter="sameTimeWindow" gap="true"/></Sequence></SequenceModel>`, `4:56: SequenceModel/Sequence: invalid document: element SetReference is missing in Sequence`},
		{sequence + `<SetReference setId="a"/><SetReference setId="b"/></Sequence></SequenceModel>`, `4:98: SequenceModel/Sequence: invalid document: element "SetReference" stands here a second time`},
		{sequence + `<Foo/></Sequence></SequenceModel>`, `4:73: SequenceModel/Sequence: invalid document: element "Foo" is not known here; expected one of SetReference, Delimiter, Time`},
		{time + `<TransitionMatrix><Matrix><MatCell row="1" col="1">x</MatCell></Matrix></TransitionMatrix></StateSpaceModel></TimeSeriesModel>`, `4:118: TimeSeriesModel/StateSpaceModel/TransitionMatrix/Matrix/MatCell: invalid document: the cell "x" is not a number`},
		{`<TextModel functionName="clustering" numberOfTerms="1" numberOfDocuments="1"><MiningSchema/><TextDictionary><Array type="string">"a</Array></TextDictionary></TextModel>`, `4:109: TextModel/TextDictionary/Array: invalid document: a quote in the array is not closed`},
	} {
		_, err := pmml.Parse(strings.NewReader(wrap(tt.text)))
		assert.EqualError(t, err, tt.want)
	}
}

// TestNumArrays reads numbers as they are written.
func TestNumArrays(t *testing.T) {
	for text, want := range map[string][]float64{"": nil, " ": nil, "1": {1}, " 1.5\t-2e3\n.5 ": {1.5, -2000, .5}} {
		doc := mustParse(t, wrap(`<TimeSeriesModel functionName="timeSeries" bestFit="StateSpaceModel"><MiningSchema/><StateSpaceModel><StateVector><Array type="real">`+text+`</Array></StateVector></StateSpaceModel></TimeSeriesModel>`))
		assert.Equal(t, want, doc.Models[0].(*pmml.TimeSeriesModel).StateSpaceModel.StateVector.Array.Values, text)
	}
}
