package measure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gopmml/gopmml/internal/cpu"
	"github.com/gopmml/gopmml/internal/matrix"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const missing = -999 // stands for a missing value in the tables below

func withMissing[T real.Float](values []float64) []T {
	out := make([]T, len(values))
	for i, v := range values {
		if out[i] = T(v); v == missing {
			out[i] = T(math.NaN())
		}
	}
	return out
}

// spec is a measure as the tests write it: fields of weight 1 that absDiff
// compares, unless it says otherwise.
type spec struct {
	kind       pmml.Measure
	similarity bool
	weights    []float64
	missing    []float64
	functions  []pmml.CompareFunction
	scale      float64
	table      [][]float64
}

func compileSpec[T real.Float](s spec, width int) (*Measure[T], error) {
	c := &pmml.ComparisonMeasure{Kind: pmml.ComparisonMeasureKindDistance, Measure: s.kind}
	if s.similarity {
		c.Kind = pmml.ComparisonMeasureKindSimilarity
	}
	fields := make([]Field, width)
	for i := range fields {
		f := &fields[i]
		f.Weight, f.Missing = 1, 1
		if s.table != nil {
			f.Table = matrix.Of(len(s.table[0]), slices.Concat(s.table...))
		}
		if s.weights != nil {
			f.Weight = s.weights[i]
		}
		if s.missing != nil {
			f.Missing = s.missing[i]
		}
		if s.functions != nil {
			f.Function = s.functions[i]
		}
		if s.scale != 0 {
			f.Scale = pmml.Some(s.scale)
		}
	}
	return Compile[T](reporter{}, c, fields)
}

func references[T real.Float](rows ...[]float64) *References[T] {
	r := NewReferences[T](len(rows), len(rows[0]))
	for i, row := range rows {
		for j, v := range withMissing[T](row) {
			r.Set(i, j, v)
		}
	}
	return r
}

