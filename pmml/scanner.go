package pmml

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"unicode/utf8"
)

// scanner cuts XML into tokens, in one pass over a window of the text. It holds
// the strict subset of XML 1.0 (fifth edition) with namespaces that has no
// document type declaration: nothing is ever opened or expanded.
//
// What next leaves in the scanner is valid until the following call.
//
// Spec: https://www.w3.org/TR/xml/ and https://www.w3.org/TR/xml-names/.
type scanner struct {
	src io.Reader

	// buf[pos:end] is checked text that has not been read; buf[end:raw] are the
	// first bytes of a character whose rest has not come yet.
	buf           []byte
	pos, end, raw int
	eof           bool
	skipLF        bool // the last character was a carriage return
	ascii         bool // no character above U+007F has come yet
	bad           *Error

	// The place of buf[mark].
	mark      int
	line, col int64

	// name, attrs and place belong to tokenStart, name also to tokenEnd, text to
	// tokenText.
	name  *xmlName
	attrs []xmlAttr
	place Pos
	text  []byte
	from  int // where text began in the window, leading white space aside

	scratch  []byte
	started  bool // something of the document has been read
	rooted   bool // the root element has begun
	closing  bool // an empty element's end tag is due
	open     []openElement
	names    nameTable
	spaces   spaceTable
	nodes    int64
	maxNodes int64
	maxToken int64
	maxDepth int
	err      *Error
}

type token uint8

const (
	tokenFault token = iota // err says why
	tokenStart
	tokenEnd
	tokenText
	tokenEOF
)

// xmlAttr is an attribute of a start tag, xmlns declarations included.
type xmlAttr struct {
	name  *xmlName
	value []byte
	at    int // where it begins in the window
	used  bool
}

type openElement struct {
	name     *xmlName
	bindings int   // how many namespace bindings stood before it
	space    int32 // the default namespace outside it
}

const (
	// firstWindow is how much text the scanner holds where no token is longer.
	firstWindow = 32 << 10
	// maxPrefixes keeps the search for a prefix short.
	maxPrefixes = 1000
	// maxAttributes keeps the search for an attribute short.
	maxAttributes = 1000
)

func newScanner(src io.Reader, c parseConfig) *scanner {
	s := &scanner{
		src: src, buf: make([]byte, firstWindow), ascii: true,
		line: 1, col: 1,
		maxNodes: c.maxNodes, maxToken: c.maxToken, maxDepth: c.maxDepth,
	}
	s.spaces.init()
	return s
}

// space gives the number of the namespace of the element that has just begun.
func (s *scanner) space() int32 {
	if s.name.prefix == "" {
		return s.spaces.def
	}
	id, _ := s.spaces.lookup(s.name.prefix)
	return id
}

// next gives the next token. Text that is only white space is left out unless
// keepText is set; so are comments and processing instructions.
func (s *scanner) next(keepText bool) token {
	for s.err == nil {
		if t := s.try(keepText); t != tokenFault {
			return t
		}
		if s.err == nil && !s.fill() && s.err == nil {
			return s.finish()
		}
	}
	return tokenFault
}

// finish judges the end of the text.
func (s *scanner) finish() token {
	switch {
	case s.pos < s.end || len(s.open) > 0:
		detail := "the document ends too early"
		if n := len(s.open); n > 0 {
			detail += fmt.Sprintf(": the element %q is not closed", clip(s.open[n-1].name.raw))
		}
		s.fail(ErrSyntax, s.end, detail)
	case !s.rooted:
		s.fail(ErrSyntax, s.end, "the document has no root element")
	default:
		return tokenEOF
	}
	return tokenFault
}

