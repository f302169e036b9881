package pmml

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
)

// Parse reads a PMML document of the versions 3.0 to 4.4 in one pass.
//
// The text may be UTF-8, UTF-16, ISO-8859-1, windows-1252 or US-ASCII, and
// compressed by gzip. Document type declarations are refused, and nothing but r
// is ever read.
//
// Where the meaning is plain, Parse reads what producers write against the
// schema: children in any order, a namespace that is left out or disagrees with
// the version attribute, pmml, header and array in lower case, opType, datatype,
// and the x- names of what PMML 4.4 added. What vendors add is kept in
// [Element.Vendor]. Anything else that the standard does not know is an error.
//
// Every error is an [*Error]. The document is nil where there is one.
func Parse(r io.Reader, opts ...ParseOption) (*Document, error) {
	config, err := newParseConfig(opts)
	if err != nil {
		return nil, err
	}
	doc, fault := parse(r, config, nil)
	if fault != nil {
		fault.File = config.file
		return nil, fault
	}
	return doc, nil
}

// ParseFile reads the PMML document in a file, as [Parse] does, with its path in
// [Error.File].
func ParseFile(path string, opts ...ParseOption) (*Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &Error{Class: ErrRead, File: path, Detail: err.Error(), Cause: err}
	}
	defer f.Close()
	return Parse(f, append([]ParseOption{WithFileName(path)}, opts...)...)
}

func parse(r io.Reader, config parseConfig, collected *faults) (*Document, *Error) {
	if r == nil {
		return nil, &Error{Class: ErrRead, Detail: "there is no reader"}
	}
	src, fault := openSource(r, config.maxBytes)
	if fault != nil {
		return nil, fault
	}
	if config.ctx != nil {
		src = &contextReader{src, config.ctx}
	}
	d := &decoder{s: newScanner(src, config), faults: collected}
	switch d.s.next(false) {
	case tokenStart:
	default:
		return nil, d.s.err
	}
	doc := new(Document)
	if collected == nil {
		d.onSegment, d.reading.Document = config.onSegment, doc
	}
	if fault := d.readVersion(doc); fault != nil {
		return nil, fault
	}
	doc.decode(d)
	if d.err == nil && d.s.next(false) != tokenEOF {
		d.adopt(d.s.err)
	}
	if d.err != nil {
		return nil, d.err
	}
	return doc, nil
}

// spaceKind says whether a namespace is PMML's.
type spaceKind uint8

const (
	spaceUnknown spaceKind = iota
	spacePMML
	spaceForeign
)

// isPMML says whether the namespace of that number is one of PMML's, of any
// version. Documents without a namespace, or that leave it out inside, are read
// as PMML.
func (d *decoder) isPMML(id int32) bool {
	for int(id) >= len(d.pmml) {
		d.pmml = append(d.pmml, spaceUnknown)
	}
	if d.pmml[id] == spaceUnknown {
		d.pmml[id] = spaceForeign
		if uri := d.s.spaces.uris[id]; uri == "" || namespaceVersion(uri) != "" {
			d.pmml[id] = spacePMML
		}
	}
	return d.pmml[id] == spacePMML
}

// namespaceVersion gives the version that a namespace of PMML names, as "4.4";
// "" for other namespaces.
func namespaceVersion(uri string) string {
	for _, scheme := range []string{"http://", "https://"} {
		if v, ok := strings.CutPrefix(uri, scheme+"www.dmg.org/PMML-"); ok {
			return strings.ReplaceAll(v, "_", ".")
		}
	}
	return ""
}

const versionsRead = "expected 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3 or 4.4"

// readVersion looks at the root element. The namespace decides, and where there
// is none, the version attribute.
func (d *decoder) readVersion(doc *Document) *Error {
	root := d.s.name
	doc.Namespace = d.s.spaces.uris[d.s.space()]
	if root.elem != "PMML" {
		return &Error{Class: ErrInvalid, Rule: CodeElementMisplaced, Got: clip(root.raw), Want: []string{"PMML"}, Pos: d.s.place, Detail: fmt.Sprintf("the root element is %q; expected PMML", clip(root.raw))}
	}
	text := namespaceVersion(doc.Namespace)
	if doc.Namespace != "" && text == "" {
		return &Error{Class: ErrUnsupported, Rule: CodeVersionUnsupported, Got: clip(doc.Namespace), Pos: d.s.place, Detail: fmt.Sprintf("the namespace %q is not one of PMML; expected http://www.dmg.org/PMML-3_0 to http://www.dmg.org/PMML-4_4", clip(doc.Namespace))}
	}
	what := "of its namespace"
	if text == "" {
		what = "of its version attribute"
		a := d.attribute("version")
		if a == nil {
			return &Error{Class: ErrInvalid, Pos: d.s.place, Detail: "neither a namespace nor a version attribute says which version of PMML this is"}
		}
		a.used = false
		text = string(a.value)
	}
	v, ok := parseVersion(text)
	if !ok {
		return &Error{Class: ErrUnsupported, Rule: CodeVersionUnsupported, Got: clip(text), Pos: d.s.place, Detail: fmt.Sprintf("version %q %s is not read; %s", clip(text), what, versionsRead)}
	}
	doc.Version, d.version = v, v
	d.vendorVersion = v > V4_4
	return nil
}

// parseVersion reads "4.2" and "4.2.1". 4.5 and 5.0 are a vendor's, for documents
// with a DeepNetwork.
func parseVersion(s string) (Version, bool) {
	parts := strings.Split(strings.TrimSpace(s), ".")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	for _, p := range parts {
		if len(p) != 1 || p[0] < '0' || p[0] > '9' {
			return 0, false
		}
	}
	switch v := Version(100*int(parts[0][0]-'0') + int(parts[1][0]-'0')); v {
	case V3_0, V3_1, V3_2, V4_0, V4_1, V4_2, V4_3, V4_4, 405, 500:
		return v, true
	}
	return 0, false
}

// contextReader reads until its context ends.
type contextReader struct {
	io.Reader
	ctx context.Context
}

// Read reads, or gives the context's error.
func (r *contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
