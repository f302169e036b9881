package pmml

import (
	"reflect"
	"strconv"
)

// PathTo names a node by its ancestors below the root, as
// "TreeModel/Node/Node[2]": [n] is written for the second and later siblings of
// one name. It gives "" for the document itself and for nodes outside it. It
// searches the tree, so it is for messages, not for loops.
func PathTo(doc *Document, at Node) string {
	if doc == nil || isNil(at) {
		return ""
	}
	target := at.element()
	if target == doc.element() {
		return ""
	}
	if target.Pos != (Pos{}) {
		// In a document that was read, a node's place says where to look.
		if path, ok := findByPlace(doc, target); ok {
			return path
		}
	}
	path, _ := findPath(doc, target, "", map[*Element]bool{})
	return path
}

// step is a child on the way from a node to its descendants.
type step struct {
	node Node
	path string
}

// steps calls visit for the children of a node, whose own path is given.
func steps(n Node, path string, visit func(step) bool) {
	if path != "" {
		path += "/"
	}
	counts := map[string]int{}
	for child := range Children(n) {
		name := elementName(child)
		counts[name]++
		at := path + name
		if c := counts[name]; c > 1 {
			at += "[" + strconv.Itoa(c) + "]"
		}
		if !visit(step{child, at}) {
			return
		}
	}
}

// findByPlace goes down from a node, each time to the last child that begins no
// later than the target. Nodes begin before those below them.
func findByPlace(n Node, target *Element) (string, bool) {
	for at := (step{node: n}); ; {
		var next step
		steps(at.node, at.path, func(s step) bool {
			if s.node.element() == target {
				next = s
				return false
			}
			p := s.node.Position()
			if at.node.Position().before(p) && !target.Pos.before(p) && (next.node == nil || !p.before(next.node.Position())) {
				next = s
			}
			return true
		})
		switch {
		case next.node == nil:
			return "", false
		case next.node.element() == target:
			return next.path, true
		}
		at = next
	}
}

// findPath searches all that lies below a node, but for what has been searched.
func findPath(n Node, target *Element, path string, seen map[*Element]bool) (found string, ok bool) {
	if seen[n.element()] {
		return "", false
	}
	seen[n.element()] = true
	steps(n, path, func(s step) bool {
		if s.node.element() == target {
			found, ok = s.path, true
		} else {
			found, ok = findPath(s.node, target, s.path, seen)
		}
		return !ok
	})
	return found, ok
}

// before says whether a place lies before another.
func (p Pos) before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// typeName gives the name of a node's type.
func typeName(n Node) string { return reflect.TypeOf(n).Elem().Name() }
