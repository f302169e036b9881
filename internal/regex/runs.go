package regex

import (
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/limit"
)

// runs finds runs of characters of one class without a regular-expression
// engine: what \s+, [,;]+, \W, \w+ and \b\w\w+\b match.
type runs struct {
	ascii [utf8.RuneSelf]bool
	other *unicode.RangeTable // characters beyond ASCII
	// shortest is how many characters a run must have; single says that every
	// character is a match by itself.
	shortest int
	single   bool
}

// parseRuns recognizes a pattern that matches runs, nil for all others. wide
// makes \s, \d and \w the classes of Unicode.
func parseRuns(expr string, wide bool) *runs {
	if wide {
		expr = strings.NewReplacer(`\\`, `\\`, `\w`, `[\pL\pN_]`, `\d`, `\p{Nd}`, `\s`, `[\s\v\x{1c}-\x{1f}\x85\p{Z}]`,
			`\W`, `[^\pL\pN_]`, `\D`, `\P{Nd}`, `\S`, `[^\s\v\x{1c}-\x{1f}\x85\p{Z}]`).Replace(expr)
		if strings.Contains(expr, "[[") || strings.Contains(expr, `[^[`) {
			return nil
		}
	} else {
		expr = verticalSpace(expr)
	}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	parts := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		parts = re.Sub
	}
	bounded := false
	if n := len(parts); n > 2 && parts[0].Op == syntax.OpWordBoundary && parts[n-1].Op == syntax.OpWordBoundary {
		bounded = true
		parts = parts[1 : n-1]
	}
	r := &runs{}
	var class []rune
	for i, p := range parts {
		last := i == len(parts)-1
		least, repeats := 1, p.Op == syntax.OpPlus
		if p.Op == syntax.OpRepeat && p.Min > 0 && p.Max < 0 {
			least, repeats = p.Min, true
		}
		if repeats {
			if p.Flags&syntax.NonGreedy != 0 {
				return nil
			}
			p = p.Sub[0]
		}
		ranges := classOf(p)
		if ranges == nil || (repeats != last && len(parts) > 1) || (class != nil && string(ranges) != string(class)) {
			return nil
		}
		class = ranges
		r.shortest += least
		r.single = !repeats
	}
	if class == nil {
		return nil
	}
	r.setClass(class)
	// Runs of the word class end at word boundaries; runs of others need not.
	if bounded && (r.single || !r.isWord() || (!wide && len(r.other.R16)+len(r.other.R32) > 0)) {
		return nil
	}
	return r
}

// classOf gives the ranges of characters that one step of a pattern matches,
// nil where it is no such step.
func classOf(p *syntax.Regexp) []rune {
	switch {
	case p.Op == syntax.OpCharClass && p.Flags&syntax.FoldCase == 0 && len(p.Rune) > 0:
		return p.Rune
	case p.Op == syntax.OpLiteral && p.Flags&syntax.FoldCase == 0 && len(p.Rune) == 1:
		return []rune{p.Rune[0], p.Rune[0]}
	}
	return nil
}

func (r *runs) setClass(ranges []rune) {
	r.other = &unicode.RangeTable{}
	for i := 0; i < len(ranges); i += 2 {
		low, high := ranges[i], ranges[i+1]
		for c := low; c <= high && c < utf8.RuneSelf; c++ {
			r.ascii[c] = true
		}
		low = max(low, utf8.RuneSelf)
		if low > high {
			continue
		}
		if high <= 0xFFFF {
			r.other.R16 = append(r.other.R16, unicode.Range16{Lo: uint16(low), Hi: uint16(high), Stride: 1})
			continue
		}
		if low <= 0xFFFF {
			r.other.R16 = append(r.other.R16, unicode.Range16{Lo: uint16(low), Hi: 0xFFFF, Stride: 1})
			low = 0x10000
		}
		r.other.R32 = append(r.other.R32, unicode.Range32{Lo: uint32(low), Hi: uint32(high), Stride: 1})
	}
}

// isWord says whether the class is \w.
func (r *runs) isWord() bool {
	for c := range r.ascii {
		word := c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if r.ascii[c] != word {
			return false
		}
	}
	return true
}

func (r *runs) has(c rune) bool {
	if uint32(c) < utf8.RuneSelf {
		return r.ascii[c]
	}
	return unicode.Is(r.other, c)
}

// all appends the places of all matches to dst.
func (r *runs) all(s string, dst []Span, room *limit.Room) ([]Span, error) {
	start, count, next := -1, 0, lookEvery
	for i, c := range s {
		if i >= next {
			next = i + lookEvery
			if err := room.Look(); err != nil {
				return dst, err
			}
			if err := tooMany(len(dst), room); err != nil {
				return dst, err
			}
		}
		if r.has(c) {
			if start < 0 {
				start, count = i, 0
			}
			count++
			if r.single {
				_, n := utf8.DecodeRuneInString(s[i:])
				dst = append(dst, Span{int32(start), int32(i + n)})
				start = -1
			}
			continue
		}
		if start >= 0 && count >= r.shortest {
			dst = append(dst, Span{int32(start), int32(i)})
		}
		start = -1
	}
	if start >= 0 && count >= r.shortest {
		dst = append(dst, Span{int32(start), int32(len(s))})
	}
	return dst, tooMany(len(dst), room)
}
