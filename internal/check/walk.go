package check

import (
	"reflect"

	"github.com/gopmml/gopmml/pmml"
)

var (
	elementType        = reflect.TypeOf(pmml.Element{})
	nodeType           = reflect.TypeOf((*pmml.Node)(nil)).Elem()
	optionalStringType = reflect.TypeOf(pmml.Optional[string]{})
)

// Walk looks at a node and all below it.
func (c *Checker) Walk(n pmml.Node) {
	if c.enter(n) {
		c.inside(reflect.ValueOf(n).Elem())
	}
	if m, ok := n.(pmml.Model); ok {
		c.leave(m)
	}
}

// inside takes note of a node's words, which may be names, and goes on to its
// children.
func (c *Checker) inside(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		if !v.Type().Field(i).IsExported() || f.Type() == elementType {
			continue
		}
		switch f.Kind() {
		case reflect.String:
			c.Use(f.String())
		case reflect.Struct:
			switch {
			case f.Type() == optionalStringType:
				if s, ok := f.Interface().(pmml.Optional[string]).Get(); ok {
					c.Use(s)
				}
			case v.Type().Field(i).Anonymous:
				c.inside(f)
			}
		case reflect.Pointer, reflect.Interface:
			c.pointer(f)
		case reflect.Slice:
			switch f.Type().Elem().Kind() {
			case reflect.Pointer, reflect.Interface:
				for j := range f.Len() {
					c.pointer(f.Index(j))
				}
			case reflect.Struct:
				for j := range f.Len() {
					c.pointer(f.Index(j).Addr())
				}
			}
		}
	}
}

func (c *Checker) pointer(f reflect.Value) {
	if f.Kind() == reflect.Interface {
		f = f.Elem()
	}
	if f.Kind() == reflect.Pointer && !f.IsNil() && f.Type().Implements(nodeType) {
		c.Walk(f.Interface().(pmml.Node))
	}
}

// Use takes note of a word that may be the name of a field or function.
func (c *Checker) Use(name string) {
	if n := len(c.scopes); n > 0 {
		c.scopes[n-1].used[name] = true
		return
	}
	c.used[name] = true
}

// enter looks at one node. It gives false where nothing below it is left to look at.
func (c *Checker) enter(n pmml.Node) bool {
	switch n := n.(type) {
	case pmml.Model:
		return c.model(n)
	case pmml.EmbeddedModel:
		c.Deprecated(n, "the embedded model "+c.models.CheckEmbedded(c, n), pmml.V4_1, "a Segmentation")
	case *pmml.TreeNode, *pmml.NeuralLayer:
		return false // their models have looked at them
	case *pmml.MiningSchema, *pmml.ModelStats, *pmml.ModelExplanation, *pmml.ModelVerification, *pmml.InlineTable, *pmml.Partition:
		return false // the fields that they name are not used by that
	case *pmml.Targets:
		c.targets(n)
		return false
	case *pmml.OutputField:
		c.outputField(n)
		c.Use(n.ReportField.Or(""))
		if n.Expression != nil {
			c.Walk(n.Expression)
		}
		c.Use(n.TargetField.Or(""))
		c.Use(n.Value.Or(""))
		return false
	case *pmml.DerivedField:
		c.values(n, n.Values)
		if n.Expression != nil {
			c.Walk(n.Expression)
		}
		return false
	case *pmml.DefineFunction:
		for _, l := range n.DerivedFields {
			c.Walk(l)
		}
		if n.Expression != nil {
			c.Walk(n.Expression)
		}
		return false
	case *pmml.Constant:
		return false
	case *pmml.Apply:
		c.apply(n)
	case *pmml.NormDiscrete:
		c.normDiscrete(n)
	case pmml.Predicate:
		c.Read(n)
		c.NewPath().Holds(n)
		return false
	}
	return true
}
