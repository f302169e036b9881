package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"github.com/gopmml/gopmml/serve/features"
)

// parquetTable is a table of Parquet.
type parquetTable struct {
	f       *os.File
	r       parquet.Rows
	all     int64 // rows
	rows    []parquet.Row
	at, n   int
	read    int64
	end     error
	key     int
	columns []features.Column
	of      []int // by leaf: the column, -1 for none
	// unsigned says by leaf whether whole numbers have no sign.
	unsigned map[int]bool
}

func openParquet(path, key string, wanted []features.Column) (table, []features.Column, error) {
	f, size, err := openSized(path)
	if err != nil {
		return nil, nil, err
	}
	t := &parquetTable{f: f, rows: make([]parquet.Row, 64)}
	if err := t.begin(size, key, wanted); err != nil {
		t.close()
		return nil, nil, err
	}
	return t, t.columns, nil
}

func (t *parquetTable) begin(size int64, key string, wanted []features.Column) error {
	file, err := parquet.OpenFile(t.f, size)
	if err != nil {
		return err
	}
	var have []string
	for _, c := range file.Root().Columns() {
		have = append(have, c.Name())
	}
	if t.columns, err = chosen(have, key, wanted); err != nil {
		return err
	}
	leaf := file.Root().Column(key)
	if kind, err := kindOf(leaf); err != nil || kind == features.Vector || !isKey(leaf) {
		return fmt.Errorf("the key %q must be a text or a whole number", key)
	}
	t.key, t.unsigned = leaf.Index(), map[int]bool{leaf.Index(): isUnsigned(leaf)}
	for i := range t.columns {
		c := &t.columns[i]
		leaf := file.Root().Column(c.Name)
		kind, err := kindOf(leaf)
		packed := leaf.Leaf() && (leaf.Type().Kind() == parquet.FixedLenByteArray || leaf.Type().Kind() == parquet.ByteArray)
		switch {
		case c.Type == features.Vector && packed: // floats as stores pack them
		case err != nil && (c.Type != features.Text || !packed):
			return fmt.Errorf("column %q: %w", c.Name, err)
		case c.Type == "":
			c.Type = kind
		case c.Type != kind && (c.Type != features.Text || kind == features.Vector):
			return fmt.Errorf("column %q is a %s, not a %s", c.Name, kind, c.Type)
		}
		for !leaf.Leaf() {
			leaf = leaf.Columns()[0]
		}
		for len(t.of) <= leaf.Index() {
			t.of = append(t.of, -1)
		}
		t.of[leaf.Index()], t.unsigned[leaf.Index()] = i, isUnsigned(leaf)
	}
	if err := t.sizes(file); err != nil {
		return err
	}
	t.r, t.all = parquet.MultiRowGroup(file.RowGroups()...).Rows(), file.NumRows()
	return nil
}

// sizes finds how long vectors are, of the first of each column.
func (t *parquetTable) sizes(file *parquet.File) error {
	open := func(c features.Column) bool { return c.Type == features.Vector && c.Size == 0 }
	r := parquet.MultiRowGroup(file.RowGroups()...).Rows()
	defer r.Close()
	for slices.ContainsFunc(t.columns, open) {
		n, err := r.ReadRows(t.rows)
		for _, row := range t.rows[:n] {
			found := make([]int, len(t.columns))
			for _, v := range row {
				if i := t.column(v.Column()); i >= 0 && !v.IsNull() {
					if v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
						found[i] = len(v.ByteArray()) / 4
					} else {
						found[i]++
					}
				}
			}
			for i := range t.columns {
				if open(t.columns[i]) {
					t.columns[i].Size = found[i]
				}
			}
		}
		if err != nil && err != io.EOF {
			return err
		}
		if n == 0 || err == io.EOF {
			break
		}
	}
	for _, c := range t.columns {
		if open(c) {
			return fmt.Errorf("column %q has no vector: give its size, as %s:vector:64", c.Name, c.Name)
		}
	}
	return nil
}

// kindOf gives the type of a column.
func kindOf(c *parquet.Column) (features.Kind, error) {
	if !c.Leaf() {
		element := c
		for !element.Leaf() {
			if len(element.Columns()) != 1 {
				return "", errors.New("it is a group of columns: leave it out with --columns")
			}
			element = element.Columns()[0]
		}
		if kind, err := kindOf(element); err != nil || kind != features.Number && kind != features.Vector || element.MaxRepetitionLevel() != 1 {
			return "", errors.New("it is no list of numbers: leave it out with --columns")
		}
		return features.Vector, nil
	}
	kind, logical := c.Type().Kind(), ""
	if l := c.Type().LogicalType(); l != nil {
		logical = l.String()
	}
	switch {
	case kind == parquet.ByteArray && (logical == "STRING" || logical == "ENUM" || logical == "JSON"):
		return features.Text, nil
	case kind == parquet.Boolean, kind == parquet.Float, kind == parquet.Double,
		(kind == parquet.Int32 || kind == parquet.Int64) && (logical == "" || strings.HasPrefix(logical, "INT")):
		if c.Repeated() {
			return features.Vector, nil
		}
		return features.Number, nil
	}
	if logical == "" {
		logical = "bytes"
	}
	return "", fmt.Errorf("it is %s, which is not imported: write it as a number or a text, or leave it out with --columns", logical)
}

