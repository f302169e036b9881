package pmml

import (
	"bufio"
	"fmt"
	"reflect"
)

const encodeBuffer = 32 << 10

// encoder writes the tree as text. Its first error sticks: from then on nothing
// is written.
//
// Every node has a method encode, the counterpart of its decode, and mostly
// generated as that is. It begins the element, writes its attributes, ends them,
// writes the children in the schema's order and ends the element:
//
//	func (s *Segment) encode(e *encoder) {
//		e.begin("Segment", &s.Element)
//		e.text("id", s.ID)
//		e.endAttributes()
//		writeOne(e, s.VariableWeight)
//		e.end()
//	}
type encoder struct {
	w      *bufio.Writer
	err    *Error
	doc    *Document
	root   root
	indent string

	open    []openTag
	inTag   bool                // the start tag of the last of open has not ended
	inline  int                 // while above 0, no line begins
	attrs   []string            // the names of the attributes in the current tag
	declare []prefixDeclaration // by elements that are open
	scratch []byte
}

// openTag is an element that has begun and not ended.
type openTag struct {
	name     string
	element  *Element
	content  bool // something stands in it
	lines    bool // the last thing in it stands on a line of its own
	prefixes int  // how many prefixes were declared before it
}

// encodable is a pointer to a node type.
type encodable[T any] interface {
	*T
	encode(*encoder)
}

// writeOne writes a child that may be left out.
func writeOne[T any, P encodable[T]](e *encoder, v *T) {
	if v != nil && e.err == nil {
		P(v).encode(e)
	}
}

// writeNeeded writes a child that must be there.
func writeNeeded[T any, P encodable[T]](e *encoder, name string, v *T) {
	if v == nil {
		e.failMissing(name)
		return
	}
	writeOne[T, P](e, v)
}

// writeMany writes a child that may stand any number of times.
func writeMany[T any, P encodable[T]](e *encoder, list []*T) {
	for _, v := range list {
		if e.err != nil {
			return
		}
		if v == nil {
			e.failNil()
			return
		}
		P(v).encode(e)
	}
}

// writeValues writes children that the tree holds side by side.
func writeValues[T any, P encodable[T]](e *encoder, list []T) {
	for i := range list {
		if e.err != nil {
			return
		}
		P(&list[i]).encode(e)
	}
}

// writeNodes writes children that are of several types.
func writeNodes[T Node](e *encoder, list []T) {
	for _, n := range list {
		writeNode(e, n)
	}
}

// writeNode writes a child that is one of several types.
func writeNode(e *encoder, n Node) {
	switch x, ok := n.(interface{ encode(*encoder) }); {
	case e.err != nil:
	case isNil(n):
		e.failNil()
	case ok:
		x.encode(e)
	default:
		e.failAt(n.element(), ErrUnsupported, fmt.Sprintf("the content of %s is not known, so that it cannot be written", elementName(n)))
	}
}

// writeNeededNode writes a child of several types that must be there.
func writeNeededNode(e *encoder, name string, n Node) {
	if isNil(n) {
		e.failMissing(name)
		return
	}
	writeNode(e, n)
}

// isNil says whether an interface holds nothing, or a nil pointer.
func isNil(n Node) bool {
	v := reflect.ValueOf(n)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}

// begin writes the start of an element's tag.
func (e *encoder) begin(name string, x *Element) {
	if e.err != nil {
		return
	}
	if len(e.open) >= maxMaxDepth {
		e.err = &Error{Class: ErrLimit, Detail: fmt.Sprintf("elements stand more than %d deep inside each other", maxMaxDepth)}
		return
	}
	e.beforeChild()
	e.put('<')
	e.puts(name)
	e.open = append(e.open, openTag{name: name, element: x, prefixes: len(e.declare)})
	e.inTag = true
	e.attrs = e.attrs[:0]
}

