package wire

import (
	"bytes"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/json"
)

// Reader reads a JSON text in one pass, value by value. Beside what JSON allows it
// takes the numbers NaN, Infinity and -Infinity, as TensorFlow Serving does. Texts that
// it gives lie in what it reads, or in memory of its own.
//
// The first error stays: all that follows gives it again.
type Reader struct {
	data    []byte
	at      int
	depth   int
	scratch []byte
	err     *Error
}

// maxNesting is how deep values may lie in each other.
const maxNesting = 128

// Kind is what a value of JSON is, by its first byte.
type Kind byte

// The values of Kind. Numbers that JSON does not know are numbers too.
const (
	End    Kind = 0
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
	True   Kind = 't'
	False  Kind = 'f'
	Null   Kind = 'n'
)

// Reset makes the reader read a text. Texts that it gave before stay.
func (r *Reader) Reset(data []byte) { *r = Reader{data: data, scratch: r.scratch} }

func (r *Reader) fail(what string) error {
	if r.err == nil {
		r.err = Invalid("JSON Parse error: %s at offset: %d", what, r.at)
	}
	return r.err
}

func (r *Reader) space() {
	for r.at < len(r.data) && r.data[r.at] <= ' ' && blank[r.data[r.at]] {
		r.at++
	}
}

// Peek says what the next value is, without reading it.
func (r *Reader) Peek() (Kind, error) {
	if r.err != nil {
		return End, r.err
	}
	r.space()
	if r.at == len(r.data) {
		return End, r.fail("The document ends where a value is expected.")
	}
	switch c := r.data[r.at]; c {
	case '{', '[', '"', 't', 'f', 'n':
		return Kind(c), nil
	case '-', 'N', 'I', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number, nil
	}
	return End, r.fail("Invalid value.")
}

// Begin goes into an object or an array.
func (r *Reader) Begin(k Kind) error {
	found, err := r.Peek()
	switch {
	case err != nil:
		return err
	case found != k:
		return r.fail("Another type of value is expected.")
	case r.depth == maxNesting:
		return r.fail("Values lie too deep in each other.")
	}
	r.depth++
	r.at++
	return nil
}

// Key goes to the next member of an object, of which it gives the name; false at the
// object's end, where the reader leaves it. first says that it is the first.
func (r *Reader) Key(first bool) ([]byte, bool, error) {
	more, err := r.next(first, '}', "Missing a comma or } after an object member.")
	if !more || err != nil {
		return nil, false, err
	}
	if r.at == len(r.data) || r.data[r.at] != '"' {
		return nil, false, r.fail("Missing a name for object member.")
	}
	key, err := r.text()
	if err != nil {
		return nil, false, err
	}
	r.space()
	if r.at == len(r.data) || r.data[r.at] != ':' {
		return nil, false, r.fail("Missing a colon after a name of object member.")
	}
	r.at++
	return key, true, nil
}

// expect goes to the next member of an object where its name is the one that is
// expected, given as JSON writes it, without blanks; else it stays where it is.
func (r *Reader) expect(first bool, quoted []byte) bool {
	if r.err != nil {
		return false
	}
	d, i := r.data, r.at
	for i < len(d) && d[i] <= ' ' && blank[d[i]] {
		i++
	}
	if !first {
		if i == len(d) || d[i] != ',' {
			return false
		}
		for i++; i < len(d) && d[i] <= ' ' && blank[d[i]]; {
			i++
		}
	}
	if len(d)-i <= len(quoted) || string(d[i:i+len(quoted)]) != string(quoted) {
		return false
	}
	i += len(quoted)
	for i < len(d) && d[i] <= ' ' && blank[d[i]] {
		i++
	}
	if i == len(d) || d[i] != ':' {
		return false
	}
	r.at = i + 1
	return true
}

// blank are the characters between values.
var blank = [' ' + 1]bool{' ': true, '\t': true, '\n': true, '\r': true}

// float reads a number of JSON that float64 can hold, and gives its text, too; where the
// next value is none, it stays where it is.
func (r *Reader) float() (v float64, text []byte, ok bool) {
	if r.err != nil {
		return 0, nil, false
	}
	d, i := r.data, r.at
	for i < len(d) && d[i] <= ' ' && blank[d[i]] {
		i++
	}
	v, n := table.NumberPrefix(d[i:])
	if n == 0 || v >= 1<<53 || v <= -1<<53 { // whether it is exact is looked at elsewhere
		return 0, nil, false
	}
	r.at = i + n
	return v, d[i:r.at:r.at], true
}

// Element goes to the next element of an array; false at its end, where the reader
// leaves it. first says that it is the first.
func (r *Reader) Element(first bool) (bool, error) {
	return r.next(first, ']', "Missing a comma or ] after an array element.")
}

func (r *Reader) next(first bool, end byte, missing string) (bool, error) {
	if r.err != nil {
		return false, r.err
	}
	r.space()
	switch {
	case r.at == len(r.data):
		return false, r.fail(missing)
	case r.data[r.at] == end:
		r.at++
		r.depth--
		return false, nil
	case first:
		return true, nil
	case r.data[r.at] != ',':
		return false, r.fail(missing)
	}
	r.at++
	r.space()
	if r.at < len(r.data) && r.data[r.at] == end {
		return false, r.fail("Invalid value.")
	}
	return true, nil
}

