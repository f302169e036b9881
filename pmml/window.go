package pmml

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"unicode/utf8"
)

// fill brings more text into the window, and forgets what lies before pos. It
// gives false where no more comes: at the end of the text, or with err set.
func (s *scanner) fill() bool {
	if s.bad != nil {
		if s.err == nil {
			s.err = s.bad
			s.err.Pos = s.posAt(s.end)
		}
		return false
	}
	if s.eof {
		return false
	}
	if s.pos > 0 {
		s.advance(s.pos)
		copy(s.buf, s.buf[s.pos:s.raw])
		s.end -= s.pos
		s.raw -= s.pos
		s.pos, s.mark = 0, 0
	}
	if s.raw > len(s.buf)-utf8.UTFMax && !s.grow() {
		return false
	}
	for range 100 {
		n, err := s.src.Read(s.buf[s.raw:])
		s.raw += n
		if errors.Is(err, io.EOF) {
			s.eof = true
		} else if err != nil {
			s.bad = readError(err)
			s.eof = true
		}
		before := s.end
		if n > 0 || s.eof {
			s.check()
		}
		if s.end > before {
			return true
		}
		if s.bad != nil {
			return s.fill()
		}
		if s.eof {
			return false
		}
	}
	s.bad = readError(io.ErrNoProgress)
	return s.fill()
}

// grow makes the window longer, up to what the longest token needs.
func (s *scanner) grow() bool {
	longest := s.maxToken + firstWindow
	if int64(len(s.buf)) >= longest {
		s.failTooLong()
		return false
	}
	bigger := make([]byte, min(2*int64(len(s.buf)), longest))
	copy(bigger, s.buf[:s.raw])
	s.buf = bigger
	return true
}

// check goes through the bytes that have come, buf[end:raw]: it turns line ends
// into line feeds and stops at the first that is not a character of XML.
func (s *scanner) check() {
	b := s.buf[:s.raw]
	i, w := s.end, s.end // buf[:w] is done, what lies before i has been looked at
	from := i            // buf[from:i] is good and not yet moved to w
	if s.skipLF && i < len(b) {
		s.skipLF = false
		if b[i] == '\n' {
			i++
			from = i
		}
	}
loop:
	for {
		i += plainPrefix(b[i:])
		if i == len(b) {
			break
		}
		switch c := b[i]; {
		case c == '\r':
			w += copy(b[w:], b[from:i])
			b[w] = '\n'
			w++
			i++
			if i == len(b) {
				s.skipLF = true
			} else if b[i] == '\n' {
				i++
			}
			from = i
		case c >= utf8.RuneSelf:
			if !utf8.FullRune(b[i:]) && !s.eof {
				break loop
			}
			s.ascii = false
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n <= 1 {
				s.reject(fmt.Sprintf("the byte 0x%02X is not part of a character in UTF-8", c))
				break loop
			}
			if !isChar(r) {
				s.reject(fmt.Sprintf("the character U+%04X may not stand in XML", r))
				break loop
			}
			i += n
		default:
			s.reject(fmt.Sprintf("the character U+%04X may not stand in XML", c))
			break loop
		}
	}
	w += copy(b[w:], b[from:i])
	s.end = w
	s.raw = w + copy(b[w:], b[i:])
}

// plainPrefix gives how many bytes at the start of b need no look: those of
// printable ASCII, tabs and line feeds. It takes them eight at a time.
func plainPrefix(b []byte) int {
	const ones, tops, rest = 0x0101010101010101, 0x8080808080808080, 0x7F7F7F7F7F7F7F7F
	i := 0
	for i+8 <= len(b) {
		v := binary.LittleEndian.Uint64(b[i:])
		// The top bit of a byte of v-0x20… is set where the byte is below 0x20 or
		// above 0x9F, or a byte before it borrows.
		if (v|(v-0x20*ones))&tops != 0 {
			// In each of these, the top bit of a byte is set where it is: above 0x7F,
			// at least 0x20, no tab, no line feed. No byte carries into the next.
			plain := (v & rest) + (0x80-0x20)*ones
			noTab := ((v ^ '\t'*ones) & rest) + rest
			noLF := ((v ^ '\n'*ones) & rest) + rest
			if odd := (v | noTab&noLF&^plain) & tops; odd != 0 {
				return i + bits.TrailingZeros64(odd)/8
			}
		}
		i += 8
	}
	for i < len(b) && isPlainText[b[i]] {
		i++
	}
	return i
}

// reject records a fault that counts once the text before it has been read.
func (s *scanner) reject(detail string) {
	s.bad = &Error{Class: ErrSyntax, Detail: detail}
	s.eof = true
}
