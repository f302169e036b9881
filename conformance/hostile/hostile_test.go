package hostile

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/evaluator/jsontable"
	"github.com/gopmml/gopmml/pmml"
)

// function is a function that is exported.
type function struct {
	name string
	f    any
}

type record struct {
	Age    float64  `pmml:"age,optional"`
	Home   *string  `pmml:"home,optional"`
	Income *float64 `pmml:"income,optional"`
}

type results struct {
	Default string `pmml:"default,optional"`
}

// What has type parameters is called with these.
var (
	genericTypes = []reflect.Type{
		reflect.TypeFor[evaluator.Binding[record, results]](), reflect.TypeFor[evaluator.Scorer[record, results]](),
		reflect.TypeFor[pmml.Optional[string]](), reflect.TypeFor[pmml.Optional[float64]](),
	}
	genericFunctions = []function{
		{"evaluator.Bind", evaluator.Bind[record, results]},
		{"evaluator.Bind of no struct", evaluator.Bind[int, *results]},
		{"pmml.Some", pmml.Some[string]},
	}
)

// TestNothingPanics calls every function and method that is exported with zero values,
// nil, indices and lengths that cannot be, and with what such calls have given before;
// the receivers are zero values, nil pointers, and values that are in order.
func TestNothingPanics(t *testing.T) {
	var documents [][]byte
	for _, name := range []string{"tree.pmml", "boosted.pmml", "corpus/baskets.pmml"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "testdata", name))
		require.NoError(t, err)
		documents = append(documents, data)
	}
	t.Chdir(t.TempDir()) // for what writes files
	c := newCaller(t, documents)
	for range 2 { // the second time with what the first has given
		for _, f := range append(exportedFunctions, genericFunctions...) {
			c.call(f.name, reflect.ValueOf(f.f), nil)
		}
		for _, typ := range append(exportedTypes, genericTypes...) {
			c.methods(typ)
		}
	}
	require.Greater(t, c.calls, 10_000)
}

// maker makes a value anew for each call.
type maker func() reflect.Value

type caller struct {
	t      *testing.T
	pool   map[reflect.Type][]maker
	kept   map[reflect.Type]int
	failed map[string]bool
	random *rand.Rand
	calls  int
}

