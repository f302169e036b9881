package compile

import (
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/internal/text"
	"github.com/gopmml/gopmml/pmml"
)

// tables holds what has been made of tables and patterns, so that an element which
// is compiled again and again, as one in the body of a function is for each call,
// is made once and shared.
type tables struct {
	maps      map[tableKey]*program.MapValues
	bins      map[tableKey]*program.Discretize
	converted map[convertedKey]program.Shared
	knots     map[*pmml.NormContinuous][]program.Knot
	texts     map[*pmml.TextIndex]textTable
	patterns  map[patternKey]*regex.Pattern
	// taxonomies are shared by the fields that name them.
	taxonomies map[*pmml.Taxonomy]*Taxonomy
}

// tableKey is an element with what its table depends on beside: the types of the
// fields that it reads.
type tableKey struct {
	at    pmml.Node
	types string
}

// convertedKey is a table whose results become values of another type.
type convertedKey struct {
	table any
	to    pmml.DataType
}

type textTable struct {
	options *text.Options
	scratch int
}

type patternKey struct {
	text    string
	dialect regex.Dialect
}

// typesOf gives the key of fields' types.
func typesOf(fields []*Field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteByte(byte(f.Type))
	}
	return b.String()
}

// keepIn notes in a map that may not have been made.
func keepIn[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

// pattern compiles a regular expression of a function.
func (b *builder) pattern(s string, d regex.Dialect) (*regex.Pattern, error) {
	key := patternKey{s, d}
	if p, ok := b.tables.patterns[key]; ok {
		return p, nil
	}
	p, err := regex.Compile(s, d)
	if err != nil {
		return nil, err
	}
	keepIn(&b.tables.patterns, key, p)
	return p, b.Spend(limit.Bytes, bytesOf(p.Size()), nil)
}

// bytesOf gives how many bytes a pattern of a size takes: short ones may be large,
// as a{1000} is.
func bytesOf(size int) int64 { return 40 * int64(size) }
