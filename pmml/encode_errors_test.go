package pmml_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func quoted(s string) string { return strconv.Quote(s) }

func TestWriteRefuses(t *testing.T) {
	ref := func(v *pmml.Vendor) *pmml.Document {
		return small(&pmml.FieldRef{Element: pmml.Element{Vendor: v}, Field: "f"})
	}
	array := func(a *pmml.Array) *pmml.Document {
		return treeDocument(&pmml.SimpleSetPredicate{Field: "f", BooleanOperator: pmml.SetOperatorIsIn, Array: a})
	}
	loop := &pmml.Apply{Function: "+"}
	loop.Arguments = []pmml.Expression{loop}
	element := func(tag string) *etree.Element { return etree.NewElement(tag) }
	directive := element("x-e")
	directive.CreateDirective("DOCTYPE x")
	const at = "TransformationDictionary/DerivedField: invalid document: "
	const atRef = "TransformationDictionary/DerivedField/FieldRef: invalid document: "
	const atArray = "TreeModel/Node/SimpleSetPredicate/Array: invalid document: "
	for _, tt := range []struct {
		name string
		doc  *pmml.Document
		want string
	}{
		{"no document", nil, "invalid document: there is no document"},
		{"no dictionary", &pmml.Document{}, "invalid document: element DataDictionary is missing in PMML"},
		{"no expression", small(nil), at + "element of the group EXPRESSION is missing in DerivedField"},
		{"an expression that is nil", small((*pmml.Constant)(nil)), at + "element of the group EXPRESSION is missing in DerivedField"},
		{"an argument that is nil", small(&pmml.Apply{Arguments: []pmml.Expression{nil}}), "TransformationDictionary/DerivedField/Apply: invalid document: a child of Apply is nil"},
		{"a node that is nil", treeDocumentOf(&pmml.TreeNode{Predicate: &pmml.True{}, Nodes: []*pmml.TreeNode{nil}}), "TreeModel/Node: invalid document: a child of Node is nil"},
		{"a node inside itself", small(loop), "TransformationDictionary/DerivedField/Apply/Apply: limit exceeded: Apply stands inside itself"},
		{"a word left out", treeDocument(&pmml.SimplePredicate{Field: "f"}), `TreeModel/Node/SimplePredicate: invalid document: required attribute "operator" is missing`},
		{"no word", treeDocument(&pmml.SimplePredicate{Field: "f", Operator: 77}), `TreeModel/Node/SimplePredicate: invalid document: attribute operator has the value 77, which stands for no word`},
		{"a control character", small(&pmml.FieldRef{Field: "a\x01"}), atRef + `the character U+0001 of "a\x01" may not stand in XML`},
		{"no UTF-8", small(&pmml.FieldRef{Field: "a\xff"}), atRef + `the text "a\xff" is not UTF-8`},
		{"a surrogate", small(&pmml.FieldRef{Field: "a\uFFFE"}), atRef + `the character U+FFFE of "a\ufffe" may not stand in XML`},
		{"a wrong count", array(&pmml.Array{Type: pmml.ArrayTypeInt, N: pmml.Some(3), Values: []string{"1"}}), atArray + `attribute n="3" does not agree with the array, which has 1 values`},
		{"a blank in a number", array(&pmml.Array{Type: pmml.ArrayTypeInt, Values: []string{"1", "2 3"}}), atArray + `value 2, "2 3", of an array of numbers is empty or holds a blank`},
		{"a value that no array can hold", array(&pmml.Array{Type: pmml.ArrayTypeString, Values: []string{`a b\`}}), atArray + `value 1, "a b\\", cannot be written in an array: it needs quotes, which a \ at its end would escape`},
		{"an attribute without a namespace", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "a"}}}), atRef + `the vendor's attribute "a" has neither a namespace nor the prefix x-`},
		{"an attribute given twice", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "x-a"}, {Name: "x-a"}}}), atRef + `the vendor's attribute "x-a" stands here a second time`},
		{"an attribute of the standard", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "field"}}}), atRef + `the vendor's attribute "field" stands here a second time`},
		{"a prefix that is not declared", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "v:a"}}}), atRef + `the namespace prefix of the vendor's attribute "v:a" is not declared`},
		{"another namespace", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "xmlns"}}}), atRef + `the vendor's attribute xmlns would change the element's namespace`},
		{"no name", ref(&pmml.Vendor{Attributes: []pmml.Attribute{{Name: "a b"}}}), atRef + `of the vendor's attributes, "a b" is not a name`},
		{"an element without a namespace", ref(&pmml.Vendor{Elements: []*etree.Element{element("e")}}), atRef + `the vendor's element "e" has neither a namespace nor the prefix x-`},
		{"an element that is nil", ref(&pmml.Vendor{Elements: []*etree.Element{nil}}), atRef + `a child of FieldRef is nil`},
		{"an element with a directive", ref(&pmml.Vendor{Elements: []*etree.Element{directive}}), atRef + `a vendor's element holds a *etree.Directive`},
		{"an extension that is another element", ref(&pmml.Vendor{Extensions: []*pmml.Extension{{Content: element("e")}}}), atRef + `the content of an Extension is the element "e"`},
		{"an extension that is nil", ref(&pmml.Vendor{Extensions: []*pmml.Extension{nil}}), atRef + `a child of FieldRef is nil`},
		{"a task that is another element", &pmml.Document{MiningBuildTask: &pmml.MiningBuildTask{Content: element("e")}}, `invalid document: the content of the MiningBuildTask is another element`},
		{"an unknown version", &pmml.Document{Version: 402, VersionText: "2.0"}, `invalid document: namespace "" and version "2.0" name no version of PMML; expected 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3 or 4.4`},
		{"versions that contradict", &pmml.Document{Version: pmml.V4_4, Namespace: "http://www.dmg.org/PMML-4_2", VersionText: "4.4"},
			`invalid document: the document's Version is 4.4, but namespace "http://www.dmg.org/PMML-4_2" and version "4.4" say 4.2`},
		{"another model", &pmml.Document{DataDictionary: &pmml.DataDictionary{}, Models: []pmml.Model{&pmml.OtherModel{Name: "DeepNetwork"}}},
			`DeepNetwork: unsupported: the content of DeepNetwork is not known, so that it cannot be written`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := pmml.Write(io.Discard, tt.doc)
			require.EqualError(t, err, tt.want)
			var fault *pmml.Error
			require.ErrorAs(t, err, &fault)
		})
	}
}

