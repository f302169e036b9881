package evaluator

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// garbledMark is a byte order mark of UTF-8 that was read as Latin-1.
const garbledMark = "ï»¿"

// appendFolded appends what a name has beside case, blanks and punctuation. Byte order
// marks and other characters that nobody sees are none of it.
func appendFolded(dst []byte, name string) []byte {
	name = strings.TrimPrefix(name, garbledMark)
	for _, r := range name {
		if r < utf8.RuneSelf {
			switch {
			case 'A' <= r && r <= 'Z':
				dst = append(dst, byte(r)+'a'-'A')
				continue
			case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
				dst = append(dst, byte(r))
				continue
			}
		}
		switch {
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(unicode.ToUpper(r)))
		}
	}
	return dst
}

// maxCompared bounds the pairs of names whose letters are compared, as each takes time
// by the square of their lengths.
const maxCompared = 100_000

// similar finds names by their letters. Its memory is used again.
type similar struct {
	off        bool
	a, b       []rune
	two, one   []int
	now        []int
	nameFolded []byte
}

// newSimilar is for so many names and inputs: with too many of them, none is found.
func newSimilar(names, inputs int) *similar { return &similar{off: names*inputs > maxCompared} }

// nearest gives that of some inputs whose name differs from another by fewest letters,
// and by no more than one in four; -1 for none.
func (s *similar) nearest(name string, among []int, inputs []Field) int {
	if s.off {
		return -1
	}
	best, least := -1, 0
	s.nameFolded = appendFolded(s.nameFolded[:0], name)
	s.a = appendRunes(s.a[:0], s.nameFolded)
	for _, i := range among {
		s.nameFolded = appendFolded(s.nameFolded[:0], inputs[i].Name)
		s.b = appendRunes(s.b[:0], s.nameFolded)
		long := max(len(s.a), len(s.b))
		if 4*(long-min(len(s.a), len(s.b))) > long {
			continue
		}
		if d := s.distance(); 4*d <= long && (best < 0 || d < least) {
			best, least = i, d
		}
	}
	return best
}

func appendRunes(dst []rune, text []byte) []rune {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		dst, text = append(dst, r), text[n:]
	}
	return dst
}

// distance counts the letters to insert, leave out, put for another, or swap with
// their neighbour, to make one name of the other.
func (s *similar) distance() int {
	n := len(s.b) + 1
	for len(s.two) < n {
		s.two, s.one, s.now = append(s.two, 0), append(s.one, 0), append(s.now, 0)
	}
	for j := range n {
		s.one[j] = j
	}
	for i, c := range s.a {
		s.now[0] = i + 1
		for j, d := range s.b {
			cost := 1
			if c == d {
				cost = 0
			}
			least := min(s.one[j]+cost, s.one[j+1]+1, s.now[j]+1)
			if i > 0 && j > 0 && c == s.b[j-1] && s.a[i-1] == d {
				least = min(least, s.two[j-1]+1)
			}
			s.now[j+1] = least
		}
		s.two, s.one, s.now = s.one, s.now, s.two
	}
	return s.one[len(s.b)]
}
