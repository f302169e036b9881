package forest

import "github.com/gopmml/gopmml/internal/program"

// Sums are what the trees say of a block's records: a row for each number that
// a leaf is worth.
type Sums = [][BlockRows]float64

// ScoreBlock adds up what the trees say of a block of up to BlockRows records,
// given the columns of the cells that [Forest.Slots] names. The bits of slow are
// set for the records that need the plain walk, whose sums mean nothing.
func (f *Forest) ScoreBlock(columns [][]float64, rows int, w *Work, sums Sums, slow *program.RowMask) {
	if f.values32 != nil && w.block32 == nil {
		w.block32 = make([][BlockRows]float32, f.width)
	}
	for i := range sums {
		clear(sums[i][:rows])
	}
	for i := range w.block32 {
		clear(w.block32[i][:rows])
	}
	switch f.block {
	case waySliced:
		f.slice(columns, rows, w, sums, slow)
	case wayWalk:
		f.walker.scoreBlock(f, columns, rows, w, sums, slow)
	default:
		f.walkEach(columns, rows, w, sums, slow)
	}
	for i := range w.block32 {
		for r, v := range w.block32[i][:rows] {
			sums[i][r] = float64(v)
		}
	}
	for i := range sums {
		for r, v := range sums[i][:rows] {
			if v != v {
				slow.Set(r)
			}
		}
	}
}

func (f *Forest) slice(columns [][]float64, rows int, w *Work, sums Sums, slow *mask) {
	if w.slicing == nil {
		w.slicing = f.sliced.workspace()
	}
	s := w.slicing
	f.sliced.prepare(s, columns, slow)
	for t := range f.sliced.trees {
		tree := &f.sliced.trees[t]
		f.sliced.find(s, tree)
		planes := tree.planes
		end := len(f.values)
		if f.values32 != nil {
			end = len(f.values32)
		}
		if t+1 < len(f.first) {
			end = int(f.first[t+1]) * f.width
		}
		from := int(f.first[t]) * f.width
		switch {
		case f.tables64 != nil:
			f.tables64.add(t, s, planes, sums)
		case f.tables32 != nil:
			f.tables32.add(t, s, planes, w.block32)
		case f.width == 1 && f.values32 != nil:
			addLeaves(s, planes, rows, f.values32[from:end], &w.block32[0])
		case f.width == 1:
			addLeaves(s, planes, rows, f.values[from:end], &sums[0])
		case f.values32 != nil:
			addWide(s, planes, rows, f.values32[from:end], w.block32)
		default:
			addWide(s, planes, rows, f.values[from:end], sums)
		}
	}
}

// addLeaves adds the records' leaves of one tree.
func addLeaves[T float32 | float64](s *slicing, planes, rows int, values []T, sums *[BlockRows]T) {
	for g := range (rows + 7) / 8 {
		at := s.leaves(planes, g)
		out := (*[8]T)(sums[g*8:])
		out[0] += values[uint8(at)]
		out[1] += values[uint8(at>>8)]
		out[2] += values[uint8(at>>16)]
		out[3] += values[uint8(at>>24)]
		out[4] += values[uint8(at>>32)]
		out[5] += values[uint8(at>>40)]
		out[6] += values[uint8(at>>48)]
		out[7] += values[uint8(at>>56)]
	}
}

// addWide is addLeaves for leaves of several numbers.
func addWide[T float32 | float64](s *slicing, planes, rows int, values []T, sums [][BlockRows]T) {
	width := len(sums)
	for g := range (rows + 7) / 8 {
		at := s.leaves(planes, g)
		for r := range 8 {
			v := values[int(uint8(at>>(8*r)))*width:][:width]
			for i := range sums {
				sums[i][g*8+r] += v[i]
			}
		}
	}
}

func (f *Forest) addEight(row int, first int32, leaves *[lanes]int32, w *Work, sums Sums) {
	switch {
	case f.values32 != nil:
		for i, at := range leaves {
			for k, v := range f.values32[int(first+at)*f.width:][:f.width] {
				w.block32[k][row+i] += v
			}
		}
	case f.width == 1:
		out := (*[lanes]float64)(sums[0][row:])
		values := f.values[first:]
		for i, at := range leaves {
			out[i] += values[at]
		}
	default:
		for i, at := range leaves {
			for k, v := range f.values[int(first+at)*f.width:][:f.width] {
				sums[k][row+i] += v
			}
		}
	}
}

// walkEach walks every tree for every record.
func (f *Forest) walkEach(columns [][]float64, rows int, w *Work, sums Sums, slow *mask) {
	if w.cells == nil {
		w.cells = make([]float64, len(f.catalog.columns))
	}
	for r := range rows {
		for i, column := range columns {
			w.cells[i] = column[r]
		}
		for t, first := range f.first {
			at, ok := f.general.find(w.cells, t)
			if !ok {
				slow.Set(r)
				break
			}
			at = (first + at) * int32(f.width)
			for k := range f.width {
				if f.values32 != nil {
					w.block32[k][r] += f.values32[int(at)+k]
				} else {
					sums[k][r] += f.values[int(at)+k]
				}
			}
		}
	}
}