func TestMeasures(t *testing.T) {
	delta, equal := pmml.CompareFunctionDelta, pmml.CompareFunctionEqual
	gauss, table := pmml.CompareFunctionGaussSim, pmml.CompareFunctionTable
	for _, tt := range []struct {
		name string
		spec spec
		x, y []float64
		want float64
	}{
		{"euclidean is the root of the sum of squares", spec{kind: &pmml.Euclidean{}}, []float64{1, 2}, []float64{4, 6}, 5},
		{"squaredEuclidean is the sum of squares", spec{kind: &pmml.SquaredEuclidean{}}, []float64{1, 2}, []float64{4, 6}, 25},
		{"chebychev is the greatest difference", spec{kind: &pmml.Chebychev{}}, []float64{1, 2}, []float64{4, 6}, 4},
		{"cityBlock is the sum of differences", spec{kind: &pmml.CityBlock{}}, []float64{1, 2}, []float64{4, 6}, 7},
		{"minkowski is the root of the sum of powers", spec{kind: &pmml.Minkowski{PParameter: 3}}, []float64{0, 0}, []float64{1, -2}, math.Cbrt(9)},
		{"a weight counts once, not squared", spec{kind: &pmml.SquaredEuclidean{}, weights: []float64{1, 2}}, []float64{0, 0}, []float64{3, 4}, 41},
		{"chebychev weighs what it compares", spec{kind: &pmml.Chebychev{}, weights: []float64{1, 2}}, []float64{1, 1}, []float64{0, 0}, 2},
		{"a weight of 0 leaves a field out", spec{kind: &pmml.CityBlock{}, weights: []float64{0, 3}}, []float64{9, 1}, []float64{0, 0}, 3},
		{"a missing value scales the rest", spec{kind: &pmml.SquaredEuclidean{}, weights: []float64{1, 2}}, []float64{1, missing}, []float64{0, 0}, 2},
		{"the scale is inside the root", spec{kind: &pmml.Euclidean{}}, []float64{1, missing}, []float64{0, 0}, math.Sqrt2},
		{"the scale is inside minkowski's root", spec{kind: &pmml.Minkowski{PParameter: 3}}, []float64{1, missing}, []float64{0, 0}, math.Cbrt(2)},
		{"chebychev is scaled as well", spec{kind: &pmml.Chebychev{}}, []float64{1, missing}, []float64{0, 0}, 2},
		{"missing-value weights make the scale", spec{kind: &pmml.CityBlock{}, missing: []float64{1, 3}}, []float64{1, missing}, []float64{0, 0}, 4},
		{"a field of weight 0 counts in the scale", spec{kind: &pmml.CityBlock{}, weights: []float64{1, 0}}, []float64{1, missing}, []float64{0, 0}, 2},
		{"a reference's missing value is like the record's", spec{kind: &pmml.SquaredEuclidean{}}, []float64{1, 7}, []float64{0, missing}, 2},
		{"nothing in common is farthest", spec{kind: &pmml.Euclidean{}}, []float64{1, missing}, []float64{missing, 1}, math.Inf(1)},
		{"nothing in common is least alike", spec{kind: &pmml.Euclidean{}, similarity: true}, []float64{1, missing}, []float64{missing, 1}, math.Inf(-1)},
		{"delta is 1 for what differs", spec{kind: &pmml.CityBlock{}, functions: []pmml.CompareFunction{delta, delta}}, []float64{1, 2}, []float64{1, 5}, 1},
		{"equal is 1 for what does not", spec{kind: &pmml.CityBlock{}, functions: []pmml.CompareFunction{equal, equal}, weights: []float64{5, 1}}, []float64{1, 2}, []float64{1, 5}, 5},
		{"gaussSim halves at the scale", spec{kind: &pmml.CityBlock{}, functions: []pmml.CompareFunction{gauss, gauss}, scale: 3}, []float64{1, 2}, []float64{4, 2}, 1.5},
		{"a table is read by record, then reference", spec{kind: &pmml.CityBlock{}, functions: []pmml.CompareFunction{table, table}, table: [][]float64{{0, 0.3}, {0.7, 0}}}, []float64{0, 1}, []float64{1, 0}, 1},
		{"functions may differ by field", spec{kind: &pmml.SquaredEuclidean{}, functions: []pmml.CompareFunction{delta, 0}}, []float64{1, 2}, []float64{9, 5}, 10},
		{"simpleMatching", spec{kind: &pmml.SimpleMatching{}, similarity: true}, []float64{1, 0, 1, 0}, []float64{1, 1, 0, 0}, 0.5},
		{"jaccard leaves out what is in none", spec{kind: &pmml.Jaccard{}, similarity: true}, []float64{1, 0, 1, 1}, []float64{1, 1, 0, 1}, 0.5},
		{"tanimoto counts differences twice", spec{kind: &pmml.Tanimoto{}, similarity: true}, []float64{1, 0, 1, 1}, []float64{1, 1, 0, 1}, 1.0 / 3},
		{"binarySimilarity: the record's value comes first", spec{similarity: true, kind: &pmml.BinarySimilarity{
			C00Parameter: 1, C01Parameter: 2, C10Parameter: 3, C11Parameter: 4, D00Parameter: 1, D01Parameter: 1, D10Parameter: 1, D11Parameter: 1,
		}}, []float64{0, 0, 0, 1}, []float64{0, 1, 1, 0}, (1 + 2*2 + 3) / 4.0},
		{"a denominator of 0 gives no number", spec{kind: &pmml.Jaccard{}, similarity: true}, []float64{0, 0}, []float64{0, 0}, math.NaN()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check[float64](t, tt.spec, tt.x, tt.y, tt.want, 1e-15)
			check[float32](t, tt.spec, tt.x, tt.y, tt.want, 1e-6)
		})
	}
}

