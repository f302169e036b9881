package pmml_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var nodeType = reflect.TypeOf((*pmml.Node)(nil)).Elem()

// childrenOf gives the nodes directly below a struct, as its fields hold them.
func childrenOf(v reflect.Value) (list []pmml.Node) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Struct && !v.Type().Field(i).Anonymous {
				continue // the inside of a value
			} else if v.Type().Field(i).IsExported() {
				list = append(list, below(f)...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = append(list, below(v.Index(i))...)
		}
	}
	return list
}

// below gives the node that a value is, or those that it holds.
func below(v reflect.Value) []pmml.Node {
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Pointer && v.Type().Implements(nodeType):
		if v.IsNil() {
			return nil
		}
		return []pmml.Node{v.Interface().(pmml.Node)}
	case v.Kind() == reflect.Struct && v.CanAddr() && v.Addr().Type().Implements(nodeType) && !isBase(v.Type()):
		return []pmml.Node{v.Addr().Interface().(pmml.Node)}
	}
	return childrenOf(v)
}

// isBase says whether a type is a part of other nodes.
func isBase(t reflect.Type) bool {
	return slices.Contains([]string{"Element", "ModelBase", "EmbeddedModelBase", "CountTableType"}, t.Name())
}

// TestChildrenAreThoseOfTheFields compares Children, for nodes of every type, to
// what the fields hold.
func TestChildrenAreThoseOfTheFields(t *testing.T) {
	filler := newFiller(false)
	seen := map[reflect.Type]bool{}
	for _, m := range models() {
		doc := filler.document(reflect.TypeOf(m))
		pmml.Walk(doc, func(n pmml.Node) bool {
			v := reflect.ValueOf(n).Elem()
			seen[v.Type()] = true
			want := childrenOf(v)
			got := slices.Collect(pmml.Children(n))
			require.Len(t, got, len(want), v.Type())
			for i := range want {
				require.Same(t, want[i], got[i], v.Type())
			}
			return true
		}, nil)
	}
	for f := range filler.filled {
		if reflect.PointerTo(f).Implements(nodeType) && !isBase(f) {
			assert.True(t, seen[f], f)
		}
	}
	assert.Greater(t, len(seen), 250)
}

// TestChildrenOfNothing asks for children where there are none.
func TestChildrenOfNothing(t *testing.T) {
	for _, n := range []pmml.Node{nil, (*pmml.TreeNode)(nil), &pmml.True{}, &pmml.TreeNode{}, &pmml.TreeNode{
		Predicate: (*pmml.True)(nil), Nodes: []*pmml.TreeNode{nil},
	}, &pmml.Apply{Arguments: []pmml.Expression{nil, (*pmml.Apply)(nil)}}} {
		assert.Empty(t, slices.Collect(pmml.Children(n)))
	}
	pmml.Walk(nil, func(pmml.Node) bool { panic("nothing is no node") }, nil)
}

// TestWalk follows the order, and leaves out what lies below some nodes.
func TestWalk(t *testing.T) {
	leaf := func(field string) *pmml.FieldRef { return &pmml.FieldRef{Field: field} }
	tree := &pmml.Apply{Function: "f", Arguments: []pmml.Expression{
		leaf("a"),
		&pmml.Apply{Function: "skipped", Arguments: []pmml.Expression{leaf("b")}},
		&pmml.Apply{Function: "g", Arguments: []pmml.Expression{leaf("c")}},
	}}
	var got []string
	name := func(n pmml.Node) string {
		if a, ok := n.(*pmml.Apply); ok {
			return a.Function
		}
		return n.(*pmml.FieldRef).Field
	}
	pmml.Walk(tree, func(n pmml.Node) bool {
		got = append(got, name(n))
		return name(n) != "skipped"
	}, func(n pmml.Node) { got = append(got, "/"+name(n)) })
	assert.Equal(t, "f a /a skipped /skipped g c /c /g /f", strings.Join(got, " "))
	for n := range pmml.Children(tree) {
		assert.Equal(t, "a", name(n))
		break
	}
}

// TestCheckBuilt puts nothing, or a nil pointer, into each list and each
// interface of nodes of every type.
func TestCheckBuilt(t *testing.T) {
	require.EqualError(t, pmml.CheckBuilt(nil), "invalid document: there is no document")
	filler := newFiller(false)
	done := map[reflect.Type]bool{}
	for _, m := range models() {
		doc := filler.document(reflect.TypeOf(m))
		doc.Models = doc.Models[:2] // the others are alike
		require.NoError(t, pmml.CheckBuilt(doc))
		pmml.Walk(doc, func(n pmml.Node) bool {
			v := reflect.ValueOf(n).Elem()
			if !done[v.Type()] {
				done[v.Type()] = true
				spoil(t, doc, v)
			}
			return true
		}, nil)
	}
	inside := &pmml.Apply{Function: "f"}
	inside.Arguments = []pmml.Expression{inside}
	doc := &pmml.Document{TransformationDictionary: &pmml.TransformationDictionary{DerivedFields: []*pmml.DerivedField{{Expression: inside}}}}
	require.EqualError(t, pmml.CheckBuilt(doc), "TransformationDictionary/DerivedField/Apply/Apply: limit exceeded: Apply stands inside itself")
}

// spoil takes what the places of a node's fields hold, one after the other, and
// puts it back.
func spoil(t *testing.T, doc *pmml.Document, v reflect.Value) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case v.Type().Field(i).Anonymous && f.Kind() == reflect.Struct:
			spoil(t, doc, f)
			continue
		case f.Kind() == reflect.Slice && f.Len() > 0:
			f, name = f.Index(f.Len()-1), name+"["+strconv.Itoa(f.Len()-1)+"]"
		case f.Kind() == reflect.Interface && !f.IsNil():
		default:
			continue
		}
		if k := f.Kind(); k != reflect.Interface && k != reflect.Pointer || len(below(f)) == 0 {
			continue
		}
		was := reflect.ValueOf(f.Interface())
		f.Set(reflect.Zero(was.Type()))
		err := pmml.CheckBuilt(doc)
		f.Set(was)
		require.ErrorIs(t, err, pmml.ErrInvalid)
		require.ErrorContains(t, err, name+" is nil, an element is needed there")
	}
}