// try reads one token from the window. It gives tokenFault, without s.err, where
// the window ends before the token does.
func (s *scanner) try(keepText bool) token {
	if s.closing {
		s.closing = false
		s.pop()
		return tokenEnd
	}
	for {
		b := s.buf[:s.end]
		i := skipSpace(b, s.pos)
		if len(s.open) == 0 {
			if i > s.pos {
				s.started = true
				s.pos = i
			}
			if i < len(b) && b[i] != '<' {
				what := "before the root element"
				if s.rooted {
					what = "after the root element"
				}
				s.fail(ErrSyntax, i, "text stands "+what)
				return tokenFault
			}
		} else if keepText && i > s.pos || i < len(b) && b[i] != '<' {
			return s.tryText()
		}
		if !keepText {
			s.pos = i
		}
		if i+1 >= len(b) {
			return tokenFault
		}
		switch b[i+1] {
		case '/':
			return s.tryEnd()
		case '?':
			if !s.tryInstruction() {
				return tokenFault
			}
		case '!':
			switch t, more := s.tryMarkup(keepText); {
			case t == tokenText:
				return t
			case !more:
				return tokenFault
			}
		default:
			return s.tryStart()
		}
	}
}

// skipSpace gives where white space ends in b, from i on. Documents that are
// indented by tabs may be tabs by a third.
func skipSpace(b []byte, i int) int {
	const tabs = '\t' * 0x0101010101010101
	for i < len(b) && isSpace[b[i]] {
		i++
		for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:]) == tabs {
			i += 8
		}
	}
	return i
}

// tryText reads text up to the next markup.
func (s *scanner) tryText() token {
	b := s.buf[s.pos:s.end]
	n := bytes.IndexByte(b, '<')
	if n < 0 {
		return tokenFault
	}
	b = b[:n]
	if int64(n) > s.maxToken {
		s.failTooLong()
		return tokenFault
	}
	if i := bytes.Index(b, []byte("]]>")); i >= 0 {
		s.fail(ErrSyntax, s.pos+i, `"]]>" stands in text`)
		return tokenFault
	}
	if bytes.IndexByte(b, '&') >= 0 {
		s.scratch = s.scratch[:0]
		for i := 0; i < len(b); {
			if b[i] != '&' {
				k := bytes.IndexByte(b[i:], '&')
				if k < 0 {
					k = len(b) - i
				}
				s.scratch = append(s.scratch, b[i:i+k]...)
				i += k
				continue
			}
			r, k := s.reference(s.pos+i, b[i:])
			if k == 0 {
				return tokenFault
			}
			s.scratch = utf8.AppendRune(s.scratch, r)
			i += k
		}
		b = s.scratch
	}
	s.text = b
	s.from = s.pos
	for s.from < s.pos+n && isSpace[s.buf[s.from]] {
		s.from++
	}
	s.pos += n
	return tokenText
}

// tryMarkup reads what begins with "<!". A CDATA section gives tokenText; more
// says whether a comment has been passed by.
func (s *scanner) tryMarkup(keepText bool) (t token, more bool) {
	b := s.buf[s.pos:s.end]
	switch {
	case hasPrefix(b, "<!--"):
		return tokenFault, s.skipComment()
	case len(s.open) > 0 && hasPrefix(b, "<![CDATA["):
		const head, tail = len("<![CDATA["), len("]]>")
		n := bytes.Index(b[head:], []byte("]]>"))
		if n < 0 {
			return tokenFault, false
		}
		if int64(n) > s.maxToken {
			s.failTooLong()
			return tokenFault, false
		}
		s.text = b[head : head+n]
		s.from = s.pos
		s.pos += head + n + tail
		if !keepText && blank(s.text) {
			return tokenFault, true
		}
		return tokenText, false
	case hasPrefix(b, "<!DOCTYPE"):
		s.fail(ErrUnsupported, s.pos, "document type declarations are not processed")
	case len(b) < len("<![CDATA[") && (isStartOf(b, "<!--") || isStartOf(b, "<![CDATA[") || isStartOf(b, "<!DOCTYPE")):
	default:
		s.fail(ErrSyntax, s.pos, `"<!" begins neither a comment nor a CDATA section here`)
	}
	return tokenFault, false
}

