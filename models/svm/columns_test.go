package svm_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

func TestColumnsAgreeWithRecords(t *testing.T) {
	indicators := `<FieldRef field="a"/><FieldRef field="b" mapMissingTo="1.5"/><CategoricalPredictor name="s" value="red" coefficient="2"/>`
	three := `<VectorInstance id="sv1"><Array type="real">0 1 2</Array></VectorInstance><VectorInstance id="sv2"><Array type="real">2 0.5 0</Array></VectorInstance>`
	pairs := machine(`targetCategory="A" alternateTargetCategory="B" threshold="0.25"`, "sv1:0.8 sv2:-0.6", "0.1") +
		machine(`targetCategory="A" alternateTargetCategory="C"`, "sv2:0.5", "-0.1") + machine(`targetCategory="B" alternateTargetCategory="C"`, "sv1:1", "-0.3")
	all := machine(`targetCategory="A"`, "sv1:0.8 sv2:-0.6", "0.1") + machine(`targetCategory="B"`, "sv2:0.5", "-0.1")
	share := `<Output><OutputField name="p" feature="probability" value="A" optype="continuous" dataType="double"/></Output>`
	sparse, terms := "", ""
	for i := range 500 {
		id := strconv.Itoa(i)
		sparse += `<VectorInstance id="` + id + `"><REAL-SparseArray><Indices>` + strconv.Itoa(i%300+1) + `</Indices><REAL-Entries>1.5</REAL-Entries></REAL-SparseArray></VectorInstance>`
		terms += id + ":" + strconv.Itoa(i%7-3) + " "
	}
	root := `<PolynomialKernelType coef0="-1" degree="0.5"/>`
	for _, tt := range []struct {
		name string
		doc  document
	}{
		{"regression", document{vectors: two, machines: machine("", "sv1:0.8 sv2:-0.6", "0.1")}},
		{"sparse", document{kernel: `<RadialBasisKernelType gamma="0.01"/>`, fields: strings.Repeat(ab, 150), vectors: sparse, machines: machine("", terms, "0.1")}},
		{"planes", document{function: "classification", attributes: `svmRepresentation="Coefficients"`, kernel: `<LinearKernelType/>`,
			machines: plane(`targetCategory="A"`, "0.5 -2", "0.25") + plane(`targetCategory="B"`, "-1 1", "0")}},
		{"a default", document{targets: `<Targets><Target field="y"><TargetValue defaultValue="7"/></Target></Targets>`, vectors: two, machines: machine("", "sv1:0.8 sv2:-0.6", "0.1")}},
		{"indicators", document{fields: indicators, vectors: three, machines: machine("", "sv1:0.8 sv2:-0.6", "0.1")}},
		{"pairs", document{function: "classification", fields: indicators, vectors: three, targets: share, machines: pairs}},
		{"all", document{function: "classification", fields: indicators, vectors: three, machines: all}},
		{"pairs, some of them no number", document{function: "classification", kernel: root, fields: indicators, vectors: three, targets: share, machines: pairs}},
		{"all, some of them no number", document{function: "classification", kernel: root, fields: indicators, vectors: three, machines: all}},
	} {
		for _, float := range []string{"", ` x-mathContext="float"`} {
			t.Run(tt.name+float, func(t *testing.T) {
				tt.doc.attributes += float
				pmmltest.Agree(t, tt.doc.load(t), map[string][]string{"s": {"red", "green", "blue"}}, []string{"a", "b"})
			})
		}
	}
}
