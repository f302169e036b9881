package conformance

import (
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// builtPerType is how many documents of a model type TestBuiltDocuments takes, and
// builtBytes how large they may be.
const (
	builtPerType = 6
	builtBytes   = 12_000
)

// TestBuiltDocuments takes a part away from documents, or doubles it, one part at a
// time: each is refused with an error of the document, or scores. Nothing
// panics, and no other error comes out.
func TestBuiltDocuments(t *testing.T) {
	count := map[string]int{}
	seen := map[string]bool{}
	for _, tc := range allCases(t) {
		info, err := os.Stat(tc.Path(tc.Model))
		if err != nil || info.Size() > builtBytes || seen[tc.Model] || tc.Unsupported() != nil {
			continue
		}
		wanted := false
		for _, name := range tc.ModelTypes {
			wanted = wanted || count[name] < builtPerType
		}
		doc, err := pmml.ParseFile(tc.Path(tc.Model))
		if !wanted || err != nil {
			continue
		}
		if _, err := evaluator.Compile(doc); err != nil {
			continue
		}
		seen[tc.Model] = true
		for _, name := range tc.ModelTypes {
			count[name]++
		}
		t.Run(tc.ID(), func(t *testing.T) {
			t.Parallel()
			for _, d := range partsOf(reflect.ValueOf(doc).Elem()) {
				damaged := doc.Clone()
				d.do(reflect.ValueOf(damaged).Elem())
				if err := survives(damaged); err != nil {
					t.Errorf("%s: %v", d.path, err)
				}
			}
		})
	}
	require.NotEmpty(t, seen)
}

// survives says what is wrong with how a damaged document is dealt with.
func survives(doc *pmml.Document) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	m, err := evaluator.Compile(doc)
	if err != nil {
		if fault := (*pmml.Error)(nil); errors.As(err, &fault) {
			return nil
		}
		return err
	}
	some := map[string]any{}
	for _, in := range m.Inputs() {
		switch {
		case len(in.Values) > 0:
			some[in.Name] = in.Values[0].Value
		case in.DataType == pmml.DataTypeString:
			some[in.Name] = "a"
		default:
			some[in.Name] = 1.0
		}
	}
	for _, record := range []map[string]any{nil, some} {
		_, scored := m.Evaluate(record)
		_, explained := m.Explain(record)
		for _, err := range []error{scored, explained} {
			if fault := (*evaluator.InputError)(nil); err != nil && !errors.As(err, &fault) {
				return err
			}
		}
	}
	return nil
}

// change is what may happen to one part of a document.
type change struct {
	path string
	do   func(document reflect.Value)
}

// partsOf lists what can be done to the parts of a value.
func partsOf(v reflect.Value) []change {
	d := &changer{}
	d.value(v, "", func(v reflect.Value) reflect.Value { return v })
	return d.list
}

type changer struct{ list []change }

func (d *changer) add(path, what string, do func(document reflect.Value)) {
	d.list = append(d.list, change{path + " " + what, do})
}

// builtElements is how many elements of a list are changed.
const builtElements = 3

// value lists what can be done to a value and those in it; at finds it in a copy
// of the document.
func (d *changer) value(v reflect.Value, path string, at func(reflect.Value) reflect.Value) {
	empty := func(document reflect.Value) { at(document).SetZero() }
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		d.add(path, "nil", empty)
		inside := v.Elem()
		if v.Kind() == reflect.Interface {
			d.add(path, "nil inside", func(document reflect.Value) { x := at(document); x.Set(reflect.Zero(x.Elem().Type())) })
			inside = inside.Elem()
		}
		d.value(inside, path, func(document reflect.Value) reflect.Value {
			x := at(document).Elem()
			if x.Kind() == reflect.Pointer {
				x = x.Elem()
			}
			return x
		})
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch {
			case !f.IsExported():
				if i == 0 { // an Optional
					d.add(path, "left out", empty)
					d.others(v, path, at)
				}
			case f.Type != reflect.TypeFor[pmml.Element]() && f.Type != reflect.TypeFor[pmml.Pos]():
				d.value(v.Field(i), path+"."+f.Name, func(document reflect.Value) reflect.Value { return at(document).Field(i) })
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		d.add(path, "empty", empty)
		d.add(path, "shorter", func(document reflect.Value) { x := at(document); x.Set(x.Slice(0, x.Len()-1)) })
		d.add(path, "longer", func(document reflect.Value) { x := at(document); x.Set(reflect.Append(x, x.Index(x.Len()-1))) })
		for j := range min(v.Len(), builtElements) {
			d.value(v.Index(j), fmt.Sprintf("%s[%d]", path, j), func(document reflect.Value) reflect.Value { return at(document).Index(j) })
		}
	case reflect.Map, reflect.Func, reflect.Chan:
	default:
		d.add(path, "zero", empty)
		d.others(v, path, at)
	}
}

// others puts other values in the place of one.
func (d *changer) others(v reflect.Value, path string, at func(reflect.Value) reflect.Value) {
	var others []any
	switch v.Interface().(type) {
	case string:
		others = []any{"?", "-1", "1e300"}
	case float64:
		others = []any{-1.0, 0.5, 1e300, math.Inf(1), math.NaN()}
	case int:
		others = []any{-1, 7, math.MaxInt}
	case pmml.Optional[string]:
		others = []any{pmml.Some("?"), pmml.Some(""), pmml.Some("-1")}
	case pmml.Optional[float64]:
		others = []any{pmml.Some(-1.0), pmml.Some(1e300), pmml.Some(math.Inf(-1)), pmml.Some(math.NaN())}
	case pmml.Optional[int]:
		others = []any{pmml.Some(-1), pmml.Some(0), pmml.Some(math.MaxInt)}
	default:
		if v.CanInt() || v.CanUint() { // a word
			for _, n := range []int64{1, 2, 3, 99} {
				others = append(others, reflect.ValueOf(n).Convert(v.Type()).Interface())
			}
		}
	}
	for _, other := range others {
		d.add(path, fmt.Sprint("= ", other), func(document reflect.Value) { at(document).Set(reflect.ValueOf(other)) })
	}
}
