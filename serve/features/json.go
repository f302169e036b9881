package features

import (
	"fmt"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// fillJSON reads a record from an object. Members that are no columns are passed over,
// and null is missing.
func fillJSON(v *View, into *Frame, row int, text []byte) error {
	var r wire.Reader
	r.Reset(text)
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		i := v.Column(string(key))
		if i < 0 {
			_, err = r.Skip()
		} else {
			err = ReadValue(&r, &v.Columns[i], &into.Columns[i], row, into)
		}
		if err != nil {
			return err
		}
	}
	return r.Finish()
}

// ReadValue reads the value of a column from JSON.
func ReadValue(r *wire.Reader, c *Column, values *Values, row int, f *Frame) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k == wire.Array && c.Type == Vector {
		return readVector(r, c, values.Vector(row, c.Size))
	} else if k == wire.Array || k == wire.Object {
		return fmt.Errorf("%q is a list or an object, where a %s is wanted", c.Name, c.Type)
	}
	k, text, err := r.Scalar()
	if err != nil || k == wire.Null {
		return err
	}
	switch {
	case c.Type == Text:
		values.SetText(row, f.keep(text))
	case c.Type == Vector:
		return fmt.Errorf("%q is no list of %d numbers", c.Name, c.Size)
	case k == wire.True || k == wire.False:
		values.SetNumber(row, map[wire.Kind]float64{wire.True: 1}[k])
	default:
		v, err := parseNumber(string(text))
		if err != nil {
			return fmt.Errorf("%q: %w", c.Name, err)
		}
		values.SetNumber(row, v)
	}
	return nil
}

func readVector(r *wire.Reader, c *Column, into []float32) error {
	n := 0
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		k, text, err := r.Scalar()
		if err != nil {
			return err
		}
		if k != wire.Number || n == len(into) {
			return fmt.Errorf("%q is no list of %d numbers", c.Name, c.Size)
		}
		v, err := strconv.ParseFloat(string(text), 32)
		if err != nil {
			return fmt.Errorf("%q: %s is no float of 32 bits", c.Name, text)
		}
		into[n] = float32(v)
		n++
	}
	if n != len(into) {
		return fmt.Errorf("%q has %d numbers, where the vector has %d", c.Name, n, c.Size)
	}
	return nil
}
