package features

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// look is where the results of a model are that were computed before.
type look struct {
	*known
	keys      []string
	otherwise string
	names     [][]byte // of columns, as JSON
}

func newLook(c *LookupConfig, v *known) *look {
	l := &look{known: v, keys: c.Keys, otherwise: c.Otherwise}
	for _, col := range v.view.Columns {
		l.names = append(l.names, append(wire.AppendString(nil, col.Name), ": "...))
	}
	return l
}

// check looks whether a model has the outputs that were computed before, where it
// answers for what was not.
func (l *look) check(m *wire.Model) error {
	if l == nil || l.otherwise != "model" {
		return nil
	}
	for _, c := range l.view.Columns {
		if _, ok := m.Output(c.Name); !ok {
			return fmt.Errorf("lookup: %w", m.UnknownOutput(c.Name))
		}
	}
	return nil
}

// lookup answers with results that were computed before.
func (h *Handler) lookup(ctx context.Context, c *call, q *request, body []byte, reply *wire.Reply) error {
	l := h.service.looks[c.name]
	if l == nil {
		return wire.Invalid("no results of model %q were computed before", c.name)
	}
	var p *plan
	names := l.keys
	if l.otherwise == "model" {
		var err error
		if p, err = h.plan(ctx, c); err != nil {
			return err
		}
		names = names[:len(names):len(names)]
		for _, name := range p.members() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	q.ask(names...)
	if err := q.read(body); err != nil {
		return err
	}
	if q.top != 0 || q.by != "" || q.ascending != nil {
		return wire.Invalid("a lookup has no order: top, by and ascending are for :rank")
	}
	columns, err := l.columns(q)
	if err != nil {
		return err
	}
	rows, texts, err := l.rows(q)
	if err != nil {
		return err
	}
	if p != nil {
		if of, err := p.rows(q); err != nil {
			return err
		} else if (of == nil) != (rows == nil) {
			return wire.Invalid("%q is no member that the lookup and the model both have as a list", p.each)
		}
	}
	frame := &Frame{}
	frame.Reset(l.view, len(texts))
	if len(texts) > 0 {
		if err := l.source.get(ctx, []Get{{l.view, texts, frame}}); err != nil {
			return l.source.failed(ctx, err)
		}
	}
	found := 0
	for _, ok := range frame.Found {
		if ok {
			found++
		}
	}
	l.found.Add(int64(found))
	l.absent.Add(int64(len(texts) - found))
	if found == len(texts) || l.otherwise != "model" {
		return l.write(reply, frame, rows, texts, columns, nil)
	}
	return l.complete(ctx, p, q, reply, frame, rows, texts, columns)
}

// complete has the model answer for what was not computed before.
func (l *look) complete(ctx context.Context, p *plan, q *request, reply *wire.Reply, f *Frame, rows []key, texts []string, columns []int) error {
	var rest []key
	at := make([]int, len(texts)) // rows of the results
	n := 0
	for i := range texts {
		if f.Found[i] {
			continue
		}
		at[i] = n
		n++
		if rows != nil {
			rest = append(rest, rows[i])
		}
	}
	w := p.newWork(n)
	defer p.works.Put(w)
	b := p.model.NewBatch()
	defer b.Release()
	results, err := p.score(ctx, w, q, rest, b)
	if err != nil {
		return err
	}
	outputs := make([]int, len(columns))
	for i, c := range columns {
		outputs[i], _ = p.model.Output(l.view.Columns[c].Name)
	}
	names, failed := p.names(outputs), errorsByRow(results)
	return l.write(reply, f, rows, texts, columns, func(dst []byte, i int) []byte {
		return append(appendOutputs(dst, results, names, outputs, at[i], failed[at[i]]), `, "from": "model"`...)
	})
}

// columns finds the columns that a request wants.
func (l *look) columns(q *request) ([]int, error) {
	var out []int
	for i := range l.view.Columns {
		if q.outputs == nil {
			out = append(out, i)
		}
	}
	for _, name := range q.outputs {
		i := l.view.Column(name)
		if i < 0 {
			return nil, wire.Invalid("output %q was not computed before, but %s", name, columnNames(l.view.Columns))
		}
		out = append(out, i)
	}
	return out, nil
}

// rows gives the keys of the rows as the request has them, nil where there is one row,
// and as the store has them.
func (l *look) rows(q *request) ([]key, []string, error) {
	var each *member
	for _, name := range l.keys {
		m := q.member(name)
		if m.list && each != nil {
			return nil, nil, wire.Invalid("%q and %q are both lists", each.name, name)
		}
		if m.list {
			each = m
		}
		if !m.list && m.keys[0].null {
			return nil, nil, wire.Invalid("%q is null, which has no results", name)
		}
	}
	n := 1
	if each != nil {
		n = len(each.keys)
	}
	texts := make([]string, n)
	parts := make([]string, len(l.keys))
	for i := range texts {
		for k, name := range l.keys {
			m := q.member(name)
			parts[k] = m.keys[0].text
			if m == each {
				parts[k] = m.keys[i].text
			}
		}
		texts[i] = parts[0]
		if len(parts) > 1 {
			texts[i] = strings.Join(parts, ":")
		}
	}
	if each == nil {
		return nil, texts, nil
	}
	return each.keys, texts, nil
}

// write appends the answer. other appends what stands for a row that was not found; nil:
// nulls do.
func (l *look) write(reply *wire.Reply, f *Frame, rows []key, texts []string, columns []int, other func([]byte, int) []byte) error {
	dst := append(reply.Data, `{"results": [`...)
	for i := range texts {
		if !f.Found[i] && l.otherwise == "fail" {
			return wire.Errorf(wire.NotFound, "there are no results of key %q", texts[i])
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(dst, '{')
		if rows != nil {
			dst = append(appendKey(append(dst, `"id": `...), rows[i]), ", "...)
		}
		if !f.Found[i] && other != nil {
			dst = append(other(dst, i), '}')
			continue
		}
		if !f.Found[i] {
			dst = append(dst, `"found": false, `...)
		}
		dst = append(dst, `"outputs": {`...)
		for k, c := range columns {
			if k > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendValue(append(dst, l.names[c]...), &l.view.Columns[c], &f.Columns[c], i)
		}
		dst = append(dst, `}, "from": "lookup"}`...)
	}
	reply.Data = append(dst, "]}"...)
	return nil
}

// appendValue appends the value of a column as JSON.
func appendValue(dst []byte, c *Column, v *Values, row int) []byte {
	if !v.HasValue(row) {
		return append(dst, "null"...)
	}
	switch c.Type {
	case Number:
		return wire.AppendFloat(dst, v.Numbers[row], 64)
	case Text:
		return wire.AppendString(dst, v.Texts[row])
	}
	dst = append(dst, '[')
	for k := range c.Size {
		if k > 0 {
			dst = append(dst, ", "...)
		}
		dst = wire.AppendFloat(dst, float64(v.Vectors[row*c.Size+k]), 32)
	}
	return append(dst, ']')
}
