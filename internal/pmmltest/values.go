package pmmltest

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/gopmml/gopmml/evaluator"
)

// SameBits tells whether two results are the same value, floats by their bits
// (any NaN is like any other), decimals by their digits.
func SameBits(a, b any) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && (math.Float64bits(a) == math.Float64bits(b) || a != a && b != b)
	case float32:
		b, ok := b.(float32)
		return ok && (math.Float32bits(a) == math.Float32bits(b) || a != a && b != b)
	case time.Time:
		b, ok := b.(time.Time)
		return ok && a.Equal(b)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, SameBits)
	case fmt.Stringer: // decimals, whose numbers lie behind pointers
		b, ok := b.(fmt.Stringer)
		return ok && a.String() == b.String()
	}
	return a == b
}

// Show writes a value for a message.
func Show(v any) string {
	if v == nil {
		return "missing"
	}
	return fmt.Sprintf("%#v (%T)", v, v)
}

// SameError compares the error of a record that was scored alone with that of its row
// in a table, which has the row's number as well.
func SameError(want error, got *evaluator.InputError) error {
	text := ""
	if got != nil {
		e := *got
		e.Row = 0
		text = e.Error()
	}
	if want == nil && got == nil || want != nil && want.Error() == text {
		return nil
	}
	return errors.New("errors differ: " + fmt.Sprint(want) + "; " + text)
}
