package invocations

import (
	"bytes"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// reading fills a batch.
type reading struct {
	b      *wire.Batch
	limits wire.Limits
}

const wanted = "The input must be a JSON object with exactly one of the keys dataframe_split, dataframe_records, instances and inputs"

// json reads a body of JSON.
func (d *reading) json(body []byte, vertex bool) error {
	r := d.b.Reader(body)
	k, err := r.Peek()
	switch {
	case err != nil:
		return err
	case k == wire.Array && !vertex: // as SageMaker writes arrays
		if err := d.rows(r, "the list"); err != nil {
			return err
		}
		return r.Finish()
	case k != wire.Object && vertex:
		return wire.Invalid(`The input must be a JSON object with the key instances`)
	case k != wire.Object:
		return wire.Invalid(wanted)
	}
	found := ""
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		name := string(key)
		switch {
		case name == "instances", !vertex && (name == "dataframe_split" || name == "dataframe_records" || name == "inputs"):
			if found != "" {
				return wire.Invalid("%s, not both %s and %s", wanted, found, name)
			}
			found = name
			err = d.value(r, name)
		default: // parameters of the call, which models of PMML do not have
			_, err = r.Skip()
		}
		if err != nil {
			return err
		}
	}
	if err := r.Finish(); err != nil {
		return err
	}
	if found == "" && vertex {
		return wire.Invalid(`The input must be a JSON object with the key instances`)
	}
	if found == "" {
		return wire.Invalid(wanted)
	}
	return nil
}

// value reads the records of a key.
func (d *reading) value(r *wire.Reader, key string) error {
	k, err := r.Peek()
	if err != nil {
		return err
	}
	switch {
	case key == "dataframe_split":
		if k != wire.Object {
			return wire.Invalid("Dataframe split format must be an object")
		}
		return d.split(r)
	case key == "inputs" && k == wire.Object:
		return d.columns(r)
	case k != wire.Array:
		return wire.Invalid("%s must be a list", key)
	}
	return d.rows(r, key)
}

// rows reads a list of records: objects, lists of values, or values of the only input.
func (d *reading) rows(r *wire.Reader, key string) error {
	var before wire.Kind
	for i, err := range r.Elements() {
		if err != nil {
			return err
		}
		k, err := r.Peek()
		if err != nil {
			return err
		}
		if i > 0 && (k == wire.Object || k == wire.Array || before == wire.Object || before == wire.Array) && k != before {
			return wire.Invalid("the elements of %s must be all objects, all lists or all values: element %d is not as those before", key, d.b.Rows()+1)
		}
		before = k
		if key == "dataframe_records" && k != wire.Object {
			return wire.Invalid("Dataframe records format must be a list of objects")
		}
		if err := d.record(r, k); err != nil {
			return err
		}
	}
	if d.b.Rows() == 0 {
		return wire.Invalid("%s has no records", key)
	}
	return nil
}

// record reads a record. {"features": [...]} is a list of values, as SageMaker has it.
func (d *reading) record(r *wire.Reader, k wire.Kind) error {
	b := d.b
	b.Begin()
	if err := d.limits.CheckRows(b.Rows()); err != nil {
		return err
	}
	var err error
	if k == wire.Object {
		err = d.members(r)
	} else {
		err = b.Values(r)
	}
	if err != nil {
		return err
	}
	b.End()
	return nil
}

var features = []byte("features")

func (d *reading) members(r *wire.Reader) error {
	b := d.b
	if err := r.Begin(wire.Object); err != nil {
		return err
	}
	for first := true; ; first = false {
		key, more, err := r.Key(first)
		if err != nil || !more {
			return err
		}
		if first && bytes.Equal(key, features) {
			if _, ok := b.Model().Input(features); !ok {
				if err := b.Values(r); err != nil {
					return err
				}
				if _, more, err = r.Key(false); err != nil || !more {
					return err
				}
				return wire.Invalid(`record %d: "features" must be its only key`, b.Rows())
			}
		}
		i, err := b.Find(key)
		if err != nil {
			return err
		}
		if err := b.Set(i, r); err != nil {
			return err
		}
	}
}

// split reads a frame as pandas writes it with orient="split": names of columns, and
// lists of values. Its index is ignored.
func (d *reading) split(r *wire.Reader) error {
	var columns []string
	var data []byte
	named := false
	for key, err := range r.Members() {
		if err != nil {
			return err
		}
		switch string(key) {
		case "columns":
			if k, err := r.Peek(); err != nil {
				return err
			} else if k == wire.Null {
				_, err = r.Skip()
				if err != nil {
					return err
				}
				continue
			}
			named = true
			columns, err = names(r)
		case "data":
			data, err = r.Skip()
		case "index":
			_, err = r.Skip()
		default:
			err = wire.Invalid("Dataframe split format must have 'data' and may have 'columns' and 'index', not %q", key)
		}
		if err != nil {
			return err
		}
	}
	if data == nil {
		return wire.Invalid("Dataframe split format must have 'data'")
	}
	return d.data(data, columns, named)
}

