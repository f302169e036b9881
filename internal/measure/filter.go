package measure

import (
	"math"
	"math/bits"
	"slices"

	"github.com/gopmml/gopmml/internal/cpu"
	"github.com/gopmml/gopmml/internal/real"
)

//go:generate go -C ../asm run ./measure -out ../measure/vector_amd64.s -stubs ../measure/vector_amd64.go -pkg measure

// filter holds references once more, in small codes, from which a lower bound of
// a distance follows with a few vector instructions. Only the references whose
// bound lies below the distance that is to be beaten are measured. What is found
// is the same as without: bounds never lie above the distance as it is computed,
// rounding included.
//
// The code of a value y is ⌊√W·(y − low)/unit⌋, kept between 0 and 127, for sums
// of squares; without the root for sums of differences. Values whose codes are a
// and b differ by more than |a − b| − 1 units, so that
//
//	Σ max(|a − b| − 1, 0)² · unit² ≤ Σ W·(x − y)²
type filter struct {
	squares bool
	width   int
	// scale turns values less low into codes.
	low, scale []float64
	// step is what one unit of the bound is in terms of the sum.
	step float64
	// slack is 1 and what rounding may take from a sum, as a share of it. It does
	// not hold below least, where numbers lose digits.
	slack, least float64
	// codes holds, for each block of 16 references, 32 bytes for each two fields:
	// those of a reference side by side.
	codes  []byte
	blocks int
}

const (
	filterLanes = 16
	maxCode     = 127
	// fewFiltered is how many references are measured as fast without a filter.
	fewFiltered = 2048
)

// pairs gives how many pairs of fields there are.
func (f *filter) pairs() int { return (f.width + 1) / 2 }

func (f *filter) code(field int, v float64) byte {
	z := float64((v - f.low[field]) * f.scale[field])
	switch {
	case z >= maxCode:
		return maxCode
	case z >= 0:
		return byte(z)
	}
	return 0
}

// set puts a reference's codes in their places.
func (f *filter) set(reference, field int, v float64) {
	block, lane := reference/filterLanes, reference%filterLanes
	f.codes[(block*f.pairs()+field/2)*32+2*lane+field%2] = f.code(field, v)
}

// query writes the codes of a record, in the places in which a block has those
// of each reference. It says whether all values are finite.
func query[T real.Float](f *filter, x []T, out []byte) bool {
	for i, v := range x {
		if math.IsInf(float64(v), 0) {
			return false
		}
		c := f.code(i, float64(v))
		group := out[i/2*32:][:32]
		for l := i % 2; l < len(group); l += 2 {
			group[l] = c
		}
	}
	return true
}

// bound gives the least bound whose references need not be measured, where the
// sum to be beaten is limit; above 65535 where all must be.
func (f *filter) bound(limit float64) float64 {
	if limit > 0 && limit < f.least {
		return math.Inf(1)
	}
	return math.Ceil(limit / f.step * f.slack)
}

// scanPlainly looks for a block with a reference whose bound lies below limit. It gives
// the block, or the number of blocks where there is none, and a mask that has
// the bits 2·l and 2·l+1 set for such a reference l.
func (f *filter) scanPlainly(codes, query []byte, blocks int, limit uint16) (block int, mask uint32) {
	pairs := f.pairs()
	for b := range blocks {
		for l := range filterLanes {
			sum := 0
			for p := range pairs {
				at := (b*pairs+p)*32 + 2*l
				term := 0
				for e := range 2 {
					d := int(codes[at+e]) - int(query[p*32+2*l+e])
					d = max(d, -d) - 1
					switch {
					case d < 0:
					case f.squares:
						term += d * d
					default:
						term += d
					}
				}
				sum = min(sum+term, math.MaxUint16)
			}
			if sum < int(limit) {
				mask |= 3 << (2 * l)
			}
		}
		if mask != 0 {
			return b, mask
		}
	}
	return blocks, 0
}

// kernels are the vector forms of one set of instructions, nil for the portable
// one: what scanPlainly does for squares and for differences.
type kernels struct {
	squares, differences func(codes, query *byte, pairs, blocks int, limit uint16) (block int, mask uint32)
}

// use is the form that this process uses.
var use = cpu.Last(forms)

// scan is scanPlainly, with vector instructions where there are some. A goroutine
// cannot be stopped within them, so they get so many blocks at a time as take some
// ten microseconds.
func (f *filter) scan(codes, query []byte, blocks int, limit uint16) (block int, mask uint32) {
	switch {
	case blocks == 0 || limit == 0:
		return blocks, 0
	case use.squares == nil:
		return f.scanPlainly(codes, query, blocks, limit)
	}
	scan := use.differences
	if f.squares {
		scan = use.squares
	}
	pairs := f.pairs()
	_, _ = codes[blocks*pairs*32-1], query[pairs*32-1]
	most := max(1, (1<<14)/pairs)
	for block < blocks && mask == 0 {
		found := 0
		found, mask = scan(&codes[block*pairs*32], &query[0], pairs, min(most, blocks-block), limit)
		block += found
	}
	return block, mask
}