func newCaller(t *testing.T, documents [][]byte) *caller {
	c := &caller{t: t, pool: map[reflect.Type][]maker{}, kept: map[reflect.Type]int{}, failed: map[string]bool{}}
	always := func(values ...any) {
		for _, v := range values {
			c.pool[reflect.TypeOf(v)] = append(c.pool[reflect.TypeOf(v)], func() reflect.Value { return reflect.ValueOf(v) })
		}
	}
	always(-1, 0, 1, 99, math.MaxInt, math.MinInt, int64(-1), int64(0), int64(2), int64(math.MaxInt64), int64(math.MinInt64))
	always(math.NaN(), math.Inf(1), -1.0, 0.0, 5e-324, math.MaxFloat64, "", "age", "default", "\xff", "no such file", true, false)
	always(time.Time{}, time.Date(400_000, 1, 1, 0, 0, 0, 0, time.UTC))
	always([]string{"", "age", "age"}, []float64{1, math.NaN()}, []float32{1}, []int64{3, -3}, []int32{-1, 5, 2}, []bool{true}, []byte{0xFF})
	always(map[string]any{"age": 1.0, "home": struct{}{}}, map[string]any{"age": []any{nil, 1, "x", struct{}{}}}, map[string]any{})
	always(evaluator.Bitmap{Bits: []byte{1}, Start: -9}, evaluator.Bitmap{Bits: []byte{1}, Start: math.MaxInt}, evaluator.Bitmap{Start: 5}, evaluator.Bitmap{Bits: []byte{}})
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	c.pool[reflect.TypeFor[context.Context]()] = []maker{
		func() reflect.Value { return reflect.Zero(reflect.TypeFor[context.Context]()) },
		func() reflect.Value { return reflect.ValueOf(t.Context()) },
		func() reflect.Value { return reflect.ValueOf(ended) },
	}
	writer := reflect.TypeFor[io.Writer]()
	c.pool[writer] = []maker{func() reflect.Value { return reflect.Zero(writer) }, func() reflect.Value { return reflect.ValueOf(&bytes.Buffer{}) }}
	reader := reflect.TypeFor[io.Reader]()
	c.pool[reader] = []maker{func() reflect.Value { return reflect.Zero(reader) }, func() reflect.Value { return reflect.ValueOf(strings.NewReader("{[")) }}
	for _, data := range documents {
		c.pool[reader] = append(c.pool[reader],
			func() reflect.Value { return reflect.ValueOf(bytes.NewReader(data)) },
			func() reflect.Value { return reflect.ValueOf(bytes.NewBuffer(data)) })
		model, err := evaluator.Load(bytes.NewReader(data))
		require.NoError(t, err)
		always(model)
		binding, err := evaluator.Bind[record, results](model)
		require.NoError(t, err)
		always(binding)
		for typ, make := range map[reflect.Type]func() any{
			reflect.TypeFor[*evaluator.Row]():     func() any { return model.NewRow() },
			reflect.TypeFor[*evaluator.Session](): func() any { return model.NewSession() },
			reflect.TypeFor[*pmml.Document](): func() any {
				doc, err := pmml.Parse(bytes.NewReader(data))
				require.NoError(t, err)
				return doc
			},
			reflect.TypeFor[*evaluator.Columns](): func() any {
				columns := evaluator.NewColumns(3)
				columns.AddFloat64("age", []float64{1, 2, 3}, evaluator.Bitmap{})
				return columns
			},
			reflect.TypeFor[*evaluator.ColumnResults](): func() any {
				var out evaluator.ColumnResults
				require.NoError(t, model.ScoreColumns(t.Context(), evaluator.NewColumns(3), &out))
				return &out
			},
			reflect.TypeFor[*jsontable.Reader](): func() any { return jsontable.NewReader(model) },
		} {
			c.pool[typ] = append(c.pool[typ], func() reflect.Value { return reflect.ValueOf(make()) })
		}
	}
	return c
}

// methods calls the methods of a type: of its zero value, of nil, and of values that
// are known.
func (c *caller) methods(typ reflect.Type) {
	pointer := reflect.PointerTo(typ)
	var receivers []maker
	receivers = append(receivers, func() reflect.Value { return reflect.New(typ) })
	// A node of a document is plain data, whose methods are those of a part of it.
	if !pointer.Implements(reflect.TypeFor[pmml.Node]()) {
		receivers = append(receivers, func() reflect.Value { return reflect.Zero(pointer) })
	}
	receivers = append(receivers, c.pool[pointer]...)
	for _, receiver := range receivers {
		for i := range pointer.NumMethod() {
			m := pointer.Method(i)
			if _, ok := typ.MethodByName(m.Name); ok && receiver().IsNil() {
				continue // one of values, which nil is none of
			}
			c.call(pointer.String()+"."+m.Name, m.Func, receiver)
		}
	}
}

// callsOfEach is how often a function is called with a receiver.
const callsOfEach = 25

// call calls a function with hostile arguments.
func (c *caller) call(name string, f reflect.Value, receiver maker) {
	seed := fnv.New64a()
	seed.Write([]byte(name))
	c.random = rand.New(rand.NewPCG(1, seed.Sum64()))
	typ := f.Type()
	times := callsOfEach
	if typ.NumIn() == 0 || receiver != nil && typ.NumIn() == 1 {
		times = 1
	}
	for range times {
		var in []reflect.Value
		for i := range typ.NumIn() {
			switch {
			case i == 0 && receiver != nil:
				in = append(in, receiver())
			case typ.IsVariadic() && i == typ.NumIn()-1:
				for range c.random.IntN(3) {
					in = append(in, c.argument(typ.In(i).Elem()))
				}
			default:
				in = append(in, c.argument(typ.In(i)))
			}
		}
		c.calls++
		c.do(name, f, in)
	}
}

