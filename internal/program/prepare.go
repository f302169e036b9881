package program

import (
	"math"
	"strconv"
	"unsafe"

	"github.com/gopmml/gopmml/pmml"
)

// Input is a field that a record may give.
type Input struct {
	Name string
	Type pmml.DataType
	// List says that the field takes a collection of values.
	List bool
	// Literals holds listed values that are not of the field's type, as "N/A" of
	// a number, with what they stand for.
	Literals map[string]Validity
	Field    Prepare
}

// Prepare brings one field's value into the cell that the model reads. A value
// that may not be there becomes an error cell, which counts once it is used.
type Prepare struct {
	Name string
	Type pmml.DataType
	// From is the slot that the value comes from; unused for inputs.
	From Slot
	// To is the slot that it goes to.
	To        Slot
	Domain    *Domain
	Treatment Treatment
}

// rawCell is an input's value as it was set.
type rawCell struct {
	// cell is the value, or a marker: invalidTag with one of the raw kinds.
	cell float64
	text string
	num  float64
	list *rawList
}

type rawList struct {
	cells []rawCell
}

const (
	rawInvalidText   = invalidTag | 1 // text is not of the field's type
	rawInvalidNumber = invalidTag | 2 // num is not of the field's type
	rawNewText       = invalidTag | 3 // text is a string that the document does not know
	rawListed        = invalidTag | 4 // text is listed as an invalid value
	rawCollection    = invalidTag | 5 // list holds the value
)

func marker(bits uint64) float64 { return math.Float64frombits(bits) }

// directInput is an input whose numbers need no preparation but to be rounded
// to its type.
type directInput struct {
	to   Slot
	kind directKind
}

type directKind uint8

const (
	indirect directKind = iota
	directDouble
	directFloat
	// directText is a string: texts that the document knows go into the cell as
	// they are where they are valid.
	directText
)

// directInputs finds the inputs whose numbers are valid whatever they are.
func (p *Program) directInputs() []directInput {
	direct := make([]directInput, len(p.Inputs))
	if p.Decimal {
		return direct
	}
	for i := range p.Inputs {
		in := &p.Inputs[i]
		if in.List || in.Field.To == NoSlot {
			continue
		}
		if in.Type == pmml.DataTypeString && in.Field.Treatment.Outliers <= pmml.OutliersAsIs {
			direct[i] = directInput{to: in.Field.To, kind: directText}
			continue
		}
		if !in.Field.Domain.allowsNumbers() || in.Field.Treatment.Outliers > pmml.OutliersAsIs {
			continue
		}
		switch in.Type {
		case pmml.DataTypeDouble:
			direct[i] = directInput{to: in.Field.To, kind: directDouble}
		case pmml.DataTypeFloat:
			direct[i] = directInput{to: in.Field.To, kind: directFloat}
		}
	}
	return direct
}

// wait says that input i is to be prepared from its raw cell.
func (f *Frame) wait(i int) { f.pending[i>>6] |= 1 << (i & 63) }

// settle brings the raw cells up to date with those that were filled directly,
// and has all inputs prepared from them.
func (f *Frame) settle() {
	for i, d := range f.direct {
		if f.pending[i>>6]&(1<<(i&63)) == 0 {
			f.raw[i].cell = f.Cells[d.to]
			f.wait(i)
		}
	}
}

// SetMissing makes input i missing.
func (f *Frame) SetMissing(i int) {
	f.raw[i].cell = Missing
	f.wait(i)
}

// SetNumber gives input i a number. Numbers of a date or time type are its count.
func (f *Frame) SetNumber(i int, v float64) {
	d := f.direct[i]
	if d.kind == directFloat {
		v = roundFloat(v)
	}
	if uint8(d.kind-1) > uint8(directFloat-1) || v != v {
		f.setNumber(i, v)
		return
	}
	f.Cells[d.to] = v + 0 // no negative zero
	f.filled(i)
}

