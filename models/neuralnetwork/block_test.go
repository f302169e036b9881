package neuralnetwork

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// A block gives each record what the frame gives it, or leaves it to the frame.
func TestBlocksEqualRecords(t *testing.T) {
	line := &pmml.NormContinuous{Field: "x1", LinearNorms: []*pmml.LinearNorm{{Orig: 1, Norm: 0}, {Orig: 5, Norm: 2}}}
	simplemax := []*pmml.NeuralLayer{layerOf(identity, pmml.NormalizationMethodSimplemax, neuron("a", 0, con("i1", 1)), neuron("b", 0, con("i2", 1)))}
	for _, tt := range []struct {
		name string
		spec spec
	}{
		{"classification", worked(pmml.MathContextDouble)},
		{"classification in float", worked(pmml.MathContextFloat)},
		{"regression", spec{function: regression, layers: simplemax, outputs: []*pmml.NeuralOutput{number("a")}}},
		{"a normalised input", spec{
			function: regression, layers: simplemax, outputs: []*pmml.NeuralOutput{number("b")},
			change: func(m *pmml.NeuralNetwork, _ *pmml.Document) {
				m.NeuralInputs.NeuralInputs[0].DerivedField = derived(line)
			},
		}},
		{"a normalised output in float", spec{
			function: regression, context: pmml.MathContextFloat, layers: simplemax,
			outputs: []*pmml.NeuralOutput{{OutputNeuron: "a", DerivedField: derived(&pmml.NormContinuous{Field: "y", LinearNorms: line.LinearNorms})}},
		}},
		{"an output neuron for one of two categories", spec{
			function: classification, layers: simplemax, outputs: []*pmml.NeuralOutput{category("b", "B")},
			change: func(_ *pmml.NeuralNetwork, doc *pmml.Document) {
				doc.DataDictionary.DataFields[2].Values = []*pmml.Value{{Value: "A"}, {Value: "B"}}
			},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compileSpec(t, tt.spec)
			plan := program.NewBlockPlan(s.compiled.Program)
			if plan == nil {
				t.Fatal("the network cannot be scored by blocks")
			}
			random := rand.New(rand.NewPCG(11, 12))
			var x [2][]float64
			for i := range x {
				for range 700 {
					v := random.NormFloat64()
					if random.IntN(20) == 0 {
						v = []float64{0, math.NaN(), math.Inf(1), 1e300}[random.IntN(4)]
					}
					x[i] = append(x[i], v)
				}
			}
			x[0][3], x[1][3] = 1, -1
			columns := make([]program.Column, 2)
			s.compiled.Program.Bind(&columns[0], 0, &program.ColumnValues{Float64: x[0], Valid: allBut(700, 5)})
			s.compiled.Program.Bind(&columns[1], 1, &program.ColumnValues{Float64: x[1]})
			block, slow := plan.NewBlock(), 0
			for first := 0; first < 700; first += program.BlockRows {
				block.Load(columns, first, min(program.BlockRows, 700-first))
				block.Run()
				for r := range block.Rows {
					for i := range columns {
						columns[i].Load(s.frame, first+r)
					}
					fault := s.frame.Run()
					o := &s.frame.Outcomes[0]
					if block.Slow.Has(r) {
						slow++
						continue
					}
					if fault != nil || program.IsMissing(o.Value) {
						t.Fatalf("record %d (%v, %v): the block has a result, alone there is none", first+r, x[0][first+r], x[1][first+r])
					}
					sameOutcome(t, block.Outcomes[0], r, o)
				}
			}
			if slow == 0 || slow > 200 {
				t.Errorf("%d of 700 records were left to the frame", slow)
			}
		})
	}
}

// allBut is a bitmap of n rows that hold a value but one.
func allBut(n, row int) []byte {
	b := make([]byte, (n+7)/8)
	for i := range b {
		b[i] = 0xFF
	}
	b[row/8] &^= 1 << (row % 8)
	return b
}

func sameOutcome(t *testing.T, got *program.BlockOutcome, r int, want *program.Outcome) {
	t.Helper()
	if math.Float64bits(got.Value[r]) != math.Float64bits(want.Value) {
		t.Fatalf("record %d: value %v, alone %v", r, got.Value[r], want.Value)
	}
	if !want.Has[program.Probabilities] {
		return
	}
	if !got.Has[program.Probabilities] || int(got.Category[r]) != want.Category || int(got.Entity[r]) != want.Entity {
		t.Fatalf("record %d: category %d, entity %d, alone %d and %d", r, got.Category[r], got.Entity[r], want.Category, want.Entity)
	}
	for c, p := range want.Series[program.Probabilities] {
		if math.Float64bits(got.Series[program.Probabilities][c][r]) != math.Float64bits(p) {
			t.Fatalf("record %d: probability %d is %v, alone %v", r, c, got.Series[program.Probabilities][c][r], p)
		}
	}
}
