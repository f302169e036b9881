package evaluator

import (
	"context"
	"fmt"
)

// The zero values of this package's types, and nil pointers to them, are without a
// model: they have no inputs and no results, and what they are asked to score is
// refused with [InputNoModel]. An index that is no result's stands for a result that
// is missing. One that is no input's makes the next call of Score fail with
// [InputIndex]. A nil context never ends, a nil option changes nothing.

// noModel is the error of scoring without a model.
func noModel() *InputError {
	return &InputError{Code: InputNoModel, Detail: "there is no model to score with: the value was not made by a Model that was loaded or compiled"}
}

// noRecord is the error of scoring where something is nil that must be there.
func noRecord(what string) *InputError {
	return &InputError{Code: InputNoRecord, Detail: what + " is nil"}
}

// noInput is the error of an index that is no input's.
func noInput(index, inputs int) *InputError {
	return &InputError{Code: InputIndex, Detail: fmt.Sprintf("input %d was given a value, and the model has %d inputs, counted from 0", index, inputs)}
}

// nothing is a result that is always missing.
var nothing = reported{outcome: -1}

// endless gives a context that never ends in place of none.
func endless(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}

// exists says whether there is a model.
func (m *Model) exists() bool { return m != nil && m.program != nil }

// described gives a model whose description can be read, an empty one in place of none.
func (m *Model) described() *Model {
	if m == nil {
		return &Model{}
	}
	return m
}
