package table

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]Format{
		"a.csv":           {Kind: CSV, Separator: ','},
		"dir.x/a.CSV":     {Kind: CSV, Separator: ','},
		"a.b.tsv":         {Kind: CSV, Separator: '\t'},
		"a.jsonl":         {Kind: Lines},
		"a.ndjson":        {Kind: Lines},
		"a.csv.gz":        {Kind: CSV, Separator: ',', Gzip: true},
		"a.2024.jsonl.GZ": {Kind: Lines, Gzip: true},
	} {
		got, ok := FormatOf(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	for _, name := range []string{"", "a", "-", "a.gz", "a.json", "a.csv.zip", "csv"} {
		_, ok := FormatOf(name)
		assert.False(t, ok, name)
	}
}

func TestParseFormat(t *testing.T) {
	_, err := ParseFormat("xlsx")
	assert.EqualError(t, err, `format "xlsx" is none of csv, tsv, jsonl, csv.gz, tsv.gz, jsonl.gz`)
	f, err := ParseFormat("TSV.gz")
	require.NoError(t, err)
	assert.Equal(t, Format{Kind: CSV, Separator: '\t', Gzip: true}, f)
}

func TestParseSeparator(t *testing.T) {
	for text, want := range map[string]byte{";": ';', "|": '|', "\t": '\t', `\t`: '\t', "tab": '\t', "comma": ',', "semicolon": ';', "pipe": '|', "space": ' '} {
		got, err := ParseSeparator(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, text := range []string{"", "ab", "¦", "\"", "\n", "\r"} {
		_, err := ParseSeparator(text)
		assert.Error(t, err, "%q", text)
	}
}

func TestMissing(t *testing.T) {
	m := NewMissing([]string{"", "NA", "N/A"})
	for text, want := range map[string]bool{"": true, "NA": true, "N/A": true, "na": false, "N": false, "NAN": false, " ": false} {
		assert.Equal(t, want, m.Is([]byte(text)), "%q", text)
	}
	assert.False(t, NewMissing(nil).Is(nil))
	long := string(bytes.Repeat([]byte("x"), 100))
	assert.True(t, NewMissing([]string{long}).Is([]byte(long)))
}
