package svm_test

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
	sparse := func(m *pmml.SupportVectorMachineModel) *pmml.RealSparseArray {
		return m.VectorDictionary.VectorInstances[1].Vector.(*pmml.RealSparseArray)
	}
	for _, tt := range []struct {
		name   string
		change func(*pmml.SupportVectorMachineModel)
		detail string
	}{
		{"no function", func(m *pmml.SupportVectorMachineModel) { m.FunctionName = 0 }, "functionName is missing"},
		{"no kernel", func(m *pmml.SupportVectorMachineModel) { m.Kernel = nil }, "the kernel is missing"},
		{"no dictionary", func(m *pmml.SupportVectorMachineModel) { m.VectorDictionary = nil }, "VectorDictionary with VectorFields is missing"},
		{"no fields", func(m *pmml.SupportVectorMachineModel) { m.VectorDictionary.VectorFields = nil }, "VectorDictionary with VectorFields is missing"},
		{"an empty field", func(m *pmml.SupportVectorMachineModel) { m.VectorDictionary.VectorFields.Fields[1] = nil }, "Fields[1] is nil"},
		{"an empty vector", func(m *pmml.SupportVectorMachineModel) { m.VectorDictionary.VectorInstances[0].Vector = nil }, "the vector is missing"},
		{"fewer entries than indices", func(m *pmml.SupportVectorMachineModel) { sparse(m).Entries = nil }, "2 indices, but 0 entries"},
		{"no coefficients", func(m *pmml.SupportVectorMachineModel) { m.SupportVectorMachines[0].Coefficients = nil }, "Coefficients is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := pmml.Parse(strings.NewReader(document{vectors: two, machines: machine("", "sv1:0.8 sv2:-0.6", "0.1")}.String()))
			require.NoError(t, err)
			tt.change(doc.Models[0].(*pmml.SupportVectorMachineModel))
			_, err = evaluator.Compile(doc)
			require.ErrorIs(t, err, pmml.ErrInvalid)
			assert.Contains(t, err.Error(), tt.detail)
			faults, _ := compile.Problems(doc, models.All, compile.Options{})
			assert.NotEmpty(t, faults)
		})
	}
}
