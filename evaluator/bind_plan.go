package evaluator

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// bindingPlan is what Bind settles: where each value lies in a struct, and what
// it is there and in the model.
type bindingPlan struct {
	inputs  []boundField
	results []boundField
}

// boundField is a field of a struct that stands for an input or a result.
type boundField struct {
	offset uintptr
	// index is that of the input or the result.
	index int
	shape shape
	kind  goKind // of the value, or of the pointer's or slice's elements
	// pointers says that a slice's elements are pointers.
	pointers bool
	omitZero bool
	omitNaN  bool
	typ      pmml.DataType
	slot     program.Slot // of a result
	name     string       // in the model
	elem     reflect.Type // of the pointer or slice
}

type shape uint8

const (
	plain shape = iota
	pointer
	slice
)

// goKind is how a Go value lies in memory, and what it means.
type goKind uint8

const (
	noKind goKind = iota
	goFloat64
	goFloat32
	goInt
	goInt8
	goInt16
	goInt32
	goInt64
	goUint
	goUint8
	goUint16
	goUint32
	goUint64
	goString
	goBool
	goTime
	goDuration
)

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// kindOf gives the kind of a type, noKind for one that no field takes.
func kindOf(t reflect.Type) goKind {
	switch t {
	case timeType:
		return goTime
	case durationType:
		return goDuration
	}
	switch t.Kind() {
	case reflect.Float64:
		return goFloat64
	case reflect.Float32:
		return goFloat32
	case reflect.Int:
		return goInt
	case reflect.Int8:
		return goInt8
	case reflect.Int16:
		return goInt16
	case reflect.Int32:
		return goInt32
	case reflect.Int64:
		return goInt64
	case reflect.Uint:
		return goUint
	case reflect.Uint8:
		return goUint8
	case reflect.Uint16:
		return goUint16
	case reflect.Uint32:
		return goUint32
	case reflect.Uint64:
		return goUint64
	case reflect.String:
		return goString
	case reflect.Bool:
		return goBool
	}
	return noKind
}

func (k goKind) isFloat() bool { return k == goFloat64 || k == goFloat32 }

func (k goKind) isInt() bool { return k >= goInt && k <= goUint64 }

// tagged is a field with a pmml tag.
type tagged struct {
	owner    reflect.Type
	path     string
	name     string
	offset   uintptr
	typ      reflect.Type
	omitZero bool
	omitNaN  bool
	optional bool
}

func (t *tagged) errorf(format string, args ...any) error {
	return &BindError{Type: t.owner, GoField: t.path, Field: t.name, Detail: fmt.Sprintf(format, args...)}
}

// taggedFields finds the tagged fields of a struct.
func taggedFields(owner reflect.Type) ([]*tagged, error) {
	if owner.Kind() != reflect.Struct || owner == timeType {
		return nil, &BindError{Type: owner, Detail: "is not a struct"}
	}
	var fields []*tagged
	var errs []error
	collect(owner, owner, "", 0, &fields, &errs)
	if len(fields) == 0 && len(errs) == 0 && owner.NumField() > 0 {
		errs = append(errs, &BindError{Type: owner, Detail: "has no field with a pmml tag"})
	}
	byName := map[string]*tagged{}
	for _, t := range fields {
		if first := byName[t.name]; first != nil {
			errs = append(errs, t.errorf("%q is the name of field %s, too", t.name, first.path))
		}
		byName[t.name] = t
	}
	return fields, errors.Join(errs...)
}

// collect adds the tagged fields of a struct that lies at an offset in owner.
func collect(owner, t reflect.Type, path string, offset uintptr, fields *[]*tagged, errs *[]error) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("pmml")
		at := &tagged{owner: owner, path: path + f.Name, offset: offset + f.Offset, typ: f.Type}
		switch {
		case ok && tag == "-":
		case !ok && f.Anonymous && f.Type.Kind() == reflect.Struct:
			collect(owner, f.Type, at.path+".", at.offset, fields, errs)
		case !ok && f.Anonymous && f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct && hasTags(f.Type.Elem(), nil):
			*errs = append(*errs, at.errorf("is an embedded pointer, whose fields cannot be bound; embed the struct itself"))
		case !ok:
		case !f.IsExported():
			at.name, _, _ = strings.Cut(tag, ",")
			*errs = append(*errs, at.errorf("has a pmml tag, but is not exported"))
		default:
			at.parse(tag, f.Name)
			*fields = append(*fields, at)
		}
	}
}

// hasTags says whether a struct has tagged fields; seen breaks cycles.
func hasTags(t reflect.Type, seen []reflect.Type) bool {
	for _, s := range seen {
		if s == t {
			return false
		}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if tag, ok := f.Tag.Lookup("pmml"); ok && tag != "-" {
			return true
		}
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if f.Anonymous && inner.Kind() == reflect.Struct && hasTags(inner, append(seen, t)) {
			return true
		}
	}
	return false
}

// parse reads a tag: a name, which may itself contain commas, and options.
func (t *tagged) parse(tag, goName string) {
	for {
		rest, option, _ := cutLast(tag)
		switch option {
		case "omitzero":
			t.omitZero = true
		case "omitnan":
			t.omitNaN = true
		case "optional":
			t.optional = true
		default:
			t.name = tag
			if tag == "" {
				t.name = goName
			}
			return
		}
		tag = rest
	}
}

