package agree

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an element of a document that is being changed, or where its name is
// "", a piece of text.
type element struct {
	name       string
	attributes []attribute
	children   []*element
	text       string
}

type attribute struct{ name, value string }

// readElement reads the root of a document; nil where it is no XML.
func readElement(text string) *element {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	top := &element{}
	open := []*element{top}
	name := func(n xml.Name) string {
		if n.Space != "" {
			return n.Space + ":" + n.Local
		}
		return n.Local
	}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 1 && len(top.children) > 0 {
			return top.children[0]
		}
		if err != nil {
			return nil
		}
		at := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: name(token.Name)}
			for _, a := range token.Attr {
				e.attributes = append(e.attributes, attribute{name(a.Name), a.Value})
			}
			at.children = append(at.children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) == 1 {
				return nil
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if s := string(token); len(open) > 1 && strings.TrimSpace(s) != "" {
				at.children = append(at.children, &element{text: s})
			}
		}
	}
}

// write appends the element as XML.
func (e *element) write(b *strings.Builder) {
	if e.name == "" {
		escape(b, e.text)
		return
	}
	b.WriteString("<" + e.name)
	for _, a := range e.attributes {
		b.WriteString(" " + a.name + `="`)
		escape(b, a.value)
		b.WriteString(`"`)
	}
	if len(e.children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">")
	for _, c := range e.children {
		c.write(b)
	}
	b.WriteString("</" + e.name + ">")
}

func escape(b *strings.Builder, s string) {
	_ = xml.EscapeText(b, []byte(s)) // a builder takes all
}

// copied gives an element that shares nothing with the first.
func (e *element) copied() *element {
	c := &element{name: e.name, text: e.text, attributes: append([]attribute(nil), e.attributes...)}
	for _, child := range e.children {
		c.children = append(c.children, child.copied())
	}
	return c
}

// place is where an element stands: below another, at an index.
type place struct {
	parent *element
	index  int
}

func (p place) element() *element { return p.parent.children[p.index] }

// places gives all places below an element, of elements and of texts.
func (e *element) places() []place {
	var all []place
	for i, c := range e.children {
		all = append(all, place{e, i})
		all = append(all, c.places()...)
	}
	return all
}

// holds says whether an element is another or stands around it.
func (e *element) holds(other *element) bool {
	if e == other {
		return true
	}
	for _, c := range e.children {
		if c.holds(other) {
			return true
		}
	}
	return false
}
