package program

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// LagField is a field that history looks at.
type LagField struct {
	Slot Slot
	// Text says that the field is a string, whose cells may mean something for
	// one record only.
	Text bool
}

// LagSource says which cell a frame's history keeps, and for how long.
type LagSource struct {
	// Field is the lagged field, Blocks the fields whose equal values make
	// records one block. A missing value is a value like another here.
	Field  LagField
	Blocks []LagField
	// Depth is how many records back are kept.
	Depth int
}

// sameRows says whether two sources remember the same values, but for depth.
func (s *LagSource) sameRows(o *LagSource) bool {
	return s.Field == o.Field && slices.Equal(s.Blocks, o.Blocks)
}

// history is what a frame remembers of the records before. Its size is bounded
// by the depth of the lags, times the number of blocks met where there are blocks.
type history struct {
	tracks []*track
	// byLag gives the track of each of the program's lags, and number tells the lags
	// of a track apart.
	byLag  []*track
	number []int
	key    []byte
	sort   []float64
}

// track is the memory of one field.
type track struct {
	source LagSource
	lags   int
	whole  *ring            // without blocks
	blocks map[string]*ring // by the block fields' values
}

// ring holds the last values of a field; next is where the next one goes.
type ring struct {
	cells []float64
	texts []string // of cells that are keptText
	next  int
	// pushed counts the values since the beginning; windows are those of lags that
	// keep one, by their numbers.
	pushed  int64
	windows []*window
}

// keptText marks a cell whose text the document does not know.
const keptText = -1

func newHistory(p *Program) *history {
	h := &history{byLag: make([]*track, len(p.Lagged)), number: make([]int, len(p.Lagged))}
	for i, s := range p.Lagged {
		j := slices.IndexFunc(h.tracks, func(t *track) bool { return t.source.sameRows(s) })
		if j < 0 {
			t := &track{source: *s}
			if len(s.Blocks) == 0 {
				t.whole = &ring{}
			} else {
				t.blocks = make(map[string]*ring)
			}
			j = len(h.tracks)
			h.tracks = append(h.tracks, t)
		}
		t := h.tracks[j]
		t.source.Depth = max(t.source.Depth, s.Depth)
		h.byLag[i], h.number[i] = t, t.lags
		t.lags++
	}
	return h
}

// push remembers the record that was scored. One that failed leaves no trace.
func (h *history) push(f *Frame) {
	if f.err != nil {
		return
	}
	for _, t := range h.tracks {
		r := t.whole
		if r == nil {
			key := h.blockKey(f, t)
			r = t.blocks[string(key)]
			if r == nil {
				r = &ring{}
				t.blocks[string(key)] = r
			}
		}
		r.push(f, &t.source)
	}
}

func (r *ring) push(f *Frame, s *LagSource) {
	v, text := f.Cells[s.Field.Slot], ""
	r.pushed++
	switch {
	case v != v:
		if IsError(v) {
			v = Undefined
		}
	case s.Field.Text && int(v) >= f.program.Texts.Len():
		v, text = keptText, f.Text(v)
	}
	if len(r.cells) < s.Depth {
		r.cells = append(r.cells, v)
		if s.Field.Text {
			r.texts = append(r.texts, text)
		}
	} else {
		r.cells[r.next] = v
		if s.Field.Text {
			r.texts[r.next] = text
		}
	}
	if r.next++; r.next == s.Depth {
		r.next = 0
	}
}

// back gives the place of the value n records ago, false where there is none.
func (r *ring) back(n int) (int, bool) {
	if r == nil || n > len(r.cells) || n == 0 {
		return 0, false
	}
	i := r.next - n
	if i < 0 {
		i += len(r.cells)
	}
	return i, true
}

// ring gives the memory of a lag's field in the record's block, nil for none.
func (h *history) ring(f *Frame, lag int) *ring {
	t := h.byLag[lag]
	if t.whole != nil {
		return t.whole
	}
	return t.blocks[string(h.blockKey(f, t))]
}

