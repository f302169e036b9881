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
	target := at.element()
	if target == doc.element() {
		return ""
	}
	path, _ := findPath(reflect.ValueOf(doc), target, "")
	return path
}

var (
	elementType = reflect.TypeOf(Element{})
	nodeType    = reflect.TypeOf((*Node)(nil)).Elem()
)

// findPath searches the children of the node v points to.
func findPath(v reflect.Value, target *Element, path string) (string, bool) {
	counts := map[string]int{}
	found := ""
	ok := eachChild(v.Elem(), func(child reflect.Value) bool {
		node := child.Interface().(Node)
		name := elementName(node)
		counts[name]++
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
		p, ok := findPath(child, target, at)
		if ok {
			found = p
		}
		return ok
	})
	return found, ok
}

// eachChild calls visit for pointers to the nodes directly below a struct.
func eachChild(s reflect.Value, visit func(reflect.Value) bool) bool {
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
			if visitNode(f, visit) {
				return true
			}
		case reflect.Slice:
			for j := range f.Len() {
				e := f.Index(j)
				if e.Kind() == reflect.Struct {
					e = e.Addr()
				}
				if visitNode(e, visit) {
					return true
				}
			}
		}
	}
	return false
}

func visitNode(f reflect.Value, visit func(reflect.Value) bool) bool {
	if f.Kind() == reflect.Interface {
		f = f.Elem()
	}
	if f.Kind() != reflect.Pointer || f.IsNil() || !f.Type().Implements(nodeType) {
		return false
	}
	return visit(f)
}

// elementName gives the name of a node's element: its type's, but for the
// few whose Go names differ.
func elementName(n Node) string {
	switch m := n.(type) {
	case *TreeNode:
		return "Node"
	case *ErrorExpression:
		return "X-Error"
	case *Row:
		return "row"
	case *OtherModel:
		return m.Name
	}
	return reflect.TypeOf(n).Elem().Name()
}