// skipComment passes a comment by, without holding it in the window.
func (s *scanner) skipComment() bool {
	s.pos += len("<!--")
	s.started = true
	for {
		n := bytes.Index(s.buf[s.pos:s.end], []byte("--"))
		switch {
		case n >= 0 && s.pos+n+2 < s.end:
			s.pos += n
			if s.buf[s.pos+2] != '>' {
				s.fail(ErrSyntax, s.pos, `"--" stands in a comment`)
				return false
			}
			s.pos += len("-->")
			return true
		case n >= 0:
			s.pos += n
		case s.end-s.pos > 1:
			s.pos = s.end - 1
		}
		if !s.fill() {
			if s.err == nil {
				s.fail(ErrSyntax, s.end, "the document ends inside a comment")
			}
			return false
		}
	}
}

// tryInstruction passes a processing instruction by, and reads the XML
// declaration.
func (s *scanner) tryInstruction() bool {
	b := s.buf[s.pos:s.end]
	n := 2
	for n < len(b) && isNameByte[b[n]] {
		n++
	}
	if n == len(b) {
		return false
	}
	target := b[2:n]
	first := !s.started
	if !validName(target) {
		s.fail(ErrSyntax, s.pos, `"<?" begins no processing instruction here`)
		return false
	}
	if bytes.EqualFold(target, []byte("xml")) {
		end := bytes.Index(b, []byte("?>"))
		if end < 0 {
			return false
		}
		if !first || string(target) != "xml" {
			s.fail(ErrSyntax, s.pos, "an XML declaration may stand at the very beginning only")
			return false
		}
		if detail := checkDeclaration(b[n:end]); detail != "" {
			s.fail(ErrSyntax, s.pos, detail)
			return false
		}
		s.started = true
		s.pos += end + len("?>")
		return true
	}
	spaced := isSpace[b[n]]
	if !spaced && b[n] != '?' {
		s.fail(ErrSyntax, s.pos, `"<?" begins no processing instruction here`)
		return false
	}
	s.started = true
	s.pos += n
	for {
		switch end := bytes.Index(s.buf[s.pos:s.end], []byte("?>")); {
		case end == 0, end > 0 && spaced:
			s.pos += end + len("?>")
			return true
		case s.end-s.pos > 1 && !spaced:
			s.fail(ErrSyntax, s.pos, "a blank is missing after a processing instruction's target")
			return false
		case s.end-s.pos > 1:
			s.pos = s.end - 1
		}
		if !s.fill() {
			if s.err == nil {
				s.fail(ErrSyntax, s.end, "the document ends inside a processing instruction")
			}
			return false
		}
	}
}

// tryEnd reads an end tag.
func (s *scanner) tryEnd() token {
	if len(s.open) == 0 {
		s.fail(ErrSyntax, s.pos, "an end tag stands where no element is open")
		return tokenFault
	}
	b := s.buf[s.pos:s.end]
	want := s.open[len(s.open)-1].name.raw
	n := 2 + len(want)
	if n < len(b) && b[n] == '>' && string(b[2:n]) == want {
		s.pos += n + 1
		s.pop()
		return tokenEnd
	}
	end := bytes.IndexByte(b, '>')
	if end < 0 {
		return tokenFault
	}
	got := bytes.TrimRight(b[2:end], " \t\n")
	if string(got) != want {
		s.fail(ErrSyntax, s.pos, fmt.Sprintf("the end tag </%s> stands where </%s> must", clip(string(got)), clip(want)))
		return tokenFault
	}
	s.pos += end + 1
	s.pop()
	return tokenEnd
}

func (s *scanner) pop() {
	n := len(s.open) - 1
	e := &s.open[n]
	s.name = e.name
	s.spaces.drop(e.bindings, e.space)
	s.open = s.open[:n]
}

