package pmml

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// openSource gives the document's text as UTF-8 bytes without a byte order
// mark: it looks for gzip, for byte order marks and for the encoding that the
// XML declaration names. Whether the bytes really are UTF-8 is not checked here.
//
// Spec: https://www.w3.org/TR/xml/#charencoding and its appendix F.
func openSource(r io.Reader, maxBytes int64) (io.Reader, *Error) {
	base := &stickyReader{r: r}
	br := bufio.NewReader(base)
	source := io.Reader(br)
	head, _ := br.Peek(2) // an error comes again when the text is read
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(br)
		if err != nil {
			return nil, gzipError(err, base)
		}
		source = &gzipReader{z, base}
	}
	br = bufio.NewReader(&stickyReader{r: &limitReader{r: source, left: maxBytes, limit: maxBytes}})
	head, _ = br.Peek(1024)
	has := func(mark string) bool { return strings.HasPrefix(string(head), mark) }
	var unicode io.Reader
	switch {
	case has("\x00\x00\xfe\xff"), has("\xff\xfe\x00\x00"), has("\x00\x00\x00<"), has("<\x00\x00\x00"):
		return nil, &Error{Class: ErrSyntax, Pos: Pos{1, 1}, Detail: "the encoding UTF-32 is not read; expected " + encodingsRead}
	case has("\xef\xbb\xbf"):
		discard(br, 3)
		head = head[3:]
	case has("\xfe\xff"):
		discard(br, 2)
		unicode = newUTF16Reader(br, true)
	case has("\xff\xfe"):
		discard(br, 2)
		unicode = newUTF16Reader(br, false)
	case has("\x00<"):
		unicode = newUTF16Reader(br, true)
	case has("<\x00"):
		unicode = newUTF16Reader(br, false)
	}
	if unicode != nil {
		return unicode, nil
	}
	name := declaredEncoding(head)
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8":
		return br, nil
	case "us-ascii", "ascii", "iso646-us":
		return newByteReader(br, name, nil), nil
	case "iso-8859-1", "iso_8859-1", "iso8859-1", "latin1", "l1":
		return newByteReader(br, name, latin1), nil
	case "windows-1252", "cp1252":
		return newByteReader(br, name, windows1252), nil
	case "utf-16", "utf-16le", "utf-16be":
		return nil, &Error{Class: ErrSyntax, Pos: Pos{1, 1}, Detail: fmt.Sprintf("the XML declaration says encoding=%q, but the text is in units of 8 bits", name)}
	}
	return nil, &Error{Class: ErrSyntax, Pos: Pos{1, 1}, Detail: fmt.Sprintf("the encoding %q is not read; expected %s", clip(name), encodingsRead)}
}

const encodingsRead = "UTF-8, UTF-16, ISO-8859-1, windows-1252 or US-ASCII"

func discard(r *bufio.Reader, n int) { _, _ = r.Discard(n) } // n bytes have been peeked

// declaredEncoding gives the encoding that the XML declaration names, "" for none.
func declaredEncoding(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return ""
	}
	decl := head[:end]
	i := bytes.Index(decl, []byte("encoding"))
	if i < 0 {
		return ""
	}
	rest := bytes.TrimLeft(decl[i+len("encoding"):], " \t\r\n")
	rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte("=")), " \t\r\n")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	end = bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return ""
	}
	return string(rest[1 : 1+end])
}

// stickyReader gives its first error again and again.
type stickyReader struct {
	r   io.Reader
	err error
}

func (s *stickyReader) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	s.err = err
	return n, err
}

// limitReader fails where the text is longer than the limit.
type limitReader struct {
	r           io.Reader
	left, limit int64
}

func (l *limitReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		var one [1]byte
		for range 100 {
			n, err := l.r.Read(one[:])
			if n > 0 {
				return 0, &Error{Class: ErrLimit, Detail: exceeded("bytes", l.limit, "the document has more bytes")}
			}
			if err != nil {
				return 0, err
			}
		}
		return 0, io.ErrNoProgress
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

// gzipReader tells the faults of the compressed data from those of the reader.
type gzipReader struct {
	z    *gzip.Reader
	base *stickyReader
}

func (g *gzipReader) Read(p []byte) (int, error) {
	n, err := g.z.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		return n, gzipError(err, g.base)
	}
	return n, err
}

