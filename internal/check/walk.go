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

// walk looks at a node and all below it.
func (c *checker) walk(n pmml.Node) {
	if c.enter(n) {
		c.inside(reflect.ValueOf(n).Elem())
	}
	if m, ok := n.(pmml.Model); ok {
		c.leave(m)
	}
}

// inside takes note of a node's words, which may be names, and goes on to its
// children.
func (c *checker) inside(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		if !v.Type().Field(i).IsExported() || f.Type() == elementType {
			continue
		}
		switch f.Kind() {
		case reflect.String:
			c.use(f.String())
		case reflect.Struct:
			switch {
			case f.Type() == optionalStringType:
				if s, ok := f.Interface().(pmml.Optional[string]).Get(); ok {
					c.use(s)
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

func (c *checker) pointer(f reflect.Value) {
	if f.Kind() == reflect.Interface {
		f = f.Elem()
	}
	if f.Kind() == reflect.Pointer && !f.IsNil() && f.Type().Implements(nodeType) {
		c.walk(f.Interface().(pmml.Node))
	}
}

// use takes note of a word that may be the name of a field or function.
func (c *checker) use(name string) {
	if n := len(c.scopes); n > 0 {
		c.scopes[n-1].used[name] = true
		return
	}
	c.used[name] = true
}

// enter looks at one node. It gives false where nothing below it is left to look at.
func (c *checker) enter(n pmml.Node) bool {
	switch n := n.(type) {
	case pmml.Model:
		return c.model(n)
	case pmml.EmbeddedModel:
		c.embedded(n)
		if t, ok := n.(*pmml.DecisionTree); ok && t.Node != nil {
			c.tree(t.MissingValueStrategy, t.SplitCharacteristic, t.Node)
		}
	case *pmml.TreeNode:
		return false // its model has looked at it
	case *pmml.MiningSchema, *pmml.ModelStats, *pmml.ModelExplanation, *pmml.ModelVerification, *pmml.InlineTable, *pmml.Partition:
		return false // the fields that they name are not used by that
	case *pmml.Targets:
		c.targets(n)
		return false
	case *pmml.OutputField:
		c.outputField(n)
		c.use(n.ReportField.Or(""))
		if n.Expression != nil {
			c.walk(n.Expression)
		}
		c.use(n.TargetField.Or(""))
		c.use(n.Value.Or(""))
		return false
	case *pmml.DerivedField:
		c.values(n, n.Values)
		if n.Expression != nil {
			c.walk(n.Expression)
		}
		return false
	case *pmml.DefineFunction:
		for _, l := range n.DerivedFields {
			c.walk(l)
		}
		if n.Expression != nil {
			c.walk(n.Expression)
		}
		return false
	case *pmml.Constant:
		return false
	case *pmml.Apply:
		c.apply(n)
	case *pmml.NormDiscrete:
		c.normDiscrete(n)
	case *pmml.Segmentation:
		c.segmentation(n)
	case pmml.Predicate:
		c.fieldsOf(n)
		c.rootPredicate(n)
		return false
	case *pmml.Itemset:
		c.count(n, "numberOfItems", n.NumberOfItems, len(n.ItemRefs), "ItemRef")
	case *pmml.TrainingInstances:
		c.trainingInstances(n)
	case *pmml.NeuralInputs:
		c.count(n, "numberOfInputs", n.NumberOfInputs, len(n.NeuralInputs), "NeuralInput")
	case *pmml.NeuralLayer:
		c.count(n, "numberOfNeurons", n.NumberOfNeurons, len(n.Neurons), "Neuron")
		return false // millions of connections, and no field
	case *pmml.NeuralOutputs:
		c.count(n, "numberOfOutputs", n.NumberOfOutputs, len(n.NeuralOutputs), "NeuralOutput")
	}
	return true
}
