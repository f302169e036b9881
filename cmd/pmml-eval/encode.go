package main

import (
	"github.com/gopmml/gopmml/internal/records"
)

// header is the first line of CSV; nothing for JSON Lines.
func (s *scoring) header(dst []byte) []byte {
	if s.out.Kind == records.Lines {
		return dst
	}
	names := make([]string, 0, len(s.copied)+len(s.results)+1)
	for _, c := range s.copied {
		names = append(names, c.name)
	}
	for _, r := range s.results {
		names = append(names, r.name)
	}
	if s.set.onError == onErrorReport {
		names = append(names, errorColumn)
	}
	for i, name := range names {
		if i > 0 {
			dst = append(dst, s.out.Separator)
		}
		dst = records.AppendCell(dst, name, s.out.Separator)
	}
	return records.AppendRowEnd(dst, 0)
}

// appendRow appends the output of a row: what is copied, the results (empty
// where err is not nil), and err if errors are reported.
func (s *scorer) appendRow(dst []byte, text *rowText, err error) []byte {
	if s.out.Kind == records.Lines {
		return s.appendObject(dst, text, err)
	}
	start := len(dst)
	first := true
	next := func() {
		if !first {
			dst = append(dst, s.out.Separator)
		}
		first = false
	}
	if s.in.Kind == records.Lines && len(s.groups) == 0 {
		s.noteExtra(text.members)
	}
	for k := range s.copied {
		next()
		dst = s.appendCopied(dst, k, text)
	}
	for _, r := range s.results {
		next()
		if err == nil {
			at := len(dst)
			dst = records.QuoteFrom(s.row.AppendText(dst, r.index), at, s.out.Separator)
		}
	}
	if s.set.onError == onErrorReport {
		next()
		if err != nil {
			dst = records.AppendCell(dst, err.Error(), s.out.Separator)
		}
	}
	return records.AppendRowEnd(dst, start)
}

// appendCopied appends column k of those that are copied to CSV.
func (s *scorer) appendCopied(dst []byte, k int, text *rowText) []byte {
	c := s.copied[k]
	if len(s.groups) > 0 {
		if k < len(text.cells) {
			dst = records.AppendCell(dst, text.cells[k], s.out.Separator)
		}
		return dst
	}
	if s.in.Kind == records.CSV {
		if c.column < len(text.cells) {
			dst = records.AppendCell(dst, text.cells[c.column], s.out.Separator)
		}
		return dst
	}
	for i := range text.members {
		if m := &text.members[i]; string(m.Name) == c.name {
			if m.Type != records.Null {
				dst = records.AppendCell(dst, m.Text, s.out.Separator)
			}
			break
		}
	}
	return dst
}

// noteExtra notes the keys of a row that the output has no column for.
func (s *scorer) noteExtra(members []records.Member) {
	if !s.set.copyColumns {
		return
	}
	for i := range members {
		known := false
		for _, c := range s.copied {
			known = known || c.name == string(members[i].Name)
		}
		if known || s.takenByResult(string(members[i].Name)) {
			continue
		}
		if s.extra == nil {
			s.extra = make(map[string]struct{})
		}
		if len(s.extra) < 100 {
			s.extra[string(members[i].Name)] = struct{}{}
		}
	}
}

// appendObject appends the output of a row as a JSON object on a line.
func (s *scorer) appendObject(dst []byte, text *rowText, err error) []byte {
	dst = append(dst, '{')
	first := true
	key := func(name string) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = records.AppendString(dst, name)
		dst = append(dst, ':')
	}
	switch {
	case !s.set.copyColumns:
	case s.in.Kind == records.Lines && len(s.groups) == 0:
		for i := range text.members {
			m := &text.members[i]
			if name := string(m.Name); !s.takenByResult(name) {
				key(name)
				dst = append(dst, m.Raw...)
			}
		}
	default:
		for k, c := range s.copied {
			column := c.column
			if len(s.groups) > 0 {
				column = k
			}
			key(c.name)
			if column < len(text.cells) {
				dst = s.appendCellJSON(dst, c.input, text.cells[column])
			} else {
				dst = append(dst, "null"...)
			}
		}
	}
	for _, r := range s.results {
		key(r.name)
		if err == nil {
			dst = s.row.AppendJSON(dst, r.index)
		} else {
			dst = append(dst, "null"...)
		}
	}
	if err != nil {
		key(errorColumn)
		dst = records.AppendString(dst, err.Error())
	}
	return append(dst, '}', '\n')
}

// appendCellJSON appends a cell of CSV as a JSON value: null where its text
// means missing, a number where the model takes one from that column and the
// cell is one as JSON writes it, otherwise a string.
func (s *scorer) appendCellJSON(dst []byte, input int, cell []byte) []byte {
	switch {
	case s.missing.Is(cell):
		return append(dst, "null"...)
	case input >= 0 && s.fields[input].number != notNumber && records.IsNumber(cell):
		return append(dst, cell...)
	}
	return records.AppendString(dst, cell)
}
