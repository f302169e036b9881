package wire

import (
	"encoding/binary"
	"math"
	"net/http"
	"unsafe"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/pmml"
)

// tensor is memory for the elements of an input that do not lie as they are scored.
// It is used again for the next request.
type tensor struct {
	floats   []float64
	floats32 []float32
	ints     []int64
	ints32   []int32
	truths   []bool
	text     []byte
	offsets  []int32
	gone     []int32 // the records without a value, in order
	valid    []byte
}

func (t *tensor) reset() {
	*t = tensor{floats: t.floats[:0], floats32: t.floats32[:0], ints: t.ints[:0], ints32: t.ints32[:0], truths: t.truths[:0],
		text: t.text[:0], offsets: t.offsets[:0], gone: t.gone[:0], valid: t.valid[:0]}
}

// tensors is the memory of a batch.
type tensors struct {
	all []*tensor
	n   int
}

func (m *tensors) next() *tensor {
	if m.n == len(m.all) {
		m.all = append(m.all, &tensor{})
	}
	m.n++
	t := m.all[m.n-1]
	t.reset()
	return t
}

// bitmap marks the records that have a value; the zero one where all have.
func (t *tensor) bitmap(rows int) evaluator.Bitmap {
	if len(t.gone) == 0 {
		return evaluator.Bitmap{}
	}
	for range (rows + 7) / 8 {
		t.valid = append(t.valid, 0xFF)
	}
	for _, i := range t.gone {
		t.valid[i>>3] &^= 1 << (i & 7)
	}
	return evaluator.Bitmap{Bits: t.valid}
}

// straight says that numbers lie in this machine's memory as they do in tensors.
var straight = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// view gives the numbers that bytes are, in place where they lie as numbers do, else
// copied to own memory.
func view[T float64 | float32 | int64 | int32](raw []byte, own *[]T, read func([]byte) T) []T {
	var zero T
	size := int(unsafe.Sizeof(zero))
	n := len(raw) / size
	if n == 0 {
		return []T{}
	}
	if straight && uintptr(unsafe.Pointer(unsafe.SliceData(raw)))%uintptr(size) == 0 {
		return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(raw))), n)
	}
	if cap(*own) < n {
		*own = make([]T, n)
	}
	out := (*own)[:n]
	if straight {
		copy(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(out))), n*size), raw)
		return out
	}
	for i := range out {
		out[i] = read(raw[i*size:])
	}
	return out
}

// AddTensor gives an input the elements of a tensor, one for each record, as they are
// sent: little-endian, BOOL a byte, BYTES a length of four bytes and the text. Numbers
// are not copied where they lie as they are scored, so raw must stay until
// [Batch.Release].
func (b *Batch) AddTensor(input int, d Datatype, raw []byte) error {
	if size := d.Size(); size > 0 && len(raw) != b.rows*size {
		return Invalid("input %q has %d bytes, where %d elements of type %s have %d", b.model.Inputs[input].Name, len(raw), b.rows, d, b.rows*size)
	}
	t := b.memory.next()
	switch d {
	case TensorFP64:
		return b.addFloats(input, d, view(raw, &t.floats, func(p []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(p)) }), t)
	case TensorFP32:
		return b.addFloats32(input, d, view(raw, &t.floats32, func(p []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(p)) }), t)
	case TensorFP16:
		for ; len(raw) > 0; raw = raw[2:] {
			t.floats32 = append(t.floats32, half(binary.LittleEndian.Uint16(raw)))
		}
		return b.addFloats32(input, d, t.floats32, t)
	case TensorInt64:
		return b.addInts(input, d, view(raw, &t.ints, func(p []byte) int64 { return int64(binary.LittleEndian.Uint64(p)) }), t)
	case TensorInt32:
		return b.addInts32(input, d, view(raw, &t.ints32, func(p []byte) int32 { return int32(binary.LittleEndian.Uint32(p)) }), t)
	case TensorBool:
		for _, v := range raw {
			t.truths = append(t.truths, v != 0)
		}
		return b.addTruths(input, t)
	case TensorBytes:
		return b.addRawTexts(input, raw, t)
	}
	for size := d.Size(); len(raw) > 0; raw = raw[size:] {
		v := int64(0)
		switch d {
		case TensorUint8:
			v = int64(raw[0])
		case TensorInt8:
			v = int64(int8(raw[0]))
		case TensorUint16:
			v = int64(binary.LittleEndian.Uint16(raw))
		case TensorInt16:
			v = int64(int16(binary.LittleEndian.Uint16(raw)))
		case TensorUint32:
			v = int64(binary.LittleEndian.Uint32(raw))
		case TensorUint64:
			u := binary.LittleEndian.Uint64(raw)
			if u > math.MaxInt64 {
				return b.beyond(input, len(t.ints), u, d)
			}
			v = int64(u)
		}
		t.ints = append(t.ints, v)
	}
	return b.addInts(input, d, t.ints, t)
}

