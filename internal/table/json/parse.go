package json

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gopmml/gopmml/internal/table"
)

// member is one name and value of a JSON object. Its slices lie in the line
// or in the parser, and are valid until the next call of parse.
type member struct {
	name []byte
	text []byte // of a string: what it says; of others: the JSON text
	raw  []byte // the JSON text
}

// parser cuts lines of JSON into members. The zero value is ready; it is for
// one goroutine.
type parser struct {
	members []member
	scratch []byte // texts that were escaped
	src     bytes.Buffer
	dec     *jsontext.Decoder
}

// parse reads a line that is one JSON object. The error, where there is one,
// names no row: the caller knows it.
func (p *parser) parse(line []byte) ([]member, *table.Error) {
	p.members = p.members[:0]
	p.scratch = p.scratch[:0]
	p.src = *bytes.NewBuffer(line)
	if p.dec == nil {
		p.dec = jsontext.NewDecoder(&p.src)
	} else {
		p.dec.Reset(&p.src)
	}
	if kind := p.dec.PeekKind(); kind != '{' {
		// Read on, as the reason may be that this is no JSON at all.
		if _, err := p.dec.ReadValue(); err != nil {
			return nil, Fault(err)
		}
		return nil, &table.Error{Fault: table.FaultJSON, Detail: "the line is not a JSON object"}
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return nil, Fault(err)
	}
	for p.dec.PeekKind() == '"' {
		name, err := p.dec.ReadValue()
		if err != nil {
			return nil, Fault(err)
		}
		// Values lie in the decoder only until it goes on; in the line they stay.
		end := int(p.dec.InputOffset())
		m := member{name: p.unquote(line[end-len(name) : end])}
		raw, err := p.dec.ReadValue()
		if err != nil {
			return nil, Fault(err)
		}
		end = int(p.dec.InputOffset())
		m.raw = line[end-len(raw) : end : end]
		if m.text = m.raw; m.raw[0] == '"' {
			m.text = p.unquote(m.raw)
		}
		p.members = append(p.members, m)
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return nil, Fault(err)
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, &table.Error{Fault: table.FaultJSON, Detail: "text after the JSON object"}
	}
	return p.members, nil
}

func (p *parser) unquote(raw []byte) (text []byte) {
	text, p.scratch = Unquote(p.scratch, raw)
	return text
}

// Unquote reads a JSON string that was found well formed. What was escaped is
// appended to scratch.
func Unquote(scratch, raw []byte) (text, grown []byte) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1 : len(raw)-1], scratch
	}
	text, grown, _ = UnquoteAny(scratch, raw)
	return text, grown
}

// UnquoteAny is [Unquote] for what may not be a JSON string, which is an error.
func UnquoteAny(scratch, raw []byte) (text, grown []byte, err error) {
	start := len(scratch)
	scratch, err = jsontext.AppendUnquote(scratch, raw)
	return scratch[start:len(scratch):len(scratch)], scratch, err
}

// ParseList reads a JSON list of strings, numbers, booleans and nulls, as a
// cell of CSV may hold one.
func ParseList(raw []byte) ([]table.Cell, *table.Error) {
	dec := jsontext.NewDecoder(bytes.NewReader(raw))
	if dec.PeekKind() != '[' {
		return nil, &table.Error{Fault: table.FaultJSON, Detail: "not a JSON list"}
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, Fault(err)
	}
	list := []table.Cell{}
	for {
		t, err := dec.ReadToken()
		if err != nil {
			return nil, Fault(err)
		}
		switch t.Kind() {
		case ']':
			if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
				return nil, &table.Error{Fault: table.FaultJSON, Detail: "text after the JSON list"}
			}
			return list, nil
		case 'n':
			list = append(list, table.Cell{Type: table.Null})
		case 't', 'f':
			list = append(list, table.Cell{Type: table.Truth, Text: []byte(t.String())})
		case '0', '"':
			list = append(list, table.Cell{Type: table.Text, Text: []byte(t.String())})
		default:
			return nil, &table.Error{Fault: table.FaultJSON, Detail: "an object or list within a list"}
		}
	}
}

// Fault puts a fault that the decoder found into words: without its
// prefix and its place, which count from the start of the line.
func Fault(err error) *table.Error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		if errors.As(err, &syntax) {
			return &table.Error{Fault: table.FaultJSON, Detail: "key " + strconv.Quote(syntax.JSONPointer.LastToken()) + " occurs twice"}
		}
		return &table.Error{Fault: table.FaultJSON, Detail: "a key occurs twice"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &table.Error{Fault: table.FaultJSON, Detail: "the line ends within a JSON value"}
	case errors.As(err, &syntax) && syntax.Err != nil:
		return &table.Error{Fault: table.FaultJSON, Detail: "not JSON: " + syntax.Err.Error()}
	}
	return &table.Error{Fault: table.FaultJSON, Detail: "not JSON: " + strings.TrimPrefix(err.Error(), "jsontext: ")}
}
