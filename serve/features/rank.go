package features

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/serve/wire"
)

// order is the order that rows are wanted in.
type order struct {
	by        int // output, -1: that of the request
	ascending bool
}

// order finds the order that a request wants.
func (p *plan) order(q *request, ascending bool) (order, error) {
	o := order{by: -1, ascending: ascending}
	if q.ascending != nil {
		o.ascending = *q.ascending
	}
	if q.top == 0 && q.by == "" {
		if q.ascending != nil {
			return o, wire.Invalid(`"ascending" says nothing without "top" or "by"`)
		}
		return o, nil
	}
	o.by = p.by
	if q.by != "" {
		i, ok := p.model.Output(q.by)
		if !ok {
			return o, p.model.UnknownOutput(q.by)
		}
		o.by = i
	}
	if o.by < 0 || !isNumeric(&p.model.Outputs[o.by]) {
		var names []string
		for _, i := range numericOutputs(p.model) {
			names = append(names, `"`+p.model.Outputs[i].Name+`"`)
		}
		return o, wire.Invalid(`"by" must be a number among the outputs: %s`, strings.Join(names, ", "))
	}
	return o, nil
}

type ranked struct {
	value float64
	row   int32
}

// of gives the rows in order, the first top of them, all where that is 0; nil is the
// order of the request. Rows of the same value keep their order, those without a value
// come last.
func (o order) of(results *wire.Results, top int) []ranked {
	if o.by < 0 {
		return nil
	}
	c := &results.Columns[o.by]
	all := make([]ranked, results.Rows())
	for i := range all {
		v := c.Float(i)
		if c.Type == wire.Int64 {
			if v = float64(c.Int(i)); c.IsMissing(i) {
				v = math.NaN()
			}
		}
		if !o.ascending {
			v = -v
		}
		all[i] = ranked{v, int32(i)}
	}
	for _, e := range results.Errors {
		all[e.Row-1].value = math.NaN()
	}
	if top > 0 && top < len(all)/4 {
		all = smallest(all, top)
	}
	slices.SortFunc(all, compare)
	if top > 0 && top < len(all) {
		all = all[:top]
	}
	return all
}

func compare(a, b ranked) int {
	an, bn := math.IsNaN(a.value), math.IsNaN(b.value)
	switch {
	case an != bn && an:
		return 1
	case an != bn:
		return -1
	case a.value < b.value:
		return -1
	case a.value > b.value:
		return 1
	}
	return cmp.Compare(a.row, b.row)
}

// smallest gives the n that come first, in any order: a heap of them has the last on
// top.
func smallest(all []ranked, n int) []ranked {
	heap := all[:n]
	down := func(i int) {
		for {
			child := 2*i + 1
			if child >= n {
				return
			}
			if child+1 < n && compare(heap[child+1], heap[child]) > 0 {
				child++
			}
			if compare(heap[i], heap[child]) >= 0 {
				return
			}
			heap[i], heap[child] = heap[child], heap[i]
			i = child
		}
	}
	for i := n/2 - 1; i >= 0; i-- {
		down(i)
	}
	for _, r := range all[n:] {
		if compare(r, heap[0]) < 0 {
			heap[0] = r
			down(0)
		}
	}
	return heap
}

// outputs finds the outputs that a request wants.
func (p *plan) outputs(q *request) ([]int, error) {
	var out []int
	if q.outputs == nil {
		for i := range p.model.Outputs {
			out = append(out, i)
		}
		return out, nil
	}
	for _, name := range q.outputs {
		i, ok := p.model.Output(name)
		if !ok {
			return nil, p.model.UnknownOutput(name)
		}
		out = append(out, i)
	}
	return out, nil
}

// write appends the answer.
func (p *plan) write(dst []byte, w *work, results *wire.Results, rows []key, outputs []int, order []ranked) []byte {
	names := p.names(outputs)
	dst = append(dst, '{')
	dst = appendNames(dst, "absent", w.absent)
	dst = appendNames(dst, "unavailable", w.gone)
	dst = append(dst, `"results": [`...)
	n := results.Rows()
	if order != nil {
		n = len(order)
	}
	failed := errorsByRow(results)
	for i := range n {
		row := i
		if order != nil {
			row = int(order[i].row)
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(dst, '{')
		if rows != nil {
			dst = append(appendKey(append(dst, `"id": `...), rows[row]), ", "...)
			if !p.knows(w, row) {
				dst = append(dst, `"found": false, `...)
			}
		}
		dst = appendOutputs(dst, results, names, outputs, row, failed[row])
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

// errorsByRow gives the errors of rows, nil where there are none.
func errorsByRow(results *wire.Results) map[int]*evaluator.InputError {
	if len(results.Errors) == 0 {
		return nil
	}
	out := map[int]*evaluator.InputError{}
	for _, e := range results.Errors {
		out[e.Row-1] = e
	}
	return out
}

// names gives the names of outputs as JSON.
func (p *plan) names(outputs []int) [][]byte {
	names := make([][]byte, len(outputs))
	for i, o := range outputs {
		names[i] = append(wire.AppendString(nil, p.model.Outputs[o].Name), ": "...)
	}
	return names
}

func appendNames(dst []byte, what string, names []string) []byte {
	if len(names) == 0 {
		return dst
	}
	dst = append(append(append(dst, '"'), what...), `": [`...)
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = wire.AppendString(dst, name)
	}
	return append(dst, "], "...)
}

// appendOutputs appends the outputs of a row, or why it has none.
func appendOutputs(dst []byte, results *wire.Results, names [][]byte, outputs []int, row int, wrong *evaluator.InputError) []byte {
	if wrong != nil {
		own := *wrong
		own.Row = 0
		return wire.AppendString(append(dst, `"error": `...), own.Error())
	}
	dst = append(dst, `"outputs": {`...)
	for i, o := range outputs {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = results.Columns[o].AppendJSON(append(dst, names[i]...), row)
	}
	return append(dst, '}')
}

// knows says whether all views that are joined to rows have a record for a row, as far
// as their stores answered.
func (p *plan) knows(w *work, row int) bool {
	for i := range p.joins {
		if j := &p.joins[i]; j.key < 0 && !w.frames[i].Found[row] && !slices.Contains(w.gone, j.view.Name) {
			return false
		}
	}
	return true
}
