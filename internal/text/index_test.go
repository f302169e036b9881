package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/regex"
)

func pattern(t testing.TB, expr string) *regex.Finder {
	t.Helper()
	p, err := regex.NewFinder(expr, false, nil)
	require.NoError(t, err)
	return p
}

func TestWords(t *testing.T) {
	spaces := pattern(t, `\s+`)
	for _, tt := range []struct {
		name    string
		options Options
		in      string
		want    []string
	}{
		{"spaces", Options{Tokenize: true, Separator: spaces}, " a  b ", []string{"a", "b"}},
		{"punctuation at the ends", Options{Tokenize: true, Separator: spaces}, `"The sun," (captain's) -- ¿no?`, []string{"The", "sun", "captain's", "no"}},
		{"symbols are no punctuation", Options{Tokenize: true, Separator: spaces}, "a+ <b> $5", []string{"a+", "<b>", "$5"}},
		{"a separator of no length cuts everywhere", Options{Tokenize: true, Separator: pattern(t, `,*`)}, "ab,c", []string{"a", "b", "c"}},
		{"words keep punctuation", Options{Tokenize: true, Word: pattern(t, `\S+`)}, "a, b", []string{"a,", "b"}},
		{"words of no length do not count", Options{Tokenize: true, Word: pattern(t, `a*`)}, "baab", []string{"aa"}},
		{"not cut", Options{}, "a, b", []string{"a, b"}},
		{"an empty text", Options{Tokenize: true, Separator: spaces}, "", []string{}},
		{"an empty text that is not cut", Options{}, "", []string{}},
		{"nothing but punctuation", Options{Tokenize: true, Separator: spaces}, " ... ", []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			spans, err := tt.options.words(tt.in, nil, &meter{})
			require.NoError(t, err)
			got := []string{}
			for _, w := range spans {
				got = append(got, tt.in[w.Start:w.End])
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestFold(t *testing.T) {
	for _, pair := range [][2]string{{"SUN", "sun"}, {"Ülk", "üLK"}, {"ΣΑΣ", "σας"}, {"\u212a", "k"}, {"ſ", "S"}} {
		assert.Equal(t, fold(pair[0]), fold(pair[1]))
		assert.True(t, strings.EqualFold(pair[0], pair[1]))
	}
	assert.NotEqual(t, fold("é"), fold("e"))
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"sun", "sun", 0}, {"sun", "son", 1}, {"sun", "sunk", 1}, {"sun", "un", 1}, {"", "abc", 3}, {"", "", 0},
		{"kitten", "sitting", 3}, {"über", "uber", 1}, {"brwn", "brown", 1}, {"abcdef", "azced", 3}, {"ab", "ba", 2},
	} {
		var m matcher
		a, b := []rune(tt.a), []rune(tt.b)
		for most := range 5 {
			want := tt.want
			if want > most {
				want = -1
			}
			assert.Equal(t, want, m.distance(a, b, most), "%q and %q within %d", tt.a, tt.b, most)
			assert.Equal(t, want, m.distance(b, a, most), "%q and %q within %d", tt.b, tt.a, most)
		}
	}
}

// count counts a term of the document (known) or of a record.
func count(t *testing.T, o *Options, s, term string, most int, best, known bool) int {
	t.Helper()
	x := NewIndex(o, 2)
	d := x.document(1, 0, s)
	require.NoError(t, d.err)
	code := 1.0
	if !known {
		code = 2
	}
	w, err := x.term(code, term)
	require.NoError(t, err)
	if most == 0 {
		return x.exact(d, w)
	}
	return x.within(d, w, most, best)
}

func TestHits(t *testing.T) {
	words := Options{Tokenize: true, Separator: pattern(t, `\s+`)}
	sensitive := words
	sensitive.CaseSensitive = true
	whole := Options{}
	sea := "The Sun was setting while the captain's son reached the bounty island, minutes after their ship had sunk to the bottom of the ocean"
	for _, tt := range []struct {
		name     string
		options  Options
		in, term string
		most     int
		best     bool
		want     int
	}{
		{"a word", words, "Sun sun, SUN!", "sun", 0, false, 3},
		{"case counts", sensitive, "Sun sun, SUN!", "sun", 0, false, 1},
		{"another word", words, "moon", "sun", 0, false, 0},
		{"a part of a word", words, "sunny", "sun", 0, false, 0},
		{"two words", words, "a brown fox is a Brown, fox", "brown fox", 0, false, 2},
		{"words apart", words, "brown or fox", "brown fox", 0, false, 0},
		{"hits may overlap", words, "a a a", "a a", 0, false, 2},
		{"a term longer than the text", words, "a", "a a", 0, false, 0},
		{"an empty term", words, "a b", "", 0, false, 0},
		{"an empty text", words, "", "a", 0, false, 0},
		{"a term of punctuation", words, "a ... b", "...", 0, false, 0},
		{"within one", words, sea, "sun", 1, false, 3},
		{"only the nearest", words, sea, "sun", 1, true, 1},
		{"within one, case counts", sensitive, sea, "sun", 1, false, 3},
		{"nearest of those further off", words, "bat hat", "cat", 1, true, 2},
		{"distances add up over words", words, "brwn foxy", "brown fox", 1, false, 0},
		{"and may reach the bound", words, "brwn foxy", "brown fox", 2, false, 1},
		{"nearest of several words", words, "brown foxy brown fox", "brown fox", 2, true, 1},
		{"an empty term within a distance", words, "a b", "", 2, false, 0},
		{"parts of a text that is not cut", whole, "sunny Sun", "sun", 0, false, 2},
		{"which may overlap", whole, "aaa", "aa", 0, false, 2},
		{"across words", whole, "red sun set", "D S", 0, false, 1},
		{"within a distance, not cut", whole, "xxsonxxsunxx", "sun", 1, false, 2},
		{"nearest, not cut", whole, "xxsonxxsunxx", "sun", 1, true, 1},
		{"an empty text that is not cut", whole, "", "a", 1, false, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, count(t, &tt.options, tt.in, tt.term, tt.most, tt.best, true), "a term of the document")
			assert.Equal(t, tt.want, count(t, &tt.options, tt.in, tt.term, tt.most, tt.best, false), "a term of a record")
		})
	}
}

