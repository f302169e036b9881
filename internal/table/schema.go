package table

import (
	"slices"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Schema is what reading needs to know: the inputs of a model, and which texts
// mean a missing value.
type Schema struct {
	Inputs  []Input
	Missing *Missing
	model   *evaluator.Model
	byName  map[string]int
	// every says that tables must have a column for each input, since the model asks
	// for them, and the names of rows were looked at before.
	every bool
}

// Input is an input of a model as cells fill it.
type Input struct {
	Name       string
	Collection bool
	// Number says that the input takes a number.
	Number bool
	number number
	// truth are the texts of false and true.
	truth [2]string
	// values are the texts that mean a missing value in other columns, and one of
	// the values that the document lists in this one; nil for none.
	values []string
}

// truthText is the text of a truth value, where the input's column has texts.
func (in *Input) truthText(v bool) string {
	if v {
		return in.truth[1]
	}
	return in.truth[0]
}

// number says how the text of an input is read as a number.
type number uint8

const (
	notNumber number = iota
	asFloat64
	asFloat32
	asInteger
)

// NewSchema describes the inputs of a model, whose texts mean a missing value
// where the caller says so, in every column. Texts are not rounded to float64 where
// the model calculates with decimals.
func NewSchema(m *evaluator.Model, missing []string) *Schema {
	s := &Schema{model: m, Missing: NewMissing(missing), byName: make(map[string]int), every: m.InputNames() == evaluator.ExactInputNames}
	for i, f := range m.Inputs() {
		in := Input{Name: f.Name, Collection: f.Collection, truth: [2]string{"0", "1"}}
		switch f.DataType {
		case pmml.DataTypeDouble:
			in.number = asFloat64
		case pmml.DataTypeFloat:
			in.number = asFloat32
		case pmml.DataTypeInteger:
			in.number = asInteger
		case pmml.DataTypeString, pmml.DataTypeBoolean:
			in.truth = [2]string{"false", "true"}
		}
		in.Number = in.number != notNumber
		if m.Decimal() && in.number == asFloat64 {
			in.number = notNumber
		}
		s.Inputs = append(s.Inputs, in)
		s.byName[f.Name] = i
	}
	return s
}

// NewDefaultSchema is NewSchema where nobody says which texts mean a missing value:
// the default ones, but for the valid values that the document lists for an input.
func NewDefaultSchema(m *evaluator.Model, kind Kind) *Schema {
	tokens := defaultMissing(kind)
	s := NewSchema(m, tokens)
	for i, f := range m.Inputs() {
		for _, v := range f.Values {
			if v.Property == pmml.ValuePropertyValid && slices.Contains(tokens, v.Value) {
				s.Inputs[i].values = append(s.Inputs[i].values, v.Value)
			}
		}
	}
	return s
}

// IsMissing says whether a text means a missing value of input i.
func (s *Schema) IsMissing(i int, text []byte) bool {
	return s.Missing.Is(text) && !slices.Contains(s.Inputs[i].values, string(text))
}

// IsMissingIn says whether a text means a missing value in a column, which may be
// no input's.
func (s *Schema) IsMissingIn(column []byte, text []byte) bool {
	if !s.Missing.Is(text) {
		return false
	}
	i, ok := s.byName[string(column)]
	return !ok || s.IsMissing(i, text)
}

// Index finds an input by its name, or by one that [Schema.Map] gives it.
func (s *Schema) Index(name string) (int, bool) {
	i, ok := s.byName[name]
	return i, ok
}

// IndexBytes is [Schema.Index] for a name in bytes.
func (s *Schema) IndexBytes(name []byte) (int, bool) {
	i, ok := s.byName[string(name)]
	return i, ok
}

// Map has a column, or a key, of a name stand for an input, whatever else the name is.
func (s *Schema) Map(name string, input int) { s.byName[name] = input }

// NewKeys makes a look at the names of rows for the schema's model.
func (s *Schema) NewKeys() *Keys { return NewKeys(s.model) }

// NotAValue is the error of a cell that is none for an input.
func (s *Schema) NotAValue(input int, text []byte, detail string) error {
	return &evaluator.InputError{Field: s.Inputs[input].Name, Value: string(text), HasValue: true, Code: evaluator.InputInvalid, Detail: detail}
}
