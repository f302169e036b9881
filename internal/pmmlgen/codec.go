package main

import (
	"fmt"
	"strings"
)

// verbs are the decoder's and encoder's methods for attributes.
var verbs = map[string]string{"string": "text", "float64": "number", "int": "integer", "bool": "boolean"}

// verb gives the method for an attribute.
func verb(f *field) string {
	v := verbs[f.typ]
	if !f.optional {
		v = "need" + strings.ToUpper(v[:1]) + v[1:]
	}
	return v
}

// textOf gives the field that holds an element's text, nil for none.
func textOf(e *element) *field {
	for _, f := range e.fields() {
		if f.has("text") {
			return f
		}
	}
	return nil
}

func (e *element) attributes() (list []*field) {
	for _, f := range e.fields() {
		if f.kind == attribute && !f.has("text") {
			list = append(list, f)
		}
	}
	return list
}

func writeDecode(o *output, p *pkg) {
	for _, e := range p.elements {
		if !p.wants(e, "decode") {
			continue
		}
		o.line("\nfunc (x *%s) decode(d *decoder) {", e.name)
		o.line("d.begin(&x.Element)")
		for _, f := range e.attributes() {
			o.line("x.%s = %s", f.name, readAttribute(p, f))
		}
		o.line("d.endAttributes()")
		children := e.children()
		switch text := textOf(e); {
		case text != nil:
			o.line("x.%s = d.strings.get(d.textContent())", text.name)
		case len(children) == 0:
			o.line("d.noChildren()")
		default:
			o.line("for d.child() {\nswitch {")
			for _, last := range []bool{false, true} {
				for _, f := range children {
					if f.has("last") == last {
						readChild(o, p, f)
					}
				}
			}
			o.line("default:\nd.unknown()\n}\n}")
		}
		if p.byHand[e.name+".decoded"] {
			o.line("x.decoded(d)")
		}
		for _, level := range e.levels {
			readNeeded(o, p, level)
		}
		o.line("}")
	}
}

func readAttribute(p *pkg, f *field) string {
	switch {
	case p.isEnum(f.typ) && f.has("need"):
		return fmt.Sprintf("needEnumeration[%s](d, %q, %s)", f.typ, f.xml, names(f.typ))
	case p.isEnum(f.typ):
		return fmt.Sprintf("enumeration[%s](d, %q, %s)", f.typ, f.xml, names(f.typ))
	case f.has("yesno"):
		return fmt.Sprintf(`d.choice(%q, "yes", "no")`, f.xml)
	case f.has("zero"):
		return fmt.Sprintf("d.%s(%q).Or(0)", verbs[f.typ], f.xml)
	}
	return fmt.Sprintf("d.%s(%q)", verb(f), f.xml)
}

// readChild writes the case of a child in the decoder's loop.
func readChild(o *output, p *pkg, f *field) {
	switch f.kind {
	case member, members:
		o.line("case d.is%s():", f.typ)
	default:
		o.line("case d.is(%q):", p.xmlName(f.typ))
	}
	switch f.kind {
	case one:
		o.line("one(d, &x.%s)", f.name)
	case many:
		o.line("many(d, &x.%s)", f.name)
	case values:
		o.line("x.%[1]s = append(x.%[1]s, %[2]s{})", f.name, f.typ)
		o.line("x.%[1]s[len(x.%[1]s)-1].decode(d)", f.name)
	case member:
		o.line("d.one%s(&x.%s)", f.typ, f.name)
	case members:
		o.line("x.%[1]s = append(x.%[1]s, d.%[2]s())", f.name, lower(f.typ))
	}
}

// readNeeded writes what misses the children that a struct's fields need: the
// first that lacks.
func readNeeded(o *output, p *pkg, level []*field) {
	var cases []string
	for _, f := range level {
		if f.isChild() && f.has("need") {
			what := p.xmlName(f.typ)
			if g := p.groupOf(f.typ); g != nil {
				what = g.missing
			}
			cases = append(cases, fmt.Sprintf("x.%s == nil%%s\nd.missing(%q)", f.name, what))
		}
	}
	switch {
	case len(cases) == 1:
		o.line("if "+cases[0]+"\n}", " {")
	case len(cases) > 1:
		o.line("switch {")
		for _, c := range cases {
			o.line("case "+c, ":")
		}
		o.line("}")
	}
}

func writeEncode(o *output, p *pkg) {
	for _, e := range p.elements {
		if !p.wants(e, "encode") {
			continue
		}
		text := textOf(e)
		begin := "begin"
		if text != nil {
			begin = "beginText"
		}
		o.line("\nfunc (x *%s) encode(e *encoder) {", e.name)
		o.line("e.%s(%q, &x.Element)", begin, e.xml)
		for _, f := range e.attributes() {
			o.line("%s", writeAttribute(p, f))
		}
		o.line("e.endAttributes()")
		for _, tail := range []bool{false, true} {
			for _, f := range e.children() {
				if f.has("tail") == tail {
					writeChild(o, p, f)
				}
			}
		}
		if text != nil {
			o.line("e.endText(x.%s)\n}", text.name)
		} else {
			o.line("e.end()\n}")
		}
	}
}

func writeAttribute(p *pkg, f *field) string {
	switch {
	case p.isEnum(f.typ) && f.has("need"):
		return fmt.Sprintf("needWord(e, %q, %s, x.%s)", f.xml, names(f.typ), f.name)
	case p.isEnum(f.typ):
		return fmt.Sprintf("word(e, %q, %s, x.%s)", f.xml, names(f.typ), f.name)
	case f.has("yesno"):
		return fmt.Sprintf(`e.choice(%q, "yes", "no", x.%s)`, f.xml, f.name)
	case f.has("digit"):
		return fmt.Sprintf(`e.choice(%q, "1", "0", x.%s)`, f.xml, f.name)
	}
	return fmt.Sprintf("e.%s(%q, x.%s)", verb(f), f.xml, f.name)
}

func writeChild(o *output, p *pkg, f *field) {
	switch {
	case f.kind == one && f.has("need"):
		o.line("writeNeeded(e, %q, x.%s)", p.xmlName(f.typ), f.name)
	case f.kind == one:
		o.line("writeOne(e, x.%s)", f.name)
	case f.kind == many:
		o.line("writeMany(e, x.%s)", f.name)
	case f.kind == values:
		o.line("writeValues(e, x.%s)", f.name)
	case f.kind == members:
		o.line("writeNodes(e, x.%s)", f.name)
	case f.has("need"):
		o.line("writeNeededNode(e, %q, x.%s)", p.groupOf(f.typ).absent, f.name)
	default:
		o.line("if x.%[1]s != nil {\nwriteNode(e, x.%[1]s)\n}", f.name)
	}
}
