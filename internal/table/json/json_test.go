package json

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/plain"
)

// readAll reads rows of JSON Lines as Go values, in which a number is its text.
func readAll(in string, missing []string) (rows []map[string]any, err error) {
	text, err := plain.Text(strings.NewReader(in))
	if err != nil {
		return nil, err
	}
	s, err := NewSource(text, table.Options{})
	if err != nil {
		return nil, err
	}
	var p parser
	schema := &table.Schema{Inputs: []table.Input{{}}, Missing: table.NewMissing(missing)}
	var block table.Block
	for {
		if err := s.Next(&block); err != nil {
			if err == io.EOF {
				err = nil
			}
			return rows, err
		}
		for i := range block.Len() {
			members, bad := p.parse(block.Row(i))
			if bad != nil {
				bad.Row, bad.Line = block.Number(i), block.Line(i)
				return rows, bad
			}
			row := map[string]any{}
			for k := range members {
				schema.Inputs[0].Name = string(members[k].name)
				var c table.Cell
				if err := SetCell(&c, schema, 0, members[k].raw, members[k].text); err != nil {
					return rows, err
				}
				row[string(members[k].name)] = goValue(&c)
			}
			rows = append(rows, row)
		}
	}
}

func goValue(c *table.Cell) any {
	switch c.Type {
	case table.Null:
		return nil
	case table.Truth:
		return c.True()
	case table.Text:
		return string(c.Text)
	}
	list := []any{}
	for i := range c.List {
		list = append(list, goValue(&c.List[i]))
	}
	return list
}

func TestJSONLines(t *testing.T) {
	for _, tt := range []struct {
		name    string
		in      string
		missing []string
		want    []map[string]any
		err     string
	}{
		{name: "each type", in: `{"n":-1.50e3,"s":"x","t":true,"f":false,"z":null,"l":["a",1,true,null],"e":[]}`,
			want: []map[string]any{{"n": "-1.50e3", "s": "x", "t": true, "f": false, "z": nil, "l": []any{"a", "1", true, nil}, "e": []any{}}}},
		{name: "lone CRs", in: "{\"a\":1}\r{\"a\":2}\r\r{\"a\":3}\r", want: []map[string]any{{"a": "1"}, {"a": "2"}, {"a": "3"}}},
		{name: "CR within an object", in: "{\"a\":\r1}\r\n{\"a\":2}\n", want: []map[string]any{{"a": "1"}, {"a": "2"}}},
		{name: "blank lines and spaces", in: "\n{ \"a\" : 1 }\r\n \t\n{}\n", want: []map[string]any{{"a": "1"}, {}}},
		{name: "escapes", in: `{"a\u00e9\"":"x\n\ud83d\ude00","b":"\\"}`, want: []map[string]any{{"aé\"": "x\n😀", "b": `\`}}},
		{name: "byte order mark", in: "\ufeff{\"a\":1}", want: []map[string]any{{"a": "1"}}},
		{name: "texts are not missing by default", in: `{"a":"","b":"NA"}`, want: []map[string]any{{"a": "", "b": "NA"}}},
		{name: "unless they are named", in: `{"a":"","b":"?"}`, missing: []string{"?"}, want: []map[string]any{{"a": "", "b": nil}}},
		{name: "nothing", in: ""},

		{name: "no object", in: "{}\n\n[1]\n", want: []map[string]any{{}}, err: "row 2 (line 3): the line is not a JSON object"},
		{name: "no JSON", in: "a,b\n", err: `row 1 (line 1): not JSON: invalid character 'a' at start of value`},
		{name: "cut off", in: `{"a":[1`, err: "row 1 (line 1): the line ends within a JSON value"},
		{name: "cut off after a name", in: `{"a"`, err: "row 1 (line 1): the line ends within a JSON value"},
		{name: "a comma too many", in: `{"a":1,}`, err: `row 1 (line 1): not JSON: invalid character ',' at start of value`},
		{name: "two objects", in: `{} {}`, err: "row 1 (line 1): text after the JSON object"},
		{name: "a key twice", in: `{"a":1,"a":2}`, err: `row 1 (line 1): key "a" occurs twice`},
		{name: "nested object", in: `{"a":{"b":1}}`, err: `field "a": value "{\"b\":1}" is an object, which no field takes`},
		{name: "nested list", in: `{"a":[[1]]}`, err: `field "a": value "[[1]]" an object or list within a list`},
		{name: "not UTF-8", in: "{\"a\":\"\xff\"}", err: "row 1 (line 1): not JSON: invalid UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readAll(tt.in, tt.missing)
			if tt.err == "" {
				require.NoError(t, err)
			} else {
				require.EqualError(t, err, tt.err)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestParserAllocatesNothing(t *testing.T) {
	var p parser
	line := []byte(`{"a":1.5,"b":"red","c":null,"d":"x\ny","e":[1,2]}`)
	_, bad := p.parse(line)
	require.Nil(t, bad)
	n := testing.AllocsPerRun(100, func() { p.parse(line) })
	assert.Zero(t, n)
}

// FuzzJSONLines: no panic; an object that encoding/json reads is read to the same.
func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"n":-1.50e3,"s":"x\u00e9","t":true,"z":null,"l":["a",1,true,null]}`))
	f.Add([]byte(`{"a":{"b":[]}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var p parser
		given := string(line)
		members, bad := p.parse(line)
		require.Equal(t, given, string(line), "the line is left as it was")
		if bad != nil {
			require.NotEmpty(t, bad.Detail)
			return
		}
		var want map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(line, &want))
		require.Len(t, members, len(want))
		for _, m := range members {
			require.Equal(t, string(want[string(m.name)]), string(m.raw))
			if m.raw[0] == '"' {
				var s string
				require.NoError(t, json.Unmarshal(m.raw, &s))
				require.Equal(t, s, string(m.text))
			}
			if m.raw[0] == '[' {
				ParseList(m.raw)
			}
		}
	})
}

func BenchmarkParseObject(b *testing.B) {
	line := []byte(`{"x0":1.0625,"x1":-3.5,"x2":0.25,"x3":null,"c1":"red","c2":"green","id":"a-17"}`)
	var p parser
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		p.parse(line)
	}
}