// newFilter makes a filter for a measure and its references, nil where none is
// of use. neighbors is how many are looked for.
func newFilter[T real.Float](m *Measure[T], r *References[T], neighbors int) *filter {
	if !m.plain || m.Similarity || m.kind > sum || r.gaps || r.n < fewFiltered || use.squares == nil {
		return nil
	}
	// What the codes' unit should be, a sample of the references tells.
	const rows, queries = 2048, 16
	sample := NewReferences[T](rows, r.width)
	for i := range rows {
		for j := range r.width {
			sample.Set(i, j, r.At(i*(r.n/rows), j))
		}
	}
	limits := make([]float64, queries)
	records := make([]*Record[T], queries)
	s := NewNearest[T](min(neighbors, rows/16) + 1) // the record itself is among them
	for q := range records {
		records[q] = NewRecord[T](r.width)
		for j := range r.width {
			records[q].Values[j] = sample.At(q*(rows/queries), j)
		}
		m.Prepare(records[q])
		m.Search(records[q], sample, s)
		limits[q] = float64(s.raw[len(s.raw)-1])
	}
	sorted := slices.Clone(limits)
	slices.Sort(sorted)
	typical := sorted[queries/2]
	if !(typical > 0) || math.IsInf(typical, 0) {
		return nil
	}
	best, fewest := (*filter)(nil), queries*rows/3
	for _, fine := range []float64{24, 12, 6, 3, 1.5} {
		f := layFilter(m, sample, typical, fine)
		if n := passed(f, records, limits); n < fewest {
			best, fewest = f, n
		}
	}
	if best != nil {
		fillFilter(best, r)
	}
	return best
}

// layFilter makes a filter of which a value's typical difference to that of a
// neighbor, where limit is the sum of a neighbor, is fine units.
func layFilter[T real.Float](m *Measure[T], sample *References[T], limit, fine float64) *filter {
	f := &filter{squares: m.kind != sum, width: sample.width}
	n := float64(f.width)
	unit := limit / n / fine
	if f.squares {
		unit = math.Sqrt(limit/n) / fine
	}
	f.step = unit
	if f.squares {
		f.step = float64(unit * unit)
	}
	// Rounding takes less than half a unit in the last place from each of the
	// sum's steps, and codes are exact but for a few.
	var one T = 1
	ulp := 0x1p-50
	f.least = 0x1p-900
	if _, ok := any(one).(float32); ok {
		ulp, f.least = 0x1p-21, 0x1p-90
	}
	f.slack = 1 + 1e-9 + float64((n+8)*ulp)
	column := make([]float64, sample.n)
	for j := range f.width {
		for i := range column {
			column[i] = float64(sample.At(i, j))
		}
		slices.Sort(column)
		w := float64(m.weights[j])
		if f.squares {
			w = math.Sqrt(w)
		}
		scale := w / unit
		low := column[len(column)/2]
		if scale > 0 {
			low -= maxCode / 2 / scale
		}
		if math.IsInf(low, 0) || math.IsInf(scale, 0) || scale != scale {
			low, scale = 0, 0
		}
		f.low, f.scale = append(f.low, low), append(f.scale, scale)
	}
	fillFilter(f, sample)
	return f
}

// fillFilter gives the filter the codes of references.
func fillFilter[T real.Float](f *filter, r *References[T]) {
	f.blocks = r.n / filterLanes // those of the rest are measured
	f.codes = make([]byte, f.blocks*f.pairs()*32)
	for i := range f.blocks * filterLanes {
		for j := range f.width {
			f.set(i, j, float64(r.At(i, j)))
		}
	}
}

// passed counts the references of a sample that the filter does not keep from
// being measured.
func passed[T real.Float](f *filter, records []*Record[T], limits []float64) int {
	codes := make([]byte, f.pairs()*32)
	n := 0
	for i, x := range records {
		bound := f.bound(limits[i])
		if !query(f, x.Values, codes) || bound > math.MaxUint16 {
			n += f.blocks * filterLanes
			continue
		}
		for b := 0; b < f.blocks; b++ {
			at, mask := f.scan(f.codes[b*f.pairs()*32:], codes, f.blocks-b, uint16(bound))
			b += at
			n += bits.OnesCount32(mask) / 2
		}
	}
	return n
}
