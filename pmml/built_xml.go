package pmml

import (
	"fmt"
	"math"
	"reflect"

	"github.com/beevik/etree"
)

// xmlOf calls visit for each piece of XML as it stands that a node holds itself,
// until it gives false.
func xmlOf(n Node, visit func(*etree.Element) bool) bool {
	if v := n.element().Vendor; v != nil {
		for _, x := range v.Extensions {
			if x != nil && x.Content != nil && !visit(x.Content) {
				return false
			}
		}
		for _, x := range v.Elements {
			if x != nil && !visit(x) {
				return false
			}
		}
	}
	switch n := n.(type) {
	case *Row:
		for i := range n.Cells {
			if x := n.Cells[i].XML; x != nil && !visit(x) {
				return false
			}
		}
	case *MiningBuildTask:
		return n.Content == nil || visit(n.Content)
	}
	return true
}

// holdsXML says whether a node holds XML itself.
func holdsXML(n Node) bool { return !xmlOf(n, func(*etree.Element) bool { return false }) }

// checkXML says whether the vendors' XML in a document, whose nodes have an end,
// has one too, and holds no nil pointers.
func checkXML(doc *Document, l *looker) *Error {
	s := &xmlShape{places: map[*etree.Element]int{}}
	budget := plainPlaces
	Walk(doc, func(n Node) bool {
		if l.next() {
			return false
		}
		if s.detail == "" {
			xmlOf(n, func(x *etree.Element) bool {
				if s.isPlain(x, 1, &budget) || s.detail != "" {
					s.at = n
					return s.detail == ""
				}
				s.at = n
				if total := s.count(x, 1); s.detail == "" && total-len(s.places) > maxCopies {
					s.detail = fmt.Sprintf("elements of vendors' XML stand in several places, which makes more than %d of them", maxCopies)
				}
				return s.detail == ""
			})
		}
		return s.detail == ""
	}, nil)
	if s.detail == "" {
		return nil
	}
	class := ErrLimit
	if s.isNil {
		class = ErrInvalid
	}
	return &Error{Class: class, Pos: s.at.Position(), Path: PathTo(doc, s.at), Detail: s.detail}
}

// xmlShape is shape for XML as it stands.
type xmlShape struct {
	places map[*etree.Element]int
	// detail is what is wrong, "" for nothing, below the node at; isNil says that it
	// is a nil pointer.
	at     Node
	detail string
	isNil  bool
}

// isPlain says whether the places are neither many nor deep. It takes them from what
// is left.
func (s *xmlShape) isPlain(x *etree.Element, depth int, left *int) bool {
	if *left--; *left < 0 || depth > deepPlaces {
		return false
	}
	for _, t := range x.Child {
		if !s.isThere(x, t) {
			return false
		}
		if c, ok := t.(*etree.Element); ok && !s.isPlain(c, depth+1, left) {
			return false
		}
	}
	return true
}

// isThere says whether a piece of XML is no nil pointer.
func (s *xmlShape) isThere(x *etree.Element, t etree.Token) bool {
	if t != nil && !reflect.ValueOf(t).IsNil() {
		return true
	}
	s.detail, s.isNil = fmt.Sprintf("the vendor's element %q holds nil", clip(x.FullTag())), true
	return false
}

func (s *xmlShape) count(x *etree.Element, depth int) int {
	if known, ok := s.places[x]; ok {
		if known == 0 {
			s.detail = fmt.Sprintf("the vendor's element %q stands inside itself", clip(x.FullTag()))
		}
		return known
	}
	if depth > maxBuiltDepth {
		s.detail = fmt.Sprintf("elements of vendors' XML stand more than %d deep inside each other", maxBuiltDepth)
		return 0
	}
	s.places[x] = 0
	total := 1
	for _, t := range x.Child {
		if !s.isThere(x, t) {
			return total
		}
		if c, ok := t.(*etree.Element); ok {
			total = min(total+s.count(c, depth+1), math.MaxInt/2)
		}
		if s.detail != "" {
			return total
		}
	}
	s.places[x] = total
	return total
}
