package functions

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// buildFormatNumber compiles formatNumber of a number and a pattern of C's
// printf with one conversion.
func buildFormatNumber(c *Call, _ string) (program.Typed, error) {
	e, t, err := c.number(0)
	if err != nil {
		return program.Typed{}, err
	}
	n := &formatNumber{c: c.place(), value: e, typ: t, pattern: c.text(1)}
	if s, ok := c.constText(&c.Args[1]); ok {
		if n.ready, err = parseNumberFormat(s); err != nil {
			return program.Typed{}, fmt.Errorf("function %q: %w", c.Name, err)
		}
	}
	return typed(n, pmml.DataTypeString), nil
}

type formatNumber struct {
	c       place
	value   program.Expr
	typ     pmml.DataType
	pattern text
	// ready is the pattern where it is constant.
	ready *numberFormat
}

// Eval gives the formatted text; a number that the conversion does not take is
// an error.
func (n *formatNumber) Eval(f *program.Frame) float64 {
	v := n.value.Eval(f)
	ok := v == v || program.IsNaN(v)
	nf := n.ready
	if nf == nil {
		s, cell, pok := n.pattern.read(f)
		if !ok || !pok {
			return specials(v, ok, cell, pok)
		}
		var err error
		if nf, err = parseNumberFormat(s); err != nil {
			return n.c.fail(f, "%v", err)
		}
	} else if !ok {
		return v
	}
	var room [64]byte
	b, err := nf.append(room[:0], v, n.typ)
	if err != nil {
		return n.c.fail(f, "%v", err)
	}
	return f.Made(string(b), n.c.pos)
}

// numberFormat is a printf pattern: a text before and after one conversion.
type numberFormat struct {
	before, after           string
	verb                    byte // 0 where there is no conversion
	minus, plus, space, alt bool
	zero, grouped           bool
	width, precision        int // precision is -1 where none is given
}

// maxWidth bounds the width and the precision of a pattern.
const maxWidth = 1000

// parseNumberFormat reads a pattern of printf.
func parseNumberFormat(s string) (*numberFormat, error) {
	nf := &numberFormat{precision: -1}
	var lit strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			lit.WriteByte(s[i])
			continue
		}
		if strings.HasPrefix(s[i:], "%%") {
			lit.WriteByte('%')
			i++
			continue
		}
		if nf.verb != 0 {
			return nil, fmt.Errorf("pattern %q has more than one conversion", s)
		}
		nf.before = lit.String()
		lit.Reset()
		n, err := nf.conversion(s[i+1:])
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", s, err)
		}
		i += n
	}
	if nf.verb == 0 {
		nf.before = lit.String()
	} else {
		nf.after = lit.String()
	}
	return nf, nil
}

// conversion reads what follows a %, and gives how many bytes that is.
func (nf *numberFormat) conversion(s string) (int, error) {
	i := 0
flags:
	for ; i < len(s); i++ {
		switch s[i] {
		case '-':
			nf.minus = true
		case '+':
			nf.plus = true
		case ' ':
			nf.space = true
		case '#':
			nf.alt = true
		case '0':
			nf.zero = true
		case '\'', ',':
			nf.grouped = true
		default:
			break flags
		}
	}
	number := func() (int, error) {
		n := 0
		for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
			if n = 10*n + int(s[i]-'0'); n > maxWidth {
				return 0, fmt.Errorf("a width or precision above %d", maxWidth)
			}
		}
		return n, nil
	}
	var err error
	if nf.width, err = number(); err != nil {
		return 0, err
	}
	if i < len(s) && s[i] == '.' {
		i++
		if nf.precision, err = number(); err != nil {
			return 0, err
		}
	}
	for i < len(s) && strings.IndexByte("hlLqjzt", s[i]) >= 0 {
		i++
	}
	if i == len(s) {
		return 0, errors.New("an unfinished conversion")
	}
	if strings.IndexByte("diuxXocfFeEgGs", s[i]) < 0 {
		return 0, fmt.Errorf("the conversion %%%c is not known", s[i])
	}
	nf.verb = s[i]
	return i + 1, nil
}

