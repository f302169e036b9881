package scorecard_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/pmml"
)

// segments makes a MiningModel.
func segments(method, output string, parts ...string) string {
	return wrap(`<MiningModel functionName="regression">` + schema + output + `<Segmentation multipleModelMethod="` + method + `">` + strings.Join(parts, "") + `</Segmentation></MiningModel>`)
}

func segment(id, predicate, model string) string {
	return `<Segment id="` + id + `">` + predicate + model + `</Segment>`
}

// twoCards scores red records with one card, others with another. They have
// two codes in common, in another order.
func twoCards() []string {
	return []string{
		segment("red", is("color", "equal", "red"), model("", "", constant("a", "3", "0"), constant("b", "5", "1"), constant("c", "1", "1"))),
		segment("other", `<True/>`, model("", "", constant("d", "9", "0"), constant("c", "2", "1"), constant("a", "4", "2"))),
	}
}

func TestReasonsOfSegments(t *testing.T) {
	regression := `<RegressionModel functionName="regression">` + schema + `<RegressionTable intercept="7"/></RegressionModel>`
	unused := model(`useReasonCodes="false"`, "", constant("a", "1", "7"))
	red, blue := record{"color": "red"}, record{"color": "blue"}
	inner := strings.TrimSuffix(strings.SplitAfterN(segments("selectFirst", "", twoCards()...), "</DataDictionary>", 2)[1], "</PMML>")
	bySegment := strings.ReplaceAll(ranks, `feature="reasonCode"`, `feature="reasonCode" segmentId="other"`)
	for _, tt := range []struct {
		name   string
		text   string
		record record
		score  float64
		want   []any
	}{
		{"of the first that applies", segments("selectFirst", ranks, twoCards()...), red, 2, []any{"b", "a", "c"}},
		{"of the second", segments("selectFirst", ranks, twoCards()...), blue, 3, []any{"d", "a", "c"}},
		{"of the last of a chain", segments("modelChain", ranks, twoCards()...), red, 3, []any{"d", "a", "c"}},
		{"of a selection in a selection", segments("selectFirst", ranks, segment("only", `<True/>`, inner)), red, 2, []any{"b", "a", "c"}},
		{"of a card among other models", segments("selectFirst", ranks, twoCards()[0], segment("r", `<True/>`, regression)), red, 2, []any{"b", "a", "c"}},
		{"none of another model", segments("selectFirst", ranks, twoCards()[0], segment("r", `<True/>`, regression)), blue, 7, []any{nil, nil, nil}},
		{"none of a card without", segments("selectFirst", ranks, twoCards()[0], segment("r", `<True/>`, unused)), blue, 7, []any{nil, nil, nil}},
		{"of a segment by id", segments("sum", bySegment, segment("one", `<True/>`, unused), twoCards()[1]), red, 10, []any{"d", "a", "c"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, tt.text)
			for range 2 {
				got := evaluate(t, m, tt.record)
				assert.InDelta(t, tt.score, got["y"], 0)
				assert.Equal(t, tt.want, []any{got["r1"], got["r2"], got["r3"]})
			}
			row := m.NewRow()
			i, _ := m.Input("color")
			row.SetText(i, tt.record["color"].(string))
			assert.Zero(t, testing.AllocsPerRun(100, func() {
				if err := row.Score(); err != nil {
					t.Fatal(err)
				}
			}))
		})
	}
}

func TestReasonsOfSegmentsRefused(t *testing.T) {
	bare := model("", "", characteristic("", when(`partialScore="1"`, `<True/>`)))
	unused := model(`useReasonCodes="false"`, "", constant("a", "1", "7"))
	for _, tt := range []struct {
		name   string
		text   string
		class  error
		detail string
	}{
		{"a segment's code is missing", segments("selectFirst", ranks, twoCards()[0], segment("bare", `<True/>`, bare)), pmml.ErrInvalid, "is needed here"},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.text, tt.class, tt.detail) })
	}
	// Where there are none at all, the output is one that the model cannot give.
	for _, text := range []string{
		segments("selectFirst", ranks, segment("unused", `<True/>`, unused)),
		segments("average", ranks, twoCards()...),
	} {
		assert.Contains(t, load(t, text).Outputs()[0].Lacking, "feature=reasonCode is not supported for this model")
	}
}