// beforeChild ends the tag around a child and begins a line.
func (e *encoder) beforeChild() {
	if len(e.open) == 0 {
		return
	}
	e.endTag()
	t := &e.open[len(e.open)-1]
	t.content = true
	t.lines = e.inline == 0
	if t.lines {
		e.line(len(e.open))
	}
}

// endTag ends the start tag, where it is still open.
func (e *encoder) endTag() {
	if e.inTag {
		e.put('>')
		e.inTag = false
	}
}

// line begins a line of an element that stands inside depth others.
func (e *encoder) line(depth int) {
	if e.indent == "" {
		return
	}
	e.put('\n')
	for range min(depth, deepestIndent) {
		e.puts(e.indent)
	}
}

// endAttributes writes the vendor's attributes and, as the first children, the
// Extension elements.
func (e *encoder) endAttributes() {
	if e.err == nil && e.top().element.Vendor != nil {
		e.vendorAttributes()
		e.extensions()
	}
}

// end writes the element's end.
func (e *encoder) end() {
	if e.err != nil {
		return
	}
	if v := e.top().element.Vendor; v != nil {
		for _, x := range v.Elements {
			e.vendorElement(x)
		}
		if e.err != nil {
			return
		}
	}
	t := e.top()
	switch {
	case t.content:
		if t.lines && e.inline == 0 {
			e.line(len(e.open) - 1)
		}
		e.puts("</")
		e.puts(t.name)
		e.put('>')
	default:
		e.puts("/>")
	}
	e.inTag = false
	e.declare = e.declare[:t.prefixes]
	e.open = e.open[:len(e.open)-1]
}

// endText writes the text of an element that beginText began, and its end.
func (e *encoder) endText(s string) {
	if e.err != nil {
		return
	}
	if s != "" {
		e.endTag()
		e.escape(s, false)
		t := e.top()
		t.content, t.lines = true, false
	}
	e.end()
	e.inline--
}

// beginText begins an element whose text counts: no line may begin inside it.
func (e *encoder) beginText(name string, x *Element) {
	e.begin(name, x)
	e.inline++
}

// endDigits is endText for text without markup.
func (e *encoder) endDigits(b []byte) {
	if e.err != nil {
		return
	}
	if len(b) > 0 {
		e.endTag()
		e.write(b)
		t := e.top()
		t.content, t.lines = true, false
	}
	e.end()
	e.inline--
}

func (e *encoder) top() *openTag { return &e.open[len(e.open)-1] }

func (e *encoder) put(c byte) {
	if e.err == nil {
		if err := e.w.WriteByte(c); err != nil {
			e.failWrite(err)
		}
	}
}

func (e *encoder) puts(s string) {
	if e.err == nil {
		if _, err := e.w.WriteString(s); err != nil {
			e.failWrite(err)
		}
	}
}

func (e *encoder) write(b []byte) {
	if e.err == nil {
		if _, err := e.w.Write(b); err != nil {
			e.failWrite(err)
		}
	}
}

func (e *encoder) failWrite(err error) {
	if e.err == nil {
		e.err = &Error{Class: ErrWrite, Detail: err.Error(), Cause: err}
	}
}

// fail records the first error, at the element being written.
func (e *encoder) fail(class error, detail string) {
	if e.err != nil {
		return
	}
	if n := len(e.open); n > 0 {
		e.failAt(e.open[n-1].element, class, detail)
		return
	}
	e.err = &Error{Class: class, Detail: detail}
}

func (e *encoder) failAt(at *Element, class error, detail string) {
	if e.err == nil {
		e.err = &Error{Class: class, Pos: at.Pos, Path: PathTo(e.doc, at), Detail: detail}
	}
}

func (e *encoder) failMissing(child string) {
	if e.err == nil {
		e.fail(ErrInvalid, fmt.Sprintf("element %s is missing in %s", child, e.top().name))
	}
}

func (e *encoder) failNil() {
	e.fail(ErrInvalid, fmt.Sprintf("a child of %s is nil", e.top().name))
}
