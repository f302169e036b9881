package features

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/serve/wire"
)

// work is the memory of one request of a plan.
type work struct {
	rows    int
	frames  []Frame    // of joins
	keys    [][]string // of joins
	doubles slabs[float64]
	floats  slabs[float32]
	zeros   []int32 // indices of dictionaries with one text
	// absent are the keys that have no record, and gone the views whose store did not answer.
	absent, gone []string
}

// slabs are slices that are used again.
type slabs[T any] struct {
	all  [][]T
	used int
}

// take gives n values of any content.
func (s *slabs[T]) take(n int) []T {
	if s.used == len(s.all) {
		s.all = append(s.all, nil)
	}
	if cap(s.all[s.used]) < n {
		s.all[s.used] = make([]T, n)
	}
	s.used++
	return s.all[s.used-1][:n]
}

// repeated gives n times a value.
func (s *slabs[T]) repeated(v T, n int) []T {
	out := s.take(n)
	for i := range out {
		out[i] = v
	}
	return out
}

// newWork gives memory for a request.
func (p *plan) newWork(rows int) *work {
	w, ok := p.works.Get().(*work)
	if !ok {
		w = &work{frames: make([]Frame, len(p.joins)), keys: make([][]string, len(p.joins))}
	}
	w.rows, w.doubles.used, w.floats.used = rows, 0, 0
	w.absent, w.gone = w.absent[:0], w.gone[:0]
	w.zeros = zeros(w.zeros, rows)
	return w
}

// fetch fetches the records of a request: of each store at once, and of all stores
// beside each other.
func (p *plan) fetch(ctx context.Context, w *work, q *request, rows []key) error {
	var sources []*source
	var gets [][]Get
	for i := range p.joins {
		j := &p.joins[i]
		keys := rows
		if j.key >= 0 {
			keys = q.member(p.keys[j.key]).keys[:1]
		}
		w.keys[i] = w.keys[i][:0]
		w.frames[i].Reset(j.view, len(keys))
		if len(keys) == 1 && keys[0].null {
			continue
		}
		for _, k := range keys {
			w.keys[i] = append(w.keys[i], k.text)
		}
		at := slices.Index(sources, j.source)
		if at < 0 {
			at = len(sources)
			sources, gets = append(sources, j.source), append(gets, nil)
		}
		gets[at] = append(gets[at], Get{j.view, w.keys[i], &w.frames[i]})
	}
	errs := make([]error, len(sources))
	if len(sources) == 1 {
		errs[0] = sources[0].get(ctx, gets[0])
	} else {
		var all sync.WaitGroup
		for i, s := range sources {
			all.Go(func() {
				defer func() {
					if p := recover(); p != nil {
						errs[i] = fmt.Errorf("panic: %v", p)
					}
				}()
				errs[i] = s.get(ctx, gets[i])
			})
		}
		all.Wait()
	}
	for i, err := range errs {
		if err != nil {
			if !p.without(ctx, w, sources[i], err) {
				return sources[i].failed(ctx, err)
			}
		}
	}
	return p.account(w, q, rows)
}

// without says whether a request can be answered without a store that is gone.
func (p *plan) without(ctx context.Context, w *work, s *source, err error) bool {
	if ctx.Err() != nil || !isGone(err) {
		return false
	}
	for i := range p.joins {
		if j := &p.joins[i]; j.source == s {
			if !j.optional {
				return false
			}
			w.frames[i].Reset(j.view, len(w.frames[i].Found))
			w.gone = append(w.gone, j.view.Name)
		}
	}
	return true
}

// account counts what was found, and says what may not be missing.
func (p *plan) account(w *work, q *request, rows []key) error {
	for i := range p.joins {
		j, f := &p.joins[i], &w.frames[i]
		keys := rows
		if j.key >= 0 {
			keys = q.member(p.keys[j.key]).keys
		}
		found := 0
		for _, ok := range f.Found {
			if ok {
				found++
			}
		}
		j.found.Add(int64(found))
		j.absent.Add(int64(len(f.Found) - found))
		if slices.Contains(w.gone, j.view.Name) {
			continue
		}
		if j.key >= 0 && found == 0 {
			w.absent = append(w.absent, p.keys[j.key])
		}
		if !j.fail {
			continue
		}
		if found < len(f.Found) {
			at := slices.Index(f.Found, false)
			return wire.Errorf(wire.NotFound, "view %q has no record of key %s", j.view.Name, appendKey(nil, keys[at]))
		}
		for _, c := range j.columns {
			if c.input == "" && c.inputs == nil {
				continue
			}
			for row := range f.Found {
				if !f.Columns[c.column].HasValue(row) {
					return wire.Errorf(wire.NotFound, "view %q: column %q has no value for key %s", j.view.Name, j.view.Columns[c.column].Name, appendKey(nil, keys[row]))
				}
			}
		}
	}
	return nil
}

// fill gives a batch the columns of what was fetched.
func (p *plan) fill(w *work, q *request, b *wire.Batch) error {
	out := b.Tensors(w.rows)
	for i := range p.joins {
		for k := range p.joins[i].columns {
			p.add(out, w, i, &p.joins[i].columns[k])
		}
	}
	for i := range p.derived {
		p.derive(out, w, &p.derived[i])
	}
	for _, g := range q.inputs {
		i, ok := p.model.Input([]byte(g.name))
		if !ok {
			return p.model.UnknownInput(g.name)
		}
		if p.given[g.name] {
			return wire.Invalid("input %q is that of a feature, and cannot be given", g.name)
		}
		out.AddDictionary(p.model.Inputs[i].Name, w.zeros, []string{g.text}, evaluator.Bitmap{})
	}
	return nil
}

