package pmml_test

import (
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"

	"github.com/beevik/etree"
	"github.com/gopmml/gopmml/pmml"
)

// difference says where two trees differ, "" where they are equal. Places of
// nodes do not count, nor whether an empty list is nil, and XML is compared by
// what it says. known, which may be nil, tells differences to pass over by their
// path, as "Document.Models[0].MiningSchema.MiningFields[1].UsageType".
func difference(a, b *pmml.Document, known func(path string, a, b reflect.Value) bool) string {
	c := comparison{known: known}
	c.compare(reflect.ValueOf(a), reflect.ValueOf(b))
	return c.found
}

type comparison struct {
	known func(string, reflect.Value, reflect.Value) bool
	steps []step
	found string
}

// step is a field, or where the name is "" an element of a list. They become a
// text only where trees differ.
type step struct {
	name  string
	index int
}

func (c *comparison) differ(a, b reflect.Value) {
	path := "Document"
	for _, s := range c.steps {
		if s.name != "" {
			path += "." + s.name
		} else {
			path += fmt.Sprintf("[%d]", s.index)
		}
	}
	if c.known == nil || !c.known(path, a, b) {
		c.found = fmt.Sprintf("%s: %v and %v", path, a, b)
	}
}

// into compares a field or an element of a list.
func (c *comparison) into(s step, a, b reflect.Value) {
	c.steps = append(c.steps, s)
	c.compare(a, b)
	c.steps = c.steps[:len(c.steps)-1]
}

func (c *comparison) compare(a, b reflect.Value) {
	switch {
	case c.found != "":
		return
	case a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type():
		c.differ(a, b)
		return
	case !a.IsValid():
		return
	}
	switch t := a.Type(); {
	case t == reflect.TypeOf(pmml.Pos{}):
		return
	case t == reflect.TypeOf((*etree.Element)(nil)):
		if x, y := xmlOf(a.Interface().(*etree.Element)), xmlOf(b.Interface().(*etree.Element)); x != y {
			c.differ(reflect.ValueOf(x), reflect.ValueOf(y))
		}
		return
	case t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Optional["):
		if !sameOptional(a, b) {
			c.differ(a, b)
		}
		return
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				c.differ(a, b)
			}
			return
		}
		c.compare(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			c.differ(a, b)
			return
		}
		for i := range a.Len() {
			c.into(step{index: i}, a.Index(i), b.Index(i))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			c.into(step{name: a.Type().Field(i).Name}, a.Field(i), b.Field(i))
		}
	default:
		if !sameScalar(a, b) {
			c.differ(a, b)
		}
	}
}

func sameOptional(a, b reflect.Value) bool {
	for i := range a.NumField() {
		if !sameScalar(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

func sameScalar(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.String:
		return a.String() == b.String()
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Float64:
		x, y := a.Float(), b.Float()
		return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
	case reflect.Uint8:
		return a.Uint() == b.Uint()
	case reflect.Int, reflect.Int32, reflect.Int64:
		return a.Int() == b.Int()
	}
	panic("the comparison knows no " + a.Type().String())
}

// xmlOf gives an element's XML with attributes in the order of the alphabet.
func xmlOf(e *etree.Element) string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	var write func(e *etree.Element)
	write = func(e *etree.Element) {
		attrs := make([]string, 0, len(e.Attr))
		for _, a := range e.Attr {
			attrs = append(attrs, fmt.Sprintf(" %s=%q", a.FullKey(), a.Value))
		}
		sort.Strings(attrs)
		b.WriteString("<" + e.FullTag() + strings.Join(attrs, "") + ">")
		for _, t := range e.Child {
			switch t := t.(type) {
			case *etree.Element:
				write(t)
			case *etree.CharData:
				b.WriteString(t.Data)
			}
		}
		b.WriteString("</>")
	}
	write(e)
	return b.String()
}