// tryStart reads a start tag, or an empty element's tag.
func (s *scanner) tryStart() token {
	if s.rooted && len(s.open) == 0 {
		s.fail(ErrSyntax, s.pos, "an element stands after the root element")
		return tokenFault
	}
	b := s.buf[:s.end]
	p := s.pos + 1
	hash := uint32(2166136261)
	for p < len(b) && isNameByte[b[p]] {
		hash = (hash ^ uint32(b[p])) * 16777619
		p++
	}
	if p == len(b) {
		return tokenFault
	}
	name, detail := s.names.get(b[s.pos+1:p], hash)
	if detail != "" {
		s.fail(ErrSyntax, s.pos, detail)
		return tokenFault
	}
	s.attrs = s.attrs[:0]
	s.scratch = s.scratch[:0]
	var declares, prefixed bool
	for {
		from := p
		for p < len(b) && isSpace[b[p]] {
			p++
		}
		if p == len(b) {
			return tokenFault
		}
		if b[p] == '>' {
			p++
			break
		}
		if b[p] == '/' {
			if p+1 == len(b) {
				return tokenFault
			}
			if b[p+1] != '>' {
				s.fail(ErrSyntax, p, `"/" stands in a tag`)
				return tokenFault
			}
			s.closing = true
			p += 2
			break
		}
		if p == from {
			s.fail(ErrSyntax, p, fmt.Sprintf("a blank, %q or %q must stand after the name or value in a tag", ">", "/>"))
			return tokenFault
		}
		var ok bool
		if p, ok = s.tryAttr(p); !ok {
			s.closing = false
			return tokenFault
		}
		kind := s.attrs[len(s.attrs)-1].name.kind
		declares = declares || kind >= nameDefaultSpace
		prefixed = prefixed || kind == namePrefixed
	}
	if int64(p-s.pos) > s.maxToken {
		s.failTooLong()
		s.closing = false
		return tokenFault
	}
	s.advance(s.pos)
	s.place = s.posHere()
	if !s.admit(name, declares, prefixed) {
		s.closing = false
		return tokenFault
	}
	s.started = true
	s.rooted = true
	s.name = name
	s.pos = p
	return tokenStart
}

// tryAttr reads one attribute from p on, and gives where it ends.
func (s *scanner) tryAttr(p int) (int, bool) {
	b := s.buf[:s.end]
	at := p
	hash := uint32(2166136261)
	for p < len(b) && isNameByte[b[p]] {
		hash = (hash ^ uint32(b[p])) * 16777619
		p++
	}
	nameEnd := p
	for p < len(b) && isSpace[b[p]] {
		p++
	}
	if p == len(b) {
		return 0, false
	}
	name, detail := s.names.get(b[at:nameEnd], hash)
	if detail != "" {
		s.fail(ErrSyntax, at, detail)
		return 0, false
	}
	if b[p] != '=' {
		s.fail(ErrSyntax, at, fmt.Sprintf("the attribute %q has no value", clip(name.raw)))
		return 0, false
	}
	p++
	for p < len(b) && isSpace[b[p]] {
		p++
	}
	if p == len(b) {
		return 0, false
	}
	quote := b[p]
	if quote != '"' && quote != '\'' {
		s.fail(ErrSyntax, at, fmt.Sprintf("the value of the attribute %q does not stand in quotes", clip(name.raw)))
		return 0, false
	}
	p++
	from := p
	for p < len(b) && isPlainValue[b[p]] {
		p++
	}
	if p == len(b) {
		return 0, false
	}
	value := b[from:p]
	if b[p] != quote {
		var ok bool
		if value, p, ok = s.oddValue(from, p, quote); !ok {
			return 0, false
		}
	}
	if len(s.attrs) == maxAttributes {
		s.fail(ErrLimit, s.pos, fmt.Sprintf("an element has more than %d attributes", maxAttributes))
		return 0, false
	}
	s.attrs = append(s.attrs, xmlAttr{name: name, value: value, at: at})
	return p + 1, true
}

// oddValue reads an attribute value that holds references, line ends, tabs or
// the other kind of quote, into scratch.
func (s *scanner) oddValue(from, p int, quote byte) ([]byte, int, bool) {
	b := s.buf[:s.end]
	start := len(s.scratch)
	s.scratch = append(s.scratch, b[from:p]...)
	for p < len(b) {
		switch c := b[p]; c {
		case quote:
			return s.scratch[start:], p, true
		case '<':
			s.fail(ErrSyntax, p, `"<" stands in an attribute value`)
			return nil, 0, false
		case '&':
			r, n := s.reference(p, b[p:])
			if n == 0 {
				return nil, 0, false
			}
			s.scratch = utf8.AppendRune(s.scratch, r)
			p += n
		case '\t', '\n':
			s.scratch = append(s.scratch, ' ')
			p++
		default:
			s.scratch = append(s.scratch, c)
			p++
			from = p
			for p < len(b) && isPlainValue[b[p]] {
				p++
			}
			s.scratch = append(s.scratch, b[from:p]...)
		}
	}
	return nil, 0, false
}

