package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/plain"
)

// reader gives one row after the other.
type reader struct {
	*Source
	decoder table.Decoder
	block   table.Block
	at      int
}

func newReader(r io.Reader, opts table.Options) (*reader, error) {
	text, err := plain.Text(r)
	if err != nil {
		return nil, err
	}
	s, err := NewSource(text, opts)
	if err != nil {
		return nil, err
	}
	return &reader{Source: s, decoder: s.NewDecoder(&table.Schema{}, table.Copying{Names: s.Names()})}, nil
}

func (r *reader) next() (row []string, err error) {
	if r.at == r.block.Len() {
		r.at = 0
		if err := r.Next(&r.block); err != nil {
			return nil, err
		}
	}
	i := r.at
	r.at++
	var read table.Row
	if err := r.decoder.Read(r.block.Row(i), &read); err != nil {
		bad := err.(*table.Error)
		bad.Row, bad.Line = r.block.Number(i), r.block.Line(i)
		return nil, bad
	}
	for _, v := range read.Copied {
		row = append(row, string(v.Text))
	}
	return row, nil
}

// readAll reads rows of CSV, header and all, as text; what stands for the
// error ends the list.
func readAll(r io.Reader, opts table.Options) (rows [][]string, err error) {
	reader, err := newReader(r, opts)
	if err != nil {
		return nil, err
	}
	rows = append(rows, reader.Names())
	for {
		row, err := reader.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
}

// slow gives its text in pieces of n bytes.
type slow struct {
	text string
	n    int
}

func (s *slow) Read(p []byte) (int, error) {
	if s.text == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(s.n, len(p))], s.text)
	s.text = s.text[n:]
	return n, nil
}

