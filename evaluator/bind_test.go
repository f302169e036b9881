package evaluator_test

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// loan is a row of loans.csv. Not every fixture has each field.
type loan struct {
	ID     int
	Age    *int8    `pmml:"age,optional"`
	Income *float64 `pmml:"income,optional"`
	Debt   float64  `pmml:"debt,omitnan"`
	Home   string   `pmml:"home,omitzero,optional"`
}

// loanScore takes all results of the fixtures, each fixture's own.
type loanScore struct {
	Default  string `pmml:"default,optional"`
	Decision string `pmml:"decision,optional"`
	Shares
	Limit *float64 `pmml:"limit,optional"`
	Node  *string  `pmml:"node,optional"`
}

// Shares are probabilities: an embedded struct without a tag.
type Shares struct {
	Yes        float64  `pmml:"probability(yes),optional"`
	No         *float64 `pmml:"probability(no),optional"`
	Approve    float64  `pmml:"probability(approve),optional"`
	Review     float64  `pmml:"probability(review),optional"`
	Refuse     float64  `pmml:"probability(refuse),optional"`
	Confidence float64  `pmml:"confidence,optional"`
}

// values gives the fields of a result by the names of their tags, nil where missing.
func (s *loanScore) values() map[string]any {
	number := func(p *float64) any {
		if p == nil {
			return nil
		}
		return *p
	}
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	out := map[string]any{"default": text(s.Default), "decision": text(s.Decision), "probability(no)": number(s.No), "limit": number(s.Limit), "node": nil}
	if s.Node != nil {
		out["node"] = *s.Node
	}
	for name, p := range map[string]*float64{
		"probability(yes)": &s.Yes, "probability(approve)": &s.Approve, "probability(review)": &s.Review,
		"probability(refuse)": &s.Refuse, "confidence": &s.Confidence,
	} {
		if math.IsNaN(*p) {
			p = nil
		}
		out[name] = number(p)
	}
	return out
}

func loanOf(t testing.TB, r map[string]any) *loan {
	out := &loan{Debt: math.NaN()}
	if s, ok := r["age"].(string); ok {
		n, err := strconv.ParseInt(s, 10, 8)
		require.NoError(t, err)
		age := int8(n)
		out.Age = &age
	}
	number := func(name string) *float64 {
		s, ok := r[name].(string)
		if !ok {
			return nil
		}
		v, err := strconv.ParseFloat(s, 64)
		require.NoError(t, err)
		return &v
	}
	out.Income = number("income")
	if p := number("debt"); p != nil {
		out.Debt = *p
	}
	out.Home, _ = r["home"].(string)
	return out
}

// Structs give bit for bit what Evaluate gives, on both ways.
func TestBindingAgreesWithEvaluate(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixture(t, name)
			b, err := evaluator.Bind[loan, loanScore](m)
			require.NoError(t, err)
			assert.Empty(t, b.Unbound())
			scorer := b.NewScorer()
			scored := 0
			for _, r := range loans(t) {
				in := loanOf(t, r)
				want, wantErr := m.Evaluate(r)
				for _, score := range []func(*loan, *loanScore) error{b.Score, scorer.Score} {
					out := loanScore{Default: "untouched"}
					err := score(in, &out)
					if wantErr != nil {
						require.EqualError(t, err, wantErr.Error())
						require.Equal(t, loanScore{Default: "untouched"}, out)
						continue
					}
					require.NoError(t, err)
					if _, ok := m.ResultIndex("default"); !ok {
						require.Equal(t, "untouched", out.Default, "what the model does not have is left alone")
					}
					got := out.values()
					for field, v := range want.Map() {
						require.Equal(t, v, got[field], field)
					}
					scored++
				}
			}
			assert.NotZero(t, scored)
		})
	}
}