// add adds the inputs of a column.
func (p *plan) add(out *evaluator.Columns, w *work, i int, c *joined) {
	j, f := &p.joins[i], &w.frames[i]
	v, col := &f.Columns[c.column], &j.view.Columns[c.column]
	if c.replaced {
		v.replace(len(f.Found), col, c)
	}
	if c.input == "" && c.inputs == nil || j.key >= 0 && !v.HasValue(0) {
		return
	}
	shared, valid := j.key >= 0, v.valid(len(f.Found))
	switch {
	case col.Type == Number && shared:
		out.AddFloat64(c.input, w.doubles.repeated(v.Numbers[0], w.rows), evaluator.Bitmap{})
	case col.Type == Number:
		out.AddFloat64(c.input, v.Numbers, valid)
	case col.Type == Text && shared:
		out.AddDictionary(c.input, w.zeros, v.Texts, evaluator.Bitmap{})
	case col.Type == Text:
		out.AddStrings(c.input, v.Texts, valid)
	case shared:
		for k, name := range c.inputs {
			out.AddFloat32(name, w.floats.repeated(v.Vectors[k], w.rows), evaluator.Bitmap{})
		}
	default:
		w.spread(out, c.inputs, v.Vectors, valid)
	}
}

// replace gives rows without a value the default.
func (c *Values) replace(rows int, col *Column, by *joined) {
	for row := range rows {
		if c.HasValue(row) {
			continue
		}
		c.set(row)
		switch col.Type {
		case Number:
			c.Numbers[row] = by.number
		case Text:
			c.Texts[row] = by.text
		case Vector:
			for k := range col.Size {
				c.Vectors[row*col.Size+k] = float32(by.number)
			}
		}
	}
}

// spread adds the elements of vectors, each to its input. Rows are taken sixteen at a
// time, which are a line of the processor's cache in each column.
func (w *work) spread(out *evaluator.Columns, inputs []string, vectors []float32, valid evaluator.Bitmap) {
	size := len(inputs)
	columns := make([][]float32, size)
	for k := range columns {
		columns[k] = w.floats.take(w.rows)
	}
	const block = 16
	start := 0
	for ; start+block <= w.rows; start += block {
		rows := vectors[start*size : (start+block)*size]
		for k := range columns {
			to := columns[k][start : start+block : start+block]
			for i := range to {
				to[i] = rows[i*size+k]
			}
		}
	}
	for row := start; row < w.rows; row++ {
		for k := range columns {
			columns[k][row] = vectors[row*size+k]
		}
	}
	for k, name := range inputs {
		out.AddFloat32(name, columns[k], valid)
	}
}

// derive adds the product of two vectors.
func (p *plan) derive(out *evaluator.Columns, w *work, d *derived) {
	values := w.doubles.take(w.rows)
	has := make([]byte, (w.rows+7)/8)
	var vectors [2]*Values
	var step [2]int // 0: all rows share the vector
	var lengths [2]float64
	for i, at := range d.of {
		vectors[i] = &w.frames[at.join].Columns[at.column]
		if p.joins[at.join].key < 0 {
			step[i] = 1
		} else if d.cosine {
			v := vectors[i].Vectors[:d.size]
			lengths[i] = dot(v, v)
		}
	}
	for row := range w.rows {
		a, b := row*step[0], row*step[1]
		values[row] = 0
		if !vectors[0].HasValue(a) || !vectors[1].HasValue(b) {
			continue
		}
		x, y := vectors[0].Vectors[a*d.size:(a+1)*d.size], vectors[1].Vectors[b*d.size:(b+1)*d.size]
		v := dot(x, y)
		if d.cosine {
			if step[0] > 0 {
				lengths[0] = dot(x, x)
			}
			if step[1] > 0 {
				lengths[1] = dot(y, y)
			}
			v /= math.Sqrt(lengths[0]) * math.Sqrt(lengths[1])
		}
		if !math.IsNaN(v) { // a vector of zeros has no direction
			values[row] = v
			has[row>>3] |= 1 << (row & 7)
		}
	}
	all := Values{Has: has}
	out.AddFloat64(d.input, values, all.valid(w.rows))
}

// dot computes Σ x[i]·y[i] in doubles, in which products are exact, as four sums of every
// fourth product, added in the end: ((s0+s1) + (s2+s3)).
func dot(x, y []float32) float64 {
	var s0, s1, s2, s3 float64
	y = y[:len(x)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a, b := x[i:i+4:i+4], y[i:i+4:i+4]
		s0 += float64(float64(a[0]) * float64(b[0]))
		s1 += float64(float64(a[1]) * float64(b[1]))
		s2 += float64(float64(a[2]) * float64(b[2]))
		s3 += float64(float64(a[3]) * float64(b[3]))
	}
	for ; i < len(x); i++ {
		s0 += float64(float64(x[i]) * float64(y[i]))
	}
	return (s0 + s1) + (s2 + s3)
}