// SetNumbers gives the inputs from first on numbers, one after the other.
func (f *Frame) SetNumbers(first int, values []float64) {
	direct, cells := f.direct[first:][:len(values)], f.Cells
	special := false
	for i, v := range values {
		d := direct[i]
		if d.kind == directFloat {
			v = roundFloat(v)
		} else if d.kind != directDouble {
			v = NaN
		}
		if v != v {
			special = true
			continue
		}
		cells[d.to] = v + 0 // no negative zero
	}
	for i := first; i < first+len(values); {
		if f.pending[i>>6] == 0 {
			i = i>>6<<6 + 64 // all of these are in place
			continue
		}
		f.filled(i)
		i++
	}
	if !special {
		return
	}
	for i, v := range values {
		if k := direct[i].kind; v != v || k != directFloat && k != directDouble {
			f.setNumber(first+i, v)
		}
	}
}

// filled says that input i's cell is in place.
func (f *Frame) filled(i int) {
	if w := &f.pending[i>>6]; *w&(1<<(i&63)) != 0 {
		*w &^= 1 << (i & 63)
	}
}

// setNumber is SetNumber for an input that has to be prepared.
func (f *Frame) setNumber(i int, v float64) {
	f.wait(i)
	f.raw[i].setNumber(&f.program.Inputs[i], f.program.Texts, v)
	if f.decimals != nil {
		f.keepNone(i)
	}
}

// SetText gives input i a text, which is parsed unless the field is a string.
func (f *Frame) SetText(i int, s string) {
	if d := f.direct[i]; d.kind == directText {
		if code, ok := f.program.Texts.code(s); ok {
			if p := &f.program.Inputs[i].Field; p.Domain == nil || p.Domain.Classify(float64(code)) == ValidValue {
				f.Cells[d.to] = float64(code)
				f.filled(i)
				return
			}
		}
	}
	f.wait(i)
	f.raw[i].setText(&f.program.Inputs[i], f.program.Texts, s)
	if f.decimals != nil {
		f.keepText(i, s)
	}
}

// SetBool gives input i a truth value.
func (f *Frame) SetBool(i int, b bool) {
	f.wait(i)
	f.raw[i].setBool(&f.program.Inputs[i], f.program.Texts, b)
	if f.decimals != nil {
		f.keepNone(i)
	}
}

// SetInt gives input i a whole number.
func (f *Frame) SetInt(i int, v int64) {
	f.wait(i)
	f.raw[i].setInt(&f.program.Inputs[i], f.program.Texts, v)
	if f.decimals != nil {
		f.keepNone(i)
	}
}

// SetList gives input i an empty collection; the Add methods fill it.
func (f *Frame) SetList(i int) {
	f.wait(i)
	f.raw[i].startList()
}

func (r *rawCell) startList() {
	r.cell = marker(rawCollection)
	if r.list == nil {
		r.list = &rawList{}
	}
	r.list.cells = r.list.cells[:0]
}

// AddNumber adds a number to input i's collection.
func (f *Frame) AddNumber(i int, v float64) {
	f.element(i).setNumber(&f.program.Inputs[i], f.program.Texts, v)
}

// AddInt adds a whole number to input i's collection.
func (f *Frame) AddInt(i int, v int64) {
	f.element(i).setInt(&f.program.Inputs[i], f.program.Texts, v)
}

// AddBool adds a truth value to input i's collection.
func (f *Frame) AddBool(i int, b bool) {
	f.element(i).setBool(&f.program.Inputs[i], f.program.Texts, b)
}

// AddText adds a text to input i's collection.
func (f *Frame) AddText(i int, s string) {
	f.element(i).setText(&f.program.Inputs[i], f.program.Texts, s)
}

// AddMissing adds a missing value to input i's collection.
func (f *Frame) AddMissing(i int) { f.element(i).cell = Missing }

// element makes room for one more element of input i's collection. A value that
// is no collection is replaced by one.
func (f *Frame) element(i int) *rawCell {
	waits := f.pending[i>>6]&(1<<(i&63)) != 0
	if !waits || math.Float64bits(f.raw[i].cell) != rawCollection {
		f.SetList(i)
	}
	return f.raw[i].add()
}

func (r *rawCell) add() *rawCell {
	r.list.cells = append(r.list.cells, rawCell{})
	return &r.list.cells[len(r.list.cells)-1]
}

