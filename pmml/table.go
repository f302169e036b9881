package pmml

import (
	"strings"

	"github.com/beevik/etree"
)

// TableLocator names a table outside the document. The standard gives it no
// content, so nothing can be read from it.
type TableLocator struct {
	Element
}

// InlineTable is a table inside the document.
//
// Spec: https://dmg.org/pmml/v4-4-1/Taxonomy.html#xsdElement_InlineTable
type InlineTable struct {
	Element
	Rows []*Row
}

// Row is a row of an inline table. A column without a cell is missing.
type Row struct {
	Element
	Cells []Cell
}

// Cell is one cell of a row.
type Cell struct {
	// Column is the cell element's local name, with _xHHHH_ escapes resolved;
	// Prefix is the namespace prefix that stands before it in the text, "" for none.
	Prefix, Column string
	// Text is the cell's text, verbatim.
	Text string
	// XML is the cell element where it has child elements or attributes, else nil.
	XML *etree.Element
}

func (t *TableLocator) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	d.noChildren()
}

func (t *InlineTable) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("row"):
			many(d, &t.Rows)
		default:
			d.unknown()
		}
	}
}

// decode reads a row. Its children are cells whatever their names are, except
// for Extension. Text between them has no meaning.
func (r *Row) decode(d *decoder) {
	d.begin(&r.Element)
	d.endAttributes()
	for d.err == nil {
		switch d.s.next(false) {
		case tokenStart:
			if n := d.s.name; n.local == "Extension" && d.isPMML(d.s.space()) {
				d.extension()
				continue
			}
			r.Cells = append(r.Cells, d.cell())
		case tokenEnd:
			d.end()
			return
		case tokenText:
		default:
			d.adopt(d.s.err)
		}
	}
}

// cell reads the cell that the scanner stands on.
func (d *decoder) cell() Cell {
	name := d.s.name
	c := Cell{Prefix: name.prefix, Column: name.column}
	if hasAttributes(d.s.attrs) {
		return d.cellXML(c, d.rawElement())
	}
	d.content = d.content[:0]
	for {
		switch d.s.next(true) {
		case tokenText:
			d.content = append(d.content, d.s.text...)
		case tokenStart:
			// A cell of more than text is rare: begin again, with what has been read.
			e := etree.NewElement(name.raw)
			if len(d.content) > 0 {
				e.CreateText(string(d.content))
			}
			e.AddChild(d.subtreeOrEmpty())
			return d.cellXML(c, e)
		case tokenEnd:
			c.Text = d.strings.get(d.content)
			return c
		default:
			d.adopt(d.s.err)
			return c
		}
	}
}

// cellXML reads the rest of a cell that has attributes or child elements.
func (d *decoder) cellXML(c Cell, e *etree.Element) Cell {
	for {
		switch d.s.next(true) {
		case tokenText:
			e.CreateText(string(d.s.text))
		case tokenStart:
			e.AddChild(d.subtreeOrEmpty())
		case tokenEnd:
			var text strings.Builder
			for _, t := range e.Child {
				if t, ok := t.(*etree.CharData); ok {
					text.WriteString(t.Data)
				}
			}
			c.Text, c.XML = text.String(), e
			return c
		default:
			d.adopt(d.s.err)
			return c
		}
	}
}

func (d *decoder) subtreeOrEmpty() *etree.Element {
	if e := d.subtree(); e != nil {
		return e
	}
	return etree.NewElement("")
}

// hasAttributes says whether there is more than xmlns declarations.
func hasAttributes(attrs []xmlAttr) bool {
	for i := range attrs {
		if attrs[i].name.kind < nameDefaultSpace {
			return true
		}
	}
	return false
}

// Cell gives a row's cell by the name that the document's attributes have for
// its column: with or without the prefix, characters that no XML name has
// escaped as _xHHHH_ or not. It is nil where the row has none.
func (r *Row) Cell(column string) *Cell {
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.named(column) {
			return c
		}
	}
	if plain := unescapeColumn(column); plain != column {
		return r.Cell(plain)
	}
	return nil
}

// named says whether a column's name is the cell's.
func (c *Cell) named(column string) bool {
	if c.Column == column {
		return true
	}
	n := len(c.Prefix)
	return n > 0 && len(column) == n+1+len(c.Column) && column[n] == ':' && column[:n] == c.Prefix && column[n+1:] == c.Column
}
