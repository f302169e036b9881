package json

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
)

// Sink writes JSON Lines.
type Sink struct {
	out  table.Output
	keys [][]byte // of the results, with what comes before and after
}

// NewSink makes a sink.
func NewSink(out table.Output) *Sink {
	s := &Sink{out: out}
	for _, r := range out.Results {
		s.keys = append(s.keys, append(AppendString(nil, r.Name), ':'))
	}
	return s
}

// Header appends nothing: each object has its names.
func (s *Sink) Header(dst []byte) []byte { return dst }

// Begin appends the beginning of an object, with members that are copied.
func (s *Sink) Begin(dst []byte, copied []table.Value) []byte {
	for i := range copied {
		v := &copied[i]
		dst = append(AppendString(append(dst, separator(i)), v.Name), ':')
		switch {
		case v.JSON != nil:
			dst = append(dst, v.JSON...)
		case v.Text == nil, s.out.Schema.IsMissingIn(v.Name, v.Text):
			dst = append(dst, "null"...)
		case v.Number && table.IsNumber(v.Text):
			dst = append(dst, v.Text...)
		default:
			dst = AppendString(dst, v.Text)
		}
	}
	return dst
}

// Row appends an object on a line.
func (s *Sink) Row(dst, begin []byte, results []evaluator.ColumnResult, i int, err error) []byte {
	dst = append(dst, begin...)
	before := len(begin)
	for k, r := range s.out.Results {
		dst = append(append(dst, separator(before)), s.keys[k]...)
		before++
		if err == nil {
			dst = results[r.Index].AppendJSON(dst, i)
		} else {
			dst = append(dst, "null"...)
		}
	}
	if err != nil && s.out.Errors != "" {
		dst = append(AppendString(append(dst, separator(before)), s.out.Errors), ':')
		before++
		dst = AppendString(dst, err.Error())
	}
	if before == 0 {
		dst = append(dst, '{')
	}
	return append(dst, '}', '\n')
}

// separator is what stands before a member, by how much does.
func separator(before int) byte {
	if before == 0 {
		return '{'
	}
	return ','
}

// AppendString appends text as a JSON string. What is not UTF-8 becomes U+FFFD.
func AppendString[T ~[]byte | ~string](dst []byte, text T) []byte {
	out, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		out, _ = jsontext.AppendQuote(dst, bytes.ToValidUTF8([]byte(text), []byte("\uFFFD")))
	}
	return out
}
