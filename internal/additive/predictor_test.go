package additive

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

var arithmetics = []struct {
	name string
	Arithmetic
}{{"double", Double}, {"float", Float}, {"decimal", Decimal}}

// x is the number of slot i to the first power.
func x(i program.Slot) Power { return Power{Slot: i, Exponent: 1, Otherwise: program.Missing} }

// one is the indicator of a category of slot i.
func one(i program.Slot, cell float64) Factor {
	return Factor{i, NewLookup(map[float64]float64{cell: 1})}
}

func TestTerms(t *testing.T) {
	missing := program.Missing
	for _, tt := range []struct {
		name  string
		build func(p *Predictor)
		cells [slots]float64
		want  float64
	}{
		{"no terms are zero", func(*Predictor) {}, [slots]float64{}, 0},
		{"terms add up", func(p *Predictor) {
			p.AddPower(2, 0, 1)
			p.AddPower(3, 1, 2)
			p.AddCategory(2, NewLookup(map[float64]float64{0: 16, 1: 32}))
			p.AddProduct(2, &Product{Start: 1, Powers: []Power{x(0), x(1)}})
			p.AddConstant(64)
		}, [slots]float64{1, 2, 1}, 2 + 12 + 32 + 4 + 64},
		{"terms add up from left to right", func(p *Predictor) {
			p.AddConstant(1e30)
			p.AddPower(1, 0, 1)
			p.AddConstant(-1e30)
		}, [slots]float64{1}, 0},
		{"exponent 0 is one", func(p *Predictor) { p.AddPower(3, 0, 0) }, [slots]float64{9}, 3},
		{"exponent 0 of a missing number is missing", func(p *Predictor) { p.AddPower(3, 0, 0) }, [slots]float64{missing}, missing},
		{"a fraction as exponent is a root", func(p *Predictor) { p.AddPower(1, 0, 0.5) }, [slots]float64{9}, 3},
		{"a missing number makes the sum missing", func(p *Predictor) { p.AddPower(0, 0, 1) }, [slots]float64{missing}, missing},
		{"a category that is not listed is zero", func(p *Predictor) { p.AddCategory(0, NewLookup(map[float64]float64{1: 5})) }, [slots]float64{2}, 0},
		{"a missing category makes the sum missing", func(p *Predictor) { p.AddCategory(0, NewLookup(map[float64]float64{1: 5})) }, [slots]float64{missing}, missing},
		{"a missing category that is optional is zero", func(p *Predictor) { p.AddCategory(0, NewOptional(map[float64]float64{1: 5})) }, [slots]float64{missing}, 0},
		{"categories far apart have numbers too", func(p *Predictor) { p.AddCategory(0, NewLookup(map[float64]float64{1: 5, 1e9: 6, 0.5: 7})) }, [slots]float64{1e9}, 6},
		{"a product begins with its start", func(p *Predictor) { p.AddProduct(1, &Product{Start: 5, Powers: []Power{x(0), x(1)}}) }, [slots]float64{2, 3}, 30},
		{"a missing number of a product has another", func(p *Predictor) {
			p.AddProduct(1, &Product{Start: 5, Powers: []Power{{Slot: 0, Exponent: 1, Otherwise: 3}}})
		}, [slots]float64{missing}, 15},
		{"a product that starts with zero needs its numbers", func(p *Predictor) { p.AddProduct(1, &Product{Powers: []Power{x(0)}}) }, [slots]float64{missing}, missing},
		{"factors of zero settle a product", func(p *Predictor) {
			p.AddProduct(7, &Product{Start: 1, Factors: []Factor{one(1, 4)}, Powers: []Power{x(0)}})
		}, [slots]float64{missing, 5}, 0},
		{"factors that are not zero need the numbers", func(p *Predictor) {
			p.AddProduct(7, &Product{Start: 1, Factors: []Factor{one(1, 4)}, Powers: []Power{x(0)}})
		}, [slots]float64{missing, 4}, missing},
		{"zero among the powers settles nothing", func(p *Predictor) {
			p.AddProduct(7, &Product{Start: 1, Factors: []Factor{one(1, 4)}, Powers: []Power{x(0), x(2)}})
		}, [slots]float64{0, 4, missing}, missing},
		{"infinities that cancel are no number", func(p *Predictor) {
			p.AddPower(1, 0, 1)
			p.AddPower(-1, 0, 1)
		}, [slots]float64{math.Inf(1)}, program.NaN},
	} {
		for _, a := range arithmetics {
			t.Run(tt.name+"/"+a.name, func(t *testing.T) {
				p := New(a.Arithmetic)
				tt.build(p)
				s := newScorer(t, number(p), a.Arithmetic, 0)
				want := tt.want
				if a.Arithmetic == Decimal && tt.name == "terms add up from left to right" {
					want = 1 // exactly
				}
				requireSame(t, want, s.row(tt.cells).Value)
				require.Nil(t, s.frame.Err())
			})
		}
	}
}

