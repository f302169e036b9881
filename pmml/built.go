package pmml

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
)

const (
	// maxBuiltDepth is how deep elements may stand inside each other; no document
	// that was read is as deep.
	maxBuiltDepth = 100_000
	// plainPlaces is how many places of a tree are visited without a look at whether
	// an element stands in several of them, and deepPlaces how deep these may lie.
	plainPlaces = 1 << 20
	deepPlaces  = 10_000
	// maxCopies is how many places beyond the first of each the elements of a
	// document may stand in.
	maxCopies = 1_000_000
)

// CheckBuilt checks what only a document that was built in Go can have: a list
// with nothing in one of its places and a nil pointer where an element is
// expected, of class [ErrInvalid], and of class [ErrLimit] an element inside
// itself, and elements that stand in several places where, each counted in every
// place, these are more than a million more than the elements. The error is an
// [*Error]. XML of vendors, as in an [Extension], is held to the same.
func CheckBuilt(doc *Document) error { return CheckBuiltContext(context.Background(), doc) }

// CheckBuiltContext is [CheckBuilt] that ends soon after ctx does, with an error of
// class [ErrRead] whose cause is ctx's.
func CheckBuiltContext(ctx context.Context, doc *Document) error {
	if doc == nil {
		return &Error{Class: ErrInvalid, Detail: "there is no document"}
	}
	l := &looker{ctx: ctx}
	fault := checkShape(doc, l)
	if fault == nil {
		fault = checkBuilt(doc, doc, l)
	}
	if err := l.ended(); err != nil {
		return &Error{Class: ErrRead, Detail: err.Error(), Cause: err}
	}
	if fault != nil {
		return fault
	}
	return nil
}

// looker looks now and then whether a context has ended.
type looker struct {
	ctx   context.Context
	nodes int
	err   error
}

// next says whether nothing more is to be done.
func (l *looker) next() bool {
	const every = 1 << 10
	if l.nodes++; l.nodes%every == 0 && l.err == nil {
		l.err = l.ended()
	}
	return l.err != nil
}

func (l *looker) ended() error {
	if l.ctx == nil {
		return nil
	}
	return l.ctx.Err()
}

// checkBuilt looks for places with nothing in them, at a node of a document and
// below it.
func checkBuilt(doc *Document, at Node, l *looker) (fault *Error) {
	at.children(func(child Node, field string, place int) bool {
		if child != nil {
			if l.next() {
				return false
			}
			fault = checkBuilt(doc, child, l)
			return fault == nil && l.err == nil
		}
		if place >= 0 {
			field += "[" + strconv.Itoa(place) + "]"
		}
		fault = &Error{Class: ErrInvalid, Pos: at.Position(), Path: PathTo(doc, at), Detail: field + " is nil, an element is needed there"}
		return false
	})
	return fault
}

// checkShape says whether all that goes down the tree from a document, place by
// place, comes to an end soon.
func checkShape(doc *Document, l *looker) *Error {
	p := plainness{}
	if p.isPlain(doc, 1) {
		if p.xml {
			return checkXML(doc, l)
		}
		return nil
	}
	s := &shape{places: map[*Element]int{}, looker: l}
	if total := s.count(doc); s.fault == nil && total-len(s.places) > maxCopies {
		s.tooMany(doc)
	}
	if s.fault == nil && s.xml {
		return checkXML(doc, l)
	}
	return s.fault
}

// plainness counts places, and says whether some of them may hold XML as it stands.
type plainness struct {
	places int
	xml    bool
}

// isPlain says whether the places below a node are neither many nor deep.
func (p *plainness) isPlain(n Node, depth int) bool {
	if p.places++; p.places > plainPlaces || depth > deepPlaces {
		return false
	}
	if !p.xml {
		p.xml = holdsXML(n)
	}
	return n.children(func(child Node, _ string, _ int) bool {
		return child == nil || p.isPlain(child, depth+1)
	})
}

// shape counts places, but visits each element once.
type shape struct {
	// places are how many lie below an element, with its own; 0 while it is open.
	places map[*Element]int
	open   []Node
	fault  *Error
	looker *looker
	xml    bool // as plainness has it
}

// count gives the number of places at and below a node.
func (s *shape) count(n Node) int {
	e := n.element()
	if known, ok := s.places[e]; ok {
		if known == 0 {
			s.fail(n, elementName(n)+" stands inside itself")
		}
		return known
	}
	if len(s.open) >= maxBuiltDepth {
		s.fault = &Error{Class: ErrLimit, Detail: fmt.Sprintf("elements stand more than %d deep inside each other", maxBuiltDepth)}
		return 0
	}
	s.places[e] = 0
	s.xml = s.xml || holdsXML(n)
	s.open = append(s.open, n)
	total := 1
	n.children(func(child Node, _ string, _ int) bool {
		if child != nil {
			total = min(total+s.count(child), math.MaxInt/2)
		}
		return s.fault == nil && !s.looker.next()
	})
	s.open = s.open[:len(s.open)-1]
	if s.places[e] = total; s.fault == nil && total-len(s.places) > maxCopies {
		s.tooMany(n)
	}
	return total
}

func (s *shape) tooMany(n Node) {
	s.fail(n, fmt.Sprintf("elements below %s stand in several places, which makes more than %d of them", elementName(n), maxCopies))
}

// fail refuses the document for a node, which stands below those that are open.
func (s *shape) fail(n Node, detail string) {
	var names []string
	for i := range s.open {
		next := n
		if i+1 < len(s.open) {
			next = s.open[i+1]
		}
		names = append(names, step{up: s.open[i], node: next}.path())
	}
	if len(names) > 20 {
		names = append(names[:20:20], "…")
	}
	s.fault = &Error{Class: ErrLimit, Pos: n.Position(), Path: strings.Join(names, "/"), Detail: detail}
}