// treeDocumentOf gives a document of a tree.
func treeDocumentOf(n *pmml.TreeNode) *pmml.Document {
	doc := treeDocument(&pmml.True{})
	doc.Models[0].(*pmml.TreeModel).Node = n
	return doc
}

func TestWriteOptions(t *testing.T) {
	err := pmml.Write(io.Discard, small(&pmml.FieldRef{}), nil, pmml.WithIndent("--"))
	require.ErrorIs(t, err, pmml.ErrOption)
	require.EqualError(t, err, `invalid option: WithIndent("--"): the indentation may hold spaces and tabs only`)
}

// failing is a writer that fails after some bytes.
type failing struct{ left int }

var errFull = errors.New("the disk is full")

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.left {
		n := f.left
		f.left = 0
		return n, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

func TestWriteToFailingWriter(t *testing.T) {
	doc := small(&pmml.Constant{Text: strings.Repeat("x", 200_000)})
	for _, left := range []int{0, 10, 40_000, 200_000} {
		err := pmml.Write(&failing{left}, doc)
		require.ErrorIs(t, err, pmml.ErrWrite)
		require.ErrorIs(t, err, errFull)
		require.EqualError(t, err, "cannot write: the disk is full")
	}
	require.EqualError(t, pmml.Write(nil, doc), "cannot write: there is no writer")
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "m.pmml")
	doc := small(&pmml.FieldRef{Field: "f"})
	require.NoError(t, pmml.WriteFile(path, doc, pmml.WithIndent("")))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, written(t, doc, pmml.WithIndent("")), string(text))

	// A fault leaves the file as it was, and nothing beside it.
	require.NoError(t, os.Chmod(path, 0o600))
	err = pmml.WriteFile(path, &pmml.Document{})
	require.ErrorIs(t, err, pmml.ErrInvalid)
	require.EqualError(t, err, path+": invalid document: element DataDictionary is missing in PMML")
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, text, after)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1)

	// A link stays one, and the file keeps its mode.
	link := filepath.Join(dir, "link.pmml")
	require.NoError(t, os.Symlink(path, link))
	require.NoError(t, pmml.WriteFile(link, doc))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&os.ModeSymlink)
	info, err = os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	require.Error(t, pmml.WriteFile(filepath.Join(dir, "new.pmml"), &pmml.Document{}))
	require.NoFileExists(t, filepath.Join(dir, "new.pmml"))
	require.NoError(t, pmml.WriteFile(os.DevNull, doc))
	require.ErrorIs(t, pmml.WriteFile(filepath.Join(dir, "none", "m.pmml"), doc), os.ErrNotExist)
}

// FuzzWrite checks that whatever Parse reads, Write writes so that it reads back
// equal.
func FuzzWrite(f *testing.F) {
	for _, text := range vendorTexts() {
		f.Add([]byte(text))
	}
	filler := newFiller(false)
	for _, m := range models() {
		doc := filler.document(reflect.TypeOf(m))
		doc.Models = doc.Models[:1]
		var text bytes.Buffer
		if err := pmml.Write(&text, doc); err != nil {
			f.Fatal(err)
		}
		f.Add(text.Bytes())
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, err := pmml.Parse(bytes.NewReader(text), pmml.WithMaxBytes(1<<20))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := pmml.Write(&out, doc); err != nil {
			if !isLost(err) {
				t.Fatal(err)
			}
			return
		}
		again, err := pmml.Parse(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		if diff := difference(doc, again, nil); diff != "" {
			t.Fatalf("%s\n%s", diff, out.String())
		}
	})
}

// isLost says whether Write refused what Parse had not kept: a model's content,
// or the namespace of a vendor's element or attribute where an element that the
// tree leaves out declared it.
func isLost(err error) bool {
	return errors.Is(err, pmml.ErrUnsupported) || errors.Is(err, pmml.ErrInvalid) &&
		(strings.Contains(err.Error(), "has neither a namespace nor the prefix x-") || strings.Contains(err.Error(), "is not declared"))
}
