package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"

	"github.com/gopmml/gopmml/internal/records"
)

// group is rows that make one record: those whose group fields are equal. A row
// that has no group field is a record of its own.
type group struct {
	row    int      // the number of its first row
	values []any    // by input; nil: missing. Lists for inputs that take collections
	copied [][]byte // the cells of the columns that are copied
	err    error    // instead of values: a row that belongs to no group, as it cannot be read
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
			all, end = s.collectGroups()
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

// collectGroups reads every row. The error is io.EOF, or what ends the run.
func (s *scoring) collectGroups() ([]*group, error) {
	c := collector{scorer: newScorer(s), byKey: make(map[string]*group)}
	b := &batch{block: new(records.Block)}
	for {
		if err := s.nextBlock(b); err != nil {
			copy(s.totals.seen, c.seen)
			return c.all, err
		}
		for i := range b.block.Len() {
			err := c.addRow(b.block.Row(i), b.block.Number(i))
			if err == nil {
				continue
			}
			var bad *records.Error
			if errors.As(err, &bad) {
				bad.Row, bad.Line = b.block.Number(i), b.block.Line(i)
			}
			err = rowError(err, b.block.Number(i))
			if s.set.onError == onErrorFail {
				return nil, err
			}
			c.all = append(c.all, &group{row: b.block.Number(i), err: err})
		}
	}
}

// collector puts rows into groups.
type collector struct {
	*scorer
	all   []*group
	byKey map[string]*group
	key   []byte
	texts [][]byte // of the row's inputs; nil: missing
	given []any    // their values
	named []bool   // whether the row has a place for them, if only a missing value
}

func (c *collector) addRow(line []byte, number int) error {
	c.texts = append(c.texts[:0], make([][]byte, len(c.fields))...)
	c.given = append(c.given[:0], make([]any, len(c.fields))...)
	c.named = append(c.named[:0], make([]bool, len(c.fields))...)
	cells, err := c.read(line)
	if err != nil {
		return err
	}
	keyed := c.readKey()
	var g *group
	if keyed {
		g = c.byKey[string(c.key)]
	}
	if g == nil {
		g = &group{row: number, values: make([]any, len(c.fields))}
		if cells != nil {
			// A table's column gives a collection, if only an empty one.
			for _, i := range c.columns {
				if i >= 0 && c.fields[i].collection {
					g.values[i] = []any{}
				}
			}
		}
		for i, v := range c.given {
			if !c.fields[i].collection {
				g.values[i] = v
			}
		}
		for _, col := range c.copied {
			var cell []byte
			switch {
			case cells != nil:
				cell = cells[col.column]
			case col.input >= 0:
				cell = c.texts[col.input]
			}
			g.copied = append(g.copied, append([]byte(nil), cell...))
		}
		if keyed {
			c.byKey[string(c.key)] = g
		}
		c.all = append(c.all, g)
	}
	for i, v := range c.given {
		if !c.fields[i].collection || v == nil {
			continue
		}
		list, _ := g.values[i].([]any)
		if more, ok := v.([]any); ok {
			g.values[i] = append(list, more...)
		} else {
			g.values[i] = append(list, v)
		}
	}
	return nil
}

// readKey makes the row's key of its group fields. It gives false where the row
// names none of them: then it is a record of its own.
func (c *collector) readKey() bool {
	c.key = c.key[:0]
	keyed := false
	for _, i := range c.groups {
		keyed = keyed || c.named[i]
		if c.given[i] == nil {
			c.key = append(c.key, 0)
			continue
		}
		c.key = binary.AppendUvarint(c.key, uint64(len(c.texts[i]))+1)
		c.key = append(c.key, c.texts[i]...)
	}
	return keyed
}

// read takes the inputs from a row: texts and values that outlive it. For CSV
// it returns the cells.
func (c *collector) read(line []byte) ([][]byte, error) {
	if c.in.Kind == records.Lines {
		return nil, c.readObject(line)
	}
	var bad *records.Error
	c.cells, bad = records.Split(line, c.in.Separator, c.cells[:0])
	if bad == nil && len(c.cells) != len(c.columns) {
		bad = records.WrongCells(len(c.cells), len(c.columns))
	}
	if bad != nil {
		return nil, bad
	}
	for k, i := range c.columns {
		if i < 0 {
			continue
		}
		c.named[i] = true
		if c.missing.Is(c.cells[k]) {
			continue
		}
		c.texts[i] = c.cells[k]
		c.given[i] = c.scorer.texts.of(c.cells[k])
		if c.fields[i].collection && len(c.cells[k]) > 0 && c.cells[k][0] == '[' {
			list, bad := records.ParseList(c.cells[k])
			if bad != nil {
				return nil, c.notAValue(i, c.cells[k], "is not a list: "+bad.Detail)
			}
			c.given[i] = list
		}
	}
	return c.cells, nil
}

func (c *collector) readObject(line []byte) error {
	members, bad := c.parser.Parse(line)
	if bad != nil {
		return bad
	}
	for k := range members {
		m := &members[k]
		i, ok := c.byName[string(m.Name)]
		if !ok {
			continue
		}
		c.seen[i], c.named[i] = true, true
		switch m.Type {
		case records.Null:
		case records.Bool:
			c.given[i] = m.Bool()
		case records.Number:
			c.given[i] = json.Number(m.Text)
		case records.String:
			if !c.missing.Is(m.Text) {
				c.given[i] = c.scorer.texts.of(m.Text)
			}
		case records.List:
			list, bad := m.List()
			if bad != nil {
				return c.notAValue(i, m.Raw, bad.Detail)
			}
			c.given[i] = list
		default:
			return c.notAValue(i, m.Raw, "is an object, which no field takes")
		}
		if c.given[i] != nil {
			c.texts[i] = m.Text
		}
	}
	return nil
}

// scoreGroup scores a group as one record.
func (s *scorer) scoreGroup(g *group) error {
	if g.err != nil {
		return g.err
	}
	s.row.Reset()
	for i, v := range g.values {
		if v == nil {
			continue
		}
		var err error
		if text, ok := v.(string); ok {
			err = s.setText(i, []byte(text))
		} else {
			err = s.row.SetValue(i, v)
		}
		if err != nil {
			return rowError(err, g.row)
		}
	}
	if err := s.row.Score(); err != nil {
		return rowError(err, g.row)
	}
	return nil
}
