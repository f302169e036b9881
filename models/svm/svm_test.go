package svm_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// at is the record of most tests: (1, 2), whose kernel values are e^-1 and e^-0.5.
var at = record{"a": 1.0, "b": 2.0}

func TestRegression(t *testing.T) {
	e1, e2 := math.Exp(-1), math.Exp(-0.5)
	both := machine("", "sv1:0.8 sv2:-0.6", "0.1")
	first := machine("", "sv1:1", "0")
	for _, tt := range []struct {
		name   string
		doc    document
		record record
		want   float64
	}{
		{"the sum of the kernel values, and the absoluteValue", document{vectors: two, machines: both}, at, 0.8*e1 - 0.6*e2 + 0.1},
		{"vectors in another order than the dictionary's", document{vectors: two, machines: machine("", "sv2:1 sv1:2", "0")}, at, e2 + 2*e1},
		{"a vector that is given twice counts twice", document{vectors: two, machines: machine("", "sv2:1 sv2:2 sv1:0", "0")}, at, 3 * e2},
		{"a coefficient without a value is zero", document{vectors: two,
			machines: strings.Replace(both, ` value="0.8"`, "", 1)}, at, -0.6*e2 + 0.1},
		{"radial, gamma is 1 by default", document{kernel: `<RadialBasisKernelType/>`, vectors: two, machines: first}, at, math.Exp(-2)},
		{"linear", document{kernel: `<LinearKernelType/>`, vectors: two, machines: both}, at, 0.8*2 - 0.6*6 + 0.1},
		{"polynomial", document{kernel: `<PolynomialKernelType gamma="0.5" degree="2"/>`, vectors: two, machines: first}, record{"a": 9.0, "b": 7.0}, 20.25},
		{"polynomial, all are 1 by default", document{kernel: `<PolynomialKernelType/>`, vectors: two, machines: first}, at, 3.0},
		{"polynomial, of a root", document{kernel: `<PolynomialKernelType coef0="0" degree="0.5"/>`, vectors: two, machines: first}, record{"a": 0.0, "b": 9.0}, 3.0},
		{"polynomial, a root of a negative number is none", document{kernel: `<PolynomialKernelType coef0="0" degree="0.5"/>`, vectors: two, machines: first}, record{"a": 0.0, "b": -9.0}, math.NaN()},
		{"sigmoid", document{kernel: `<SigmoidKernelType gamma="0.1" coef0="0.2"/>`, vectors: two, machines: first}, record{"a": 9.0, "b": 7.0}, math.Tanh(0.9)},
		{"sigmoid, all are 1 by default", document{kernel: `<SigmoidKernelType/>`, vectors: two, machines: first}, at, math.Tanh(3)},
		{"a plane", document{attributes: `svmRepresentation="Coefficients"`, kernel: `<LinearKernelType/>`, machines: plane("", "0.5 -2", "0.25")}, at, 0.5 - 4 + 0.25},
		{"an indicator is its coefficient or zero", document{kernel: `<LinearKernelType/>`,
			fields:  `<FieldRef field="a"/><CategoricalPredictor name="s" value="red" coefficient="1"/><CategoricalPredictor name="s" value="blue" coefficient="3"/>`,
			vectors: `<VectorInstance id="v"><Array type="real">1 10 100</Array></VectorInstance>`, machines: machine("", "v:1", "0")},
			record{"a": 1.0, "s": "blue"}, 301.0},
		{"what mapMissingTo gives stands for a missing number", document{fields: `<FieldRef field="a"/><FieldRef field="b" mapMissingTo="2"/>`,
			vectors: two, machines: both}, record{"a": 1.0}, 0.8*e1 - 0.6*e2 + 0.1},
		{"a missing prediction becomes the target's default", document{targets: `<Targets><Target field="y"><TargetValue defaultValue="7"/></Target></Targets>`,
			vectors: two, machines: both}, record{"a": 1.0}, 7.0},
		{"a vector of a default value", document{kernel: `<LinearKernelType/>`, machines: machine("", "v:1", "0"),
			vectors: `<VectorInstance id="v"><REAL-SparseArray defaultValue="3"><Indices>2</Indices><REAL-Entries>10</REAL-Entries></REAL-SparseArray></VectorInstance>`}, at, 23.0},
		{"the order of a sparse vector's indices does not matter", document{kernel: `<LinearKernelType/>`, machines: machine("", "v:1", "0"),
			vectors: `<VectorInstance id="v"><REAL-SparseArray><Indices>2 1</Indices><REAL-Entries>10 1</REAL-Entries></REAL-SparseArray></VectorInstance>`}, at, 21.0},
		{"an empty sparse vector is zero", document{machines: machine("", "v:1", "0"),
			vectors: `<VectorInstance id="v"><REAL-SparseArray n="2"/></VectorInstance>`}, at, math.Exp(-2.5)},
		{"targetCategory and classificationMethod say nothing in a regression", document{attributes: `classificationMethod="OneAgainstOne"`,
			vectors: two, machines: machine(`targetCategory="1"`, "sv1:1", "0")}, at, e1},
	} {
		for _, float := range []bool{false, true} {
			name, bound := tt.name, 1e-14
			if float {
				name, bound = name+"/float", 1e-5
				tt.doc.attributes += ` x-mathContext="float"`
			}
			t.Run(name, func(t *testing.T) {
				result, err := tt.doc.load(t).Evaluate(tt.record)
				require.NoError(t, err)
				got, _ := result.Value("y")
				v, ok := got.(float64)
				require.True(t, ok, "%v", got)
				if math.IsNaN(tt.want) {
					assert.True(t, math.IsNaN(v), v)
					return
				}
				assert.InDelta(t, tt.want, v, bound*(1+math.Abs(tt.want)))
			})
		}
	}
}

