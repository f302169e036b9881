package compile

import (
	"fmt"

	"github.com/gopmml/gopmml/pmml"
)

// lineOf says in brackets on which line something is declared, nothing where
// that is not known.
func lineOf(n pmml.Node) string {
	if n == nil || n.Position().Line == 0 {
		return ""
	}
	return fmt.Sprintf(" (line %d)", n.Position().Line)
}

// again is the error of a name that is declared a second time, which the sentence
// begins with; first is where it was declared before.
func (b *builder) again(at, first pmml.Node, format, name string) error {
	return found(b.Errorf(at, pmml.CodeDuplicateName, format+"%s", name, lineOf(first)), name)
}

// declareLocal checks the name of a derived field of a model against the others
// that the model sees, and the document's. It gives false where the field only
// repeats another one.
//
// Spec: https://dmg.org/pmml/v4-4-1/FieldScope.html
func (c *Context) declareLocal(name string, d *pmml.DerivedField) (bool, error) {
	if first, ok := c.locals[name]; ok {
		return false, c.again(d, first, "derived field %q is declared twice", name)
	}
	if f, ok := c.dataFields[name]; ok {
		if repeats(d, f.OpType, f.DataType) {
			return false, nil
		}
		return false, c.again(d, f, "a derived field of LocalTransformations has the name of a data field: %q", name)
	}
	if g, ok := c.globals[name]; ok {
		if repeats(d, g.OpType, g.DataType) {
			return false, nil
		}
		return false, c.again(d, g, "a derived field of LocalTransformations has the name of a derived field of the TransformationDictionary: %q", name)
	}
	if c.parent == nil || !c.parent.Sees(name) {
		return true, nil
	}
	if m, ok := c.mining[name]; ok {
		return false, c.again(d, m, "a derived field of LocalTransformations has the name of a MiningField, which stands for a field of the model around: %q", name)
	}
	if c.seesAll {
		return false, c.again(d, c.parent.locals[name], "a derived field of LocalTransformations has the name of a field of the model around: %q", name)
	}
	return true, nil
}

// repeats says whether a derived field is another one of its name over again: a
// reference to that, with the same types. Converters write such, and whichever
// of the two is meant, the value is the same.
func repeats(d *pmml.DerivedField, op pmml.OpType, t pmml.DataType) bool {
	r, ok := d.Expression.(*pmml.FieldRef)
	return ok && r.Field == d.Name.Or("") && !r.MapMissingTo.IsSet() && d.OpType == op && d.DataType == t && len(d.Values) == 0
}

// functionNames checks the names that a function gives: those of its parameters and
// of its local values, which only its body sees.
func (b *builder) functionNames(d *pmml.DefineFunction) error {
	declared := map[string]pmml.Node{}
	declare := func(name string, n pmml.Node, format string) error {
		if first, ok := declared[name]; ok {
			return b.again(n, first, format, name)
		}
		declared[name] = n
		return nil
	}
	for _, p := range d.ParameterFields {
		if err := declare(p.Name, p, "parameter %q is declared twice"); err != nil {
			return err
		}
	}
	for _, l := range d.DerivedFields {
		name, ok := l.Name.Get()
		if !ok {
			return b.Errorf(l, pmml.CodePartMissing, "a local value of a function needs a name of its own")
		}
		if err := declare(name, l, "a local value of a function needs a name of its own, and %q is declared twice"); err != nil {
			return err
		}
	}
	return nil
}
