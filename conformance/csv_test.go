package conformance

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// table is a CSV file of the corpus.
type table struct {
	header []string
	rows   [][]string
}

// readTable reads a CSV file of the corpus.
func readTable(path string, sep byte) (*table, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, err := parseTable(string(data), sep)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}

// parseTable reads the corpus's dialect of CSV: a quote means something at the
// start of a cell only, the first blank line is the end, lines end in LF or
// CRLF, and every row is as wide as the header.
func parseTable(text string, sep byte) (*table, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("not UTF-8")
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	t := &table{}
	for line := 1; text != "" && text[0] != '\n' && !strings.HasPrefix(text, "\r\n"); line++ {
		var cells []string
		if t.header != nil {
			cells = make([]string, 0, len(t.header))
		}
		for more := true; more; {
			var cell string
			var err error
			cell, text, more, err = parseCell(text, sep)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", line, err)
			}
			cells = append(cells, cell)
		}
		if t.header == nil {
			t.header = cells
			continue
		}
		if len(cells) != len(t.header) {
			return nil, fmt.Errorf("line %d: %d cells, the header has %d", line, len(cells), len(t.header))
		}
		t.rows = append(t.rows, cells)
	}
	if t.header == nil {
		return nil, fmt.Errorf("no header")
	}
	return t, nil
}

// parseCell takes the first cell off text, with what ends it; more tells that
// this was a separator and not the end of the line.
func parseCell(text string, sep byte) (cell, rest string, more bool, err error) {
	if strings.HasPrefix(text, `"`) {
		var b strings.Builder
		text = text[1:]
		for {
			i := strings.IndexByte(text, '"')
			if i < 0 {
				return "", "", false, fmt.Errorf("quote without an end")
			}
			b.WriteString(text[:i])
			text = text[i+1:]
			if !strings.HasPrefix(text, `"`) {
				break
			}
			b.WriteByte('"')
			text = text[1:]
		}
		cell = b.String()
	} else {
		i := strings.IndexAny(text, string([]byte{sep, '\n'}))
		if i < 0 {
			i = len(text)
		}
		if i > 0 && text[i-1] == '\r' && (i == len(text) || text[i] == '\n') {
			i--
		}
		cell, text = text[:i], text[i:]
	}
	switch {
	case text == "" || text == "\r":
		return cell, "", false, nil
	case text[0] == sep:
		return cell, text[1:], true, nil
	case text[0] == '\n':
		return cell, text[1:], false, nil
	case strings.HasPrefix(text, "\r\n"):
		return cell, text[2:], false, nil
	}
	return "", "", false, fmt.Errorf("text after the closing quote of %q", cell)
}

func TestParseTable(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		sep        byte
		want       *table
	}{
		{"plain", "a,b\n1,2\n3,4\n", ',', &table{[]string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}}}},
		{"no newline at the end", "a\n1", ',', &table{[]string{"a"}, [][]string{{"1"}}}},
		{"CRLF", "a,b\r\n1,\"2\"\r\n", ',', &table{[]string{"a", "b"}, [][]string{{"1", "2"}}}},
		{"CR at the end of the file", "a\r\n1\r", ',', &table{[]string{"a"}, [][]string{{"1"}}}},
		{"blank line ends", "a\n1\n\n2\n", ',', &table{[]string{"a"}, [][]string{{"1"}}}},
		{"blank CRLF line ends", "a\r\n1\r\n\r\n2\r\n", ',', &table{[]string{"a"}, [][]string{{"1"}}}},
		{"quoted separator and newline", "a,b\n\"1,\n2\",3\n", ',', &table{[]string{"a", "b"}, [][]string{{"1,\n2", "3"}}}},
		{"doubled quote", "a\n\"say \"\"hi\"\"\"\n", ',', &table{[]string{"a"}, [][]string{{`say "hi"`}}}},
		{"quote inside is text", "a,b\n5\" pipe,x\"y\"\n", ',', &table{[]string{"a", "b"}, [][]string{{`5" pipe`, `x"y"`}}}},
		{"empty cells", "a,b,c\n,,\n", ',', &table{[]string{"a", "b", "c"}, [][]string{{"", "", ""}}}},
		{"tab", "a\tb\n1,5\t\n", '\t', &table{[]string{"a", "b"}, [][]string{{"1,5", ""}}}},
		{"byte order mark", "\uFEFFa\n1\n", ',', &table{[]string{"a"}, [][]string{{"1"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseTable(tt.text, tt.sep)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "no header"},
		{"short row", "a,b\n1\n", "line 2: 1 cells, the header has 2"},
		{"open quote", "a\n\"1\n", "line 2: quote without an end"},
		{"text after a quote", "a\n\"1\"2\n", `line 2: text after the closing quote of "1"`},
		{"Latin-1", "a\n\xe9\n", "not UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseTable(tt.text, ',')
			assert.EqualError(t, err, tt.want)
		})
	}
}
