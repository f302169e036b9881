package pmml

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// decoder builds the tree from tokens. Its first error sticks: from then on no
// attribute has a value and no element a child, so that decoding runs out. Where
// faults are collected, only what ends reading sticks: a fault leaves out what it
// concerns, and decoding goes on.
//
// Every node has a method decode, which is called when the scanner stands on
// its start tag. It begins the element, reads its attributes, ends them and
// then takes the children one by one. Those of ordinary elements are generated
// from the types, see internal/pmmlgen; elements with forms of their own, and
// those whose children come from slabs, are read by hand:
//
//	func (s *Segment) decode(d *decoder) {
//		d.begin(&s.Element)
//		s.ID = d.text("id")
//		d.endAttributes()
//		for d.child() {
//			switch {
//			case d.is("VariableWeight"):
//				one(d, &s.VariableWeight)
//			default:
//				d.unknown()
//			}
//		}
//	}
type decoder struct {
	s   *scanner
	err *Error
	// faults collects the faults of the document, nil where the first one ends
	// reading.
	faults *faults

	// version is the document's. vendorVersion is set in documents of the versions 4.5 and 5.0.
	version       Version
	vendorVersion bool
	pmml          []spaceKind // by number of namespace

	levels   []level
	siblings []siblingCount // of all levels
	content  []byte         // text gathered by text
	expected []string       // what is has been asked for since child
	current  string         // the child that child has found

	strings stringTable
	slabs   slabs

	// onSegment is called at the end of each segment, nil for nothing.
	onSegment func(*Reading)
	reading   Reading
}

// level is an element that is being decoded.
type level struct {
	name    string
	number  int32 // among the siblings of its name, from 1
	first   int   // where its children begin in siblings
	element *Element
	refused []string // children that were left out, where faults are collected
	// showExtensions makes child stop at Extension elements, too.
	showExtensions bool
}

type siblingCount struct {
	name string
	n    int32
}

// decodable is a pointer to a node type.
type decodable[T any] interface {
	*T
	decode(*decoder)
}

// one decodes a child that may stand once.
func one[T any, P decodable[T]](d *decoder, dst **T) {
	if *dst != nil {
		d.refuse(fmt.Sprintf("element %q stands here a second time", d.current))
		return
	}
	v := new(T)
	*dst = v
	P(v).decode(d)
}

// second refuses a child of a group of which one may stand, and has.
func (d *decoder) second(group string) {
	d.refuse(fmt.Sprintf("element %q is a second %s, where one may stand", d.current, group))
}

// many decodes a child that may stand any number of times.
func many[T any, P decodable[T]](d *decoder, dst *[]*T) {
	v := new(T)
	*dst = append(*dst, v)
	P(v).decode(d)
}

// decodeNew decodes a child of which the caller keeps count.
func decodeNew[T any, P decodable[T]](d *decoder) P {
	v := P(new(T))
	v.decode(d)
	return v
}

// begin enters the element whose start tag the scanner stands on.
func (d *decoder) begin(e *Element) {
	if d.err != nil {
		return
	}
	e.Pos = d.s.place
	name, number := d.s.name.elem, int32(1)
	if n := len(d.levels); n > 0 {
		number = d.count(d.levels[n-1].first, name)
	}
	d.levels = append(d.levels, level{name: name, number: number, first: len(d.siblings), element: e})
}

// count gives the element's number among the siblings of its name. No element
// has more than a few dozen kinds of children.
func (d *decoder) count(first int, name string) int32 {
	for i := first; i < len(d.siblings); i++ {
		if d.siblings[i].name == name {
			d.siblings[i].n++
			return d.siblings[i].n
		}
	}
	d.siblings = append(d.siblings, siblingCount{name, 1})
	return 1
}

func (d *decoder) top() *level { return &d.levels[len(d.levels)-1] }

func (d *decoder) end() {
	t := d.top()
	d.siblings = d.siblings[:t.first]
	d.levels = d.levels[:len(d.levels)-1]
}

// child moves on to the next child element that is PMML's. At the element's
// end, or after an error, it gives false.
func (d *decoder) child() bool {
	for d.err == nil {
		switch d.s.next(false) {
		case tokenStart:
			if d.takeVendor() {
				continue
			}
			d.current = d.s.name.elem
			d.expected = d.expected[:0]
			return true
		case tokenEnd:
			d.end()
			return false
		case tokenText:
			text := clip(strings.TrimSpace(string(d.s.text)))
			d.fail(CodeTextMisplaced, d.s.textPlace(), text, nil, fmt.Sprintf("text %q stands in %s, which has no text", text, d.top().name))
		default:
			d.adopt(d.s.err)
		}
	}
	return false
}

// textContent reads to the element's end and gives its text.
func (d *decoder) textContent() []byte {
	d.content = d.content[:0]
	for d.err == nil {
		switch d.s.next(true) {
		case tokenStart:
			if !d.takeVendor() {
				d.current = d.s.name.elem
				d.expected = d.expected[:0]
				d.unknown()
			}
		case tokenEnd:
			d.end()
			return d.content
		case tokenText:
			if int64(len(d.content)+len(d.s.text)) > d.s.maxToken {
				d.s.failTooLong()
				d.adopt(d.s.err)
				break
			}
			d.content = append(d.content, d.s.text...)
		default:
			d.adopt(d.s.err)
		}
	}
	return nil
}

