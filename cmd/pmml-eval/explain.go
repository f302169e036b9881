package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
)

const explainHelp = `pmml-eval explain says why a model gives a record its score: the inputs as given
and as prepared, derived fields, the path through a tree with each condition
and value, the terms of a regression, the segments of an ensemble with what
each of them adds, a network's neurons, targets and outputs.

Usage:
  pmml-eval explain MODEL --input FILE [--row N] [flags]

Examples:
  # One record, as a JSON object.
  pmml-eval explain churn.pmml --input customer.json

  # The 17th row of a table.
  pmml-eval explain churn.pmml --input customers.csv --row 17

  # From a pipe, for a program.
  echo '{"age": 35, "home": "rent"}' | pmml-eval explain churn.pmml --json

  # A key of another name than its field.
  pmml-eval explain churn.pmml -i customer.json --map cust_age=Age

  # All trees of a forest; only the forest itself.
  pmml-eval explain forest.pmml -i customer.json --segments all
  pmml-eval explain forest.pmml -i customer.json --depth 0
`

const explainMore = `
Inputs: json (one object, a list of objects, or one object after the other),
  jsonl, csv and tsv, each also with .gz. Names match the model's input fields
  to the letter, or by --map; others are ignored, but for keys that differ from
  an absent one's in case, blanks or punctuation alone. In csv an input without
  a column is an error (--missing-columns), and a list stands in a cell as JSON:
  [1,2].
  Of a model whose rows depend on those before, these are scored first.
  Colours are written to a terminal only, and not where NO_COLOR is set.

Exit codes:
  0  the record is explained
  1  the command line is wrong, or the output cannot be written
  2  the model cannot be read, or is not one that can be scored
  3  the input cannot be read, lacks a column that the model needs, has no such
     row, or the row has no result
`

// explaining is what the flags of explain say.
type explaining struct {
	modelName string
	asJSON    bool
	limits    limitFlags
	input     inputFlags
	row       int
	segments  string
	depth     string
}

// explainCommand is pmml-eval explain.
func explainCommand(std streams) *cobra.Command {
	var set explaining
	s := &subcommand{name: "explain", short: "Say why a model gives a record its score", help: explainHelp, more: explainMore}
	s.flags = newFlags(s.name, &set.modelName, &set.asJSON, &set.limits)
	set.input.define(s.flags)
	s.flags.IntVar(&set.row, "row", 1, "`number` of the row to explain, from 1")
	s.flags.StringVar(&set.segments, "segments", "10", "`number` of segments to explain of each ensemble,\nthose that add most first; or all (default 10)")
	s.flags.StringVar(&set.depth, "depth", "all", "`number` of levels of models inside models; or all\n(the default)")
	for _, name := range []string{"segments", "depth"} {
		s.flags.Lookup(name).DefValue = "" // the text says it
	}
	s.run = func(path string) error { return set.run(path, std) }
	return s.command()
}

func (set *explaining) run(path string, std streams) error {
	options, err := set.options()
	if err != nil {
		return err
	}
	if err := set.input.check(std); err != nil {
		return err
	}
	load := []evaluator.Option{evaluator.WithModelName(set.modelName), evaluator.WithLimits(set.limits.Limits)}
	if set.input.missingColumns != missingFail {
		load = append(load, evaluator.WithInputNames(evaluator.AnyInputNames))
	}
	model, err := evaluator.LoadFile(path, load...)
	if err != nil {
		return &failure{code: exitModel, err: err}
	}
	names, err := newNaming(model, set.input.maps, set.input.missingColumns)
	if err != nil {
		return err
	}
	e, err := set.explain(names, options, std)
	if err != nil {
		return dataFailure(fmt.Errorf("%s: %w", set.input.name(), err))
	}
	if set.asJSON {
		return writeJSON(std.out, e)
	}
	var text []explain.TextOption
	if colours(std.out) {
		text = append(text, explain.Coloured())
	}
	return written(e.WriteText(std.out, text...))
}

// options checks the limits of the explanation.
func (set *explaining) options() ([]evaluator.ExplainOption, error) {
	if set.row < 1 {
		return nil, usageError("--row counts from 1, not %d", set.row)
	}
	segments, err := limit("segments", set.segments)
	if err != nil {
		return nil, err
	}
	depth, err := limit("depth", set.depth)
	if err != nil {
		return nil, err
	}
	return []evaluator.ExplainOption{evaluator.WithSegments(segments), evaluator.WithDepth(depth)}, nil
}

// limit reads a number or "all", which is -1.
func limit(flag, text string) (int, error) {
	if text == "all" {
		return -1, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, usageError("--%s must be a number or all, not %q", flag, text)
	}
	return n, nil
}

// explain finds the row and explains it.
func (set *explaining) explain(names *naming, options []evaluator.ExplainOption, std streams) (*evaluator.Explanation, error) {
	model := names.model
	in, err := set.input.open(names, std)
	if err != nil {
		return nil, err
	}
	defer in.close() //nolint:errcheck // it is only read
	stream := model.NewRow()
	for n := 1; ; n++ {
		record, err := in.next()
		switch {
		case errors.Is(err, io.EOF) && n == 1:
			return nil, errors.New("there is no row")
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("there is no row %d, the last is row %d", set.row, n-1)
		case err != nil:
			return nil, rowError(err, n)
		}
		switch {
		case n < set.row && !model.Stateful():
			continue
		case n < set.row:
			if err := setRecord(stream, model, record); err == nil {
				stream.Score() //nolint:errcheck // a row with an error leaves the stream as it was
			}
			continue
		}
		e, err := explainRecord(stream, model, record, options)
		if err != nil {
			return nil, rowError(err, n)
		}
		if in.keys {
			err = names.warnOfKeys(std, record)
		}
		return e, err
	}
}

func explainRecord(stream *evaluator.Row, model *evaluator.Model, record map[string]any, options []evaluator.ExplainOption) (*evaluator.Explanation, error) {
	if !model.Stateful() {
		return model.Explain(record, options...)
	}
	if err := setRecord(stream, model, record); err != nil {
		return nil, err
	}
	return stream.Explain(options...)
}

func setRecord(row *evaluator.Row, model *evaluator.Model, record map[string]any) error {
	row.Reset()
	if err := model.CheckInputs(slices.Collect(maps.Keys(record))); err != nil {
		return err
	}
	for i, f := range model.Inputs() {
		if err := row.SetValue(i, record[f.Name]); err != nil {
			return err
		}
	}
	return nil
}