// Where a value is an error, or one that has to be there is missing, the record has
// a fault.
func TestFaults(t *testing.T) {
	lacking := &program.Fault{Detail: "lacking"}
	contrast := NewContrast(map[float64]float64{1: 0.5}, &Unlisted{program.Fault{Field: "c", Detail: "unlisted"}, pmml.DataTypeInteger})
	for _, tt := range []struct {
		name  string
		build func(p *Predictor)
		cell  func(f *program.Frame) float64
		want  *program.Fault
	}{
		{"an error", func(p *Predictor) { p.AddPower(0, 0, 1) }, failing, &program.Fault{Detail: "failed"}},
		{"an error in a power", func(p *Predictor) { p.AddPower(1, 0, 0) }, failing, &program.Fault{Detail: "failed"}},
		{"an error in a category", func(p *Predictor) { p.AddCategory(0, NewLookup(map[float64]float64{1: 1})) }, failing, &program.Fault{Detail: "failed"}},
		{"an error in an optional category", func(p *Predictor) { p.AddCategory(0, NewOptional(map[float64]float64{1: 1})) }, failing, &program.Fault{Detail: "failed"}},
		{"an error in a product", func(p *Predictor) { p.AddProduct(1, &Product{Powers: []Power{x(0)}}) }, failing, &program.Fault{Detail: "failed"}},
		{"a category without a contrast", func(p *Predictor) { p.AddProduct(1, &Product{Start: 1, Factors: []Factor{{0, contrast}}}) },
			func(*program.Frame) float64 { return 3 }, &program.Fault{Field: "c", Detail: "unlisted", HasValue: true, Value: "3"}},
		{"the last term is needed", func(p *Predictor) {
			p.AddPower(1, 0, 1)
			p.RaiseLast(lacking)
		}, gone, lacking},
		{"a term before the last is not", func(p *Predictor) {
			p.AddPower(1, 0, 1)
			p.AddConstant(1)
			p.RaiseLast(lacking)
		}, gone, nil},
	} {
		for _, a := range arithmetics {
			t.Run(tt.name+"/"+a.name, func(t *testing.T) {
				p := New(a.Arithmetic)
				tt.build(p)
				s := newScorer(t, number(p), a.Arithmetic, 0)
				s.frame.Cells[0] = tt.cell(s.frame)
				require.True(t, program.IsMissing(p.Eval(s.frame)))
				require.Equal(t, tt.want, s.frame.Err())
			})
		}
	}
}

func failing(f *program.Frame) float64 { return f.FailWith(&program.Fault{Detail: "failed"}) }
func gone(*program.Frame) float64      { return program.Missing }

// randomPredictor makes a predictor of up to eight terms of all kinds.
func randomPredictor(r *rand.Rand, a Arithmetic) *Predictor {
	p := New(a)
	slot := func() program.Slot { return program.Slot(r.IntN(slots)) }
	beta := func() float64 { return math.Round(r.NormFloat64()*1000) / 100 }
	exponent := func() float64 { return []float64{1, 1, 1, 2, 3, 0, -1, 0.5}[r.IntN(8)] }
	lookup := func() *Lookup {
		numbers := map[float64]float64{}
		for range 1 + r.IntN(3) {
			numbers[[]float64{0, 1, 2, 3, 0.5, 1e6}[r.IntN(6)]] = beta()
		}
		if r.IntN(2) == 0 {
			return NewOptional(numbers)
		}
		return NewLookup(numbers)
	}
	for range r.IntN(9) {
		switch r.IntN(5) {
		case 0:
			p.AddConstant(beta())
		case 1:
			p.AddPower(beta(), slot(), 1)
		case 2:
			p.AddPower(beta(), slot(), exponent())
		case 3:
			p.AddCategory(slot(), lookup())
		case 4:
			q := &Product{Start: beta()}
			for range r.IntN(3) {
				q.Factors = append(q.Factors, Factor{slot(), lookup()})
			}
			for range r.IntN(3) {
				q.Powers = append(q.Powers, Power{slot(), exponent(), []float64{program.Missing, 0.5}[r.IntN(2)]})
			}
			p.AddProduct(beta(), q)
		}
	}
	return p
}

