package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/serve/features"
)

// csvTable is a table of CSV with a header.
type csvTable struct {
	f       *os.File
	size    int64
	r       *csv.Reader
	key     int
	columns []features.Column
	cells   []int // of columns
}

func openCSV(ctx context.Context, path, key string, wanted []features.Column) (table, []features.Column, error) {
	t, err := newCSV(path, key, wanted)
	if err != nil {
		return nil, nil, err
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.Type == "" {
			c.Type = features.Text
		}
	}
	if !slices.ContainsFunc(t.columns, func(c features.Column) bool { return c.Type == features.Vector && c.Size == 0 }) {
		return t, t.columns, nil
	}
	// The first vector of each column says how long all of them are.
	columns := t.columns
	defer t.close()
	if err := t.sizes(ctx); err != nil {
		return nil, nil, err
	}
	again, err := newCSV(path, key, columns)
	if err != nil {
		return nil, nil, err
	}
	return again, columns, nil
}

func newCSV(path, key string, wanted []features.Column) (*csvTable, error) {
	f, size, err := openSized(path)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(f, 1<<20)
	if start, _ := in.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3)
	}
	t := &csvTable{f: f, size: size, r: csv.NewReader(in)}
	t.r.ReuseRecord = true
	header, err := t.r.Read()
	if err == io.EOF {
		err = errors.New("it has no header")
	}
	if err == nil {
		header = slices.Clone(header)
		t.columns, err = chosen(header, key, wanted)
	}
	if err != nil {
		t.close()
		return nil, err
	}
	t.key = slices.Index(header, key)
	for _, c := range t.columns {
		t.cells = append(t.cells, slices.Index(header, c.Name))
	}
	return t, nil
}

// chosen gives the columns that are wanted of those that are there: all but the key's
// where none are named.
func chosen(have []string, key string, wanted []features.Column) ([]features.Column, error) {
	for i, name := range have {
		if slices.Contains(have[:i], name) {
			return nil, fmt.Errorf("column %q is there twice", name)
		}
	}
	if !slices.Contains(have, key) {
		return nil, fmt.Errorf("there is no column %q for the keys, but %s", key, strings.Join(have, ", "))
	}
	if wanted == nil {
		for _, name := range have {
			if name != key {
				wanted = append(wanted, features.Column{Name: name})
			}
		}
	}
	for _, c := range wanted {
		if !slices.Contains(have, c.Name) {
			return nil, fmt.Errorf("there is no column %q, but %s", c.Name, strings.Join(have, ", "))
		}
	}
	return slices.Clone(wanted), nil
}

// sizes finds how long vectors are.
func (t *csvTable) sizes(ctx context.Context) error {
	for ctx.Err() == nil {
		record, err := t.r.Read()
		if err == io.EOF {
			for _, c := range t.columns {
				if c.Type == features.Vector && c.Size == 0 {
					return fmt.Errorf("column %q has no vector: give its size, as %s:vector:64", c.Name, c.Name)
				}
			}
			return nil
		}
		if err != nil {
			return err
		}
		open := false
		for i := range t.columns {
			if c := &t.columns[i]; c.Type == features.Vector && c.Size == 0 {
				c.Size = len(elements(record[t.cells[i]]))
				open = open || c.Size == 0
			}
		}
		if !open {
			return nil
		}
	}
	return ctx.Err()
}

// elements cuts the text of a vector.
func elements(text string) []string {
	text = strings.TrimSpace(text)
	if inner, ok := strings.CutPrefix(text, "["); ok {
		text, _ = strings.CutSuffix(inner, "]")
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\n' || r == '\t' })
}

func (t *csvTable) next(f *features.Frame) (string, error) {
	record, err := t.r.Read()
	if err != nil {
		return "", err
	}
	for i := range t.columns {
		c, values, text := &t.columns[i], &f.Columns[i], record[t.cells[i]]
		if text == "" {
			continue
		}
		switch c.Type {
		case features.Number:
			v, err := features.ParseNumber([]byte(text))
			if err != nil {
				return "", fmt.Errorf("column %q: %w", c.Name, err)
			}
			values.SetNumber(0, v)
		case features.Text:
			values.SetText(0, text)
		case features.Vector:
			parts := elements(text)
			if len(parts) == 0 {
				continue
			}
			if len(parts) != c.Size {
				return "", fmt.Errorf("column %q has %d numbers, where the vector has %d", c.Name, len(parts), c.Size)
			}
			into := values.Vector(0, c.Size)
			for k, part := range parts {
				v, err := strconv.ParseFloat(part, 32)
				if err != nil {
					return "", fmt.Errorf("column %q: %q is no float of 32 bits", c.Name, part)
				}
				into[k] = float32(v)
			}
		}
	}
	return record[t.key], nil
}

func (t *csvTable) done() (int64, int64) { return t.r.InputOffset(), t.size }

func (t *csvTable) close() { _ = t.f.Close() }
