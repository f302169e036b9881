package compile

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTextIndex(t *testing.T) {
	s, term := field("s", pmml.DataTypeString), field("t", pmml.DataTypeString)
	sun := &pmml.Constant{Text: "sun", DataType: pmml.DataTypeString}
	stems := &pmml.TextIndexNormalization{InlineTable: inlineTable(
		[]string{"string", "interfaces?", "stem", "interface", "regex", "true"},
		[]string{"string", "is|are|seem(ed|s)?|were", "stem", "be", "regex", "TRUE"},
		[]string{"string", "user friendl(y|iness)", "stem", "user_friendly", "regex", "true"})}
	features := &pmml.TextIndexNormalization{InField: pmml.Some("re"), OutField: pmml.Some("feature"), RegexField: pmml.Some("r"), InlineTable: inlineTable(
		[]string{"re", "interface be (user_friendly|well designed|excellent)", "feature", "ui_good", "r", "true"})}
	plain := &pmml.TextIndexNormalization{IsCaseSensitive: pmml.Some(true), Recursive: pmml.Some(true), InlineTable: inlineTable([]string{"string", "Moon moon", "stem", "Moon"})}
	number := &pmml.Constant{Text: "42"}
	for _, tt := range []struct {
		name string
		node pmml.TextIndex
		in   []any
		want any
		typ  pmml.DataType
	}{
		{"defaults", pmml.TextIndex{Expression: sun}, []any{"Sun sun, SUN! sunny"}, 3.0, pmml.DataTypeInteger},
		{"missing text", pmml.TextIndex{Expression: sun}, []any{nil}, nil, pmml.DataTypeInteger},
		{"case counts", pmml.TextIndex{Expression: sun, IsCaseSensitive: pmml.Some(true)}, []any{"Sun sun, SUN!"}, 1.0, pmml.DataTypeInteger},
		{"binary", pmml.TextIndex{Expression: sun, LocalTermWeights: pmml.LocalTermWeightsBinary}, []any{"sun sun"}, 1.0, pmml.DataTypeInteger},
		{"logarithmic", pmml.TextIndex{Expression: sun, LocalTermWeights: pmml.LocalTermWeightsLogarithmic}, []any{"sun sun sun"}, math.Log10(4), pmml.DataTypeDouble},
		{"augmented", pmml.TextIndex{Expression: sun, LocalTermWeights: pmml.LocalTermWeightsAugmentedNormalizedTermFrequency}, []any{"a a sun"}, 0.75, pmml.DataTypeDouble},
		{"maxLevenshteinDistance", pmml.TextIndex{Expression: sun, MaxLevenshteinDistance: pmml.Some(1)}, []any{"sun son sunny"}, 2.0, pmml.DataTypeInteger},
		{"bestHits", pmml.TextIndex{Expression: sun, MaxLevenshteinDistance: pmml.Some(1), CountHits: pmml.CountHitsBestHits}, []any{"sun son sunny"}, 1.0, pmml.DataTypeInteger},
		{"wordSeparatorCharacterRE", pmml.TextIndex{Expression: sun, WordSeparatorCharacterRE: pmml.Some("[,;]+")}, []any{"sun,moon;sun"}, 2.0, pmml.DataTypeInteger},
		{"x-wordRE", pmml.TextIndex{Expression: sun, WordRE: pmml.Some(`(?u)\b\w\w+\b`)}, []any{"sun's a.sun"}, 2.0, pmml.DataTypeInteger},
		{"tokenize=false", pmml.TextIndex{Expression: sun, Tokenize: pmml.Some(false)}, []any{"sunny sun"}, 2.0, pmml.DataTypeInteger},
		{"a term from a field", pmml.TextIndex{Expression: &pmml.FieldRef{Field: "t"}}, []any{"the new moon", "New Moon"}, 1.0, pmml.DataTypeInteger},
		{"a missing term", pmml.TextIndex{Expression: &pmml.FieldRef{Field: "t"}}, []any{"the moon", nil}, nil, pmml.DataTypeInteger},
		{"a term that is a number", pmml.TextIndex{Expression: number}, []any{"42 is 42"}, 2.0, pmml.DataTypeInteger},
		{"normalized text", pmml.TextIndex{Expression: &pmml.Constant{Text: "ui_good"}, Normalizations: []*pmml.TextIndexNormalization{stems, features}},
			[]any{"The interface seems user friendly and the interface is well designed"}, 2.0, pmml.DataTypeInteger},
		{"the term is not normalized", pmml.TextIndex{Expression: &pmml.Constant{Text: "interfaces"}, Normalizations: []*pmml.TextIndexNormalization{stems}},
			[]any{"interfaces"}, 0.0, pmml.DataTypeInteger},
		{"recursive plain rows that heed case", pmml.TextIndex{Expression: &pmml.Constant{Text: "moon"}, Normalizations: []*pmml.TextIndexNormalization{plain}},
			[]any{"Moon moon moon moon"}, 1.0, pmml.DataTypeInteger},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.node.TextField = "s"
			c, err := compileExpression(&tt.node, s, term)
			require.NoError(t, err)
			assert.Equal(t, tt.typ, c.typed.Type)
			for range 2 {
				assert.Equal(t, tt.want, c.score(tt.in...))
			}
		})
	}
	fields := []*pmml.DataField{s, term}
	normalized := func(n *pmml.TextIndexNormalization) *pmml.TextIndex {
		return &pmml.TextIndex{TextField: "s", Expression: sun, Normalizations: []*pmml.TextIndexNormalization{n}}
	}
	for _, r := range []refused{
		{"no term", &pmml.TextIndex{Element: at73(), TextField: "s"}, fields, pmml.ErrInvalid, "needs an expression"},
		{"no such field", &pmml.TextIndex{Element: at73(), TextField: "z", Expression: sun}, fields, pmml.ErrInvalid, `"z"`},
		{"a distance below zero", &pmml.TextIndex{Element: at73(), TextField: "s", Expression: sun, MaxLevenshteinDistance: pmml.Some(-1)}, fields, pmml.ErrInvalid, "maxLevenshteinDistance=-1"},
		{"a separator that is no pattern", &pmml.TextIndex{Element: at73(), TextField: "s", Expression: sun, WordSeparatorCharacterRE: pmml.Some("(")}, fields, pmml.ErrUnsupported, "wordSeparatorCharacterRE"},
		{"a word that is no pattern", &pmml.TextIndex{Element: at73(), TextField: "s", Expression: sun, WordRE: pmml.Some("(")}, fields, pmml.ErrUnsupported, "x-wordRE"},
		{"a row without a replacement", normalized(&pmml.TextIndexNormalization{InlineTable: inlineTable([]string{"string", "a"})}), fields, pmml.ErrInvalid, `no column "stem", which outField names`},
		{"a row without a text", normalized(&pmml.TextIndexNormalization{InField: pmml.Some("in"), InlineTable: inlineTable([]string{"string", "a"})}), fields, pmml.ErrInvalid, `no column "in", which inField names`},
		{"a row with an empty text", normalized(&pmml.TextIndexNormalization{InlineTable: inlineTable([]string{"string", "", "stem", "a"})}), fields, pmml.ErrInvalid, `column "string", which inField names, is empty`},
		{"a row with a broken pattern", normalized(&pmml.TextIndexNormalization{InlineTable: inlineTable([]string{"string", "(", "stem", "", "regex", "true"})}), fields, pmml.ErrUnsupported, `"("`},
		{"a table outside the document", normalized(&pmml.TextIndexNormalization{TableLocator: &pmml.TableLocator{Element: at73()}}), fields, pmml.ErrUnsupported, "TableLocator"},
	} {
		r.test(t)
	}
}

