package additive

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
)

// A prediction is once for each trial, and missing or a fault without a number of
// them.
func TestTrials(t *testing.T) {
	lacking := &program.Fault{Detail: "lacking"}
	for _, tt := range []struct {
		name   string
		trials *Trials
		cells  [slots]float64
		want   float64
		fault  *program.Fault
	}{
		{"one", nil, [slots]float64{0, 5}, 1, nil},
		{"a fixed number", &Trials{Slot: program.NoSlot, Fixed: 3}, [slots]float64{0, 5}, 3, nil},
		{"that of the record", &Trials{Slot: 1}, [slots]float64{0, 5}, 5, nil},
		{"missing", &Trials{Slot: 1}, [slots]float64{0, program.Missing}, program.Missing, nil},
		{"missing, which is a fault", &Trials{Slot: 1, Missing: lacking}, [slots]float64{0, program.Missing}, program.Missing, lacking},
		{"a missing predictor comes first", &Trials{Slot: 1, Missing: lacking}, [slots]float64{program.Missing, program.Missing}, program.Missing, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := New(Double)
			p.AddPower(1, 0, 1)
			s := newScorer(t, NewNumber(p, link.Log{}, tt.trials, 0), Double, 0)
			requireSame(t, tt.want, s.row(tt.cells).Value)
			require.Equal(t, tt.fault, s.frame.Err())
			o := s.run([][slots]float64{tt.cells})
			require.Equal(t, tt.want != tt.want, s.block.Slow.Has(0))
			if tt.want == tt.want {
				require.Equal(t, tt.want, o.Value[0])
			}
		})
	}
}

func TestNorms(t *testing.T) {
	logit, identity := link.Link(link.Logit{}), link.Link(link.Identity{})
	for _, tt := range []struct {
		name string
		norm Norm
		y    []float64
		want []float64 // nil where there is no distribution
	}{
		{"binary", Norm{Rule: Binary, inverse: logit}, []float64{0.7, 9}, []float64{0.66819, 0.33181}},
		{"binary, where the second decides", Norm{Rule: Binary, inverse: logit, First: 1}, []float64{9, 0.7}, []float64{0.33181, 0.66819}},
		{"binary is within 1", Norm{Rule: Binary, inverse: identity}, []float64{1.3, 0}, []float64{1, 0}},
		{"binary is within 0", Norm{Rule: Binary, inverse: identity}, []float64{-1.3, 0}, []float64{0, 1}},
		{"binary of no number", Norm{Rule: Binary, inverse: logit}, []float64{program.NaN, 0}, nil},
		{"the remainder", Norm{Rule: Remainder, inverse: identity}, []float64{0.25, 0.5, 9}, []float64{0.25, 0.5, 0.25}},
		{"one against the rest", Norm{Rule: OneVersusRest, inverse: logit}, []float64{1, 2, 0.5}, []float64{0.32720, 0.39421, 0.27859}},
		{"cumulative", Norm{Rule: Cumulative, inverse: logit}, []float64{-1, 0.5, 2, 99}, []float64{0.26894, 0.35352, 0.25834, 0.11920}},
		{"cumulative is within 0 and 1", Norm{Rule: Cumulative, inverse: identity}, []float64{-1, 0.25, 2, 99}, []float64{0, 0.25, 0.75, 0}},
		{"cumulative with thresholds", Norm{Rule: Cumulative, inverse: logit, Thresholds: []float64{-0.4, 0.9}}, []float64{0.6, 0, 0}, []float64{0.54983, 0.26774, 0.18243}},
		{"cumulative of no number", Norm{Rule: Cumulative, inverse: logit, Thresholds: []float64{-0.4, 0.9}}, []float64{program.NaN, 0, 0}, nil},
		{"softmax", NewNorm(Softmax, "", Double, nil), []float64{1, 2, 0.5}, []float64{0.23122, 0.62853, 0.14024}},
		{"softmax survives large numbers", NewNorm(Softmax, "", Double, nil), []float64{1000, 1001, 0}, []float64{0.26894, 0.73106, 0}},
		{"softmax of infinities", NewNorm(Softmax, "", Double, nil), []float64{math.Inf(1), math.Inf(1), 0}, nil},
		{"simplemax", Norm{Rule: Simplemax, inverse: identity}, []float64{1, 2, 0.5}, []float64{0.28571, 0.57143, 0.14286}},
		{"simplemax of numbers that add up to zero", Norm{Rule: Simplemax, inverse: identity}, []float64{1, -1}, nil},
		{"simplemax of infinities", Norm{Rule: Simplemax, inverse: identity}, []float64{math.Inf(1), 1}, nil},
	} {
		for _, a := range arithmetics {
			t.Run(tt.name+"/"+a.name, func(t *testing.T) {
				n := tt.norm
				n.arithmetic, n.inverse = a.Arithmetic, a.link(n.inverse)
				k := &Classifier{Norm: n}
				p := append([]float64(nil), tt.y...)
				if a.Arithmetic == Float {
					for i, y := range p {
						p[i] = float64(float32(y))
					}
				}
				best, ok := k.decide(p)
				require.Equal(t, tt.want != nil, ok)
				for i, want := range tt.want {
					require.InDelta(t, want, p[i], 6e-6)
					require.LessOrEqual(t, p[i], p[best])
					require.Equal(t, a.Round(p[i]), p[i])
				}
			})
		}
	}
}

