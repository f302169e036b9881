package text

import (
	"bytes"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/regex"
)

// Index counts terms in texts. It remembers the terms that it has met, and the
// last texts as words, so that many terms can be counted in one text and one
// text can be asked for under many terms. One goroutine uses it at a time.
type Index struct {
	options *Options
	// known numbers the words of the terms that the document holds; terms are
	// those terms by their code.
	known map[string]int32
	terms []*term
	// passing is the term that belongs to one record only.
	passing  term
	recent   [recentTexts]document
	next     int
	spans    []regex.Span
	matching matcher
	meter    meter
	// What counts words: see highest.
	seed          maphash.Seed
	firsts, times []int32
}

// wordBytes is what a word takes beside its characters.
const wordBytes = 32

// wordWork is what a word takes beside its characters, as work between two looks.
const wordWork = 16

// recentTexts is how many texts are remembered: fields under the same options.
const recentTexts = 8

// term is a text to look for.
type term struct {
	words []string
	ids   []int32 // nil for a passing term
	runes [][]rune
}

// document is a text as words.
type document struct {
	serial uint64
	code   float64
	used   bool
	text   []byte // the text as it was given
	err    error
	// length is what its words count as text that a record makes.
	length int
	// folded holds the words, one after the other; ids are their numbers, -1 for
	// what no known term has; counts go by number.
	folded []byte
	words  []regex.Span
	ids    []int32
	counts []int32
	runes  []rune
	marks  []regex.Span // of the words in runes
	// decoded says that runes and marks have been filled.
	decoded bool
	most    int // the highest count of a word, -1 until it is needed
}

// NewIndex makes an index for a document of so many texts.
func NewIndex(o *Options, texts int) *Index {
	return &Index{options: o, known: map[string]int32{}, terms: make([]*term, texts), seed: maphash.MakeSeed()}
}

// document finds a text or takes it in. serial and code tell the record and the
// text's cell.
func (x *Index) document(serial uint64, code float64, s string) *document {
	for i := range x.recent {
		if d := &x.recent[i]; d.used && d.serial == serial && d.code == code {
			return d
		}
	}
	for i := range x.recent {
		// The text of an earlier record may come again. It counts as a new one does,
		// so that what a record takes does not depend on those before.
		if d := &x.recent[i]; d.used && string(d.text) == s {
			if d.err == nil && x.meter.made(d.length) != nil {
				return &document{err: errEnded}
			}
			d.serial, d.code = serial, code
			return d
		}
	}
	if x.meter.made(len(s)) != nil {
		return &document{err: errEnded} // before the text is kept
	}
	d := &x.recent[x.next]
	d.used = false
	x.next = (x.next + 1) % len(x.recent)
	d.serial, d.code = serial, code
	d.text = append(d.text[:0], s...)
	x.takeIn(d, s)
	d.used = d.err == nil || d.err == errEndless // else another record may have more room
	return d
}

func (x *Index) takeIn(d *document, s string) {
	d.folded, d.words, d.ids, d.decoded, d.most, d.err = d.folded[:0], d.words[:0], d.ids[:0], false, -1, nil
	d.counts = d.counts[:0]
	for _, t := range x.options.Tables {
		if s, d.err = t.apply(s, &x.meter); d.err != nil {
			return
		}
	}
	x.spans, d.err = x.options.words(s, x.spans[:0], &x.meter)
	if d.err != nil {
		return
	}
	if !x.meter.steps(len(x.spans) + len(s)>>6) {
		d.err = errEnded
		return
	}
	// The words are a text of their own under these options.
	d.length = len(d.text) + wordBytes*len(x.spans)
	if d.err = x.meter.made(wordBytes * len(x.spans)); d.err != nil {
		return
	}
	d.folded, d.words, d.ids = slices.Grow(d.folded, len(s)), slices.Grow(d.words, len(x.spans)), slices.Grow(d.ids, len(x.spans))
	d.counts = slices.Grow(d.counts, len(x.known))[:len(x.known)]
	clear(d.counts)
	for _, w := range x.spans {
		if !x.meter.goesOn(wordWork + int(w.End-w.Start)) {
			d.err = errEnded
			return
		}
		start := len(d.folded)
		d.folded = x.appendWord(d.folded, s[w.Start:w.End])
		if x.meter.ended {
			d.err = errEnded
			return
		}
		id, ok := x.known[string(d.folded[start:])]
		if !ok {
			id = -1
		} else {
			d.counts[id]++
		}
		d.words = append(d.words, regex.Span{Start: int32(start), End: int32(len(d.folded))})
		d.ids = append(d.ids, id)
	}
}

