package compile

import (
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/internal/text"
	"github.com/gopmml/gopmml/pmml"
)

// textIndex compiles a count of a term in a text.
func (c *Context) textIndex(e *pmml.TextIndex) (program.Typed, error) {
	t := program.Typed{Type: pmml.DataTypeInteger, Op: pmml.OpTypeContinuous}
	f, err := c.scalarField(e.TextField, e)
	if err != nil {
		return t, err
	}
	if e.Expression == nil {
		return t, c.Errorf(e, pmml.CodePartMissing, "TextIndex needs an expression that gives the term")
	}
	term, err := c.expression(e.Expression)
	if err != nil {
		return t, err
	}
	if term.List {
		return t, c.Errorf(e, pmml.CodeFieldType, "the term of a TextIndex is a collection, where one value is needed")
	}
	table, ok := c.tables.texts[e]
	if !ok {
		options, key, err := c.textOptions(e)
		if err != nil {
			return t, err
		}
		table = textTable{options, c.shared(key, c.NewScratch)}
		keepIn(&c.tables.texts, e, table)
	}
	distance := e.MaxLevenshteinDistance.Or(0)
	if distance < 0 {
		return t, c.Errorf(e, pmml.CodeOutOfRange, "maxLevenshteinDistance=%d must not be negative", distance)
	}
	t.Expr = &text.Weight{
		Text:     c.asText(f.Typed, e.Pos),
		Term:     c.asText(term, e.Pos),
		Options:  table.options,
		Scratch:  table.scratch,
		Distance: distance,
		BestHits: e.CountHits == pmml.CountHitsBestHits,
		Function: e.LocalTermWeights,
		Pos:      e.Pos,
	}
	switch e.LocalTermWeights {
	case pmml.LocalTermWeightsLogarithmic, pmml.LocalTermWeightsAugmentedNormalizedTermFrequency:
		t.Type = pmml.DataTypeDouble
	}
	return t, nil
}

// asText gives a value as a string.
func (c *Context) asText(t program.Typed, pos pmml.Pos) program.Expr {
	v, ok := program.AsConst(t.Expr)
	if ok && v == v && t.Type != pmml.DataTypeString {
		return &program.Const{Value: c.Texts().Intern(program.FormatValue(v, t.Type))}
	}
	return program.Cast(t, pmml.DataTypeString, pos)
}

// textOptions compiles how a TextIndex reads texts. The key is the same for
// elements that read them alike.
func (c *Context) textOptions(e *pmml.TextIndex) (*text.Options, string, error) {
	var key strings.Builder
	key.WriteString("TextIndex")
	note := func(parts ...string) {
		for _, p := range parts {
			key.WriteByte(' ')
			key.WriteString(strconv.Quote(p))
		}
	}
	o := &text.Options{Tokenize: e.Tokenize.Or(true), CaseSensitive: e.IsCaseSensitive.Or(false)}
	note(strconv.FormatBool(o.Tokenize), strconv.FormatBool(o.CaseSensitive))
	if word, ok := e.WordRE.Get(); ok && o.Tokenize {
		note("word", word)
		var err error
		if o.Word, err = c.finder(e, word, false, false); err != nil && c.budget.over == nil {
			return nil, "", c.Errorf(e, pmml.ErrUnsupported, "x-wordRE: %s", err)
		}
	} else if o.Tokenize {
		// Before PMML 4.4 the default was \s, which leaves empty words: those
		// never counted.
		separator := e.WordSeparatorCharacterRE.Or(`\s+`)
		note("separator", separator)
		var err error
		if o.Separator, err = c.finder(e, separator, false, false); err != nil && c.budget.over == nil {
			return nil, "", c.Errorf(e, pmml.ErrUnsupported, "wordSeparatorCharacterRE: %s", err)
		}
	}
	if c.budget.over != nil {
		return nil, "", c.budget.over
	}
	for _, n := range e.Normalizations {
		table, err := c.normalization(n, o.CaseSensitive, note)
		if err != nil {
			return nil, "", err
		}
		o.Tables = append(o.Tables, table)
	}
	return o, key.String(), nil
}

// normalization compiles a table that rewrites texts. Its tokenize,
// wordSeparatorCharacterRE and maxLevenshteinDistance are not used: tables
// rewrite the whole text, as [text.Table] says.
func (c *Context) normalization(n *pmml.TextIndexNormalization, caseSensitive bool, note func(...string)) (*text.Table, error) {
	rows, err := c.tableRows(n, "TextIndexNormalization", n.InlineTable, n.TableLocator)
	if err != nil {
		return nil, err
	}
	caseSensitive = n.IsCaseSensitive.Or(caseSensitive)
	table := text.NewTable(n.Recursive.Or(false))
	note("table", strconv.FormatBool(n.Recursive.Or(false)), strconv.FormatBool(caseSensitive))
	for _, row := range rows {
		in, ok := cellText(row, n.InField.Or("string"))
		if !ok {
			return nil, c.Errorf(row, pmml.CodeNameUnknown, "the row has no column %q, which inField names", n.InField.Or("string"))
		}
		out, ok := cellText(row, n.OutField.Or("stem"))
		if !ok {
			return nil, c.Errorf(row, pmml.CodeNameUnknown, "the row has no column %q, which outField names", n.OutField.Or("stem"))
		}
		flag, _ := cellText(row, n.RegexField.Or("regex"))
		isRegexp := strings.EqualFold(flag, "true")
		note(in, out, strconv.FormatBool(isRegexp))
		if err := c.Spend(limit.Bytes, int64(len(in)+len(out)), row); err != nil {
			return nil, err
		}
		if in == "" {
			return nil, c.Errorf(row, pmml.CodePartMissing, "column %q, which inField names, is empty", n.InField.Or("string"))
		}
		finder := func(s string, literal, insensitive bool) (*regex.Finder, error) {
			return c.finder(row, s, literal, insensitive)
		}
		if err := table.Add(in, out, isRegexp, caseSensitive, finder); err != nil {
			if c.budget.over != nil {
				return nil, c.budget.over
			}
			return nil, c.Errorf(row, pmml.ErrUnsupported, "%s", err)
		}
	}
	return table, nil
}
