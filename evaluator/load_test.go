package evaluator_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// forward is a reader that cannot go back, so that nothing is drafted.
func forward(data []byte) io.Reader { return struct{ io.Reader }{bytes.NewReader(data)} }

// sameLoaded loads a document in both ways, and wants one model or one error.
func sameLoaded(t *testing.T, data []byte, records []map[string]any, opts ...evaluator.Option) (*evaluator.Model, error) {
	t.Helper()
	plain, want := evaluator.Load(forward(data), opts...)
	drafted, err := evaluator.Load(bytes.NewReader(data), opts...)
	if want != nil {
		require.Error(t, err)
		assert.Equal(t, want.Error(), err.Error())
		return nil, err
	}
	require.NoError(t, err)
	for _, r := range records {
		require.Equal(t, outcome(plain, r), outcome(drafted, r))
		one, err := plain.Explain(r)
		require.NoError(t, err)
		other, err := drafted.Explain(r)
		require.NoError(t, err)
		require.Equal(t, one, other)
	}
	return drafted, nil
}

func TestDraftedDocumentsScoreAsOthers(t *testing.T) {
	for _, name := range fixtures {
		data, err := os.ReadFile(filepath.Join("..", "testdata", name+".pmml"))
		require.NoError(t, err)
		_, err = sameLoaded(t, data, loans(t)[:20])
		require.NoError(t, err)
	}
}

func TestDraftedDocumentsHaveTheErrorsOfOthers(t *testing.T) {
	for _, f := range files.Broken(t) {
		for _, c := range f.Cases {
			_, err := sameLoaded(t, []byte(c.Text), nil)
			assert.Error(t, err, "%s/%s", f.Name, c.Name)
		}
	}
}

const forestDictionary = `<DataDictionary>
<DataField name="y" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField>
<DataField name="x" optype="continuous" dataType="float"/>
<DataField name="o" optype="ordinal" dataType="integer"><Value value="3"/><Value value="1"/></DataField>
<DataField name="s" optype="categorical" dataType="string"/>
</DataDictionary>`