// Any number of goroutines may use a Binding.
func TestBindingIsSafeForManyGoroutines(t *testing.T) {
	m := loadFixture(t, "tree")
	b, err := evaluator.Bind[loan, loanScore](m)
	require.NoError(t, err)
	var records []*loan
	var want []map[string]any
	for _, r := range loans(t) {
		in := loanOf(t, r)
		out := loanScore{}
		if b.Score(in, &out) == nil {
			records = append(records, in)
			want = append(want, out.values())
		}
	}
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			scorer := b.NewScorer()
			for n := range records {
				i := (n + g*7) % len(records)
				for _, score := range []func(*loan, *loanScore) error{b.Score, scorer.Score} {
					out := loanScore{}
					assert.NoError(t, score(records[i], &out))
					assert.Equal(t, want[i], out.values())
				}
			}
		}()
	}
	wg.Wait()
}

type plainLoan struct {
	Age    int     `pmml:"age"`
	Income float64 `pmml:"income"`
	Debt   float32 `pmml:"debt"`
	Home   string  `pmml:"home,omitzero"`
}

type plainScore struct {
	Default string  `pmml:"default"`
	Yes     float64 `pmml:"probability(yes)"`
	No      float32 `pmml:"probability(no)"`
}

func TestScorerAllocatesNothing(t *testing.T) {
	b, err := evaluator.Bind[plainLoan, plainScore](loadFixture(t, "logistic"))
	require.NoError(t, err)
	in := plainLoan{Age: 41, Income: 42000, Debt: 9500, Home: "rent"}
	var out plainScore
	scorer := b.NewScorer()
	for name, score := range map[string]func(*plainLoan, *plainScore) error{"Scorer": scorer.Score, "Binding": b.Score} {
		if name == "Binding" && poolsAreUnsure {
			continue // a sync.Pool drops things at random then
		}
		require.NoError(t, score(&in, &out))
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			in.Age++
			if err := score(&in, &out); err != nil {
				panic(err)
			}
		}), name)
	}
	assert.NotZero(t, out.Yes)
}

func BenchmarkScorer(b *testing.B) {
	binding, err := evaluator.Bind[plainLoan, plainScore](loadFixture(b, "logistic"))
	require.NoError(b, err)
	in := plainLoan{Age: 41, Income: 42000, Debt: 9500, Home: "rent"}
	var out plainScore
	b.Run("Scorer", func(b *testing.B) {
		b.ReportAllocs()
		s := binding.NewScorer()
		for b.Loop() {
			_ = s.Score(&in, &out)
		}
	})
	b.Run("Binding", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = binding.Score(&in, &out)
		}
	})
	b.Run("Row", func(b *testing.B) {
		b.ReportAllocs()
		r := loadFixture(b, "logistic").NewRow()
		for b.Loop() {
			r.SetInt(0, int64(in.Age))
			r.SetFloat(1, in.Income)
			r.SetFloat(2, float64(in.Debt))
			r.SetText(3, in.Home)
			_ = r.Score()
			out.Default, out.Yes, out.No = r.Text(0), r.Float(1), float32(r.Float(2))
		}
	})
	b.Run("Evaluate", func(b *testing.B) {
		b.ReportAllocs()
		m := loadFixture(b, "logistic")
		for b.Loop() {
			_, _ = m.Evaluate(map[string]any{"age": in.Age, "income": in.Income, "debt": in.Debt, "home": in.Home})
		}
	})
}

// echo is a model that reports its input v of a type as output o.
func echo(t testing.TB, dataType string) *evaluator.Model {
	return load(t, identity(`<DataField name="v" optype="categorical" dataType="`+dataType+`"/>`, `<MiningField name="v"/>`, outField("o", dataType, "v")))
}

// in and out are structs of one field.
type (
	in[T any] struct {
		V T `pmml:"v"`
	}
	zeroIn[T any] struct {
		V T `pmml:"v,omitzero"`
	}
	nanIn[T any] struct {
		V T `pmml:"v,omitnan"`
	}
	out[T any] struct {
		O T `pmml:"o"`
	}
)

// through scores one value.
func through[In, Out any](t testing.TB, dataType string, record In) Out {
	t.Helper()
	b, err := evaluator.Bind[In, out[Out]](echo(t, dataType))
	require.NoError(t, err)
	var o out[Out]
	require.NoError(t, b.Score(&record, &o))
	return o.O
}

func ptr[T any](v T) *T { return &v }

type age uint16

