package table

import "bytes"

// ends is what ends the lines of an input.
type ends uint8

// The values of ends, zero while it is not known.
const (
	lineFeeds ends = iota + 1 // LF and CRLF: a lone CR is text
	returns                   // lone CRs, as Macs once wrote them, beside these
)

// findEnds tells by its first row what ends the input's lines. It gives false where
// more of the input is needed.
func (s *Scanner) findEnds(data []byte) bool {
	if s.opts.Format.Kind == Lines {
		// CR may stand in JSON, but not between two objects.
		line, _, whole := bytes.Cut(data, []byte{'\n'})
		switch {
		case bytes.Contains(line, []byte("}\r{")):
			s.ends = returns
		case whole || s.done:
			s.ends = lineFeeds
		}
		return s.ends != 0
	}
	from := 0
	for from < len(data) && returns.is(data[from]) {
		from++
	}
	n, _ := rowEnd(data[from:], s.opts.Format.Separator, returns)
	end := from + n
	switch {
	case n < 0 && !s.done, n >= 0 && end+1 == len(data) && data[end] == '\r' && !s.done:
		return false
	case n >= 0 && data[end] == '\r' && end+1 < len(data) && data[end+1] != '\n':
		s.ends = returns
	default:
		s.ends = lineFeeds
	}
	return true
}

// is says whether a byte ends a line.
func (e ends) is(c byte) bool { return c == '\n' || c == '\r' && e == returns }

// index finds the first line end, -1 for none.
func (e ends) index(data []byte) int {
	if e == returns {
		return bytes.IndexAny(data, "\r\n")
	}
	return bytes.IndexByte(data, '\n')
}

// after gives where the next line begins after the line end at end. It is not known
// where data ends with a CR that LF may follow.
func (e ends) after(data []byte, end int, done bool) (next int, known bool) {
	switch {
	case end == len(data):
		return end, true
	case data[end] != '\r':
		return end + 1, true
	case end+1 == len(data):
		return end + 1, done
	case data[end+1] == '\n':
		return end + 2, true
	}
	return end + 1, true
}

// count counts line ends.
func (e ends) count(data []byte) int {
	n := bytes.Count(data, []byte{'\n'})
	if e == returns {
		n += bytes.Count(data, []byte{'\r'}) - bytes.Count(data, []byte("\r\n"))
	}
	return n
}
