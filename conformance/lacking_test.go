package conformance

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestOutputsThatTheModelLacks: an output that a model cannot give keeps nobody from
// the other results. It is missing, validation warns of it, and who asks for it by
// name, or reads it in the document, gets the error.
func TestOutputsThatTheModelLacks(t *testing.T) {
	base := map[string]string{}
	for _, f := range files.Broken(t) {
		base[f.Name] = f.Base
	}
	with := func(family, output string, edits ...string) string {
		text := strings.NewReplacer(edits...).Replace(base[family])
		if before, after, ok := strings.Cut(text, "</Output>"); ok {
			return before + output + "</Output>" + after
		}
		before, after, ok := strings.Cut(text, "</MiningSchema>")
		require.True(t, ok)
		return before + "</MiningSchema><Output>" + output + "</Output>" + after
	}
	for _, tt := range []struct {
		family, attributes string
		edits              []string
		class              error
		detail             string
	}{
		{"association", `dataType="double" feature="probability"`, nil, pmml.ErrUnsupported, "feature=probability is not defined for an association model"},
		{"association", `dataType="string" feature="predictedValue"`, nil, pmml.ErrUnsupported, "feature=predictedValue is not defined for an association model"},
		{"ruleset", `dataType="double" feature="standardError"`, nil, pmml.ErrUnsupported, "feature=standardError is not supported for this model"},
		{"general-regression", `dataType="double" feature="standardError"`, nil, pmml.ErrInvalid, "feature=standardError needs the model's PCovMatrix, which is missing"},
		{"general-regression", `feature="confidenceIntervalLower" value="95"`, nil, pmml.ErrInvalid, "feature=confidenceIntervalLower needs the model's PCovMatrix, which is missing"},
		{"general-regression-cox", `dataType="double" feature="standardError"`, nil, pmml.ErrUnsupported, "feature=standardError is not supported for modelType=\"CoxRegression\""},
		{"general-regression-cox", `dataType="double" feature="probability" value="1"`, nil, pmml.ErrInvalid, "feature=probability needs a classification"},
		{"general-regression-cox", `feature="confidence"`, nil, pmml.ErrInvalid, "feature=confidence needs a classification"},
		{"general-regression-cox", `feature="entityId"`, nil, pmml.ErrUnsupported, "feature=entityId is not defined for this model"},
		{"general-regression-cox", `feature="reasonCode"`, nil, pmml.ErrUnsupported, "feature=reasonCode is not supported for this model"},
		{"clustering", `dataType="string" feature="probability"`, nil, pmml.ErrUnsupported, "feature=probability is not defined for clusters with centers"},
		{"clustering-distribution", `dataType="double" feature="affinity"`, nil, pmml.ErrUnsupported, "feature=affinity is not defined for modelClass=\"distributionBased\""},
		{"scorecard", `dataType="string" feature="reasonCode"`, []string{`useReasonCodes="true"`, `useReasonCodes="false"`}, pmml.ErrInvalid, "feature=reasonCode needs reason codes"},
		{"nearest-neighbor", `feature="clusterAffinity"`, nil, pmml.ErrUnsupported, "feature=clusterAffinity is not supported for this model"},
	} {
		t.Run(tt.family+"/"+tt.attributes, func(t *testing.T) {
			output := `<OutputField name="none" ` + tt.attributes + `/>`
			text := with(tt.family, output, tt.edits...)
			m, err := evaluator.Load(strings.NewReader(text))
			require.NoError(t, err)
			i, ok := m.ResultIndex("none")
			require.True(t, ok)
			assert.Contains(t, m.Results()[i].Lacking, tt.detail)
			row := m.NewRow()
			if row.Score() == nil {
				assert.True(t, row.IsMissing(i))
			}

			_, err = evaluator.Load(strings.NewReader(text), evaluator.WithResults("none"))
			require.ErrorIs(t, err, tt.class)
			require.ErrorContains(t, err, `output field "none": `+tt.detail)
			var e *pmml.Error
			require.ErrorAs(t, err, &e)
			assert.NotZero(t, e.Pos)

			problems := evaluator.Validate(strings.NewReader(text)).Problems
			assert.True(t, slices.ContainsFunc(problems, func(p evaluator.Problem) bool {
				return p.Severity == evaluator.SeverityWarning && p.Code == "output-lacking" && p.Pos == e.Pos &&
					strings.Contains(p.Message, `output field "none" is always missing: `+tt.detail)
			}), "%v", problems)

			// An output that is computed from it cannot be had either.
			reads := output + `<OutputField name="reader" dataType="string" optype="categorical" feature="transformedValue"><FieldRef field="none"/></OutputField>`
			m, err = evaluator.Load(strings.NewReader(with(tt.family, reads, tt.edits...)))
			require.NoError(t, err)
			i, _ = m.ResultIndex("reader")
			assert.Contains(t, m.Results()[i].Lacking, tt.detail)
		})
	}
}

// A model that reads a result which a segment before it cannot give is refused.
func TestSegmentsThatReadWhatASegmentLacks(t *testing.T) {
	text := `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary><DataField name="x" optype="continuous" dataType="double"/>` +
		`<DataField name="y" optype="continuous" dataType="double"/></DataDictionary><MiningModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>` +
		`<Segmentation multipleModelMethod="modelChain"><Segment><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>` +
		`<Output><OutputField name="e" optype="continuous" dataType="double" feature="standardError"/></Output><RegressionTable intercept="1"/></RegressionModel></Segment>` +
		`<Segment><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="READS"/><MiningField name="y" usageType="target"/></MiningSchema>` +
		`<RegressionTable intercept="2"><NumericPredictor name="READS" coefficient="1"/></RegressionTable></RegressionModel></Segment></Segmentation></MiningModel></PMML>`
	_, err := evaluator.Load(strings.NewReader(strings.ReplaceAll(text, "READS", "e")))
	require.ErrorContains(t, err, "feature=standardError is not supported for this model")
	report := evaluator.Validate(strings.NewReader(strings.ReplaceAll(text, "READS", "e")))
	assert.NotZero(t, report.Errors())
	m, err := evaluator.Load(strings.NewReader(strings.ReplaceAll(text, "READS", "x")))
	require.NoError(t, err)
	r, err := m.Evaluate(map[string]any{"x": 1})
	require.NoError(t, err)
	y, _ := r.Value("y")
	assert.Equal(t, 3.0, y)
}