// Terms and texts may come in any order; what is remembered must not go stale.
func TestIndexRemembers(t *testing.T) {
	o := &Options{Tokenize: true, Separator: pattern(t, `\s+`)}
	texts := []string{"a b a", "b c", "", "c c c c", "a", "d e", "a b", "b a b a"}
	terms := []string{"a", "b", "c", "a b", "zz", "b a"}
	x := NewIndex(o, len(terms))
	for round := range 3 {
		for i, s := range texts {
			for j, term := range terms {
				serial := uint64(round*len(texts) + i)
				d := x.document(serial, float64(len(terms)), s)
				w, err := x.term(float64(j), term)
				require.NoError(t, err)
				assert.Equal(t, count(t, o, s, term, 0, false, false), x.exact(d, w), "%q in %q", term, s)
				other := texts[(i+j)%len(texts)]
				d = x.document(serial, float64(len(terms)+1+(i+j)%len(texts)), other)
				assert.Equal(t, count(t, o, other, term, 0, false, false), x.exact(d, w), "%q in %q", term, other)
			}
		}
	}
}

func TestHighest(t *testing.T) {
	x := NewIndex(&Options{Tokenize: true, Separator: pattern(t, `\s+`)}, 0)
	assert.Equal(t, 3, x.highest(x.document(1, 0, "the sun, The moon, THE stars and stars")))
	assert.Equal(t, 0, x.highest(x.document(1, 1, "")))
	assert.Equal(t, 0, NewIndex(&Options{}, 0).highest(&document{most: -1}))
}

// longText is a review of some 60 words, vocabulary some 500 terms.
func benchmarkTexts() (texts []string, vocabulary []string) {
	for i := range 500 {
		vocabulary = append(vocabulary, fmt.Sprintf("word%d", i))
	}
	for i := range 16 {
		var b strings.Builder
		for j := range 60 {
			fmt.Fprintf(&b, "Word%d, ", (i*31+j*17)%900)
		}
		texts = append(texts, b.String())
	}
	return texts, vocabulary
}

// One operation counts 500 terms in one text.
func BenchmarkIndex(b *testing.B) {
	texts, vocabulary := benchmarkTexts()
	for _, bm := range []struct {
		name string
		most int
		o    Options
	}{
		{"words", 0, Options{Tokenize: true, Separator: pattern(b, `\s+`)}},
		{"wordRE", 0, Options{Tokenize: true, Word: pattern(b, `(?u)\b\w\w+\b`)}},
		{"engine", 0, Options{Tokenize: true, Separator: pattern(b, `\s|\t`)}},
		{"distance", 1, Options{Tokenize: true, Separator: pattern(b, `\s+`)}},
		{"whole", 0, Options{}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			x := NewIndex(&bm.o, len(vocabulary))
			b.ReportAllocs()
			serial := uint64(0)
			for b.Loop() {
				serial++
				s := texts[serial%uint64(len(texts))]
				for j, term := range vocabulary {
					d := x.document(serial, float64(len(vocabulary)), s)
					w, _ := x.term(float64(j), term)
					if bm.most > 0 {
						x.within(d, w, bm.most, false)
					} else {
						x.exact(d, w)
					}
				}
			}
		})
	}
}
