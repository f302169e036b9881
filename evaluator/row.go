package evaluator

import (
	"encoding/json"
	"math"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Row scores one record after the other without allocating: set the inputs by
// index ([Model.Input]), call Score, read the results by index
// ([Model.ResultIndex]). Inputs keep their values until they are set again or
// Reset. Results hold until the next Score. A Row belongs to one goroutine at a
// time.
//
// An index that is none of the inputs' makes the next Score fail, with an
// [*InputError] of code [InputIndex]; a result of an index that the model does not
// have is missing.
type Row struct {
	model *Model
	frame *program.Frame
	// inputs is how many the model has, stray the error of the first index that was
	// none of theirs.
	inputs int
	stray  *InputError
}

// NewRow makes a row whose inputs are missing.
func (m *Model) NewRow() *Row {
	if !m.exists() {
		return &Row{}
	}
	return &Row{model: m, frame: m.program.NewFrame(), inputs: len(m.inputs)}
}

// exists says whether the row can score.
func (r *Row) exists() bool { return r != nil && r.frame != nil }

// has says whether there is an input of an index, and takes note where there is not.
func (r *Row) has(input int) bool {
	if r != nil && uint(input) < uint(r.inputs) {
		return true
	}
	r.strays(input)
	return false
}

func (r *Row) strays(input int) {
	if r != nil && r.stray == nil {
		r.stray = noInput(input, r.inputs)
	}
}

// strayed gives the error of an index that was no input's, once.
func (r *Row) strayed() error {
	e := r.stray
	if e == nil {
		return nil
	}
	r.stray = nil
	r.clear()
	return e
}

// at gives a result with its cell, a missing one for an index that is none.
func (r *Row) at(result int) (*reported, float64) {
	if !r.exists() || uint(result) >= uint(len(r.model.reported)) {
		return &nothing, program.Missing
	}
	p := &r.model.reported[result]
	return p, r.frame.Cells[p.slot]
}

// Reset makes all inputs missing. The history of lagged fields is kept.
func (r *Row) Reset() {
	if r.exists() {
		r.frame.Reset()
		r.stray = nil
	}
}

// SetFloat gives an input a number. For a date or time field it is the count
// of days or seconds from the type's epoch (date and dateTime: 1970).
func (r *Row) SetFloat(input int, v float64) {
	if r.has(input) {
		r.frame.SetNumber(input, v)
	}
}

// SetFloats gives the inputs from first on numbers, in the order of
// [Model.Inputs]: a vector of features at once. first+len(values) is at most the
// number of inputs; else no input is set.
func (r *Row) SetFloats(first int, values []float64) {
	switch {
	case r == nil:
	case first < 0 || first > r.inputs:
		r.strays(first)
	case len(values) > r.inputs-first:
		r.strays(r.inputs)
	case len(values) > 0:
		r.frame.SetNumbers(first, values)
	}
}

// SetInt gives an input a whole number.
func (r *Row) SetInt(input int, v int64) {
	if r.has(input) {
		r.frame.SetInt(input, v)
	}
}

// SetText gives an input a text. It is parsed to the field's type unless that
// is string. The row keeps s until the input is set again.
func (r *Row) SetText(input int, s string) {
	if r.has(input) {
		r.frame.SetText(input, s)
	}
}

// SetBool gives an input a truth value.
func (r *Row) SetBool(input int, v bool) {
	if r.has(input) {
		r.frame.SetBool(input, v)
	}
}

// SetMissing makes an input missing.
func (r *Row) SetMissing(input int) {
	if r.has(input) {
		r.frame.SetMissing(input)
	}
}

// SetList gives an input that takes a collection ([Field.Collection]) an empty
// one; the Add methods fill it. A basket of items is given so, without
// allocation.
func (r *Row) SetList(input int) {
	if r.has(input) {
		r.frame.SetList(input)
	}
}

// AddFloat adds a number to an input's collection, as SetFloat gives one.
func (r *Row) AddFloat(input int, v float64) {
	if r.has(input) {
		r.frame.AddNumber(input, v)
	}
}

// AddInt adds a whole number to an input's collection.
func (r *Row) AddInt(input int, v int64) {
	if r.has(input) {
		r.frame.AddInt(input, v)
	}
}

// AddText adds a text to an input's collection, as SetText gives one.
func (r *Row) AddText(input int, s string) {
	if r.has(input) {
		r.frame.AddText(input, s)
	}
}

// AddBool adds a truth value to an input's collection.
func (r *Row) AddBool(input int, v bool) {
	if r.has(input) {
		r.frame.AddBool(input, v)
	}
}

// AddMissing adds a missing value to an input's collection.
func (r *Row) AddMissing(input int) {
	if r.has(input) {
		r.frame.AddMissing(input)
	}
}

// Len gives the number of elements of a result that is a collection, 0 where it
// is missing or one value.
func (r *Row) Len(result int) int {
	if p, v := r.at(result); p.list && !program.IsMissing(v) {
		return len(r.frame.List(v))
	}
	return 0
}

// TextAt gives element i of a result that is a collection of texts, i below
// [Row.Len]; "" where the element is missing or no text.
func (r *Row) TextAt(result, i int) string {
	p, v := r.at(result)
	if p.nested || p.typ != pmml.DataTypeString || i < 0 || i >= r.Len(result) {
		return ""
	}
	if e := r.frame.List(v)[i]; !program.IsMissing(e) {
		return r.frame.Text(e)
	}
	return ""
}

// SetValue gives an input any Go value that [Model.Evaluate] takes.
func (r *Row) SetValue(input int, v any) error {
	switch {
	case !r.exists():
		return noModel()
	case uint(input) >= uint(r.inputs):
		return noInput(input, r.inputs)
	}
	if setValue(r.frame, input, v, r.model.program.Inputs[input].Type) {
		return nil
	}
	return unusable(r.model.inputs[input].Name, v)
}

// Score computes the results. The error is an *InputError; then there are no
// results.
func (r *Row) Score() error {
	if !r.exists() {
		return noModel()
	}
	if r.stray != nil {
		return r.strayed()
	}
	if f := r.frame.Run(); f != nil {
		r.clear()
		return faultError(f)
	}
	return nil
}

// clear leaves the row without results: those that a record with an error got as far
// as, and those of the record before.
func (r *Row) clear() {
	for i := range r.model.reported {
		p := &r.model.reported[i]
		r.frame.Cells[p.slot] = program.Missing
		if p.outcome >= 0 {
			r.frame.Outcomes[p.outcome].Clear()
		}
	}
}

// cell gives a result's cell.
func (r *Row) cell(result int) float64 {
	_, v := r.at(result)
	return v
}

// IsMissing says whether a result has no value.
func (r *Row) IsMissing(result int) bool { return program.IsMissing(r.cell(result)) }

// Float gives a result as a number: NaN where it is missing or a text or a
// collection, 1 or 0 for a truth value.
func (r *Row) Float(result int) float64 {
	p, v := r.at(result)
	if p.list || p.typ == pmml.DataTypeString {
		return math.NaN()
	}
	return v
}

// Text gives a result as a text, as AppendText writes it; "" where it is
// missing.
func (r *Row) Text(result int) string {
	if p, v := r.at(result); p.typ == pmml.DataTypeString && !p.list && !program.IsMissing(v) {
		return r.frame.Text(v)
	}
	return string(r.AppendText(nil, result))
}

// Value gives a result in its declared type: string, int64 (integer and the
// counts of days and seconds), float32, float64, bool, time.Time in UTC (date
// and dateTime), time.Duration since midnight (time), []any for a collection,
// nil where it is missing. With [WithDecimalArithmetic] a double is a
// decimal.Decimal, unless it is infinite or NaN.
func (r *Row) Value(result int) any {
	p, v := r.at(result)
	if program.IsMissing(v) {
		return nil
	}
	if p.list {
		list := listValue(r.frame, v, p.typ, p.nested)
		if r.frame.DecimalMode() {
			return decimals(list)
		}
		return list
	}
	if d, ok := exact(r.frame, p); ok {
		return d
	}
	return goValue(r.frame, v, p.typ)
}

// AppendText appends a result in the form of CSV files: the shortest text that
// reads back to the same value, nothing where it is missing, a collection as JSON.
func (r *Row) AppendText(dst []byte, result int) []byte {
	p, v := r.at(result)
	switch {
	case program.IsMissing(v):
		return dst
	case p.list:
		return r.AppendJSON(dst, result)
	}
	if d, ok := exact(r.frame, p); ok {
		return appendDecimal(dst, d)
	}
	return appendValue(dst, r.frame, v, p.typ)
}

// AppendJSON appends a result in JSON: null where it is missing, special
// numbers as "NaN", "Infinity" and "-Infinity".
func (r *Row) AppendJSON(dst []byte, result int) []byte {
	p, v := r.at(result)
	if p == &nothing {
		return append(dst, "null"...)
	}
	if d, ok := exact(r.frame, p); ok {
		return appendDecimal(dst, d)
	}
	if !p.list || program.IsMissing(v) {
		return appendJSON(dst, r.frame, v, p.typ)
	}
	return appendList(dst, r.frame, v, p.typ, p.nested)
}

// Result copies the results, so that they outlive the row's next Score.
func (r *Row) Result() *Result {
	if !r.exists() {
		return &Result{}
	}
	m := r.model
	out := &Result{model: m, values: make([]any, len(m.results))}
	for i := range m.results {
		out.values[i] = r.Value(i)
	}
	for i := range m.targets {
		out.targets = append(out.targets, targetResult(r.frame, &m.reported[i]))
	}
	return out
}

// unusable reports a Go value of a type that no field takes.
func unusable(field string, v any) error {
	return &InputError{Field: field, Code: InputGoType, Detail: "a value of Go type " + typeName(v) + " cannot be used; expected a number, string, bool, time.Time, time.Duration, list or nil"}
}

// setValue gives an input a Go value; false where its type is none that a
// field takes.
func setValue(f *program.Frame, i int, v any, t pmml.DataType) bool {
	switch v := v.(type) {
	case nil:
		f.SetMissing(i)
	case float64:
		f.SetNumber(i, v)
	case string:
		f.SetText(i, v)
	case bool:
		f.SetBool(i, v)
	case int:
		f.SetInt(i, int64(v))
	case int64:
		f.SetInt(i, v)
	case float32:
		f.SetNumber(i, float64(v))
	case json.Number:
		f.SetText(i, v.String())
	case decimal.Decimal:
		f.SetDecimal(i, v)
	case []any:
		f.SetList(i)
		for _, e := range v {
			if !addValue(f, i, e, t) {
				return false
			}
		}
	default:
		if n, ok := otherNumber(v, t); ok {
			f.SetNumber(i, n)
			return true
		}
		return setSlice(f, i, v)
	}
	return true
}

func addValue(f *program.Frame, i int, v any, t pmml.DataType) bool {
	switch v := v.(type) {
	case nil:
		f.AddMissing(i)
	case float64:
		f.AddNumber(i, v)
	case string:
		f.AddText(i, v)
	case float32:
		f.AddNumber(i, float64(v))
	case int:
		f.AddInt(i, int64(v))
	case int64:
		f.AddInt(i, v)
	case bool:
		f.AddBool(i, v)
	case json.Number:
		f.AddText(i, v.String())
	case decimal.Decimal:
		f.AddDecimal(i, v)
	default:
		n, ok := otherNumber(v, t)
		if ok {
			f.AddNumber(i, n)
		}
		return ok
	}
	return true
}

func setSlice(f *program.Frame, i int, v any) bool {
	switch v := v.(type) {
	case []string:
		f.SetList(i)
		for _, e := range v {
			f.AddText(i, e)
		}
	case []float64:
		f.SetList(i)
		for _, e := range v {
			f.AddNumber(i, e)
		}
	default:
		return false
	}
	return true
}

// otherNumber gives the number of the less common Go types.
func otherNumber(v any, t pmml.DataType) (float64, bool) {
	switch v := v.(type) {
	case int8:
		return float64(v), true
	case int16:
		return float64(v), true
	case int32:
		return float64(v), true
	case uint:
		return float64(v), true
	case uint8:
		return float64(v), true
	case uint16:
		return float64(v), true
	case uint32:
		return float64(v), true
	case uint64:
		return float64(v), true
	case time.Duration:
		return v.Seconds(), true
	case time.Time:
		return program.OfTime(v, t), true
	}
	return 0, false
}
