package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// kind is what a field is in the document.
type kind int

const (
	other     kind = iota // something that only methods written by hand know
	attribute             // an attribute, or the element's text
	one                   // *T
	many                  // []*T
	values                // []T
	member                // a group's interface
	members               // a list of them
)

// options are those that a field's tag may have.
var options = []string{"need", "text", "zero", "yesno", "digit", "last", "tail", "whole"}

// field is a field of a struct.
type field struct {
	name string // in Go
	xml  string // of the attribute
	kind kind
	// typ is the type without Optional, pointer and list.
	typ      string
	optional bool
	list     bool
	opts     []string
}

func (f *field) has(opt string) bool { return slices.Contains(f.opts, opt) }

func (f *field) isChild() bool { return f.kind >= one }

// element is a struct with its name in documents, and its fields from the
// outermost base to its own.
type element struct {
	name, xml string
	levels    [][]*field
	model     bool
}

// fields gives all fields.
func (e *element) fields() []*field { return slices.Concat(e.levels...) }

func (e *element) children() []*field {
	return slices.DeleteFunc(e.fields(), func(f *field) bool { return !f.isChild() })
}

// group is an interface and the elements that it stands for.
type group struct {
	name    string // in Go
	noun    string
	missing string // what lacks, when one is read
	absent  string // and when one is written
	marker  string // the method of its members, "" for none
	members []string
	hidden  []string
	places  bool
}

type enumeration struct {
	name  string
	words []string
}

// pkg is package pmml as its types declare it.
type pkg struct {
	elements []*element
	groups   []*group
	enums    []*enumeration
	byHand   map[string]bool // "Type.method"

	structs    map[string]*ast.StructType
	directives map[string]map[string]string // by type and name
	constants  map[string]int               // how many an enumeration has
}

// parse reads the files of the package in a folder, but for generated ones.
func parse(dir string) (*pkg, error) {
	p := &pkg{byHand: map[string]bool{}, structs: map[string]*ast.StructType{}, directives: map[string]map[string]string{}, constants: map[string]int{}}
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var types []*ast.TypeSpec
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		if !ast.IsGenerated(f) {
			types = append(types, p.file(f)...)
		}
	}
	var errs []error
	for _, t := range types {
		errs = append(errs, p.declare(t))
	}
	for _, t := range types {
		errs = append(errs, p.element(t.Name.Name))
	}
	for _, g := range p.groups {
		for _, m := range slices.Concat(g.members, g.hidden) {
			if !p.isNode(m) {
				errs = append(errs, fmt.Errorf("group %s: %s is no element", g.name, m))
			}
		}
	}
	return p, errors.Join(errs...)
}

// file takes note of a file's methods and constants, and gives its types.
func (p *pkg) file(f *ast.File) (types []*ast.TypeSpec) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil {
				p.byHand[baseName(d.Recv.List[0].Type)+"."+d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					types = append(types, s)
					p.directives[s.Name.Name] = directives(d.Doc)
				case *ast.ValueSpec:
					if t, ok := s.Type.(*ast.Ident); ok && d.Tok == token.CONST {
						p.constants[t.Name] = len(d.Specs)
					}
				}
			}
		}
	}
	return types
}

func directives(doc *ast.CommentGroup) map[string]string {
	list := map[string]string{}
	if doc != nil {
		for _, c := range doc.List {
			if text, ok := strings.CutPrefix(c.Text, "//pmml:"); ok {
				name, rest, _ := strings.Cut(text, " ")
				list[name] = rest
			}
		}
	}
	return list
}

// declare takes in one type, whose fields may be of types not yet seen.
func (p *pkg) declare(t *ast.TypeSpec) error {
	name := t.Name.Name
	switch x := t.Type.(type) {
	case *ast.StructType:
		p.structs[name] = x
	case *ast.InterfaceType:
		if text, ok := p.directives[name]["group"]; ok {
			p.groups = append(p.groups, p.group(name, text, x))
		}
	case *ast.Ident:
		if text, ok := p.directives[name]["words"]; ok {
			words := strings.Fields(text)
			if p.constants[name] != len(words) {
				return fmt.Errorf("type %s has %d constants, but %d words", name, p.constants[name], len(words))
			}
			p.enums = append(p.enums, &enumeration{name, words})
		}
	}
	return nil
}

func (p *pkg) group(name, text string, t *ast.InterfaceType) *group {
	shown, hidden, _ := strings.Cut(text, "~")
	words := strings.Fields(shown)
	noun, schema, _ := strings.Cut(words[0], "=")
	noun = strings.ReplaceAll(noun, "-", " ")
	g := &group{name: name, noun: noun, members: words[1:], hidden: strings.Fields(hidden)}
	g.missing, g.absent = "of the group of "+noun+"s", "of the "+noun+"s"
	if schema != "" {
		g.missing = "of the group " + schema
		g.absent = g.missing
	}
	_, g.places = p.directives[name]["places"]
	for _, m := range t.Methods.List {
		if len(m.Names) == 1 && !m.Names[0].IsExported() {
			g.marker = m.Names[0].Name
		}
	}
	return g
}

