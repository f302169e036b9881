package pmml

import (
	"reflect"
	"strconv"
	"strings"
)

// PathTo names a node by its ancestors below the root, as
// "TreeModel/Node/Node[2]": [n] is written for the second and later siblings of
// one name. It gives "" for the document itself and for nodes outside it. It
// searches the tree, so it is for messages, not for loops.
func PathTo(doc *Document, at Node) string {
	target := at.element()
	if target == doc.element() {
		return ""
	}
	if target.Pos != (Pos{}) {
		// In a document that was read, a node's place says where to look.
		if path, ok := findPath(reflect.ValueOf(doc), target, "", true); ok {
			return path
		}
	}
	path, _ := findPath(reflect.ValueOf(doc), target, "", false)
	return path
}

var (
	elementType = reflect.TypeOf(Element{})
	nodeType    = reflect.TypeOf((*Node)(nil)).Elem()
)

// findPath searches the children of the node v points to. byPlace leaves out
// those that begin after the target, or that end before it.
func findPath(v reflect.Value, target *Element, path string, byPlace bool) (string, bool) {
	counts := map[string]int{}
	found := ""
	ok := eachChild(v.Elem(), func(child, next reflect.Value) bool {
		node := child.Interface().(Node)
		name := elementName(node)
		counts[name]++
		if byPlace && node.element() != target {
			if target.Pos.before(node.Position()) {
				return false
			}
			if next.IsValid() && !target.Pos.before(next.Interface().(Node).Position()) {
				return false
			}
		}
		at := name
		if path != "" {
			at = path + "/" + name
		}
		if n := counts[name]; n > 1 {
			at += "[" + strconv.Itoa(n) + "]"
		}
		if node.element() == target {
			found = at
			return true
		}
		p, ok := findPath(child, target, at, byPlace)
		if ok {
			found = p
		}
		return ok
	})
	return found, ok
}

// before says whether a place lies before another.
func (p Pos) before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// eachChild calls visit for pointers to the nodes directly below a struct. next
// is the node after it in the same list, invalid where there is none.
func eachChild(s reflect.Value, visit func(child, next reflect.Value) bool) bool {
	for i := range s.NumField() {
		f := s.Field(i)
		if !s.Type().Field(i).IsExported() || f.Type() == elementType {
			continue
		}
		switch f.Kind() {
		case reflect.Struct:
			// A base that the node's type embeds belongs to the node itself.
			if s.Type().Field(i).Anonymous && eachChild(f, visit) {
				return true
			}
		case reflect.Pointer, reflect.Interface:
			if child := nodeOf(f); child.IsValid() && visit(child, reflect.Value{}) {
				return true
			}
		case reflect.Slice:
			if k := f.Type().Elem().Kind(); k != reflect.Pointer && k != reflect.Interface && k != reflect.Struct {
				continue
			}
			next := reflect.Value{}
			for j := range f.Len() {
				child := next
				if j == 0 {
					child = nodeOf(f.Index(0))
				}
				next = reflect.Value{}
				if j+1 < f.Len() {
					next = nodeOf(f.Index(j + 1))
				}
				if child.IsValid() && visit(child, next) {
					return true
				}
				if f.Index(j).Kind() == reflect.Struct && !child.IsValid() && eachChild(f.Index(j), visit) {
					return true // below a FollowSet
				}
			}
		}
	}
	return false
}

// nodeOf gives the pointer to a node that a field or element holds, the invalid
// value where it holds none.
func nodeOf(f reflect.Value) reflect.Value {
	switch f.Kind() {
	case reflect.Interface:
		f = f.Elem()
	case reflect.Struct:
		f = f.Addr()
	}
	if f.Kind() != reflect.Pointer || f.IsNil() || !f.Type().Implements(nodeType) {
		return reflect.Value{}
	}
	return f
}

// elementName gives the name of a node's element: its type's, but for the
// few whose Go names differ.
func elementName(n Node) string {
	switch m := n.(type) {
	case *Document:
		return "PMML"
	case *TreeNode:
		return "Node"
	case *ErrorExpression:
		return "X-Error"
	case *Row:
		return "row"
	case *NumArray:
		return "Array"
	case *RealSparseArray:
		return "REAL-SparseArray"
	case *NumMatrix:
		return "Matrix"
	case *NumMatCell:
		return "MatCell"
	case *ScorecardAttribute:
		return "Attribute"
	case *TrendExpoSmooth:
		return "Trend_ExpoSmooth"
	case *SeasonalityExpoSmooth:
		return "Seasonality_ExpoSmooth"
	case Measure:
		name := reflect.TypeOf(n).Elem().Name()
		return strings.ToLower(name[:1]) + name[1:]
	case *OtherModel:
		return m.Name
	}
	return reflect.TypeOf(n).Elem().Name()
}
