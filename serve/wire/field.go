package wire

import (
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the type of a field's values on the wire.
type Type uint8

// The values of Type.
const (
	Text Type = iota // and dates, times and collections
	Float64
	Float32
	Int64
	Bool
)

// Field is an input or an output as protocols announce it.
type Field struct {
	evaluator.Field
	Type Type
	// Index is the field's place among the model's inputs or results.
	Index int
}

func fieldsOf(fields []evaluator.Field) []Field {
	out := make([]Field, len(fields))
	for i, f := range fields {
		out[i] = Field{Field: f, Type: typeOf(&f), Index: i}
	}
	return out
}

func typeOf(f *evaluator.Field) Type {
	if f.Collection {
		return Text
	}
	switch f.DataType {
	case pmml.DataTypeDouble:
		return Float64
	case pmml.DataTypeFloat:
		return Float32
	case pmml.DataTypeInteger:
		return Int64
	case pmml.DataTypeBoolean:
		return Bool
	}
	return Text
}
