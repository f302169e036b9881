package regex

import (
	"regexp"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
)

// wordList finds words of a list without a regular-expression engine: what
// \b(a|about|above)\b and (\W+)(a|about|above)(\W+) match, the forms in which
// exporters write stop words. An engine tries hundreds of alternatives at every
// word; this looks each word up once.
type wordList struct {
	words   map[string]bool
	longest int
	// gaps says that what stands around the word belongs to the match.
	gaps        bool
	insensitive bool
}

// listMatch is a match and the word in it.
type listMatch struct{ match, word Span }

var wordListForm = regexp.MustCompile(`^(?:\\b\((\w+(?:\|\w+)*)\)\\b|\(\\W\+\)\((\w+(?:\|\w+)*)\)\(\\W\+\))$`)

// parseWordList recognizes a pattern that matches words of a list, nil for all
// others.
func parseWordList(expr string, insensitive bool) *wordList {
	m := wordListForm.FindStringSubmatch(expr)
	if m == nil {
		return nil
	}
	l := &wordList{words: map[string]bool{}, gaps: m[2] != "", insensitive: insensitive}
	for _, w := range strings.Split(m[1]+m[2], "|") {
		if insensitive {
			w = strings.ToLower(w)
		}
		l.words[w] = true
		l.longest = max(l.longest, len(w))
	}
	return l
}

// knows says whether the list decides for a text. Two characters beyond ASCII
// are letters of it in another case: ſ and the Kelvin sign.
func (l *wordList) knows(s string) bool {
	return !l.insensitive || !strings.Contains(s, "\u017f") && !strings.Contains(s, "\u212a")
}

// group gives what a capturing group of the pattern holds.
func (l *wordList) group(s string, m listMatch, group int) string {
	part := Span{}
	switch {
	case group == 0:
		part = m.match
	case group == 1 && !l.gaps, group == 2 && l.gaps:
		part = m.word
	case group == 1:
		part = Span{m.match.Start, m.word.Start}
	case group == 3:
		part = Span{m.word.End, m.match.End}
	}
	return s[part.Start:part.End]
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// each calls found for the matches in s.
func (l *wordList) each(s string, room *limit.Room, found func(listMatch) error) error {
	free := 0 // where the match before ended
	next := lookEvery
	for i := 0; i < len(s); {
		if i >= next {
			next = i + lookEvery
			if err := room.Look(); err != nil {
				return err
			}
		}
		gap := i
		for i < len(s) && !isWordByte(s[i]) {
			i++
		}
		start := i
		for i < len(s) && isWordByte(s[i]) {
			i++
		}
		if start == i || !l.has(s[start:i]) {
			continue
		}
		m := listMatch{Span{int32(start), int32(i)}, Span{int32(start), int32(i)}}
		if l.gaps {
			after := i
			for after < len(s) && !isWordByte(s[after]) {
				after++
			}
			gap = max(gap, free)
			if gap == start || after == i {
				continue
			}
			m.match = Span{int32(gap), int32(after)}
			free = after
		}
		if err := found(m); err != nil {
			return err
		}
	}
	return nil
}

func (l *wordList) has(word string) bool {
	if len(word) > l.longest {
		return false
	}
	if !l.insensitive {
		return l.words[word]
	}
	var few [32]byte
	lower := append(few[:0], word...)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return l.words[string(lower)]
}

func (l *wordList) replace(s string, with []Piece, room *limit.Room) (string, error) {
	var b strings.Builder
	last := int32(0)
	matched := false
	err := l.each(s, room, func(m listMatch) error {
		if !matched {
			matched = true
			b.Grow(min(len(s), 1<<20))
		}
		if b.Len() > room.Text {
			return limit.ErrRoom
		}
		b.WriteString(s[last:m.match.Start])
		expand(&b, with, func(group int) string { return l.group(s, m, group) })
		last = m.match.End
		return nil
	})
	if err != nil || !matched {
		return s, err
	}
	b.WriteString(s[last:])
	return b.String(), nil
}
