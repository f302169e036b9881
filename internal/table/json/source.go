// Package json reads and writes JSON Lines.
package json

import (
	"io"
	"strconv"

	"github.com/gopmml/gopmml/internal/table"
)

// Source reads JSON Lines.
type Source struct{ *table.Scanner }

// NewSource reads from r, a text, up to the first rows.
func NewSource(r io.Reader, opts table.Options) (*Source, error) {
	opts.Format.Kind = table.Lines
	scan := table.NewScanner(r, opts)
	if _, err := scan.Peek(); err != nil && err != io.EOF {
		return nil, err
	}
	return &Source{scan}, nil
}

// Names are the keys of the first row that can be read, among those that came first.
func (s *Source) Names() []string {
	var p parser
	first, err := s.Peek()
	if err != nil {
		return nil
	}
	for i := range first.Len() {
		members, bad := p.parse(first.Row(i))
		if bad != nil {
			continue
		}
		names := make([]string, len(members))
		for k := range members {
			names[k] = string(members[k].name)
		}
		return names
	}
	return nil
}

// NewDecoder makes a decoder for one goroutine.
func (s *Source) NewDecoder(schema *table.Schema, c table.Copying) table.Decoder {
	d := &decoder{schema: schema, keys: schema.NewKeys(), copying: c, column: make(map[string]int, len(c.Names))}
	for k, name := range c.Names {
		d.column[name] = k
		d.values = append(d.values, table.Value{Name: []byte(name)})
	}
	return d
}

type decoder struct {
	schema  *table.Schema
	keys    *table.Keys
	copying table.Copying
	column  map[string]int // of the names that are copied
	values  []table.Value  // of them, to be filled in
	parser  parser
}

// Read reads a line, which is one object.
func (d *decoder) Read(row []byte, r *table.Row) error {
	r.Cells, r.Extra, r.Names = r.Cells[:0], nil, nil
	d.keys.Begin()
	r.Copied = append(r.Copied[:0], d.values...)
	members, bad := d.parser.parse(row)
	if bad != nil {
		return bad
	}
	if d.copying.Every || d.copying.Names != nil {
		d.copyMembers(members, r)
	}
	for k := range members {
		m := &members[k]
		i, ok := d.schema.IndexBytes(m.name)
		if !ok {
			d.keys.Unknown(m.name)
			continue
		}
		if !d.keys.Input(i) {
			return &table.Error{Fault: table.FaultJSON, Detail: "two keys are for field " + strconv.Quote(d.schema.Inputs[i].Name)}
		}
		r.Cells = append(r.Cells, table.Cell{})
		if err := SetCell(&r.Cells[len(r.Cells)-1], d.schema, i, m.raw, m.text); err != nil {
			return err
		}
	}
	r.Names = d.keys.Check()
	return nil
}

// copyMembers takes what goes to the output.
func (d *decoder) copyMembers(members []member, r *table.Row) {
	for k := range members {
		m := &members[k]
		v := table.Value{Name: m.name, Text: m.text, JSON: m.raw}
		if m.raw[0] == 'n' {
			v.Text = nil
		}
		at, ok := d.column[string(m.name)]
		switch {
		case ok:
			r.Copied[at] = v
		case d.copying.Hidden[string(m.name)]:
		case d.copying.Every:
			r.Copied = append(r.Copied, v)
		default:
			r.Extra = append(r.Extra, string(m.name))
		}
	}
}

// SetCell makes c the value of a JSON text for input i; text is what it says where
// it is a string, else the same. The cell has no value where there is an error,
// which is an *[evaluator.InputError].
func SetCell(c *table.Cell, s *table.Schema, i int, raw, text []byte) error {
	c.Input, c.Type, c.Text, c.List = i, table.Text, text, nil
	switch raw[0] {
	case 'n':
		c.Type = table.Null
	case 't', 'f':
		c.Type = table.Truth
	case '"':
		if s.IsMissing(i, text) {
			c.Type = table.Null
		}
	case '[':
		list, bad := ParseList(raw)
		if bad != nil {
			c.Type = table.Null
			return s.NotAValue(i, raw, bad.Detail)
		}
		c.Type, c.List = table.List, list
	case '{':
		c.Type = table.Null
		return s.NotAValue(i, raw, "is an object, which no field takes")
	default:
		if s.Inputs[i].Collection {
			c.Type, c.List = table.List, []table.Cell{*c}
		}
	}
	return nil
}
