package jsontable

import (
	"errors"

	"github.com/gopmml/gopmml/evaluator"
)

// input finds the input of a name; -1 for none.
func (r *Reader) input(name []byte) int {
	if i, ok := r.schema.IndexBytes(name); ok {
		r.keys.Input(i)
		return i
	}
	r.keys.Unknown(name)
	return -1
}

// checkNames refuses the names of a row, or of the columns.
func (r *Reader) checkNames() error {
	err := r.keys.Check()
	if err == nil {
		return nil
	}
	var bad *evaluator.InputError
	errors.As(err, &bad)
	r.at.field = bad.Field
	e := r.fail(FaultName, "%s", bad.Detail)
	e.Err = err
	return e
}