// Members goes into an object and gives the name of each member, with the reader at its
// value, which the loop reads. An error is the last that it gives.
func (r *Reader) Members() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		err := r.Begin(Object)
		for first := true; err == nil; first = false {
			var key []byte
			var more bool
			if key, more, err = r.Key(first); err == nil && (!more || !yield(key, nil)) {
				return
			}
		}
		yield(nil, err)
	}
}

// Elements goes into an array and gives the number of each element, from 0 on, with the
// reader at it, which the loop reads. An error is the last that it gives.
func (r *Reader) Elements() iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		err := r.Begin(Array)
		for i := 0; err == nil; i++ {
			var more bool
			if more, err = r.Element(i == 0); err == nil && (!more || !yield(i, nil)) {
				return
			}
		}
		yield(0, err)
	}
}

// Scalar reads a value that is neither object nor array: of a string what it says, of
// others their text.
func (r *Reader) Scalar() (Kind, []byte, error) {
	k, err := r.Peek()
	if err != nil {
		return End, nil, err
	}
	switch k {
	case String:
		text, err := r.text()
		return k, text, err
	case Number:
		text, err := r.number()
		return k, text, err
	case True:
		return k, trueText, r.word(trueText)
	case False:
		return k, falseText, r.word(falseText)
	case Null:
		return k, nullText, r.word(nullText)
	}
	return End, nil, r.fail("A plain value is expected.")
}

var (
	trueText, falseText, nullText = []byte("true"), []byte("false"), []byte("null")
	nan, infinity, minusInfinity  = []byte("NaN"), []byte("Infinity"), []byte("-Infinity")
)

func (r *Reader) word(w []byte) error {
	if !bytes.HasPrefix(r.data[r.at:], w) {
		return r.fail("Invalid value.")
	}
	r.at += len(w)
	return nil
}

// number reads a number as JSON writes one.
func (r *Reader) number() ([]byte, error) {
	start, d := r.at, r.data
	for _, w := range [...][]byte{nan, infinity, minusInfinity} {
		if d[start] == w[0] && bytes.HasPrefix(d[start:], w) {
			r.at += len(w)
			return w, nil
		}
	}
	i := start
	digits := func() bool {
		from := i
		for i < len(d) && d[i]-'0' <= 9 {
			i++
		}
		return i > from
	}
	if d[i] == '-' {
		i++
	}
	zero := i < len(d) && d[i] == '0'
	from := i
	if !digits() || zero && i > from+1 {
		return nil, r.fail("Invalid value.")
	}
	if i < len(d) && d[i] == '.' {
		if i++; !digits() {
			return nil, r.fail("Missing fraction part in number.")
		}
	}
	if i < len(d) && d[i]|0x20 == 'e' {
		if i++; i < len(d) && (d[i] == '-' || d[i] == '+') {
			i++
		}
		if !digits() {
			return nil, r.fail("Missing exponent in number.")
		}
	}
	r.at = i
	return d[start:i:i], nil
}

// text reads a string.
func (r *Reader) text() ([]byte, error) {
	start := r.at
	plain := true
	for i := start + 1; i < len(r.data); i++ {
		switch c := r.data[i]; {
		case c == '"':
			return r.quoted(r.data[start:i+1:i+1], plain)
		case c == '\\':
			plain = false
			i++
		case c < 0x20:
			r.at = i
			return nil, r.fail("Invalid encoding in string.")
		}
	}
	return nil, r.fail("Missing a closing quotation mark in string.")
}

func (r *Reader) quoted(raw []byte, plain bool) ([]byte, error) {
	if !utf8.Valid(raw) {
		return nil, r.fail("Invalid encoding in string.")
	}
	text := raw[1 : len(raw)-1 : len(raw)-1]
	if !plain {
		var err error
		if text, r.scratch, err = json.UnquoteAny(r.scratch, raw); err != nil {
			return nil, r.fail("Invalid escape character in string.")
		}
	}
	r.at += len(raw)
	return text, nil
}

// Skip reads a value of any kind, and gives its text.
func (r *Reader) Skip() ([]byte, error) {
	k, err := r.Peek()
	if err != nil {
		return nil, err
	}
	start := r.at
	switch k {
	case Object:
		for _, err = range r.Members() {
			if err == nil {
				_, err = r.Skip()
			}
			if err != nil {
				return nil, err
			}
		}
	case Array:
		for _, err = range r.Elements() {
			if err == nil {
				_, err = r.Skip()
			}
			if err != nil {
				return nil, err
			}
		}
	default:
		_, _, err = r.Scalar()
	}
	if err != nil {
		return nil, err
	}
	return r.data[start:r.at:r.at], nil
}

// Finish says whether nothing follows.
func (r *Reader) Finish() error {
	if r.err != nil {
		return r.err
	}
	if r.space(); r.at < len(r.data) {
		return r.fail("The document root must not be followed by other values.")
	}
	return nil
}

// AppendString appends a text as a JSON string. What is not UTF-8 becomes U+FFFD.
func AppendString[T ~[]byte | ~string](dst []byte, text T) []byte {
	return json.AppendString(dst, text)
}

// AppendInt appends a whole number.
func AppendInt(dst []byte, v int64) []byte { return strconv.AppendInt(dst, v, 10) }
