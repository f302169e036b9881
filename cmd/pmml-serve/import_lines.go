package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/gopmml/gopmml/serve/features"
	"github.com/gopmml/gopmml/serve/wire"
)

// linesTable is a table of JSON, an object on each line.
type linesTable struct {
	f       *os.File
	size, n int64
	in      *bufio.Reader
	line    []byte
	r       wire.Reader
	key     string
	columns []features.Column
}

func openLines(ctx context.Context, path, key string, wanted []features.Column) (table, []features.Column, error) {
	t, err := newLines(path, key)
	if err != nil {
		return nil, nil, err
	}
	if wanted == nil || slices.ContainsFunc(wanted, func(c features.Column) bool {
		return c.Type == "" || c.Type == features.Vector && c.Size == 0
	}) {
		defer t.close()
		columns, err := t.look(ctx, wanted)
		if err != nil {
			return nil, nil, err
		}
		if t, err = newLines(path, key); err != nil {
			return nil, nil, err
		}
		wanted = columns
	}
	t.columns = wanted
	return t, wanted, nil
}

func newLines(path, key string) (*linesTable, error) {
	f, size, err := openSized(path)
	if err != nil {
		return nil, err
	}
	return &linesTable{f: f, size: size, in: bufio.NewReaderSize(f, 1<<20), key: key}, nil
}

// object begins the next object.
func (t *linesTable) object() error {
	for {
		t.line = t.line[:0]
		for {
			part, err := t.in.ReadSlice('\n')
			t.line = append(t.line, part...)
			if err == nil || err == io.EOF && len(t.line) > 0 {
				break
			}
			if err != bufio.ErrBufferFull {
				return err
			}
		}
		t.n += int64(len(t.line))
		if text := bytes.TrimSpace(t.line); len(text) > 0 {
			t.r.Reset(text)
			return t.r.Begin(wire.Object)
		}
	}
}

// look finds the columns, and their types where none is wanted.
func (t *linesTable) look(ctx context.Context, wanted []features.Column) ([]features.Column, error) {
	columns := slices.Clone(wanted)
	for n := 1; ; n++ {
		if n%every == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		err := t.object()
		if err == io.EOF {
			break
		}
		for first := true; err == nil; first = false {
			var name []byte
			var more bool
			if name, more, err = t.r.Key(first); !more || err != nil {
				break
			}
			at := slices.IndexFunc(columns, func(c features.Column) bool { return c.Name == string(name) })
			if string(name) == t.key || at < 0 && wanted != nil {
				_, err = t.r.Skip()
				continue
			}
			if at < 0 {
				at = len(columns)
				columns = append(columns, features.Column{Name: string(name)})
			}
			err = t.typeOf(&columns[at])
		}
		if err == nil {
			err = t.r.Finish()
		}
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", n, err)
		}
	}
	for _, c := range columns {
		if c.Type == "" || c.Type == features.Vector && c.Size == 0 {
			return nil, fmt.Errorf("no record has a value of %q: say what it is, as %s:number", c.Name, c.Name)
		}
	}
	return columns, nil
}

// typeOf gives a column the type of the value that comes, and holds it to it.
func (t *linesTable) typeOf(c *features.Column) error {
	k, err := t.r.Peek()
	if err != nil {
		return err
	}
	text, err := t.r.Skip()
	if err != nil || k == wire.Null {
		return err
	}
	kind := features.Text
	switch k {
	case wire.Number, wire.True, wire.False:
		kind = features.Number
	case wire.Array:
		kind = features.Vector
	case wire.Object:
		return fmt.Errorf("%q is an object: leave it out with --columns", c.Name)
	}
	switch {
	case c.Type == "":
		c.Type = kind
	case c.Type == features.Text && kind == features.Number, c.Type == kind:
	default:
		return fmt.Errorf("%q is a %s, where it was a %s before: say what it is with --columns", c.Name, kind, c.Type)
	}
	if kind == features.Vector && c.Size == 0 {
		c.Size = bytes.Count(text, []byte(",")) + 1
	}
	return nil
}

func (t *linesTable) next(f *features.Frame) (string, error) {
	if err := t.object(); err != nil {
		return "", err
	}
	key, found := "", false
	for first := true; ; first = false {
		name, more, err := t.r.Key(first)
		if err != nil {
			return "", err
		}
		if !more {
			break
		}
		if string(name) == t.key {
			k, text, err := t.r.Scalar()
			if err != nil {
				return "", err
			}
			if found || k != wire.String && k != wire.Number || k == wire.Number && bytes.ContainsAny(text, ".eEIN") {
				return "", fmt.Errorf("the key %q must be one text or whole number", t.key)
			}
			key, found = string(text), true
			if t.wanted(name) < 0 {
				continue
			}
			return "", errors.New("the key is no column: leave it out of --columns")
		}
		i := t.wanted(name)
		if i < 0 {
			_, err = t.r.Skip()
		} else if f.Columns[i].HasValue(0) {
			err = fmt.Errorf("%q is there twice", name)
		} else {
			err = features.ReadValue(&t.r, &t.columns[i], &f.Columns[i], 0, f)
		}
		if err != nil {
			return "", err
		}
	}
	if !found {
		return "", fmt.Errorf("there is no %q for the key", t.key)
	}
	return key, t.r.Finish()
}

func (t *linesTable) wanted(name []byte) int {
	return slices.IndexFunc(t.columns, func(c features.Column) bool { return c.Name == string(name) })
}

func (t *linesTable) done() (int64, int64) { return t.n, t.size }

func (t *linesTable) close() { _ = t.f.Close() }
