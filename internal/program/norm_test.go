package program

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// testFrame makes a frame of some cells that nothing computes.
func testFrame(texts *Texts, cells ...float64) *Frame {
	f := (&Program{Texts: texts, Slots: len(cells)}).NewFrame()
	copy(f.Cells, cells)
	return f
}

// sameCell compares cells by bits, so that kinds of NaN stay apart.
func sameCell(t *testing.T, want, got float64) {
	t.Helper()
	assert.Equal(t, math.Float64bits(want), math.Float64bits(got), "want %v, got %v", want, got)
}

// A line gives the bits of the points that it stands for.
func TestLineEqualsItsPoints(t *testing.T) {
	for _, tt := range []struct {
		name string
		node NormContinuous
		line bool
	}{
		{"two points", NormContinuous{Knots: []Knot{{0.3, -1.7}, {0.9, 12.1}}, MapMissing: 4}, true},
		{"level", NormContinuous{Knots: []Knot{{0.3, 2}, {0.9, 2}}}, true},
		{"clamped", NormContinuous{Knots: []Knot{{0.3, 2}, {0.9, 3}}, Clamp: true, Above: 3}, false},
		{"a jump", NormContinuous{Knots: []Knot{{0.3, 2}, {0.3, 3}}}, false},
		{"three points", NormContinuous{Knots: []Knot{{0.3, 2}, {0.5, 3}, {1, 4}}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.Field = &Ref{0}
			e := tt.node.Simple()
			_, line := e.(*Line)
			assert.Equal(t, tt.line, line)
			for _, x := range []float64{0.3, 0.9, 0.1, 7, -1e300, math.Inf(-1), 1.0 / 3, Missing, NaN, Undefined} {
				f := testFrame(NewTexts(), x)
				sameCell(t, tt.node.Eval(f), e.Eval(f))
			}
		})
	}
}

func TestNormContinuous(t *testing.T) {
	knots := []Knot{{0, 0}, {2, 0.5}, {6, 1}}
	jump := []Knot{{0, 0}, {1, 1}, {1, 5}, {2, 6}}
	ends := []Knot{{1, 7}, {1, 0}, {2, 1}, {2, 9}}
	for _, tt := range []struct {
		name string
		node NormContinuous
		in   float64
		want float64
	}{
		{"first line", NormContinuous{Knots: knots}, 1, 0.25},
		{"second line", NormContinuous{Knots: knots}, 3, 0.625},
		{"a point", NormContinuous{Knots: knots}, 2, 0.5},
		{"the last point", NormContinuous{Knots: knots, Clamp: true, Below: Missing, Above: Missing}, 6, 1},
		{"the first point", NormContinuous{Knots: knots, Clamp: true, Below: Missing, Above: Missing}, 0, 0},
		{"asIs goes on below", NormContinuous{Knots: knots}, -2, -0.5},
		{"asIs goes on above", NormContinuous{Knots: knots}, 10, 1.5},
		{"clamped below", NormContinuous{Knots: knots, Clamp: true, Below: 0, Above: 1}, -2, 0},
		{"clamped above", NormContinuous{Knots: knots, Clamp: true, Below: 0, Above: 1}, 10, 1},
		{"outlier is missing, not mapMissingTo", NormContinuous{Knots: knots, MapMissing: 9, Clamp: true, Below: Missing, Above: Missing}, 10, Missing},
		{"missing", NormContinuous{Knots: knots, MapMissing: Missing}, Missing, Missing},
		{"missing is mapped", NormContinuous{Knots: knots, MapMissing: 9}, Missing, 9},
		{"NaN stays", NormContinuous{Knots: knots, MapMissing: 9}, NaN, NaN},
		{"undefined stays", NormContinuous{Knots: knots, MapMissing: 9}, Undefined, Undefined},
		{"infinity", NormContinuous{Knots: knots}, math.Inf(1), math.Inf(1)},
		{"before a jump", NormContinuous{Knots: jump}, 0.5, 0.5},
		{"at a jump the later point counts", NormContinuous{Knots: jump}, 1, 5},
		{"flat below a jump at the beginning", NormContinuous{Knots: ends}, 0, 7},
		{"flat above a jump at the end", NormContinuous{Knots: ends}, 3, 9},
		{"inside jumps at both ends", NormContinuous{Knots: ends}, 1.5, 0.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.Field = &Ref{0}
			sameCell(t, tt.want, tt.node.Eval(testFrame(NewTexts(), tt.in)))
			sameCell(t, tt.want, tt.node.Simple().Eval(testFrame(NewTexts(), tt.in)))
		})
	}
}

// Many points are searched by halving: the answer must not depend on it.
func TestNormContinuousManyPoints(t *testing.T) {
	var knots []Knot
	for i := range 40 {
		knots = append(knots, Knot{float64(i), float64(i * i)})
	}
	many := &NormContinuous{Field: &Ref{0}, Knots: knots}
	for x := -1.5; x < 42; x += 0.25 {
		i := min(max(int(math.Floor(x)), 0), 38)
		two := &NormContinuous{Field: &Ref{0}, Knots: knots[i : i+2]}
		f := testFrame(NewTexts(), x)
		sameCell(t, two.Eval(f), many.Eval(f))
	}
}