// forestText is a small forest. Each segment is the TreeModel's content before
// its root, then the root's children.
func forestText(segments ...[2]string) string {
	var b strings.Builder
	b.WriteString(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>` + forestDictionary + `
<MiningModel functionName="classification"><MiningSchema><MiningField name="y" usageType="target"/>
<MiningField name="x"/><MiningField name="o"/><MiningField name="s"/></MiningSchema>
<Output><OutputField name="p1" feature="probability" value="1" dataType="double" optype="continuous"/></Output>
<Segmentation multipleModelMethod="average">`)
	for _, s := range segments {
		head := s[0]
		if head == "" {
			head = `<MiningSchema><MiningField name="x"/><MiningField name="o"/><MiningField name="s"/></MiningSchema>`
		}
		fmt.Fprintf(&b, "<Segment><True/>\n<TreeModel functionName=\"classification\">%s<Node><True/>\n%s</Node></TreeModel></Segment>\n", head, s[1])
	}
	b.WriteString(`</Segmentation></MiningModel></PMML>`)
	return b.String()
}

func leaf(predicate, score, zero, one string) string {
	return fmt.Sprintf(`<Node score="%s">%s
<ScoreDistribution value="0" recordCount="%s"/><ScoreDistribution value="1" recordCount="%s"/></Node>
`, score, predicate, zero, one)
}

func simple(field, operator, value string) string {
	return fmt.Sprintf(`<SimplePredicate field="%s" operator="%s" value="%s"/>`, field, operator, value)
}

func TestForestsInBothWays(t *testing.T) {
	good := [2]string{"", leaf(simple("x", "lessOrEqual", "0.1"), "0", "3", "1") + leaf("<True/>", "1", "0.25", "1.5")}
	local := func(dataType string) string {
		return `<MiningSchema><MiningField name="x"/></MiningSchema><LocalTransformations><DerivedField name="d" optype="continuous" dataType="` +
			dataType + `"><FieldRef field="x"/></DerivedField></LocalTransformations>`
	}
	derived := leaf(simple("d", "lessThan", "0.1"), "1", "1", "2") + leaf("<True/>", "0", "2", "1")
	var records []map[string]any
	for _, x := range []any{nil, -1.0, float64(float32(0.1)), 0.1, 7.0} {
		records = append(records, map[string]any{"x": x, "o": 3, "s": "a"}, map[string]any{"x": x, "o": 1, "s": "b"})
	}
	for _, tt := range []struct {
		name string
		text string
		err  string // what the error says, "" for none
	}{
		{"plain comparisons", forestText(good, good), ""},
		{"fields of a segment", forestText([2]string{local("double"), derived}, good), ""},
		{"one name for fields of two types", forestText([2]string{local("double"), derived}, [2]string{local("float"), derived}), ""},
		{"an ordinal field", forestText(good, [2]string{"", leaf(simple("o", "lessThan", "1"), "1", "1", "2") + leaf("<True/>", "0", "2", "1")}), ""},
		{"a field of texts", forestText(good, [2]string{"", leaf(simple("s", "equal", "a"), "1", "1", "2") + leaf("<True/>", "0", "2", "1")}), ""},
		{"a field that a segment makes ordinal", forestText(good, [2]string{
			`<MiningSchema><MiningField name="x"/><MiningField name="o" optype="continuous"/></MiningSchema>`, good[1]}), ""},
		{"two texts for one category", forestText([2]string{"", leaf(simple("x", "lessOrEqual", "0.1"), "0", "3", "1") + leaf("<True/>", "1.0", "1", "3")}), ""},
		{"categories in another order", forestText(good, [2]string{"", `<Node score="1"><True/>
<ScoreDistribution value="1" recordCount="5"/><ScoreDistribution value="0" recordCount="2"/></Node>`}), ""},
		{"the dictionary after the models", strings.Replace(strings.Replace(forestText(good), forestDictionary, "", 1), "</PMML>", forestDictionary+"</PMML>", 1), ""},
		{"an unknown field", forestText(good, [2]string{"", leaf(simple("z", "lessThan", "1"), "1", "1", "2")}), `there is no field "z" here`},
		{"a field that the schema lacks", forestText(good, [2]string{`<MiningSchema><MiningField name="o"/></MiningSchema>`, good[1]}), `field "x" is not in the model's MiningSchema`},
		{"a value that is no number", forestText(good, [2]string{"", leaf(simple("x", "lessThan", "one"), "1", "1", "2")}), `value "one" is not a number`},
		{"a category of another type", forestText(good, [2]string{"", leaf("<True/>", "yes", "1", "2")}), `category "yes" is not of type integer`},
		{"a leaf without a score", forestText(good, [2]string{"", "<Node><True/></Node>"}), "a Node without children needs a score"},
		{"a fault elsewhere", strings.Replace(forestText(good), `value="1" dataType="double"`, `value="1" targetField="q" dataType="double"`, 1), `"q"`},
		{"a fault of syntax at the end", strings.TrimSuffix(forestText(good), "</PMML>"), "is not closed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := sameLoaded(t, []byte(tt.text), records)
			if tt.err == "" {
				require.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.err)
		})
	}
}

// stuck is a reader that says it can go back, and then cannot.
type stuck struct {
	io.Reader
	asked bool
}

func (s *stuck) Seek(int64, int) (int64, error) {
	if s.asked {
		return 0, errors.New("the way is shut")
	}
	s.asked = true
	return 0, nil
}

func TestLoadSaysWhereItCannotGoBack(t *testing.T) {
	broken := forestText([2]string{"", leaf("<True/>", "1", "1", "2")}, [2]string{"", "<Node><True/></Node>"})
	_, err := evaluator.Load(&stuck{Reader: strings.NewReader(broken)})
	assert.ErrorIs(t, err, pmml.ErrRead)
	assert.ErrorContains(t, err, "the way is shut")
}
