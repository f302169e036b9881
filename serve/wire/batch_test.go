package wire

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// A record that is taken back leaves nothing behind, wherever it stands.
func TestUndo(t *testing.T) {
	engine, err := evaluator.LoadFile("../../testdata/half_plus_two.pmml")
	require.NoError(t, err)
	m := NewModel("m", 1, engine, nil)
	for _, tt := range []struct {
		name    string
		records []string // those that begin with ! are taken back
		want    []string
	}{
		{"none", []string{"1", "2", "5"}, []string{"2.5", "3.0", "4.5"}},
		{"the first", []string{"!1", "2", "5"}, []string{"3.0", "4.5"}},
		{"the only one but one", []string{"!1", "2"}, []string{"3.0"}},
		{"the second", []string{"1", "!2", "5"}, []string{"2.5", "4.5"}},
		{"one in the midst", []string{"1", "2", "!3", "5"}, []string{"2.5", "3.0", "4.5"}},
		{"the last", []string{"1", "2", "!5"}, []string{"2.5", "3.0"}},
		{"several", []string{"!1", "!2", "2", "!3", "!4", "5", "!6"}, []string{"3.0", "4.5"}},
		{"of one that is missing", []string{"1", "!null", "!2", "null", "5"}, []string{"2.5", "null", "4.5"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := m.NewBatch()
			defer b.Release()
			for _, text := range tt.records {
				b.Begin()
				value, undone := text, false
				if text[0] == '!' {
					value, undone = text[1:], true
				}
				require.NoError(t, b.Set(0, b.Reader([]byte(value))))
				assert.Equal(t, []int{0}, b.Given())
				if undone {
					b.Undo()
					continue
				}
				b.End()
			}
			results, err := b.Score(t.Context(), false)
			require.NoError(t, err)
			var got []string
			for i := range results.Rows() {
				got = append(got, string(results.Columns[0].AppendJSON(nil, i)))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// Records whose group is a number are merged as those whose group is a text are.
func TestGroupsOfNumbers(t *testing.T) {
	text, err := os.ReadFile("../../testdata/corpus/baskets.pmml")
	require.NoError(t, err)
	numbered := strings.Replace(string(text), `name="basket" optype="categorical" dataType="string"`, `name="basket" optype="categorical" dataType="double"`, 1)
	require.NotEqual(t, string(text), numbered)
	engine, err := evaluator.Load(strings.NewReader(numbered))
	require.NoError(t, err)
	b := NewModel("m", 1, engine, nil).NewBatch()
	defer b.Release()
	g := b.Groups()
	for i, record := range []string{`{"basket": 1, "item": "bread"}`, `{"basket": 2, "item": "milk"}`, `{"basket": 1, "item": "milk"}`} {
		b.Begin()
		require.NoError(t, b.Members(b.Reader([]byte(record))))
		g.End(i)
	}
	assert.Equal(t, []int{0, 1}, g.Finish())
	results, err := b.Score(t.Context(), false)
	require.NoError(t, err)
	assert.Equal(t, 2, results.Rows())
}
