package records

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
)

func quote(s string) string { return strconv.Quote(s) }

// Reader gives one row after the other. It is made for tests and small
// commands; what must be fast takes blocks from a [Scanner].
type Reader struct {
	scan    *Scanner
	opts    Options
	missing *Missing
	header  []string
	columns map[string]int
	block   Block
	at      int
	cells   [][]byte
	parser  Parser
	closer  io.Closer
}

// Row is one row of the input.
type Row struct {
	Number int // from 1, the header not counted
	Line   int // the line it starts on

	// Cells has one cell for each name of the header. Nil for JSON Lines.
	Cells []Cell

	// Values has the members of the object: string, [json.Number], bool, nil
	// or []any of these. Nil for CSV.
	Values map[string]any

	header []string
}

// Cell is one cell of CSV.
type Cell struct {
	Text    string
	Missing bool // the text is one of those that mean a missing value
}

// Map gives the row in the form that the evaluator takes: for CSV each text by
// its name, nil where it means a missing value.
func (r Row) Map() map[string]any {
	if r.Values != nil {
		return r.Values
	}
	m := make(map[string]any, len(r.Cells))
	for i, c := range r.Cells {
		if c.Missing {
			m[r.header[i]] = nil
		} else {
			m[r.header[i]] = c.Text
		}
	}
	return m
}

// Open opens a file. If opts names no format the name of the file does; the
// rest is as for [NewReader]. The Reader must be closed.
func Open(path string, opts Options) (*Reader, error) {
	if opts.Format.Kind == 0 {
		f, ok := FormatOf(path)
		if !ok {
			return nil, fmt.Errorf("%s: the name does not tell its format (%s)", path, FormatNames)
		}
		if opts.Format.Separator != 0 {
			f.Separator = opts.Format.Separator
		}
		opts.Format = f
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r, err := NewReader(file, opts)
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r.closer = file
	return r, nil
}

// NewReader reads from r. For CSV it reads the header: without one, or with a
// name in it twice, the error is an *[Error].
func NewReader(r io.Reader, opts Options) (*Reader, error) {
	scan, err := NewScanner(r, opts)
	if err != nil {
		return nil, err
	}
	opts = opts.withDefaults()
	if opts.Missing == nil {
		opts.Missing = DefaultMissing(opts.Format.Kind)
	}
	reader := &Reader{scan: scan, opts: opts, missing: NewMissing(opts.Missing)}
	if opts.Format.Kind == CSV {
		reader.header, err = scan.Header(&reader.block)
		if err != nil {
			return nil, err
		}
		reader.columns = make(map[string]int, len(reader.header))
		for i, name := range reader.header {
			reader.columns[name] = i
		}
	}
	return reader, nil
}

// Header reads the names of the columns of CSV, which must be done before
// anything else is read. The rows that came with them are left in b, perhaps
// none: they are to be used before the next call of Next.
func (s *Scanner) Header(b *Block) ([]string, error) {
	err := s.Next(b)
	if err == io.EOF {
		return nil, &Error{Fault: FaultHeader, Detail: "the input is empty: there is no header"}
	}
	if err != nil {
		return nil, err
	}
	line := b.Line(0)
	cells, bad := Split(b.Row(0), s.opts.Format.Separator, nil)
	if bad != nil {
		return nil, &Error{Fault: FaultHeader, Line: line, Detail: "header: " + bad.Detail}
	}
	names := make([]string, len(cells))
	seen := make(map[string]bool, len(cells))
	for i, c := range cells {
		names[i] = string(c)
		if seen[names[i]] {
			return nil, &Error{Fault: FaultHeader, Line: line, Detail: "header: column " + quote(names[i]) + " occurs twice"}
		}
		seen[names[i]] = true
	}
	b.dropFirst()
	b.first = 1
	return names, nil
}

// Header is the names of the columns; nil for JSON Lines.
func (r *Reader) Header() []string { return r.header }

// Column finds a column by its name.
func (r *Reader) Column(name string) (int, bool) {
	i, ok := r.columns[name]
	return i, ok
}

// Next gives the next row, and [io.EOF] after the last. An *[Error] that is
// not fatal is one of that row: the call after it goes on with the next row.
func (r *Reader) Next() (Row, error) {
	for r.at == r.block.Len() {
		r.at = 0
		if err := r.scan.Next(&r.block); err != nil {
			return Row{}, err
		}
	}
	i := r.at
	r.at++
	row := Row{Number: r.block.Number(i), Line: r.block.Line(i), header: r.header}
	var bad *Error
	if r.opts.Format.Kind == Lines {
		row.Values, bad = r.values(r.block.Row(i))
	} else {
		row.Cells, bad = r.split(r.block.Row(i))
	}
	if bad != nil {
		bad.Row, bad.Line = row.Number, row.Line
		return row, bad
	}
	return row, nil
}

// WrongCells is the error of a row with another number of cells than the header.
func WrongCells(cells, header int) *Error {
	plural := "s"
	if cells == 1 {
		plural = ""
	}
	return &Error{Fault: FaultCells, Detail: fmt.Sprintf("%d cell%s, but the header has %d", cells, plural, header)}
}

func (r *Reader) split(line []byte) ([]Cell, *Error) {
	cells, bad := Split(line, r.opts.Format.Separator, r.cells[:0])
	r.cells = cells
	if bad == nil && len(cells) != len(r.header) {
		bad = WrongCells(len(cells), len(r.header))
	}
	if bad != nil {
		return nil, bad
	}
	row := make([]Cell, len(cells))
	for i, c := range cells {
		row[i] = Cell{Text: string(c), Missing: r.missing.Is(c)}
	}
	return row, nil
}

func (r *Reader) values(line []byte) (map[string]any, *Error) {
	members, bad := r.parser.Parse(line)
	if bad != nil {
		return nil, bad
	}
	row := make(map[string]any, len(members))
	for _, m := range members {
		var v any
		switch m.Type {
		case Bool:
			v = m.Bool()
		case Number:
			v = json.Number(m.Text)
		case String:
			if !r.missing.Is(m.Text) {
				v = string(m.Text)
			}
		case List:
			list, bad := m.List()
			if bad != nil {
				bad.Detail = "key " + quote(string(m.Name)) + ": " + bad.Detail
				return nil, bad
			}
			v = list
		case Object:
			return nil, &Error{Fault: FaultJSON, Detail: "key " + quote(string(m.Name)) + ": an object within the object"}
		}
		row[string(m.Name)] = v
	}
	return row, nil
}

// Close closes the file that [Open] opened.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}
