package svm_test

import (
	"strings"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// document is a model as the tests write it: inputs a, b (numbers) and s (one of
// red, green, blue), targets y (a number) and c.
type document struct {
	version string
	// function is regression unless it is given.
	function   string
	attributes string
	// values are those that c lists.
	values []string
	kernel string
	fields string
	// targets is the Targets element, vectors the VectorInstances, machines the
	// SupportVectorMachines.
	targets, vectors, machines string
}

// The vectors of most tests: sv1 = (0, 1), sv2 = (2, 2).
const (
	ab  = `<FieldRef field="a"/><FieldRef field="b"/>`
	two = `<VectorInstance id="sv1"><Array type="real" n="2">0 1</Array></VectorInstance>` +
		`<VectorInstance id="sv2"><REAL-SparseArray n="2"><Indices>1 2</Indices><REAL-Entries>2 2</REAL-Entries></REAL-SparseArray></VectorInstance>`
	rbf = `<RadialBasisKernelType gamma="0.5"/>`
)

// machine makes a machine from attributes, the ids of vectors with their
// coefficients ("sv1:0.8 sv2:-0.6"), and an intercept.
func machine(attributes, terms, intercept string) string {
	var vectors, coefficients strings.Builder
	for _, t := range strings.Fields(terms) {
		id, coefficient, _ := strings.Cut(t, ":")
		vectors.WriteString(`<SupportVector vectorId="` + id + `"/>`)
		coefficients.WriteString(`<Coefficient value="` + coefficient + `"/>`)
	}
	return `<SupportVectorMachine ` + attributes + `><SupportVectors>` + vectors.String() + `</SupportVectors>` +
		`<Coefficients absoluteValue="` + intercept + `">` + coefficients.String() + `</Coefficients></SupportVectorMachine>`
}

// plane makes a machine from the coefficients of a plane.
func plane(attributes, coefficients, intercept string) string {
	out := `<SupportVectorMachine ` + attributes + `><Coefficients absoluteValue="` + intercept + `">`
	for _, c := range strings.Fields(coefficients) {
		out += `<Coefficient value="` + c + `"/>`
	}
	return out + `</Coefficients></SupportVectorMachine>`
}

func (d document) String() string {
	or := func(s, otherwise string) string {
		if s == "" {
			return otherwise
		}
		return s
	}
	version, function := or(d.version, "4.4"), or(d.function, "regression")
	target := "y"
	if function == "classification" {
		target = "c"
	}
	values := ""
	for _, v := range d.values {
		values += `<Value value="` + v + `"/>`
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><Header/><DataDictionary>` +
		`<DataField name="a" optype="continuous" dataType="double"/><DataField name="b" optype="continuous" dataType="double"/>` +
		`<DataField name="s" optype="categorical" dataType="string"><Value value="red"/><Value value="green"/><Value value="blue"/></DataField>` +
		`<DataField name="y" optype="continuous" dataType="double"/>` +
		`<DataField name="c" optype="categorical" dataType="string">` + values + `</DataField></DataDictionary>` +
		`<SupportVectorMachineModel functionName="` + function + `" ` + d.attributes + `>` +
		`<MiningSchema><MiningField name="a"/><MiningField name="b"/><MiningField name="s"/><MiningField name="` + target + `" usageType="predicted"/></MiningSchema>` +
		d.targets + or(d.kernel, rbf) +
		`<VectorDictionary><VectorFields>` + or(d.fields, ab) + `</VectorFields>` + d.vectors + `</VectorDictionary>` +
		d.machines + `</SupportVectorMachineModel></PMML>`
}

func (d document) load(t testing.TB) *evaluator.Model {
	t.Helper()
	return pmmltest.Load(t, d.String())
}

type record = map[string]any
