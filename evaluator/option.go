package evaluator

import (
	"errors"

	"github.com/gopmml/gopmml/internal/compile"
)

// OptionError is an option that cannot be had, with any document or with this one.
type OptionError struct {
	// Option is the option's name.
	Option string
	// Detail says what is wrong with it.
	Detail string
}

// Error gives the option and what is wrong with it.
func (e *OptionError) Error() string {
	if e == nil {
		return "no error"
	}
	return "evaluator: " + e.Option + ": " + e.Detail
}

// WithResults chooses which targets and outputs the model reports; all others
// are left out when it is compiled, with every derived field, treatment, lagged
// value and segment of a chain that only they need. The results keep the model's order, targets
// first, whatever the order of the names. Given more than once, the names add
// up; without names, the option changes nothing. A name that the model does not
// have is an [*OptionError] that lists those which it has.
//
// The default is all targets and all outputs.
//
// Values are the same as without the option. What is not computed cannot fail,
// though: a record whose only fault lies in what is left out has results.
func WithResults(names ...string) Option {
	return func(s *settings) { s.compile.Results = append(s.compile.Results, names...) }
}

// WithFinalResults leaves out the outputs that the document marks as steps on
// the way (isFinalResult="false"), as [WithResults] does, unless WithResults
// names them.
func WithFinalResults() Option {
	return func(s *settings) { s.compile.FinalResults = true }
}

// WithMappedItems has an association model report items by what the document
// maps them to (Item@mappedValue, say the name of a product instead of its
// code), where it does. The default is the value that records give, which can
// be looked up in data.
func WithMappedItems() Option {
	return func(s *settings) { s.compile.MappedItems = true }
}

// fail notes the first option that cannot be had.
func (s *settings) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// optionError makes an error of the caller's options from one of compiling.
func optionError(err error) error {
	var unknown *compile.UnknownResultsError
	if errors.As(err, &unknown) {
		return &OptionError{Option: "WithResults", Detail: unknown.Error()}
	}
	return err
}
