// Package text counts terms in texts: it cuts texts into words, normalizes
// them, and finds terms exactly or within an edit distance.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_TextIndex
package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/regex"
)

// Options say how texts become words.
type Options struct {
	// Tables normalize the text first, in order.
	Tables []*Table
	// Tokenize cuts the text into words; otherwise it is searched as it is.
	Tokenize bool
	// Word matches words. Where it is nil, Separator matches what stands between
	// words, which then lose punctuation at either end.
	Word, Separator *regex.Finder
	// CaseSensitive tells upper from lower case.
	CaseSensitive bool
}

// words appends the words of s to dst.
func (o *Options) words(s string, dst []regex.Span, m *meter) ([]regex.Span, error) {
	if !o.Tokenize {
		if s == "" {
			return dst, nil
		}
		return append(dst, regex.Span{Start: 0, End: int32(len(s))}), nil
	}
	if o.Word != nil {
		room, err := m.search(o.Word, len(s))
		if err != nil {
			return dst, err
		}
		dst, err := o.Word.All(s, dst, room)
		kept := dst[:0]
		for _, w := range dst {
			if !m.goesOn(1) {
				return dst, errEnded
			}
			if w.End > w.Start {
				kept = append(kept, w)
			}
		}
		return kept, err
	}
	room, err := m.search(o.Separator, len(s))
	if err != nil {
		return dst, err
	}
	gaps, err := o.Separator.All(s, dst, room)
	if err != nil {
		return dst, err
	}
	// The words come to lie where the gaps lay, one behind at the most: the gap
	// is read before its place is written.
	dst = gaps[:0]
	start := int32(0)
	for _, g := range gaps {
		if !m.goesOn(wordWork/4 + int(g.Start-start)/8) {
			return dst, errEnded
		}
		if w := trim(s, regex.Span{Start: start, End: g.Start}); w.End > w.Start {
			dst = append(dst, w)
		}
		start = g.End
	}
	if w := trim(s, regex.Span{Start: start, End: int32(len(s))}); w.End > w.Start {
		dst = append(dst, w)
	}
	return dst, nil
}

// trim takes punctuation off both ends.
func trim(s string, w regex.Span) regex.Span {
	for w.Start < w.End {
		c, n := utf8.DecodeRuneInString(s[w.Start:w.End])
		if !unicode.IsPunct(c) {
			break
		}
		w.Start += int32(n)
	}
	for w.Start < w.End {
		c, n := utf8.DecodeLastRuneInString(s[w.Start:w.End])
		if !unicode.IsPunct(c) {
			break
		}
		w.End -= int32(n)
	}
	return w
}

// foldRune gives one of the characters that differ in case only.
func foldRune(c rune) rune {
	if c < utf8.RuneSelf {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	return unicode.ToLower(unicode.ToUpper(c))
}

func fold(s string) string { return string(appendFolded(nil, s)) }

// appendFolded appends s in one case. What is not UTF-8 becomes U+FFFD.
func appendFolded(dst []byte, s string) []byte {
	for _, c := range s {
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, byte(c))
			continue
		}
		dst = utf8.AppendRune(dst, foldRune(c))
	}
	return dst
}
