package evaluator

import "context"

// Evaluate scores a record given by name. A field that is absent or nil is
// missing; names that the model does not know are ignored, but for those that are
// near an absent field's (see [WithInputNames]). Values may be Go numbers, strings (parsed where the field is no string), truth values,
// json.Number, decimal.Decimal, time.Time, time.Duration, and lists ([]any, []string, []float64)
// for collections. The error is an *InputError. A record that the model has no
// answer for is no error: its results are missing.
//
// A model that is [Model.Stateful] sees each record as the first one; score
// such records in order with a [Session].
func (m *Model) Evaluate(record map[string]any) (*Result, error) {
	return m.EvaluateContext(context.Background(), record)
}

// Session scores records that depend on those before. It belongs to one
// goroutine at a time.
type Session struct{ row *Row }

// NewSession begins a stream of records.
func (m *Model) NewSession() *Session { return &Session{row: m.NewRow()} }

// stream gives the session's row, nil where there is none.
func (s *Session) stream() *Row {
	if s == nil {
		return nil
	}
	return s.row
}

// Evaluate scores the next record of the stream, as [Model.Evaluate] does. A
// record with an error leaves the stream as it was.
func (s *Session) Evaluate(record map[string]any) (*Result, error) {
	return s.stream().evaluate(record)
}

func (r *Row) evaluate(record map[string]any) (*Result, error) {
	if err := r.set(record); err != nil {
		return nil, err
	}
	if err := r.Score(); err != nil {
		return nil, err
	}
	return r.Result(), nil
}

// set gives the inputs the values of a record.
func (r *Row) set(record map[string]any) error {
	if !r.exists() {
		return noModel()
	}
	found := 0
	for i := range r.model.inputs {
		v, ok := record[r.model.inputs[i].Name]
		if !ok {
			r.frame.SetMissing(i)
			continue
		}
		found++
		if err := r.SetValue(i, v); err != nil {
			return err
		}
	}
	if found < len(r.model.inputs) || found < len(record) {
		if e := r.model.checkRecord(record, found); e != nil {
			return e
		}
	}
	return nil
}