// blockKey writes the block fields' values one after the other. Cells have a
// fixed length; a text that the document does not know follows a marker that
// is no cell of a string, with its length.
func (h *history) blockKey(f *Frame, t *track) []byte {
	key := h.key[:0]
	for _, b := range t.source.Blocks {
		v := f.Cells[b.Slot]
		if b.Text && v == v && int(v) >= f.program.Texts.Len() {
			s := f.Text(v)
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(keptText))
			key = binary.LittleEndian.AppendUint64(key, uint64(len(s)))
			key = append(key, s...)
			continue
		}
		if IsError(v) {
			v = Undefined
		}
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(v+0))
	}
	h.key = key
	return key
}

// Lag is the value that a field had some records ago, or a statistic over that
// many records. A frame's records count in the order in which it ran them.
//
// Eval gives Missing where fewer than N records of the block came before. A
// statistic takes what records there are, up to N, as producers' rolling
// windows do; it is Missing where they hold no value.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_Lag
type Lag struct {
	// Index is the lag's place in [Program.Lagged].
	Index int
	// N is how many records it looks back.
	N int
	// Aggregate is the statistic, [pmml.LagAggregateNone] for the one value.
	Aggregate pmml.LagAggregate
	// Type is the field's type.
	Type pmml.DataType
	Pos  pmml.Pos
}

// Eval looks back.
func (l *Lag) Eval(f *Frame) float64 {
	r := f.history.ring(f, l.Index)
	n := l.N
	if l.Aggregate != pmml.LagAggregateNone && r != nil {
		n = min(n, len(r.cells))
	}
	i, ok := r.back(n)
	if !ok {
		return Missing
	}
	if l.Aggregate == pmml.LagAggregateNone {
		if v := r.cells[i]; v != keptText || r.texts == nil {
			return v
		}
		return f.Code(r.texts[i])
	}
	if n > fewBack && (l.Aggregate == pmml.LagAggregateMax || l.Aggregate == pmml.LagAggregateMin) {
		w, behind := r.window(f.history.number[l.Index], n)
		if !f.Spend(int64(behind), l.Pos) {
			return Missing
		}
		w.update(r, n, l.Aggregate == pmml.LagAggregateMax)
		return w.value(r, n)
	}
	if !f.Spend(l.steps(n), l.Pos) {
		return Missing
	}
	values := f.history.sort[:0]
	for range n {
		v := r.cells[i]
		if IsUndefined(v) {
			return v
		}
		if !IsMissing(v) {
			values = append(values, v)
		}
		if i++; i == len(r.cells) {
			i = 0
		}
	}
	f.history.sort = values
	return l.statistic(values)
}

// steps is what a statistic over n records counts as. The median sorts them.
func (l *Lag) steps(n int) int64 {
	if l.Aggregate == pmml.LagAggregateMedian {
		return int64(n) * int64(1+bits.Len(uint(n))/2)
	}
	return int64(n)
}

// statistic computes over values in the order of their records; it may sort them.
func (l *Lag) statistic(values []float64) float64 {
	if len(values) == 0 {
		return Missing
	}
	switch l.Aggregate {
	case pmml.LagAggregateMax:
		return Number(slices.Max(values)) // of a NaN it makes one with bits of its own
	case pmml.LagAggregateMin:
		return Number(slices.Min(values))
	case pmml.LagAggregateAvg:
		return Number(sum(values) / float64(len(values)))
	case pmml.LagAggregateSum:
		return inType(sum(values), l.Type)
	case pmml.LagAggregateProduct:
		p := 1.0
		for _, v := range values {
			p = float64(p * v)
		}
		return inType(p, l.Type)
	case pmml.LagAggregateMedian:
		slices.Sort(values)
		n := len(values)
		if n%2 == 1 {
			return values[n/2]
		}
		return Number(float64(values[n/2-1]+values[n/2]) / 2)
	}
	return sampleDeviation(values)
}

// sampleDeviation is sqrt(Σ(v-mean)²/(n-1)), missing for less than two values.
// The standard does not say which deviation it means.
func sampleDeviation(values []float64) float64 {
	n := float64(len(values))
	if n < 2 {
		return Missing
	}
	mean, squares := sum(values)/n, 0.0
	for _, v := range values {
		d := v - mean
		squares += float64(d * d)
	}
	return Number(math.Sqrt(squares / (n - 1)))
}

func sum(values []float64) float64 {
	s := 0.0
	for _, v := range values {
		s += v
	}
	return s
}