// names reads the names of columns. Numbers are texts.
func names(r *wire.Reader) ([]string, error) {
	var out []string
	for _, err := range r.Elements() {
		if err != nil {
			return out, err
		}
		k, text, err := r.Scalar()
		if err != nil {
			return nil, err
		}
		if k != wire.String && k != wire.Number {
			return nil, wire.Invalid("the name of column %d is no text", len(out)+1)
		}
		out = append(out, string(text))
	}
	return out, nil
}

// data reads the lists of values of a frame.
func (d *reading) data(text []byte, columns []string, named bool) error {
	inputs, err := d.inputs(columns, named)
	if err != nil {
		return err
	}
	var r wire.Reader
	r.Reset(text)
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid("'data' must be a list of lists")
	}
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		d.b.Begin()
		if err := d.limits.CheckRows(d.b.Rows()); err != nil {
			return err
		}
		if k, err := r.Peek(); err != nil {
			return err
		} else if k != wire.Array {
			return wire.Invalid("row %d of 'data' is no list", d.b.Rows())
		}
		if err := d.row(&r, inputs); err != nil {
			return err
		}
		d.b.End()
	}
	if d.b.Rows() == 0 {
		return wire.Invalid("'data' has no rows")
	}
	return nil
}

func (d *reading) row(r *wire.Reader, inputs []int) error {
	n := 0
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		if n == len(inputs) {
			return wire.Invalid("row %d has more values than the %d columns", d.b.Rows(), len(inputs))
		}
		if inputs[n] < 0 {
			_, err = r.Skip()
		} else {
			err = d.b.Set(inputs[n], r)
		}
		if err != nil {
			return err
		}
		n++
	}
	if n < len(inputs) {
		return wire.Invalid("row %d has %d values, where there are %d columns", d.b.Rows(), n, len(inputs))
	}
	return nil
}

// inputs finds the inputs of columns. Without names, or where they are those of a frame
// without names (0, 1, 2 and so on), columns are the inputs in their order.
func (d *reading) inputs(columns []string, named bool) ([]int, error) {
	m := d.b.Model()
	if !named || d.counted(columns) {
		return m.Features, nil
	}
	out := make([]int, len(columns))
	for i, name := range columns {
		var err error
		if out[i], err = d.b.FindColumn([]byte(name)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// counted says whether names are just numbers of columns.
func (d *reading) counted(columns []string) bool {
	if len(columns) != len(d.b.Model().Features) {
		return false
	}
	for i, name := range columns {
		if _, ok := d.b.Model().Input([]byte(name)); ok || name != strconv.Itoa(i) {
			return false
		}
	}
	return true
}

// columns reads an object of inputs, each with a list of values, or with one.
func (d *reading) columns(r *wire.Reader) error {
	rows, err := d.b.ByColumn(r, d.limits)
	if err == nil && rows == 0 {
		err = wire.Invalid("inputs must have at least one input with values")
	}
	return err
}

// lines reads a record on each line.
func (d *reading) lines(body []byte) error {
	number := 0
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		err := d.line(line)
		if err != nil {
			e := *wire.ErrorOf(err)
			if e.Code == wire.InvalidArgument && e.HTTP == 0 {
				e.Text = "line " + strconv.Itoa(number) + ": " + e.Text
			}
			return &e
		}
	}
	if d.b.Rows() == 0 {
		return wire.Invalid("there is no line with a record")
	}
	return nil
}

func (d *reading) line(line []byte) error {
	r := d.b.Reader(line)
	k, err := r.Peek()
	if err != nil {
		return err
	}
	if err := d.record(r, k); err != nil {
		return err
	}
	return r.Finish()
}

// csv reads a table: with the names of inputs in its first row, as pandas writes it, or
// without, as SageMaker does. A first column without a name is an index, and ignored.
func (d *reading) csv(body []byte, header string) error {
	form := wire.CSV{Separator: ',', Quote: '"'}
	m := d.b.Model()
	if header == unsaid {
		has, err := m.HasHeader(body, form)
		if err != nil {
			return err
		}
		if header = absent; has {
			header = present
		}
	}
	var columns []string
	if header == absent {
		for _, i := range m.Features {
			columns = append(columns, m.Inputs[i].Name)
		}
	}
	table, err := d.b.Table(body, form, columns)
	if err != nil {
		return err
	}
	for i, name := range table.Names() {
		if name == "" && i == 0 && len(table.Names()) > 1 {
			continue
		}
		if _, ok := m.Input([]byte(name)); !ok {
			return m.UnknownInput(name)
		}
	}
	if _, err = table.Fill(d.limits, ""); err != nil {
		return err
	}
	if d.b.Rows() == 0 {
		return wire.Invalid("the table has no rows")
	}
	return nil
}
