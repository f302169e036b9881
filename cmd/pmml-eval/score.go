package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
)

// score is the main job: rows in, results out.
func score(ctx context.Context, set *settings, std streams) error {
	inputs, out, err := set.formats()
	if err != nil {
		return err
	}
	if err := set.check(std); err != nil {
		return err
	}
	options := []evaluator.Option{evaluator.WithModelName(set.modelName), evaluator.WithLimits(set.limits.Limits)}
	if set.decimal {
		options = append(options, evaluator.WithDecimalArithmetic())
	}
	if set.missingColumns == missingAllow {
		options = append(options, evaluator.WithInputNames(evaluator.AnyInputNames))
	}
	model, err := evaluator.LoadFileContext(ctx, set.model, options...)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &failure{code: exitModel, err: err}
	}
	results, err := chooseResults(model, set.columns)
	if err != nil {
		return err
	}
	names, err := newNaming(model, set.maps, set.missingColumns)
	if err != nil {
		return err
	}
	if len(set.columns) > 0 {
		names.needed = func() (map[string]bool, error) { return neededFor(set.model, options, results) }
	}

	job := &scoring{model: model, names: names, set: set, inputs: inputs, out: out, results: results, std: std}
	defer job.close()
	if err := job.start(); err != nil {
		return dataFailure(err)
	}
	job.warnBefore()

	sink, err := openOutput(set.output, std.out, out.Gzip)
	if err != nil {
		return &failure{code: exitUsage, err: err}
	}
	show := set.progress
	if !set.given("progress") {
		show = isTerminal(std.err)
	}
	var bar *progress
	if show {
		bar = newProgress(std.err, job.size())
	}
	err = job.run(ctx, sink, func(rows int) { bar.at(rows, job.read.Load()) })
	bar.end()
	if err != nil {
		sink.abort()
		return err
	}
	if err := sink.commit(); err != nil {
		return &failure{code: exitUsage, err: err}
	}
	job.warnAfter()
	if t := &job.totals; t.rows > 0 && t.bad == t.rows {
		return &failure{code: exitErrors, err: errors.New("no row has a result")}
	}
	return nil
}

// neededFor gives the inputs that must be there for some of the results.
func neededFor(path string, options []evaluator.Option, results []table.Result) (map[string]bool, error) {
	chosen := make([]string, len(results))
	for i, r := range results {
		chosen[i] = r.Name
	}
	model, err := evaluator.LoadFile(path, append(slices.Clone(options), evaluator.WithResults(chosen...))...)
	if err != nil {
		return nil, &failure{code: exitModel, err: err}
	}
	needed := map[string]bool{}
	for _, f := range model.Inputs() {
		needed[f.Name] = f.Required
	}
	return needed, nil
}

// formats settles how the inputs and the output are written down.
func (s *settings) formats() (inputs []*input, out table.Format, err error) {
	paths := s.inputs
	if len(paths) == 0 {
		paths = []string{""}
	}
	sep := byte(0)
	if s.given("separator") {
		if sep, err = table.ParseSeparator(s.separator); err != nil {
			return nil, out, usageError("--separator: %w", err)
		}
	}
	isComma := func(f table.Format) bool { return f.Kind == table.CSV && f.Separator == ',' }
	used := false
	for _, path := range paths {
		in := &input{path: path, name: inputName(path)}
		in.format, err = chooseFormat("input", path, s.inputFormat, isStdin(path), table.Format{Kind: table.CSV, Separator: ','})
		if err != nil {
			return nil, out, err
		}
		inputs = append(inputs, in)
	}
	same := inputs[0].format
	same.Gzip = false
	if out, err = chooseFormat("output", s.output, s.outputFormat, isStdin(s.output), same); err != nil {
		return nil, out, err
	}
	for _, in := range inputs {
		if isComma(in.format) {
			in.tell, used = sep == 0, true
			if sep != 0 {
				in.format.Separator = sep
			}
		}
	}
	if sep != 0 && isComma(out) {
		out.Separator, used = sep, true
	}
	if sep != 0 && !used {
		return nil, out, usageError("--separator is for csv, and neither input nor output is")
	}
	return inputs, out, nil
}

