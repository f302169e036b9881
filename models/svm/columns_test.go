package svm_test

import (
	"context"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
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
				agree(t, tt.doc.load(t), map[string][]string{"s": {"red", "green", "blue"}}, []string{"a", "b"})
			})
		}
	}
}

// agree scores random records as tables of columns and one by one, some with
// missing values and some with values that no field allows: results are the same
// to the bit, and so are errors.
func agree(t *testing.T, m *evaluator.Model, texts map[string][]string, numbers []string) {
	t.Helper()
	const rows = 600
	random := rand.New(rand.NewPCG(7, 8))
	records := make([]record, rows)
	in := evaluator.NewColumns(rows)
	for i := range records {
		records[i] = record{}
	}
	valid := func() evaluator.Bitmap {
		bits := make([]byte, (rows+7)/8)
		for i := range bits {
			bits[i] = byte(random.Uint32() | random.Uint32() | random.Uint32())
		}
		return evaluator.Bitmap{Bits: bits}
	}
	for _, name := range numbers {
		has := valid()
		values := make([]float64, rows)
		for i := range values {
			values[i] = float64(random.IntN(9)) / 2
			if random.IntN(50) == 0 {
				values[i] = math.Inf(1)
			}
			if has.Has(i) {
				records[i][name] = values[i]
			}
		}
		in.AddFloat64(name, values, has)
	}
	for name, words := range texts {
		has := valid()
		values := make([]string, rows)
		for i := range values {
			values[i] = words[random.IntN(len(words))]
			if has.Has(i) {
				records[i][name] = values[i]
			}
		}
		in.AddStrings(name, values, has)
	}
	var out evaluator.ColumnResults
	require.NoError(t, m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1), evaluator.WithRowErrors()))
	errs := map[int]string{}
	for _, e := range out.Errors {
		errs[e.Row] = e.Error()
	}
	answers := 0
	for i, r := range records {
		result, err := m.Evaluate(r)
		if err != nil {
			require.Contains(t, errs[i+1], err.Error(), "row %d: %v", i+1, r)
			continue
		}
		require.Empty(t, errs[i+1])
		for _, f := range m.Results() {
			want, _ := result.Value(f.Name)
			c := out.Column(f.Name)
			require.Equal(t, want != nil, c.Valid.Has(i), "row %d, %s: %v", i+1, f.Name, r)
			if want == nil {
				continue
			}
			answers++
			switch {
			case c.Strings != nil:
				require.Equal(t, want, c.Strings[i], "row %d, %s: %v", i+1, f.Name, r)
			case c.Float64 != nil:
				require.Equal(t, math.Float64bits(want.(float64)), math.Float64bits(c.Float64[i]), "row %d, %s: %v", i+1, f.Name, r)
			default:
				t.Fatalf("%s is neither a text nor a number", f.Name)
			}
		}
	}
	require.Greater(t, answers, rows/4)
}
