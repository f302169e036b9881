package wire

import (
	"encoding/binary"
	"slices"

	"github.com/gopmml/gopmml/internal/table"
)

// Groups makes one record of those whose group fields are equal, in the order in which
// the first of each came. Inputs that are collections take the values of all of them,
// the others that of the first.
type Groups struct {
	b      *Batch
	fields []int
	byKey  map[string]int
	key    []byte
	groups [][]table.Cell
	first  []int
}

// Groups has the batch group its records; nil where the model does not. Records are
// then ended by [Groups.End], and [Groups.Finish] comes before the batch is scored.
func (b *Batch) Groups() *Groups {
	names := b.model.Engine.GroupFields()
	if len(names) == 0 {
		return nil
	}
	g := &Groups{b: b, byKey: map[string]int{}}
	for _, name := range names {
		if i, ok := b.model.Input([]byte(name)); ok {
			g.fields = append(g.fields, i)
		}
	}
	b.table()
	return g
}

// table has the builder take all records, the first too.
func (b *Batch) table() {
	if b.builder == nil {
		b.builder = table.NewBuilder(b.model.schema)
	}
	b.built = true
}

// End ends a record, which is the one of a number, counted from 0.
func (g *Groups) End(record int) {
	keyed := g.makeKey()
	at, there := 0, false
	if keyed {
		at, there = g.byKey[string(g.key)]
	}
	if !there {
		at = len(g.groups)
		g.groups = append(g.groups, nil)
		g.first = append(g.first, record)
		if keyed {
			g.byKey[string(g.key)] = at
		}
	}
	for i := range g.b.cells {
		g.add(at, &g.b.cells[i], !there)
	}
	g.b.cells = g.b.cells[:0]
}

// add gives a group a value of a record.
func (g *Groups) add(at int, c *table.Cell, first bool) {
	switch {
	case !g.b.model.Inputs[c.Input].Collection:
		if first && c.Type != table.Null {
			g.groups[at] = append(g.groups[at], *c)
		}
		return
	case c.Type == table.Null:
		g.list(at, c.Input)
		return
	}
	list := g.list(at, c.Input)
	if c.Type == table.List {
		list.List = append(list.List, c.List...)
	} else {
		list.List = append(list.List, *c)
	}
}

// list gives a group's collection of an input.
func (g *Groups) list(at, input int) *table.Cell {
	cells := g.groups[at]
	i := slices.IndexFunc(cells, func(c table.Cell) bool { return c.Input == input })
	if i < 0 {
		i = len(cells)
		cells = append(cells, table.Cell{Input: input, Type: table.List})
		g.groups[at] = cells
	}
	return &cells[i]
}

// makeKey makes the key of the record. It gives false where it has no group field: then
// it is a group of its own.
func (g *Groups) makeKey() bool {
	g.key = g.key[:0]
	keyed := false
	for _, input := range g.fields {
		i := slices.IndexFunc(g.b.cells, func(c table.Cell) bool { return c.Input == input })
		keyed = keyed || i >= 0
		if i < 0 || g.b.cells[i].Type == table.Null {
			g.key = append(g.key, 0)
			continue
		}
		text := g.b.cells[i].Text
		g.key = binary.AppendUvarint(g.key, uint64(len(text))+1)
		g.key = append(g.key, text...)
	}
	return keyed
}

// Finish has the batch hold a record for each group, and gives the first record of each.
func (g *Groups) Finish() (first []int) {
	for _, cells := range g.groups {
		g.b.builder.Add(cells)
	}
	g.b.rows = len(g.groups)
	return g.first
}