// addRawTexts adds texts that have their length before them.
func (b *Batch) addRawTexts(input int, raw []byte, t *tensor) error {
	name := b.model.Inputs[input].Name
	if err := tooMuchText(name, len(raw)); err != nil {
		return err
	}
	t.offsets = append(t.offsets, 0)
	for n := 0; len(raw) > 0; n++ {
		if n == b.rows {
			return Invalid("input %q has more bytes than its %d texts", name, b.rows)
		}
		if len(raw) < 4 || uint64(len(raw)-4) < uint64(binary.LittleEndian.Uint32(raw)) {
			return b.amiss(input, n, "its text goes beyond the end of the tensor")
		}
		size := 4 + int(binary.LittleEndian.Uint32(raw))
		t.text = append(t.text, raw[4:size]...)
		t.offsets = append(t.offsets, int32(len(t.text)))
		raw = raw[size:]
	}
	if n := len(t.offsets) - 1; n != b.rows {
		return Invalid("input %q has %d texts, where its shape has %d", name, n, b.rows)
	}
	return b.addTexts(input, t)
}

func tooMuchText(name string, size int) error {
	if size > math.MaxInt32 {
		return &Error{Code: InvalidArgument, Text: "input " + name + " has more than 2 GiB of text", HTTP: http.StatusRequestEntityTooLarge}
	}
	return nil
}