func (r *rawCell) setNumber(in *Input, texts *Texts, v float64) {
	if in.Type == pmml.DataTypeString {
		// A caller's number for a string field: 3 is "3", whatever Go type held it.
		r.setText(in, texts, strconv.FormatFloat(v, 'f', -1, 64))
		return
	}
	c, ok := CastNumber(v, in.Type)
	if !ok {
		r.cell, r.num = marker(rawInvalidNumber), v
		return
	}
	r.cell = c
}

// setInt is setNumber for whole numbers, none of which is rounded.
func (r *rawCell) setInt(in *Input, texts *Texts, v int64) {
	if in.Type == pmml.DataTypeString {
		r.setText(in, texts, strconv.FormatInt(v, 10))
		return
	}
	if v > MaxInteger || v < -MaxInteger {
		switch in.Type {
		case pmml.DataTypeDouble:
			r.setNumber(in, texts, float64(v))
			return
		case pmml.DataTypeFloat:
			r.setNumber(in, texts, float64(float32(v))) // rounded once, as a text is
			return
		}
		r.cell, r.text = marker(rawInvalidText), strconv.FormatInt(v, 10)
		return
	}
	r.setNumber(in, texts, float64(v))
}

func (r *rawCell) setBool(in *Input, texts *Texts, b bool) {
	if in.Type == pmml.DataTypeString {
		r.setText(in, texts, strconv.FormatBool(b))
		return
	}
	r.setNumber(in, texts, Bool(b))
}

// setBytes is setText without a string, where the document knows the text.
func (r *rawCell) setBytes(in *Input, texts *Texts, b []byte) {
	if in.Type == pmml.DataTypeString {
		if c, ok := texts.code(unsafe.String(unsafe.SliceData(b), len(b))); ok {
			r.cell = float64(c)
			return
		}
	}
	r.setText(in, texts, string(b))
}

func (r *rawCell) setText(in *Input, texts *Texts, s string) {
	if in.Type == pmml.DataTypeString {
		if c, ok := texts.code(s); ok {
			r.cell = float64(c)
			return
		}
		r.cell, r.text = marker(rawNewText), s
		return
	}
	if in.Literals != nil {
		switch v, ok := in.Literals[s]; {
		case !ok:
		case v == MissingValue:
			r.cell = Missing
			return
		default:
			r.cell, r.text = marker(rawListed), s
			return
		}
	}
	c, err := ParseValue(in.Type, s)
	if err != nil {
		r.cell, r.text = marker(rawInvalidText), s
		return
	}
	r.cell = c
}

func (f *Frame) prepareInput(in *Input, i int) {
	if in.Field.To == NoSlot {
		return // nothing reads the field
	}
	r := &f.raw[i]
	v := r.cell
	if v == v && in.Field.Domain == nil && in.Field.Treatment.Outliers <= pmml.OutliersAsIs && !in.List {
		f.Cells[in.Field.To] = v // a number like any other
		return
	}
	if v != v {
		switch math.Float64bits(v) {
		case rawNewText:
			v = f.Code(r.text)
		case rawCollection:
			f.prepareList(in, r)
			return
		}
	}
	given := !IsMissing(v)
	v = in.Field.apply(f, v, r)
	if in.List && !IsError(v) && (given || !IsMissing(v)) {
		// One value given for a collection is a collection of one.
		l := f.NewList()
		f.Append(l, v)
		v = l
	}
	f.Cells[in.Field.To] = v
}

func (f *Frame) prepareList(in *Input, r *rawCell) {
	if !in.List {
		f.Cells[in.Field.To] = f.FailWith(&Fault{Field: in.Name, Code: FaultShape, Detail: "a collection was given where the field takes one value"})
		return
	}
	l := f.NewList()
	for i := range r.list.cells {
		e := &r.list.cells[i]
		v := e.cell
		if math.Float64bits(v) == rawNewText {
			v = f.Code(e.text)
		}
		if v = in.Field.apply(f, v, e); IsError(v) {
			f.Cells[in.Field.To] = v
			return
		}
		f.Append(l, v)
	}
	f.Cells[in.Field.To] = l
}

