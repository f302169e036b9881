package explain

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Number is a number whose JSON form also has the special ones: "NaN",
// "Infinity" and "-Infinity".
type Number float64

// MarshalJSON gives a JSON number, or a string for a special one.
func (n Number) MarshalJSON() ([]byte, error) {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.AppendQuote(nil, Special(v)), nil
	}
	return json.Marshal(v)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Number) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case `"NaN"`:
		*n = Number(math.NaN())
	case `"Infinity"`:
		*n = Number(math.Inf(1))
	case `"-Infinity"`:
		*n = Number(math.Inf(-1))
	default:
		v, err := strconv.ParseFloat(string(text), 64)
		if err != nil {
			return fmt.Errorf("%s is not a number", text)
		}
		*n = Number(v)
	}
	return nil
}

// Special gives the text of a number that JSON does not have.
func Special(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	}
	return "NaN"
}