// The value of both machines below is f(1, 2) = 0.03039 for "plus", and -0.4 for
// "minus".
func TestClassification(t *testing.T) {
	const positive, negative = "sv1:0.8 sv2:-0.6", "sv1:0"
	const oneOne, oneAll = `classificationMethod="OneAgainstOne"`, `classificationMethod="OneAgainstAll"`
	plus := func(attributes string) string { return machine(attributes, positive, "0.1") }
	minus := func(attributes string) string { return machine(attributes, negative, "-0.4") }
	yesNo := `targetCategory="yes" alternateTargetCategory="no"`
	third := 1.0 / 3
	for _, tt := range []struct {
		name    string
		version string
		values  []string
		// attributes are the model's.
		attributes, machines string
		want                 string
		// shares are the probabilities by category, nil for none.
		shares map[string]float64
	}{
		{"one machine: not below the threshold", "", nil, "", plus(yesNo), "no", map[string]float64{"yes": 0, "no": 1}},
		{"one machine: below the threshold", "", nil, "", minus(yesNo), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"one machine: classificationMethod does not matter", "", nil, oneAll, minus(yesNo), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"one machine: maxWins, above the threshold", "", nil, `maxWins="true"`, plus(yesNo), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"one machine: maxWins, not above the threshold", "", nil, `maxWins="true"`, minus(yesNo), "no", map[string]float64{"yes": 0, "no": 1}},
		{"one machine: at the threshold", "", nil, "", machine(yesNo, "sv1:0", "0"), "no", map[string]float64{"yes": 0, "no": 1}},
		{"one machine: at the threshold, maxWins", "", nil, `maxWins="true"`, machine(yesNo, "sv1:0", "0"), "no", map[string]float64{"yes": 0, "no": 1}},
		{"the model's threshold", "", nil, `threshold="0.5"`, plus(yesNo), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"the machine's threshold is nearer than the model's", "", nil, `threshold="-1"`, plus(yesNo + ` threshold="0.5"`), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"one machine without alternate: the other listed value", "", []string{"no", "yes"}, "", plus(`targetCategory="yes"`), "no", map[string]float64{"yes": 0, "no": 1}},
		{"one machine of PMML 3: nearer to 0", "3.2", nil, `alternateBinaryTargetCategory="no"`, plus(`targetCategory="yes"`), "no", map[string]float64{"yes": 0, "no": 1}},
		{"one machine of PMML 3: nearer to 1", "3.2", nil, `alternateBinaryTargetCategory="no"`, machine(`targetCategory="yes"`, "sv1:0", "0.5"), "yes", map[string]float64{"yes": 1, "no": 0}},
		{"pairs: most votes", "", nil, oneOne,
			plus(`targetCategory="B" alternateTargetCategory="A"`) + minus(`targetCategory="A" alternateTargetCategory="C"`) + minus(`targetCategory="B" alternateTargetCategory="C"`),
			"A", map[string]float64{"A": 2 * third, "B": third, "C": 0}},
		{"pairs: of equals, the one that was voted for first", "", nil, oneOne,
			plus(`targetCategory="A" alternateTargetCategory="B"`) + minus(`targetCategory="A" alternateTargetCategory="C"`) + plus(`targetCategory="B" alternateTargetCategory="C"`),
			"B", map[string]float64{"A": third, "B": third, "C": third}},
		{"pairs: alternates without classificationMethod", "", nil, "",
			minus(`targetCategory="A" alternateTargetCategory="B"`) + plus(`targetCategory="A" alternateTargetCategory="C"`) + plus(`targetCategory="B" alternateTargetCategory="C"`),
			"C", map[string]float64{"A": third, "B": 0, "C": 2 * third}},
		{"pairs: maxWins turns all around", "", nil, oneOne + ` maxWins="true"`,
			plus(`targetCategory="A" alternateTargetCategory="B"`) + minus(`targetCategory="A" alternateTargetCategory="C"`) + plus(`targetCategory="B" alternateTargetCategory="C"`),
			"A", map[string]float64{"A": third, "B": third, "C": third}},
		{"all: the smallest wins", "", nil, "", plus(`targetCategory="A"`) + minus(`targetCategory="B"`), "B", nil},
		{"all: maxWins, the largest wins", "", nil, `maxWins="true"`, plus(`targetCategory="A"`) + minus(`targetCategory="B"`), "A", nil},
		{"all: the first of equals", "", nil, oneAll, plus(`targetCategory="C"`) + minus(`targetCategory="B"`) + minus(`targetCategory="A"`), "B", nil},
		{"all: thresholds and alternates do not matter", "", nil, oneAll + ` threshold="9"`,
			plus(`targetCategory="A" alternateTargetCategory="B"`) + minus(`targetCategory="B" threshold="-9"`), "B", nil},
	} {
		for _, float := range []string{"", ` x-mathContext="float"`} {
			t.Run(tt.name+float, func(t *testing.T) {
				m := document{function: "classification", version: tt.version, values: tt.values, attributes: tt.attributes + float,
					vectors: two, machines: tt.machines}.load(t)
				for range 2 { // the second time on what the first left
					result, err := m.Evaluate(at)
					require.NoError(t, err)
					got, _ := result.Value("c")
					assert.Equal(t, tt.want, got)
				}
				_, err := m.Evaluate(record{"a": 1.0})
				require.ErrorContains(t, err, `field "b": the value is missing, which a support vector machine needs`)
			})
		}
		t.Run(tt.name+"/shares", func(t *testing.T) {
			d := document{function: "classification", version: tt.version, values: tt.values, attributes: tt.attributes, vectors: two, machines: tt.machines}
			output := `<Output>`
			for _, c := range []string{"A", "B", "C", "yes", "no"} {
				output += `<OutputField name="p_` + c + `" feature="probability" value="` + c + `" optype="continuous" dataType="double"/>`
			}
			d.targets = output + `</Output>`
			result, err := d.load(t).Evaluate(at)
			require.NoError(t, err)
			for _, c := range []string{"A", "B", "C", "yes", "no"} {
				got, _ := result.Value("p_" + c)
				if tt.shares == nil {
					assert.Nil(t, got, c)
					continue
				}
				assert.Equal(t, tt.shares[c], got, c)
			}
		})
	}
}