func TestDenormalizer(t *testing.T) {
	rising := []Knot{{0, 0}, {2, 0.5}, {6, 1}}
	falling := []Knot{{0, 1}, {2, 0.5}, {6, 0}}
	level := []Knot{{0, 0}, {1, 0}, {2, 1}, {3, 1}}
	hill := []Knot{{0, 0}, {1, 2}, {2, 1}}
	for _, tt := range []struct {
		name  string
		knots []Knot
		in    float64
		want  float64
	}{
		{"rising, first line", rising, 0.25, 1},
		{"rising, second line", rising, 0.75, 4},
		{"rising, below", rising, -0.5, -2},
		{"rising, above", rising, 1.5, 10},
		{"falling, first line", falling, 0.75, 1},
		{"falling, second line", falling, 0.25, 4},
		{"falling, above the first point", falling, 1.5, -2},
		{"falling, below the last point", falling, -0.5, 10},
		{"a level line gives its beginning", level, 0, 0},
		{"below a level beginning", level, -1, 0},
		{"above a level end", level, 2, 3},
		{"where lines reach a norm twice, the first", hill, 1.5, 0.75},
		{"below a hill, the line that leads there", hill, -1, -0.5},
		{"two points", []Knot{{10, 0}, {20, 1}}, 0.5, 15},
		{"missing stays", rising, Missing, Missing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sameCell(t, tt.want, NewDenormalizer(tt.knots).Invert(tt.in))
		})
	}
}

func TestDenormalizerInverts(t *testing.T) {
	knots := []Knot{{-3, 10}, {0, 4}, {1, 3.5}, {8, -6}}
	n := &NormContinuous{Field: &Ref{0}, Knots: knots}
	for x := -5.0; x < 12; x += 0.37 {
		y := n.Eval(testFrame(NewTexts(), x))
		assert.InDelta(t, x, NewDenormalizer(knots).Invert(y), 1e-12)
	}
}

func TestNormDiscrete(t *testing.T) {
	for _, tt := range []struct {
		name     string
		node     NormDiscrete
		in, want float64
	}{
		{"the value", NormDiscrete{Value: 3, MapMissing: Missing}, 3, 1},
		{"another", NormDiscrete{Value: 3, MapMissing: Missing}, 4, 0},
		{"missing", NormDiscrete{Value: 3, MapMissing: Missing}, Missing, Missing},
		{"missing is mapped", NormDiscrete{Value: 3, MapMissing: 0.5}, Missing, 0.5},
		{"NaN is another", NormDiscrete{Value: 3, MapMissing: 0.5}, NaN, 0},
		{"NaN equals itself", NormDiscrete{Value: NaN, MapMissing: 0.5}, NaN, 1},
		{"nothing equals a missing value", NormDiscrete{Value: Missing, MapMissing: Missing}, NaN, 0},
		{"undefined stays", NormDiscrete{Value: 3}, Undefined, Undefined},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.Field = &Ref{0}
			sameCell(t, tt.want, tt.node.Eval(testFrame(NewTexts(), tt.in)))
		})
	}
}

func TestNormThermometer(t *testing.T) {
	levels := NewLevels([]float64{20, 10, 30})
	for _, tt := range []struct {
		name     string
		levels   *Levels
		level    float64
		in, want float64
	}{
		{"below by rank", levels, 1, 20, 0},
		{"at the level", levels, 1, 10, 1},
		{"above by rank", levels, 1, 30, 1},
		{"not listed", levels, 0, 99, 0},
		{"numbers order by themselves", nil, 5, 6, 1},
		{"number below", nil, 5, 4, 0},
		{"missing", levels, 1, Missing, 0.25},
		{"NaN", levels, 1, NaN, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := &NormThermometer{Field: &Ref{0}, Level: tt.level, Levels: tt.levels, MapMissing: 0.25}
			sameCell(t, tt.want, n.Eval(testFrame(NewTexts(), tt.in)))
		})
	}
}

func TestErrorsPassThroughTables(t *testing.T) {
	f := testFrame(NewTexts(), 0)
	f.Cells[0] = f.FailWith(&Fault{Detail: "broken"})
	field := &Ref{0}
	for _, e := range []Expr{
		&NormContinuous{Field: field, Knots: []Knot{{0, 0}, {1, 1}}, MapMissing: 3},
		&NormDiscrete{Field: field, MapMissing: 3},
		&NormThermometer{Field: field, MapMissing: 3},
		NewDiscretize(field, nil, 3, 4),
		NewMapValues([]Expr{field}, nil, 3, 4, posAt(1, 1)),
		&Aggregate{Field: field},
	} {
		t.Run(fmt.Sprintf("%T", e), func(t *testing.T) { sameCell(t, f.Cells[0], e.Eval(f)) })
	}
}

func BenchmarkNormContinuous(b *testing.B) {
	for _, points := range []int{2, 8, 64} {
		b.Run(fmt.Sprintf("points=%d", points), func(b *testing.B) {
			n := &NormContinuous{Field: &Ref{0}}
			for i := range points {
				n.Knots = append(n.Knots, Knot{float64(i), float64(i)})
			}
			f := testFrame(NewTexts(), float64(points)*0.7)
			b.ReportAllocs()
			for b.Loop() {
				n.Eval(f)
			}
		})
	}
}
