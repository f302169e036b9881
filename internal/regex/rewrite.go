package regex

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Patterns are written in one of two dialects and run by one of two engines:
// Go's regexp, which is fast, and regexp2, which also knows look-around and
// back-references. Neither reads a dialect exactly as its owner does, so a
// pattern is rewritten into what means the same in both: \s, \w, \d, \b and
// POSIX classes are spelled out, groups are numbered, (?x) is resolved.

// errBacktracks says that a pattern needs the engine that backtracks.
var errBacktracks = errors.New("needs a backtracking engine")

// runeRange is a range of runes.
type runeRange struct{ lo, hi rune }

// The classes of the dialects. PCRE's are those of ASCII; Python's, for str,
// those of Unicode.
var (
	asciiDigit  = []runeRange{{'0', '9'}}
	asciiWord   = []runeRange{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	asciiSpace  = []runeRange{{'\t', '\r'}, {' ', ' '}}
	pythonSpace = []runeRange{{'\t', '\r'}, {0x1c, ' '}, {0x85, 0x85}, {0xa0, 0xa0}, {0x1680, 0x1680},
		{0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}}
	horizontal = []runeRange{{'\t', '\t'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x180e, 0x180e},
		{0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}}
	vertical = []runeRange{{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}

	posixClasses = map[string][]runeRange{
		"alpha": {{'A', 'Z'}, {'a', 'z'}}, "digit": asciiDigit, "alnum": {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}},
		"upper": {{'A', 'Z'}}, "lower": {{'a', 'z'}}, "space": asciiSpace, "blank": {{'\t', '\t'}, {' ', ' '}},
		"punct": {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}, "cntrl": {{0, 0x1f}, {0x7f, 0x7f}},
		"graph": {{'!', '~'}}, "print": {{' ', '~'}}, "xdigit": {{'0', '9'}, {'A', 'F'}, {'a', 'f'}},
		"word": asciiWord, "ascii": {{0, 0x7f}},
	}
)

// complement gives the runes that no runeRange holds.
func complement(spans []runeRange) []runeRange {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b runeRange) int { return int(a.lo - b.lo) })
	var rest []runeRange
	next := rune(0)
	for _, s := range spans {
		if s.lo > next {
			rest = append(rest, runeRange{next, s.lo - 1})
		}
		next = max(next, s.hi+1)
	}
	if next <= unicode.MaxRune {
		rest = append(rest, runeRange{next, unicode.MaxRune})
	}
	return rest
}