var csvCases = []struct {
	name string
	in   string
	opts table.Options
	want [][]string
	err  string // the last one
}{
	{name: "plain", in: "a,b\n1,2\n3,4\n", want: [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}},
	{name: "no line end at the end", in: "a,b\n1,2", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "CRLF", in: "a,b\r\n1,2\r\n", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "CR at the very end", in: "a,b\r\n1,2\r", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "lone CRs", in: "a,b\r1,2\r3,4", want: [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}},
	{name: "lone CRs, the last at the very end", in: "\r\ra,b\r1,2\r\r3,4\r", want: [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}},
	{name: "lone CRs and others", in: "a,b\r1,2\n3,4\r\n5,6\r", want: [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}}},
	{name: "quoted CRs stay", in: "\"a\rb\",c\r\"1\r\r2\",x\r3,\"y\r\"\r", want: [][]string{{"a\rb", "c"}, {"1\r\r2", "x"}, {"3", "y\r"}}},
	{name: "only a header with CR", in: "a,b\r", want: [][]string{{"a", "b"}}},
	{name: "lines after lone CRs", in: "a,b\r\"1\r1\",2\r\n\r3\r", want: [][]string{{"a", "b"}, {"1\r1", "2"}}, err: "row 2 (line 5): 1 cell, but the header has 2"},
	{name: "CR within a cell stays", in: "a,b\n1\r1,2\n", want: [][]string{{"a", "b"}, {"1\r1", "2"}}},
	{name: "byte order mark", in: "\ufeffa,b\n1,2\n", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "half a byte order mark is text", in: "\xef\xbba\n1\n", want: [][]string{{"\xef\xbba"}, {"1"}}},
	{name: "byte order mark and a quote", in: "\ufeff\"a\",b\n1,2\n", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "empty cells", in: "a,b,c\n,,\n", want: [][]string{{"a", "b", "c"}, {"", "", ""}}},
	{name: "spaces stay", in: "a, b\n 1 ,2 \n", want: [][]string{{"a", " b"}, {" 1 ", "2 "}}},
	{name: "blank lines are skipped", in: "\n\na,b\n\n1,2\n\r\n\n3,4\n\n", want: [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}},
	{name: "a quoted empty cell is a row", in: "a\n\"\"\n1\n", want: [][]string{{"a"}, {""}, {"1"}}},
	{name: "quotes", in: "a,b\n\"1\",\"x,y\"\n", want: [][]string{{"a", "b"}, {"1", "x,y"}}},
	{name: "doubled quotes", in: "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", want: [][]string{{"a", "b"}, {`say "hi"`, `"`}}},
	{name: "line ends in quotes", in: "a,b\n\"1\n2\r\n\n3\",x\n4,5\n", want: [][]string{{"a", "b"}, {"1\n2\r\n\n3", "x"}, {"4", "5"}}},
	{name: "quoted cell last, CRLF", in: "a,b\r\n1,\"2\"\r\n", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "quoted cell last, end of input", in: "a,b\n1,\"2\"", want: [][]string{{"a", "b"}, {"1", "2"}}},
	{name: "quoted cell empty, end of input", in: "a,b\n1,\"\"", want: [][]string{{"a", "b"}, {"1", ""}}},
	{name: "a quote counts only at the start", in: "a,b\n5\" pipe,x\"y\"\n \"q\",'\n", want: [][]string{{"a", "b"}, {`5" pipe`, `x"y"`}, {` "q"`, `'`}}},
	{name: "a quoted header over two lines", in: "\"a\nb\",c\n1,2\n", want: [][]string{{"a\nb", "c"}, {"1", "2"}}},
	{name: "only a header", in: "a,b\n", want: [][]string{{"a", "b"}}},
	{name: "semicolons", in: "a;b\n1,5;\"2;\"\n", opts: table.Options{Format: table.Format{Kind: table.CSV, Separator: ';'}}, want: [][]string{{"a", "b"}, {"1,5", "2;"}}},
	{name: "tabs", in: "a\tb\n1\t \n", opts: table.Options{Format: table.Format{Kind: table.CSV, Separator: '\t'}}, want: [][]string{{"a", "b"}, {"1", " "}}},
	{name: "one long cell", in: "a,b\n" + strings.Repeat("x", 3000) + ",2\n", want: [][]string{{"a", "b"}, {strings.Repeat("x", 3000), "2"}}},
	{name: "one long quoted cell", in: "a,b\n\"" + strings.Repeat("x\"\"\n", 800) + "\",2\n", want: [][]string{{"a", "b"}, {strings.Repeat("x\"\n", 800), "2"}}},

	{name: "nothing", in: "", err: "the input is empty: there is no header"},
	{name: "nothing but blank lines", in: "\n\r\n", err: "the input is empty: there is no header"},
	{name: "a name twice", in: "\na,b,a\n1,2,3\n", err: `line 2: header: column "a" occurs twice`},
	{name: "header with text after a quote", in: "\"a\"b\n", err: "line 1: header: text after the closing quote of a cell"},
	{name: "too few cells", in: "a,b\n1,2\n\n3\n", want: [][]string{{"a", "b"}, {"1", "2"}}, err: "row 2 (line 4): 1 cell, but the header has 2"},
	{name: "too many cells", in: "a,b\n1,2,\n", want: [][]string{{"a", "b"}}, err: "row 1 (line 2): 3 cells, but the header has 2"},
	{name: "lines in quotes count", in: "a,b\n\"\n\n\",2\n3\n", want: [][]string{{"a", "b"}, {"\n\n", "2"}}, err: "row 2 (line 5): 1 cell, but the header has 2"},
	{name: "text after a quote", in: "a,b\n\"1\"2,3\n", want: [][]string{{"a", "b"}}, err: "row 1 (line 2): text after the closing quote of a cell"},
	{name: "a quote not closed", in: "a,b\n1,2\n3,\"4\n5,6\n", want: [][]string{{"a", "b"}, {"1", "2"}}, err: "row 2 (line 3): the input ends within a quoted cell"},
	{name: "a quote not closed in the header", in: "a,\"b\n1,2\n", err: "line 1: the input ends within a quoted cell"},
	{name: "too long", in: "a\n1\n" + strings.Repeat("x", 5000) + "\n", opts: table.Options{MaxRowBytes: 4096}, want: [][]string{{"a"}, {"1"}}, err: "row 2 (line 3): longer than 4096 bytes; is a quote not closed?"},
	{name: "too long, as a quote is not closed", in: "a\n\"1\n" + strings.Repeat("x\n", 5000), opts: table.Options{MaxRowBytes: 4096}, want: [][]string{{"a"}}, err: "row 1 (line 2): longer than 4096 bytes; is a quote not closed?"},
	{name: "UTF-16", in: "\xff\xfea\x00\n\x00", err: "the input is UTF-16; it must be UTF-8"},
}

func TestCSV(t *testing.T) {
	for _, tt := range csvCases {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readAll(strings.NewReader(tt.in), tt.opts)
			assert.Equal(t, tt.want, got)
			if tt.err == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, tt.err)
			var typed *table.Error
			require.ErrorAs(t, err, &typed)
		})
	}
}

// TestCSVPieces cuts each input in two at every byte, and in pieces of every
// small size: where a block ends must not show.
func TestCSVPieces(t *testing.T) {
	for _, tt := range csvCases {
		t.Run(tt.name, func(t *testing.T) {
			want, wantErr := readAll(strings.NewReader(tt.in), tt.opts)
			same := func(r io.Reader, block int, what string, n int) {
				opts := tt.opts
				opts.BlockBytes = block
				got, err := readAll(r, opts)
				require.Equal(t, want, got, "%s %d", what, n)
				if wantErr == nil {
					require.NoError(t, err, "%s %d", what, n)
				} else {
					require.EqualError(t, err, wantErr.Error(), "%s %d", what, n)
				}
			}
			for cut := 0; cut <= min(len(tt.in), 300); cut++ {
				same(io.MultiReader(strings.NewReader(tt.in[:cut]), strings.NewReader(tt.in[cut:])), 0, "cut at", cut)
			}
			for n := 1; n <= 8; n++ {
				same(&slow{tt.in, n}, 16, "pieces of", n)
			}
			same(iotest.DataErrReader(strings.NewReader(tt.in)), 0, "data with the end", 0)
		})
	}
}

