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
	path, _ := findPath(doc, target, map[*Element]bool{})
	return path
}

// step is a child on the way from a node to its descendants, whose own path is
// above.
type step struct {
	above    string
	up, node Node
}

// path names the node: it counts the siblings before it that have its name.
func (s step) path() string {
	name := elementName(s.node)
	place := 0
	for child := range Children(s.up) {
		if isNamed(child, s.node, name) {
			place++
		}
		if child.element() == s.node.element() {
			break
		}
	}
	path := name
	if s.above != "" {
		path = s.above + "/" + name
	}
	if place > 1 {
		path += "[" + strconv.Itoa(place) + "]"
	}
	return path
}

// isNamed says whether a node has the name of another. Nodes of one type need not
// be asked for theirs, but for models, some of which have names of their own.
func isNamed(n, other Node, name string) bool {
	if reflect.TypeOf(n) == reflect.TypeOf(other) {
		if _, ok := n.(Model); !ok {
			return true
		}
	}
	return elementName(n) == name
}

// findByPlace goes down from a node, each time to the last child that begins no
// later than the target. Nodes begin before those below them.
func findByPlace(n Node, target *Element) (string, bool) {
	path := ""
	for at := n; ; {
		var next Node
		found := false
		from := at.Position()
		var reached Pos
		for child := range Children(at) {
			if child.element() == target {
				next, found = child, true
				break
			}
			p := child.Position()
			if from.before(p) && !target.Pos.before(p) && (next == nil || !p.before(reached)) {
				next, reached = child, p
			}
		}
		if next == nil {
			return "", false
		}
		path = step{path, at, next}.path()
		if found {
			return path, true
		}
		at = next
	}
}

// findPath searches all that lies below a node, but for what has been searched.
func findPath(n Node, target *Element, seen map[*Element]bool) (found string, ok bool) {
	steps := findSteps(n, target, seen, nil)
	for i := len(steps) - 1; i >= 0; i-- {
		steps[i].above = found
		found = steps[i].path()
	}
	return found, len(steps) > 0
}

// findSteps gives the steps down to a node, the last first; none where it is not found.
func findSteps(n Node, target *Element, seen map[*Element]bool, way []step) []step {
	if seen[n.element()] {
		return nil
	}
	seen[n.element()] = true
	for child := range Children(n) {
		if child.element() == target {
			return append(way, step{up: n, node: child})
		}
		if way := findSteps(child, target, seen, way); len(way) > 0 {
			return append(way, step{up: n, node: child})
		}
	}
	return nil
}

// before says whether a place lies before another.
func (p Pos) before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// typeName gives the name of a node's type.
func typeName(n Node) string { return reflect.TypeOf(n).Elem().Name() }