// tableSpans gives the runes of Unicode tables.
func tableSpans(tables ...*unicode.RangeTable) []runeRange {
	var spans []runeRange
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			spans = append(spans, runeRange{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			spans = append(spans, runeRange{r, r})
		}
	}
	for _, t := range tables {
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return spans
}

// rewriter turns a pattern into one for an engine.
type rewriter struct {
	in  []rune
	i   int
	out []byte
	// python is the dialect, slow the engine (regexp2).
	python, slow bool

	groups int
	names  map[string]int
	scopes []scope
	modes
	// atom is where the last thing that can be repeated starts in out, -1 for none.
	atom int

	// asciiOnly and noFinalNewline are what texts must be for Go's engine to
	// read the pattern as the dialect does.
	asciiOnly, noFinalNewline bool
}

// modes are the inline flags that the rewriter itself looks after.
type modes struct{ verbose, multiline, ascii bool }

// scope is an open group.
type scope struct {
	start int
	modes
}

// rewrite reads the whole pattern.
func (r *rewriter) rewrite() error {
	r.names = map[string]int{}
	r.atom = -1
	for r.i < len(r.in) {
		if err := r.next(); err != nil {
			return err
		}
	}
	if len(r.scopes) > 0 {
		return errors.New("missing )")
	}
	return nil
}

func (r *rewriter) emit(s string) { r.out = append(r.out, s...) }

// begin marks the start of what can be repeated.
func (r *rewriter) begin() { r.atom = len(r.out) }

func (r *rewriter) hasPrefix(s string) bool {
	rs := []rune(s)
	return len(r.in)-r.i >= len(rs) && slices.Equal(r.in[r.i:r.i+len(rs)], rs)
}

// literal emits a rune that stands for itself.
func (r *rewriter) literal(c rune) {
	if c < 0x80 && c >= ' ' && c != '_' && !isAlnum(c) {
		r.out = append(r.out, '\\')
	}
	r.emit(string(c))
}

func isAlnum(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (r *rewriter) next() error {
	c := r.in[r.i]
	if r.verbose {
		switch {
		case strings.ContainsRune(" \t\n\r\f\v", c):
			r.i++
			return nil
		case c == '#':
			for r.i < len(r.in) && r.in[r.i] != '\n' {
				r.i++
			}
			return nil
		}
	}
	switch c {
	case '\\':
		return r.escape()
	case '[':
		return r.class()
	case '(':
		return r.open()
	case ')':
		if len(r.scopes) == 0 {
			return errors.New("unmatched )")
		}
		s := r.scopes[len(r.scopes)-1]
		r.scopes = r.scopes[:len(r.scopes)-1]
		r.modes, r.atom = s.modes, s.start
		r.emit(")")
	case '|':
		r.emit("|")
		r.atom = -1
	case '*', '+', '?', '{':
		return r.repeat()
	case '^':
		r.begin()
		r.caret()
	case '$':
		r.begin()
		r.dollar()
	case '.':
		r.begin()
		r.emit(".")
	default:
		r.begin()
		r.literal(c)
	}
	r.i++
	return nil
}

// caret emits ^. In multi-line mode PCRE does not match it after a newline that
// ends the text.
func (r *rewriter) caret() {
	switch {
	case !r.multiline || r.python:
		r.emit("^")
	case r.slow:
		r.emit(`(?:\A|(?<=\n)(?!\z))`)
	default:
		r.noFinalNewline = true
		r.emit("^")
	}
}

// dollar emits $, which also matches before a newline that ends the text.
func (r *rewriter) dollar() {
	if !r.slow && !r.multiline {
		r.noFinalNewline = true
	}
	r.emit("$")
}

// repeat reads a quantifier.
func (r *rewriter) repeat() error {
	q := string(r.in[r.i])
	if q == "{" {
		end := slices.Index(r.in[r.i:], '}')
		var ok bool
		if end > 0 {
			q, ok = r.bounds(string(r.in[r.i+1 : r.i+end]))
		}
		if !ok {
			r.begin()
			r.emit(`\{`)
			r.i++
			return nil
		}
		r.i += end
	}
	r.i++
	if r.atom < 0 {
		return fmt.Errorf("nothing to repeat before %s", q)
	}
	r.emit(q)
	if r.i < len(r.in) {
		switch r.in[r.i] {
		case '?':
			r.i++
			r.emit("?")
		case '+': // possessive: what was taken is not given back
			if !r.slow {
				return errBacktracks
			}
			r.i++
			r.out = slices.Insert(r.out, r.atom, []byte("(?>")...)
			r.emit(")")
		}
	}
	r.atom = -1
	return nil
}

// bounds reads the inside of {}: n; n,; n,m; ,m (as PCRE 10.43 and Python do).
func (r *rewriter) bounds(s string) (string, bool) {
	lo, hi, two := strings.Cut(s, ",")
	if lo == "" && two {
		lo = "0"
	}
	number := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	if !number(lo) || hi != "" && !number(hi) {
		return "", false
	}
	if two {
		lo += "," + hi
	}
	return "{" + lo + "}", true
}

// open reads an opening parenthesis and what belongs to it.
func (r *rewriter) open() error {
	start := len(r.out)
	push := func(skip int, emit string) error {
		r.i += skip
		r.emit(emit)
		r.scopes = append(r.scopes, scope{start, r.modes})
		r.atom = -1
		return nil
	}
	if !r.hasPrefix("(?") {
		if r.hasPrefix("(*") && !r.python {
			return errors.New("(* verbs are not supported")
		}
		r.groups++
		return push(1, "(")
	}
	for _, p := range []string{"(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>"} {
		if r.hasPrefix(p) {
			if p != "(?:" && !r.slow {
				return errBacktracks
			}
			return push(len(p), p)
		}
	}
	for _, p := range [][2]string{{"(?P<", ">"}, {"(?<", ">"}, {"(?'", "'"}} {
		if r.hasPrefix(p[0]) {
			name, n := r.until(len(p[0]), p[1])
			if n < 0 || name == "" {
				return errors.New("group name without an end")
			}
			r.groups++
			r.names[name] = r.groups
			return push(n, "(")
		}
	}
	switch {
	case r.hasPrefix("(?#"):
		_, n := r.until(3, ")")
		if n < 0 {
			return errors.New("comment without an end")
		}
		r.i += n
		return nil
	case r.hasPrefix("(?P="):
		name, n := r.until(4, ")")
		if n < 0 {
			return errors.New("group name without an end")
		}
		r.i += n
		return r.reference(name)
	case r.hasPrefix("(?("):
		name, n := r.until(3, ")")
		if n < 0 || !r.slow {
			return errBacktracks
		}
		if k, ok := r.names[strings.Trim(name, "<>'")]; ok {
			name = strconv.Itoa(k)
		}
		return push(n, "(?("+name+")")
	}
	return r.inlineFlags(push)
}

// until gives the text from an offset to an end mark, and the offset behind
// that; -1 where it is missing.
func (r *rewriter) until(offset int, mark string) (string, int) {
	s := string(r.in[r.i+offset:])
	text, _, ok := strings.Cut(s, mark)
	if !ok {
		return "", -1
	}
	return text, offset + len([]rune(text)) + len(mark)
}

// inlineFlags reads (?imsx-imsx) and (?imsx-imsx: .
func (r *rewriter) inlineFlags(push func(int, string) error) error {
	n, m := 2, r.modes
	on := true
	pass := [2]string{}
	for ; ; n++ {
		if r.i+n >= len(r.in) {
			return errors.New("missing ) after (?")
		}
		c := r.in[r.i+n]
		switch {
		case c == '-':
			on = false
		case c == 'x':
			m.verbose = on
		case c == 'u' && r.python, c == 'a' && r.python:
			m.ascii = c == 'a'
		case c == 'i', c == 's', c == 'm', c == 'U' && !r.python && !r.slow:
			if c == 'm' {
				m.multiline = on
			}
			k := 0
			if !on {
				k = 1
			}
			pass[k] += string(c)
		case c == ':' || c == ')':
			flags := pass[0]
			if pass[1] != "" {
				flags += "-" + pass[1]
			}
			if c == ':' {
				outer := r.modes
				err := push(n+1, "(?"+flags+":")
				r.scopes[len(r.scopes)-1].modes = outer
				r.modes = m
				return err
			}
			r.i += n + 1
			r.modes = m
			if flags != "" {
				r.emit("(?" + flags + ")")
			}
			r.atom = -1
			return nil
		case c == 'U':
			return errors.New("(?U) is not supported here")
		default:
			return fmt.Errorf("(?%c is not supported", c)
		}
	}
}

// reference emits a back-reference to a group by name or number.
func (r *rewriter) reference(name string) error {
	k, ok := r.names[name]
	if !ok {
		var err error
		if k, err = strconv.Atoi(name); err != nil {
			return fmt.Errorf("there is no group %q", name)
		}
		if k < 0 || strings.HasPrefix(name, "-") {
			k += r.groups + 1
		}
	}
	if !r.slow {
		return errBacktracks
	}
	r.begin()
	r.emit(`(?:\` + strconv.Itoa(k) + ")")
	return nil
}

// shorthand gives the runes of \d, \s, \w, \h and \v.
func (r *rewriter) shorthand(c rune) []runeRange {
	unicodes := r.python && !r.ascii
	switch c {
	case 'd':
		if unicodes {
			return tableSpans(unicode.Nd)
		}
		return asciiDigit
	case 's':
		if unicodes {
			return pythonSpace
		}
		return asciiSpace
	case 'w':
		if unicodes {
			return append(tableSpans(unicode.L, unicode.N), runeRange{'_', '_'})
		}
		return asciiWord
	case 'h':
		return horizontal
	}
	return vertical
}

// escape reads a backslash outside of a class.
func (r *rewriter) escape() error {
	if r.i+1 >= len(r.in) {
		return errors.New(`trailing \`)
	}
	c := r.in[r.i+1]
	switch {
	case strings.ContainsRune("dswDSW", c), strings.ContainsRune("hvHV", c) && !r.python:
		r.i += 2
		r.begin()
		spans := r.shorthand(unicode.ToLower(c))
		r.set(spans, nil, unicode.IsUpper(c))
		return nil
	case c == 'b' || c == 'B':
		r.i += 2
		r.begin()
		r.boundary(c)
		return nil
	case c == 'A':
		r.i += 2
		r.begin()
		r.emit(`\A`)
		return nil
	case c == 'z' && !r.python, c == 'Z' && r.python:
		r.i += 2
		r.begin()
		r.emit(`\z`)
		return nil
	case c == 'Z':
		r.i += 2
		r.begin()
		if r.slow {
			r.emit(`\Z`)
		} else {
			r.noFinalNewline = true
			r.emit(`\z`)
		}
		return nil
	case c == 'G' && !r.python:
		if !r.slow {
			return errBacktracks
		}
		r.i += 2
		r.begin()
		r.emit(`\G`)
		return nil
	case c == 'R' && !r.python:
		if !r.slow {
			return errBacktracks
		}
		r.i += 2
		r.begin()
		r.emit("(?>\r\n|[\n-\r\u0085\u2028\u2029])")
		return nil
	case c == 'N' && !r.python:
		r.i += 2
		r.begin()
		r.emit("[^\n]")
		return nil
	case c == 'Q' && !r.python:
		r.i += 2
		for r.i < len(r.in) && !r.hasPrefix(`\E`) {
			r.begin()
			r.literal(r.in[r.i])
			r.i++
		}
		r.i = min(r.i+2, len(r.in))
		return nil
	case c == 'E' && !r.python:
		r.i += 2
		return nil
	case c >= '1' && c <= '9':
		n := 2
		for r.i+n < len(r.in) && r.in[r.i+n] >= '0' && r.in[r.i+n] <= '9' && n < 3 {
			n++
		}
		name := string(r.in[r.i+1 : r.i+n])
		if n == 3 && !r.python && !r.hasGroup(name) {
			break // an octal number
		}
		r.i += n
		return r.reference(name)
	case c == 'k' || c == 'g' && !r.python:
		return r.namedReference()
	case c == 'p' || c == 'P':
		r.begin()
		p, err := r.property()
		r.emit(p)
		return err
	}
	r.begin()
	v, err := r.character()
	if err == nil {
		r.literal(v)
	}
	return err
}

func (r *rewriter) hasGroup(name string) bool {
	k, err := strconv.Atoi(name)
	return err == nil && k <= r.groups
}

// boundary emits \b or \B. Go's engine knows that of ASCII words only.
func (r *rewriter) boundary(c rune) {
	unicodes := r.python && !r.ascii
	if !r.slow {
		r.asciiOnly = r.asciiOnly || unicodes
		r.emit(`\` + string(c))
		return
	}
	w := "[0-9A-Z_a-z]"
	if unicodes {
		w = `[\p{L}\p{N}_]`
	}
	if c == 'b' {
		r.emit("(?:(?<=" + w + ")(?!" + w + ")|(?<!" + w + ")(?=" + w + "))")
	} else {
		r.emit("(?:(?<=" + w + ")(?=" + w + ")|(?<!" + w + ")(?!" + w + "))")
	}
}

// namedReference reads \k<n>, \k'n', \k{n}, \g{n}, \gn and \g{-n}.
func (r *rewriter) namedReference() error {
	for _, p := range [][2]string{{"<", ">"}, {"'", "'"}, {"{", "}"}} {
		if r.i+2 < len(r.in) && string(r.in[r.i+2]) == p[0] {
			if r.in[r.i+1] == 'g' && p[0] != "{" {
				return errors.New(`\g<…>: calls of groups are not supported`)
			}
			name, n := r.until(3, p[1])
			if n < 0 {
				return errors.New("group name without an end")
			}
			r.i += n
			return r.reference(name)
		}
	}
	n := 2
	for r.i+n < len(r.in) && (r.in[r.i+n] >= '0' && r.in[r.i+n] <= '9' || n == 2 && r.in[r.i+n] == '-') {
		n++
	}
	name := string(r.in[r.i+2 : r.i+n])
	r.i += n
	return r.reference(name)
}

// property reads \pL, \p{…}, \P{…} and \p{^…}.
func (r *rewriter) property() (string, error) {
	if r.python {
		return "", fmt.Errorf(`bad escape \%c`, r.in[r.i+1])
	}
	negate := r.in[r.i+1] == 'P'
	if r.i+2 >= len(r.in) {
		return "", errors.New(`\p without a name`)
	}
	name, n := string(r.in[r.i+2]), 3
	if name == "{" {
		if name, n = r.until(3, "}"); n < 0 {
			return "", errors.New(`\p{ without an end`)
		}
	}
	r.i += n
	if strings.HasPrefix(name, "^") {
		negate, name = !negate, name[1:]
	}
	name = strings.TrimPrefix(name, "Is")
	if negate {
		return `\P{` + name + "}", nil
	}
	return `\p{` + name + "}", nil
}

// character reads an escape that stands for one rune, in a class or outside.
func (r *rewriter) character() (rune, error) {
	c := r.in[r.i+1]
	r.i += 2
	digits := func(most, base int) (rune, error) {
		n := 0
		for n < most && r.i+n < len(r.in) && isDigit(r.in[r.i+n], base) {
			n++
		}
		v, err := strconv.ParseUint("0"+string(r.in[r.i:r.i+n]), base, 32)
		r.i += n
		if err != nil || v > unicode.MaxRune {
			return 0, errors.New("code point out of range")
		}
		return rune(v), nil
	}
	switch c {
	case 'a':
		return 7, nil
	case 'e':
		return 0x1b, nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'v':
		return '\v', nil
	case 'x':
		if r.i < len(r.in) && r.in[r.i] == '{' && !r.python {
			r.i++
			v, err := digits(8, 16)
			if err != nil || r.i >= len(r.in) || r.in[r.i] != '}' {
				return 0, errors.New(`bad \x{}`)
			}
			r.i++
			return v, nil
		}
		return digits(2, 16)
	case 'u':
		return digits(4, 16)
	case 'U':
		if r.python {
			return digits(8, 16)
		}
	case 'o':
		if r.i < len(r.in) && r.in[r.i] == '{' {
			r.i++
			v, err := digits(8, 8)
			if err != nil || r.i >= len(r.in) || r.in[r.i] != '}' {
				return 0, errors.New(`bad \o{}`)
			}
			r.i++
			return v, nil
		}
	case 'c':
		if r.i < len(r.in) && !r.python {
			v := unicode.ToUpper(r.in[r.i]) ^ 0x40
			r.i++
			return v, nil
		}
	case '0', '1', '2', '3', '4', '5', '6', '7':
		r.i--
		return digits(3, 8)
	}
	if isAlnum(c) {
		return 0, fmt.Errorf(`bad escape \%c`, c)
	}
	return c, nil
}

func isDigit(c rune, base int) bool {
	if base == 8 {
		return c >= '0' && c <= '7'
	}
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// class reads a bracket expression.
func (r *rewriter) class() error {
	r.begin()
	r.i++
	negate := false
	if r.i < len(r.in) && r.in[r.i] == '^' {
		negate = true
		r.i++
	}
	var spans []runeRange
	var properties []string
	for first := true; ; first = false {
		if r.i >= len(r.in) {
			return errors.New("missing ]")
		}
		if r.in[r.i] == ']' && !first {
			r.i++
			break
		}
		lo, many, property, err := r.classItem()
		switch {
		case err != nil:
			return err
		case property != "":
			properties = append(properties, property)
			continue
		case many != nil:
			spans = append(spans, many...)
			continue
		case lo < 0: // \E
			continue
		}
		hi := lo
		if r.i+1 < len(r.in) && r.in[r.i] == '-' && r.in[r.i+1] != ']' {
			at := r.i
			r.i++
			h, many, property, err := r.classItem()
			switch {
			case err != nil:
				return err
			case many != nil || property != "" || h < 0:
				r.i = at // the hyphen is itself, as in [a-\d]
			case h < lo:
				return fmt.Errorf("bad range %c-%c", lo, h)
			default:
				hi = h
			}
		}
		spans = append(spans, runeRange{lo, hi})
	}
	r.set(spans, properties, negate)
	return nil
}

// classItem reads a rune, a class within a class (many), or a property.
func (r *rewriter) classItem() (c rune, many []runeRange, property string, err error) {
	c = r.in[r.i]
	if c == '[' && !r.python && r.hasPrefix("[:") {
		if name, n := r.until(2, ":]"); n > 0 && !strings.ContainsAny(name, "[]") {
			spans, ok := posixClasses[strings.TrimPrefix(name, "^")]
			if !ok {
				return 0, nil, "", fmt.Errorf("unknown class [:%s:]", name)
			}
			if strings.HasPrefix(name, "^") {
				spans = complement(spans)
			}
			r.i += n
			return 0, spans, "", nil
		}
	}
	if c != '\\' {
		r.i++
		return c, nil, "", nil
	}
	if r.i+1 >= len(r.in) {
		return 0, nil, "", errors.New("missing ]")
	}
	switch e := r.in[r.i+1]; {
	case strings.ContainsRune("dswDSW", e), strings.ContainsRune("hvHV", e) && !r.python:
		r.i += 2
		spans := r.shorthand(unicode.ToLower(e))
		if unicode.IsUpper(e) {
			spans = complement(spans)
		}
		return 0, spans, "", nil
	case e == 'b':
		r.i += 2
		return '\b', nil, "", nil
	case e == 'p' || e == 'P':
		property, err = r.property()
		return 0, nil, property, err
	case e == 'E' && !r.python:
		r.i += 2
		return -1, nil, "", nil
	case e == 'Q' && !r.python:
		r.i += 2
		many = []runeRange{}
		for r.i < len(r.in) && !r.hasPrefix(`\E`) {
			many = append(many, runeRange{r.in[r.i], r.in[r.i]})
			r.i++
		}
		r.i = min(r.i+2, len(r.in))
		return 0, many, "", nil
	}
	c, err = r.character()
	return c, nil, "", err
}

// set emits a class.
func (r *rewriter) set(spans []runeRange, properties []string, negate bool) {
	r.emit("[")
	if negate {
		r.emit("^")
	}
	for _, s := range spans {
		r.literal(s.lo)
		if s.hi != s.lo {
			r.emit("-")
			r.literal(s.hi)
		}
	}
	for _, p := range properties {
		r.emit(p)
	}
	r.emit("]")
}
