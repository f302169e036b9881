package evaluator

import (
	"math"
	"reflect"
	"time"
	"unsafe"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// This file is the only one that reaches into structs by address. Each access
// goes to an offset and a type that reflect gave for the struct's own type when
// it was bound, so it is what the compiler makes of a field's name.

// read sets the inputs from a record.
func (p *bindingPlan) read(f *program.Frame, record unsafe.Pointer) {
	for i := range p.inputs {
		b := &p.inputs[i]
		at := unsafe.Add(record, b.offset)
		switch b.shape {
		case pointer:
			at = *(*unsafe.Pointer)(at)
			if at == nil {
				f.SetMissing(b.index)
				continue
			}
		case slice:
			b.readSlice(f, at)
			continue
		}
		b.readValue(f, at)
	}
}

// readValue sets an input from the value at an address.
func (b *boundField) readValue(f *program.Frame, at unsafe.Pointer) {
	switch b.kind {
	case goFloat64:
		b.readFloat(f, *(*float64)(at))
		return
	case goFloat32:
		b.readFloat(f, float64(*(*float32)(at)))
		return
	case goString:
		s := *(*string)(at)
		if b.omitZero && s == "" {
			f.SetMissing(b.index)
			return
		}
		f.SetText(b.index, s)
		return
	case goBool:
		v := *(*bool)(at)
		if b.omitZero && !v {
			f.SetMissing(b.index)
			return
		}
		f.SetBool(b.index, v)
		return
	case goTime:
		t := *(*time.Time)(at)
		if b.omitZero && t.IsZero() {
			f.SetMissing(b.index)
			return
		}
		f.SetNumber(b.index, program.OfTime(t, b.typ))
		return
	case goDuration:
		b.readFloat(f, (*(*time.Duration)(at)).Seconds())
		return
	case goUint, goUint64:
		if v := unsigned(b.kind, at); v > math.MaxInt64 {
			f.SetNumber(b.index, float64(v))
			return
		}
	}
	v := integer(b.kind, at)
	if b.omitZero && v == 0 {
		f.SetMissing(b.index)
		return
	}
	f.SetInt(b.index, v)
}

func (b *boundField) readFloat(f *program.Frame, v float64) {
	if b.omitZero && v == 0 || b.omitNaN && v != v {
		f.SetMissing(b.index)
		return
	}
	f.SetNumber(b.index, v)
}

// integer gives the whole number at an address, but for a uint or uint64 above
// the range of int64.
func integer(k goKind, at unsafe.Pointer) int64 {
	switch k {
	case goInt:
		return int64(*(*int)(at))
	case goInt8:
		return int64(*(*int8)(at))
	case goInt16:
		return int64(*(*int16)(at))
	case goInt32:
		return int64(*(*int32)(at))
	case goInt64:
		return *(*int64)(at)
	}
	return int64(unsigned(k, at))
}

func unsigned(k goKind, at unsafe.Pointer) uint64 {
	switch k {
	case goUint:
		return uint64(*(*uint)(at))
	case goUint8:
		return uint64(*(*uint8)(at))
	case goUint16:
		return uint64(*(*uint16)(at))
	case goUint32:
		return uint64(*(*uint32)(at))
	}
	return *(*uint64)(at)
}

// readSlice sets an input from the slice at an address.
func (b *boundField) readSlice(f *program.Frame, at unsafe.Pointer) {
	// The layout of a slice does not depend on its elements.
	elements := *(*[]byte)(at)
	data := unsafe.Pointer(unsafe.SliceData(elements))
	if elements == nil {
		f.SetMissing(b.index)
		return
	}
	f.SetList(b.index)
	for i := range len(elements) {
		e := unsafe.Add(data, uintptr(i)*b.elem.Size())
		if b.pointers {
			e = *(*unsafe.Pointer)(e)
			if e == nil {
				f.AddMissing(b.index)
				continue
			}
		}
		b.readElement(f, e)
	}
}

// readElement adds the value at an address to an input's collection.
func (b *boundField) readElement(f *program.Frame, at unsafe.Pointer) {
	switch b.kind {
	case goFloat64:
		f.AddNumber(b.index, *(*float64)(at))
	case goFloat32:
		f.AddNumber(b.index, float64(*(*float32)(at)))
	case goString:
		f.AddText(b.index, *(*string)(at))
	case goBool:
		f.AddNumber(b.index, program.Bool(*(*bool)(at)))
	case goTime:
		f.AddNumber(b.index, program.OfTime(*(*time.Time)(at), b.typ))
	case goDuration:
		f.AddNumber(b.index, (*(*time.Duration)(at)).Seconds())
	case goUint, goUint8, goUint16, goUint32, goUint64:
		f.AddNumber(b.index, float64(unsigned(b.kind, at)))
	default:
		f.AddNumber(b.index, float64(integer(b.kind, at)))
	}
}

// write gives the results to a struct. Nothing is written where one of them
// does not fit.
func (p *bindingPlan) write(f *program.Frame, out unsafe.Pointer) error {
	for i := range p.results {
		b := &p.results[i]
		if !b.kind.isInt() {
			continue // holds every value of its type
		}
		if err := b.check(f, f.Cells[b.slot]); err != nil {
			return err
		}
	}
	for i := range p.results {
		b := &p.results[i]
		at := unsafe.Add(out, b.offset)
		v := f.Cells[b.slot]
		switch {
		case b.shape == plain:
			b.store(f, at, v)
		case b.shape == pointer && program.IsMissing(v):
			*(*unsafe.Pointer)(at) = nil
		case b.shape == pointer:
			*(*unsafe.Pointer)(at) = b.fresh(f, b.elem, v)
		default:
			b.storeSlice(f, at, v)
		}
	}
	return nil
}

// check says whether an integer lies in the range of the Go type.
func (b *boundField) check(f *program.Frame, v float64) error {
	if program.IsMissing(v) {
		return nil
	}
	if b.shape != slice {
		return b.checkRange(v)
	}
	for _, e := range f.List(v) {
		if program.IsMissing(e) {
			continue
		}
		if err := b.checkRange(e); err != nil {
			return err
		}
	}
	return nil
}

func (b *boundField) checkRange(v float64) error {
	low, high := integerRange(b.kind)
	if v >= low && v <= high {
		return nil
	}
	return &InputError{Field: b.name, Value: program.FormatValue(v, b.typ), HasValue: true, Code: InputGoType, Detail: "is the result, which does not fit into the Go type that it is bound to"}
}

// integerRange gives the range of a Go type of whole numbers. Cells hold whole
// numbers up to 2^53.
func integerRange(k goKind) (low, high float64) {
	switch k {
	case goInt8:
		return math.MinInt8, math.MaxInt8
	case goInt16:
		return math.MinInt16, math.MaxInt16
	case goInt32:
		return math.MinInt32, math.MaxInt32
	case goInt:
		return math.MinInt, math.MaxInt
	case goUint8:
		return 0, math.MaxUint8
	case goUint16:
		return 0, math.MaxUint16
	case goUint32:
		return 0, math.MaxUint32
	case goUint:
		return 0, math.MaxUint
	case goUint64:
		return 0, math.MaxUint64
	}
	return math.MinInt64, math.MaxInt64
}

// fresh makes a new value of a type.
func (b *boundField) fresh(f *program.Frame, t reflect.Type, v float64) unsafe.Pointer {
	p := reflect.New(t).UnsafePointer()
	b.store(f, p, v)
	return p
}

func (b *boundField) storeSlice(f *program.Frame, at unsafe.Pointer, v float64) {
	field := reflect.NewAt(reflect.SliceOf(b.elem), at).Elem()
	if program.IsMissing(v) {
		field.SetZero()
		return
	}
	list := f.List(v)
	made := reflect.MakeSlice(field.Type(), len(list), len(list))
	for i, e := range list {
		p := made.Index(i).Addr().UnsafePointer()
		switch {
		case !b.pointers:
			b.store(f, p, e)
		case !program.IsMissing(e):
			*(*unsafe.Pointer)(p) = b.fresh(f, b.elem.Elem(), e)
		}
	}
	field.Set(made)
}

// store writes a value to an address.
func (b *boundField) store(f *program.Frame, at unsafe.Pointer, v float64) {
	missing := program.IsMissing(v)
	switch b.kind {
	case goFloat64:
		*(*float64)(at) = floatOf(v)
		return
	case goFloat32:
		*(*float32)(at) = float32(floatOf(v))
		return
	case goString:
		*(*string)(at) = b.textOf(f, v)
		return
	case goBool:
		*(*bool)(at) = !missing && v != 0
		return
	case goTime:
		t := time.Time{}
		if !missing {
			t = program.TimeOf(v, b.typ)
		}
		*(*time.Time)(at) = t
		return
	case goDuration:
		d := time.Duration(0)
		if !missing {
			d = time.Duration(math.Round(v * 1e9))
		}
		*(*time.Duration)(at) = d
		return
	}
	if missing {
		v = 0
	}
	switch b.kind {
	case goInt:
		*(*int)(at) = int(v)
	case goInt8:
		*(*int8)(at) = int8(v)
	case goInt16:
		*(*int16)(at) = int16(v)
	case goInt32:
		*(*int32)(at) = int32(v)
	case goInt64:
		*(*int64)(at) = int64(v)
	case goUint:
		*(*uint)(at) = uint(v)
	case goUint8:
		*(*uint8)(at) = uint8(v)
	case goUint16:
		*(*uint16)(at) = uint16(v)
	case goUint32:
		*(*uint32)(at) = uint32(v)
	case goUint64:
		*(*uint64)(at) = uint64(v)
	}
}

// floatOf gives a cell as a number of the caller's: NaN where it is missing.
func floatOf(v float64) float64 {
	if v != v {
		return math.NaN()
	}
	return v
}

func (b *boundField) textOf(f *program.Frame, v float64) string {
	switch {
	case program.IsMissing(v):
		return ""
	case b.typ == pmml.DataTypeString:
		return f.Text(v)
	}
	return string(appendValue(nil, f, v, b.typ))
}
