package svm

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// decide makes the kernel that goes from the machines' values to a prediction.
//
// How a classification decides does not follow from classificationMethod alone:
// documents of two categories have one machine whatever it says, and documents
// before PMML 4.0 have no such attribute.
func (b *compiler[T]) decide(target *compile.Target) (program.Kernel, error) {
	c, m := b.c, b.m
	machines := m.SupportVectorMachines
	if m.FunctionName == pmml.MiningFunctionRegression {
		if len(machines) != 1 {
			return nil, c.Errorf(machines[1], pmml.CodeCountMismatch, "%d SupportVectorMachine elements were found, functionName=\"regression\" needs exactly one", len(machines))
		}
		return &number[T]{b.model}, nil
	}
	listed, err := b.listed(target)
	if err != nil {
		return nil, err
	}
	if m.AlternateBinaryTargetCategory.IsSet() {
		return b.zeroOrOne(target, listed)
	}
	pairs := m.ClassificationMethod == pmml.SVMClassificationMethodOneAgainstOne
	if m.ClassificationMethod == 0 {
		for _, s := range machines {
			pairs = pairs || s.AlternateTargetCategory.IsSet()
		}
	}
	if pairs || len(machines) == 1 {
		return b.oneAgainstOne(target, listed)
	}
	return b.oneAgainstAll(target, listed)
}

// listed gives the cells of the values that the target's field lists.
func (b *compiler[T]) listed(target *compile.Target) (map[float64]string, error) {
	listed := map[float64]string{}
	for _, text := range target.Listed {
		v, err := b.c.Constant(text, target.Type, b.m)
		if err != nil {
			return nil, err
		}
		listed[v] = text
	}
	return listed, nil
}

// category finds a category that a machine names.
func (b *compiler[T]) category(target *compile.Target, listed map[float64]string, text string, at pmml.Node, attribute string) (int, float64, error) {
	index, cell, err := target.Category(text, at)
	if err != nil {
		return 0, 0, err
	}
	if _, ok := listed[cell]; !ok && len(listed) > 0 {
		err = b.c.Keep(b.c.Errorf(at, pmml.CodeUnlistedValue, "%s=%q is not a listed value of field %q", attribute, text, target.Name))
	}
	return index, cell, err
}

// first finds the targetCategory of a machine.
func (b *compiler[T]) first(target *compile.Target, listed map[float64]string, s *pmml.SupportVectorMachine) (int, float64, error) {
	text, ok := s.TargetCategory.Get()
	if !ok {
		return 0, 0, b.c.Keep(b.c.Errorf(s, pmml.CodePartMissing, "targetCategory is missing, functionName=\"classification\" needs it"))
	}
	return b.category(target, listed, text, s, "targetCategory")
}

// threshold gives a machine's threshold: its own, else the model's.
func (b *compiler[T]) threshold(s *pmml.SupportVectorMachine) (T, error) {
	at := pmml.Node(s)
	if !s.Threshold.IsSet() {
		at = b.m
	}
	v := s.Threshold.Or(b.m.Threshold.Or(0))
	return T(v), b.finite(at, "threshold", v)
}

// oneAgainstOne compiles machines that choose between two categories.
func (b *compiler[T]) oneAgainstOne(target *compile.Target, listed map[float64]string) (program.Kernel, error) {
	k := &voter[T]{model: b.model, above: b.m.MaxWins.Or(false)}
	for _, s := range b.m.SupportVectorMachines {
		chosen, cell, err := b.first(target, listed, s)
		if err != nil {
			return nil, err
		}
		k.name(chosen, cell)
		text, attribute := s.AlternateTargetCategory.Or(""), "alternateTargetCategory"
		if !s.AlternateTargetCategory.IsSet() {
			if text, err = b.alternate(listed, s, cell); err != nil {
				return nil, err
			}
		}
		other, otherCell, err := b.category(target, listed, text, s, attribute)
		if err != nil {
			return nil, err
		}
		k.name(other, otherCell)
		if other == chosen && s.TargetCategory.IsSet() {
			if err := b.c.Keep(b.c.Errorf(s, pmml.ErrInvalid, "targetCategory and alternateTargetCategory are both %q, the machine needs two categories", text)); err != nil {
				return nil, err
			}
		}
		threshold, err := b.threshold(s)
		if err != nil {
			return nil, err
		}
		k.ballots = append(k.ballots, ballot[T]{chosen: chosen, other: other, threshold: threshold})
	}
	return k, nil
}

