package pmml_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withoutNode are the elements of the schema that are no nodes of the tree, and
// why.
func withoutNode() map[string]string {
	return map[string]string{
		"Extension":          "in Element.Vendor",
		"VerificationFields": "ModelVerification.VerificationFields",
		"Indices":            "RealSparseArray.Indices",
		"REAL-Entries":       "RealSparseArray.Entries",
	}
}

// nowhere are the elements and attributes that the schema defines, but allows
// nowhere.
func nowhere() []string {
	return []string{"INT-SparseArray", "INT-SparseArray@n", "INT-SparseArray@defaultValue", "INT-Entries"}
}

// withoutField are the attributes whose fields have other names.
func withoutField() map[string]string {
	return map[string]string{
		"PMML@version": "VersionText",
	}
}

// TestSchema writes documents that have every element, attribute and word of the
// schema, and looks for all of them in the tree.
func TestSchema(t *testing.T) {
	s := readXSD(t)
	w := newXSDWriter(s, true)
	fields := map[reflect.Type][][]int{} // by type of nodes
	for i := range 200 {
		text := w.document("PMML")
		doc, err := pmml.Parse(strings.NewReader(text))
		require.NoError(t, err)
		counts := map[string]int{}
		pmml.Walk(doc, func(n pmml.Node) bool {
			name := pmml.ElementName(n)
			counts[name]++
			v := reflect.ValueOf(n).Elem()
			if fields[v.Type()] == nil {
				fields[v.Type()] = fieldsOf(t, s, name, v.Type())
			}
			for _, f := range fields[v.Type()] {
				if v.FieldByIndex(f).IsZero() {
					t.Errorf("%s of %v is not read", v.Type().FieldByIndex(f).Name, v.Type())
				}
			}
			return true
		}, nil)
		for name, n := range w.counts {
			if _, ok := withoutNode()[name]; !ok {
				require.Equal(t, n, counts[name], name)
			}
		}
		if t.Failed() {
			return
		}
		if i%10 == 9 && len(w.unused()) <= len(nowhere()) {
			break
		}
	}
	assert.ElementsMatch(t, nowhere(), w.unused())
}

// fieldsOf gives the fields for the attributes of the schema that a type of
// nodes has.
func fieldsOf(t *testing.T, s *xsd, name string, node reflect.Type) (fields [][]int) {
	t.Helper()
	for _, a := range s.attrs[name] {
		attr := a.SelectAttrValue("name", "")
		want := strings.NewReplacer("-", "", "_", "").Replace(attr)
		if field, ok := withoutField()[name+"@"+attr]; ok {
			want = field
		}
		f, ok := node.FieldByNameFunc(func(field string) bool { return strings.EqualFold(field, want) })
		if assert.True(t, ok, "%v has no field for the attribute %s", node, attr) {
			fields = append(fields, f.Index)
		}
	}
	return fields
}

// TestSchemaMinimal writes documents that have only what the schema wants.
func TestSchemaMinimal(t *testing.T) {
	w := newXSDWriter(readXSD(t), false)
	models := w.parts(w.groups["MODEL-ELEMENT"])
	require.Len(t, models, 1)
	for _, m := range w.parts(models[0]) {
		name := m.SelectAttrValue("ref", "")
		text := w.document(name)
		doc, err := pmml.Parse(strings.NewReader(wrap(text)))
		require.NoError(t, err, text)
		assert.Equal(t, name, doc.Models[0].ElementName())
		assert.Nil(t, doc.Models[0].Base().Vendor)
	}
}

// TestEveryModelIsDecoded checks that only a vendor's model is skipped.
func TestEveryModelIsDecoded(t *testing.T) {
	for _, m := range pmml.ModelElements() {
		assert.Equal(t, m.Name != "DeepNetwork", m.Decoded, m.Name)
	}
}
