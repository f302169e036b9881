package records

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// AppendCell appends a cell of CSV, quoted if it must be.
func AppendCell[T ~[]byte | ~string](dst []byte, text T, separator byte) []byte {
	start := len(dst)
	return QuoteFrom(append(dst, text...), start, separator)
}

// QuoteFrom makes a cell of CSV out of the text dst[start:]: it is put in
// quotes if it holds a separator, a quote or a line end.
func QuoteFrom(dst []byte, start int, separator byte) []byte {
	must := false
	quotes := 0
	for _, c := range dst[start:] {
		switch c {
		case '"':
			quotes++
			must = true
		case '\n', '\r', separator:
			must = true
		}
	}
	if !must {
		return dst
	}
	// Move the text to the right by one and by the quotes not yet doubled.
	end := len(dst)
	dst = append(dst, make([]byte, quotes+2)...)
	to := len(dst) - 1
	dst[to] = '"'
	for i := end - 1; i >= start; i-- {
		to--
		dst[to] = dst[i]
		if dst[i] == '"' {
			to--
			dst[to] = '"'
		}
	}
	dst[start] = '"'
	return dst
}

// AppendRowEnd ends a row of CSV that begins at dst[start]. A row that would
// be a blank line is written as an empty quoted cell.
func AppendRowEnd(dst []byte, start int) []byte {
	if len(dst) == start {
		dst = append(dst, '"', '"')
	}
	return append(dst, '\n')
}

// AppendString appends text as a JSON string. What is not UTF-8 becomes U+FFFD.
func AppendString[T ~[]byte | ~string](dst []byte, text T) []byte {
	out, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		out, _ = jsontext.AppendQuote(dst, bytes.ToValidUTF8([]byte(text), []byte("\uFFFD")))
	}
	return out
}
