// Package csv reads and writes CSV and TSV.
package csv

import (
	"fmt"
	"io"
	"strconv"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/json"
)

// Source reads CSV.
type Source struct {
	*table.Scanner
	separator byte
	header    []string
}

// NewSource reads the header of r, a text: without one, or with a name in it
// twice, the error is an *[table.Error].
func NewSource(r io.Reader, opts table.Options) (*Source, error) {
	opts.Format.Kind = table.CSV
	if opts.Format.Separator == 0 {
		opts.Format.Separator = ','
	}
	s := &Source{Scanner: table.NewScanner(r, opts), separator: opts.Format.Separator}
	first, err := s.Peek()
	if err == io.EOF {
		return nil, &table.Error{Fault: table.FaultHeader, Detail: "the input is empty: there is no header"}
	}
	if err != nil {
		return nil, err
	}
	line := first.Line(0)
	cells, bad := Split(first.Row(0), s.separator, nil)
	if bad != nil {
		return nil, &table.Error{Fault: table.FaultHeader, Line: line, Detail: "header: " + bad.Detail}
	}
	seen := make(map[string]bool, len(cells))
	for _, c := range cells {
		name := string(c)
		if seen[name] {
			return nil, &table.Error{Fault: table.FaultHeader, Line: line, Detail: "header: column " + strconv.Quote(name) + " occurs twice"}
		}
		seen[name] = true
		s.header = append(s.header, name)
	}
	first.DropHeader()
	return s, nil
}

// Names are the columns of the header.
func (s *Source) Names() []string { return s.header }

// NewDecoder makes a decoder for one goroutine.
func (s *Source) NewDecoder(schema *table.Schema, c table.Copying) table.Decoder {
	d := &decoder{schema: schema, separator: s.separator}
	column := make(map[string]int, len(s.header))
	for k, name := range s.header {
		column[name] = k
		i, ok := schema.Index(name)
		if !ok {
			i = -1
		}
		d.inputs = append(d.inputs, i)
		if i >= 0 {
			d.known = append(d.known, k)
			d.row = append(d.row, table.Cell{Input: i})
		}
	}
	for _, name := range c.Names {
		at, ok := column[name]
		if !ok { // a column of another input
			d.copied = append(d.copied, -1)
			d.values = append(d.values, table.Value{Name: []byte(name)})
			continue
		}
		i := d.inputs[at]
		d.copied = append(d.copied, at)
		d.values = append(d.values, table.Value{Name: []byte(name), Number: i >= 0 && schema.Inputs[i].Number})
	}
	return d
}

type decoder struct {
	schema    *table.Schema
	separator byte
	inputs    []int         // by column; -1: none
	known     []int         // the columns of inputs
	row       []table.Cell  // of these, to be filled in
	copied    []int         // columns; -1: none
	values    []table.Value // of them, to be filled in
	cells     [][]byte
	elements  []table.Cell // of lists of one
}

// Read reads a row.
func (d *decoder) Read(row []byte, r *table.Row) error {
	var bad *table.Error
	d.cells, bad = Split(row, d.separator, d.cells[:0])
	r.Cells, r.Copied = nil, d.values
	for k, c := range d.copied {
		if d.values[k].Text = nil; c >= 0 && c < len(d.cells) {
			d.values[k].Text = d.cells[c]
		}
	}
	if bad != nil {
		return bad
	}
	if len(d.cells) != len(d.inputs) {
		return wrongCells(len(d.cells), len(d.inputs))
	}
	d.elements = d.elements[:0]
	r.Cells = d.row
	for k, column := range d.known {
		c := &d.row[k]
		c.Text, c.Type = d.cells[column], table.Text
		switch {
		case d.schema.IsMissing(c.Input, c.Text):
			c.Type = table.Null
		case d.schema.Inputs[c.Input].Collection:
			if err := d.list(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// list makes a cell a list: one in JSON, or one of a single value.
func (d *decoder) list(c *table.Cell) error {
	if len(c.Text) == 0 || c.Text[0] != '[' {
		d.elements = append(d.elements, table.Cell{Input: c.Input, Type: table.Text, Text: c.Text})
		c.Type, c.List = table.List, d.elements[len(d.elements)-1:]
		return nil
	}
	list, bad := json.ParseList(c.Text)
	if bad != nil {
		return d.schema.NotAValue(c.Input, c.Text, "is not a list: "+bad.Detail)
	}
	c.Type, c.List = table.List, list
	return nil
}

// wrongCells is the error of a row with another number of cells than the header.
func wrongCells(cells, header int) *table.Error {
	plural := "s"
	if cells == 1 {
		plural = ""
	}
	return &table.Error{Fault: table.FaultCells, Detail: fmt.Sprintf("%d cell%s, but the header has %d", cells, plural, header)}
}
