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

// patterns are the regular expressions of a document, each compiled once by all
// builders that examine it.
type patterns struct {
	functions map[patternKey]*regex.Pattern
	finders   map[finderKey]*regex.Finder
}

type patternKey struct {
	text    string
	dialect regex.Dialect
}

type finderKey struct {
	text                 string
	literal, insensitive bool
}

// pattern compiles a regular expression of a function that the element at calls.
func (b *builder) pattern(at pmml.Node, s string, d regex.Dialect) (*regex.Pattern, error) {
	key := patternKey{s, d}
	if p, ok := b.patterns.functions[key]; ok {
		return p, nil
	}
	p, err := regex.Compile(s, d, b.patternBudget(at))
	if err != nil {
		return nil, err
	}
	keepIn(&b.patterns.functions, key, p)
	return p, nil
}

// finder compiles what finds words of texts, or with literal a text, for the
// element at.
func (b *builder) finder(at pmml.Node, s string, literal, insensitive bool) (*regex.Finder, error) {
	key := finderKey{s, literal, insensitive}
	if p, ok := b.patterns.finders[key]; ok {
		return p, nil
	}
	p, err := func() (*regex.Finder, error) {
		if literal {
			return regex.FindText(s, b.patternBudget(at))
		}
		return regex.NewFinder(s, insensitive, b.patternBudget(at))
	}()
	if err != nil {
		return nil, err
	}
	keepIn(&b.patterns.finders, key, p)
	return p, nil
}

// patternBudget counts the instructions of patterns of the element at, before they
// are made: short patterns may have many, as a{1000} has.
func (b *builder) patternBudget(at pmml.Node) regex.Budget {
	return func(instructions int) error {
		return b.Spend(limit.Bytes, bytesOfInstruction*int64(instructions), at)
	}
}

// bytesOfInstruction is what an instruction of a pattern takes, in both engines and
// in what a search keeps.
const bytesOfInstruction = 110