func chooseFormat(what, path, name string, standard bool, byDefault table.Format) (table.Format, error) {
	if name != "" {
		f, err := table.ParseFormat(name)
		if err != nil {
			return f, usageError("--%s-format: %w", what, err)
		}
		// rows.csv.gz written as tsv stays compressed.
		if byName, ok := table.FormatOf(path); ok && !standard {
			f.Gzip = f.Gzip || byName.Gzip
		}
		return f, nil
	}
	if standard {
		return byDefault, nil
	}
	f, ok := table.FormatOf(path)
	if !ok {
		return f, usageError("the name %s does not tell the format of the %s: give --%s-format (%s)", path, what, what, table.FormatNames)
	}
	return f, nil
}

// check finds what is wrong with the settings before anything is read.
func (s *settings) check(std streams) error {
	switch {
	case s.model == "":
		return usageError("no model: --model is required")
	case s.workers < 1:
		return usageError("--workers must be at least 1, not %d", s.workers)
	case s.given("max-errors") && s.onError == onErrorFail:
		return usageError("--max-errors is for --on-error report or skip: without these, the first error ends the run")
	case len(s.inputs) == 0 && isTerminal(std.in):
		return usageError("no input: give --input, or pipe rows in")
	}
	stdin := 0
	for _, path := range s.inputs {
		if isStdin(path) {
			stdin++
		}
	}
	if stdin > 1 {
		return usageError("--input: standard input can be read once only")
	}
	output, err := os.Stat(s.output)
	if isStdin(s.output) || err != nil || !output.Mode().IsRegular() {
		return nil
	}
	for _, path := range append(slices.Clone(s.inputs), s.model) {
		what := "input"
		if path == s.model {
			what = "model"
		}
		if info, err := os.Stat(path); err == nil && os.SameFile(output, info) {
			return usageError("the output %s is the %s itself", s.output, what)
		}
	}
	if f, ok := std.in.(*os.File); ok && (len(s.inputs) == 0 || stdin > 0) {
		if info, err := f.Stat(); err == nil && os.SameFile(output, info) {
			return usageError("the output %s is the input itself", s.output)
		}
	}
	return nil
}

// chooseResults finds the results named by --columns; all where none is.
func chooseResults(model *evaluator.Model, columns []string) ([]table.Result, error) {
	var all, chosen []table.Result
	for i, f := range model.Results() {
		// Of results with the same name the one that the name stands for.
		if j, _ := model.ResultIndex(f.Name); i == j {
			all = append(all, table.Result{Index: i, Name: f.Name})
		}
	}
	if len(columns) == 0 {
		return all, nil
	}
	names, err := splitNames(model, columns)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		i, ok := model.ResultIndex(name)
		if !ok {
			known := make([]string, len(all))
			for k, r := range all {
				known[k] = r.Name
			}
			return nil, &failure{code: exitUsage, err: fmt.Errorf("--columns: the model has no result %q", name),
				hint: "its results are " + strings.Join(known, ", ")}
		}
		if lacking := model.Results()[i].Lacking; lacking != "" {
			return nil, &failure{code: exitModel, err: fmt.Errorf("--columns: the model cannot give %q: %s", name, lacking)}
		}
		r := table.Result{Index: i, Name: name}
		if slices.Contains(chosen, r) {
			return nil, usageError("--columns: %q is named twice", name)
		}
		chosen = append(chosen, r)
	}
	return chosen, nil
}

// splitNames takes each value of --columns for one name if there is such a
// result, and otherwise for names separated by commas, quoted as in CSV.
func splitNames(model *evaluator.Model, columns []string) ([]string, error) {
	var names []string
	for _, value := range columns {
		if _, ok := model.ResultIndex(value); ok {
			names = append(names, value)
			continue
		}
		cells, bad := csv.Split([]byte(value), ',', nil)
		if bad != nil {
			return nil, usageError("--columns: %s: %s", value, bad.Detail)
		}
		for _, c := range cells {
			names = append(names, strings.TrimSpace(string(c)))
		}
	}
	return names, nil
}

// rowError puts an error of row n into words that name the row.
func rowError(err error, n int) error {
	var input *evaluator.InputError
	if errors.As(err, &input) {
		named := *input
		named.Row = n
		return &named
	}
	var record *table.Error
	if errors.As(err, &record) {
		return record
	}
	return fmt.Errorf("row %d: %w", n, err)
}
