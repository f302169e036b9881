package mining_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// A segment may list a field that the model around does not have, if exactly one of
// the models further out has it.
func TestFieldsFromBeyondTheModelAround(t *testing.T) {
	derived := `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="x"/><Constant>10</Constant></Apply></DerivedField></LocalTransformations>`
	inner := func(field string) string {
		return `<RegressionModel functionName="regression"><MiningSchema><MiningField name="` + field + `"/><MiningField name="y" usageType="target"/></MiningSchema>` +
			`<RegressionTable intercept="1"><NumericPredictor name="` + field + `" coefficient="1"/></RegressionTable></RegressionModel>`
	}
	middle := func(before, inner string) string {
		return `<MiningModel functionName="regression"><MiningSchema><MiningField name="w"/><MiningField name="y" usageType="target"/></MiningSchema>` + before +
			`<Segmentation multipleModelMethod="sum">` + segment(``, inner) + `</Segmentation></MiningModel>`
	}
	for _, tt := range []struct {
		name, text string
		want       float64
	}{
		{"a derived field", document(ensemble("regression", "y", `multipleModelMethod="sum"`, derived, segment(``, middle("", inner("d"))))), 21},
		{"a derived field, two models further out", document(ensemble("regression", "y", `multipleModelMethod="sum"`, derived, segment(``, middle("", middle("", inner("d")))))), 21},
		{"an input", document(ensemble("regression", "y", `multipleModelMethod="sum"`, "", segment(``, middle("", inner("x"))))), 3},
		{"a result of a segment", chain(``, "", segment(``, ofX(outputs(value("first")))), segment(``, middle("", inner("first")))), 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, every(t, tt.text, record{"x": 2.0})["y"])
			problems := evaluator.Validate(strings.NewReader(tt.text)).Problems
			assert.True(t, slices.ContainsFunc(problems, func(p evaluator.Problem) bool {
				return p.Severity == evaluator.SeverityNote && p.Code == "field-outside" && strings.HasSuffix(p.Path, "RegressionModel/MiningSchema/MiningField")
			}), "%v", problems)
		})
	}
	several := document(ensemble("regression", "y", `multipleModelMethod="sum"`, derived, segment(``, middle(strings.Replace(derived, "10", "20", 1), middle("", inner("d"))))))
	refused(t, several, pmml.ErrInvalid, `the model around does not have field "d", and several further out have one: at 1:`)
	refused(t, document(ensemble("regression", "y", `multipleModelMethod="sum"`, "", segment(``, middle("", inner("d"))))), pmml.ErrInvalid, `there is no field "d" here`)
}
