package compile

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/gopmml/gopmml/pmml"
)

// Built checks what only a document that was built in Go can have, so that no
// compiler has to: a list with nothing in one of its places, a nil pointer where
// an element is expected, and an element inside itself.
func Built(doc *pmml.Document) error {
	if doc == nil {
		return &pmml.Error{Class: pmml.ErrInvalid, Detail: "there is no document"}
	}
	w := builtWalk{doc: doc, fields: map[reflect.Type][]int{}}
	return w.node(reflect.ValueOf(doc).Elem(), doc)
}

var (
	elementType = reflect.TypeOf(pmml.Element{})
	nodeType    = reflect.TypeOf((*pmml.Node)(nil)).Elem()
)

// maxBuiltDepth is how deep elements may stand inside each other; no document
// that was read is as deep.
const maxBuiltDepth = 100_000

// builtWalk walks over a document's nodes.
type builtWalk struct {
	doc *pmml.Document
	// fields are the fields of a type that hold nodes.
	fields map[reflect.Type][]int
	depth  int
}

// node checks the fields of a struct, which belong to the node at.
func (w *builtWalk) node(v reflect.Value, at pmml.Node) error {
	if w.depth++; w.depth > maxBuiltDepth {
		return &pmml.Error{Class: pmml.ErrLimit, Detail: fmt.Sprintf("elements stand more than %d deep inside each other", maxBuiltDepth)}
	}
	defer func() { w.depth-- }()
	for _, i := range w.fieldsOf(v.Type()) {
		f := v.Field(i)
		var err error
		switch f.Kind() {
		case reflect.Struct:
			err = w.node(f, at)
		case reflect.Slice:
			for j := 0; j < f.Len() && err == nil; j++ {
				err = w.child(f.Index(j), at, func() string { return v.Type().Field(i).Name + "[" + strconv.Itoa(j) + "]" }, true)
			}
		default:
			err = w.child(f, at, func() string { return v.Type().Field(i).Name }, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// child checks what a field or a place in a list holds. A field may hold nothing.
func (w *builtWalk) child(f reflect.Value, at pmml.Node, name func() string, needed bool) error {
	switch f.Kind() {
	case reflect.Struct:
		if n, ok := f.Addr().Interface().(pmml.Node); ok {
			at = n
		}
		return w.node(f, at)
	case reflect.Interface:
		if !f.IsNil() {
			needed = true // a nil pointer in it is no nil
		}
		f = f.Elem()
	}
	if !f.IsValid() || f.IsNil() {
		if !needed {
			return nil
		}
		return &pmml.Error{Class: pmml.ErrInvalid, Pos: at.Position(), Path: pmml.PathTo(w.doc, at), Detail: name() + " is nil, an element is needed there"}
	}
	if n, ok := f.Interface().(pmml.Node); ok {
		at = n
	}
	return w.node(f.Elem(), at)
}

// fieldsOf gives the fields of a type that may hold nodes.
func (w *builtWalk) fieldsOf(t reflect.Type) []int {
	fields, ok := w.fields[t]
	if ok {
		return fields
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && f.Type != elementType && holdsNodes(f.Type) {
			fields = append(fields, i)
		}
	}
	w.fields[t] = fields
	return fields
}

// holdsNodes says whether values of a type may be or hold nodes.
func holdsNodes(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice:
		return holdsNodes(t.Elem())
	case reflect.Pointer, reflect.Interface:
		return t.Implements(nodeType)
	case reflect.Struct:
		if reflect.PointerTo(t).Implements(nodeType) {
			return true
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && f.Type != elementType && holdsNodes(f.Type) {
				return true
			}
		}
	}
	return false
}