func TestRowsBeforeAReadErrorComeFirst(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("a\n1\n2\n3"), iotest.ErrReader(errors.New("disk on fire")))
	rows, err := readAll(broken, table.Options{})
	assert.Equal(t, [][]string{{"a"}, {"1"}, {"2"}}, rows)
	assert.EqualError(t, err, "reading: disk on fire")

	_, err = readAll(iotest.ErrReader(errors.New("disk on fire")), table.Options{})
	assert.EqualError(t, err, "disk on fire")
}

func TestReadingGoesOnAfterABadRow(t *testing.T) {
	r, err := newReader(strings.NewReader("a,b\n1\n\"2\"x,\"y\nz\"\n3,4\n"), table.Options{})
	require.NoError(t, err)
	for range 2 {
		_, err = r.next()
		var typed *table.Error
		require.ErrorAs(t, err, &typed)
		require.False(t, typed.Fatal())
	}
	row, err := r.next()
	require.NoError(t, err)
	assert.Equal(t, []string{"3", "4"}, row)
	assert.Equal(t, 3, r.block.Number(r.at-1))
	assert.Equal(t, 5, r.block.Line(r.at-1))
}

// TestRowsComeWhenTheyAreWhole: a reader of a pipe sees a row as soon as it is
// written, and not when a block is full.
func TestRowsComeWhenTheyAreWhole(t *testing.T) {
	in, out := io.Pipe()
	defer in.Close()
	go out.Write([]byte("a,b\n1,2\n3,"))
	r, err := newReader(in, table.Options{})
	require.NoError(t, err)
	row, err := r.next()
	require.NoError(t, err)
	assert.Equal(t, "2", row[1])
	go func() {
		out.Write([]byte("4\n"))
		out.Close()
	}()
	row, err = r.next()
	require.NoError(t, err)
	assert.Equal(t, "4", row[1])
	_, err = r.next()
	assert.Equal(t, io.EOF, err)
}

// FuzzCSV: no panic; every error is typed; blocks of any size give the same;
// where encoding/csv reads the input, so does this, and to the same cells.
func FuzzCSV(f *testing.F) {
	for _, tt := range csvCases {
		if len(tt.in) < 200 {
			f.Add([]byte(tt.in), byte(3))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte, n byte) {
		if bytes.HasPrefix(in, []byte{0x1f, 0x8b}) {
			t.Skip("gzip has errors of its own")
		}
		got, err := readAll(bytes.NewReader(in), table.Options{})
		var typed *table.Error
		if err != nil {
			require.ErrorAs(t, err, &typed)
		}
		again, errAgain := readAll(&slow{string(in), int(n%16) + 1}, table.Options{BlockBytes: 8})
		require.Equal(t, got, again)
		require.Equal(t, err == nil, errAgain == nil)
		if err != nil {
			require.Equal(t, err.Error(), errAgain.Error())
		}
		if bytes.Contains(in, []byte("\r")) || len(in) >= 3 && in[0] == 0xef {
			return // encoding/csv makes \r\n in quotes \n, and knows no byte order mark
		}
		std := csv.NewReader(bytes.NewReader(in))
		want, stdErr := std.ReadAll()
		if stdErr != nil || len(want) == 0 {
			return // the dialect of encoding/csv refuses quotes within cells
		}
		if err != nil && typed.Fault == table.FaultHeader || err != nil && typed.Fault == table.FaultEncoding {
			return
		}
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

// FuzzWrite: what appendCell writes is read back, by this package and by encoding/csv.
func FuzzWrite(f *testing.F) {
	f.Add("plain", "with \"quotes\", and\nlines")
	f.Add("", "\"")
	f.Fuzz(func(t *testing.T, a, b string) {
		line := appendCell([]byte("before"), a, ',')[len("before"):]
		line = append(line, ',')
		line = appendCell(line, b, ',')
		line = appendRowEnd(line, 0)
		got, err := readAll(bytes.NewReader(append([]byte("x,y\n"), line...)), table.Options{})
		require.NoError(t, err)
		require.Equal(t, [][]string{{"x", "y"}, {a, b}}, got)
	})
}

func TestOneEmptyCellIsNoBlankLine(t *testing.T) {
	assert.Equal(t, "x\n\"\"\n", string(appendRowEnd([]byte("x\n"), 2)))
}

func TestSplitAllocatesNothing(t *testing.T) {
	row := []byte(`12.5,red,"a ""b"" c",,7`)
	work := make([]byte, len(row))
	cells := make([][]byte, 0, 8)
	n := testing.AllocsPerRun(100, func() {
		copy(work, row)
		cells, _ = Split(work, ',', cells[:0])
	})
	assert.Zero(t, n)
	assert.Len(t, cells, 5)
	assert.Equal(t, `a "b" c`, string(cells[2]))
}
