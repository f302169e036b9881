package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
	"github.com/gopmml/gopmml/internal/table/json"
	"github.com/gopmml/gopmml/internal/table/plain"
)

// input is one of the files that are scored. The fields before source are settled
// before the first row is read, and do not change.
type input struct {
	path, name string
	format     table.Format
	tell       bool // the separator is told from the header
	size       int64
	schema     *table.Schema
	columns    []string // of the header; for JSON Lines the keys of the first row
	copying    table.Copying
	grouped    bool   // its rows are grouped
	absent     string // inputs without a column, to warn of

	source table.Source
	mu     sync.Mutex // of file, which a run that fails closes while it is read
	file   io.ReadCloser
}

func isStdin(path string) bool { return path == "" || path == "-" }

// inputName is a path as messages call it.
func inputName(path string) string {
	if isStdin(path) {
		return "standard input"
	}
	return path
}

// open begins to read, through what wrap makes of the file. A file that was open before
// must have the columns that it had.
func (in *input) open(names *naming, stdin io.Reader, wrap func(io.Reader) io.Reader) error {
	file, size, err := openInput(in.path, stdin)
	if err != nil {
		return fmt.Errorf("cannot read the input: %w", err)
	}
	again := in.columns
	in.size = size
	in.hold(file)
	if err := in.start(names, wrap(file)); err != nil {
		in.close()
		return fmt.Errorf("%s: %w", in.name, err)
	}
	if again != nil && in.format.Kind == table.CSV && !slices.Equal(again, in.columns) {
		in.close()
		return fmt.Errorf("%s: it has changed: its header is another one now", in.name)
	}
	return nil
}

func (in *input) hold(file io.ReadCloser) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.file = file
}

// close closes the file, if it is open.
func (in *input) close() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.file != nil {
		in.file.Close()
		in.file = nil
	}
}

// start reads the first row, and looks at the columns.
func (in *input) start(names *naming, r io.Reader) error {
	text, err := plain.Text(r)
	if err != nil {
		return err
	}
	tried := ""
	if in.tell {
		if text, tried, err = tellSeparator(text, names, &in.format); err != nil {
			return err
		}
	}
	if in.source, err = openSource(text, in.format); err != nil {
		return err
	}
	in.columns = in.source.Names()
	if in.format.Kind == table.CSV {
		in.absent, err = names.header(in.columns, tried)
	}
	return err
}

// again says whether the file can be opened a second time.
func (in *input) again() bool { return !isStdin(in.path) && in.size >= 0 }

// tellSeparator tells the separator of a text from its header.
func tellSeparator(text io.Reader, names *naming, f *table.Format) (io.Reader, string, error) {
	chars := make([]byte, len(separators))
	for i, s := range separators {
		chars[i] = s.char
	}
	headers, text := csv.Headers(text, chars)
	char, tried, err := names.separator(headers)
	if err != nil {
		return nil, "", err
	}
	f.Separator = char
	return text, tried, nil
}

// openSource begins to read rows of a text.
func openSource(text io.Reader, f table.Format) (table.Source, error) {
	if f.Kind == table.Lines {
		return json.NewSource(text, table.Options{Format: f})
	}
	return csv.NewSource(text, table.Options{Format: f})
}

// openInput opens the input. size is -1 where it is not known.
func openInput(path string, stdin io.Reader) (r io.ReadCloser, size int64, err error) {
	if isStdin(path) {
		r = io.NopCloser(stdin)
		if f, ok := stdin.(*os.File); ok {
			return r, regularSize(f), nil
		}
		return r, -1, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, 0, fmt.Errorf("%s is a folder", path)
	}
	return f, regularSize(f), nil
}

func regularSize(f *os.File) int64 {
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return -1
}

// dataFailure is the failure of an error of the input, unless it is one already.
func dataFailure(err error) error {
	var f *failure
	if errors.As(err, &f) {
		return &failure{code: f.code, err: err, hint: f.hint}
	}
	return &failure{code: exitData, err: err}
}