func TestBindingOfEveryKind(t *testing.T) {
	moment := time.Date(2024, 2, 29, 13, 45, 30, 0, time.UTC)
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)

	assert.Equal(t, 0.1, through[in[float64], float64](t, "double", in[float64]{0.1}))
	assert.Equal(t, float64(float32(0.1)), through[in[float32], float64](t, "double", in[float32]{0.1}))
	assert.Equal(t, float32(0.1), through[in[float64], float32](t, "float", in[float64]{0.1}))
	assert.Equal(t, float64(float32(0.1)), through[in[float64], float64](t, "float", in[float64]{0.1}))
	assert.Equal(t, ptr(0.0), through[in[float64], *float64](t, "double", in[float64]{0}))
	assert.Equal(t, "0.1", through[in[float64], string](t, "double", in[float64]{0.1}))
	assert.Equal(t, 2.5, through[in[string], float64](t, "double", in[string]{"2.5"}))

	assert.Equal(t, 7, through[in[int], int](t, "integer", in[int]{7}))
	assert.Equal(t, int8(-7), through[in[int8], int8](t, "integer", in[int8]{-7}))
	assert.Equal(t, int16(-7), through[in[int16], int16](t, "integer", in[int16]{-7}))
	assert.Equal(t, int32(-7), through[in[int32], int32](t, "integer", in[int32]{-7}))
	assert.Equal(t, int64(1<<53), through[in[int64], int64](t, "integer", in[int64]{1 << 53}))
	assert.Equal(t, uint(7), through[in[uint], uint](t, "integer", in[uint]{7}))
	assert.Equal(t, uint8(255), through[in[uint8], uint8](t, "integer", in[uint8]{255}))
	assert.Equal(t, age(65535), through[in[age], age](t, "integer", in[age]{65535}))
	assert.Equal(t, uint32(7), through[in[uint32], uint32](t, "integer", in[uint32]{7}))
	assert.Equal(t, uint64(7), through[in[uint64], uint64](t, "integer", in[uint64]{7}))
	assert.Equal(t, 1.8446744073709552e19, through[in[uint64], float64](t, "double", in[uint64]{math.MaxUint64}))
	assert.Equal(t, 7.0, through[in[*int], float64](t, "integer", in[*int]{ptr(7)}))
	assert.Equal(t, 3, through[in[float64], int](t, "integer", in[float64]{3}))

	assert.Equal(t, true, through[in[bool], bool](t, "boolean", in[bool]{true}))
	assert.Equal(t, true, through[in[int], bool](t, "boolean", in[int]{1}))
	assert.Equal(t, 1, through[in[bool], int](t, "integer", in[bool]{true}))
	assert.Equal(t, "true", through[in[bool], string](t, "string", in[bool]{true}))
	assert.Equal(t, "20", through[in[int], string](t, "string", in[int]{20}))
	assert.Equal(t, "", through[in[string], string](t, "string", in[string]{""}))
	assert.Equal(t, ptr(""), through[in[string], *string](t, "string", in[string]{""}))

	assert.Equal(t, day, through[in[time.Time], time.Time](t, "date", in[time.Time]{moment}))
	assert.Equal(t, moment, through[in[*time.Time], time.Time](t, "dateTime", in[*time.Time]{&moment}))
	assert.Equal(t, "2024-02-29", through[in[time.Time], string](t, "date", in[time.Time]{moment}))
	assert.Equal(t, 13*time.Hour+45*time.Minute+30*time.Second, through[in[time.Time], time.Duration](t, "time", in[time.Time]{moment}))
	assert.Equal(t, 90*time.Second, through[in[time.Duration], time.Duration](t, "time", in[time.Duration]{90 * time.Second}))
	assert.Equal(t, 31, through[in[string], int](t, "dateDaysSince[1970]", in[string]{"1970-02-01"}))
	assert.Equal(t, 1.5, through[in[time.Duration], float64](t, "double", in[time.Duration]{1500 * time.Millisecond}))
}