// cutLast cuts a text at its last comma.
func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ',')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// resolve takes a type apart: its shape, and the kind of what it holds.
func (t *tagged) resolve(b *boundField) error {
	b.offset, b.name, b.omitZero, b.omitNaN = t.offset, t.name, t.omitZero, t.omitNaN
	inner := t.typ
	if b.kind = kindOf(inner); b.kind != noKind {
		return nil
	}
	switch inner.Kind() {
	case reflect.Pointer:
		b.shape = pointer
	case reflect.Slice:
		b.shape = slice
	default:
		return t.errorf("Go type %s cannot be bound; it takes numbers, strings, bools, time.Time and time.Duration, pointers to these, and slices of them", t.typ)
	}
	b.elem = inner.Elem()
	if inner = b.elem; b.shape == slice && inner.Kind() == reflect.Pointer {
		b.pointers = true
		inner = inner.Elem()
	}
	if b.kind = kindOf(inner); b.kind == noKind {
		return t.errorf("Go type %s cannot be bound; it takes numbers, strings, bools, time.Time and time.Duration, pointers to these, and slices of them", t.typ)
	}
	return nil
}

// bindInputs plans what is read of a record.
func (p *bindingPlan) bindInputs(m *Model, owner reflect.Type) error {
	fields, err := taggedFields(owner)
	errs := []error{err}
	for _, t := range fields {
		i, ok := m.byInput[t.name]
		if !ok {
			if !t.optional {
				errs = append(errs, t.errorf("the model has no input %q; it has %s", t.name, fieldNames(m.inputs)))
			}
			continue
		}
		b := boundField{index: i, typ: m.inputs[i].DataType}
		if err := t.resolve(&b); err != nil {
			errs = append(errs, err)
			continue
		}
		list := m.inputs[i].Collection
		switch {
		case list && b.shape != slice:
			err = t.errorf("input %q is a collection, which needs a slice, not Go type %s", t.name, t.typ)
		case !list && b.shape == slice:
			err = t.errorf("input %q is one value, not a collection, as Go type %s is", t.name, t.typ)
		case !inputFits(b.kind, b.typ):
			err = t.errorf("input %q is of type %s, which Go type %s cannot give", t.name, b.typ, t.typ)
		case b.omitZero && b.shape != plain:
			err = t.errorf("omitzero needs a plain value; nil is missing in any case")
		case b.omitNaN && (!b.kind.isFloat() || b.shape != plain):
			err = t.errorf("omitnan needs a float64 or a float32")
		default:
			p.inputs = append(p.inputs, b)
			continue
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// inputFits says whether values of a Go kind may be those of a type.
func inputFits(k goKind, t pmml.DataType) bool {
	switch {
	case k == goString:
		return true
	case t == pmml.DataTypeString:
		return k.isInt() || k == goBool
	case t == pmml.DataTypeBoolean:
		return k.isInt() || k == goBool
	case program.IsNumeric(t):
		return k != goTime
	case t == pmml.DataTypeDate, t == pmml.DataTypeDateTime:
		return k == goTime
	case t == pmml.DataTypeTime:
		return k == goTime || k == goDuration
	}
	return k != goBool // counts of days and seconds
}

// bindResults plans what is written of the results.
func (p *bindingPlan) bindResults(m *Model, owner reflect.Type) error {
	fields, err := taggedFields(owner)
	errs := []error{err}
	for _, t := range fields {
		i, ok := m.byResult[t.name]
		if !ok {
			if !t.optional {
				errs = append(errs, t.errorf("the model has no result %q; it has %s", t.name, fieldNames(m.results)))
			}
			continue
		}
		r := &m.reported[i]
		b := boundField{index: i, typ: r.typ, slot: r.slot}
		if err := t.resolve(&b); err != nil {
			errs = append(errs, err)
			continue
		}
		switch {
		case r.nested:
			err = t.errorf("result %q is a collection of collections, which a field cannot hold; read it with Row.Value", t.name)
		case r.list && b.shape != slice:
			err = t.errorf("result %q is a collection, which needs a slice, not Go type %s", t.name, t.typ)
		case !r.list && b.shape == slice:
			err = t.errorf("result %q is one value, not a collection, as Go type %s is", t.name, t.typ)
		case !resultFits(b.kind, b.typ):
			err = t.errorf("result %q is of type %s, which Go type %s cannot hold; use %s", t.name, b.typ, t.typ, holders(b.typ))
		case b.omitZero || b.omitNaN:
			err = t.errorf("omitzero and omitnan are for inputs; a missing result is a nil pointer, a NaN or the zero value")
		default:
			p.results = append(p.results, b)
			continue
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// resultFits says whether a Go kind holds the values of a type.
func resultFits(k goKind, t pmml.DataType) bool {
	switch {
	case k == goString:
		return true
	case t == pmml.DataTypeString:
		return false
	case t == pmml.DataTypeBoolean:
		return k == goBool
	case t == pmml.DataTypeDouble, t == pmml.DataTypeFloat:
		return k.isFloat()
	case t == pmml.DataTypeDate, t == pmml.DataTypeDateTime:
		return k == goTime
	case t == pmml.DataTypeTime:
		return k == goDuration
	}
	return k.isInt() || k.isFloat()
}

// holders says which Go types hold the values of a type.
func holders(t pmml.DataType) string {
	switch t {
	case pmml.DataTypeString:
		return "string"
	case pmml.DataTypeBoolean:
		return "bool or string"
	case pmml.DataTypeDouble, pmml.DataTypeFloat:
		return "float64, float32 or string"
	case pmml.DataTypeDate, pmml.DataTypeDateTime:
		return "time.Time or string"
	case pmml.DataTypeTime:
		return "time.Duration or string"
	}
	return "an integer, a float or string"
}

// fieldNames lists the names of fields, for errors.
func fieldNames(fields []Field) string {
	const most = 20
	if len(fields) == 0 {
		return "none"
	}
	var s strings.Builder
	for i := range fields {
		if i == most {
			fmt.Fprintf(&s, " and %d more", len(fields)-most)
			break
		}
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(strconv.Quote(fields[i].Name))
	}
	return s.String()
}
