package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestElect(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name   string
		shares []float64
		index  []int
		want   int
	}{
		{"the greatest wins", []float64{.2, .5, .3}, nil, 1},
		{"the first of equals wins", []float64{.2, .4, .4}, nil, 1},
		{"the first of all equals wins", []float64{0, 0, 0}, nil, 0},
		{"the last may win", []float64{.1, .2, .7}, nil, 2},
		{"a first one that is no number is not beaten", []float64{nan, .5, .3}, nil, 0},
		{"a later one that is no number beats none", []float64{.2, nan, .3}, nil, 2},
		{"equals go by the candidates' order", []float64{.4, .2, .4}, []int{2, 1, 0}, 0},
		{"who is no candidate does not win", []float64{.7, .2, .1}, []int{2, 1}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cells := []float64{10, 11, 12}
			category := tt.want
			if tt.index != nil {
				cells = cells[:len(tt.index)]
				category = tt.index[tt.want]
			}
			o := Outcome{Series: [seriesKinds][]float64{Probabilities: tt.shares}}
			assert.Equal(t, tt.want, o.Elect(tt.index, cells))
			assert.True(t, o.Has[Probabilities])
			assert.Equal(t, []any{category, cells[tt.want]}, []any{o.Category, o.Value})
			if tt.index == nil {
				tt.index = []int{0, 1, 2}
			}
			shares := make([]float64, len(tt.index))
			for i, c := range tt.index {
				shares[i] = tt.shares[c]
			}
			of := Outcome{Series: [seriesKinds][]float64{Probabilities: make([]float64, 3)}}
			assert.Equal(t, tt.want, ElectOf(&of, shares, tt.index, cells))
			assert.Equal(t, []any{category, cells[tt.want], true}, []any{of.Category, of.Value, of.Has[Probabilities]})
		})
	}
}

// A block elects as its records do, from any record on.
func TestElectByBlock(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, index := range [][]int{nil, {2, 0, 3}} {
		cells := []float64{10, 11, 12, 13}
		if index != nil {
			cells = cells[:len(index)]
		}
		b := newBlockOutcome(OutcomeSize{}.WithCategories(4))
		for c := range b.Series[Probabilities] {
			for i := range BlockRows {
				b.Series[Probabilities][c][i] = []float64{0, .25, .5, math.NaN()}[r.IntN(4)]
			}
		}
		const first, rows = 7, 200
		places := b.Category[first:][:rows]
		if index != nil {
			places = b.Entity[first:][:rows]
		}
		b.Elect(first, places, index, cells)
		assert.True(t, b.Has[Probabilities])
		for i := range BlockRows {
			o := Outcome{Series: [seriesKinds][]float64{Probabilities: make([]float64, 4)}}
			for c := range o.Series[Probabilities] {
				o.Series[Probabilities][c] = b.Series[Probabilities][c][i]
			}
			if i < first || i >= first+rows {
				assert.Zero(t, b.Value[i])
				continue
			}
			best := o.Elect(index, cells)
			assert.Equal(t, []any{o.Category, o.Value}, []any{int(b.Category[i]), b.Value[i]})
			if index != nil {
				assert.Equal(t, best, int(b.Entity[i]))
			}
		}
	}
}
