package wire

// Record gives the record the value that the reader is at: an object of its values by
// name, or else what [Batch.Values] takes.
func (b *Batch) Record(r *Reader) error {
	k, err := r.Peek()
	switch {
	case err != nil:
		return err
	case k == Object:
		return b.Members(r)
	}
	return b.Values(r)
}

// Members gives the record the members of the object that the reader is at, each the
// input of its name.
func (b *Batch) Members(r *Reader) error {
	if err := r.Begin(Object); err != nil {
		return err
	}
	for first := true; ; first = false {
		i := b.expected(r, first)
		if i < 0 {
			key, more, err := r.Key(first)
			if err != nil || !more {
				return err
			}
			if i, err = b.Find(key); err != nil {
				return err
			}
		}
		if err := b.Set(i, r); err != nil {
			return err
		}
	}
}

// Values gives the record the values of the list that the reader is at, in the order
// of the model's [Model.Features], or the one value of a model that has one.
func (b *Batch) Values(r *Reader) error {
	features := b.model.Features
	k, err := r.Peek()
	if err != nil {
		return err
	}
	if len(features) == 1 {
		return b.Set(features[0], r)
	}
	if k != Array {
		return Invalid("record %d is one value, where the model has %d inputs: it must be an object, or a list of their values", b.rows, len(features))
	}
	n := 0
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		if n == len(features) {
			return Invalid("record %d has more values than the model's %d inputs", b.rows, len(features))
		}
		if err := b.Set(features[n], r); err != nil {
			return err
		}
		n++
	}
	if n < len(features) {
		return Invalid("record %d has %d values, where the model has %d inputs", b.rows, n, len(features))
	}
	return nil
}

// FindColumn gives the input of a column's name, as [Batch.Find] does for that of a
// value.
func (b *Batch) FindColumn(name []byte) (int, error) {
	i, ok := b.model.Input(name)
	if !ok {
		return -1, b.model.UnknownInput(string(name))
	}
	if b.seen[i] != 0 {
		e := Invalid("input %q is given twice", name)
		e.Field = string(name)
		return -1, e
	}
	b.seen[i] = 1
	return i, nil
}

// expected gives the input of the next member where that is the one that the record
// before had there, and goes to its value; else -1.
func (b *Batch) expected(r *Reader, first bool) int {
	if b.at >= len(b.order) {
		return -1
	}
	i := b.order[b.at]
	if b.seen[i] == b.rows || !r.expect(first, b.model.quoted[i]) {
		return -1
	}
	b.at++
	b.seen[i] = b.rows
	return i
}

// ByColumn gives the batch the object of inputs that the reader is at, each with the
// values of all records, and gives the number of records: 0 where there is no input.
func (b *Batch) ByColumn(r *Reader, l Limits) (int, error) {
	rows := 0
	for key, err := range r.Members() {
		if err != nil {
			return 0, err
		}
		i, err := b.FindColumn(key)
		if err != nil {
			return 0, err
		}
		n, err := b.Column(i, r, l)
		if err != nil {
			return 0, err
		}
		if rows > 0 && n != rows {
			return 0, Invalid("input %q has %d values, where those before have %d", b.model.Inputs[i].Name, n, rows)
		}
		rows = n
	}
	return rows, nil
}

// Column gives an input the list of values that the reader is at, one for each record, or
// the one value of the only record. It gives their number, which is never 0.
func (b *Batch) Column(input int, r *Reader, l Limits) (int, error) {
	k, err := r.Peek()
	if err != nil {
		return 0, err
	}
	if k != Array {
		return 1, b.SetAt(0, input, r)
	}
	rows := 0
	for row, err := range r.Elements() {
		if err != nil {
			return 0, err
		}
		rows = row + 1
		if err := l.CheckRows(rows); err != nil {
			return 0, err
		}
		if err := b.SetAt(row, input, r); err != nil {
			return 0, err
		}
	}
	if rows == 0 {
		return 0, Invalid("input %q has no values", b.model.Inputs[input].Name)
	}
	return rows, nil
}
