package measure

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gopmml/gopmml/pmml"
)

// randomReferences gives n records of normal numbers.
func randomReferences(n, width int) *References[float64] {
	r := NewReferences[float64](n, width)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		for j := range width {
			r.Set(i, j, random.NormFloat64())
		}
	}
	return r
}

// BenchmarkSearch finds 5 neighbors among 100,000.
func BenchmarkSearch(b *testing.B) {
	for _, width := range []int{3, 30} {
		b.Run(fmt.Sprintf("width=%d", width), func(b *testing.B) {
			m := compiled(b, &pmml.Euclidean{}, width)
			r := randomReferences(100_000, width)
			random := rand.New(rand.NewPCG(3, 4))
			x := NewRecord[float64](width)
			s := NewNearest[float64](5)
			m.Settle(r, 5)
			b.ReportAllocs()
			for b.Loop() {
				for i := range x.Values {
					x.Values[i] = random.NormFloat64()
				}
				m.Prepare(x)
				m.Search(x, r, s)
			}
		})
	}
}

// BenchmarkCompare measures a record against the centers of 10 clusters.
func BenchmarkCompare(b *testing.B) {
	m := compiled(b, &pmml.SquaredEuclidean{}, 28)
	r := randomReferences(10, 28)
	x := NewRecord[float64](28)
	m.Gather(r)
	out := make([]float64, r.Room())
	m.Prepare(x)
	b.ReportAllocs()
	for b.Loop() {
		m.Compare(x, r, out)
	}
}

// reporter makes errors for tests.
type reporter struct{}

func (reporter) Errorf(_ pmml.Node, class error, format string, args ...any) error {
	if code, ok := class.(pmml.Code); ok {
		class = code.Class()
	}
	return fmt.Errorf("%w: %s", class, fmt.Sprintf(format, args...))
}

func (reporter) Keep(err error) error { return err }

// compiled gives a distance over fields of weight 1.
func compiled(tb testing.TB, kind pmml.Measure, width int) *Measure[float64] {
	tb.Helper()
	fields := make([]Field, width)
	for i := range fields {
		fields[i] = Field{Weight: 1, Missing: 1}
	}
	m, err := Compile[float64](reporter{}, &pmml.ComparisonMeasure{Kind: pmml.ComparisonMeasureKindDistance, Measure: kind}, fields)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}