func (x *Index) appendWord(dst []byte, s string) []byte {
	if x.options.CaseSensitive {
		return append(dst, s...)
	}
	for len(s) > lookEvery && x.meter.goesOn(lookEvery) {
		end := lookEvery
		for end < len(s) && !utf8.RuneStart(s[end]) {
			end++
		}
		dst, s = appendFolded(dst, s[:end]), s[end:]
	}
	if len(s) > lookEvery {
		return dst // the record has ended
	}
	return appendFolded(dst, s)
}

// term finds the term of a cell. One that the document does not hold is not
// remembered.
func (x *Index) term(code float64, s string) (*term, error) {
	if i := int(code); i < len(x.terms) {
		if t := x.terms[i]; t != nil {
			return t, nil
		}
		t := &term{}
		if err := x.fill(t, s); err != nil {
			return nil, err
		}
		for _, w := range t.words {
			if !x.meter.goesOn(wordWork * recentTexts) {
				return nil, errEnded
			}
			t.ids = append(t.ids, x.learn(w))
		}
		x.terms[i] = t
		return t, nil
	}
	x.passing = term{words: x.passing.words[:0], runes: x.passing.runes[:0]}
	return &x.passing, x.fill(&x.passing, s)
}

// appendRunes appends the characters of s.
func (x *Index) appendRunes(dst []rune, s string) []rune {
	dst = slices.Grow(dst, utf8.RuneCountInString(s))
	for i, c := range s {
		if i%lookEvery == lookEvery-1 && !x.meter.goesOn(lookEvery) {
			break
		}
		dst = append(dst, c)
	}
	return dst
}

func (x *Index) fill(t *term, s string) error {
	words, err := x.options.words(s, nil, &x.meter)
	if err != nil {
		return err
	}
	for _, w := range words {
		if !x.meter.goesOn(4*wordWork + int(w.End-w.Start)) {
			return errEnded
		}
		word := string(x.appendWord(nil, s[w.Start:w.End]))
		t.words = append(t.words, word)
		t.runes = append(t.runes, x.appendRunes(nil, word))
	}
	if x.meter.ended {
		return errEnded
	}
	return nil
}

// learn numbers a word. Texts taken in before come to know it.
func (x *Index) learn(word string) int32 {
	if id, ok := x.known[word]; ok {
		return id
	}
	id := int32(len(x.known))
	x.known[word] = id
	for i := range x.recent {
		d := &x.recent[i]
		if !d.used || d.err != nil {
			continue
		}
		x.meter.done += len(d.words) // looked at before the next word
		count := int32(0)
		for j, w := range d.words {
			if int(w.End-w.Start) == len(word) && d.ids[j] < 0 && string(d.folded[w.Start:w.End]) == word {
				d.ids[j] = id
				count++
			}
		}
		d.counts = append(d.counts, count)
	}
	return id
}

// exact counts a term's occurrences, which may overlap.
func (x *Index) exact(d *document, t *term) int {
	n := len(t.words)
	if n == 0 {
		return 0
	}
	if !x.options.Tokenize {
		return x.overlapping(d.folded, t.words[0])
	}
	if n == 1 && t.ids != nil {
		return int(d.counts[t.ids[0]])
	}
	for _, id := range t.ids {
		if d.counts[id] == 0 {
			return 0
		}
	}
	count := 0
	for i := 0; i+n <= len(d.words) && x.meter.goesOn(1+n); i++ {
		if t.ids != nil && slices.Equal(d.ids[i:i+n], t.ids) || t.ids == nil && d.hasAt(i, t.words) {
			count++
		}
	}
	return count
}

func (d *document) hasAt(i int, words []string) bool {
	for j, w := range words {
		at := d.words[i+j]
		if string(d.folded[at.Start:at.End]) != w {
			return false
		}
	}
	return true
}

