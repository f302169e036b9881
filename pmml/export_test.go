package pmml

import "reflect"

// EachNode calls visit for a node and all below it, with the names of their
// elements.
func EachNode(n Node, visit func(name string, n Node)) {
	visit(elementName(n), n)
	eachChild(reflect.ValueOf(n).Elem(), func(child, _ reflect.Value) bool {
		EachNode(child.Interface().(Node), visit)
		return false
	})
}
