package csv

import (
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
)

// Sink writes CSV.
type Sink struct {
	out       table.Output
	separator byte
}

// NewSink makes a sink with a separator between cells.
func NewSink(out table.Output, separator byte) *Sink { return &Sink{out, separator} }

// Header appends the names of the columns.
func (s *Sink) Header(dst []byte) []byte {
	start := len(dst)
	names := append([]string(nil), s.out.Copied...)
	for _, r := range s.out.Results {
		names = append(names, r.Name)
	}
	if s.out.Errors != "" {
		names = append(names, s.out.Errors)
	}
	for i, name := range names {
		if i > 0 {
			dst = append(dst, s.separator)
		}
		dst = appendCell(dst, name, s.separator)
	}
	return appendRowEnd(dst, start)
}

// Begin appends cells that are copied.
func (s *Sink) Begin(dst []byte, copied []table.Value) []byte {
	for i := range copied {
		if i > 0 {
			dst = append(dst, s.separator)
		}
		dst = appendCell(dst, copied[i].Text, s.separator)
	}
	return dst
}

// Row appends a row.
func (s *Sink) Row(dst, begin []byte, results []evaluator.ColumnResult, i int, err error) []byte {
	start := len(dst)
	dst = append(dst, begin...)
	first := len(s.out.Copied) == 0
	next := func() {
		if !first {
			dst = append(dst, s.separator)
		}
		first = false
	}
	for _, r := range s.out.Results {
		next()
		if err == nil {
			at := len(dst)
			dst = quoteFrom(results[r.Index].AppendText(dst, i), at, s.separator)
		}
	}
	if s.out.Errors != "" {
		next()
		if err != nil {
			dst = appendCell(dst, err.Error(), s.separator)
		}
	}
	return appendRowEnd(dst, start)
}

// appendCell appends a cell of CSV, quoted if it must be.
func appendCell[T ~[]byte | ~string](dst []byte, text T, separator byte) []byte {
	start := len(dst)
	return quoteFrom(append(dst, text...), start, separator)
}

// quoteFrom makes a cell of CSV out of the text dst[start:]: it is put in
// quotes if it holds a separator, a quote or a line end.
func quoteFrom(dst []byte, start int, separator byte) []byte {
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

// appendRowEnd ends a row of CSV that begins at dst[start]. A row that would
// be a blank line is written as an empty quoted cell.
func appendRowEnd(dst []byte, start int) []byte {
	if len(dst) == start {
		dst = append(dst, '"', '"')
	}
	return append(dst, '\n')
}