// noChildren reads to the end of an element that has neither children nor text.
func (d *decoder) noChildren() {
	for d.child() {
		d.unknown()
	}
}

// is says whether the current child has that name.
func (d *decoder) is(name string) bool {
	if d.current == name {
		return true
	}
	d.expected = append(d.expected, name)
	return false
}

// unknown refuses the current child.
func (d *decoder) unknown() {
	if d.err != nil {
		return
	}
	detail := fmt.Sprintf("element %q is not known here; ", clip(d.current))
	switch len(d.expected) {
	case 0:
		detail += fmt.Sprintf("%s has no child elements", d.top().name)
	case 1:
		detail += "expected " + d.expected[0]
	default:
		detail += "expected one of " + strings.Join(d.expected, ", ")
	}
	d.refuseAs(CodeElementUnknown, d.expected, detail)
}

// takeVendor keeps the element that the scanner stands on, where it is an
// Extension or not PMML's.
func (d *decoder) takeVendor() bool {
	name := d.s.name
	switch {
	case !d.isPMML(d.s.space()):
	case name.local == "Extension":
		if d.top().showExtensions {
			return false
		}
		d.extension()
		return true
	case isVendorName(name.local) && name.local != "X-Error":
	default:
		return false
	}
	if e := d.subtree(); e != nil {
		v := d.vendor()
		v.Elements = append(v.Elements, e)
	}
	return true
}

func isVendorName(name string) bool {
	return len(name) > 2 && name[1] == '-' && (name[0] == 'x' || name[0] == 'X')
}

func (d *decoder) vendor() *Vendor {
	e := d.top().element
	if e.Vendor == nil {
		e.Vendor = new(Vendor)
	}
	return e.Vendor
}

func (d *decoder) extension() {
	x := &Extension{Pos: d.s.place}
	others := false
	for i := range d.s.attrs {
		a := &d.s.attrs[i]
		switch a.name.raw {
		case "extender":
			x.Extender = Some(string(a.value))
		case "name":
			x.Name = Some(string(a.value))
		case "value":
			x.Value = Some(string(a.value))
		default:
			others = true
		}
	}
	content := d.subtree()
	if content == nil {
		return
	}
	if len(content.Child) > 0 || others {
		x.Content = content
	}
	v := d.vendor()
	v.Extensions = append(v.Extensions, x)
}

// subtree reads the element that the scanner stands on, as it is, to its end.
func (d *decoder) subtree() *etree.Element {
	root := d.rawElement()
	at, depth := root, 1
	for depth > 0 {
		switch d.s.next(true) {
		case tokenStart:
			e := d.rawElement()
			at.AddChild(e)
			at = e
			depth++
		case tokenEnd:
			at = at.Parent()
			depth--
		case tokenText:
			at.CreateText(string(d.s.text))
		default:
			d.adopt(d.s.err)
			return nil
		}
	}
	return root
}

func (d *decoder) rawElement() *etree.Element {
	e := etree.NewElement(d.s.name.raw)
	e.Attr = make([]etree.Attr, 0, len(d.s.attrs))
	for i := range d.s.attrs {
		e.CreateAttr(d.s.attrs[i].name.raw, d.strings.get(d.s.attrs[i].value))
	}
	return e
}

// skip reads to the end of the element that the scanner stands on.
func (d *decoder) skip() {
	for depth := 1; depth > 0; {
		switch d.s.next(false) {
		case tokenStart:
			depth++
		case tokenEnd:
			depth--
		case tokenText:
		default:
			d.adopt(d.s.err)
			return
		}
	}
}

// adopt takes over an error of the scanner.
func (d *decoder) adopt(err *Error) {
	if d.err == nil && err != nil {
		err.Path = d.path()
		d.err = err
	}
}

// fail records an error: the first one ends reading, unless errors are collected.
func (d *decoder) fail(rule Code, at Pos, got string, want []string, detail string) {
	if d.err != nil {
		return
	}
	err := &Error{Class: rule.Class(), Rule: rule, Got: got, Want: want, Pos: at, Path: d.path(), Detail: detail}
	if d.faults == nil {
		d.err = err
		return
	}
	d.err = d.faults.add(err)
}

// maxPath is how many elements a path names before it leaves out its middle.
const maxPath = 40

// path joins the names of the elements being decoded, without the root's.
func (d *decoder) path() string {
	var b strings.Builder
	for i := 1; i < len(d.levels); i++ {
		if i > 1 {
			b.WriteByte('/')
		}
		if more := len(d.levels) - 1 - maxPath; more > 0 && i == maxPath/2+1 {
			b.WriteString("…/")
			i += more
		}
		b.WriteString(d.levels[i].name)
		if n := d.levels[i].number; n > 1 {
			b.WriteString("[" + strconv.Itoa(int(n)) + "]")
		}
	}
	return b.String()
}

// missing records that the element that has just ended lacks a child.
func (d *decoder) missing(child string) {
	if d.err == nil && !d.mayBeRefused(child) {
		d.failEnded(CodeElementMissing, "", []string{child}, fmt.Sprintf("element %s is missing in %s", child, d.levels[:len(d.levels)+1][len(d.levels)].name))
	}
}

// failEnded records an error of the element that has just ended.
func (d *decoder) failEnded(rule Code, got string, want []string, detail string) {
	// Its level still lies behind the others.
	n := len(d.levels)
	d.levels = d.levels[:n+1]
	d.fail(rule, d.top().element.Pos, got, want, detail)
	d.levels = d.levels[:n]
}
