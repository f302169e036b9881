package program

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// filled is an outcome of two categories and three entities in which nothing is
// zero, and no two numbers are equal.
func filled() *Outcome {
	size := OutcomeSize{Ranking: 3}
	for k := range size.Series {
		size.Series[k] = 3
	}
	o := &Outcome{}
	o.init(size.WithCategories(2))
	o.Value, o.Category, o.Entity = 7, 1, 2
	for k := range o.Series {
		o.Has[k] = true
		for i := range o.Series[k] {
			o.Series[k][i] = float64(10*(k+1) + i)
		}
	}
	o.Ranking = append(o.Ranking, 2, 0)
	return o
}

// filledBlock is a block's outcome like filled, in which records differ.
func filledBlock() *BlockOutcome {
	like := filled()
	size := OutcomeSize{}
	for k := range like.Series {
		size.Series[k] = len(like.Series[k])
	}
	o := newBlockOutcome(size)
	o.Has = like.Has
	for r := range BlockRows {
		o.Value[r], o.Category[r], o.Entity[r] = float64(r), int32(r%2), int32(r%3)
		for k := range o.Series {
			for i := range o.Series[k] {
				o.Series[k][i][r] = like.Series[k][i] + float64(r)/BlockRows
			}
		}
	}
	return o
}

// Series by category are as long as the target has categories, others as the size
// says, for records and for blocks.
func TestSeriesAreSized(t *testing.T) {
	size := OutcomeSize{Ranking: 4}
	for k := range size.Series {
		size.Series[k] = 5
	}
	size = size.WithCategories(2)
	var o Outcome
	o.init(size)
	b := newBlockOutcome(size)
	for k := range o.Series {
		want := 5
		if kinds[k].byCategory {
			want = 2
		}
		assert.Len(t, o.Series[k], want, k)
		assert.Len(t, b.Series[k], want, k)
		assert.False(t, o.Has[k] || b.Has[k], k)
	}
	assert.Equal(t, 4, cap(o.Ranking))
	assert.True(t, IsMissing(o.Value))
}

// A cleared outcome has nothing, and zeros where models fill in a part.
func TestSeriesAreCleared(t *testing.T) {
	o := filled()
	o.Clear()
	assert.True(t, IsMissing(o.Value))
	assert.Equal(t, []int{-1, -1, 0}, []int{o.Category, o.Entity, len(o.Ranking)})
	for k := range o.Series {
		assert.False(t, o.Has[k], k)
		if SeriesKind(k) < sparse {
			assert.Equal(t, make([]float64, len(o.Series[k])), o.Series[k], k)
		}
	}
}

// A copy is equal, stays so when the other changes, and needs no room of its own
// the second time.
func TestSeriesAreCopied(t *testing.T) {
	from := filled()
	var o Outcome
	o.Copy(from)
	assert.Equal(t, *filled(), o)
	from.Clear()
	assert.NotEqual(t, *from, o)
	for k := range from.Series {
		clear(from.Series[k])
	}
	assert.Equal(t, *filled(), o)
	assert.Zero(t, testing.AllocsPerRun(5, func() {
		from.Copy(&o)
		o.Copy(from)
	}))
}

// Who takes an outcome over has other categories and other entities: series by
// category and the ranking are renumbered, other series left.
func TestSeriesAreTaken(t *testing.T) {
	categories := []int{3, 1}
	from := filled()
	from.Has[Confidences] = false
	size := OutcomeSize{Ranking: 3}.WithCategories(4)
	var o Outcome
	o.init(size)
	o.Take(from, categories, []int32{5, 6, 7})
	assert.Equal(t, []int32{7, 5}, o.Ranking)
	for k := range o.Series {
		if !kinds[k].byCategory {
			assert.False(t, o.Has[k], k)
			continue
		}
		assert.Equal(t, from.Has[k], o.Has[k], k)
		assert.Equal(t, []float64{0, from.Series[k][1], 0, from.Series[k][0]}, o.Series[k], k)
	}
	o.Clear()
	o.Take(from, categories, nil)
	assert.Empty(t, o.Ranking)

	const rows = 100
	many := filledBlock()
	many.Has = from.Has
	b := newBlockOutcome(size)
	for k := range b.Series {
		for i := range b.Series[k] {
			b.Series[k][i][rows-1], b.Series[k][i][rows] = -1, -1 // of the block before
		}
	}
	b.Take(many, categories, rows)
	for k := range b.Series {
		if !kinds[k].byCategory {
			assert.False(t, b.Has[k], k)
			continue
		}
		assert.Equal(t, many.Has[k], b.Has[k], k)
		for i := range b.Series[k] {
			want := make([]float64, rows)
			if from := slices.Index(categories, i); from >= 0 {
				copy(want, many.Series[k][from][:])
			}
			assert.Equal(t, want, b.Series[k][i][:rows], k)
			assert.Equal(t, -1.0, b.Series[k][i][rows], "records beyond stay")
		}
	}
}

// A record's outcome says what the block's says of it.
func TestSeriesAreLoadedFromBlocks(t *testing.T) {
	b := filledBlock()
	o := filled()
	b.Has[Probabilities] = false
	for _, r := range []int{0, 1, BlockRows - 1} {
		b.load(r, o)
		assert.Equal(t, []float64{b.Value[r], float64(b.Category[r]), float64(b.Entity[r])}, []float64{o.Value, float64(o.Category), float64(o.Entity)})
		assert.Equal(t, b.Has, o.Has)
		for k := range b.Series {
			for i := range b.Series[k] {
				assert.Equal(t, b.Series[k][i][r], o.Series[k][i], k)
			}
		}
	}
}
