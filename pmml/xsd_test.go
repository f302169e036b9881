package pmml_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

// xsd is the schema of the standard, as far as the tests need it.
type xsd struct {
	elements map[string]*etree.Element // xs:complexType by the element's name, nil for none
	groups   map[string]*etree.Element
	types    map[string]*etree.Element   // xs:simpleType and xs:complexType
	attrs    map[string][]*etree.Element // xs:attribute by the element's name
	enums    map[*etree.Element][]string // by xs:attribute
	depths   map[*etree.Element]int
}

func readXSD(t testing.TB) *xsd {
	t.Helper()
	doc := etree.NewDocument()
	require.NoError(t, doc.ReadFromFile(filepath.Join(files.Shared(t, "xsd"), "pmml-annotated.xsd")))
	s := &xsd{
		elements: map[string]*etree.Element{}, groups: map[string]*etree.Element{}, types: map[string]*etree.Element{},
		attrs: map[string][]*etree.Element{}, enums: map[*etree.Element][]string{}, depths: map[*etree.Element]int{},
	}
	for _, e := range doc.Root().ChildElements() {
		switch name := e.SelectAttrValue("name", ""); e.Tag {
		case "group":
			s.groups[name] = e
		case "simpleType", "complexType":
			s.types[name] = e
		}
	}
	for _, e := range doc.Root().SelectElements("element") {
		kind := e.SelectElement("complexType")
		if kind == nil {
			kind = s.types[e.SelectAttrValue("type", "")]
		}
		name := e.SelectAttrValue("name", "")
		s.elements[name] = kind
		if kind == nil {
			continue
		}
		s.attrs[name] = kind.FindElements(".//xs:attribute")
		for _, a := range s.attrs[name] {
			s.enums[a] = s.words(a)
		}
	}
	return s
}

// words gives the values of an attribute's enumeration.
func (s *xsd) words(attr *etree.Element) (words []string) {
	kind := attr.SelectElement("simpleType")
	if kind == nil {
		kind = s.types[attr.SelectAttrValue("type", "")]
	}
	if kind == nil {
		return nil
	}
	for _, e := range kind.FindElements(".//xs:enumeration") {
		words = append(words, e.SelectAttrValue("value", ""))
	}
	return words
}

// content gives the particle that an element's children follow.
func (s *xsd) content(element string) *etree.Element {
	if kind := s.elements[element]; kind != nil {
		for _, e := range kind.ChildElements() {
			if isParticle(e) {
				return e
			}
		}
	}
	return nil
}

func isParticle(e *etree.Element) bool {
	return slices.Contains([]string{"element", "group", "sequence", "choice", "all"}, e.Tag)
}

// parts gives the particles inside a particle.
func (s *xsd) parts(p *etree.Element) (parts []*etree.Element) {
	if p.Tag == "group" {
		if name := p.SelectAttrValue("ref", ""); name != "" {
			p = s.groups[name]
		}
	}
	for _, e := range p.ChildElements() {
		if isParticle(e) {
			parts = append(parts, e)
		}
	}
	return parts
}

// occurs gives how often a particle must and may stand; 2 for more.
func occurs(p *etree.Element) (least, most int) {
	least, _ = strconv.Atoi(p.SelectAttrValue("minOccurs", "1"))
	switch text := p.SelectAttrValue("maxOccurs", "1"); text {
	case "unbounded":
		most = 2
	default:
		most, _ = strconv.Atoi(text)
	}
	return least, max(least, min(most, 2))
}

// far is the depth of what has not been looked at, or cannot end.
const far = 1000

// depth gives how deep the smallest content of a particle is.
func (s *xsd) depth(p *etree.Element) int {
	if d, ok := s.depths[p]; ok {
		return d
	}
	s.depths[p] = far // while it is looked at
	d := 0
	switch least, _ := occurs(p); {
	case least == 0:
	case p.Tag == "element":
		d = 1
		if c := s.content(p.SelectAttrValue("ref", "")); c != nil {
			d += s.depth(c)
		}
	case p.Tag == "choice":
		d = far
		for _, part := range s.parts(p) {
			d = min(d, s.depth(part))
		}
	default:
		for _, part := range s.parts(p) {
			d = max(d, s.depth(part))
		}
	}
	if delete(s.depths, p); d < far {
		s.depths[p] = d
	}
	return d
}

// xsdWriter writes documents that follow the schema.
type xsdWriter struct {
	*xsd
	b       strings.Builder
	maximal bool
	deepest int
	turns   map[*etree.Element]int // of choices and enumerations
	counts  map[string]int         // of the elements written
	used    map[string]bool        // elements, and "element@attribute=word"
}