func check[T real.Float](t *testing.T, s spec, x, y []float64, want, within float64) {
	t.Helper()
	m, err := compileSpec[T](s, len(x))
	require.NoError(t, err)
	// Among other references, so that each lane has its turn.
	for n := 1; n <= Lanes+2; n++ {
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = y
		}
		r := references[T](rows...)
		record := NewRecord[T](len(x))
		copy(record.Values, withMissing[T](x))
		_, ok := m.Prepare(record)
		require.True(t, ok)
		out := make([]T, n+Lanes)
		m.Compare(record, r, out)
		m.Gather(r)
		same := make([]T, r.Room())
		m.Compare(record, r, same)
		if !math.IsNaN(want) {
			assert.Equal(t, out[:n], same[:n])
		}
		for i := range n {
			if math.IsNaN(want) {
				assert.True(t, math.IsNaN(float64(out[i])))
				continue
			}
			if math.IsInf(want, 0) {
				assert.Equal(t, want, float64(out[i]))
				continue
			}
			assert.InEpsilon(t, want, float64(out[i]), within)
			assert.Equal(t, out[i], m.One(record, r, i))
		}
	}
}

func TestPrepare(t *testing.T) {
	for _, tt := range []struct {
		name string
		spec spec
		x    []float64
		at   int
		ok   bool
	}{
		{"all is there", spec{kind: &pmml.Euclidean{}}, []float64{1, 2}, 0, true},
		{"something is missing", spec{kind: &pmml.Euclidean{}}, []float64{missing, 2}, 0, true},
		{"all is missing", spec{kind: &pmml.Euclidean{}}, []float64{missing, missing}, -1, false},
		{"what is there does not count", spec{kind: &pmml.Euclidean{}, missing: []float64{1, 0}}, []float64{missing, 2}, -1, false},
		{"truth values", spec{kind: &pmml.Jaccard{}}, []float64{1, 0}, 0, true},
		{"no truth value", spec{kind: &pmml.Jaccard{}}, []float64{1, 2}, 1, false},
		{"a missing truth value", spec{kind: &pmml.Jaccard{}}, []float64{missing, 1}, 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := compileSpec[float64](tt.spec, len(tt.x))
			require.NoError(t, err)
			at, ok := m.Prepare(&Record[float64]{Values: withMissing[float64](tt.x)})
			assert.Equal(t, tt.ok, ok)
			assert.Equal(t, tt.at, at)
		})
	}
}

func TestCompileErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		spec spec
		says string
	}{
		{"a power of 0", spec{kind: &pmml.Minkowski{}}, "p-parameter=0"},
		{"a negative power", spec{kind: &pmml.Minkowski{PParameter: -1}}, "p-parameter=-1"},
		{"a negative weight", spec{kind: &pmml.Euclidean{}, weights: []float64{1, -1}}, "fieldWeight=-1"},
		{"a weight that is no number", spec{kind: &pmml.Euclidean{}, weights: []float64{1, math.NaN()}}, "fieldWeight=NaN"},
		{"a negative missing-value weight", spec{kind: &pmml.Euclidean{}, missing: []float64{1, -1}}, "weight is -1"},
		{"missing-value weights of 0", spec{kind: &pmml.Euclidean{}, missing: []float64{0, 0}}, "all zero"},
		{"gaussSim without a scale", spec{kind: &pmml.Euclidean{}, functions: []pmml.CompareFunction{0, pmml.CompareFunctionGaussSim}}, "similarityScale is missing"},
		{"gaussSim with a negative scale", spec{kind: &pmml.Euclidean{}, functions: []pmml.CompareFunction{0, pmml.CompareFunctionGaussSim}, scale: -2}, "similarityScale=-2"},
		{"table without a table", spec{kind: &pmml.Euclidean{}, functions: []pmml.CompareFunction{0, pmml.CompareFunctionTable}}, "Comparisons is missing"},
		{"no measure", spec{}, "measure itself is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compileSpec[float64](tt.spec, 2)
			require.ErrorIs(t, err, pmml.ErrInvalid)
			assert.ErrorContains(t, err, tt.says)
		})
	}
	_, err := Compile[float64](reporter{}, &pmml.ComparisonMeasure{Measure: &pmml.Euclidean{}}, make([]Field, 1))
	assert.ErrorContains(t, err, "kind is missing")
	_, err = Compile[float64](reporter{}, &pmml.ComparisonMeasure{Kind: pmml.ComparisonMeasureKindDistance, Measure: &pmml.Euclidean{}}, nil)
	assert.ErrorContains(t, err, "no field")
}