// admit checks a start tag against its surroundings, and opens the element.
func (s *scanner) admit(name *xmlName, declares, prefixed bool) bool {
	s.nodes++
	if s.nodes > s.maxNodes {
		s.fail(ErrLimit, s.pos, exceeded("elements", s.maxNodes, "the document has more elements"))
		return false
	}
	if len(s.open) >= s.maxDepth {
		s.fail(ErrLimit, s.pos, exceeded("depth", int64(s.maxDepth), "elements stand deeper inside each other"))
		return false
	}
	if twin := repeated(s.attrs); twin != nil {
		s.fail(ErrSyntax, twin.at, fmt.Sprintf("the attribute %q is given twice", clip(twin.name.raw)))
		return false
	}
	s.open = append(s.open, openElement{name: name, bindings: len(s.spaces.bindings), space: s.spaces.def})
	if declares {
		for i := range s.attrs {
			if detail := s.spaces.declare(&s.attrs[i]); detail != "" {
				s.fail(ErrSyntax, s.attrs[i].at, detail)
				return false
			}
		}
		if len(s.spaces.bindings) > maxPrefixes {
			s.fail(ErrLimit, s.pos, fmt.Sprintf("more than %d namespace prefixes are in scope", maxPrefixes))
			return false
		}
	}
	if name.prefix != "" {
		if _, ok := s.spaces.lookup(name.prefix); !ok {
			s.fail(ErrSyntax, s.pos, fmt.Sprintf("the namespace prefix %q is not declared", clip(name.prefix)))
			return false
		}
	}
	if prefixed {
		if at, detail := s.spaces.checkPrefixes(s.attrs); detail != "" {
			s.fail(ErrSyntax, at, detail)
			return false
		}
	}
	return true
}

// repeated gives the second of two attributes of one name, nil for none.
func repeated(attrs []xmlAttr) *xmlAttr {
	if len(attrs) > 32 {
		seen := make(map[*xmlName]bool, len(attrs))
		for i := range attrs {
			if seen[attrs[i].name] {
				return &attrs[i]
			}
			seen[attrs[i].name] = true
		}
		return nil
	}
	for i := 1; i < len(attrs); i++ {
		for j := range i {
			if attrs[i].name == attrs[j].name {
				return &attrs[i]
			}
		}
	}
	return nil
}

// fail records the first fault, at buf[at].
func (s *scanner) fail(class error, at int, detail string) {
	if s.err == nil {
		s.err = &Error{Class: class, Pos: s.posAt(at), Detail: detail}
	}
}

func (s *scanner) failTooLong() {
	s.fail(ErrLimit, s.pos, exceeded("token", s.maxToken, "a tag or text has more bytes"))
}

// textPlace gives the place of the text that next has just given.
func (s *scanner) textPlace() Pos { return s.posAt(s.from) }

// posAt gives the place of buf[at], which must not lie before mark.
func (s *scanner) posAt(at int) Pos {
	line, col := s.placeOf(at)
	return Pos{Line: clampInt32(line), Column: clampInt32(col)}
}

func (s *scanner) posHere() Pos { return Pos{Line: clampInt32(s.line), Column: clampInt32(s.col)} }

// advance moves mark to buf[to].
func (s *scanner) advance(to int) {
	s.line, s.col = s.placeOf(to)
	s.mark = to
}

func (s *scanner) placeOf(at int) (line, col int64) {
	line, col = s.line, s.col
	b := s.buf[s.mark:at]
	if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
		line += int64(bytes.Count(b[:i], []byte{'\n'})) + 1
		col = 1
		b = b[i+1:]
	}
	if s.ascii {
		return line, col + int64(len(b))
	}
	return line, col + int64(utf8.RuneCount(b))
}

func clampInt32(n int64) int32 { return int32(min(n, math.MaxInt32)) }
