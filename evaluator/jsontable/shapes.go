package jsontable

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

func (r *Reader) records() error {
	if err := r.expect('[', "a list of objects"); err != nil {
		return err
	}
	for ; r.more(']'); r.rows++ {
		r.at = place{row: r.rows + 1}
		if err := r.bound(r.rows+1, nil); err != nil {
			return err
		}
		if err := r.expect('{', "an object for each row"); err != nil {
			return err
		}
		r.keys.Begin()
		for r.more('}') {
			name, err := r.key()
			if err != nil {
				return err
			}
			if err := r.value(r.rows, r.input(name)); err != nil {
				return err
			}
			r.at.field = ""
		}
		if err := r.expect('}', "the end of a row"); err != nil {
			return err
		}
		if err := r.checkNames(); err != nil {
			return err
		}
	}
	return r.last(']')
}

func (r *Reader) columns() error {
	if err := r.expect('{', "an object of columns"); err != nil {
		return err
	}
	r.keys.Begin()
	for first := true; r.more('}'); first = false {
		name, err := r.key()
		if err != nil {
			return err
		}
		input, named := r.input(name), place{field: string(name)}
		r.at = named
		if err := r.expect('[', "a list of values"); err != nil {
			return err
		}
		rows := 0
		for ; r.more(']'); rows++ {
			if err := r.value(rows, input); err != nil {
				return err
			}
		}
		r.at = named
		if err := r.expect(']', "the end of a column"); err != nil {
			return err
		}
		if !first && rows != r.rows {
			return r.fail(FaultLength, "the column has %d values, where those before have %d", rows, r.rows)
		}
		r.rows, r.at = rows, place{}
	}
	if err := r.last('}'); err != nil {
		return err
	}
	return r.checkNames()
}

// last reads the end of a table and of the text.
func (r *Reader) last(end byte) error {
	r.at = place{}
	if err := r.expect(jsontext.Kind(end), "the end of the table"); err != nil {
		return err
	}
	return r.end()
}

func (r *Reader) split() error {
	if err := r.expect('{', "an object with columns and data"); err != nil {
		return err
	}
	var inputs []int // by column; nil: not read yet
	var held []byte  // data that came before the columns
	data := false
	for r.more('}') {
		name, err := r.key()
		if err != nil {
			return err
		}
		switch string(name) {
		case "columns":
			inputs, err = r.names()
		case "data":
			data = true
			if inputs != nil {
				err = r.data(inputs)
				break
			}
			raw, readErr := r.dec.ReadValue()
			if readErr != nil {
				return r.failed(readErr)
			}
			held = bytes.Clone(raw)
		default: // as index, which names rows
			err = r.value(0, -1)
		}
		if err != nil {
			return err
		}
	}
	if err := r.last('}'); err != nil {
		return err
	}
	switch {
	case inputs == nil:
		return r.fail(FaultShape, `there is no "columns"`)
	case !data:
		return r.fail(FaultShape, `there is no "data"`)
	case held != nil:
		r.start(bytes.NewReader(held))
		return r.data(inputs)
	}
	return nil
}

// names reads the list of columns.
func (r *Reader) names() ([]int, error) {
	if err := r.expect('[', "a list of columns"); err != nil {
		return nil, err
	}
	r.keys.Begin()
	inputs, seen := []int{}, map[string]bool{}
	for r.more(']') {
		if r.dec.PeekKind() != '"' {
			if err := r.dec.SkipValue(); err != nil {
				return nil, r.failed(err)
			}
			return nil, r.fail(FaultShape, "the name of column %d is no string", len(inputs)+1)
		}
		name, err := r.key()
		if err != nil {
			return nil, err
		}
		if seen[string(name)] {
			return nil, r.fail(FaultDuplicate, "column %s occurs twice", strconv.Quote(string(name)))
		}
		seen[string(name)] = true
		inputs = append(inputs, r.input(name))
	}
	if err := r.expect(']', "the end of the columns"); err != nil {
		return nil, err
	}
	return inputs, r.checkNames()
}

// data reads the list of rows.
func (r *Reader) data(inputs []int) error {
	if err := r.expect('[', "a list of rows"); err != nil {
		return err
	}
	for ; r.more(']'); r.rows++ {
		r.at = place{row: r.rows + 1}
		if err := r.bound(r.rows+1, nil); err != nil {
			return err
		}
		if err := r.expect('[', "a list for each row"); err != nil {
			return err
		}
		n := 0
		for ; r.more(']'); n++ {
			if n == len(inputs) {
				return r.fail(FaultLength, "the row has more values than the %d columns", n)
			}
			if err := r.value(r.rows, inputs[n]); err != nil {
				return err
			}
			r.at.field = ""
		}
		if err := r.expect(']', "the end of a row"); err != nil {
			return err
		}
		if n < len(inputs) {
			return r.fail(FaultLength, "the row has %d values, where there are %d columns", n, len(inputs))
		}
	}
	r.at = place{}
	return r.expect(']', "the end of the rows")
}
