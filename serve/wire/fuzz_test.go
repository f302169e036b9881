package wire

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// FuzzReader holds the reader to the standard library's: it takes the same texts, but
// for the numbers that JSON does not have, for names twice, and for depth.
func FuzzReader(f *testing.F) {
	for _, s := range []string{`{"a": [1, -2.5e+3, "x\u00e9\n", true, false, null, {}]}`, `[]`, `[1,]`, `{"a"}`, `"\ud800"`, `01`, `-`, `1.`, `[NaN, Infinity, -Infinity]`, "\"\xff\"", `{"a":1 "b":2}`, `[[[[]]]]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Reader
		r.Reset(data)
		text, err := r.Skip()
		if err == nil {
			err = r.Finish()
		}
		if bytes.Contains(data, nan) || bytes.Contains(data, infinity) {
			return
		}
		valid := json.Valid(data) && bytes.Equal(data, bytes.ToValidUTF8(data, nil))
		if err == nil {
			require.True(t, valid, "%q was read", data)
			require.True(t, json.Valid(text), "%q of %q", text, data)
		} else if valid && !bytes.Contains(data, []byte(`\u`)) {
			require.ErrorContains(t, err, "too deep", "%q", data)
		}
	})
}

// FuzzMembers reads records by every way, which must agree and not panic.
func FuzzMembers(f *testing.F) {
	engine, err := evaluator.LoadFile("../../testdata/logistic.pmml")
	require.NoError(f, err)
	m := NewModel("m", 1, engine, nil)
	for _, s := range []string{`{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}`, `{"home": {"b64": "cmVudA=="}}`, `[35, 1e3, null, "own"]`, `{"age": [1]}`, `{"age": true, "income": "x"}`, `{"debt": -0.0, "debt": 1}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func(times int) (string, error) {
			b := m.NewBatch()
			defer b.Release()
			for range times {
				b.Begin()
				r := b.Reader(data)
				k, err := r.Peek()
				if err != nil {
					return "", err
				}
				if k == Object {
					err = b.Members(r)
				} else {
					err = b.Values(r)
				}
				if err != nil {
					return "", err
				}
				b.End()
			}
			results, err := b.Score(t.Context(), false)
			if err != nil {
				return "", err
			}
			var dst []byte
			for i := range results.Columns {
				dst = append(results.Columns[i].AppendJSON(dst, times-1), ' ')
			}
			return string(dst), nil
		}
		one, errOne := read(1)
		three, errThree := read(3)
		require.Equal(t, errOne == nil, errThree == nil, "%v, %v", errOne, errThree)
		require.Equal(t, one, three)
	})
}