// element takes in a struct, where it is an element.
func (p *pkg) element(name string) error {
	_, base := p.directives[name]["base"]
	if base || !p.isNode(name) {
		return nil
	}
	if !ast.IsExported(name) && (p.byHand[name+".decode"] || p.byHand[name+".encode"]) {
		return nil // no part of the tree, and read and written by hand
	}
	e := &element{name: name, xml: p.xmlName(name)}
	if err := p.level(e, p.structs[name], false); err != nil {
		return fmt.Errorf("type %s: %w", name, err)
	}
	for _, f := range e.fields() {
		if err := p.check(e, f); err != nil {
			return fmt.Errorf("type %s: field %s %w", name, f.name, err)
		}
	}
	p.elements = append(p.elements, e)
	return nil
}

// check says what methods written by hand lack for a field.
func (p *pkg) check(e *element, f *field) error {
	for _, o := range f.opts {
		if !slices.Contains(options, o) {
			return fmt.Errorf("has the unknown option %q", o)
		}
	}
	switch {
	case f.kind != other:
	case p.wants(e, "decode") || p.wants(e, "encode"):
		return errors.New("has no form in documents")
	case p.structs[f.typ] != nil && p.wants(e, "own"):
		return errors.New("needs methods own and children written by hand")
	}
	return nil
}

// isNode says whether a type is a struct that embeds Element.
func (p *pkg) isNode(name string) bool {
	s, ok := p.structs[name]
	if !ok {
		return false
	}
	for _, f := range s.Fields.List {
		if inner := baseName(f.Type); len(f.Names) == 0 && (inner == "Element" || p.isNode(inner)) {
			return true
		}
	}
	return false
}

// level adds a struct's fields to an element's, those of its bases before its own.
func (p *pkg) level(e *element, s *ast.StructType, whole bool) error {
	var own []*field
	for _, f := range s.Fields.List {
		xml, opts := tag(f)
		if len(f.Names) == 0 {
			switch inner := baseName(f.Type); {
			case inner == "Element":
			case p.structs[inner] == nil:
				return fmt.Errorf("it embeds %s, which is no struct", inner)
			default:
				e.model = e.model || inner == "ModelBase"
				if err := p.level(e, p.structs[inner], slices.Contains(opts, "whole")); err != nil {
					return err
				}
			}
			continue
		}
		for _, n := range f.Names {
			x := &field{name: n.Name, xml: xml, opts: opts}
			if xml == "" {
				x.xml = lower(n.Name)
			}
			if whole {
				x.opts = slices.DeleteFunc(slices.Clone(opts), func(o string) bool { return o == "tail" })
			}
			p.classify(x, f.Type)
			own = append(own, x)
		}
	}
	e.levels = append(e.levels, own)
	return nil
}

// classify settles what a field of a type is.
func (p *pkg) classify(f *field, t ast.Expr) {
	pointer := false
	if l, ok := t.(*ast.ArrayType); ok {
		f.list, t = true, l.Elt
	}
	if s, ok := t.(*ast.StarExpr); ok {
		pointer, t = true, s.X
	}
	if o, ok := t.(*ast.IndexExpr); ok {
		f.optional, t = true, o.Index
	}
	id, ok := t.(*ast.Ident)
	if !ok {
		return
	}
	f.typ = id.Name
	switch {
	case p.isNode(f.typ) && f.list && pointer:
		f.kind = many
	case p.isNode(f.typ) && f.list:
		f.kind = values
	case p.isNode(f.typ):
		f.kind = one
	case p.groupOf(f.typ) != nil && f.list:
		f.kind = members
	case p.groupOf(f.typ) != nil:
		f.kind = member
	case !f.list && (p.isEnum(f.typ) || slices.Contains([]string{"string", "float64", "int", "bool"}, f.typ)):
		f.kind = attribute
	}
}

func tag(f *ast.Field) (xml string, opts []string) {
	if f.Tag == nil {
		return "", nil
	}
	text, _ := strconv.Unquote(f.Tag.Value)
	parts := strings.Split(reflect.StructTag(text).Get("pmml"), ",")
	return parts[0], parts[1:]
}

func (p *pkg) isEnum(name string) bool {
	return slices.ContainsFunc(p.enums, func(e *enumeration) bool { return e.name == name })
}

func (p *pkg) groupOf(name string) *group {
	if i := slices.IndexFunc(p.groups, func(g *group) bool { return g.name == name }); i >= 0 {
		return p.groups[i]
	}
	return nil
}

// without says whether a type goes without a method.
func (p *pkg) without(name, method string) bool { return p.directives[name]["no"] == method }

// wants says whether a method is to be written.
func (p *pkg) wants(e *element, method string) bool {
	return !p.byHand[e.name+"."+method] && !p.without(e.name, method)
}

// xmlName gives the name of a type's element.
func (p *pkg) xmlName(name string) string {
	if xml, ok := p.directives[name]["element"]; ok {
		return xml
	}
	return name
}

// baseName gives the name of a type without pointer and parameters.
func baseName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return baseName(t.X)
	case *ast.IndexExpr:
		return baseName(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// lower makes the capitals small that a name begins with, but for one that
// begins a word: arimaMethod of ARIMAMethod.
func lower(name string) string {
	b := []byte(name)
	for i := range b {
		if i > 0 && i+1 < len(b) && !unicode.IsUpper(rune(b[i+1])) || !unicode.IsUpper(rune(b[i])) {
			break
		}
		b[i] += 'a' - 'A'
	}
	return string(b)
}
