package naivebayes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// Documents that are built in Go may lack what the parser asks for.
func TestBuiltDocumentsRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*pmml.NaiveBayesModel)
		detail string
	}{
		{"no function", func(m *pmml.NaiveBayesModel) { m.FunctionName = 0 }, "functionName is missing"},
		{"no inputs", func(m *pmml.NaiveBayesModel) { m.BayesInputs = nil }, "no BayesInput was found"},
		{"no output", func(m *pmml.NaiveBayesModel) { m.BayesOutput = nil }, "no TargetValueCount was found"},
		{"no counts of the output", func(m *pmml.NaiveBayesModel) { m.BayesOutput.TargetValueCounts = nil }, "no TargetValueCount was found"},
		{"no counts of a value", func(m *pmml.NaiveBayesModel) { m.BayesInputs.BayesInputs[0].PairCounts[1].TargetValueCounts = nil }, "TargetValueCounts is missing"},
		{"no distribution", func(m *pmml.NaiveBayesModel) {
			m.BayesInputs.BayesInputs[1].TargetValueStats.TargetValueStats[0].Distribution = nil
		}, "the distribution is missing"},
		{"an empty derived field", func(m *pmml.NaiveBayesModel) { m.BayesInputs.BayesInputs[0].DerivedField = &pmml.DerivedField{} }, "has no Discretize"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := pmml.Parse(strings.NewReader(document{inputs: gender + age}.String()))
			require.NoError(t, err)
			tt.change(doc.Models[0].(*pmml.NaiveBayesModel))
			_, err = evaluator.Compile(doc)
			require.ErrorIs(t, err, pmml.ErrInvalid)
			assert.Contains(t, err.Error(), tt.detail)
			faults, _ := compile.Problems(doc, models.All, compile.Options{})
			assert.NotEmpty(t, faults)
		})
	}
}
