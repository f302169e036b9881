package records

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJSONLines(t *testing.T) {
	lines := Options{Format: Format{Kind: Lines}}
	for _, tt := range []struct {
		name string
		in   string
		opts Options
		want []map[string]any
		err  string
	}{
		{name: "each type", in: `{"n":-1.50e3,"s":"x","t":true,"f":false,"z":null,"l":["a",1,true,null],"e":[]}`,
			want: []map[string]any{{"n": json.Number("-1.50e3"), "s": "x", "t": true, "f": false, "z": nil, "l": []any{"a", json.Number("1"), true, nil}, "e": []any{}}}},
		{name: "blank lines and spaces", in: "\n{ \"a\" : 1 }\r\n \t\n{}\n", want: []map[string]any{{"a": json.Number("1")}, {}}},
		{name: "escapes", in: `{"a\u00e9\"":"x\n\ud83d\ude00","b":"\\"}`, want: []map[string]any{{"aé\"": "x\n😀", "b": `\`}}},
		{name: "byte order mark", in: "\ufeff{\"a\":1}", want: []map[string]any{{"a": json.Number("1")}}},
		{name: "texts are not missing by default", in: `{"a":"","b":"NA"}`, want: []map[string]any{{"a": "", "b": "NA"}}},
		{name: "unless they are named", in: `{"a":"","b":"?"}`, opts: Options{Missing: []string{"?"}}, want: []map[string]any{{"a": "", "b": nil}}},
		{name: "nothing", in: ""},

		{name: "no object", in: "{}\n\n[1]\n", want: []map[string]any{{}}, err: "row 2 (line 3): the line is not a JSON object"},
		{name: "no JSON", in: "a,b\n", err: `row 1 (line 1): not JSON: invalid character 'a' at start of value`},
		{name: "cut off", in: `{"a":[1`, err: "row 1 (line 1): the line ends within a JSON value"},
		{name: "cut off after a name", in: `{"a"`, err: "row 1 (line 1): the line ends within a JSON value"},
		{name: "a comma too many", in: `{"a":1,}`, err: `row 1 (line 1): not JSON: invalid character ',' at start of value`},
		{name: "two objects", in: `{} {}`, err: "row 1 (line 1): text after the JSON object"},
		{name: "a key twice", in: `{"a":1,"a":2}`, err: `row 1 (line 1): key "a" occurs twice`},
		{name: "nested object", in: `{"a":{"b":1}}`, err: `row 1 (line 1): key "a": an object within the object`},
		{name: "nested list", in: `{"a":[[1]]}`, err: `row 1 (line 1): key "a": an object or list within a list`},
		{name: "not UTF-8", in: "{\"a\":\"\xff\"}", err: "row 1 (line 1): not JSON: invalid UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			opts := tt.opts
			opts.Format = lines.Format
			r, err := NewReader(strings.NewReader(tt.in), opts)
			require.NoError(t, err)
			var got []map[string]any
			for {
				row, err := r.Next()
				if err == io.EOF {
					require.Empty(t, tt.err)
					break
				}
				if err != nil {
					require.EqualError(t, err, tt.err)
					break
				}
				got = append(got, row.Map())
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestParserAllocatesNothing(t *testing.T) {
	var p Parser
	line := []byte(`{"a":1.5,"b":"red","c":null,"d":"x\ny","e":[1,2]}`)
	_, bad := p.Parse(line)
	require.Nil(t, bad)
	n := testing.AllocsPerRun(100, func() { p.Parse(line) })
	assert.Zero(t, n)
}

// FuzzJSONLines: no panic; an object that encoding/json reads is read to the same.
func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"n":-1.50e3,"s":"x\u00e9","t":true,"z":null,"l":["a",1,true,null]}`))
	f.Add([]byte(`{"a":{"b":[]}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var p Parser
		given := string(line)
		members, bad := p.Parse(line)
		require.Equal(t, given, string(line), "the line is left as it was")
		if bad != nil {
			require.NotEmpty(t, bad.Detail)
			return
		}
		var want map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(line, &want))
		require.Len(t, members, len(want))
		for _, m := range members {
			require.Equal(t, string(want[string(m.Name)]), string(m.Raw))
			if m.Type == String {
				var s string
				require.NoError(t, json.Unmarshal(m.Raw, &s))
				require.Equal(t, s, string(m.Text))
			}
			if m.Type == List {
				m.List()
			}
		}
	})
}
