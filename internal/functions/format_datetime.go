package functions

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// buildFormatDatetime compiles formatDatetime of a date or time and a pattern
// of POSIX strftime, in English.
func buildFormatDatetime(c *Call, _ string) (program.Typed, error) {
	n := &formatDatetime{pattern: c.text(1)}
	need := parts(0)
	if s, ok := c.constText(&c.Args[1]); ok {
		steps, err := parseTimeFormat(s)
		if err != nil {
			return program.Typed{}, fmt.Errorf("function %q: %w", c.Name, err)
		}
		n.steps, n.ready = steps, true
		need = needs(steps)
	}
	var err error
	n.moment, err = c.moment(0, need)
	return typed(n, pmml.DataTypeString), err
}

type formatDatetime struct {
	moment
	pattern text
	// steps is the pattern where it is constant.
	steps []timeStep
	ready bool
}

// Eval gives the formatted text. A date has the time midnight; a time without
// a date is an error where the pattern asks for one.
func (n *formatDatetime) Eval(f *program.Frame) float64 {
	steps := n.steps
	if !n.ready {
		s, cell, ok := n.pattern.read(f)
		if !ok {
			seconds, has := n.read(f, 0)
			return specials(seconds, has != 0, cell, ok)
		}
		var err error
		if steps, err = parseTimeFormat(s); err != nil {
			return n.c.fail(f, "%v", err)
		}
	}
	seconds, has := n.read(f, needs(steps))
	switch {
	case has == 0:
		return seconds
	case has&needs(steps) != needs(steps):
		return n.c.fail(f, "the pattern asks for a date, which a time does not have")
	case math.Abs(seconds) > secondsPerDay*366*maxYear:
		return n.c.fail(f, "the date is out of range")
	}
	t := program.TimeOf(seconds, pmml.DataTypeDateTime)
	var room [64]byte
	b := room[:0]
	for i := range steps {
		b = steps[i].append(b, t)
	}
	return f.Made(string(b), n.c.pos)
}

// timeStep is a part of a pattern: a text, or where verb is not 0 a conversion
// with its padding: 0 for the usual, - for none, or the character.
type timeStep struct {
	text string
	verb byte
	pad  byte
}

// clockVerbs are the conversions that need no date.
const clockVerbs = "HIMSpPrRTXkl"

// needs says what a pattern needs a moment to have. A date serves for times:
// it is midnight.
func needs(steps []timeStep) parts {
	for i := range steps {
		if v := steps[i].verb; v != 0 && strings.IndexByte(clockVerbs, v) < 0 {
			return hasDate
		}
	}
	return 0
}

// composites are the conversions that stand for others, in the POSIX locale.
var composites = map[byte]string{
	'c': "%a %b %e %H:%M:%S %Y", 'D': "%m/%d/%y", 'x': "%m/%d/%y", 'F': "%Y-%m-%d",
	'r': "%I:%M:%S %p", 'R': "%H:%M", 'T': "%H:%M:%S", 'X': "%H:%M:%S", 'h': "%b",
}

// parseTimeFormat reads a pattern of strftime.
func parseTimeFormat(s string) ([]timeStep, error) {
	var steps []timeStep
	var lit strings.Builder
	flush := func() {
		if lit.Len() > 0 {
			steps = append(steps, timeStep{text: lit.String()})
			lit.Reset()
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			lit.WriteByte(s[i])
			continue
		}
		pad := byte(0)
		for i++; i < len(s) && strings.IndexByte("-_0EO", s[i]) >= 0; i++ {
			if s[i] < 'A' || s[i] == '_' {
				pad = s[i]
			}
		}
		if i == len(s) {
			return nil, fmt.Errorf("pattern %q ends within a conversion", s)
		}
		switch v := s[i]; {
		case v == '%':
			lit.WriteByte('%')
		case v == 'n':
			lit.WriteByte('\n')
		case v == 't':
			lit.WriteByte('\t')
		case composites[v] != "":
			flush()
			parts, err := parseTimeFormat(composites[v])
			if err != nil {
				return nil, err
			}
			steps = append(steps, parts...)
		case strings.IndexByte("aAbBCdegGHIjklmMpPsSuUVwWyYzZ", v) >= 0:
			flush()
			steps = append(steps, timeStep{verb: v, pad: pad})
		default:
			return nil, fmt.Errorf("pattern %q: the conversion %%%c is not known", s, v)
		}
	}
	flush()
	return steps, nil
}

// append writes the step for a moment.
func (s *timeStep) append(b []byte, t time.Time) []byte {
	switch s.verb {
	case 0:
		return append(b, s.text...)
	case 'a':
		return append(b, t.Weekday().String()[:3]...)
	case 'A':
		return append(b, t.Weekday().String()...)
	case 'b':
		return append(b, t.Month().String()[:3]...)
	case 'B':
		return append(b, t.Month().String()...)
	case 'p', 'P':
		half := "AM"
		if t.Hour() >= 12 {
			half = "PM"
		}
		if s.verb == 'P' {
			half = strings.ToLower(half)
		}
		return append(b, half...)
	case 'z':
		return append(b, "+0000"...)
	case 'Z':
		return append(b, "UTC"...)
	}
	v, width, pad := s.number(t)
	switch s.pad {
	case '-':
		width = 0
	case '_':
		pad = ' '
	case '0':
		pad = '0'
	}
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	for n := int64(10); width > 1; width-- {
		if v < n {
			for k := width; k > 1; k-- {
				b = append(b, pad)
			}
			break
		}
		n *= 10
	}
	return strconv.AppendInt(b, v, 10)
}

// number gives the number that a conversion writes, its width and padding.
func (s *timeStep) number(t time.Time) (v int64, width int, pad byte) {
	year, week := t.ISOWeek()
	n := 0
	width, pad = 2, '0'
	switch s.verb {
	case 'C':
		n = floorDiv(t.Year(), 100)
	case 'd':
		n = t.Day()
	case 'e':
		n, pad = t.Day(), ' '
	case 'g':
		n = year - 100*floorDiv(year, 100)
	case 'G':
		n, width = year, 4
	case 'H':
		n = t.Hour()
	case 'I':
		n = (t.Hour()+11)%12 + 1
	case 'j':
		n, width = t.YearDay(), 3
	case 'k':
		n, pad = t.Hour(), ' '
	case 'l':
		n, pad = (t.Hour()+11)%12+1, ' '
	case 'm':
		n = int(t.Month())
	case 'M':
		n = t.Minute()
	case 's':
		return t.Unix(), 1, pad
	case 'S':
		n = t.Second()
	case 'u':
		n, width = (int(t.Weekday())+6)%7+1, 1
	case 'U': // weeks that start on Sunday
		n = (t.YearDay() + 6 - int(t.Weekday())) / 7
	case 'V':
		n = week
	case 'w':
		n, width = int(t.Weekday()), 1
	case 'W': // weeks that start on Monday
		n = (t.YearDay() + 6 - (int(t.Weekday())+6)%7) / 7
	case 'y':
		n = t.Year() - 100*floorDiv(t.Year(), 100)
	case 'Y':
		n, width = t.Year(), 4
	}
	return int64(n), width, pad
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