// Elements that read texts alike share what they remember of them.
func TestTextIndexShares(t *testing.T) {
	sun := &pmml.Constant{Text: "sun"}
	index := func(e pmml.TextIndex) *pmml.TextIndex {
		e.TextField, e.Expression = "s", sun
		return &e
	}
	b := &builder{sharedAt: map[string]int{}, doc: &pmml.Document{}, budget: newBudget(&Options{}), patterns: &patterns{}}
	key := func(e *pmml.TextIndex) string {
		_, key, err := (&Context{builder: b}).textOptions(e)
		require.NoError(t, err)
		return key
	}
	plain := key(index(pmml.TextIndex{}))
	assert.Equal(t, plain, key(index(pmml.TextIndex{LocalTermWeights: pmml.LocalTermWeightsBinary, MaxLevenshteinDistance: pmml.Some(2)})))
	assert.Equal(t, plain, key(index(pmml.TextIndex{WordSeparatorCharacterRE: pmml.Some(`\s+`), Tokenize: pmml.Some(true)})))
	table := func(in, out string) []*pmml.TextIndexNormalization {
		return []*pmml.TextIndexNormalization{{InlineTable: inlineTable([]string{"string", in, "stem", out})}}
	}
	keys := map[string]bool{plain: true}
	for _, e := range []pmml.TextIndex{
		{IsCaseSensitive: pmml.Some(true)},
		{Tokenize: pmml.Some(false)},
		{WordRE: pmml.Some(`\s+`)},
		{WordSeparatorCharacterRE: pmml.Some(`\W+`)},
		{Normalizations: table("a", "b c")},
		{Normalizations: table("a b", "c")},
		{Normalizations: append(table("a", "b"), table("c", "d")...)},
	} {
		k := key(index(e))
		assert.False(t, keys[k], "%s is not shared", k)
		keys[k] = true
	}
}
