package pmml

import "iter"

// Children gives the nodes directly below a node: field by field of its type,
// those of what it embeds first, and each list in its order. Within one kind of
// element that is the document's order. Places of a list that hold nothing are
// left out.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if !isNil(n) {
			n.children(func(child Node, _ string, _ int) bool { return child == nil || yield(child) })
		}
	}
}

// Walk visits a node and all below it: enter is called for a node before those
// below it, which are left out where it gives false, and leave, where it is not
// nil, after them. enter may change what stands below its node. A node that
// stands in several places is visited in each; only where the places are very many
// or very deep, as below a node that stands inside itself, is it visited once (see
// [CheckBuilt]). Without enter, nothing is visited.
func Walk(n Node, enter func(Node) bool, leave func(Node)) {
	if !isNil(n) && enter != nil {
		(&walker{enter: enter, leave: leave}).walk(n, 1)
	}
}

type walker struct {
	enter  func(Node) bool
	leave  func(Node)
	places int
	// seen are the nodes with others below them that have been visited since the
	// places became many or deep.
	seen map[*Element]bool
}

func (w *walker) walk(n Node, depth int) {
	if w.places++; w.places > plainPlaces || depth > deepPlaces {
		e := n.element()
		if w.seen[e] || depth > maxBuiltDepth {
			return
		}
		if !n.children(func(Node, string, int) bool { return false }) {
			if w.seen == nil {
				w.seen = map[*Element]bool{}
			}
			w.seen[e] = true
		}
	}
	if w.enter(n) {
		for child := range Children(n) {
			w.walk(child, depth+1)
		}
	}
	if w.leave != nil {
		w.leave(n)
	}
}

// visitor is called for a child of a node: with the field that holds it and, in
// a list, its place there, else -1. The child is nil where a place of a list, or
// a pointer in an interface, is. It gives false to end the visit.
type visitor func(child Node, field string, place int) bool

// children calls visit for each child until it gives false, and says whether it
// never did. Types that hold children have a method of their own.
func (e *Element) children(visitor) bool { return true }

// nodePointer is a pointer to a node type.
type nodePointer[T any] interface {
	*T
	Node
}

func visitOne[T any, P nodePointer[T]](v *T, field string, visit visitor) bool {
	return v == nil || visit(P(v), field, -1)
}

func visitMany[T any, P nodePointer[T]](list []*T, field string, visit visitor) bool {
	for i, v := range list {
		var n Node
		if v != nil {
			n = P(v)
		}
		if !visit(n, field, i) {
			return false
		}
	}
	return true
}

func visitValues[T any, P nodePointer[T]](list []T, field string, visit visitor) bool {
	for i := range list {
		if !visit(P(&list[i]), field, i) {
			return false
		}
	}
	return true
}

func visitNode(n Node, field string, visit visitor) bool {
	return n == nil || visit(orNil(n), field, -1)
}

func visitNodes[T Node](list []T, field string, visit visitor) bool {
	for i, n := range list {
		if !visit(orNil(n), field, i) {
			return false
		}
	}
	return true
}

// orNil gives nil for a nil pointer in an interface.
func orNil(n Node) Node {
	if isNil(n) {
		return nil
	}
	return n
}

func (s *Sequence) children(visit visitor) bool {
	if !visitOne(s.SetReference, "SetReference", visit) {
		return false
	}
	for i := range s.FollowSets {
		f := &s.FollowSets[i]
		if !visitOne(f.Delimiter, "Delimiter", visit) || !visitOne(f.Time, "Time", visit) || !visitOne(f.SetReference, "SetReference", visit) {
			return false
		}
	}
	return visitOne(s.Time, "Time", visit)
}
