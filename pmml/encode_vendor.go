package pmml

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// cellSpace is the namespace that cells of tables get where their prefix has none.
// It is the one that other producers use for prefixed cells.
const cellSpace = "http://jpmml.org/jpmml-model/InlineTable"

// vendorAttributes writes the vendor's attributes of the element that has just
// begun, and declares the prefixes that stand for the document's own namespace
// in what follows: the tree keeps the declarations of the others only.
func (e *encoder) vendorAttributes() {
	v := e.top().element.Vendor
	if e.err != nil || v == nil {
		return
	}
	for i := range v.Attributes {
		if p, ok := strings.CutPrefix(v.Attributes[i].Name, "xmlns:"); ok {
			e.declare = append(e.declare, prefixDeclaration{p, namespaceVersion(v.Attributes[i].Value) == ""})
		}
	}
	for i := range v.Attributes {
		e.vendorAttribute(&v.Attributes[i])
	}
	for _, x := range v.Extensions {
		if x != nil && x.Content != nil {
			e.declareOwn(undeclared(x.Content, nil))
		}
	}
	for _, x := range v.Elements {
		if x != nil {
			e.declareOwn(undeclared(x, nil))
		}
	}
}

func (e *encoder) vendorAttribute(a *Attribute) {
	name, fault := newXMLName([]byte(a.Name))
	switch {
	case e.err != nil:
	case fault != "":
		e.fail(ErrInvalid, "of the vendor's attributes, "+fault)
	case name.kind == nameDefaultSpace:
		e.fail(ErrInvalid, "the vendor's attribute xmlns would change the element's namespace")
	case e.hasAttribute(a.Name):
		e.fail(ErrInvalid, fmt.Sprintf("the vendor's attribute %q stands here a second time", clip(a.Name)))
	case name.kind == namePrefixSpace, name.kind == namePrefixed && e.isForeignPrefix(name.prefix):
		e.needText(a.Name, a.Value)
	case isVendorName(name.local), e.isStray(name.raw):
		if name.prefix != "" {
			e.declareOwn([]string{name.prefix})
		}
		e.needText(a.Name, a.Value)
	case name.kind == namePrefixed:
		e.fail(ErrInvalid, fmt.Sprintf("the namespace prefix of the vendor's attribute %q is not declared", clip(a.Name)))
	default:
		e.fail(ErrInvalid, fmt.Sprintf("the vendor's attribute %q has neither a namespace nor the prefix x-", clip(a.Name)))
	}
}

// isStray says whether Parse lets that attribute pass at the current element.
func (e *encoder) isStray(attr string) bool {
	d := decoder{vendorVersion: e.root.version > V4_4}
	return d.isStray(e.top().name, attr)
}

// prefixDeclaration is a namespace prefix in scope.
type prefixDeclaration struct {
	prefix  string
	foreign bool // it stands for a namespace that is not PMML's
}

// declared gives the declaration of a prefix.
func (e *encoder) declared(prefix string) (d prefixDeclaration, ok bool) {
	if prefix == "xml" {
		return prefixDeclaration{prefix, true}, true
	}
	for i := len(e.declare) - 1; i >= 0; i-- {
		if e.declare[i].prefix == prefix {
			return e.declare[i], true
		}
	}
	return d, false
}

func (e *encoder) isForeignPrefix(prefix string) bool {
	d, ok := e.declared(prefix)
	return ok && d.foreign
}

// declareOwn declares, in the current tag, those of the prefixes that are not
// declared, for the document's namespace.
func (e *encoder) declareOwn(prefixes []string) {
	for _, p := range prefixes {
		if _, ok := e.declared(p); !ok && e.err == nil {
			space := e.root.namespace
			if space == "" {
				space = e.root.version.Namespace()
			}
			e.declare = append(e.declare, prefixDeclaration{prefix: p})
			e.needText("xmlns:"+p, space)
		}
	}
}

// undeclared gives the prefixes in x that neither x nor what lies between
// declares. scope are those declared around x.
func undeclared(x *etree.Element, scope []string) (missing []string) {
	scope = slices.Clip(scope)
	for i := range x.Attr {
		if x.Attr[i].Space == "xmlns" {
			scope = append(scope, x.Attr[i].Key)
		}
	}
	look := func(prefix string) {
		if prefix != "" && prefix != "xmlns" && !slices.Contains(scope, prefix) && !slices.Contains(missing, prefix) {
			missing = append(missing, prefix)
		}
	}
	look(x.Space)
	for i := range x.Attr {
		look(x.Attr[i].Space)
	}
	for _, t := range x.Child {
		if c, ok := t.(*etree.Element); ok {
			for _, p := range undeclared(c, scope) {
				look(p)
			}
		}
	}
	return missing
}

