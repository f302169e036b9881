//go:generate go run ../internal/pmmlgen

// Package pmml holds PMML documents: the abstract syntax tree of the standard,
// a streaming parser that reads it from XML ([Parse], [ParseFile]), and a writer
// ([Write], [WriteFile]). A document may as well be built in Go. [Upgrade] makes
// a document of 4.4 of any older one; [ParseAll] collects all faults of a text;
// [Walk] goes over a document's nodes.
//
// Types and fields carry the standard's own names. Every node knows the line
// and column where it began ([Element.Pos]). Attributes that a document may
// leave out are [Optional], or enumerations whose zero value means "left out",
// so that absent stays apart from a default given in full.
package pmml

import (
	"strconv"

	"github.com/beevik/etree"
)

// Pos is a place in a document's text. Line and Column count from 1; Column
// counts characters. The zero Pos belongs to nodes built in Go.
type Pos struct {
	Line, Column int32
}

// String gives "line:column".
func (p Pos) String() string {
	return strconv.Itoa(int(p.Line)) + ":" + strconv.Itoa(int(p.Column))
}

// Element is what every node of the tree has: its place, and what vendors
// added to it.
type Element struct {
	Pos    Pos
	Vendor *Vendor
}

// Extensions gives the Extension elements that stand inside the element.
func (e *Element) Extensions() []*Extension {
	if e == nil || e.Vendor == nil {
		return nil
	}
	return e.Vendor.Extensions
}

// Vendor holds what a document says beyond the standard inside one element.
// It is nil where there is nothing.
type Vendor struct {
	// Extensions are the Extension elements, in document order.
	Extensions []*Extension
	// Attributes are x- attributes that this package gives no meaning, and
	// attributes of foreign namespaces with the declarations of their prefixes
	// (xmlns:p), under the name they have in the text.
	Attributes []Attribute
	// Elements are x- elements and elements of foreign namespaces, with content.
	Elements []*etree.Element
}

// Attribute is an attribute that the standard does not name.
type Attribute struct {
	Name, Value string
}

// Extension is a vendor's addition to an element. Consumers may skip it.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_Extension
type Extension struct {
	Pos      Pos
	Extender Optional[string]
	Name     Optional[string]
	Value    Optional[string]
	// Content is the Extension's XML as it stands, child elements and text. It
	// is the Extension element itself, so its attributes are repeated there;
	// nil where the Extension has neither content nor other attributes.
	Content *etree.Element
}

// Optional is the value of an attribute that may be left out. The zero value
// is left out.
type Optional[T any] struct {
	value T
	set   bool
}

// Some makes an attribute that is given.
func Some[T any](v T) Optional[T] { return Optional[T]{value: v, set: true} }

// Get gives the value, and whether the attribute is given.
func (o Optional[T]) Get() (T, bool) { return o.value, o.set }

// IsSet says whether the attribute is given.
func (o Optional[T]) IsSet() bool { return o.set }

// Or gives the value, or def where the attribute is left out.
func (o Optional[T]) Or(def T) T {
	if o.set {
		return o.value
	}
	return def
}

func enumName(names []string, v uint8) string {
	if int(v) < len(names) {
		return names[v]
	}
	return "invalid(" + strconv.Itoa(int(v)) + ")"
}