func gzipError(err error, base *stickyReader) *Error {
	if base.err != nil && !errors.Is(base.err, io.EOF) {
		return readError(base.err)
	}
	return &Error{Class: ErrSyntax, Detail: "the compressed text is broken: " + err.Error(), Cause: err}
}

func readError(err error) *Error {
	if e, ok := err.(*Error); ok { // only our own readers make one, and they do not wrap it
		return e
	}
	return &Error{Class: ErrRead, Detail: err.Error(), Cause: err}
}

// byteReader turns an encoding of one byte per character into UTF-8.
type byteReader struct {
	r       io.Reader
	name    string
	upper   *[128]rune // what the bytes from 0x80 on mean; nil: nothing
	in      [4096]byte
	out     []byte
	pending []byte
	err     error
}

func newByteReader(r io.Reader, name string, upper func() *[128]rune) *byteReader {
	b := &byteReader{r: r, name: name}
	if upper != nil {
		b.upper = upper()
	}
	return b
}

func (b *byteReader) Read(p []byte) (int, error) {
	for len(b.pending) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		n, err := b.r.Read(b.in[:])
		b.err = err
		if n == 0 && err == nil {
			return 0, nil
		}
		b.decode(b.in[:n])
		b.pending = b.out
	}
	n := copy(p, b.pending)
	b.pending = b.pending[n:]
	return n, nil
}

func (b *byteReader) decode(in []byte) {
	b.out = b.out[:0]
	for _, c := range in {
		switch {
		case c < 0x80:
			b.out = append(b.out, c)
		case b.upper == nil || b.upper[c-0x80] < 0:
			b.err = &Error{Class: ErrSyntax, Detail: fmt.Sprintf("the byte 0x%02X is not a character of the encoding %s", c, b.name)}
			return
		default:
			b.out = utf8.AppendRune(b.out, b.upper[c-0x80])
		}
	}
}

func latin1() *[128]rune {
	var t [128]rune
	for i := range t {
		t[i] = rune(0x80 + i)
	}
	return &t
}

func windows1252() *[128]rune {
	t := latin1()
	copy(t[:], []rune{
		0x20AC, -1, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, -1, 0x017D, -1,
		-1, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, -1, 0x017E, 0x0178,
	})
	return t
}

// utf16Reader turns UTF-16 into UTF-8.
type utf16Reader struct {
	r         io.Reader
	bigEndian bool
	in        [4096]byte
	have      int // bytes at the start of in that wait for more
	out       []byte
	pending   []byte
	err       error
}

func newUTF16Reader(r io.Reader, bigEndian bool) *utf16Reader {
	return &utf16Reader{r: r, bigEndian: bigEndian}
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.pending) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		n, err := u.r.Read(u.in[u.have:])
		if n == 0 && err == nil {
			return 0, nil
		}
		u.err = err
		u.decode(u.in[:u.have+n])
		u.pending = u.out
	}
	n := copy(p, u.pending)
	u.pending = u.pending[n:]
	return n, nil
}

func (u *utf16Reader) decode(b []byte) {
	u.out = u.out[:0]
	for len(b) >= 2 {
		r, n := u.unit(b), 2
		if utf16.IsSurrogate(r) {
			if len(b) < 4 && u.err == nil {
				break
			}
			low := rune(0)
			if len(b) >= 4 {
				low = u.unit(b[2:])
			}
			r, n = utf16.DecodeRune(r, low), 4
			if r == utf8.RuneError {
				u.err = &Error{Class: ErrSyntax, Detail: "half of a surrogate pair stands alone in UTF-16 text"}
				return
			}
		}
		u.out = utf8.AppendRune(u.out, r)
		b = b[n:]
	}
	u.have = copy(u.in[:], b)
	if u.have > 0 && errors.Is(u.err, io.EOF) {
		u.err = &Error{Class: ErrSyntax, Detail: "UTF-16 text ends inside a character"}
	}
}

func (u *utf16Reader) unit(b []byte) rune {
	if u.bigEndian {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}