func TestBindingOfMissingValues(t *testing.T) {
	assert.True(t, math.IsNaN(through[in[*float64], float64](t, "double", in[*float64]{})))
	assert.True(t, math.IsNaN(float64(through[in[*float64], float32](t, "float", in[*float64]{}))))
	assert.Nil(t, through[in[*float64], *float64](t, "double", in[*float64]{}))
	assert.Equal(t, "", through[in[*string], string](t, "string", in[*string]{}))
	assert.Nil(t, through[in[*string], *string](t, "string", in[*string]{}))
	assert.Equal(t, 0, through[in[*int], int](t, "integer", in[*int]{}))
	assert.Equal(t, false, through[in[*bool], bool](t, "boolean", in[*bool]{}))
	assert.Equal(t, time.Time{}, through[in[*time.Time], time.Time](t, "dateTime", in[*time.Time]{}))
	assert.Equal(t, time.Duration(0), through[in[*time.Duration], time.Duration](t, "time", in[*time.Duration]{}))

	assert.Nil(t, through[zeroIn[int], *int](t, "integer", zeroIn[int]{}))
	assert.Nil(t, through[zeroIn[uint64], *int](t, "integer", zeroIn[uint64]{}))
	assert.Nil(t, through[zeroIn[float64], *float64](t, "double", zeroIn[float64]{}))
	assert.Nil(t, through[zeroIn[string], *string](t, "string", zeroIn[string]{}))
	assert.Nil(t, through[zeroIn[bool], *bool](t, "boolean", zeroIn[bool]{}))
	assert.Nil(t, through[zeroIn[time.Time], *time.Time](t, "date", zeroIn[time.Time]{}))
	assert.Nil(t, through[nanIn[float32], *float64](t, "double", nanIn[float32]{float32(math.NaN())}))
	assert.Equal(t, ptr(0.0), through[nanIn[float64], *float64](t, "double", nanIn[float64]{}))
}

// A result does not change when the next record is scored into the same struct.
func TestBindingMakesPointersAnew(t *testing.T) {
	b, err := evaluator.Bind[in[float64], out[*float64]](echo(t, "double"))
	require.NoError(t, err)
	s := b.NewScorer()
	var o out[*float64]
	require.NoError(t, s.Score(&in[float64]{1}, &o))
	first := o
	require.NoError(t, s.Score(&in[float64]{2}, &o))
	assert.Equal(t, 1.0, *first.O)
	assert.Equal(t, 2.0, *o.O)
}

func TestBindingOfCollections(t *testing.T) {
	m := load(t, document(`<DataField name="key" optype="categorical" dataType="string"/><DataField name="v" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`,
		`<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="key" usageType="group"/><MiningField name="v"/></MiningSchema><LocalTransformations><DerivedField name="total" optype="continuous" dataType="double"><Aggregate field="v" function="sum" groupField="key"/></DerivedField></LocalTransformations><RegressionTable intercept="0"><NumericPredictor name="total" coefficient="1"/></RegressionTable></RegressionModel>`))
	type result struct {
		Y float64 `pmml:"y"`
	}
	sum := func(err error, score func(*result) error) float64 {
		t.Helper()
		require.NoError(t, err)
		var r result
		require.NoError(t, score(&r))
		return r.Y
	}
	floats, err := evaluator.Bind[in[[]float32], result](m)
	assert.Equal(t, 3.5, sum(err, func(r *result) error { return floats.Score(&in[[]float32]{[]float32{1, 2.5}}, r) }))
	assert.True(t, math.IsNaN(sum(err, func(r *result) error { return floats.Score(&in[[]float32]{}, r) })))
	ints, err := evaluator.Bind[in[[]*int16], result](m)
	assert.Equal(t, 5.0, sum(err, func(r *result) error {
		return ints.Score(&in[[]*int16]{[]*int16{ptr(int16(2)), nil, ptr(int16(3))}}, r)
	}))
	texts, err := evaluator.Bind[in[[]string], result](m)
	assert.Equal(t, 5.0, sum(err, func(r *result) error { return texts.Score(&in[[]string]{[]string{"2", "3"}}, r) }))
	assert.Equal(t, []string{"key"}, texts.Unbound())

	_, err = evaluator.Bind[in[float64], result](m)
	require.ErrorContains(t, err, `input "v" is a collection, which needs a slice, not Go type float64`)
}