// Run prepares a field of a nested model from its parent's cell.
func (p *Prepare) Run(f *Frame) {
	v := f.Cells[p.From]
	if IsError(v) {
		f.Cells[p.To] = v
		return
	}
	f.Cells[p.To] = p.apply(f, v, nil)
}

// apply gives the prepared value of v. raw is what the caller gave, for
// markers and messages; nil in nested models.
func (p *Prepare) apply(f *Frame, v float64, raw *rawCell) float64 {
	t := &p.Treatment
	if v != v {
		if IsMissing(v) {
			return p.missing(f)
		}
		if isInvalid(v) {
			return p.invalid(f, v, raw)
		}
	}
	switch p.Domain.Classify(v) {
	case MissingValue:
		return p.missing(f)
	case InvalidValue:
		return p.invalid(f, v, raw)
	}
	switch t.Outliers {
	case pmml.OutliersAsMissingValues:
		if v < t.Low || v > t.High {
			return t.Missing
		}
	case pmml.OutliersAsExtremeValues:
		if v < t.Low {
			return t.Low
		}
		if v > t.High {
			return t.High
		}
	}
	return v
}

func (p *Prepare) missing(f *Frame) float64 {
	if p.Treatment.MissingInvalid {
		return f.FailWith(&Fault{Field: p.Name, Code: FaultMissing, Detail: "the value is missing (missingValueTreatment=returnInvalid)"})
	}
	return p.Treatment.Missing
}

func (p *Prepare) invalid(f *Frame, v float64, raw *rawCell) float64 {
	t := &p.Treatment
	switch t.Invalid {
	case pmml.InvalidValueTreatmentAsMissing:
		return t.Missing
	case pmml.InvalidValueTreatmentAsValue:
		if !IsMissing(t.InvalidReplacement) {
			return t.InvalidReplacement
		}
		fallthrough
	case pmml.InvalidValueTreatmentAsIs:
		if !isInvalid(v) {
			return v
		}
		return f.FailWith(p.fault(f, v, raw, FaultConversion, p.Type.String(), "cannot become "+article(p.Type)+beyond(raw, v, p.Type)))
	default:
		code, want, why := FaultInvalid, p.Type.String(), "is not "+article(p.Type)
		if !isInvalid(v) && p.Domain != nil && p.Domain.Allowed != "" {
			want, why = p.Domain.Allowed, "is not "+p.Domain.Allowed
		} else if math.Float64bits(v) == rawListed {
			want, why = "", "is listed as invalid"
		} else if IsNaN(v) {
			code, why = FaultNotNumber, "is not a number"
		} else if isInvalid(v) && IsNumeric(p.Type) {
			code = FaultNotNumber
			why += beyond(raw, v, p.Type)
		}
		return f.FailWith(p.fault(f, v, raw, code, want, why+" (invalidValueTreatment=returnInvalid)"))
	}
}

func (p *Prepare) fault(f *Frame, v float64, raw *rawCell, code, want, why string) *Fault {
	text := ""
	switch {
	case !isInvalid(v):
		text = f.Format(v, p.Type)
	case math.Float64bits(v) == rawInvalidNumber:
		text = strconv.FormatFloat(raw.num, 'g', -1, 64)
	case raw != nil:
		text = raw.text
	}
	return &Fault{Field: p.Name, Value: text, HasValue: true, Code: code, Want: want, Detail: why}
}

// beyond adds to the error of a raw value that it is a number which is too large.
func beyond(raw *rawCell, v float64, t pmml.DataType) string {
	if raw == nil {
		return ""
	}
	text := raw.text
	if math.Float64bits(v) == rawInvalidNumber {
		text = strconv.FormatFloat(raw.num, 'f', -1, 64)
	}
	return because(BeyondIntegers(text, t))
}

// because appends a reason to a sentence, where there is one.
func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

func article(t pmml.DataType) string {
	switch t {
	case pmml.DataTypeInteger:
		return "an integer"
	case pmml.DataTypeFloat, pmml.DataTypeDouble:
		return "a number"
	}
	return "a " + t.String()
}