// half gives the value of a number of 16 bits.
func half(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10)&31, uint32(h)&0x3FF
	switch exponent {
	case 0:
		v := float32(fraction) / (1 << 24)
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 31:
		return math.Float32frombits(sign | 0xFF<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

// AddInts gives an input the elements of a tensor that were read already, one for each
// record. d is the type that the caller said.
func (b *Batch) AddInts(input int, d Datatype, values []int64) error {
	if err := b.fits(input, len(values)); err != nil {
		return err
	}
	for i, v := range values {
		if v < datatypes[d].min || v > datatypes[d].max {
			return b.beyond(input, i, v, d)
		}
	}
	return b.addInts(input, d, values, b.memory.next())
}

// AddTruths is like [Batch.AddInts].
func (b *Batch) AddTruths(input int, values []bool) error {
	if err := b.fits(input, len(values)); err != nil {
		return err
	}
	t := b.memory.next()
	t.truths = append(t.truths, values...)
	return b.addTruths(input, t)
}

// AddTexts is like [Batch.AddInts].
func (b *Batch) AddTexts(input int, values [][]byte) error {
	if err := b.fits(input, len(values)); err != nil {
		return err
	}
	t := b.memory.next()
	t.offsets = append(t.offsets, 0)
	for _, v := range values {
		t.text = append(t.text, v...)
		if err := tooMuchText(b.model.Inputs[input].Name, len(t.text)); err != nil {
			return err
		}
		t.offsets = append(t.offsets, int32(len(t.text)))
	}
	return b.addTexts(input, t)
}

func (b *Batch) fits(input, n int) error {
	if n != b.rows {
		return Invalid("input %q has %d elements, where its shape has %d", b.model.Inputs[input].Name, n, b.rows)
	}
	return nil
}

// amiss says what is wrong with an input in a record, counted from 0.
func (b *Batch) amiss(input, row int, format string, args ...any) *Error {
	name := b.model.Inputs[input].Name
	e := Invalid("row %d: input %q: "+format, append([]any{row + 1, name}, args...)...)
	e.Row, e.Field = row+1, name
	return e
}

func (b *Batch) beyond(input, row int, v any, d Datatype) error {
	return b.amiss(input, row, "%v is beyond what %s holds", v, d)
}

// scalar says whether an input takes tensors of a type.
func (b *Batch) scalar(input int, d Datatype) error {
	f := &b.model.Inputs[input]
	switch {
	case f.Collection:
		return Invalid("input %q takes a list, which a tensor of one value for each record is not", f.Name)
	case f.DataType == pmml.DataTypeString && d >= TensorFP16 && d <= TensorFP64:
		return Invalid("input %q is a text, which a tensor of %s does not give: send BYTES", f.Name, d)
	}
	return nil
}

// addFloats adds numbers: NaN is how tensors say that there is none. What the field
// does not hold is refused.
func (b *Batch) addFloats(input int, d Datatype, values []float64, t *tensor) error {
	if err := b.scalar(input, d); err != nil {
		return err
	}
	f := &b.model.Inputs[input]
	if f.Type == Int64 || f.Type == Float32 {
		for i, v := range values {
			if f.Type == Int64 && v == v && (v != math.Trunc(v) || math.Abs(v) > maxExact) {
				return b.amiss(input, i, "%v is no whole number that is exact, as the field has them", v)
			}
			if f.Type == Float32 && math.Abs(v) > math.MaxFloat32 && !math.IsInf(v, 0) {
				return b.amiss(input, i, "%v is beyond what the field, a float of 32 bits, holds", v)
			}
		}
	}
	markNaN(t, values)
	b.columns.AddFloat64(f.Name, values, t.bitmap(b.rows))
	return nil
}

func (b *Batch) addFloats32(input int, d Datatype, values []float32, t *tensor) error {
	if err := b.scalar(input, d); err != nil {
		return err
	}
	f := &b.model.Inputs[input]
	if f.Type == Int64 {
		for i, v := range values {
			if w := float64(v); w == w && (w != math.Trunc(w) || math.Abs(w) > maxExact) {
				return b.amiss(input, i, "%v is no whole number that is exact, as the field has them", v)
			}
		}
	}
	markNaN(t, values)
	b.columns.AddFloat32(f.Name, values, t.bitmap(b.rows))
	return nil
}

// markNaN has the records whose number is none be without a value. Some may be so
// already, whose number is NaN, too.
func markNaN[T float64 | float32](t *tensor, values []T) {
	t.gone = t.gone[:0]
	for i, v := range values {
		if v != v {
			t.gone = append(t.gone, int32(i))
		}
	}
}

// maxExact is the largest whole number up to which a float64 has them all.
const maxExact = 1 << 53

func (b *Batch) addInts(input int, d Datatype, values []int64, t *tensor) error {
	if err := b.scalar(input, d); err != nil {
		return err
	}
	f := &b.model.Inputs[input]
	switch {
	case f.Type == Float64 || f.Type == Int64:
		for i, v := range values {
			if v > maxExact || v < -maxExact {
				return b.amiss(input, i, "%d lies beyond ±9007199254740992 (2^53), between which whole numbers are exact", v)
			}
		}
	case f.Type == Float32:
		for i, v := range values {
			if w := float32(v); float64(w) != float64(v) || v > maxExact || v < -maxExact {
				return b.amiss(input, i, "the field, a float of 32 bits, does not hold %d exactly", v)
			}
		}
	}
	b.columns.AddInt64(f.Name, values, t.bitmap(b.rows))
	return nil
}

func (b *Batch) addInts32(input int, d Datatype, values []int32, t *tensor) error {
	if err := b.scalar(input, d); err != nil {
		return err
	}
	f := &b.model.Inputs[input]
	if f.Type == Float32 {
		for i, v := range values {
			if float64(float32(v)) != float64(v) {
				return b.amiss(input, i, "the field, a float of 32 bits, does not hold %d exactly", v)
			}
		}
	}
	b.columns.AddInt32(f.Name, values, t.bitmap(b.rows))
	return nil
}

func (b *Batch) addTruths(input int, t *tensor) error {
	if err := b.scalar(input, TensorBool); err != nil {
		return err
	}
	b.columns.AddBool(b.model.Inputs[input].Name, t.truths, t.bitmap(b.rows))
	return nil
}

func (b *Batch) addTexts(input int, t *tensor) error {
	if err := b.scalar(input, TensorBytes); err != nil {
		return err
	}
	b.columns.AddBytes(b.model.Inputs[input].Name, t.text, t.offsets, t.bitmap(b.rows))
	return nil
}

// absent gives inputs without a tensor a column without values, where the model asks
// for all of them by name.
func (b *Batch) absent() {
	if b.model.Engine.InputNames() != evaluator.ExactInputNames {
		return
	}
	none := evaluator.Bitmap{Bits: make([]byte, (b.rows+7)/8)}
	for i := range b.seen {
		if b.seen[i] == 0 {
			b.columns.AddBits(b.model.Inputs[i].Name, none, none)
		}
	}
}

// ReadTensor gives an input the elements of a tensor that the reader is at: a list of
// an element for each record, in any number of lists in each other. null is a missing
// value.
func (b *Batch) ReadTensor(input int, d Datatype, r *Reader) error {
	if d == TensorFP16 {
		return Invalid("input %q: elements of type FP16 have no JSON, and must be sent as binary data", b.model.Inputs[input].Name)
	}
	if err := b.scalar(input, d); err != nil {
		return err
	}
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != Array {
		return Invalid("input %q: its data must be a list", b.model.Inputs[input].Name)
	}
	t := b.memory.next()
	if d == TensorBytes {
		t.offsets = append(t.offsets, 0)
	}
	n, err := b.readElements(input, d, r, t, 0)
	if err != nil {
		return err
	}
	if err := b.fits(input, n); err != nil {
		return err
	}
	switch {
	case d == TensorFP64:
		return b.addFloats(input, d, t.floats, t)
	case d == TensorFP32:
		return b.addFloats32(input, d, t.floats32, t)
	case d == TensorBool:
		return b.addTruths(input, t)
	case d == TensorBytes:
		return b.addTexts(input, t)
	}
	return b.addInts(input, d, t.ints, t)
}

// readElements reads the elements of a list, after n others, and gives how many there
// are then.
func (b *Batch) readElements(input int, d Datatype, r *Reader, t *tensor, n int) (int, error) {
	for _, err := range r.Elements() {
		if err != nil {
			return n, err
		}
		k, err := r.Peek()
		switch {
		case err != nil:
			return n, err
		case k == Array:
			if n, err = b.readElements(input, d, r, t, n); err != nil {
				return n, err
			}
			continue
		case n == b.rows:
			return n, Invalid("input %q has more elements than its shape, which has %d", b.model.Inputs[input].Name, b.rows)
		case k == Object:
			return n, b.amiss(input, n, "an object is no element of type %s", d)
		}
		k, text, err := r.Scalar()
		if err != nil {
			return n, err
		}
		if err := b.readElement(input, d, k, text, t, n); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (b *Batch) readElement(input int, d Datatype, k Kind, text []byte, t *tensor, n int) error {
	if k == Null {
		t.gone = append(t.gone, int32(n))
	}
	ok := k == Null
	switch {
	case d == TensorFP64 || d == TensorFP32:
		v := math.NaN()
		if k == Number {
			v, ok = number(text, d)
		}
		if d == TensorFP64 {
			t.floats = append(t.floats, v)
		} else {
			t.floats32 = append(t.floats32, float32(v))
		}
	case d == TensorBool:
		ok = ok || k == True || k == False
		t.truths = append(t.truths, k == True)
	case d == TensorBytes:
		ok = ok || k == String
		if k == String {
			t.text = append(t.text, text...)
			if err := tooMuchText(b.model.Inputs[input].Name, len(t.text)); err != nil {
				return err
			}
		}
		t.offsets = append(t.offsets, int32(len(t.text)))
	default:
		v := int64(0)
		if k == Number {
			v, ok = table.ParseInt64(text)
			ok = ok && v >= datatypes[d].min && v <= datatypes[d].max
		}
		t.ints = append(t.ints, v)
	}
	if !ok {
		return b.amiss(input, n, "%s is no element of type %s", text, d)
	}
	return nil
}

// number reads a number of JSON, or one of those that JSON does not know.
func number(text []byte, d Datatype) (float64, bool) {
	switch text[len(text)-1] {
	case 'N':
		return math.NaN(), true
	case 'y':
		if text[0] == '-' {
			return math.Inf(-1), true
		}
		return math.Inf(1), true
	}
	if d == TensorFP32 {
		v, ok := table.ParseFloat32(text)
		return float64(v), ok
	}
	return table.ParseFloat64(text)
}