func newXSDWriter(s *xsd, maximal bool) *xsdWriter {
	return &xsdWriter{xsd: s, maximal: maximal, deepest: 9, turns: map[*etree.Element]int{}, used: map[string]bool{}}
}

// document writes an element with its content.
func (w *xsdWriter) document(root string) string {
	w.b.Reset()
	w.counts = map[string]int{}
	w.element(root, 0, "")
	return w.b.String()
}

// unused lists the elements, attributes and words of the schema that no document
// had yet.
func (w *xsdWriter) unused() (list []string) {
	look := func(what string) {
		if !w.used[what] {
			list = append(list, what)
		}
	}
	for name := range w.elements {
		look(name)
		for _, a := range w.attrs[name] {
			attr := name + "@" + a.SelectAttrValue("name", "")
			words := w.enums[a]
			for _, word := range words {
				look(attr + "=" + word)
			}
			if len(words) == 0 {
				look(attr)
			}
		}
	}
	return list
}

func (w *xsdWriter) particle(p *etree.Element, depth int, group string) {
	least, most := occurs(p)
	n := least
	if w.maximal && depth+w.depth(p) <= w.deepest {
		n = most
	}
	for range n {
		switch p.Tag {
		case "element":
			w.element(p.SelectAttrValue("ref", ""), depth+1, group)
		case "choice":
			if part := w.choose(p, depth); part != nil {
				w.particle(part, depth, group)
			}
		default:
			if p.Tag == "group" {
				group = p.SelectAttrValue("ref", group)
			}
			for _, part := range w.parts(p) {
				w.particle(part, depth, group)
			}
		}
	}
}

// choose gives the parts of a choice in turn, as long as there is depth left.
func (w *xsdWriter) choose(p *etree.Element, depth int) *etree.Element {
	parts := w.parts(p)
	slices.SortStableFunc(parts, func(a, b *etree.Element) int { return w.need(a) - w.need(b) })
	for range parts {
		part := parts[w.turns[p]%len(parts)]
		w.turns[p]++
		if depth+w.need(part) <= w.deepest {
			return part
		}
	}
	return parts[0]
}

// need gives the depth of a part that is chosen, even where it is optional.
func (w *xsdWriter) need(p *etree.Element) int {
	if least, _ := occurs(p); least > 0 {
		return w.depth(p)
	}
	return 2
}

func (w *xsdWriter) element(name string, depth int, group string) {
	w.counts[name]++
	w.used[name] = true
	w.b.WriteString("<" + name)
	if name == "PMML" {
		w.b.WriteString(` xmlns="http://www.dmg.org/PMML-4_4"`)
	}
	for _, a := range w.attrs[name] {
		if w.maximal || a.SelectAttrValue("use", "") == "required" {
			attr := a.SelectAttrValue("name", "")
			w.b.WriteString(" " + attr + `="` + w.value(name, a, group) + `"`)
		}
	}
	w.b.WriteString(">")
	switch name {
	case "Array":
		w.b.WriteString("1 2")
	case "Indices", "REAL-Entries":
		w.b.WriteString("1 2")
	case "MatCell", "Constant":
		w.b.WriteString("1")
	case "Annotation", "Timestamp":
		w.b.WriteString("text")
	case "row":
		w.b.WriteString("<c>1</c>")
	}
	if c := w.content(name); c != nil && name != "row" && name != "Extension" {
		w.particle(c, depth, group)
	}
	w.b.WriteString("</" + name + ">")
}

// value gives a value of an attribute that is not the zero value of its field.
func (w *xsdWriter) value(element string, a *etree.Element, group string) string {
	name := a.SelectAttrValue("name", "")
	if words := w.enums[a]; len(words) > 0 {
		word := words[w.turns[a]%len(words)]
		switch {
		case element == "Array" && group == "STRING-ARRAY":
			word = "string"
		case element == "Array" && group != "" && word == "string":
			word = "real"
		}
		w.turns[a]++
		w.used[element+"@"+name+"="+word] = true
		return word
	}
	w.used[element+"@"+name] = true
	switch kind := a.SelectAttrValue("type", ""); kind {
	case "INT-NUMBER", "xs:nonNegativeInteger", "xs:positiveInteger", "xs:integer":
		return "2"
	case "NUMBER", "REAL-NUMBER", "PROB-NUMBER", "PERCENTAGE-NUMBER", "xs:double":
		return "0.5"
	case "xs:boolean":
		return "true"
	}
	switch {
	case element == "PMML":
		return "4.4"
	case name == "isMultiValued":
		return "1"
	}
	return a.SelectAttrValue("fixed", "text")
}
