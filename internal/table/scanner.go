package table

import (
	"bytes"
	"fmt"
	"io"
)

// Scanner cuts a stream into blocks of whole rows. It is for one goroutine.
type Scanner struct {
	r    io.Reader
	opts Options

	ahead Block  // that Peek has given, and Next has not
	rest  []byte // what was read beyond the last block
	row   int    // rows given out
	line  int    // lines gone by
	done  bool   // r has no more
	ends  ends   // what ends a line
	err   error  // given out by the next call
}

// NewScanner returns a Scanner over r, a text. For CSV the header is the first
// row of the first block, with number 0.
func NewScanner(r io.Reader, opts Options) *Scanner {
	s := &Scanner{r: r, opts: opts.withDefaults()}
	if s.opts.Format.Kind == CSV {
		s.row = -1
	}
	return s
}

// Peek gives the rows that the next call of Next gives, which may be fewer then:
// who looks at a header takes it out.
func (s *Scanner) Peek() (*Block, error) {
	if s.ahead.Len() > 0 {
		return &s.ahead, nil
	}
	return &s.ahead, s.Next(&s.ahead)
}

// Next fills b with the next rows, at least one. At the end of the input the
// error is [io.EOF]; an *[Error] says that no row can be read any more; other
// errors are those of reading. The rows before an error come first.
//
// Next waits for one whole row, and not for a full block: what comes down a
// pipe is given out as it comes.
func (s *Scanner) Next(b *Block) error {
	if s.ahead.Len() > 0 {
		*b, s.ahead = s.ahead, Block{}
		return nil
	}
	b.rows = b.rows[:0]
	b.data = append(b.data[:0], s.rest...)
	s.rest = s.rest[:0]
	b.first = s.row + 1
	if s.err != nil {
		return s.err
	}
	looked := -1 // how much was looked at in vain
	for {
		// A long row is looked at again only after it has grown by half, as
		// it is looked at from its start.
		if grown := len(b.data) - looked; s.done || looked < 0 || looked < s.opts.BlockBytes || grown > looked/2 {
			used := 0
			if len(b.data) > 0 {
				used = s.cut(b)
			}
			switch {
			case s.err == nil && s.done:
				s.err = io.EOF
			case s.err == nil && len(b.rows) == 0 && len(b.data)-used > s.opts.MaxRowBytes:
				s.err = s.fatal(FaultTooLong, fmt.Sprintf("longer than %d bytes; is a quote not closed?", s.opts.MaxRowBytes))
			}
			if len(b.rows) > 0 {
				s.rest = append(s.rest, b.data[used:]...)
				return nil
			}
			if s.err != nil {
				return s.err
			}
			b.data = b.data[:copy(b.data, b.data[used:])]
			looked = len(b.data)
		}
		if err := s.read(b); err != nil {
			s.err = err
			return err
		}
	}
}

// read adds to b what one call of Read gives.
func (s *Scanner) read(b *Block) error {
	if len(b.data)+s.opts.BlockBytes/2 > cap(b.data) {
		grown := make([]byte, len(b.data), max(s.opts.BlockBytes, 2*len(b.data)))
		copy(grown, b.data)
		b.data = grown
	}
	for range 100 {
		n, err := s.r.Read(b.data[len(b.data):cap(b.data)])
		b.data = b.data[:len(b.data)+n]
		if err == io.EOF {
			s.done = true
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		if n > 0 {
			return nil
		}
	}
	return io.ErrNoProgress
}

// cut finds the whole rows in b.data and returns where the rest begins.
func (s *Scanner) cut(b *Block) int {
	data := b.data
	if s.ends == 0 && !s.findEnds(data) {
		return 0
	}
	quoted := s.opts.Format.Kind == CSV
	quote := -1 // the first quote at or after at; len(data) for none
	at := 0
	for at < len(data) {
		end := s.ends.index(data[at:])
		switch {
		case end >= 0:
			end += at
		case s.done:
			end = len(data)
		default:
			// Without a line end this can only be the start of a row.
			return at
		}
		lines := 1
		if quoted && quote < at {
			if quote = bytes.IndexByte(data[at:], '"'); quote < 0 {
				quote = len(data)
			} else {
				quote += at
			}
		}
		if quoted && quote < end {
			n, closed := rowEnd(data[at:], s.opts.Format.Separator, s.ends)
			switch {
			case n >= 0:
				end = at + n
			case !s.done:
				return at
			case !closed:
				s.err = s.fatal(FaultOpenQuote, "the input ends within a quoted cell")
				return at
			default:
				end = len(data)
			}
			lines = 1 + s.ends.count(data[at:end])
		}
		next, known := s.ends.after(data, end, s.done)
		if !known {
			return at
		}
		line := s.line + 1
		s.line += lines
		row := span{start: at, end: end, line: line}
		if row.end > row.start && data[row.end-1] == '\r' {
			row.end--
		}
		at = next
		if s.blank(data[row.start:row.end]) {
			continue
		}
		if row.end-row.start > s.opts.MaxRowBytes {
			s.line -= lines
			s.err = s.fatal(FaultTooLong, fmt.Sprintf("longer than %d bytes; is a quote not closed?", s.opts.MaxRowBytes))
			return at
		}
		if len(b.rows) == 0 {
			b.first = s.row + 1
		}
		s.row++
		b.rows = append(b.rows, row)
	}
	return at
}

func (s *Scanner) blank(row []byte) bool {
	if s.opts.Format.Kind == Lines {
		return len(bytes.TrimSpace(row)) == 0
	}
	return len(row) == 0
}

// fatal is an error of the row that would have been next.
func (s *Scanner) fatal(fault Fault, detail string) *Error {
	return &Error{Fault: fault, Row: s.row + 1, Line: s.line + 1, Detail: detail}
}

// rowEnd finds the line end of the first row in data by going from cell to
// cell. n is -1 where there is none; closed then tells whether the row would
// be whole if the input ended here.
func rowEnd(data []byte, separator byte, e ends) (n int, closed bool) {
	i := 0
	for {
		if i < len(data) && data[i] == '"' {
			if i = ClosingQuote(data, i); i < 0 {
				return -1, false
			}
			i++
		}
		for i < len(data) && data[i] != separator && !e.is(data[i]) {
			i++
		}
		if i == len(data) {
			return -1, true
		}
		if e.is(data[i]) {
			return i, true
		}
		i++
	}
}

// ClosingQuote finds the quote that closes the cell whose opening quote is at
// open, or returns -1.
func ClosingQuote(data []byte, open int) int {
	i := open + 1
	for {
		j := bytes.IndexByte(data[i:], '"')
		if j < 0 {
			return -1
		}
		i += j
		if i+1 == len(data) || data[i+1] != '"' {
			return i
		}
		i += 2
	}
}