func TestBindingOfListedResults(t *testing.T) {
	segment := func(n string) string {
		return `<Segment id="` + n + `"><True/><RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/></MiningSchema><RegressionTable intercept="` + n + `"/></RegressionModel></Segment>`
	}
	m := load(t, document(`<DataField name="y" optype="continuous" dataType="double"/>`,
		`<MiningModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/></MiningSchema><Segmentation multipleModelMethod="selectAll">`+segment("1")+segment("300")+`</Segmentation></MiningModel>`))
	type values struct {
		Y []float64 `pmml:"y"`
	}
	type pointers struct {
		Y []*string `pmml:"y"`
	}
	v, err := evaluator.Bind[struct{}, values](m)
	require.NoError(t, err)
	var got values
	require.NoError(t, v.Score(&struct{}{}, &got))
	assert.Equal(t, []float64{1, 300}, got.Y)
	p, err := evaluator.Bind[struct{}, pointers](m)
	require.NoError(t, err)
	var texts pointers
	require.NoError(t, p.Score(&struct{}{}, &texts))
	assert.Equal(t, []*string{ptr("1"), ptr("300")}, texts.Y)
}

func TestBindingOfAResultThatDoesNotFit(t *testing.T) {
	type result struct {
		Y float64 `pmml:"y"`
		O int8    `pmml:"o"`
	}
	b, err := evaluator.Bind[in[int], result](echo(t, "integer"))
	require.NoError(t, err)
	r := result{Y: 5, O: 6}
	err = b.Score(&in[int]{300}, &r)
	require.EqualError(t, err, `field "o": value "300" is the result, which does not fit into the Go type that it is bound to`)
	var bad *evaluator.InputError
	require.True(t, errors.As(err, &bad))
	assert.Equal(t, result{Y: 5, O: 6}, r, "nothing is written")
}

// inner is unexported; its exported fields count all the same.
type inner struct {
	V float64 `pmml:"v"`
}

func TestBindingOfTagsAndNames(t *testing.T) {
	m := load(t, identity(`<DataField name="v" optype="continuous" dataType="double"/>`, `<MiningField name="v"/>`,
		outField("o", "double", "v")+outField("A, B", "double", "v")))
	type result struct {
		O    float64 `pmml:",omitempty"`
		Y    float64 `pmml:"y"`
		Skip float64 `pmml:"-"`
		None string
		List float64 `pmml:"A, B"`
	}
	_, err := evaluator.Bind[struct{ inner }, result](m)
	require.ErrorContains(t, err, `the model has no result ",omitempty"; it has "y", "o", "A, B"`)

	type named struct {
		inner
		V2 string
	}
	type good struct {
		Y    float64 `pmml:"y"`
		Odd  float64 `pmml:"o"`
		List float64 `pmml:"A, B"`
	}
	b, err := evaluator.Bind[named, good](m)
	require.NoError(t, err)
	var g good
	require.NoError(t, b.Score(&named{inner{3}, ""}, &g))
	assert.Equal(t, good{Odd: 3, List: 3}, g)
}