// alternate gives the category that a machine without alternateTargetCategory
// tells from its targetCategory: the other one, where the field lists two.
func (b *compiler[T]) alternate(listed map[float64]string, s *pmml.SupportVectorMachine, cell float64) (string, error) {
	if _, ok := listed[cell]; ok && len(listed) == 2 && len(b.m.SupportVectorMachines) == 1 {
		for other, text := range listed {
			if other != cell {
				return text, nil
			}
		}
	}
	if len(b.m.SupportVectorMachines) == 1 {
		return "", b.c.Errorf(s, pmml.CodePartMissing, "alternateTargetCategory is missing, a single machine needs it unless the target field lists two values")
	}
	return "", b.c.Errorf(s, pmml.CodePartMissing, "alternateTargetCategory is missing, classificationMethod=\"OneAgainstOne\" needs it")
}

// zeroOrOne compiles the machine of a model of PMML 3 with two categories: its
// value is nearer to 1 for the targetCategory, and nearer to 0 for the model's
// alternateBinaryTargetCategory.
//
// Spec: https://dmg.org/pmml/v3-2/SupportVectorMachine.html
func (b *compiler[T]) zeroOrOne(target *compile.Target, listed map[float64]string) (program.Kernel, error) {
	c, m := b.c, b.m
	if len(m.SupportVectorMachines) != 1 {
		return nil, c.Errorf(m.SupportVectorMachines[1], pmml.CodeCountMismatch, "%d SupportVectorMachine elements were found, a model with alternateBinaryTargetCategory needs exactly one", len(m.SupportVectorMachines))
	}
	s := m.SupportVectorMachines[0]
	if s.AlternateTargetCategory.IsSet() {
		return nil, c.Errorf(s, pmml.ErrInvalid, "alternateTargetCategory was found, the model has alternateBinaryTargetCategory already")
	}
	one, oneCell, err := b.first(target, listed, s)
	if err != nil {
		return nil, err
	}
	text := m.AlternateBinaryTargetCategory.Or("")
	zero, zeroCell, err := b.category(target, listed, text, m, "alternateBinaryTargetCategory")
	if err != nil {
		return nil, err
	}
	if zero == one {
		return nil, c.Errorf(m, pmml.ErrInvalid, "targetCategory and alternateBinaryTargetCategory are both %q, the machine needs two categories", text)
	}
	k := &voter[T]{model: b.model, ballots: []ballot[T]{{chosen: zero, other: one, threshold: 0.5}}}
	k.name(one, oneCell)
	k.name(zero, zeroCell)
	return k, nil
}

// oneAgainstAll compiles a machine for each category.
func (b *compiler[T]) oneAgainstAll(target *compile.Target, listed map[float64]string) (program.Kernel, error) {
	k := &distinguisher[T]{model: b.model, above: b.m.MaxWins.Or(false)}
	seen := map[int]bool{}
	for _, s := range b.m.SupportVectorMachines {
		index, cell, err := b.first(target, listed, s)
		if err != nil {
			return nil, err
		}
		if seen[index] && s.TargetCategory.IsSet() {
			if err := b.c.Keep(b.c.Errorf(s, pmml.CodeDuplicateName, "targetCategory %q has a SupportVectorMachine already, classificationMethod=\"OneAgainstAll\" needs one for each category", s.TargetCategory.Or(""))); err != nil {
				return nil, err
			}
		}
		seen[index] = true
		k.index, k.cell = append(k.index, index), append(k.cell, cell)
	}
	return k, nil
}

// name notes a category's value.
func (k *voter[T]) name(index int, cell float64) {
	for len(k.cells) <= index {
		k.cells = append(k.cells, 0)
	}
	k.cells[index] = cell
}
