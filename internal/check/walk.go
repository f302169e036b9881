package check

import (
	"reflect"

	"github.com/gopmml/gopmml/pmml"
)

// Walk looks at a node and all below it.
func (c *Checker) Walk(n pmml.Node) {
	pmml.Walk(n, func(n pmml.Node) bool {
		if c.Ended() {
			return false
		}
		below := c.enter(n)
		if below {
			c.words(reflect.ValueOf(n).Elem())
		}
		return below
	}, func(n pmml.Node) {
		if m, ok := n.(pmml.Model); ok && !c.over { // else the scopes are not those of the models
			c.leave(m)
		}
	})
}

// Ended says whether nobody waits any more: it looks now and then. Loops over long
// lists ask for each element.
func (c *Checker) Ended() bool {
	const every = 1 << 8
	if c.looked++; c.looked%every == 0 && c.options.Context != nil && !c.over {
		c.over = c.options.Context.Err() != nil
	}
	return c.over
}

// words takes note of a node's words, which may be names.
func (c *Checker) words(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i).Interface().(type) {
		case string:
			c.Use(f)
		case pmml.Optional[string]:
			if s, ok := f.Get(); ok {
				c.Use(s)
			}
		default:
			if v.Type().Field(i).Anonymous {
				c.words(v.Field(i))
			}
		}
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
		c.outputName(n)
		c.Use(n.ReportField.Or(""))
		if n.Expression != nil {
			c.Walk(n.Expression)
		}
		c.Use(n.TargetField.Or(""))
		c.Use(n.Value.Or(""))
		return false
	case *pmml.DerivedField:
		c.values(n, n.Values)
		c.repeated(n)
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
	case *pmml.Sequence:
		c.Use(n.ID)
		if n.SetReference != nil {
			c.Use(n.SetReference.SetID)
		}
		return false // no field is named in what follows
	case *pmml.Apply:
		c.apply(n)
	case *pmml.NormDiscrete:
		c.normDiscrete(n)
	case *pmml.Itemset: // of associations and of sequences
		c.Count(n, "numberOfItems", n.NumberOfItems, len(n.ItemRefs), "ItemRef")
	case *pmml.TrainingInstances: // of neighbors and of Gaussian processes
		if n.InstanceFields != nil {
			c.Count(n, "fieldCount", n.FieldCount, len(n.InstanceFields.InstanceFields), "InstanceField")
		}
		if n.InlineTable != nil {
			c.Count(n, "recordCount", n.RecordCount, len(n.InlineTable.Rows), "row")
		}
	case pmml.Predicate:
		c.Read(n)
		c.NewPath().Holds(n)
		return false
	}
	return true
}