// append formats a number.
func (nf *numberFormat) append(b []byte, v float64, t pmml.DataType) ([]byte, error) {
	b = append(b, nf.before...)
	if nf.verb == 0 {
		return b, nil
	}
	var room [64]byte
	body := room[:0]
	zero := nf.zero && !nf.minus
	sign := ""
	switch {
	case math.Signbit(v):
		sign = "-"
	case nf.plus:
		sign = "+"
	case nf.space:
		sign = " "
	}
	switch nf.verb {
	case 's':
		sign, zero = "", false
		body = append(body, program.FormatValue(v, t)...)
		if nf.precision >= 0 && len(body) > nf.precision {
			body = body[:nf.precision]
		}
	case 'c':
		sign, zero = "", false
		if v != math.Trunc(v) || v < 0 || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
			return nil, fmt.Errorf("%s is not a character, as %%c needs", program.FormatValue(v, t))
		}
		body = utf8.AppendRune(body, rune(v))
	case 'd', 'i', 'u', 'x', 'X', 'o':
		if v != math.Trunc(v) || math.Abs(v) > program.MaxInteger {
			return nil, fmt.Errorf("%s is not a whole number, as %%%c needs", program.FormatValue(v, t), nf.verb)
		}
		body, sign = nf.whole(body, int64(v), sign)
		zero = zero && nf.precision < 0
	default:
		body = nf.decimal(body, math.Abs(v))
		if v != v || math.IsInf(v, 0) {
			zero = false
		}
	}
	pad := nf.width - len(sign) - utf8.RuneCount(body)
	for ; pad > 0 && !nf.minus && !zero; pad-- {
		b = append(b, ' ')
	}
	b = append(b, sign...)
	if zero && pad > 0 && len(body) > 1 && (body[1] == 'x' || body[1] == 'X') {
		b, body = append(b, body[:2]...), body[2:]
	}
	for ; pad > 0 && zero; pad-- {
		b = append(b, '0')
	}
	b = append(b, body...)
	for ; pad > 0; pad-- {
		b = append(b, ' ')
	}
	return append(b, nf.after...), nil
}

// whole formats an integer without its sign. Unsigned conversions of negative
// numbers wrap at 32 bits, or 64 where those are needed.
func (nf *numberFormat) whole(b []byte, v int64, sign string) ([]byte, string) {
	u, base := uint64(v), 10
	switch nf.verb {
	case 'd', 'i':
		if v < 0 {
			u = uint64(-v)
		}
	default:
		sign = ""
		if v < 0 && v >= math.MinInt32 {
			u = uint64(uint32(v))
		}
		switch nf.verb {
		case 'x', 'X':
			base = 16
		case 'o':
			base = 8
		}
	}
	var room [32]byte
	digits := strconv.AppendUint(room[:0], u, base)
	if u == 0 && nf.precision == 0 {
		digits = digits[:0]
	}
	if nf.alt && base == 16 && u != 0 {
		b = append(b, '0', 'x')
	}
	lead := nf.precision - len(digits)
	if nf.alt && base == 8 && lead < 1 && (len(digits) == 0 || digits[0] != '0') {
		lead = 1
	}
	start := len(b)
	for ; lead > 0; lead-- {
		b = append(b, '0')
	}
	b = append(b, digits...)
	if nf.grouped && base == 10 {
		b = group(b, start, len(b))
	}
	if nf.verb == 'X' {
		upperASCII(b)
	}
	return b, sign
}

// decimal formats the magnitude of a number by f, e or g.
func (nf *numberFormat) decimal(b []byte, v float64) []byte {
	start := len(b)
	precision := nf.precision
	if precision < 0 {
		precision = 6
	}
	switch {
	case v != v:
		b = append(b, "nan"...)
	case math.IsInf(v, 0):
		b = append(b, "inf"...)
	default:
		switch nf.verb {
		case 'f', 'F':
			b = nf.fixed(b, v, precision)
		case 'e', 'E':
			b = nf.scientific(b, v, precision)
		default:
			b = nf.general(b, v, max(precision, 1))
		}
	}
	if nf.verb == 'F' || nf.verb == 'E' || nf.verb == 'G' {
		upperASCII(b[start:])
	}
	return b
}

func (nf *numberFormat) fixed(b []byte, v float64, precision int) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'f', precision, 64)
	end := len(b)
	if precision > 0 {
		end -= precision + 1
	} else if nf.alt {
		b = append(b, '.')
	}
	if nf.grouped {
		b = group(b, start, end)
	}
	return b
}

func (nf *numberFormat) scientific(b []byte, v float64, precision int) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'e', precision, 64)
	if nf.alt && precision == 0 {
		b = append(b[:start+1], append([]byte{'.'}, b[start+1:]...)...)
	}
	return b
}

// general is %g: precision counts all digits; the exponent decides between
// fixed and scientific; zeros at the end go unless # keeps them.
func (nf *numberFormat) general(b []byte, v float64, precision int) []byte {
	var room [64]byte
	e := strconv.AppendFloat(room[:0], v, 'e', precision-1, 64)
	mark := strings.LastIndexByte(string(e), 'e')
	exponent, _ := strconv.Atoi(string(e[mark+1:]))
	start := len(b)
	if exponent < -4 || exponent >= precision {
		b = append(b, trimZeros(e[:mark], nf.alt)...)
		return append(b, e[mark:]...)
	}
	b = nf.fixed(b, v, precision-1-exponent)
	return b[:start+len(trimZeros(b[start:], nf.alt))]
}

// trimZeros drops zeros behind a decimal point, and the point if it is last.
func trimZeros(b []byte, keep bool) []byte {
	if keep || strings.IndexByte(string(b), '.') < 0 {
		return b
	}
	s := strings.TrimRight(string(b), "0")
	return b[:len(strings.TrimSuffix(s, "."))]
}

// group puts commas between the thousands of the digits b[start:end].
func group(b []byte, start, end int) []byte {
	digits := string(b[start:end])
	tail := string(b[end:])
	b = b[:start]
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, byte(d))
	}
	return append(b, tail...)
}

func upperASCII(b []byte) {
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
}
