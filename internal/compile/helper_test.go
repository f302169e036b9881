package compile_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	load    = pmmltest.Load
	refused = pmmltest.Refused
)

// source is a document in pieces: what its elements hold as text.
type source struct {
	version    string // 4.4 by default
	dictionary string
	global     string // of TransformationDictionary
	schema     string
	local      string // of LocalTransformations
	targets    string // the Targets element itself
	outputs    string
	attributes string // of the model, by default functionName="regression"
	model      string // by default a table with intercept 0
}

// text writes the document: a regression, where nothing else is given.
func (s source) text() string {
	wrap := func(element, content string) string {
		if content == "" {
			return ""
		}
		return "<" + element + ">" + content + "</" + element + ">"
	}
	or := func(s, otherwise string) string {
		if s == "" {
			return otherwise
		}
		return s
	}
	version := or(s.version, "4.4")
	return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><Header/>` +
		"<DataDictionary>" + s.dictionary + "</DataDictionary>" + wrap("TransformationDictionary", s.global) +
		`<RegressionModel ` + or(s.attributes, `functionName="regression"`) + `><MiningSchema>` + s.schema + "</MiningSchema>" +
		wrap("Output", s.outputs) + s.targets + wrap("LocalTransformations", s.local) +
		or(s.model, `<RegressionTable intercept="0"/>`) + "</RegressionModel></PMML>"
}

func dataField(name, dataType, content string) string {
	op := "continuous"
	if dataType == "string" || dataType == "boolean" {
		op = "categorical"
	}
	return `<DataField name="` + name + `" optype="` + op + `" dataType="` + dataType + `">` + content + `</DataField>`
}

func mining(name string, attributes ...string) string {
	return `<MiningField name="` + name + `" ` + strings.Join(attributes, " ") + `/>`
}

func derived(name, dataType, expression string) string {
	return `<DerivedField name="` + name + `" optype="continuous" dataType="` + dataType + `">` + expression + `</DerivedField>`
}

// out is an output field with an expression.
func out(name, dataType, expression string) string {
	return `<OutputField name="` + name + `" optype="continuous" dataType="` + dataType + `" feature="transformedValue">` + expression + `</OutputField>`
}

// feature is an output field without one.
func feature(name, dataType, attributes string) string {
	return `<OutputField name="` + name + `" optype="continuous" dataType="` + dataType + `" ` + attributes + `/>`
}

func call(function string, arguments ...string) string {
	return `<Apply function="` + function + `">` + strings.Join(arguments, "") + `</Apply>`
}

func ref(field string) string { return `<FieldRef field="` + field + `"/>` }

func constant(dataType, v string) string {
	return `<Constant dataType="` + dataType + `">` + v + `</Constant>`
}

// xsn declares the inputs x (double), s (string) and n (integer).
var xsn = dataField("x", "double", "") + dataField("s", "string", "") + dataField("n", "integer", "")

var xsnSchema = mining("x") + mining("s") + mining("n")

// value scores a record and gives one result, or its error as text.
func value(t testing.TB, text, result string, r record) any {
	t.Helper()
	return valueOf(t, load(t, text), result, r)
}

func valueOf(t testing.TB, m *evaluator.Model, result string, r record) any {
	t.Helper()
	got, err := m.Evaluate(r)
	if err != nil {
		var bad *evaluator.InputError
		require.ErrorAs(t, err, &bad)
		return err.Error()
	}
	v, ok := got.Value(result)
	require.True(t, ok, "no result %q", result)
	return v
}

var inf, nan = math.Inf(1), math.NaN()

type record = map[string]any