func (c *caller) do(name string, f reflect.Value, in []reflect.Value) {
	defer func() {
		if p := recover(); p != nil {
			if c.failed[name] {
				return
			}
			c.failed[name] = true
			c.t.Errorf("%s(%s): panic: %v\n%s", name, show(in), p, debug.Stack())
		}
	}()
	for _, out := range f.Call(in) {
		c.keep(out)
	}
}

// keptOfEach is how many results of a type are given to other calls.
const keptOfEach = 6

// keep has a result be an argument or a receiver of other calls. A sequence is run
// through.
func (c *caller) keep(v reflect.Value) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return
	}
	if v.Kind() == reflect.Func && v.Type().CanSeq() && !v.IsNil() {
		for range v.Seq() {
		}
		return
	}
	if err, ok := v.Interface().(error); ok {
		_ = err.Error()
	}
	elem := v.Type()
	if elem.Kind() == reflect.Pointer {
		elem = elem.Elem()
	}
	if c.kept[v.Type()] < keptOfEach && strings.Contains(elem.PkgPath(), "gopmml") {
		c.kept[v.Type()]++
		c.pool[v.Type()] = append(c.pool[v.Type()], func() reflect.Value { return v })
	}
}

// argument makes an argument of a type.
func (c *caller) argument(typ reflect.Type) reflect.Value {
	if known := c.pool[typ]; len(known) > 0 && c.random.IntN(8) > 0 {
		return known[c.random.IntN(len(known))]()
	}
	switch typ.Kind() {
	case reflect.Pointer:
		if c.random.IntN(2) == 0 && typ.Elem().Kind() != reflect.Interface {
			return reflect.New(typ.Elem())
		}
	case reflect.Slice:
		if c.random.IntN(3) > 0 {
			list := reflect.MakeSlice(typ, 0, 2)
			for range c.random.IntN(3) {
				list = reflect.Append(list, c.argument(typ.Elem()))
			}
			return list
		}
	case reflect.Func:
		if c.random.IntN(2) == 0 {
			return reflect.MakeFunc(typ, func([]reflect.Value) []reflect.Value {
				out := make([]reflect.Value, typ.NumOut())
				for i := range out {
					out[i] = reflect.Zero(typ.Out(i))
				}
				return out
			})
		}
	case reflect.Interface:
		if of := c.implementing(typ); len(of) > 0 && c.random.IntN(4) > 0 {
			v := reflect.New(of[c.random.IntN(len(of))].Elem())
			if c.random.IntN(3) == 0 {
				return reflect.Zero(v.Type())
			}
			return v
		}
	case reflect.Uint8, reflect.Uint16, reflect.Int32, reflect.Int8:
		return reflect.ValueOf(c.random.IntN(200)).Convert(typ)
	case reflect.Int, reflect.Int64, reflect.Float64, reflect.String, reflect.Bool: // types of their own
		for _, basic := range []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[float64](), reflect.TypeFor[string](), reflect.TypeFor[bool]()} {
			if known := c.pool[basic]; basic.Kind() == typ.Kind() {
				return known[c.random.IntN(len(known))]().Convert(typ)
			}
		}
	}
	return reflect.Zero(typ)
}

// implementing gives the exported types that implement an interface, as pointers.
func (c *caller) implementing(typ reflect.Type) []reflect.Type {
	var of []reflect.Type
	for _, t := range exportedTypes {
		if p := reflect.PointerTo(t); typ.NumMethod() > 0 && p.Implements(typ) {
			of = append(of, p)
		}
	}
	return of
}

func show(in []reflect.Value) string {
	var parts []string
	for _, v := range in {
		text := v.Type().String()
		switch v.Kind() {
		case reflect.Int, reflect.Int64, reflect.Float64, reflect.String, reflect.Bool, reflect.Slice, reflect.Map:
			text = fmt.Sprintf("%#v", v)
		case reflect.Pointer, reflect.Interface, reflect.Func:
			if v.IsNil() {
				text += "(nil)"
			}
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
