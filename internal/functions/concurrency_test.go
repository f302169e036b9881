package functions

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
)

// One compiled expression serves any number of frames at once.
func TestNodesAreSafeForConcurrentFrames(t *testing.T) {
	for _, v := range []vector{
		{"", "+", a{1.5, 2.0}, 3.5},
		{"", "median", a{3.0, 1.0, 2.0}, 2.0},
		{"", "isIn", a{"b", k("a"), k("b")}, true},
		{"", "matches", a{"aab", "a+b"}, true},
		{"", "matches", a{"é", k(`\bé(?=$)`)}, false},
		{"", "replace", a{"foofoo", k(`(o)\1`), k("<$1>")}, "f<o>f<o>"},
		{"", "formatNumber", a{1.5, k("%.2f")}, "1.50"},
		{"", "formatDatetime", a{as{tDate, "2004-08-20"}, k("%B %e")}, "August 20"},
		{"", "normalIDF", a{0.5, 1.0, 2.0}, 1.0},
		{"", "uppercase", a{"ß"}, "SS"},
		{"", javaPackage + "SplitFunction", a{"a,b", k(",")}, list{"a", "b"}},
	} {
		b := newBench()
		r, err := Build(b.call(v.name, v.args...))
		require.NoError(t, err)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				f := b.frame()
				for range 50 {
					assert.Equal(t, v.want, show(f, r.Expr.Eval(f), r))
				}
			})
		}
		wg.Wait()
	}
}

func TestNumericFunctionsDoNotAllocate(t *testing.T) {
	for _, v := range []vector{
		{"", "+", a{1.5, 2.0}, nil}, {"", "*", a{f32(1.5), f32(2.0)}, nil}, {"", "/", a{7, 2}, nil}, {"", "sum", a{1.0, nil, 2.0, 3.0}, nil},
		{"", "median", a{3.0, 1.0, 2.0, 5.0}, nil}, {"", "pow", a{3.3, 4.4}, nil}, {"", "ln", a{2.0}, nil}, {"", "normalIDF", a{0.1, 0.0, 1.0}, nil},
		{"", "if", a{true, 1.0, 2.0}, nil}, {"", "and", a{true, false}, nil}, {"", "lessThan", a{1.0, 2.0}, nil},
		{"", "isIn", a{"b", k("a"), k("b")}, nil}, {"", "dateDaysSinceYear", a{as{tDate, "2004-08-20"}, k(1960)}, nil},
		{"", "matches", a{"aab", k("a+b")}, nil}, {"", "stringLength", a{"aé"}, nil}, {"", "equal", a{"12", 12}, nil},
	} {
		b := newBench()
		r, err := Build(b.call(v.name, v.args...))
		require.NoError(t, err)
		f := b.frame()
		assert.Zero(t, testing.AllocsPerRun(100, func() { r.Expr.Eval(f) }), v.name)
	}
}

var sink float64

func benchmark(b *testing.B, name string, args ...any) {
	b.Helper()
	bn := newBench()
	r, err := Build(bn.call(name, args...))
	require.NoError(b, err)
	f := bn.frame()
	b.ReportAllocs()
	for b.Loop() {
		sink = r.Expr.Eval(f)
	}
	if program.IsError(sink) {
		b.Fatal(f.Fault(sink).Detail)
	}
}

func BenchmarkAdd(b *testing.B)       { benchmark(b, "+", 1.5, 2.5) }
func BenchmarkAddConst(b *testing.B)  { benchmark(b, "+", 1.5, k(2.5)) }
func BenchmarkSum(b *testing.B)       { benchmark(b, "sum", 1.5, 2.5, nil, 4.0, 5.0) }
func BenchmarkMedian(b *testing.B)    { benchmark(b, "median", 1.5, 2.5, nil, 4.0, 5.0) }
func BenchmarkPow(b *testing.B)       { benchmark(b, "pow", 1.5, 2.7) }
func BenchmarkLn(b *testing.B)        { benchmark(b, "ln", 1.5) }
func BenchmarkNormalIDF(b *testing.B) { benchmark(b, "normalIDF", 0.2, 1.0, 2.0) }
func BenchmarkIsIn(b *testing.B)      { benchmark(b, "isIn", "b", k("a"), k("b"), k("c")) }
func BenchmarkIf(b *testing.B)        { benchmark(b, "if", true, 1.0, 2.0) }
func BenchmarkMatches(b *testing.B)   { benchmark(b, "matches", "a1b22c333", k("[a-z][0-9]{3}")) }
func BenchmarkConcat(b *testing.B)    { benchmark(b, "concat", "abc", k("-"), 12) }
func BenchmarkFormat(b *testing.B)    { benchmark(b, "formatNumber", 1234.5678, k("%.2f")) }
