package naivebayes_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// document is a model as the tests write it: inputs g and h (texts), a and b
// (numbers), and the target t with the values yes and no.
type document struct {
	version    string
	attributes string
	threshold  string
	// inputs are the BayesInputs, output what stands in the BayesOutput.
	inputs, output string
	// targets is the Targets element.
	targets string
}

const sixtyForty = `<TargetValueCount value="yes" count="60"/><TargetValueCount value="no" count="40"/>`

func (d document) String() string {
	or := func(s, otherwise string) string {
		if s == "" {
			return otherwise
		}
		return s
	}
	version := or(d.version, "4.4")
	return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><Header/><DataDictionary>` +
		`<DataField name="g" optype="categorical" dataType="string"/><DataField name="h" optype="categorical" dataType="string"/>` +
		`<DataField name="a" optype="continuous" dataType="double"/><DataField name="b" optype="continuous" dataType="double"/>` +
		`<DataField name="t" optype="categorical" dataType="string"/></DataDictionary>` +
		`<NaiveBayesModel functionName="classification" threshold="` + or(d.threshold, "0.001") + `" ` + d.attributes + `>` +
		`<MiningSchema><MiningField name="g"/><MiningField name="h"/><MiningField name="a"/><MiningField name="b"/><MiningField name="t" usageType="predicted"/></MiningSchema>` +
		`<Output><OutputField name="p_yes" feature="probability" value="yes" optype="continuous" dataType="double"/>` +
		`<OutputField name="p_no" feature="probability" value="no" optype="continuous" dataType="double"/></Output>` + d.targets +
		`<BayesInputs>` + d.inputs + `</BayesInputs><BayesOutput fieldName="t"><TargetValueCounts>` + or(d.output, sixtyForty) + `</TargetValueCounts></BayesOutput></NaiveBayesModel></PMML>`
}

func (d document) load(t testing.TB) *evaluator.Model {
	t.Helper()
	return pmmltest.Load(t, d.String())
}

// counted makes an input of counted values: "m 45 10" is the value m with the
// counts of yes and no, where "-" leaves a count out.
func counted(field, derived string, rows ...string) string {
	out := `<BayesInput fieldName="` + field + `">` + derived
	for _, row := range rows {
		parts := strings.Fields(row)
		out += `<PairCounts value="` + parts[0] + `"><TargetValueCounts>`
		for i, value := range []string{"yes", "no"} {
			if parts[i+1] != "-" {
				out += `<TargetValueCount value="` + value + `" count="` + parts[i+1] + `"/>`
			}
		}
		out += `</TargetValueCounts></PairCounts>`
	}
	return out + `</BayesInput>`
}

// measured makes an input of numbers from the distributions given yes and no.
func measured(field, yes, no string) string {
	return `<BayesInput fieldName="` + field + `"><TargetValueStats><TargetValueStat value="yes">` + yes + `</TargetValueStat>` +
		`<TargetValueStat value="no">` + no + `</TargetValueStat></TargetValueStats></BayesInput>`
}

const (
	normalYes = `<GaussianDistribution mean="4" variance="2"/>`
	normalNo  = `<GaussianDistribution mean="7" variance="1"/>`
)

var (
	gender = counted("g", "", "m 45 10", "f 15 30")
	age    = measured("a", normalYes, normalNo)
)

func gauss(x, mean, variance float64) float64 {
	return math.Exp(-(x-mean)*(x-mean)/(2*variance)) / math.Sqrt(2*math.Pi*variance)
}

type record = map[string]any

func TestProbabilities(t *testing.T) {
	discretize := `<DerivedField optype="categorical" dataType="string"><Discretize field="a"><DiscretizeBin binValue="low"><Interval closure="openOpen" rightMargin="10"/></DiscretizeBin>` +
		`<DiscretizeBin binValue="high"><Interval closure="closedOpen" leftMargin="10" rightMargin="100"/></DiscretizeBin></Discretize></DerivedField>`
	poisson := measured("a", `<PoissonDistribution mean="2"/>`, `<PoissonDistribution mean="4"/>`)
	uniform := measured("a", `<UniformDistribution lower="0" upper="2"/>`, `<UniformDistribution lower="1" upper="5"/>`)
	e2, e4 := math.Exp(-2), math.Exp(-4)
	for _, tt := range []struct {
		name   string
		doc    document
		record record
		// yes and no are the likelihoods.
		yes, no float64
	}{
		{"values and numbers", document{inputs: gender + age}, record{"g": "m", "a": 5.0}, 60 * 45.0 / 60 * gauss(5, 4, 2), 40 * 10.0 / 40 * gauss(5, 7, 1)},
		{"a missing number does not count", document{inputs: gender + age}, record{"g": "m"}, 45, 10},
		{"a missing value does not count", document{inputs: gender + age}, record{"a": 5.0}, 60 * gauss(5, 4, 2), 40 * gauss(5, 7, 1)},
		{"without inputs, the counts of the target", document{inputs: gender + age}, record{}, 60, 40},
		{"a value that was never counted does not count", document{inputs: gender}, record{"g": "q"}, 60, 40},
		{"the threshold stands for a count of zero", document{inputs: counted("g", "", "m 60 35", "z 0 5")}, record{"g": "z"}, 60 * 0.001, 40 * 5.0 / 40},
		{"a count that is left out is zero", document{inputs: counted("g", "", "m 60 35", "z - 5")}, record{"g": "z"}, 60 * 0.001, 40 * 5.0 / 40},
		{"the threshold does not stand for a small share", document{inputs: counted("g", "", "m 99999 35", "z 1 5")}, record{"g": "z"}, 60 * 1e-5, 40 * 5.0 / 40},
		{"a threshold of zero makes a category impossible", document{threshold: "0", inputs: counted("g", "", "m 60 35", "z 0 5")}, record{"g": "z"}, 0, 1},
		{"a target value that never was is impossible", document{inputs: gender, output: `<TargetValueCount value="yes" count="0"/><TargetValueCount value="no" count="4"/>`}, record{"g": "m"}, 0, 1},
		{"counts may be fractions", document{inputs: counted("g", "", "m 0.5 0.25", "f 0.5 0.75")}, record{"g": "m"}, 60 * 0.5, 40 * 0.25},
		{"shares are those of the input's own counts", document{inputs: counted("g", "", "m 1 1", "f 1 3")}, record{"g": "m"}, 60 * 0.5, 40 * 0.25},
		{"intervals are counted values", document{inputs: counted("a", discretize, "low 45 10", "high 15 30")}, record{"a": 3.0}, 45, 10},
		{"a number in no interval does not count", document{inputs: counted("a", discretize, "low 45 10", "high 15 30")}, record{"a": 100.0}, 60, 40},
		{"mapMissingTo says what a missing number is", document{inputs: counted("a", strings.Replace(discretize, `<Discretize `, `<Discretize mapMissingTo="high" `, 1), "low 45 10", "high 15 30")},
			record{}, 15, 30},
		{"values may be numbers", document{inputs: counted("a", "", "1 45 10", "2.5 15 30", "1e9 0 0")}, record{"a": 2.5}, 15, 30},
		{"the threshold stands for a smaller density", document{threshold: "0.1", inputs: age}, record{"a": 5.0}, 60 * gauss(5, 4, 2), 40 * 0.1},
		{"far from both means, the threshold stands for both", document{inputs: age}, record{"a": 1000.0}, 60, 40},
		{"far from both means, without a threshold", document{threshold: "0", inputs: measured("a", `<GaussianDistribution mean="0" variance="1"/>`, `<GaussianDistribution mean="0.001" variance="1"/>`)},
			record{"a": 1000.0}, 60, 40 * math.Exp(1-0.0000005)},
		{"Poisson", document{threshold: "0", inputs: poisson}, record{"a": 3.0}, 60 * 8 * e2 / 6, 40 * 64 * e4 / 6},
		{"Poisson at zero", document{threshold: "0", inputs: poisson}, record{"a": 0.0}, 60 * e2, 40 * e4},
		{"Poisson, a small density", document{threshold: "0.01", inputs: poisson}, record{"a": 9.0}, 60 * 0.01, 40 * 262144 * e4 / 362880},
		{"Poisson of a fraction", document{inputs: poisson}, record{"a": 2.5}, 60, 40},
		{"Poisson of a negative number", document{inputs: poisson}, record{"a": -1.0}, 60, 40},
		{"uniform", document{inputs: uniform}, record{"a": 1.5}, 60 * 0.5, 40 * 0.25},
		{"uniform, at the limits", document{inputs: uniform}, record{"a": 2.0}, 60 * 0.5, 40 * 0.25},
		{"uniform, outside", document{inputs: uniform}, record{"a": 3.0}, 60 * 0.001, 40 * 0.25},
		{"inputs in Extensions count like others", document{version: "4.1", inputs: `<Extension>` + age + `</Extension>` + gender}, record{"g": "m", "a": 5.0},
			45 * gauss(5, 4, 2), 10 * gauss(5, 7, 1)},
		{"hundreds of inputs", document{inputs: strings.Repeat(counted("g", "", "m 1 1", "f 99999 99999"), 400) + counted("h", "", "x 3 1", "y 1 3")}, record{"g": "m", "h": "x"},
			60 * 0.75, 40 * 0.25},
	} {
		for _, float := range []bool{false, true} {
			name, bound := tt.name, 1e-13
			if float {
				name, bound = name+"/float", 2e-3 // of sums of hundreds of logarithms
				tt.doc.attributes = ` x-mathContext="float"`
			}
			if float && tt.record["a"] == 1000.0 {
				continue // beyond what float32 tells apart
			}
			t.Run(name, func(t *testing.T) {
				m := tt.doc.load(t)
				for range 2 { // the second time on what the first left
					result, err := m.Evaluate(tt.record)
					require.NoError(t, err)
					yes, ok := result.Float("p_yes")
					require.True(t, ok)
					no, _ := result.Float("p_no")
					bound := bound
					if tt.record["a"] == 1000.0 {
						bound = 1e-9 // logarithms of half a million
					}
					assert.InDelta(t, tt.yes/(tt.yes+tt.no), yes, bound)
					assert.InDelta(t, tt.no/(tt.yes+tt.no), no, bound)
					want := "yes"
					if tt.no > tt.yes {
						want = "no"
					}
					got, _ := result.Value("t")
					assert.Equal(t, want, got)
				}
			})
		}
	}
}

func TestTheFirstOfEqualsWins(t *testing.T) {
	m := document{inputs: gender, output: `<TargetValueCount value="no" count="5"/><TargetValueCount value="yes" count="5"/>`}.load(t)
	result, err := m.Evaluate(record{})
	require.NoError(t, err)
	got, _ := result.Value("t")
	assert.Equal(t, "no", got)
}

// Without a threshold a record may be impossible for every target value.
func TestAnImpossibleRecordIsAnError(t *testing.T) {
	for _, float := range []string{"", `x-mathContext="float"`} {
		m := document{threshold: "0", attributes: float, inputs: counted("g", "", "m 60 40", "z 0 0") + counted("h", "", "x 0 1", "y 1 0")}.load(t)
		for _, r := range []record{{"g": "z"}, {"g": "z", "h": "x"}} {
			_, err := m.Evaluate(r)
			require.ErrorContains(t, err, "likelihood zero for every target value")
		}
		result, err := m.Evaluate(record{"g": "m", "h": "y"})
		require.NoError(t, err)
		p, _ := result.Float("p_yes")
		assert.Equal(t, 1.0, p)
	}
}

func TestAnErrorInAFieldIsRaised(t *testing.T) {
	d := document{inputs: measured("bad", normalYes, normalNo)}
	d.targets = `<LocalTransformations><DerivedField name="bad" optype="continuous" dataType="double"><FieldRef field="g"/></DerivedField></LocalTransformations>`
	_, err := d.load(t).Evaluate(record{"g": "text"})
	require.Error(t, err)
}

func TestRowAllocatesNothing(t *testing.T) {
	for _, float := range []string{"", `x-mathContext="float"`} {
		m := document{attributes: float, inputs: gender + age + measured("b", `<PoissonDistribution mean="2"/>`, `<UniformDistribution lower="0" upper="9"/>`)}.load(t)
		row := m.NewRow()
		score := func() {
			row.SetText(0, "m")
			row.SetFloat(2, 5)
			row.SetFloat(3, 3)
			if err := row.Score(); err != nil {
				t.Fatal(err)
			}
		}
		score()
		assert.Zero(t, testing.AllocsPerRun(100, score))
	}
}

func TestExplanation(t *testing.T) {
	discretize := `<DerivedField optype="categorical" dataType="string"><Discretize field="b"><DiscretizeBin binValue="low"><Interval closure="openOpen" rightMargin="10"/></DiscretizeBin></Discretize></DerivedField>`
	m := document{inputs: gender + age + counted("b", discretize, "low 1 3", "high 1 1") + counted("h", "", "x 1 1")}.load(t)
	e, err := m.Explain(record{"g": "q", "a": 4.0, "b": 2.0})
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, e.WriteText(&out))
	_, text, _ := strings.Cut(out.String(), "(classification)\n")
	assert.Equal(t, `                                       yes          no
  count                                 60          40
  g = q: never counted, left out
  a = 4                           0.282095  0.00443185
  b = 2 (low)                          0.5        0.75
  h: missing, left out
  probability                     0.984533   0.0154675
  t = yes
`, text)
}

func BenchmarkScore(b *testing.B) {
	numbers := ""
	for range 20 {
		numbers += age
	}
	for _, bb := range []struct{ name, inputs string }{
		{"20 counted", strings.Repeat(gender, 20)}, {"20 Gaussian", numbers},
	} {
		b.Run(bb.name, func(b *testing.B) {
			row := document{inputs: bb.inputs}.load(b).NewRow()
			b.ReportAllocs()
			for b.Loop() {
				row.SetText(0, "f")
				row.SetFloat(2, 5)
				if err := row.Score(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
