package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/internal/table"
)

// inputFlags name a few rows of input, in any format.
type inputFlags struct {
	path, format, separator string
	missing, maps           []string
	missingColumns          missingColumns
	given                   func(flag string) bool
}

func (f *inputFlags) define(fs *pflag.FlagSet) {
	fs.VarP(newOnce(&f.path), "input", "i", "`file` with the record; - is standard input, which\nis read without the flag too, unless it is a\nterminal")
	fs.StringVar(&f.format, "input-format", "", "`format` of the input: json, jsonl, csv or tsv\n(default: by its extension; json for standard\ninput)")
	fs.StringVar(&f.separator, "separator", "", "`character` between cells of csv (default: a comma,\nor a semicolon, tab or bar, by which of them the\nheader has inputs of the model)")
	fs.StringArrayVar(&f.missing, "missing", nil, "`token` that stands for a missing value; repeatable,\nreplaces the default (empty, NA and N/A in csv,\nunless the document lists it as a value)")
	fs.StringArrayVar(&f.maps, "map", nil, mapUsage)
	f.missingColumns = missingFail
	fs.Var(&f.missingColumns, "missing-columns", missingUsage)
	fs.Lookup("missing-columns").DefValue = "" // the text says it
	f.given = fs.Changed
}

// name is the input as messages call it.
func (f *inputFlags) name() string { return inputName(f.path) }

func (f *inputFlags) check(std streams) error {
	if f.path == "" && isTerminal(std.in) {
		return usageError("no record: give --input, or pipe one in")
	}
	_, _, err := f.kind()
	return err
}

// kind settles the format: table.Lines stands for JSON of any form.
func (f *inputFlags) kind() (table.Format, bool, error) {
	name := f.format
	if name == "" && isStdin(f.path) {
		name = "json"
	}
	if name == "" {
		base, _ := strings.CutSuffix(strings.ToLower(f.path), ".gz")
		name = strings.TrimPrefix(filepath.Ext(base), ".")
	}
	if strings.EqualFold(name, "json") {
		return table.Format{}, true, nil
	}
	format, err := table.ParseFormat(name)
	switch {
	case err != nil && f.format != "":
		return format, false, usageError("--input-format: format %q is none of json, jsonl, csv, tsv", f.format)
	case err != nil:
		return format, false, usageError("the name %s does not tell the format of the input: give --input-format (json, jsonl, csv, tsv)", f.path)
	}
	if format.Kind == table.CSV && f.given("separator") {
		if format.Separator, err = table.ParseSeparator(f.separator); err != nil {
			return format, false, usageError("--separator: %w", err)
		}
	}
	return format, format.Kind == table.Lines, nil
}

// rowReader gives records one after the other, then io.EOF.
type rowReader struct {
	next  func() (map[string]any, error)
	close func() error
	keys  bool // each record has its own names
}

// open opens the input.
func (f *inputFlags) open(names *naming, std streams) (*rowReader, error) {
	format, isJSON, err := f.kind()
	if err != nil {
		return nil, err
	}
	file, _, err := openInput(f.path, std.in)
	if err != nil {
		return nil, fmt.Errorf("cannot read the input: %w", err)
	}
	var next func() (map[string]any, error)
	if isJSON {
		next, err = readJSON(file, f.missing, names)
	} else {
		next, err = f.readCSV(file, format, names, std)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &rowReader{next, file.Close, isJSON}, nil
}

// readCSV reads rows of csv or tsv.
func (f *inputFlags) readCSV(r io.Reader, format table.Format, names *naming, std streams) (func() (map[string]any, error), error) {
	in := &input{path: f.path, name: f.name(), format: format, tell: format.Separator == ',' && !f.given("separator")}
	if err := in.start(names, r); err != nil {
		return nil, err
	}
	if in.absent != "" {
		warnf(std.err, "%s has no column for these inputs of the model, which are missing: %s", in.name, in.absent)
	}
	source := in.source
	schema := names.schema(format.Kind, nil)
	if f.given("missing") {
		schema = names.schema(format.Kind, f.missing)
	}
	decoder := source.NewDecoder(schema, table.Copying{})
	block, at := new(table.Block), 0
	var row table.Row
	return func() (map[string]any, error) {
		if at == block.Len() {
			at = 0
			if err := source.Next(block); err != nil {
				return nil, err
			}
		}
		at++
		if err := decoder.Read(block.Row(at-1), &row); err != nil {
			var bad *table.Error
			if errors.As(err, &bad) {
				bad.Row, bad.Line = block.Number(at-1), block.Line(at-1)
			}
			return nil, err
		}
		record := make(map[string]any, len(row.Cells))
		for i := range row.Cells {
			record[schema.Inputs[row.Cells[i].Input].Name] = goValue(&row.Cells[i])
		}
		return record, nil
	}, nil
}

// goValue gives a cell of csv as the model takes it. A single value is one, where
// the field takes a list, too.
func goValue(c *table.Cell) any {
	switch {
	case c.Type == table.Null:
		return nil
	case c.Type == table.Truth:
		return c.True()
	case c.Type == table.Text || !strings.HasPrefix(string(c.Text), "["):
		return string(c.Text)
	}
	list := []any{}
	for i := range c.List {
		list = append(list, goValue(&c.List[i]))
	}
	return list
}

// readJSON reads JSON objects, one after the other or in a list.
func readJSON(r io.Reader, missing []string, names *naming) (func() (map[string]any, error), error) {
	buffered := bufio.NewReader(r)
	if head, _ := buffered.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, err
		}
		buffered = bufio.NewReader(z)
	}
	if head, _ := buffered.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		buffered.Discard(3) //nolint:errcheck // they have been seen
	}
	dec := json.NewDecoder(buffered)
	dec.UseNumber()
	var waiting []map[string]any
	return func() (map[string]any, error) {
		for len(waiting) == 0 {
			var v any
			if err := dec.Decode(&v); err != nil {
				if errors.Is(err, io.EOF) {
					return nil, io.EOF
				}
				return nil, fmt.Errorf("not JSON: %w", err)
			}
			list, ok := v.([]any)
			if !ok {
				list = []any{v}
			}
			for _, e := range list {
				record, ok := e.(map[string]any)
				if !ok {
					return nil, errors.New("a record must be a JSON object, as {\"age\": 35}")
				}
				record, err := names.record(record)
				if err != nil {
					return nil, err
				}
				waiting = append(waiting, withoutMissing(record, missing))
			}
		}
		record := waiting[0]
		waiting = waiting[1:]
		return record, nil
	}, nil
}

// withoutMissing puts nil for the values that stand for missing.
func withoutMissing(record map[string]any, missing []string) map[string]any {
	if len(missing) == 0 {
		return record
	}
	tokens := table.NewMissing(missing)
	for name, v := range record {
		if text, ok := v.(string); ok && tokens.Is([]byte(text)) {
			record[name] = nil
		}
	}
	return record
}
