package pmml

import (
	"github.com/beevik/etree"
)

// Document is a PMML document.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
//
//pmml:element PMML
type Document struct {
	Element
	// Version is the version that the document declares in its namespace or
	// version attribute, as Major*100 + Minor: 404 for 4.4. Scoring rules that
	// changed between versions follow it.
	Version Version
	// VersionText is the version attribute as it stands.
	VersionText string
	// Namespace is the namespace of the root element, "" for none.
	Namespace   string
	BaseVersion Optional[string] // x-baseVersion, a vendor's addition

	Header                   *Header
	MiningBuildTask          *MiningBuildTask
	DataDictionary           *DataDictionary
	TransformationDictionary *TransformationDictionary
	Models                   []Model
}

// Version is a version of the standard, as Major*100 + Minor.
type Version int

// The versions that this package reads.
const (
	V3_0 Version = 300
	V3_1 Version = 301
	V3_2 Version = 302
	V4_0 Version = 400
	V4_1 Version = 401
	V4_2 Version = 402
	V4_3 Version = 403
	V4_4 Version = 404
)

// Header tells where a document comes from. It has no effect on scoring.
//
// Spec: https://dmg.org/pmml/v4-4-1/Header.html
type Header struct {
	Element
	Copyright    Optional[string]
	Description  Optional[string]
	ModelVersion Optional[string]
	Application  *Application
	Annotations  []*Annotation
	Timestamp    *Timestamp
}

// Application is the program that made the document.
type Application struct {
	Element
	Name    string
	Version Optional[string]
}

// Annotation is a remark on the document's history. Text is verbatim.
type Annotation struct {
	Element
	Text string `pmml:",text"`
}

// Timestamp is when the document was made. Text is verbatim: the standard
// recommends ISO 8601, and producers write anything.
type Timestamp struct {
	Element
	Text string `pmml:",text"`
}

// MiningBuildTask describes how the document's models were trained. It has no
// effect on scoring, and the standard leaves its content open.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html#xsdElement_MiningBuildTask
type MiningBuildTask struct {
	Element
	// Content is the MiningBuildTask element as it stands.
	Content *etree.Element
}

func (doc *Document) decode(d *decoder) {
	d.begin(&doc.Element)
	doc.VersionText = d.text("version").Or("")
	doc.BaseVersion = d.text("x-baseVersion")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Header"):
			one(d, &doc.Header)
		case d.is("MiningBuildTask"):
			one(d, &doc.MiningBuildTask)
		case d.is("DataDictionary"):
			one(d, &doc.DataDictionary)
		case d.is("TransformationDictionary"):
			one(d, &doc.TransformationDictionary)
		case d.isModel():
			doc.Models = append(doc.Models, d.model())
		default:
			d.unknown()
		}
	}
	if doc.DataDictionary == nil {
		d.missing("DataDictionary")
	}
}

func (t *MiningBuildTask) decode(d *decoder) {
	d.begin(&t.Element)
	t.Content = d.subtree()
	if d.err == nil {
		d.end()
	}
}

func (doc *Document) encode(e *encoder) {
	e.begin("PMML", &doc.Element)
	if e.root.namespace != "" {
		e.needText("xmlns", e.root.namespace)
	}
	if e.root.text != "" {
		e.needText("version", e.root.text)
	}
	e.text("x-baseVersion", doc.BaseVersion)
	e.vendorAttributes()
	if t := doc.MiningBuildTask; t != nil && t.Content != nil {
		e.declareOwn(undeclared(t.Content, nil))
	}
	writeOne(e, doc.Header)
	writeOne(e, doc.MiningBuildTask)
	writeNeeded(e, "DataDictionary", doc.DataDictionary)
	writeOne(e, doc.TransformationDictionary)
	for _, m := range doc.Models {
		writeNode(e, m)
	}
	// Other elements have their Extensions before all else.
	e.extensions()
	e.end()
}

// encode writes the task as it stands.
func (t *MiningBuildTask) encode(e *encoder) {
	if t.Content == nil {
		e.begin("MiningBuildTask", &t.Element)
		e.end()
		return
	}
	if t.Content.Tag != "MiningBuildTask" || e.isForeign(t.Content) {
		e.fail(ErrInvalid, "the content of the MiningBuildTask is another element")
		return
	}
	e.beforeChild()
	e.raw(t.Content, t.Content.Attr)
}
