package pmml

import (
	"reflect"

	"github.com/beevik/etree"
)

// Clone gives a copy that shares nothing with the document. doc must be a tree,
// as Parse makes it: a node that stands in it twice becomes two nodes. Clone of
// nil is nil.
func (doc *Document) Clone() *Document {
	return cloneValue(reflect.ValueOf(doc)).Interface().(*Document)
}

func cloneValue(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		if x, ok := v.Interface().(*etree.Element); ok {
			return reflect.ValueOf(x.Copy())
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		cloneFields(c.Elem())
		return c
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return cloneValue(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		if holdsPointers(v.Type().Elem()) {
			for i := range c.Len() {
				cloneInto(c.Index(i))
			}
		}
		return c
	}
	return v
}

// cloneFields replaces what a struct that has been copied shares with the first.
func cloneFields(s reflect.Value) {
	for i := range s.NumField() {
		// What is not exported is the inside of an Optional: texts and numbers.
		if f := s.Field(i); f.CanSet() {
			cloneInto(f)
		}
	}
}

func cloneInto(f reflect.Value) {
	switch f.Kind() {
	case reflect.Struct:
		cloneFields(f)
	case reflect.Pointer, reflect.Interface, reflect.Slice:
		if !f.IsNil() {
			f.Set(cloneValue(f))
		}
	}
}

// holdsPointers says whether copies of values of a type may share something.
func holdsPointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct, reflect.Pointer, reflect.Interface, reflect.Slice:
		return true
	}
	return false
}
