package wire

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
)

// CSV says how a table of text is written. Cells that are empty, NA or N/A are missing
// values unless the model lists them as valid ones; so are NaN and nan where an input
// takes numbers. Where one takes truth values, True and TRUE are true.
type CSV struct {
	// Separator is between cells, and Quote around those that need it.
	Separator, Quote byte
}

// separators are those that [Probe] knows, in its order.
var separators = [...]byte{',', ';', '\t'}

// probed is how many lines are looked at beside the header.
const probed = 10

// Probe finds the separator of a table: one that cuts the header and the ten lines after
// it into the same number of cells, above one. Where several do, it is one whose header
// has an input of the model. A table of one column has none, and a comma does.
func (m *Model) Probe(body []byte, quote byte) (byte, error) {
	var good []byte
	single := true
	for _, s := range separators {
		widths, named := m.widths(body, CSV{s, quote})
		if len(widths) == 0 {
			single = false
			continue
		}
		even := len(slices.Compact(slices.Clone(widths))) == 1
		single = single && even && widths[0] == 1
		if !even || widths[0] < 2 {
			continue
		}
		if named {
			return s, nil
		}
		good = append(good, s)
	}
	switch {
	case len(good) > 0:
		return good[0], nil
	case single:
		return ',', nil
	}
	return 0, Invalid("the separator of the table's cells cannot be told: neither a comma nor a semicolon nor a tab cuts all lines into the same number of cells")
}

// widths gives the number of cells of the first rows; none where they cannot be cut so.
// named says that the header has an input.
func (m *Model) widths(body []byte, c CSV) (widths []int, named bool) {
	scan := table.NewScanner(&swapped{r: bytes.NewReader(body), quote: c.Quote}, table.Options{Format: table.Format{Kind: table.CSV, Separator: c.Separator}, BlockBytes: 4 << 10})
	var block table.Block
	for len(widths) <= probed && scan.Next(&block) == nil {
		for i := range block.Len() {
			cells, bad := csv.Split(block.Row(i), c.Separator, nil)
			if bad != nil {
				return nil, false
			}
			if len(widths) == 0 {
				named = slices.ContainsFunc(cells, func(cell []byte) bool {
					_, ok := m.Input(swap(cell, c.Quote))
					return ok
				})
			}
			if widths = append(widths, len(cells)); len(widths) > probed {
				break
			}
		}
	}
	return widths, named
}

// swapped reads a text whose quotes are another character as one with quotes. The two
// are exchanged: both are one byte in UTF-8, and swapping again gives what was there.
type swapped struct {
	r     io.Reader
	quote byte
}

// Read reads on.
func (s *swapped) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	swap(p[:n], s.quote)
	return n, err
}

// swap exchanges quotes for another character, in place.
func swap(text []byte, quote byte) []byte {
	if quote == '"' || quote == 0 {
		return text
	}
	for i, c := range text {
		switch c {
		case '"':
			text[i] = quote
		case quote:
			text[i] = '"'
		}
	}
	return text
}

// Table is a table of text that a batch is filled from.
type Table struct {
	b      *Batch
	csv    CSV
	source *csv.Source
	names  []string
}

// Table begins to read a table. names are its columns where it has no header, else nil.
func (b *Batch) Table(body []byte, c CSV, names []string) (*Table, error) {
	t := &Table{b: b, csv: c, names: names}
	src := io.Reader(&swapped{r: bytes.NewReader(body), quote: c.Quote})
	if names != nil {
		w := csvRow{separator: c.Separator, quote: c.Quote}
		for _, name := range names {
			w.text(name)
		}
		w.end()
		src = io.MultiReader(bytes.NewReader(w.dst), src)
	}
	var err error
	if t.source, err = csv.NewSource(src, table.Options{Format: table.Format{Kind: table.CSV, Separator: c.Separator}}); err != nil {
		return nil, wrongTable(err)
	}
	if names == nil {
		for _, name := range t.source.Names() {
			t.names = append(t.names, string(swap([]byte(name), c.Quote)))
		}
	}
	return t, nil
}

// Names are the columns.
func (t *Table) Names() []string { return t.names }

// Fill gives the batch the table's rows. copied, "" for none, is a column of which each
// record's text is given; of records that are made of several rows, that of the first.
func (t *Table) Fill(l Limits, copied string) (texts []string, err error) {
	b := t.b
	var copying table.Copying
	if copied != "" {
		copying.Names = []string{string(swap([]byte(copied), t.csv.Quote))}
	}
	b.table()
	groups := b.Groups()
	schema := t.schema()
	decode := t.source.NewDecoder(schema, copying)
	var row table.Row
	block := new(table.Block)
	for {
		err := t.source.Next(block)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, wrongTable(err)
		}
		for i := range block.Len() {
			if err := decode.Read(block.Row(i), &row); err != nil {
				return nil, inRow(err, block.Number(i))
			}
			b.Begin()
			if err := l.CheckRows(b.rows); err != nil {
				return nil, err
			}
			b.cells = append(b.cells, row.Cells...)
			t.repair(b.cells)
			if copied != "" {
				texts = append(texts, string(swap(row.Copied[0].Text, t.csv.Quote)))
			}
			if groups == nil {
				b.End()
				continue
			}
			for k := range b.cells { // the decoder uses lists again
				b.cells[k].List = slices.Clone(b.cells[k].List)
			}
			groups.End(b.rows - 1)
		}
		if groups != nil { // whose texts lie in the block
			block = new(table.Block)
		}
	}
	if groups == nil {
		return texts, nil
	}
	first := groups.Finish()
	if copied == "" {
		return nil, nil
	}
	kept := make([]string, len(first))
	for i, record := range first {
		kept[i] = texts[record]
	}
	return kept, nil
}