// A search gives what measuring everything and sorting gives, bit for bit, with
// and without a filter, whatever the numbers look like.
func TestSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	shapes := map[string]func() float64{
		"normal": random.NormFloat64,
		// Most distances are equal to others, and so are many instances.
		"grid": func() float64 { return float64(random.IntN(4)) },
		// Most of the range is one outlier's.
		"heavy": func() float64 { return math.Exp(6 * random.NormFloat64()) },
		"one":   func() float64 { return 1 },
		"tiny":  func() float64 { return 1e9 + random.Float64()*1e-3 },
		"limits": func() float64 {
			return []float64{0, 1, math.Inf(1), math.Inf(-1), math.MaxFloat64, 5e-324}[random.IntN(6)]
		},
		"small": func() float64 { return random.NormFloat64() * 1e-22 },
		"gaps":  func() float64 { return []float64{missing, random.NormFloat64(), 1}[random.IntN(3)] },
	}
	kinds := []pmml.Measure{&pmml.Euclidean{}, &pmml.SquaredEuclidean{}, &pmml.CityBlock{}, &pmml.Chebychev{}, &pmml.Minkowski{PParameter: 2.5}}
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			for _, kind := range kinds {
				for _, width := range []int{1, 9} {
					for _, weighted := range []bool{false, true} {
						s := spec{kind: kind, similarity: width == 1 && weighted}
						if weighted {
							for i := range width {
								s.weights = append(s.weights, float64(i)/2)
							}
							s.weights[0] = 0.75
						}
						n := []int{7, 2101}[random.IntN(2)]
						searched[float64](t, s, n, width, shape)
						searched[float32](t, s, n, width, shape)
					}
				}
			}
		})
	}
}

func searched[T real.Float](t *testing.T, s spec, n, width int, shape func() float64) {
	t.Helper()
	m, err := compileSpec[T](s, width)
	require.NoError(t, err)
	r := NewReferences[T](n, width)
	row := func() []T {
		values := make([]float64, width)
		for j := range values {
			values[j] = shape()
		}
		return withMissing[T](values)
	}
	for i := range n {
		for j, v := range row() {
			r.Set(i, j, v)
		}
	}
	m.Settle(r, 5)
	all := make([]T, n+Lanes)
	for _, k := range []int{1, 7} {
		near := NewNearest[T](min(k, n))
		for range 2 {
			x := NewRecord[T](width)
			copy(x.Values, row())
			if _, ok := m.Prepare(x); !ok {
				continue
			}
			m.Compare(x, r, all)
			order := make([]int32, n)
			for i := range order {
				order[i] = int32(i)
			}
			slices.SortStableFunc(order, func(a, b int32) int {
				v, w := all[a], all[b]
				switch {
				case v != v || w != w:
					if v != v && w != w {
						return 0
					}
					if w != w {
						return -1
					}
					return 1
				case m.Nearer(v, w):
					return -1
				case m.Nearer(w, v):
					return 1
				}
				return 0
			})
			require.True(t, m.Search(x, r, near))
			require.Equal(t, order[:len(near.Index)], near.Index, "%s of %d×%d", m.Name(), n, width)
			require.Len(t, near.Index, min(k, n))
			for i, at := range near.Index {
				if all[at] == all[at] {
					require.Equal(t, all[at], near.Value[i])
				}
			}
		}
	}
}

// The comparisons of several references at a time give the bits of one loop over
// one of them.
func TestCompareSumsInOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	m := compiled(t, &pmml.SquaredEuclidean{}, 28)
	r := randomReferences(10, 28)
	x := NewRecord[float64](28)
	for i := range x.Values {
		x.Values[i] = random.NormFloat64()
	}
	m.Gather(r)
	out := make([]float64, r.Room())
	m.Prepare(x)
	m.Compare(x, r, out)
	for i := range 10 {
		want := 0.0
		for j, v := range x.Values {
			d := v - r.At(i, j)
			want += float64(d * d)
		}
		assert.Equal(t, want, out[i])
		assert.Equal(t, want, m.One(x, r, i))
	}
}