// isForeign says whether an element is of a namespace that is not PMML's.
func (e *encoder) isForeign(x *etree.Element) bool {
	for i := range x.Attr {
		a := &x.Attr[i]
		if a.Space == "xmlns" && a.Key == x.Space || x.Space == "" && a.Space == "" && a.Key == "xmlns" {
			return a.Value != "" && namespaceVersion(a.Value) == ""
		}
	}
	return x.Space != "" && e.isForeignPrefix(x.Space)
}

// extensions writes the Extension elements of the current element.
func (e *encoder) extensions() {
	v := e.top().element.Vendor
	if v == nil {
		return
	}
	for _, x := range v.Extensions {
		switch {
		case e.err != nil:
			return
		case x == nil:
			e.failNil()
		default:
			e.extension(x)
		}
	}
}

// extension writes one Extension. Its attributes are those of x, in the order
// of its content's.
func (e *encoder) extension(x *Extension) {
	own := []struct {
		name  string
		value Optional[string]
	}{{"extender", x.Extender}, {"name", x.Name}, {"value", x.Value}}
	content := x.Content
	if content == nil {
		content = etree.NewElement("Extension")
	}
	if content.Tag != "Extension" || e.isForeign(content) {
		e.fail(ErrInvalid, fmt.Sprintf("the content of an Extension is the element %q", clip(content.FullTag())))
		return
	}
	var attrs []etree.Attr
	for _, a := range content.Attr {
		if a.Space == "" && (a.Key == "extender" || a.Key == "name" || a.Key == "value") {
			continue
		}
		attrs = append(attrs, a)
	}
	var front []etree.Attr
	for _, o := range own {
		if v, ok := o.value.Get(); ok {
			front = append(front, etree.Attr{Key: o.name, Value: v})
		}
	}
	e.beforeChild()
	e.raw(content, append(front, attrs...))
}

// vendorElement writes one of the vendor's elements.
func (e *encoder) vendorElement(x *etree.Element) {
	switch {
	case e.err != nil:
	case x == nil:
		e.failNil()
	case !e.isForeign(x) && (!isVendorName(x.Tag) || x.Tag == "X-Error"):
		e.fail(ErrInvalid, fmt.Sprintf("the vendor's element %q has neither a namespace nor the prefix x-", clip(x.FullTag())))
	default:
		e.beforeChild()
		e.raw(x, x.Attr)
	}
}

// raw writes an element as it is, with these attributes.
func (e *encoder) raw(x *etree.Element, attrs []etree.Attr) {
	if !e.rawName(x.FullTag()) {
		return
	}
	e.put('<')
	e.puts(x.FullTag())
	e.attrs = e.attrs[:0]
	for i := range attrs {
		name := attrs[i].FullKey()
		if !e.rawName(name) {
			return
		}
		if e.hasAttribute(name) {
			e.fail(ErrInvalid, fmt.Sprintf("the attribute %q of %s stands there a second time", clip(name), clip(x.FullTag())))
			return
		}
		e.needText(name, attrs[i].Value)
	}
	if len(x.Child) == 0 {
		e.puts("/>")
		return
	}
	e.put('>')
	for _, t := range x.Child {
		e.rawToken(t)
	}
	e.puts("</")
	e.puts(x.FullTag())
	e.put('>')
}

func (e *encoder) rawToken(t etree.Token) {
	switch t := t.(type) {
	case *etree.Element:
		e.raw(t, t.Attr)
	case *etree.CharData:
		e.escape(t.Data, false)
	case *etree.Comment, *etree.ProcInst:
		// Neither says anything to Parse.
	default:
		e.fail(ErrInvalid, fmt.Sprintf("a vendor's element holds a %T", t))
	}
}

func (e *encoder) rawName(name string) bool {
	if e.err == nil {
		if _, fault := newXMLName([]byte(name)); fault != "" {
			e.fail(ErrInvalid, "of a vendor's element, "+fault)
		}
	}
	return e.err == nil
}
