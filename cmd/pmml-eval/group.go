package main

import (
	"encoding/binary"
	"io"
	"slices"

	"github.com/gopmml/gopmml/internal/table"
)

// group is rows that make one record: those whose group fields are equal. A row
// that has no group field is a record of its own.
type group struct {
	row   int // the number of its first row
	input *input
	cells []table.Cell
	begun []byte // its output begins so
	err   error  // instead of cells: a row that belongs to no group, as it cannot be read
}

// groupsPerBatch is how many groups a worker takes at a time.
const groupsPerBatch = 64

// nextGroups returns what fills batches with groups in first-seen order. The
// rows of a group may stand anywhere, so the first call reads all the input.
func (s *scoring) nextGroups() func(*batch) error {
	var all []*group
	var end error
	read := false
	return func(b *batch) error {
		if !read {
			all, b.input, end = s.collectGroups()
			read = true
		}
		if end != nil && end != io.EOF {
			return end
		}
		n := min(groupsPerBatch, len(all))
		b.groups = append(b.groups, all[:n]...)
		if all = all[n:]; n == 0 {
			return io.EOF
		}
		return nil
	}
}

// collectGroups reads every row. The error is io.EOF, or what ends the run, in an input.
func (s *scoring) collectGroups() ([]*group, *input, error) {
	c := collector{scorer: newScorer(s), byKey: make(map[string]*group), words: make(map[string][]byte)}
	block := new(table.Block)
	for {
		in, err := s.next(block)
		if err != nil {
			copy(s.totals.seen, c.seen)
			s.totals.lines = c.lines
			s.takeNames(c.scorer)
			return c.all, in, err
		}
		for i := range block.Len() {
			err := c.readRow(in, block, i)
			switch {
			case err == nil:
				c.addRow(block.Number(i))
			case s.set.onError == onErrorFail:
				return nil, in, err
			default:
				c.all = append(c.all, &group{row: block.Number(i), input: in, err: err, begun: s.sink.Begin([]byte{}, c.noCopies())})
			}
		}
	}
}

// collector puts rows into groups.
type collector struct {
	*scorer
	all   []*group
	byKey map[string]*group
	key   []byte
	words map[string][]byte // texts of cells that are kept
}

// addRow puts the row that was read into its group.
func (c *collector) addRow(number int) {
	keyed := c.from.grouped && c.readKey()
	var g *group
	if keyed {
		g = c.byKey[string(c.key)]
	}
	first := g == nil
	if first {
		g = &group{row: number, input: c.from, begun: c.sink.Begin([]byte{}, c.copies())}
		if keyed {
			c.byKey[string(c.key)] = g
		}
		c.all = append(c.all, g)
	}
	for k := range c.row.Cells {
		cell := &c.row.Cells[k]
		collection := c.schema.Inputs[cell.Input].Collection
		switch {
		case !collection && first && cell.Type != table.Null:
			g.cells = append(g.cells, c.kept(cell))
		case collection && cell.Type == table.Null && c.from.format.Kind == table.CSV:
			g.list(cell.Input) // a table's column gives a collection, if only an empty one
		case collection && cell.Type == table.List:
			list := g.list(cell.Input)
			for i := range cell.List {
				list.List = append(list.List, c.kept(&cell.List[i]))
			}
		case collection && cell.Type != table.Null:
			list := g.list(cell.Input)
			list.List = append(list.List, c.kept(cell))
		}
	}
}

// list gives the group's collection of an input.
func (g *group) list(input int) *table.Cell {
	i := slices.IndexFunc(g.cells, func(c table.Cell) bool { return c.Input == input })
	if i < 0 {
		i = len(g.cells)
		g.cells = append(g.cells, table.Cell{Input: input, Type: table.List})
	}
	return &g.cells[i]
}

// kept copies a cell, so that it outlives its row.
func (c *collector) kept(cell *table.Cell) table.Cell {
	k := *cell
	if k.Text = c.words[string(cell.Text)]; k.Text == nil {
		k.Text = append([]byte{}, cell.Text...)
		if len(k.Text) <= maxWordBytes && len(c.words) < maxWords {
			c.words[string(k.Text)] = k.Text
		}
	}
	k.List = nil
	for i := range cell.List {
		k.List = append(k.List, c.kept(&cell.List[i]))
	}
	return k
}

// Limits of a collector's words: long or rare ones are not shared.
const (
	maxWordBytes = 64
	maxWords     = 8192
)

// cell gives the row's cell of an input, nil where it has none.
func (c *collector) cell(input int) *table.Cell {
	for k := range c.row.Cells {
		if cell := &c.row.Cells[k]; cell.Input == input {
			return cell
		}
	}
	return nil
}

// copies are the values that go to the output. Those of JSON are as missing as
// the cells are.
func (c *collector) copies() []table.Value {
	if c.from.format.Kind == table.CSV {
		return c.row.Copied
	}
	values := c.noCopies()
	for k := range values {
		values[k].Text = []byte{}
		i, ok := c.from.schema.Index(c.from.copying.Names[k])
		if !ok { // the column of another input
			continue
		}
		values[k].Number = c.schema.Inputs[i].Number
		if cell := c.cell(i); cell != nil && cell.Type != table.Null {
			values[k].Text = cell.Text
		}
	}
	return values
}

// noCopies are the values of a row that cannot be read.
func (c *collector) noCopies() []table.Value {
	values := make([]table.Value, len(c.from.copying.Names))
	for k, name := range c.from.copying.Names {
		values[k].Name = []byte(name)
	}
	return values
}

// readKey makes the row's key of its group fields. It gives false where the row
// names none of them: then it is a record of its own.
func (c *collector) readKey() bool {
	c.key = c.key[:0]
	keyed := false
	for _, i := range c.groups {
		cell := c.cell(i)
		keyed = keyed || cell != nil
		if cell == nil || cell.Type == table.Null {
			c.key = append(c.key, 0)
			continue
		}
		c.key = binary.AppendUvarint(c.key, uint64(len(cell.Text))+1)
		c.key = append(c.key, cell.Text...)
	}
	return keyed
}

// groupColumns are those of the columns that group rows, in their order; for JSON
// Lines, whose rows need not have them, all that the model groups by.
func (s *scoring) groupColumns(in *input) []string {
	names := s.model.GroupFields()
	if in.format.Kind == table.Lines {
		return names
	}
	return slices.DeleteFunc(slices.Clone(in.columns), func(name string) bool {
		i, ok := in.schema.Index(name)
		return !ok || !slices.Contains(s.groups, i)
	})
}