func randomRecords(r *rand.Rand, n int) [][slots]float64 {
	out := make([][slots]float64, n)
	for i := range out {
		for s := range out[i] {
			out[i][s] = []float64{
				r.NormFloat64(), math.Round(r.NormFloat64()*100) / 100, float64(r.IntN(4)), 0.5, 1e6, program.Missing, program.NaN, math.Inf(1),
			}[r.IntN(8)]
			if r.IntN(3) > 0 {
				out[i][s] = float64(r.IntN(5))
			}
		}
	}
	return out
}

// All ways give one sum: record by record, by block, exactly where that is the
// same, and as what explanations list.
func TestWaysAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	compared, exact := 0, 0
	for range 400 {
		records := randomRecords(r, 1+r.IntN(program.BlockRows))
		seed := r.Uint64()
		for _, a := range arithmetics {
			p := randomPredictor(rand.New(rand.NewPCG(seed, 3)), a.Arithmetic)
			s := newScorer(t, number(p), a.Arithmetic, 0)
			names := make([]string, len(p.terms))
			if a.Arithmetic != Decimal {
				o := s.run(records)
				for i, record := range records {
					want := s.row(record).Value
					require.Equal(t, want != want, s.block.Slow.Has(i), "%+v of %v", p.terms, record)
					if want == want {
						compared++
						require.Equal(t, math.Float64bits(want), math.Float64bits(o.Value[i]), "%+v of %v", p.terms, record)
					}
				}
			}
			for _, record := range records[:min(20, len(records))] {
				y := s.row(record).Value
				if y != y || math.IsInf(y, 0) {
					continue
				}
				listed := p.Describe(s.frame.Explaining(), []([]string){nil, names}[r.IntN(2)])
				require.Equal(t, y, float64(*listed.Sum))
				total, largest := float64(listed.Intercept), 1.0
				for _, term := range listed.Terms {
					require.NotNil(t, term.Contribution)
					total += float64(*term.Contribution)
					largest = max(largest, math.Abs(float64(*term.Contribution)))
				}
				bound := 1e-12
				if a.Arithmetic == Float {
					bound = 1e-5
				}
				require.InDelta(t, y, total, bound*largest, "%+v of %v", p.terms, record)
				if a.Arithmetic == Decimal {
					exact++
					require.InDelta(t, p.Binary(s.frame), y, bound*largest, "%+v of %v", p.terms, record)
				}
			}
		}
	}
	require.Greater(t, compared, 10000)
	require.Greater(t, exact, 1000)
}

func TestDecimalsAreExact(t *testing.T) {
	p := New(Decimal)
	p.AddConstant(0.1)
	p.AddPower(0.1, 0, 1)
	p.AddPower(-0.01, 0, 2)
	s := newScorer(t, number(p), Decimal, 0)
	require.Equal(t, 0.26, s.row([slots]float64{2}).Value) // 0.26000000000000006 in float64
	require.NotEqual(t, 0.26, p.Binary(s.frame))
}

func TestSlotsAndZero(t *testing.T) {
	p := New(Double)
	require.True(t, p.Zero())
	p.AddConstant(0)
	require.True(t, p.Zero())
	p.AddPower(1, 3, 2)
	p.AddProduct(0, &Product{Start: 1, Factors: []Factor{one(1, 1)}, Powers: []Power{x(0)}})
	p.AddCategory(2, NewLookup(map[float64]float64{1: 1}))
	require.False(t, p.Zero())
	require.True(t, slices.Equal([]program.Slot{3, 1, 0, 2}, p.Slots()))
	p = New(Double)
	p.AddConstant(1)
	require.False(t, p.Zero())
}
