package pmml

import (
	"fmt"

	"github.com/beevik/etree"
)

func (t *TableLocator) encode(e *encoder) {
	e.begin("TableLocator", &t.Element)
	e.endAttributes()
	e.end()
}

func (t *InlineTable) encode(e *encoder) {
	e.begin("InlineTable", &t.Element)
	e.endAttributes()
	writeMany(e, t.Rows)
	e.end()
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