// Gradients are those of differences.
func TestGradients(t *testing.T) {
	const step = 1e-6
	binary := NewNorm(Binary, "", Double, link.Probit{})
	cumulative := NewNorm(Cumulative, "", Double, link.Cauchit{})
	cumulative.Thresholds = []float64{-0.5, 1}
	softmax := NewNorm(Softmax, "", Double, nil)
	for _, tt := range []struct {
		name string
		norm Norm
		y    []float64
		// at gives the number that F takes or that is a predictor.
		at func(n *Norm, y []float64, i int) *float64
	}{
		{"binary", binary, []float64{0.3, 0}, func(_ *Norm, y []float64, i int) *float64 { return &y[i] }},
		{"softmax", softmax, []float64{0.3, -0.4, 0}, func(_ *Norm, y []float64, i int) *float64 { return &y[i] }},
		{"cumulative", cumulative, []float64{0.3, 0, 0}, func(n *Norm, _ []float64, i int) *float64 { return &n.Thresholds[i] }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			apply := func(y []float64) []float64 {
				p := append([]float64(nil), y...)
				require.True(t, tt.norm.Apply(p))
				return p
			}
			for k := range tt.y {
				d := make([]float64, len(tt.y))
				tt.norm.Gradient(d, apply(tt.y), tt.y, k)
				for i := range len(tt.y) - 1 {
					v := tt.at(&tt.norm, tt.y, i)
					old := *v
					*v = old - step
					low := apply(tt.y)[k]
					*v = old + step
					high := apply(tt.y)[k]
					*v = old
					require.InDelta(t, (high-low)/(2*step), d[i], 1e-8, "category %d, number %d", k, i)
				}
			}
		})
	}
}

// A classifier gives a record and the records of a block the same distribution, and
// leaves a block's record without one to the frame.
func TestClassifierWaysAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	compared := 0
	for _, rule := range []Rule{Binary, Remainder, OneVersusRest, Cumulative, Softmax, Simplemax} {
		for range 60 {
			a := arithmetics[r.IntN(2)].Arithmetic
			n := 2 + r.IntN(2)
			if rule == Binary {
				n = 2
			}
			k := &Classifier{Norm: NewNorm(rule, "", a, link.Logit{})}
			for i := range n {
				k.Index, k.Cell = append(k.Index, (i+1)%n), append(k.Cell, float64(i))
				if i == 0 || r.IntN(4) > 0 && len(k.Predictors) == i {
					k.Predictors = append(k.Predictors, randomPredictor(r, a))
				}
			}
			s := newScorer(t, k, a, n)
			records := randomRecords(r, program.BlockRows)
			o := s.run(records)
			for i, record := range records {
				want := s.row(record)
				if s.block.Slow.Has(i) {
					continue
				}
				compared++
				require.Equal(t, want.Value, o.Value[i])
				require.Equal(t, want.Category, int(o.Category[i]))
				for c := range n {
					require.Equal(t, want.Series[program.Probabilities][c], o.Series[program.Probabilities][c][i])
					require.Equal(t, want.Series[program.Confidences][c], o.Series[program.Confidences][c][i])
				}
			}
		}
	}
	require.Greater(t, compared, 10000)
}

// A predictor that is missing counts also where the norm does not look at it.
func TestUnusedPredictors(t *testing.T) {
	for _, rule := range []Rule{Binary, Remainder, Cumulative} {
		k := &Classifier{Norm: NewNorm(rule, "", Double, link.Logit{}), Index: []int{0, 1}, Cell: []float64{0, 1}}
		for i := range program.Slot(2) {
			p := New(Double)
			p.AddPower(1, i, 1)
			k.Predictors = append(k.Predictors, p)
		}
		s := newScorer(t, k, Double, 2)
		records := [][slots]float64{{0.25, program.Missing}, {0.25, 1}}
		require.True(t, program.IsMissing(s.row(records[0]).Value))
		require.False(t, program.IsMissing(s.row(records[1]).Value))
		s.run(records)
		require.True(t, s.block.Slow.Has(0))
		require.False(t, s.block.Slow.Has(1))
	}
}

// Kernels take no memory once they have run.
func TestScoringDoesNotAllocate(t *testing.T) {
	p := New(Double)
	p.AddPower(2, 0, 1)
	p.AddProduct(1, &Product{Start: 1, Factors: []Factor{one(1, 1)}, Powers: []Power{x(0)}})
	k := &Classifier{Predictors: []*Predictor{p}, Norm: NewNorm(Softmax, "", Double, nil), Index: []int{0, 1}, Cell: []float64{0, 1}}
	for name, kernel := range map[string]program.Kernel{"number": number(p), "classifier": k} {
		t.Run(name, func(t *testing.T) {
			s := newScorer(t, kernel, Double, 2)
			records := [][slots]float64{{1, 1}, {2, 3}}
			require.Zero(t, testing.AllocsPerRun(20, func() {
				s.row(records[0])
				s.run(records)
			}))
		})
	}
}
