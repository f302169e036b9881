package pmml_test

import (
	"io"
	"testing"

	"github.com/beevik/etree"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

// TestXMLThatHasNoEnd puts XML that stands inside itself, or in too many places, or
// holds nil, wherever a document holds XML as it stands.
func TestXMLThatHasNoEnd(t *testing.T) {
	loop := func(tag string) *etree.Element {
		x := etree.NewElement(tag)
		child := etree.NewElement("x-child")
		x.Child = append(x.Child, child)
		child.Child = append(child.Child, x)
		return x
	}
	doubled := func(tag string) *etree.Element {
		x := etree.NewElement(tag)
		at := x
		for range 40 {
			next := etree.NewElement("x-level")
			at.Child = append(at.Child, next, next)
			at = next
		}
		return x
	}
	hollow := func(child etree.Token) func(string) *etree.Element {
		return func(tag string) *etree.Element {
			x := etree.NewElement(tag)
			x.Child = append(x.Child, child)
			return x
		}
	}
	for name, tt := range map[string]struct {
		xml   func(string) *etree.Element
		class error
		want  string
	}{
		"inside itself":       {loop, pmml.ErrLimit, "stands inside itself"},
		"in very many places": {doubled, pmml.ErrLimit, "elements of vendors' XML stand in several places"},
		"nothing":             {hollow(nil), pmml.ErrInvalid, "holds nil"},
		"a nil element":       {hollow((*etree.Element)(nil)), pmml.ErrInvalid, "holds nil"},
		"a nil text":          {hollow((*etree.CharData)(nil)), pmml.ErrInvalid, "holds nil"},
	} {
		for place, put := range map[string]func(*pmml.Document){
			"extension": func(d *pmml.Document) {
				d.Header.Vendor = &pmml.Vendor{Extensions: []*pmml.Extension{{Content: tt.xml("Extension")}}}
			},
			"vendor's element": func(d *pmml.Document) {
				d.Header.Vendor = &pmml.Vendor{Elements: []*etree.Element{tt.xml("x-own")}}
			},
			"build task": func(d *pmml.Document) {
				d.MiningBuildTask = &pmml.MiningBuildTask{Content: tt.xml("MiningBuildTask")}
			},
			"cell": func(d *pmml.Document) {
				row := &pmml.Row{Cells: []pmml.Cell{{Column: "a", XML: tt.xml("a")}}}
				table := &pmml.InlineTable{Rows: []*pmml.Row{row}}
				d.TransformationDictionary = &pmml.TransformationDictionary{DerivedFields: []*pmml.DerivedField{{
					Name: pmml.Some("d"), Expression: &pmml.MapValues{OutputColumn: "a", InlineTable: table}}}}
			},
		} {
			t.Run(name+" in a "+place, func(t *testing.T) {
				doc := &pmml.Document{Version: pmml.V4_4, VersionText: "4.4", Header: &pmml.Header{}, DataDictionary: &pmml.DataDictionary{}}
				require.NoError(t, pmml.CheckBuilt(doc))
				put(doc)
				err := pmml.CheckBuilt(doc)
				require.ErrorIs(t, err, tt.class)
				require.ErrorContains(t, err, tt.want)
				require.ErrorContains(t, pmml.Write(io.Discard, doc), tt.want)
				_, err = pmml.Upgrade(doc)
				require.ErrorContains(t, err, tt.want)
				require.Nil(t, doc.Clone())
			})
		}
	}
}