// schema is the model's, with the texts that mean a missing value in CSV, and with the
// names of columns as they are read.
func (t *Table) schema() *table.Schema {
	s := table.NewDefaultSchema(t.b.model.Engine, table.CSV)
	if t.csv.Quote != '"' && t.csv.Quote != 0 {
		for i, in := range s.Inputs {
			s.Map(string(swap([]byte(in.Name), t.csv.Quote)), i)
		}
	}
	return s
}

// repair puts quotes back into texts, and understands numbers and truth values as other
// languages write them.
func (t *Table) repair(cells []table.Cell) {
	for i := range cells {
		c := &cells[i]
		swap(c.Text, t.csv.Quote) // a list of one value lies there too
		if c.Type != table.Text {
			continue
		}
		switch in := &t.b.model.Inputs[c.Input]; {
		case in.number() && isNaN(c.Text):
			c.Type = table.Null
		case in.Type == Bool:
			if word, ok := truths[string(c.Text)]; ok {
				c.Text = word
			}
		}
	}
}

// truths are truth values as Python and R write them.
var truths = map[string][]byte{"True": trueText, "TRUE": trueText, "False": falseText, "FALSE": falseText}

func isNaN(text []byte) bool { return string(text) == "NaN" || string(text) == "nan" }

// number says whether the field takes numbers.
func (f *Field) number() bool { return f.Type == Float64 || f.Type == Float32 || f.Type == Int64 }

// inRow says which row an error is in.
func inRow(err error, row int) error {
	var bad *table.Error
	if errors.As(err, &bad) {
		numbered := *bad
		numbered.Row = row
		return &Error{Code: InvalidArgument, Text: numbered.Error(), Row: row, Err: &numbered}
	}
	e := *ErrorOf(err)
	e.Row = row
	e.Text = "row " + string(AppendInt(nil, int64(row))) + ": " + e.Text
	return &e
}

func wrongTable(err error) error {
	var bad *table.Error
	if errors.As(err, &bad) {
		return &Error{Code: InvalidArgument, Text: bad.Error(), Row: bad.Row, Err: err}
	}
	return ErrorOf(err)
}

// HasHeader says whether the first row of a table has names of the model's inputs; the
// error is that it cannot be told.
func (m *Model) HasHeader(body []byte, c CSV) (bool, error) {
	scan := table.NewScanner(&swapped{r: bytes.NewReader(body), quote: c.Quote}, table.Options{Format: table.Format{Kind: table.CSV, Separator: c.Separator}, BlockBytes: 4 << 10})
	first, err := scan.Peek()
	if err == io.EOF {
		return false, Invalid("the table is empty")
	}
	if err != nil {
		return false, wrongTable(err)
	}
	cells, bad := csv.Split(first.Row(0), c.Separator, nil)
	if bad != nil {
		return false, wrongTable(bad)
	}
	named := false
	for _, cell := range cells {
		name := string(swap(bytes.Clone(cell), c.Quote))
		if _, ok := m.byInput[name]; !ok && len(m.Engine.NearInputs(name)) == 0 {
			continue
		}
		if _, number := table.ParseFloat64([]byte(name)); number {
			return false, Invalid("the model's inputs are named by numbers, so that a header cannot be told from values: Content-Type must say header=present or header=absent")
		}
		named = true
	}
	switch {
	case named:
		return true, nil
	case len(cells) == len(m.Features):
		return false, nil
	}
	return false, Invalid("the first row has %d cells, and none is the name of an input: it must be a header with names of %s, or have a value for each of the %d inputs", len(cells), m.listed(m.Inputs), len(m.Features))
}

// AppendCSV appends results as CSV: a row for each record, below a header where one is
// wanted. The first column is copied, where it has a name.
func (r *Results) AppendCSV(dst []byte, c CSV, header bool, copied string, texts []string) []byte {
	start := len(dst)
	w := csvRow{dst: dst, separator: c.Separator, quote: c.Quote}
	if header {
		if copied != "" {
			w.text(copied)
		}
		for i := range r.Columns {
			w.text(r.Columns[i].Name)
		}
		w.end()
	}
	for i := range r.rows {
		if copied != "" {
			w.text(texts[i])
		}
		for k := range r.Columns {
			w.cell = r.Columns[k].AppendText(w.cell[:0], i)
			w.bytes(w.cell)
		}
		w.end()
	}
	swap(w.dst[start:], c.Quote)
	return w.dst
}

// csvRow writes rows of CSV whose quotes are swapped afterwards.
type csvRow struct {
	dst, cell        []byte
	separator, quote byte
	begun            bool
	at               int // where the row begins
}

func (w *csvRow) text(s string) { w.bytes([]byte(s)) }

// bytes appends a cell.
func (w *csvRow) bytes(text []byte) {
	if w.begun {
		w.dst = append(w.dst, w.separator)
	} else {
		w.at = len(w.dst)
	}
	w.begun = true
	swap(text, w.quote)
	if bytes.IndexByte(text, w.separator) < 0 && !bytes.ContainsAny(text, "\"\r\n") {
		w.dst = append(w.dst, text...)
		return
	}
	w.dst = append(w.dst, '"')
	for _, b := range text {
		if b == '"' {
			w.dst = append(w.dst, '"')
		}
		w.dst = append(w.dst, b)
	}
	w.dst = append(w.dst, '"')
}

// end ends a row. One that would be a blank line is an empty cell in quotes.
func (w *csvRow) end() {
	if !w.begun || len(w.dst) == w.at {
		w.dst = append(w.dst, `""`...)
	}
	w.dst = append(w.dst, '\n')
	w.begun = false
}
