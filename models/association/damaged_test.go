package association_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Whatever is left out of a document, or is something else, loading gives an
// error with its place, or a model that scores; and validating goes on after
// the first error.
func TestDamagedDocuments(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "association", "groceries.pmml"))
	require.NoError(t, err)
	text := string(data)
	var damaged []string
	cut := func(pattern string, replacements ...string) {
		for _, at := range regexp.MustCompile(pattern).FindAllStringIndex(text, -1) {
			for _, r := range replacements {
				damaged = append(damaged, text[:at[0]]+r+text[at[1]:])
			}
		}
	}
	cut(` \w+="[^"]*"`, "")
	cut(`"[^"]*"`, `""`, `"beer"`, `"article"`, `"-1"`)
	cut(`<(\w+)[^<>]*/>`, "")
	cut(`(?s)<(?:Itemset|row|InlineTable|ChildParent|Taxonomy|Output|MiningSchema|DataDictionary)\b[^<>]*>.*?</(?:Itemset|row|InlineTable|ChildParent|Taxonomy|Output|MiningSchema|DataDictionary)>`, "")
	require.Greater(t, len(damaged), 300)
	refused := 0
	for _, d := range damaged {
		m, err := evaluator.Load(strings.NewReader(d))
		report := evaluator.Validate(strings.NewReader(d))
		if err != nil {
			refused++
			var e *pmml.Error
			require.True(t, errors.As(err, &e), "%v", err)
			assert.Positive(t, report.Errors(), "%v", err)
			continue
		}
		// A record may be refused; nothing worse happens.
		for _, record := range []map[string]any{nil, {"article": list{}}, {"article": list{"101", "102", "201"}}, {"article": "301"}} {
			if _, err := m.Evaluate(record); err != nil {
				var e *evaluator.InputError
				require.ErrorAs(t, err, &e)
			}
			_, _ = m.Explain(record)
		}
	}
	assert.Greater(t, refused, 100)
	assert.Less(t, refused, len(damaged))
}