// A record without one of the inputs is an error, unless Targets says what stands
// for a missing prediction.
func TestMissingInputs(t *testing.T) {
	indicator := `<FieldRef field="a"/><CategoricalPredictor name="s" value="red" coefficient="1"/>`
	both := machine("", "sv1:0.8 sv2:-0.6", "0.1")
	pair := machine(`targetCategory="yes" alternateTargetCategory="no"`, "sv1:1", "0")
	all := machine(`targetCategory="yes"`, "sv1:1", "0") + machine(`targetCategory="no"`, "sv2:1", "0")
	priors := `<Targets><Target field="c"><TargetValue value="yes" priorProbability="0.75"/><TargetValue value="no" priorProbability="0.25"/></Target></Targets>`
	for _, tt := range []struct {
		name   string
		doc    document
		record record
		// field is the one at fault, or want the prediction.
		field string
		want  any
	}{
		{"a number", document{vectors: two, machines: both}, record{"a": 1.0}, "b", nil},
		{"the first of them", document{vectors: two, machines: both}, record{}, "a", nil},
		{"an indicator", document{fields: indicator, vectors: two, machines: both}, record{"a": 1.0}, "s", nil},
		{"a plane", document{attributes: `svmRepresentation="Coefficients"`, kernel: `<LinearKernelType/>`, machines: plane("", "0.5 0", "0")}, record{"a": 1.0}, "b", nil},
		{"a rescaled target", document{targets: `<Targets><Target field="y" rescaleFactor="2"/></Targets>`, vectors: two, machines: both}, record{"a": 1.0}, "b", nil},
		{"a target with a default", document{targets: `<Targets><Target field="y"><TargetValue defaultValue="7"/></Target></Targets>`, vectors: two, machines: both}, record{"a": 1.0}, "", 7.0},
		{"pairs", document{function: "classification", vectors: two, machines: pair}, record{"b": 1.0}, "a", nil},
		{"pairs with prior probabilities", document{function: "classification", targets: priors, vectors: two, machines: pair}, record{"b": 1.0}, "", "yes"},
		{"all", document{function: "classification", vectors: two, machines: all}, record{"b": 1.0}, "a", nil},
		{"all with prior probabilities", document{function: "classification", targets: priors, vectors: two, machines: all}, record{"b": 1.0}, "", "yes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := tt.doc.load(t)
			result, err := m.Evaluate(tt.record)
			if tt.field != "" {
				var input *evaluator.InputError
				require.ErrorAs(t, err, &input)
				assert.Equal(t, tt.field, input.Field)
				assert.NotZero(t, input.Pos)
				return
			}
			require.NoError(t, err)
			got, _ := result.Value(m.Targets()[0].Name)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestAMachineThatHasNoNumberDecidesForNothing(t *testing.T) {
	root := `<PolynomialKernelType coef0="0" degree="0.5"/>`
	for _, tt := range []struct{ name, machines string }{
		{"one", machine(`targetCategory="A" alternateTargetCategory="B"`, "sv1:1", "0")},
		{"one of all", machine(`targetCategory="A"`, "sv1:1", "0") + machine(`targetCategory="B"`, "sv1:1", "0")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := document{function: "classification", kernel: root, vectors: two, machines: tt.machines}.load(t)
			_, err := m.Evaluate(record{"a": 0.0, "b": -9.0})
			require.ErrorContains(t, err, "not a number")
			_, err = m.Evaluate(record{"a": 0.0, "b": 9.0})
			require.NoError(t, err)
		})
	}
}

// An error in a field is raised by the machines that read it.
func TestAnErrorInAFieldIsRaised(t *testing.T) {
	d := document{vectors: two, machines: machine("", "sv1:1", "0"), fields: `<FieldRef field="a"/><FieldRef field="bad"/>`}
	d.targets = `<LocalTransformations><DerivedField name="bad" optype="continuous" dataType="double"><FieldRef field="s"/></DerivedField></LocalTransformations>`
	m := d.load(t)
	_, err := m.Evaluate(record{"a": 1.0, "s": "red"})
	require.Error(t, err)
}

// Many vectors that are almost empty take little room, and count like others.
func TestSparseModel(t *testing.T) {
	const fields, vectors = 400, 1000
	for _, kernel := range []string{`<LinearKernelType/>`, `<RadialBasisKernelType gamma="0.001"/>`} {
		var d document
		d.kernel, d.fields = kernel, strings.Repeat(ab, fields/2)
		terms := ""
		want, distance := 0.0, 0.0
		for j := range fields { // of the empty vector
			x := float64(1 + j%2)
			distance += x * x
		}
		for i := range vectors {
			id := strconv.Itoa(i)
			j, v := i%fields, 0.5+float64(i)
			d.vectors += `<VectorInstance id="` + id + `"><REAL-SparseArray><Indices>` + strconv.Itoa(j+1) + `</Indices><REAL-Entries>` +
				strconv.FormatFloat(v, 'g', -1, 64) + `</REAL-Entries></REAL-SparseArray></VectorInstance>`
			terms += id + ":1 "
			x := float64(1 + j%2)
			if kernel[1] == 'L' {
				want += x * v
			} else {
				want += math.Exp(-0.001 * (distance - x*x + (x-v)*(x-v)))
			}
		}
		d.machines = machine("", terms, "0")
		m := d.load(t)
		for range 2 {
			result, err := m.Evaluate(at)
			require.NoError(t, err)
			got, _ := result.Float("y")
			assert.InEpsilon(t, want, got, 1e-12, kernel)
		}
		row := m.NewRow()
		assert.Zero(t, testing.AllocsPerRun(10, func() {
			row.SetFloat(0, 1)
			row.SetFloat(1, 2)
			require.NoError(t, row.Score())
		}))
	}
}

func TestRowAllocatesNothing(t *testing.T) {
	wide := document{kernel: `<LinearKernelType/>`, vectors: two, machines: machine("", "sv2:0.8 sv1:-0.6", "0.1")}
	pairs := document{function: "classification", vectors: two,
		machines: machine(`targetCategory="A" alternateTargetCategory="B"`, "sv1:1 sv2:1", "0") + machine(`targetCategory="A" alternateTargetCategory="C"`, "sv2:1", "0")}
	all := document{function: "classification", kernel: `<SigmoidKernelType/>`, vectors: two,
		machines: machine(`targetCategory="A"`, "sv1:1 sv2:1", "0") + machine(`targetCategory="B"`, "sv2:1", "0")}
	for _, tt := range []struct {
		name string
		doc  document
	}{{"regression", wide}, {"pairs", pairs}, {"all", all}} {
		for _, float := range []string{"", ` x-mathContext="float"`} {
			t.Run(tt.name+float, func(t *testing.T) {
				tt.doc.attributes = float
				row := tt.doc.load(t).NewRow()
				score := func() {
					row.SetFloat(0, 1)
					row.SetFloat(1, 2)
					if err := row.Score(); err != nil {
						t.Fatal(err)
					}
				}
				score()
				assert.Zero(t, testing.AllocsPerRun(100, score))
			})
		}
	}
}

func TestExplanation(t *testing.T) {
	pairs := document{function: "classification", fields: `<FieldRef field="a"/><CategoricalPredictor name="s" value="red" coefficient="2"/>`, vectors: two,
		machines: machine(`targetCategory="A" alternateTargetCategory="B"`, "sv1:1 sv2:1", "0.25")}
	all := document{function: "classification", attributes: `svmRepresentation="Coefficients"`, kernel: `<LinearKernelType/>`,
		machines: plane(`targetCategory="A"`, "1 2", "0") + plane(`targetCategory="B"`, "-1 1", "0")}
	defaults := all
	defaults.targets = `<Targets><Target field="c"><TargetValue value="A" priorProbability="1"/></Target></Targets>`
	for _, tt := range []struct {
		name   string
		doc    document
		record record
		want   string
	}{
		{"pairs", pairs, record{"a": 2.0, "s": "red"}, `  vector
    a        2
    s = red  2
  kernel e^(-0.5·|x-v|²)
  machine of A against B
           +1  vector sv2     1 · 1
    +0.082085  vector sv1     1 · 0.082085
        +0.25  absoluteValue
      1.33208  sum            threshold 0: votes for B
  a machine votes for the first of its categories if its sum lies below the threshold, else for the second; the category with most votes wins
`},
		{"all", all, at, `  vector
    a  1
    b  2
  machine of A
    +4  b              2 · 2
    +1  a              1 · 1
     0  absoluteValue
     5  sum
  machine of B
    +2  b              1 · 2
    -1  a              -1 · 1
     0  absoluteValue
     1  sum
  the category whose machine has the smallest sum wins
`},
		{"a missing input", defaults, record{"b": 1.0}, `  vector
    a  missing
    b        1
  field a has no value, so there is no prediction
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := tt.doc.load(t).Explain(tt.record)
			require.NoError(t, err)
			var out strings.Builder
			require.NoError(t, e.WriteText(&out))
			_, text, _ := strings.Cut(out.String(), "(classification)\n")
			text, _, _ = strings.Cut(text, "  c = ")
			assert.Equal(t, tt.want, text)
		})
	}
}

func BenchmarkScore(b *testing.B) {
	var vectors, terms strings.Builder
	for i := range 200 {
		id := "v" + string(rune('A'+i/26)) + string(rune('A'+i%26))
		vectors.WriteString(`<VectorInstance id="` + id + `"><Array type="real">` + strings.Repeat("0.5 ", 2) + `</Array></VectorInstance>`)
		terms.WriteString(id + ":0.25 ")
	}
	for _, bb := range []struct {
		name string
		doc  document
	}{
		{"linear", document{kernel: `<LinearKernelType/>`, vectors: vectors.String(), machines: machine("", terms.String(), "0")}},
		{"radial", document{vectors: vectors.String(), machines: machine("", terms.String(), "0")}},
		{"cubic", document{kernel: `<PolynomialKernelType degree="3"/>`, vectors: vectors.String(), machines: machine("", terms.String(), "0")}},
		{"sigmoid", document{kernel: `<SigmoidKernelType/>`, vectors: vectors.String(), machines: machine("", terms.String(), "0")}},
		{"pairs that share vectors", document{function: "classification", vectors: vectors.String(),
			machines: machine(`targetCategory="A" alternateTargetCategory="B"`, terms.String(), "0") +
				machine(`targetCategory="A" alternateTargetCategory="C"`, terms.String(), "0") +
				machine(`targetCategory="B" alternateTargetCategory="C"`, terms.String(), "0")}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			row := bb.doc.load(b).NewRow()
			b.ReportAllocs()
			for b.Loop() {
				row.SetFloat(0, 0.25)
				row.SetFloat(1, 0.75)
				if err := row.Score(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
