package pmml

import (
	"bytes"
	"fmt"
	"strings"
)

// xmlName is a name of an element or attribute. Equal names share one xmlName.
type xmlName struct {
	raw           string // as it stands
	prefix, local string
	kind          nameKind
	// elem and attr are what this package calls the element or attribute of the
	// PMML namespace, where documents write it otherwise.
	elem, attr string
	column     string // the column that it names as a cell of a table
}

type nameKind uint8

const (
	namePlain        nameKind = iota
	namePrefixed              // p:name
	nameDefaultSpace          // xmlns
	namePrefixSpace           // xmlns:p
)

// nameTable finds names by their bytes, without allocation for a name known.
type nameTable struct {
	recent [256]*xmlName
	all    map[string]*xmlName
}

// get gives the name b with its FNV-1a hash, or what is wrong with it.
func (t *nameTable) get(b []byte, hash uint32) (*xmlName, string) {
	slot := &t.recent[(hash^hash>>16)&255]
	if n := *slot; n != nil && n.raw == string(b) {
		return n, ""
	}
	n, ok := t.all[string(b)]
	if !ok {
		var detail string
		if n, detail = newXMLName(b); detail != "" {
			return nil, detail
		}
		if t.all == nil {
			t.all = make(map[string]*xmlName)
		}
		t.all[n.raw] = n
	}
	*slot = n
	return n, ""
}

func newXMLName(b []byte) (*xmlName, string) {
	if !validName(b) {
		if len(b) == 0 {
			return nil, "a name is missing"
		}
		return nil, fmt.Sprintf("%q is not a name", clip(string(b)))
	}
	n := &xmlName{raw: string(b)}
	n.local = n.raw
	if i := strings.IndexByte(n.raw, ':'); i >= 0 {
		n.prefix, n.local = n.raw[:i], n.raw[i+1:]
		if n.prefix == "" || strings.IndexByte(n.local, ':') >= 0 || !validName([]byte(n.local)) {
			return nil, fmt.Sprintf("%q is not a name with a namespace prefix", clip(n.raw))
		}
		n.kind = namePrefixed
	}
	switch {
	case n.raw == "xmlns":
		n.kind = nameDefaultSpace
	case n.prefix == "xmlns":
		n.kind = namePrefixSpace
	}
	n.elem, n.attr = elementAlias(n.local), attributeAlias(n.local)
	n.column = unescapeColumn(n.local)
	return n, ""
}

// spaceTable holds the namespaces in scope. Namespaces are numbered in order of
// appearance; number 0 is no namespace.
type spaceTable struct {
	uris     []string
	numbers  map[string]int32
	bindings []spaceBinding
	def      int32 // the default namespace
}

type spaceBinding struct {
	prefix string
	id     int32
}

const (
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsSpace = "http://www.w3.org/2000/xmlns/"
)

func (t *spaceTable) init() {
	t.numbers = make(map[string]int32)
	t.number(nil)
	t.bindings = append(t.bindings, spaceBinding{"xml", t.number([]byte(xmlSpace))})
}

func (t *spaceTable) number(uri []byte) int32 {
	id, ok := t.numbers[string(uri)]
	if !ok {
		id = int32(len(t.uris)) // every one takes a tag, and documents have fewer
		t.uris = append(t.uris, string(uri))
		t.numbers[t.uris[id]] = id
	}
	return id
}

// lookup gives the namespace bound to a prefix.
func (t *spaceTable) lookup(prefix string) (int32, bool) {
	for i := len(t.bindings) - 1; i >= 0; i-- {
		if t.bindings[i].prefix == prefix {
			return t.bindings[i].id, true
		}
	}
	return 0, false
}

// drop leaves an element: n bindings stay, and the default namespace is def.
func (t *spaceTable) drop(n int, def int32) {
	t.bindings = t.bindings[:n]
	t.def = def
}

// declare takes an xmlns attribute into scope, or says what is wrong with it.
func (t *spaceTable) declare(a *xmlAttr) string {
	switch a.name.kind {
	case nameDefaultSpace:
		if string(a.value) == xmlSpace || string(a.value) == xmlnsSpace {
			return fmt.Sprintf("the namespace %s may not be the default", a.value)
		}
		t.def = t.number(a.value)
	case namePrefixSpace:
		switch isXML := a.name.local == "xml"; {
		case len(a.value) == 0:
			return fmt.Sprintf("the namespace prefix %q is bound to nothing", clip(a.name.local))
		case a.name.local == "xmlns", string(a.value) == xmlnsSpace, isXML != (string(a.value) == xmlSpace):
			return fmt.Sprintf("the namespace prefix %q may not be bound to %q", clip(a.name.local), clip(string(a.value)))
		}
		t.bindings = append(t.bindings, spaceBinding{a.name.local, t.number(a.value)})
	}
	return ""
}

// checkPrefixes looks for prefixes that are not declared, and for two attributes
// of one name and namespace.
func (t *spaceTable) checkPrefixes(attrs []xmlAttr) (at int, detail string) {
	type full struct {
		id    int32
		local string
	}
	var seen map[full]bool
	for i := range attrs {
		n := attrs[i].name
		if n.kind != namePrefixed {
			continue
		}
		id, ok := t.lookup(n.prefix)
		if !ok {
			return attrs[i].at, fmt.Sprintf("the namespace prefix %q is not declared", clip(n.prefix))
		}
		key := full{id, n.local}
		if seen[key] {
			return attrs[i].at, fmt.Sprintf("the attribute %q is given twice", clip(n.raw))
		}
		if seen == nil {
			seen = make(map[full]bool)
		}
		seen[key] = true
	}
	return 0, ""
}

// unescapeColumn resolves the _xHHHH_ escapes of names that are no XML names.
func unescapeColumn(s string) string {
	const length = len("_x0020_")
	if !strings.Contains(s, "_x") {
		return s
	}
	var out bytes.Buffer
	for i := 0; i < len(s); {
		if r, ok := escapedRune(s[i:]); ok {
			out.WriteRune(r)
			i += length
			continue
		}
		out.WriteByte(s[i])
		i++
	}
	return out.String()
}

func escapedRune(s string) (rune, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	r := rune(0)
	for _, c := range []byte(s[2:6]) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, isChar(r)
}
