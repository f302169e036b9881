package check

import (
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// declare takes note of all fields and functions that the document declares,
// wherever they are seen from.
func (c *Checker) declare() {
	c.derived = map[string]bool{}
	if d := c.doc.DataDictionary; d != nil {
		for _, f := range d.DataFields {
			if c.Ended() {
				return
			}
			if f.DataType == 0 && c.doc.Version == pmml.V3_0 {
				typed := *f
				typed.DataType = pmml.ImpliedDataType(f.OpType)
				f = &typed
			}
			if c.dataFields[f.Name] == nil {
				c.dataFields[f.Name] = f
				c.names[f.Name] = f
			}
			c.declareType(f.Name, f.DataType)
		}
	}
	if t := c.doc.TransformationDictionary; t != nil {
		c.declareDerived(t.DerivedFields)
		for _, f := range t.DerivedFields {
			if c.Ended() {
				return
			}
			if name := f.Name.Or(""); c.names[name] == nil {
				c.names[name] = f
			}
		}
		for _, f := range t.DefineFunctions {
			if c.Ended() {
				return
			}
			c.defined[f.Name] = true
		}
	}
	for _, m := range c.doc.Models {
		c.declareModel(m)
	}
}

func (c *Checker) declareModel(m pmml.Model) {
	if c.Ended() {
		return
	}
	base := m.Base()
	if base.LocalTransformations != nil {
		c.declareDerived(base.LocalTransformations.DerivedFields)
	}
	c.declareOutputs(base.Output)
	mining, ok := m.(*pmml.MiningModel)
	if !ok {
		return
	}
	for _, e := range mining.EmbeddedModels {
		b := e.EmbeddedBase()
		if b.LocalTransformations != nil {
			c.declareDerived(b.LocalTransformations.DerivedFields)
		}
		c.declareOutputs(b.Output)
		for _, r := range b.ResultFields {
			c.derived[r.Name] = true
			c.declareType(r.Name, r.DataType)
		}
	}
	if s := mining.Segmentation; s != nil {
		if s.LocalTransformations != nil {
			c.declareDerived(s.LocalTransformations.DerivedFields)
		}
		for _, g := range s.Segments {
			if g.Model != nil {
				c.declareModel(g.Model)
			}
		}
	}
}

func (c *Checker) declareOutputs(o *pmml.Output) {
	if o == nil {
		return
	}
	for _, f := range o.OutputFields {
		if c.Ended() {
			return
		}
		c.derived[f.Name] = true
		c.declareType(f.Name, f.DataType)
	}
}

func (c *Checker) declareDerived(fields []*pmml.DerivedField) {
	for _, f := range fields {
		if c.Ended() {
			return
		}
		name := f.Name.Or("")
		c.derived[name] = true
		c.declareType(name, f.DataType)
	}
}

func (c *Checker) declareType(name string, t pmml.DataType) {
	if have, ok := c.types[name]; ok && have != t {
		t = 0
	}
	c.types[name] = t
}

// document looks at the whole document.
func (c *Checker) document() {
	c.version()
	if d := c.doc.DataDictionary; d != nil {
		c.Count(d, "numberOfFields", d.NumberOfFields, len(d.DataFields), "DataField")
		for _, f := range d.DataFields {
			if c.Ended() {
				return
			}
			c.values(f, f.Values)
		}
	}
	t := c.doc.TransformationDictionary
	if t != nil {
		c.Walk(t)
	}
	for _, m := range c.doc.Models {
		c.Walk(m)
	}
	if t == nil || c.options.Partial || c.opaque {
		return
	}
	for _, d := range t.DerivedFields {
		if c.Ended() {
			return
		}
		if name, ok := d.Name.Get(); ok && !c.used[name] {
			c.note(CodeUnusedDerivedField, d, "derived field %q is not used", name)
		}
	}
	for _, f := range t.DefineFunctions {
		if c.Ended() {
			return
		}
		if !c.used[f.Name] {
			c.note(CodeUnusedFunction, f, "function %q is not used", f.Name)
		}
	}
}

func (c *Checker) version() {
	text := c.doc.VersionText
	if text == "" {
		c.Warn(CodeVersionMissing, c.doc, "the version attribute is missing; the namespace says %s", versionText(c.doc.Version))
	}
	if c.doc.Namespace == "" {
		c.note(CodeNamespaceMissing, c.doc, "the document has no namespace; expected http://www.dmg.org/PMML-%s", strings.ReplaceAll(versionText(c.doc.Version), ".", "_"))
	}
	if v := versionText(c.doc.Version); text != "" && text != v && !strings.HasPrefix(text, v+".") {
		c.Warn(CodeVersionMismatch, c.doc, "version=%q was found, and the namespace of version %s, which decides", text, v)
	}
}

// versionText writes a version as "4.4".
func versionText(v pmml.Version) string {
	return string([]byte{'0' + byte(v/100), '.', '0' + byte(v%10)})
}

// values looks for values that are listed twice.
func (c *Checker) values(at pmml.Node, values []*pmml.Value) {
	if len(values) < 2 {
		return
	}
	t := pmml.DataTypeString
	switch f := at.(type) {
	case *pmml.DataField:
		t = f.DataType
	case *pmml.DerivedField:
		t = f.DataType
	}
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		if c.Ended() {
			return
		}
		key := normal(t, v.Value)
		if seen[key] {
			c.Warn(CodeDuplicateValue, v, "value %q is listed twice", v.Value)
		}
		seen[key] = true
	}
}
