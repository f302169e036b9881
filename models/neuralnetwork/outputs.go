package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// outputs ties the output neurons to the model's targets. The expression of a
// NeuralOutput is read backwards: it says how the target's value became the
// value that the neuron was trained to give.
func (b *compiler[T]) outputs() error {
	c, m := b.c, b.m
	if m.NeuralOutputs == nil || len(m.NeuralOutputs.NeuralOutputs) == 0 {
		return c.Errorf(m, pmml.CodeCountMismatch, "no NeuralOutput was found, each target needs one")
	}
	targets := c.Targets()
	byTarget := make([]*result, len(targets))
	entities := make([][]string, len(targets))
	seen := make([]map[int]bool, len(targets))
	for _, o := range m.NeuralOutputs.NeuralOutputs {
		neuron, ok := b.ids[o.OutputNeuron]
		if !ok {
			if err := c.Keep(c.Errorf(o, pmml.CodeNameUnknown, "outputNeuron=%q is not the id of a neuron", o.OutputNeuron)); err != nil {
				return err
			}
		}
		e, err := b.outputExpression(o, targets)
		if err != nil {
			return err
		}
		i, err := b.targetOf(e, targets)
		if err != nil {
			return err
		}
		r := byTarget[i]
		if r == nil {
			r = &result{outcome: targets[i].Outcome, pos: o.Pos}
			byTarget[i] = r
			seen[i] = map[int]bool{}
		}
		if m.FunctionName == pmml.MiningFunctionRegression {
			if err := b.number(r, o, e, targets[i]); err != nil {
				return err
			}
			r.neurons, r.ids = append(r.neurons, neuron), append(r.ids, o.OutputNeuron)
			continue
		}
		nd, ok := e.(*pmml.NormDiscrete)
		if !ok {
			return c.Errorf(e, pmml.ErrInvalid, "the expression of a NeuralOutput is not one that functionName=\"classification\" has: NormDiscrete of the target is needed")
		}
		index, cell, err := targets[i].Category(nd.Value, nd)
		if err != nil {
			return err
		}
		if seen[i][index] {
			if err := c.Keep(c.Errorf(nd, pmml.CodeDuplicateName, "category %q has an output neuron already", nd.Value)); err != nil {
				return err
			}
		}
		seen[i][index] = true
		r.neurons, r.ids = append(r.neurons, neuron), append(r.ids, o.OutputNeuron)
		r.index = append(r.index, index)
		r.cell = append(r.cell, cell)
		entities[i] = append(entities[i], o.OutputNeuron)
	}
	for i, r := range byTarget {
		if r == nil {
			return c.Errorf(m.NeuralOutputs, pmml.CodePartMissing, "target %q has no NeuralOutput", targets[i].Name)
		}
		b.net.results = append(b.net.results, *r)
		if entities[i] != nil {
			targets[i].SetEntities(entities[i])
		}
	}
	return nil
}

// number compiles the one output neuron of a regression's target.
func (b *compiler[T]) number(r *result, o *pmml.NeuralOutput, e pmml.Expression, target *compile.Target) error {
	if len(r.neurons) > 0 {
		return b.c.Errorf(o, pmml.CodeDuplicateName, "target %q has a NeuralOutput already, functionName=\"regression\" needs exactly one", target.Name)
	}
	switch e := e.(type) {
	case *pmml.FieldRef:
		return nil
	case *pmml.NormContinuous:
		d, err := b.c.Denormalize(e)
		r.denormalizer = d
		return err
	}
	return b.c.Errorf(e, pmml.ErrInvalid, "the expression of a NeuralOutput is not one that functionName=\"regression\" has: FieldRef or NormContinuous of the target is needed")
}

// outputExpression gives a NeuralOutput's expression. A FieldRef to a derived
// field stands for that field's expression.
func (b *compiler[T]) outputExpression(o *pmml.NeuralOutput, targets []*compile.Target) (pmml.Expression, error) {
	if o.DerivedField == nil || o.DerivedField.Expression == nil {
		return nil, b.c.Errorf(o, pmml.CodePartMissing, "DerivedField with an expression is missing, it ties the neuron to a target")
	}
	e := o.DerivedField.Expression
	ref, ok := e.(*pmml.FieldRef)
	if !ok {
		return e, nil
	}
	for _, t := range targets {
		if t.Name == ref.Field {
			return e, nil
		}
	}
	if b.m.LocalTransformations != nil {
		for _, d := range b.m.LocalTransformations.DerivedFields {
			if name, ok := d.Name.Get(); ok && name == ref.Field && d.Expression != nil {
				return d.Expression, nil
			}
		}
	}
	return e, nil
}

// targetOf finds the target whose field an expression reads.
func (b *compiler[T]) targetOf(e pmml.Expression, targets []*compile.Target) (int, error) {
	field := ""
	switch e := e.(type) {
	case *pmml.FieldRef:
		field = e.Field
	case *pmml.NormContinuous:
		field = e.Field
	case *pmml.NormDiscrete:
		field = e.Field
	default:
		return 0, b.c.Errorf(e, pmml.ErrInvalid, "the expression of a NeuralOutput is not one that can be undone: FieldRef, NormContinuous or NormDiscrete of a target is needed")
	}
	for i, t := range targets {
		if t.Name == field {
			return i, nil
		}
	}
	if len(targets) == 1 && targets[0].Name == "" {
		return 0, nil // the document declares no target: the output neurons say which it is
	}
	return 0, b.c.Errorf(e, pmml.CodeNameUnknown, "field %q is not a target of the model", field)
}
