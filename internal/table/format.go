package table

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Kind is how rows are written down.
type Kind uint8

// The values of Kind.
const (
	CSV   Kind = iota + 1 // cells with a separator, a header first
	Lines                 // JSON Lines: one object a line
)

// Format is a kind with its particulars.
type Format struct {
	Kind      Kind
	Separator byte // between cells of CSV
	Gzip      bool // compressed; what is read is recognised without it
}

// FormatNames lists the names that [ParseFormat] takes.
const FormatNames = "csv, tsv, jsonl, csv.gz, tsv.gz, jsonl.gz"

// ParseFormat reads the name of a format: csv, tsv or jsonl (also ndjson),
// each also with .gz.
func ParseFormat(name string) (Format, error) {
	base, gz := strings.CutSuffix(strings.ToLower(name), ".gz")
	f := Format{Gzip: gz}
	switch base {
	case "csv":
		f.Kind, f.Separator = CSV, ','
	case "tsv", "tab":
		f.Kind, f.Separator = CSV, '\t'
	case "jsonl", "ndjson":
		f.Kind = Lines
	default:
		return Format{}, fmt.Errorf("format %q is none of %s", name, FormatNames)
	}
	return f, nil
}

// FormatOf tells the format from the extension of a file name, as in
// rows.csv or rows.jsonl.gz; ok is false where the name does not say.
func FormatOf(name string) (f Format, ok bool) {
	base := strings.ToLower(filepath.Base(name))
	base, gz := strings.CutSuffix(base, ".gz")
	ext := filepath.Ext(base)
	if ext == "" {
		return Format{}, false
	}
	f, err := ParseFormat(ext[1:])
	f.Gzip = gz
	return f, err == nil
}

// ParseSeparator reads a separator given by a person: one ASCII character, or
// one of \t, tab, comma, semicolon, pipe, space.
func ParseSeparator(s string) (byte, error) {
	switch s {
	case `\t`, "tab":
		return '\t', nil
	case "comma":
		return ',', nil
	case "semicolon":
		return ';', nil
	case "pipe":
		return '|', nil
	case "space":
		return ' ', nil
	}
	if len(s) != 1 || s[0] >= 0x80 {
		return 0, fmt.Errorf(`separator %q is not one ASCII character (or \t)`, s)
	}
	if strings.ContainsAny(s, "\"\r\n\x00") {
		return 0, fmt.Errorf("separator %q has another meaning in CSV", s)
	}
	return s[0], nil
}
