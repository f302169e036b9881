package program

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDiscretize(t *testing.T) {
	inf := math.Inf(1)
	bins := []Bin{
		{Range{-inf, 0, false, true}, 1}, // below 0
		{Range{0, 0, false, false}, 2},   // [0,0]
		{Range{0, 1, true, false}, 3},    // (0,1]
		{Range{1, 5, true, true}, 4},     // (1,5)
	}
	overlapping := []Bin{{Range{0, 10, false, false}, 1}, {Range{5, 15, false, false}, 2}}
	for _, tt := range []struct {
		name     string
		bins     []Bin
		in, want float64
	}{
		{"unbounded below", bins, -7, 1},
		{"a closed point", bins, 0, 2},
		{"inside", bins, 0.5, 3},
		{"a closed right end", bins, 1, 3},
		{"after an open left end", bins, 1.5, 4},
		{"an open right end has no bin", bins, 5, 99},
		{"above all", bins, 6, 99},
		{"missing", bins, Missing, 88},
		{"NaN lies in no bin", bins, NaN, 99},
		{"undefined stays", bins, Undefined, Undefined},
		{"of overlapping bins the first", overlapping, 7, 1},
		{"beyond the overlap", overlapping, 12, 2},
		{"no bins", nil, 7, 99},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := NewDiscretize(&Ref{0}, tt.bins, 88, 99)
			sameCell(t, tt.want, d.Eval(testFrame(NewTexts(), tt.in)))
		})
	}
}

// Many bins in order are searched by halving: the answer must not depend on it.
func TestDiscretizeManyBins(t *testing.T) {
	var bins []Bin
	for i := range 30 {
		left := float64(i)
		switch i % 3 {
		case 0:
			bins = append(bins, Bin{Range{left, left, false, false}, left + 0.1}, Bin{Range{left, left + 1, true, true}, left + 0.2})
		case 1:
			bins = append(bins, Bin{Range{left, left + 1, false, false}, left + 0.3})
		case 2:
			bins = append(bins, Bin{Range{left, left + 0.5, true, true}, left + 0.4}) // leaves a gap
		}
	}
	d := NewDiscretize(&Ref{0}, bins, Missing, Missing)
	assert.True(t, d.sorted)
	plain := *d
	plain.sorted = false
	for x := -1.0; x < 32; x += 0.125 {
		f := testFrame(NewTexts(), x)
		sameCell(t, plain.Eval(f), d.Eval(f))
	}
}

func TestDiscretizeOrderOfBins(t *testing.T) {
	for _, tt := range []struct {
		name string
		bins []Bin
		want bool
	}{
		{"apart", []Bin{{Range{0, 1, false, false}, 0}, {Range{2, 3, false, false}, 0}}, true},
		{"touching, one end open", []Bin{{Range{0, 1, false, true}, 0}, {Range{1, 3, false, false}, 0}}, true},
		{"sharing a point", []Bin{{Range{0, 1, false, false}, 0}, {Range{1, 3, false, false}, 0}}, false},
		{"descending", []Bin{{Range{2, 3, false, false}, 0}, {Range{0, 1, false, false}, 0}}, false},
		{"overlapping", []Bin{{Range{0, 2, false, false}, 0}, {Range{1, 3, false, false}, 0}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, ascending(tt.bins)) })
	}
}
