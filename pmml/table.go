package pmml

import (
	"fmt"
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
//
//pmml:element row
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

// encode writes a row on one line.
func (r *Row) encode(e *encoder) {
	e.begin("row", &r.Element)
	e.inline++
	e.vendorAttributes()
	for i := range r.Cells {
		if x := r.Cells[i].XML; x != nil && e.err == nil && hasOwnAttributes(x) {
			e.declareOwn(undeclared(x, nil))
		}
	}
	e.extensions()
	if r.Vendor != nil && len(r.Vendor.Elements) > 0 {
		e.fail(ErrInvalid, "the vendor's elements of a row would be cells")
	}
	for i := range r.Cells {
		if e.err != nil {
			break
		}
		e.cell(&r.Cells[i])
	}
	e.end()
	e.inline--
}

func (e *encoder) cell(c *Cell) {
	if x := c.XML; x != nil {
		if x.Tag == "Extension" && !e.isForeign(x) {
			e.fail(ErrInvalid, "a cell is an Extension")
			return
		}
		e.beforeChild()
		e.raw(x, append(e.cellDeclarations(undeclared(x, nil)), x.Attr...))
		return
	}
	name, ok := escapeColumn(c.Column, c.Prefix == "")
	if c.Prefix != "" {
		name = c.Prefix + ":" + name
	}
	if _, fault := newXMLName([]byte(name)); !ok || fault != "" {
		e.fail(ErrInvalid, fmt.Sprintf("no element can be named for the column %q", clip(c.Prefix+":"+c.Column)))
		return
	}
	e.beforeChild()
	e.put('<')
	e.puts(name)
	e.attrs = e.attrs[:0]
	if c.Prefix != "" {
		for _, a := range e.cellDeclarations([]string{c.Prefix}) {
			e.needText(a.FullKey(), a.Value)
		}
	}
	if c.Text == "" {
		e.puts("/>")
		return
	}
	e.put('>')
	e.escape(c.Text, false)
	e.puts("</")
	e.puts(name)
	e.put('>')
}

// cellDeclarations declares, in a cell's own tag, the prefixes that nothing
// around it declares. Reading drops them.
func (e *encoder) cellDeclarations(prefixes []string) (attrs []etree.Attr) {
	for _, p := range prefixes {
		if _, ok := e.declared(p); !ok {
			attrs = append(attrs, etree.Attr{Space: "xmlns", Key: p, Value: cellSpace})
		}
	}
	return attrs
}

func hasOwnAttributes(x *etree.Element) bool {
	for i := range x.Attr {
		if a := &x.Attr[i]; a.Space != "xmlns" && (a.Space != "" || a.Key != "xmlns") {
			return true
		}
	}
	return false
}