func TestBindErrors(t *testing.T) {
	m := loadFixture(t, "logistic")
	check := func(name string, err error, want string) {
		t.Helper()
		require.Error(t, err, name)
		assert.Equal(t, want, strings.ReplaceAll(err.Error(), "evaluator_test.", ""), name)
		var bad *evaluator.BindError
		assert.True(t, errors.As(err, &bad), name)
	}
	type (
		ok struct {
			Default string `pmml:"default"`
		}
		unknown struct {
			Age int `pmml:"Age"`
		}
		hidden struct {
			age int `pmml:"age"`
		}
		twice struct {
			A int `pmml:"age"`
			B int `pmml:"age"`
		}
		kind struct {
			Age complex128 `pmml:"age"`
		}
		any_ struct {
			Age any `pmml:"age"`
		}
		float struct {
			Home float64 `pmml:"home"`
		}
		list struct {
			Age []int `pmml:"age"`
		}
		nilZero struct {
			Age *int `pmml:"age,omitzero"`
		}
		nan struct {
			Age int `pmml:"age,omitnan"`
		}
		untagged struct{ Age int }
		embedded struct{ *ok }
		intOut   struct {
			Yes int `pmml:"probability(yes)"`
		}
		zeroOut struct {
			Yes float64 `pmml:"probability(yes),omitzero"`
		}
		two struct {
			A int       `pmml:"a"`
			B time.Time `pmml:"income"`
		}
	)
	_ = hidden{}.age
	_, err := evaluator.Bind[unknown, ok](m)
	check("unknown name", err, `unknown.Age: the model has no input "Age"; it has "age", "income", "debt", "home"`)
	_, err = evaluator.Bind[hidden, ok](m)
	check("unexported", err, `hidden.age: has a pmml tag, but is not exported`)
	_, err = evaluator.Bind[twice, ok](m)
	check("twice", err, `twice.B: "age" is the name of field A, too`)
	_, err = evaluator.Bind[kind, ok](m)
	check("kind", err, `kind.Age: Go type complex128 cannot be bound; it takes numbers, strings, bools, time.Time and time.Duration, pointers to these, and slices of them`)
	_, err = evaluator.Bind[any_, ok](m)
	check("any", err, `any_.Age: Go type interface {} cannot be bound; it takes numbers, strings, bools, time.Time and time.Duration, pointers to these, and slices of them`)
	_, err = evaluator.Bind[float, ok](m)
	check("float for a string", err, `float.Home: input "home" is of type string, which Go type float64 cannot give`)
	_, err = evaluator.Bind[list, ok](m)
	check("list", err, `list.Age: input "age" is one value, not a collection, as Go type []int is`)
	_, err = evaluator.Bind[nilZero, ok](m)
	check("omitzero of a pointer", err, `nilZero.Age: omitzero needs a plain value; nil is missing in any case`)
	_, err = evaluator.Bind[nan, ok](m)
	check("omitnan of an int", err, `nan.Age: omitnan needs a float64 or a float32`)
	_, err = evaluator.Bind[untagged, ok](m)
	check("no tags", err, `untagged: has no field with a pmml tag`)
	_, err = evaluator.Bind[embedded, ok](m)
	check("embedded pointer", err, `embedded.ok: is an embedded pointer, whose fields cannot be bound; embed the struct itself`)
	_, err = evaluator.Bind[int, ok](m)
	check("no struct", err, `int: is not a struct`)
	_, err = evaluator.Bind[plainLoan, intOut](m)
	check("int for a double", err, `intOut.Yes: result "probability(yes)" is of type double, which Go type int cannot hold; use float64, float32 or string`)
	_, err = evaluator.Bind[plainLoan, zeroOut](m)
	check("omitzero of a result", err, `zeroOut.Yes: omitzero and omitnan are for inputs; a missing result is a nil pointer, a NaN or the zero value`)
	_, err = evaluator.Bind[two, intOut](m)
	check("all at once", err, `two.A: the model has no input "a"; it has "age", "income", "debt", "home"
two.B: input "income" is of type double, which Go type time.Time cannot give
intOut.Yes: result "probability(yes)" is of type double, which Go type int cannot hold; use float64, float32 or string`)
	var bad *evaluator.BindError
	require.True(t, errors.As(err, &bad))
	assert.Equal(t, evaluator.BindError{Type: reflect.TypeFor[two](), GoField: "A", Field: "a", Detail: bad.Detail}, *bad)
}

// A scorer keeps the stream of a stateful model; a binding does not.
func TestScorerOfAStatefulModel(t *testing.T) {
	m := load(t, identity(`<DataField name="v" optype="continuous" dataType="double"/>`, `<MiningField name="v"/>`,
		`<OutputField name="o" optype="continuous" dataType="double" feature="transformedValue"><Lag field="v"/></OutputField>`))
	b, err := evaluator.Bind[in[float64], out[*float64]](m)
	require.NoError(t, err)
	s := b.NewScorer()
	var got []*float64
	for _, v := range []float64{1, 2, 3} {
		var o out[*float64]
		require.NoError(t, s.Score(&in[float64]{v}, &o))
		got = append(got, o.O)
		require.NoError(t, b.Score(&in[float64]{v}, &o))
		assert.Nil(t, o.O)
	}
	assert.Equal(t, []*float64{nil, ptr(1.0), ptr(2.0)}, got)
}
