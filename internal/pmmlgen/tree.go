package main

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// names gives the variable that holds an enumeration's words.
func names(enum string) string { return lower(enum) + "Names" }

func writeWords(o *output, p *pkg) {
	for _, e := range p.enums {
		o.line("\nvar %s = []string{%s}\n", names(e.name), quoted(append([]string{""}, e.words...)))
		o.line(`// String gives the word that the standard uses, "" for a value left out.`)
		o.line("func (v %s) String() string { return enumName(%s, uint8(v)) }", e.name, names(e.name))
	}
	writeModels(o, p)
	o.line("\n// elementName gives the name of a node's element: its type's, but for the few")
	o.line("// whose names in Go differ.")
	o.line("func elementName(n Node) string {\nswitch n := n.(type) {")
	o.line("case Model:\nreturn n.ElementName()")
	for _, e := range p.elements {
		if e.xml != e.name && !e.model && ast.IsExported(e.name) {
			o.line("case *%s:\nreturn %q", e.name, e.xml)
		}
	}
	o.line("}\nreturn typeName(n)\n}")
}

// writeModels writes what there is once for each model.
func writeModels(o *output, p *pkg) {
	var all []string
	var known []*element
	for _, e := range p.elements {
		if e.model {
			all = append(all, e.xml)
			if p.wants(e, "ElementName") {
				known = append(known, e)
			}
		}
	}
	slices.Sort(all)
	o.line("\n// modelNames are the elements that hold models.")
	o.line("var modelNames = []string{%s}", quoted(all))
	o.line("\n// newModel gives an empty model for one of modelNames.")
	o.line("func newModel(name string) decodableModel {\nswitch name {")
	for _, e := range known {
		o.line("case %q:\nreturn new(%s)", e.xml, e.name)
	}
	o.line("}\nreturn &OtherModel{Name: name}\n}")
	for _, e := range known {
		o.line("\n// ElementName gives %q.", e.xml)
		o.line("func (*%s) ElementName() string { return %[2]q }", e.name, e.xml)
	}
}

func writeGroups(o *output, p *pkg) {
	for _, g := range p.groups {
		all := slices.Concat(g.members, g.hidden)
		if g.marker != "" {
			o.line("")
			for _, m := range all {
				o.line("func (*%s) %s() {}", m, g.marker)
			}
		}
		shown := p.xmlNames(g.members)
		if !p.byHand["decoder.is"+g.name] {
			o.line("\n// is%s says whether the current child is one of the %ss.", g.name, g.noun)
			o.line("func (d *decoder) is%s() bool {\nswitch d.current {", g.name)
			o.line("case %s:\nreturn true\n}", quoted(p.xmlNames(all)))
			o.line("d.expected = append(d.expected, %s)\nreturn false\n}", quoted(shown))
		}
		decode := lower(g.name)
		if !p.byHand["decoder."+decode] {
			o.line("\n// %s decodes the current child, one of the %ss.", decode, g.noun)
			o.line("func (d *decoder) %s() %s {\nswitch d.current {", decode, g.name)
			for _, m := range all[:len(all)-1] {
				o.line("case %q:\nreturn decodeNew[%s](d)", p.xmlName(m), m)
			}
			o.line("}\nreturn decodeNew[%s](d)\n}", all[len(all)-1])
		}
		if p.holdsOne(g) {
			o.line("\n// one%s decodes the current child where one %s may stand.", g.name, g.noun)
			o.line("func (d *decoder) one%[1]s(dst *%[1]s) {", g.name)
			o.line("if *dst != nil {\nd.second(%q)\nreturn\n}\n*dst = d.%s()\n}", g.noun, decode)
		}
	}
}

// holdsOne says whether an element has one child of a group.
func (p *pkg) holdsOne(g *group) bool {
	return slices.ContainsFunc(p.elements, func(e *element) bool {
		return slices.ContainsFunc(e.fields(), func(f *field) bool { return f.kind == member && f.typ == g.name })
	})
}

// isMember says whether a type stands in a group.
func (p *pkg) isMember(name string) bool {
	return slices.ContainsFunc(p.groups, func(g *group) bool {
		return slices.Contains(g.members, name) || slices.Contains(g.hidden, name)
	})
}

func (p *pkg) xmlNames(types []string) (list []string) {
	for _, t := range types {
		list = append(list, p.xmlName(t))
	}
	return list
}

func quoted(words []string) string {
	var list []string
	for _, w := range words {
		list = append(list, fmt.Sprintf("%q", w))
	}
	return strings.Join(list, ", ")
}

// parts are the functions for the children of each kind.
var parts = map[kind]string{one: "One", many: "Many", values: "Values", member: "Node", members: "Nodes"}

func writeTree(o *output, p *pkg) {
	if p.copiesLists() {
		o.line("import \"slices\"")
	}
	for _, e := range p.elements {
		if !ast.IsExported(e.name) {
			continue
		}
		children := e.children()
		if len(children) > 0 && p.wants(e, "children") {
			var calls []string
			for _, f := range children {
				calls = append(calls, fmt.Sprintf("visit%s(x.%s, %[2]q, visit)", parts[f.kind], f.name))
			}
			o.line("\nfunc (x *%s) children(visit visitor) bool {", e.name)
			o.line("return %s\n}", strings.Join(calls, " &&\n"))
		}
		if p.wants(e, "own") {
			writeOwn(o, e)
		}
		if (e.model || p.isMember(e.name)) && p.wants(e, "clone") {
			o.line("\nfunc (x *%s) clone() Node { return cloneOne(x) }", e.name)
		}
		writePlaces(o, p, e)
	}
}

// writeOwn writes the method that makes a copied struct share nothing.
func writeOwn(o *output, e *element) {
	var lines []string
	for _, f := range e.fields() {
		switch {
		case f.isChild():
			lines = append(lines, fmt.Sprintf("x.%[1]s = clone%[2]s(x.%[1]s)", f.name, parts[f.kind]))
		case f.list:
			lines = append(lines, fmt.Sprintf("x.%[1]s = slices.Clone(x.%[1]s)", f.name))
		}
	}
	if len(lines) > 0 {
		o.line("\nfunc (x *%s) own() {\nx.Element.own()\n%s\n}", e.name, strings.Join(lines, "\n"))
	}
}

func (p *pkg) copiesLists() bool {
	return slices.ContainsFunc(p.elements, func(e *element) bool {
		return p.wants(e, "own") && slices.ContainsFunc(e.fields(), func(f *field) bool { return f.list && !f.isChild() })
	})
}

// writePlaces writes where an element holds members of the groups that ask for it.
func writePlaces(o *output, p *pkg, e *element) {
	for _, g := range p.groups {
		var lines []string
		for _, f := range e.children() {
			switch {
			case f.typ != g.name || !g.places:
			case f.kind == member:
				lines = append(lines, fmt.Sprintf("visit(&x.%s)", f.name))
			case f.kind == members:
				lines = append(lines, fmt.Sprintf("for i := range x.%[1]s {\nvisit(&x.%[1]s[i])\n}", f.name))
			}
		}
		if len(lines) > 0 {
			o.line("\nfunc (x *%s) %ss(visit func(*%s)) {\n%s\n}", e.name, lower(g.name), g.name, strings.Join(lines, "\n"))
		}
	}
}
