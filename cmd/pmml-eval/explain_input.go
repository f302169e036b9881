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

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/records"
)

// inputFlags name a few rows of input, in any format.
type inputFlags struct {
	path, format, separator string
	missing                 []string
	given                   func(flag string) bool
}

func (f *inputFlags) define(fs *pflag.FlagSet) {
	fs.StringVarP(&f.path, "input", "i", "", "`file` with the record; - is standard input, which\nis read without the flag too, unless it is a\nterminal")
	fs.StringVar(&f.format, "input-format", "", "`format` of the input: json, jsonl, csv or tsv\n(default: by its extension; json for standard\ninput)")
	fs.StringVar(&f.separator, "separator", "", "`character` between cells of csv (default: a comma)")
	fs.StringArrayVar(&f.missing, "missing", nil, "`token` that stands for a missing value; repeatable,\nreplaces the default (empty, NA and N/A in csv)")
	f.given = fs.Changed
}

func (f *inputFlags) isStdin() bool { return f.path == "" || f.path == "-" }

// name is the input as messages call it.
func (f *inputFlags) name() string {
	if f.isStdin() {
		return "standard input"
	}
	return f.path
}

func (f *inputFlags) check(std streams) error {
	if f.path == "" && isTerminal(std.in) {
		return usageError("no record: give --input, or pipe one in")
	}
	_, _, err := f.kind()
	return err
}

// kind settles the format: records.Lines stands for JSON of any form.
func (f *inputFlags) kind() (records.Format, bool, error) {
	name := f.format
	if name == "" && f.isStdin() {
		name = "json"
	}
	if name == "" {
		base, _ := strings.CutSuffix(strings.ToLower(f.path), ".gz")
		name = strings.TrimPrefix(filepath.Ext(base), ".")
	}
	if strings.EqualFold(name, "json") {
		return records.Format{}, true, nil
	}
	format, err := records.ParseFormat(name)
	switch {
	case err != nil && f.format != "":
		return format, false, usageError("--input-format: format %q is none of json, jsonl, csv, tsv", f.format)
	case err != nil:
		return format, false, usageError("the name %s does not tell the format of the input: give --input-format (json, jsonl, csv, tsv)", f.path)
	}
	if f.given("separator") && format.Kind == records.CSV {
		if format.Separator, err = records.ParseSeparator(f.separator); err != nil {
			return format, false, usageError("--separator: %w", err)
		}
	}
	return format, format.Kind == records.Lines, nil
}

// rowReader gives records one after the other, then io.EOF.
type rowReader struct {
	next  func() (map[string]any, error)
	close func() error
}

// open opens the input.
func (f *inputFlags) open(model *evaluator.Model, std streams) (*rowReader, error) {
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
		next, err = readJSON(file, f.missing)
	} else {
		next, err = f.readCSV(file, format, model)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &rowReader{next, file.Close}, nil
}

// readCSV reads rows of csv or tsv. A cell of a field that takes a collection
// may hold a list as JSON.
func (f *inputFlags) readCSV(r io.Reader, format records.Format, model *evaluator.Model) (func() (map[string]any, error), error) {
	opts := records.Options{Format: format}
	if f.given("missing") {
		opts.Missing = f.missing
	}
	reader, err := records.NewReader(r, opts)
	if err != nil {
		return nil, err
	}
	return func() (map[string]any, error) {
		row, err := reader.Next()
		if err != nil {
			return nil, err
		}
		record := row.Map()
		for _, field := range model.Inputs() {
			text, ok := record[field.Name].(string)
			if !ok || !field.Collection || !strings.HasPrefix(text, "[") {
				continue
			}
			list, bad := records.ParseList([]byte(text))
			if bad != nil {
				return nil, &evaluator.InputError{Field: field.Name, Value: text, HasValue: true, Detail: "is not a list: " + bad.Detail}
			}
			record[field.Name] = list
		}
		return record, nil
	}, nil
}

// readJSON reads JSON objects, one after the other or in a list.
func readJSON(r io.Reader, missing []string) (func() (map[string]any, error), error) {
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
				waiting = append(waiting, withoutMissing(record, missing))
			}
		}
		record := waiting[0]
		waiting = waiting[1:]
		return record, nil
	}, nil
}

// withoutMissing leaves out the values that stand for missing.
func withoutMissing(record map[string]any, missing []string) map[string]any {
	if len(missing) == 0 {
		return record
	}
	tokens := records.NewMissing(missing)
	for name, v := range record {
		if text, ok := v.(string); ok && tokens.Is([]byte(text)) {
			delete(record, name)
		}
	}
	return record
}
