package records

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Type is the type of a JSON value.
type Type uint8

// The values of Type.
const (
	Null Type = iota + 1
	Bool
	Number
	String
	List
	Object
)

// Member is one name and value of a JSON object. Its slices lie in the line
// or in the parser, and are valid until the next call of Parse.
type Member struct {
	Name []byte
	Type Type
	Text []byte // of a string: what it says; of others: the JSON text
	Raw  []byte // the JSON text
}

// Bool is the value of a member of type [Bool].
func (m Member) Bool() bool { return m.Text[0] == 't' }

// List is the value of a member of type [List]: strings, [json.Number], bool
// and nil. Objects and lists in it are an error.
func (m Member) List() ([]any, *Error) {
	return ParseList(m.Raw)
}

// Parser cuts lines of JSON into members. The zero value is ready; it is for
// one goroutine.
type Parser struct {
	members []Member
	scratch []byte // texts that were escaped
	src     bytes.Buffer
	dec     *jsontext.Decoder
}

// Parse reads a line that is one JSON object. The error, where there is one,
// names no row: the caller knows it.
func (p *Parser) Parse(line []byte) ([]Member, *Error) {
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
			return nil, jsonError(err)
		}
		return nil, &Error{Fault: FaultJSON, Detail: "the line is not a JSON object"}
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return nil, jsonError(err)
	}
	for p.dec.PeekKind() == '"' {
		name, err := p.dec.ReadValue()
		if err != nil {
			return nil, jsonError(err)
		}
		// Values lie in the decoder only until it goes on; in the line they stay.
		end := int(p.dec.InputOffset())
		m := Member{Name: p.unquote(line[end-len(name) : end])}
		raw, err := p.dec.ReadValue()
		if err != nil {
			return nil, jsonError(err)
		}
		end = int(p.dec.InputOffset())
		m.Raw = line[end-len(raw) : end : end]
		m.Text = m.Raw
		switch raw.Kind() {
		case 'n':
			m.Type = Null
		case 't', 'f':
			m.Type = Bool
		case '0':
			m.Type = Number
		case '"':
			m.Type = String
			m.Text = p.unquote(m.Raw)
		case '[':
			m.Type = List
		default:
			m.Type = Object
		}
		p.members = append(p.members, m)
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return nil, jsonError(err)
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, &Error{Fault: FaultJSON, Detail: "text after the JSON object"}
	}
	return p.members, nil
}

// unquote reads a JSON string that the decoder found well formed.
func (p *Parser) unquote(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1 : len(raw)-1]
	}
	start := len(p.scratch)
	p.scratch, _ = jsontext.AppendUnquote(p.scratch, raw)
	return p.scratch[start:len(p.scratch):len(p.scratch)]
}

// ParseList reads a JSON list of strings, numbers, booleans and nulls, as a
// cell of CSV may hold one.
func ParseList(raw []byte) ([]any, *Error) {
	dec := jsontext.NewDecoder(bytes.NewReader(raw))
	if dec.PeekKind() != '[' {
		return nil, &Error{Fault: FaultJSON, Detail: "not a JSON list"}
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, jsonError(err)
	}
	list := []any{}
	for {
		t, err := dec.ReadToken()
		if err != nil {
			return nil, jsonError(err)
		}
		switch t.Kind() {
		case ']':
			if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
				return nil, &Error{Fault: FaultJSON, Detail: "text after the JSON list"}
			}
			return list, nil
		case 'n':
			list = append(list, nil)
		case 't', 'f':
			list = append(list, t.Bool())
		case '0':
			list = append(list, json.Number(t.String()))
		case '"':
			list = append(list, t.String())
		default:
			return nil, &Error{Fault: FaultJSON, Detail: "an object or list within a list"}
		}
	}
}

// jsonError puts a fault that the decoder found into words: without its
// prefix and its place, which count from the start of the line.
func jsonError(err error) *Error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		if errors.As(err, &syntax) {
			return &Error{Fault: FaultJSON, Detail: "key " + quote(syntax.JSONPointer.LastToken()) + " occurs twice"}
		}
		return &Error{Fault: FaultJSON, Detail: "a key occurs twice"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Fault: FaultJSON, Detail: "the line ends within a JSON value"}
	case errors.As(err, &syntax) && syntax.Err != nil:
		return &Error{Fault: FaultJSON, Detail: "not JSON: " + syntax.Err.Error()}
	}
	return &Error{Fault: FaultJSON, Detail: "not JSON: " + strings.TrimPrefix(err.Error(), "jsontext: ")}
}
