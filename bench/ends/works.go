package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// much are limits that none of the works reaches.
var much = evaluator.WithLimits(evaluator.Limits{
	Bytes: 1 << 40, Elements: 1 << 40, Token: 1 << 30, CompiledNodes: 1 << 40, CompiledCells: 1 << 40, CompiledBytes: 1 << 40,
	RecordSteps: 1 << 50, RecordText: 1 << 30, RecordPattern: 1 << 50,
})

func works() []work {
	var all []work
	documents := []struct {
		name string
		text func() string
	}{
		{"a forest of 1,000,000 nodes", func() string { return forest(1000, 9) }},
		{"one tree of 500,000 nodes", func() string { return forest(1, 18) }},
		{"500,000 expressions", func() string { return nodes(500_000) }},
		{"2,000 large patterns", func() string { return patterns(2000) }},
		{"1,000,000 training rows", func() string { return neighbors(1_000_000) }},
		{"100,000 support vectors", func() string { return vectors(100_000) }},
		{"300,000 association rules", func() string { return rules(300_000) }},
		{"2,000,000 connections of neurons", func() string { return network(1400) }},
		{"an array of 10,000,000 numbers", func() string { return array(10_000_000) }},
		{"a text of 200 MB", func() string { return token(200_000_000) }},
		{"300,000 texts to replace", func() string { return texts(300_000) }},
		{"100,000 records to verify", func() string { return verified(100_000) }},
	}
	for _, d := range documents {
		all = append(all,
			work{"load", d.name, func() (func(context.Context) error, error) {
				text := d.text()
				return func(ctx context.Context) error {
					_, err := evaluator.LoadContext(ctx, strings.NewReader(text), much)
					return err
				}, nil
			}},
			work{"load", d.name + ", from a pipe", func() (func(context.Context) error, error) {
				text := d.text()
				return func(ctx context.Context) error {
					_, err := evaluator.LoadContext(ctx, io.MultiReader(strings.NewReader(text)), much)
					return err
				}, nil
			}},
			work{"compile", d.name, func() (func(context.Context) error, error) {
				doc, err := pmml.Parse(strings.NewReader(d.text()), pmml.WithMaxBytes(1<<40), pmml.WithMaxNodes(1<<40), pmml.WithMaxTokenLength(1<<30))
				return func(ctx context.Context) error {
					_, err := evaluator.CompileContext(ctx, doc, much)
					return err
				}, err
			}},
			work{"validate", d.name, func() (func(context.Context) error, error) {
				text := d.text()
				return func(ctx context.Context) error {
					_, err := evaluator.ValidateContext(ctx, strings.NewReader(text), much)
					return err
				}, nil
			}})
	}
	all = append(all, recordWorks()...)
	return append(all,
		work{"verify", "100,000 records of a forest", func() (func(context.Context) error, error) {
			m, err := evaluator.Load(strings.NewReader(verified(100_000)), much)
			return func(ctx context.Context) error {
				_, err := m.VerifyContext(ctx)
				return err
			}, err
		}})
}

// record is what the works on records score.
type record struct {
	X float64 `pmml:"x"`
	Y float64 `pmml:"y"`
	S string  `pmml:"s"`
	T string  `pmml:"t"`
}

// set gives a row the inputs of the model.
func (r *record) set(m *evaluator.Model, row *evaluator.Row) {
	row.Reset()
	for name, v := range map[string]any{"x": r.X, "y": r.Y, "s": r.S, "t": r.T} {
		if at, ok := m.Input(name); ok {
			_ = row.SetValue(at, v) // one that is not taken is an error of the score
		}
	}
}

// columns scores many of the record as a block.
func (r *record) columns(m *evaluator.Model) (func(context.Context) error, error) {
	const rows = 64
	repeat := func(v float64) []float64 { return slices.Repeat([]float64{v}, rows) }
	in := evaluator.NewColumns(rows)
	in.AddFloat64("x", repeat(r.X), evaluator.Bitmap{})
	in.AddFloat64("y", repeat(r.Y), evaluator.Bitmap{})
	in.AddStrings("s", slices.Repeat([]string{r.S}, rows), evaluator.Bitmap{})
	in.AddStrings("t", slices.Repeat([]string{r.T}, rows), evaluator.Bitmap{})
	return func(ctx context.Context) error {
		var out evaluator.ColumnResults
		return m.ScoreColumns(ctx, in, &out)
	}, nil
}

