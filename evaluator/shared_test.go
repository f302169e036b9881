package evaluator

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTablesAreMadeOnce has an element that is compiled again and again, since it
// stands in a function that is called again and again, make its table once.
func TestTablesAreMadeOnce(t *testing.T) {
	rows := func(a, b string) string {
		var s strings.Builder
		for i := range 200 {
			fmt.Fprintf(&s, "<row><%s>k%d</%s><%s>v%d</%s></row>", a, i, a, b, i, b)
		}
		return "<InlineTable>" + s.String() + "</InlineTable>"
	}
	for _, tt := range []struct{ rule, body string }{
		{"MapValues", `<MapValues outputColumn="b" dataType="string"><FieldColumnPair field="a" column="a"/>` + rows("a", "b") + `</MapValues>`},
		{"MapValues of another type", `<MapValues outputColumn="b" dataType="string" defaultValue="1"><FieldColumnPair field="a" column="a"/>` + strings.ReplaceAll(rows("a", "b"), "<b>v", "<b>") + `</MapValues>`},
		{"TextIndexNormalization", `<TextIndex textField="a"><TextIndexNormalization>` + rows("string", "stem") + `</TextIndexNormalization><Constant>k1</Constant></TextIndex>`},
		{"a pattern", `<Apply function="replace"><FieldRef field="a"/><Constant>(a|b){1,500}c</Constant><Constant>x</Constant></Apply>`},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			used := func(calls int) Limits {
				var terms strings.Builder
				for i := range calls {
					fmt.Fprintf(&terms, `<Apply function="concat"><Constant dataType="string">%d</Constant><Apply function="f"><FieldRef field="s"/></Apply></Apply>`, i)
				}
				m, err := Load(strings.NewReader(limited(`<DefineFunction name="f" optype="categorical" dataType="string"><ParameterField name="a" dataType="string"/>`+tt.body+`</DefineFunction>`,
					"string", `<Apply function="concat"><Constant dataType="string">a</Constant>`+terms.String()+`</Apply>`)))
				require.NoError(t, err)
				return m.Used()
			}
			one, many := used(1), used(100)
			assert.Equal(t, one.CompiledCells, many.CompiledCells)
			assert.Equal(t, one.CompiledBytes, many.CompiledBytes)
			assert.NotZero(t, one.CompiledCells+one.CompiledBytes)
		})
	}
}

// TestBodiesInPlaceOfCalls has functions that call others many times take no more
// than their text has: only small bodies stand in place of calls.
func TestBodiesInPlaceOfCalls(t *testing.T) {
	const n = 100
	function := func(name, callee string) string {
		var s strings.Builder
		for range n {
			s.WriteString(`<Apply function="` + callee + `"><FieldRef field="a"/></Apply>`)
		}
		return `<DefineFunction name="` + name + `" optype="continuous" dataType="double"><ParameterField name="a" dataType="double"/><Apply function="sum">` + s.String() + `</Apply></DefineFunction>`
	}
	text := limited(function("f", "g")+function("g", "h")+function("h", "abs"), "double", `<Apply function="f"><FieldRef field="x"/></Apply>`)
	m, err := Load(strings.NewReader(text))
	require.NoError(t, err)
	assert.Less(t, m.Used().CompiledNodes, int64(20*n))
	r, err := m.Evaluate(map[string]any{"x": -2.0})
	require.NoError(t, err)
	o, _ := r.Float("o")
	assert.Equal(t, 2.0*n*n*n, o)
}