// The vector instructions find what the plain loop finds.
func TestScan(t *testing.T) {
	cpu.Each(forms, &use, func(form string) {
		t.Run(form, testScan)
	})
}

func testScan(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		f := &filter{squares: random.IntN(2) == 0, width: 1 + random.IntN(40)}
		blocks := 1 + random.IntN(5)
		codes, query := make([]byte, blocks*f.pairs()*32), make([]byte, f.pairs()*32)
		most := 1 + random.IntN(maxCode+1)
		for i := range codes {
			codes[i] = byte(random.IntN(most))
		}
		for i := range query {
			query[i] = byte(random.IntN(most))
		}
		for _, limit := range []uint16{1, uint16(random.IntN(200)), uint16(random.IntN(math.MaxUint16)), math.MaxUint16} {
			wantBlock, wantMask := blocks, uint32(0)
			if limit > 0 {
				wantBlock, wantMask = f.scanPlainly(codes, query, blocks, limit)
			}
			block, mask := f.scan(codes, query, blocks, limit)
			require.Equal(t, wantBlock, block)
			require.Equal(t, wantMask, mask)
		}
	}
}

// A long scan is done in parts.
func TestLongScan(t *testing.T) {
	f := &filter{squares: true, width: 2}
	const blocks = 40_000
	codes, query := make([]byte, blocks*32), make([]byte, 32)
	for i := range codes {
		codes[i] = 100
	}
	block, mask := f.scan(codes, query, blocks, 50)
	assert.Equal(t, blocks, block)
	assert.Zero(t, mask)
	at := 39_000
	codes[at*32+4], codes[at*32+5] = 1, 2
	block, mask = f.scan(codes, query, blocks, 50)
	assert.Equal(t, at, block)
	assert.EqualValues(t, 3<<4, mask)
}

// A filter is there where it helps, and keeps most references from being measured.
func TestFilter(t *testing.T) {
	if use.squares == nil {
		t.Skip("there is no vector form of the filter here")
	}
	m := compiled(t, &pmml.Euclidean{}, 30)
	r := randomReferences(5000, 30)
	m.Settle(r, 5)
	require.NotNil(t, r.filter)
	few := randomReferences(100, 30)
	m.Settle(few, 5)
	assert.Nil(t, few.filter)
}

func TestPlan(t *testing.T) {
	for _, tt := range []struct {
		name string
		spec spec
		row  []float64
		want string
	}{
		{"few", spec{kind: &pmml.Euclidean{}}, []float64{1, 2}, "1 things, 4 at a time (euclidean)"},
		{"no sum", spec{kind: &pmml.Chebychev{}}, []float64{1, 2}, "1 things, 4 at a time (chebychev), as chebychev is no sum of differences"},
		{"missing", spec{kind: &pmml.CityBlock{}}, []float64{1, missing}, "1 things, 4 at a time (cityBlock), as some values are missing"},
		{"similarity", spec{kind: &pmml.CityBlock{}, similarity: true}, []float64{1, 2}, "1 things, 4 at a time (cityBlock), as great values are near"},
		{"functions", spec{kind: &pmml.CityBlock{}, functions: []pmml.CompareFunction{pmml.CompareFunctionDelta, 0}}, []float64{1, 2}, "1 things, 4 at a time (cityBlock), as a compareFunction is not absDiff"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := compileSpec[float64](tt.spec, 2)
			require.NoError(t, err)
			assert.Equal(t, tt.want, m.Plan(references[float64](tt.row), "things"))
		})
	}
	m := compiled(t, &pmml.Euclidean{}, 2)
	r := randomReferences(10, 2)
	m.Gather(r)
	assert.Equal(t, "10 things, all distances at once (euclidean)", m.Plan(r, "things"))
}

func TestSearchAllocatesNothing(t *testing.T) {
	m := compiled(t, &pmml.Euclidean{}, 30)
	r := randomReferences(5000, 30)
	m.Settle(r, 5)
	x, s := NewRecord[float64](30), NewNearest[float64](5)
	m.Prepare(x)
	assert.Zero(t, testing.AllocsPerRun(20, func() { m.Search(x, r, s) }))
}