// overlapping counts the places where s holds a term, which is not empty.
func (x *Index) overlapping(s []byte, term string) int {
	count := 0
	want := []byte(term)
	if len(s)*len(want) <= lookEvery {
		for {
			i := bytes.Index(s, want)
			if i < 0 {
				return count
			}
			count++
			_, n := utf8.DecodeRune(s[i:])
			s = s[i+n:]
		}
	}
	// Long texts are read once, and compared with as much of the term as has matched
	// so far: borders[i] is how much of its beginning ends the first i bytes of it.
	borders := make([]int32, len(want)+1)
	matched := int32(0)
	for i := 1; i < len(want); i++ {
		for matched > 0 && want[i] != want[matched] {
			matched = borders[matched]
		}
		if want[i] == want[matched] {
			matched++
		}
		borders[i+1] = matched
	}
	matched = 0
	for i, c := range s {
		if i%lookEvery == lookEvery-1 && !x.meter.goesOn(lookEvery) {
			return count
		}
		for matched > 0 && c != want[matched] {
			matched = borders[matched]
		}
		if c == want[matched] {
			matched++
		}
		if int(matched) == len(want) {
			count++
			matched = borders[matched]
		}
	}
	return count
}

// within counts a term's occurrences where the distances of its words add up to
// most or less; with best only those of the least distance.
func (x *Index) within(d *document, t *term, most int, best bool) int {
	n := len(t.words)
	if n == 0 {
		return 0
	}
	x.matching.meter, x.matching.ended = &x.meter, !x.decode(d)
	if x.matching.ended {
		return 0
	}
	if !x.options.Tokenize {
		return x.matching.occurrences(d.runes, t.runes[0], most, best)
	}
	count, least := 0, most
	for i := 0; i+n <= len(d.words) && x.matching.goesOn(n*wordWork/2); i++ {
		left := most
		if best {
			left = least
		}
		total := 0
		for j := 0; j < n && total >= 0; j++ {
			at := d.marks[i+j]
			if e := x.matching.distance(d.runes[at.Start:at.End], t.runes[j], left-total); e < 0 {
				total = -1
			} else {
				total += e
			}
		}
		switch {
		case total < 0:
		case best && total < least:
			least, count = total, 1
		default:
			count++
		}
	}
	return count
}

// decode makes the words' characters ready for distances. It gives false where the
// record has ended.
func (x *Index) decode(d *document) bool {
	if d.decoded {
		return true
	}
	d.runes, d.marks = d.runes[:0], d.marks[:0]
	for _, w := range d.words {
		if !x.meter.goesOn(wordWork + int(w.End-w.Start)) {
			return false
		}
		start := int32(len(d.runes))
		d.runes = slices.Grow(d.runes, int(w.End-w.Start))
		for i, c := range string(d.folded[w.Start:w.End]) {
			if i%lookEvery == lookEvery-1 && !x.meter.goesOn(lookEvery) {
				return false
			}
			d.runes = append(d.runes, c)
		}
		d.marks = append(d.marks, regex.Span{Start: start, End: int32(len(d.runes))})
	}
	d.decoded = true
	return true
}

// highest gives the count of the text's most frequent word. A text that is not
// cut into words has none.
func (x *Index) highest(d *document) int {
	if d.most >= 0 {
		return d.most
	}
	most := 0
	if !x.options.Tokenize {
		d.most = most
		return most
	}
	// Words meet in a table by their hashes. firsts has one more than the number of
	// the word that was there first, times how often numbers it.
	mask := uint64(1)
	for int(mask) < 2*len(d.words) {
		mask *= 2
	}
	x.firsts = append(x.firsts[:0], make([]int32, mask)...)
	x.times = append(x.times[:0], make([]int32, len(d.words))...)
	mask--
	word := func(i int) []byte { return d.folded[d.words[i].Start:d.words[i].End] }
	for i := range d.words {
		this := word(i)
		if !x.meter.goesOn(wordWork + len(this)) {
			return most
		}
		at := maphash.Bytes(x.seed, this) & mask
		for x.firsts[at] > 0 && !bytes.Equal(word(int(x.firsts[at])-1), this) {
			at = (at + 1) & mask
		}
		if x.firsts[at] == 0 {
			x.firsts[at] = int32(i + 1)
		}
		first := x.firsts[at] - 1
		x.times[first]++
		most = max(most, int(x.times[first]))
	}
	d.most = most
	return most
}
