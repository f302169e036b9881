package compile_test

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

func aggregate(field, function string) string {
	return `<Aggregate field="` + field + `" function="` + function + `"/>`
}

// A field that an Aggregate reads takes collections, wherever else it is read.
func TestCollections(t *testing.T) {
	list := record{"x": []any{2.0, nil, 0.5}, "s": []any{"b", "a", "new"}}
	for _, tt := range []struct {
		name, dataType, expression string
		in                         record
		want                       any
	}{
		{"a multiset is all values", "double", aggregate("x", "multiset"), list, []any{2.0, 0.5}},
		{"a multiset cast to texts", "string", aggregate("x", "multiset"), list, []any{"2.0", "0.5"}},
		{"a multiset of texts", "string", aggregate("s", "multiset"), list, []any{"b", "a", "new"}},
		{"elements that cannot be cast", "integer", aggregate("x", "multiset"), list, `value "0.5" of type double cannot become an integer`},
		{"a list that is missing", "double", aggregate("x", "multiset"), nil, nil},
		{"one value", "double", aggregate("x", "sum"), record{"x": 3}, 3.0},
		{"an element at fault", "double", aggregate("x", "count"), record{"x": []any{1.0, "bad"}}, `field "x": value "bad" is not a number (invalidValueTreatment=returnInvalid)`},
		{"float32 and truth values are elements too", "double", aggregate("x", "sum"), record{"x": []any{float32(1.5), true, int8(2)}}, 4.5},
		{"truth values are texts of a text field", "string", aggregate("s", "max"), record{"s": []any{true, false}}, "true"},
		{"whole numbers are texts of a text field", "string", aggregate("s", "max"), record{"s": []any{int64(9007199254740993), 5}}, "9007199254740993"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, source{dictionary: xsn, schema: xsnSchema, outputs: out("o", tt.dataType, tt.expression)}.text())
			got := valueOf(t, m, "o", tt.in)
			if want, ok := tt.want.(string); ok {
				assert.Contains(t, got, want)
				return
			}
			assert.Equal(t, tt.want, got)
		})
	}
	m := load(t, source{dictionary: xsn, schema: mining("x", `missingValueReplacement="7"`), outputs: out("o", "double", aggregate("x", "sum"))}.text())
	assert.Equal(t, 7.0, valueOf(t, m, "o", nil), "a replacement of a missing collection")
	assert.Equal(t, 16.0, valueOf(t, m, "o", record{"x": []any{2.0, nil, 7.0}}))
	both := out("a", "double", aggregate("x", "sum")) + out("b", "double", aggregate("x", "max")) + out("c", "double", ref("x"))
	m = load(t, source{dictionary: xsn, schema: xsnSchema, outputs: both}.text())
	assert.Equal(t, []any{2.0, nil, 0.5}, valueOf(t, m, "c", list))
	assert.Contains(t, valueOf(t, m, "c", record{"x": []any{"bad"}}), `field "x": value "bad" is not a number`)
}

// What works on one value refuses a collection.
func TestCollectionsWhereOneValueIsNeeded(t *testing.T) {
	sum := out("sum", "double", aggregate("x", "sum"))
	for _, tt := range []struct {
		name   string
		s      source
		class  error
		detail string
	}{
		{"one value first, then a collection", source{outputs: out("one", "double", ref("x")) + sum}, pmml.ErrUnsupported, `field "x" is used both as one value and as a collection`},
		{"a model's number first", source{model: reading("x"), outputs: sum}, pmml.ErrUnsupported, `field "x" is used both as one value and as a collection`},
		{"a function of numbers", source{outputs: sum + out("o", "double", call("ln", ref("x")))}, pmml.ErrInvalid, "collection"},
		{"mapMissingTo", source{outputs: sum + out("o", "double", `<FieldRef field="x" mapMissingTo="1"/>`)}, pmml.ErrUnsupported, `mapMissingTo is not supported for field "x", which is a collection`},
		{"NormContinuous", source{outputs: sum + out("o", "double", `<NormContinuous field="x"><LinearNorm orig="0" norm="0"/><LinearNorm orig="1" norm="1"/></NormContinuous>`)}, pmml.ErrInvalid, `field "x" is a collection`},
		{"a derived field that is one value", source{local: derived("d", "double", call("ln", ref("n"))), outputs: out("o", "double", aggregate("d", "sum"))}, pmml.ErrInvalid, `field "d" is one value, where a collection is needed`},
		{"sqlWhere", source{outputs: out("o", "double", `<Aggregate field="x" function="sum" sqlWhere="x > 1"/>`)}, pmml.ErrUnsupported, "sqlWhere"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.s.dictionary, tt.s.schema = xsn, xsnSchema
			refused(t, tt.s.text(), tt.class, tt.detail)
		})
	}
	outer := "<LocalTransformations>" + derived("d", "double", aggregate("x", "multiset")) + "</LocalTransformations>"
	refused(t, nested(mining("x"), outer, mining("d", `missingValueReplacement="1"`), "", source{dictionary: xsn, local: derived("e", "double", aggregate("d", "sum")), model: reading("e")}),
		pmml.ErrUnsupported, `a nested MiningField cannot treat field "d", which is a collection`)
	m := load(t, nested(mining("x"), outer, mining("d"), "", source{dictionary: xsn, local: derived("e", "double", aggregate("d", "sum")), model: reading("e")}))
	assert.Equal(t, 3.0, valueOf(t, m, target, record{"x": []any{1.0, 2.0}}))
}