// recordWorks are works on one record, in all forms that score one.
func recordWorks() []work {
	const countdown = `<DefineFunction name="f" optype="continuous" dataType="double"><ParameterField name="a" dataType="double"/><Apply function="if"><Apply function="lessThan"><FieldRef field="a"/><Constant>1</Constant></Apply><FieldRef field="a"/>
<Apply function="+"><Apply function="f"><Apply function="-"><FieldRef field="a"/><Constant>1</Constant></Apply></Apply><Apply function="f"><Apply function="-"><FieldRef field="a"/><Constant>2</Constant></Apply></Apply></Apply></Apply></DefineFunction>`
	index := func(attributes, tables string) string {
		return expression("", "integer", `<TextIndex textField="s" `+attributes+`>`+tables+`<FieldRef field="t"/></TextIndex>`)
	}
	table := func(attributes, in, out string) string {
		return `<TextIndexNormalization ` + attributes + `><InlineTable><row><string>` + in + `</string><stem>` + out + `</stem><regex>true</regex></row></InlineTable></TextIndexNormalization>`
	}
	chance := func(n int) string { return strings.Repeat("ab ba, aab\nb. ", n/14) }
	names := []struct {
		name string
		text func() string
		of   func() record
	}{
		{"a search by a slow pattern", func() string { return expression("", "boolean", apply("matches", `(a|b|[ab]+|.)*z`)) }, func() record { return record{S: chance(16 << 20)} }},
		{"a search for what is not there", func() string { return expression("", "boolean", apply("matches", `zz[abc]`)) }, func() record { return record{S: chance(256 << 20)} }},
		{"searches that read on to the end", func() string { return expression("", "string", apply("replace", `a[^z]*z|a`, "c")) }, func() record { return record{S: chance(1 << 20)} }},
		{"a replacement with groups", func() string { return expression("", "string", apply("replace", `(a+)(b*)([^a]*)`, "$3$1")) }, func() record { return record{S: chance(32 << 20)} }},
		{"a pattern that backtracks", func() string { return expression("", "boolean", apply("matches", `(?=a)(a|ab|b)*\1z`)) }, func() record { return record{S: chance(1 << 20)} }},
		{"a pattern that backtracks in a long text", func() string { return expression("", "string", apply("replace", `b(?=z)`, "x")) }, func() record { return record{S: chance(64 << 20)} }},
		{"a pattern of the record's", func() string {
			return expression("", "boolean", `<Apply function="matches"><FieldRef field="s"/><FieldRef field="t"/></Apply>`)
		}, func() record { return record{S: chance(16 << 20), T: `(a|b|[ab]{3,40}|(ab?,?){9,99}){0,25}z`} }},
		{"upper case", func() string { return expression("", "string", apply("uppercase")) }, func() record { return record{S: strings.Repeat("aé", 64<<20/3)} }},
		{"a part of a long text", func() string {
			return expression("", "string", `<Apply function="substring"><Apply function="trimBlanks"><FieldRef field="s"/></Apply><Constant>60000000</Constant><Constant>5</Constant></Apply>`)
		}, func() record { return record{S: strings.Repeat("aé", 64<<20/3)} }},
		{"texts that double", func() string {
			return expression(`<DefineFunction name="twice" optype="categorical" dataType="string"><ParameterField name="a" dataType="string"/><Apply function="concat"><FieldRef field="a"/><FieldRef field="a"/></Apply></DefineFunction>`, "string",
				strings.Repeat(`<Apply function="twice">`, 8)+`<FieldRef field="s"/>`+strings.Repeat(`</Apply>`, 8))
		}, func() record { return record{S: chance(1 << 21)} }},
		{"functions that call themselves", func() string {
			return expression(countdown, "double", `<Apply function="f"><FieldRef field="x"/></Apply>`)
		}, func() record { return record{X: 33} }},
		{"words of a long text", func() string { return index("", "") }, func() record { return record{S: chance(16 << 20), T: "aab"} }},
		{"words that a pattern finds", func() string { return index(`wordSeparatorCharacterRE="[^a-z]+|z"`, "") }, func() record { return record{S: chance(16 << 20), T: "aab"} }},
		{"the most frequent word", func() string { return index(`localTermWeights="augmentedNormalizedTermFrequency"`, "") }, func() record { return record{S: chance(16 << 20), T: "aab"} }},
		{"a text that is no words", func() string { return index(`tokenize="false"`, "") }, func() record { return record{S: strings.Repeat("a", 64<<20), T: strings.Repeat("a", 1000)} }},
		{"edit distances of words", func() string { return index(`maxLevenshteinDistance="3"`, "") }, func() record { return record{S: chance(16 << 20), T: "aabaaababab"} }},
		{"the edit distance of long texts", func() string { return index(`maxLevenshteinDistance="40000"`, "") }, func() record {
			return record{S: strings.Repeat("ab", 30_000), T: strings.Repeat("ba", 30_000)}
		}},
		{"occurrences within an edit distance", func() string { return index(`tokenize="false" maxLevenshteinDistance="9"`, "") }, func() record { return record{S: chance(8 << 20), T: chance(200)} }},
		{"a table that replaces texts", func() string { return index("", strings.ReplaceAll(table("", "ab", "b"), "true", "false")) }, func() record { return record{S: chance(32 << 20), T: "b"} }},
		{"a table of patterns", func() string { return index("", table("", `(a|b)+[^a]`, "$1")) }, func() record { return record{S: chance(16 << 20), T: "b"} }},
		{"a table of words", func() string { return index("", table("", `\b(ab|ba)\b`, "c")) }, func() record { return record{S: chance(64 << 20), T: "b"} }},
		{"1,000,000 neighbors", func() string { return neighbors(1_000_000) }, func() record { return record{X: 0.5, Y: 0.5} }},
		{"100,000 support vectors", func() string { return vectors(100_000) }, func() record { return record{X: 0.5, Y: 0.5} }},
		{"2,000,000 connections of neurons", func() string { return network(1400) }, func() record { return record{X: 0.5} }},
		{"expressions", func() string { return nodes(2_000_000) }, func() record { return record{X: 0.5} }},
	}
	type result struct{}
	var all []work
	for _, n := range names {
		with := func(do func(m *evaluator.Model, r *record) (func(context.Context) error, error)) func() (func(context.Context) error, error) {
			return func() (func(context.Context) error, error) {
				m, err := evaluator.Load(strings.NewReader(n.text()), much)
				if err != nil {
					return nil, err
				}
				r := n.of()
				return do(m, &r)
			}
		}
		all = append(all,
			work{"evaluate", n.name, with(func(m *evaluator.Model, r *record) (func(context.Context) error, error) {
				values := map[string]any{"x": r.X, "y": r.Y, "s": r.S, "t": r.T}
				return func(ctx context.Context) error {
					_, err := m.EvaluateContext(ctx, values)
					return err
				}, nil
			})},
			work{"row", n.name, with(func(m *evaluator.Model, r *record) (func(context.Context) error, error) {
				row := m.NewRow()
				return func(ctx context.Context) error {
					r.set(m, row)
					return row.ScoreContext(ctx)
				}, nil
			})},
			work{"binding", n.name, with(func(m *evaluator.Model, r *record) (func(context.Context) error, error) {
				b, err := evaluator.Bind[record, result](m)
				return func(ctx context.Context) error { return b.ScoreContext(ctx, r, &result{}) }, err
			})},
			work{"explain", n.name, with(func(m *evaluator.Model, r *record) (func(context.Context) error, error) {
				row := m.NewRow()
				return func(ctx context.Context) error {
					r.set(m, row)
					_, err := row.ExplainContext(ctx)
					return err
				}, nil
			})},
			work{"columns", n.name, with(func(m *evaluator.Model, r *record) (func(context.Context) error, error) {
				return r.columns(m)
			})})
	}
	return append(all, work{"columns", "1,000,000 rows of a forest", func() (func(context.Context) error, error) {
		m, err := evaluator.Load(strings.NewReader(forest(500, 8)), much)
		if err != nil {
			return nil, err
		}
		x := make([]float64, 1_000_000)
		for i := range x {
			x[i] = float64(i%1000)/500 - 1
		}
		in := evaluator.NewColumns(len(x))
		in.AddFloat64("x", x, evaluator.Bitmap{})
		in.AddFloat64("y", x, evaluator.Bitmap{})
		return func(ctx context.Context) error {
			var out evaluator.ColumnResults
			return m.ScoreColumns(ctx, in, &out)
		}, nil
	}})
}
