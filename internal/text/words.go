package text

import (
	"unicode"
	"unicode/utf8"
)

// Options say how texts become words.
type Options struct {
	// Tables normalize the text first, in order.
	Tables []*Table
	// Tokenize cuts the text into words; otherwise it is searched as it is.
	Tokenize bool
	// Word matches words. Where it is nil, Separator matches what stands between
	// words, which then lose punctuation at either end.
	Word, Separator *Pattern
	// CaseSensitive tells upper from lower case.
	CaseSensitive bool
}

// words appends the words of s to dst.
func (o *Options) words(s string, dst []span) ([]span, error) {
	if !o.Tokenize {
		if s == "" {
			return dst, nil
		}
		return append(dst, span{0, int32(len(s))}), nil
	}
	if o.Word != nil {
		dst, err := o.Word.all(s, dst)
		kept := dst[:0]
		for _, w := range dst {
			if w.end > w.start {
				kept = append(kept, w)
			}
		}
		return kept, err
	}
	gaps, err := o.Separator.all(s, dst)
	if err != nil {
		return dst, err
	}
	// The words come to lie where the gaps lay, one behind at the most: the gap
	// is read before its place is written.
	dst = gaps[:0]
	start := int32(0)
	for _, g := range gaps {
		if w := trim(s, span{start, g.start}); w.end > w.start {
			dst = append(dst, w)
		}
		start = g.end
	}
	if w := trim(s, span{start, int32(len(s))}); w.end > w.start {
		dst = append(dst, w)
	}
	return dst, nil
}

// trim takes punctuation off both ends.
func trim(s string, w span) span {
	for w.start < w.end {
		c, n := utf8.DecodeRuneInString(s[w.start:w.end])
		if !unicode.IsPunct(c) {
			break
		}
		w.start += int32(n)
	}
	for w.start < w.end {
		c, n := utf8.DecodeLastRuneInString(s[w.start:w.end])
		if !unicode.IsPunct(c) {
			break
		}
		w.end -= int32(n)
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