// isUnsigned says whether a column has whole numbers without sign.
func isUnsigned(c *parquet.Column) bool {
	l := c.Type().LogicalType()
	return l != nil && strings.HasPrefix(l.String(), "INT(") && strings.HasSuffix(l.String(), "false)")
}

// isKey says whether a column may have the keys.
func isKey(c *parquet.Column) bool {
	k := c.Type().Kind()
	return k == parquet.ByteArray || k == parquet.Int32 || k == parquet.Int64
}

func (t *parquetTable) column(leaf int) int {
	if leaf < len(t.of) {
		return t.of[leaf]
	}
	return -1
}

func (t *parquetTable) next(f *features.Frame) (string, error) {
	if t.at == t.n {
		if t.end != nil {
			return "", t.end
		}
		t.n, t.end = t.r.ReadRows(t.rows)
		if t.at = 0; t.n == 0 {
			if t.end == nil {
				t.end = io.EOF
			}
			return "", t.end
		}
	}
	row := t.rows[t.at]
	t.at++
	t.read++
	key := ""
	for start := 0; start < len(row); {
		leaf, end := row[start].Column(), start+1
		for end < len(row) && row[end].Column() == leaf {
			end++
		}
		if leaf == t.key {
			key = textOf(row[start], t.unsigned[leaf])
		}
		if i := t.column(leaf); i >= 0 {
			if err := set(&t.columns[i], &f.Columns[i], row[start:end], t.unsigned[leaf]); err != nil {
				return "", fmt.Errorf("column %q: %w", t.columns[i].Name, err)
			}
		}
		start = end
	}
	if key == "" {
		return "", errors.New("its key is missing")
	}
	return key, nil
}

// set gives a column the values of a record.
func set(c *features.Column, into *features.Values, values []parquet.Value, unsigned bool) error {
	if len(values) == 1 && values[0].IsNull() {
		return nil
	}
	switch c.Type {
	case features.Text:
		text := textOf(values[0], unsigned)
		if !utf8.ValidString(text) {
			return errors.New("its bytes are no text (UTF-8)")
		}
		into.SetText(0, strings.Clone(text))
		return nil
	case features.Number:
		v, err := numberOf(values[0], unsigned)
		into.SetNumber(0, v)
		return err
	}
	if k := values[0].Kind(); k == parquet.ByteArray || k == parquet.FixedLenByteArray {
		bytes := values[0].ByteArray()
		if len(bytes) != 4*c.Size {
			return fmt.Errorf("it has %d bytes, where a vector of %d has %d", len(bytes), c.Size, 4*c.Size)
		}
		features.ReadVector(into.Vector(0, c.Size), bytes)
		return nil
	}
	if len(values) != c.Size {
		return fmt.Errorf("it has %d numbers, where the vector has %d", len(values), c.Size)
	}
	to := into.Vector(0, c.Size)
	for k, v := range values {
		if v.IsNull() {
			return errors.New("a number of the vector is missing")
		}
		n, err := numberOf(v, unsigned)
		if err != nil {
			return err
		}
		to[k] = float32(n)
	}
	return nil
}

// numberOf gives a number as a double that holds it.
func numberOf(v parquet.Value, unsigned bool) (float64, error) {
	switch v.Kind() {
	case parquet.Boolean:
		if v.Boolean() {
			return 1, nil
		}
		return 0, nil
	case parquet.Int32:
		if unsigned {
			return float64(v.Uint32()), nil
		}
		return float64(v.Int32()), nil
	case parquet.Int64:
		if unsigned && v.Int64() < 0 {
			return 0, fmt.Errorf("%d is beyond what a number holds: import the column as text", v.Uint64())
		}
		n := v.Int64()
		if d := float64(n); d >= math.MaxInt64 || int64(d) != n {
			return 0, fmt.Errorf("%d is beyond what a number holds: import the column as text", n)
		}
		return float64(n), nil
	case parquet.Float:
		return float64(v.Float()), nil
	}
	return v.Double(), nil
}

// textOf gives a value as text.
func textOf(v parquet.Value, unsigned bool) string {
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Int32:
		if unsigned {
			return strconv.FormatUint(uint64(v.Uint32()), 10)
		}
		return strconv.FormatInt(int64(v.Int32()), 10)
	case parquet.Int64:
		if unsigned {
			return strconv.FormatUint(v.Uint64(), 10)
		}
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'g', -1, 32)
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	}
	return string(v.ByteArray())
}

func (t *parquetTable) done() (int64, int64) { return t.read, t.all }

func (t *parquetTable) close() {
	if t.r != nil {
		_ = t.r.Close()
	}
	_ = t.f.Close()
}
