package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
)

// score is the main job: rows in, results out.
func score(ctx context.Context, set *settings, std streams) error {
	in, out, err := set.formats(std)
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

	file, size, err := openInput(set.input, std.in)
	if err != nil {
		return &failure{code: exitData, err: fmt.Errorf("cannot read the input: %w", err)}
	}
	defer file.Close()
	source := &counter{r: file}
	job := &scoring{model: model, set: set, in: in, out: out, results: results, warn: std.err}
	if err := job.start(source); err != nil {
		return &failure{code: exitData, err: fmt.Errorf("%s: %w", set.inputName(), err)}
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
		bar = newProgress(std.err, size)
	}
	err = job.run(ctx, sink, func(rows int) { bar.at(rows, source.n.Load()) })
	bar.end()
	if err != nil {
		sink.abort()
		return err
	}
	if err := sink.commit(); err != nil {
		return &failure{code: exitUsage, err: err}
	}
	job.warnAfter()
	return nil
}

// inputName is the input as messages call it.
func (s *settings) inputName() string {
	if s.input == "" || s.input == "-" {
		return "standard input"
	}
	return s.input
}

// formats settles how the input and the output are written down.
func (s *settings) formats(std streams) (in, out table.Format, err error) {
	fromStdin := s.input == "" || s.input == "-"
	toStdout := s.output == "" || s.output == "-"
	in, err = chooseFormat("input", s.input, s.inputFormat, fromStdin, table.Format{Kind: table.CSV, Separator: ','})
	if err != nil {
		return in, out, err
	}
	same := in
	same.Gzip = false
	out, err = chooseFormat("output", s.output, s.outputFormat, toStdout, same)
	if err != nil || !s.given("separator") {
		return in, out, err
	}
	sep, err := table.ParseSeparator(s.separator)
	if err != nil {
		return in, out, usageError("--separator: %w", err)
	}
	isComma := func(f table.Format) bool { return f.Kind == table.CSV && f.Separator == ',' }
	if !isComma(in) && !isComma(out) {
		return in, out, usageError("--separator is for csv, and neither input nor output is")
	}
	for _, f := range []*table.Format{&in, &out} {
		if isComma(*f) {
			f.Separator = sep
		}
	}
	return in, out, nil
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
	case s.input == "" && isTerminal(std.in):
		return usageError("no input: give --input, or pipe rows in")
	}
	output, err := os.Stat(s.output)
	if s.output == "" || s.output == "-" || err != nil || !output.Mode().IsRegular() {
		return nil
	}
	for _, other := range []struct{ path, what string }{{s.input, "input"}, {s.model, "model"}} {
		if info, err := os.Stat(other.path); err == nil && os.SameFile(output, info) {
			return usageError("the output %s is the %s itself", s.output, other.what)
		}
	}
	if f, ok := std.in.(*os.File); ok && (s.input == "" || s.input == "-") {
		if info, err := f.Stat(); err == nil && os.SameFile(output, info) {
			return usageError("the output %s is the input itself", s.output)
		}
	}
	return nil
}

// openInput opens the input. size is -1 where it is not known.
func openInput(path string, stdin io.Reader) (r io.ReadCloser, size int64, err error) {
	if path == "" || path == "-" {
		r = io.NopCloser(stdin)
		if f, ok := stdin.(*os.File); ok {
			return r, regularSize(f), nil
		}
		return r, -1, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, 0, fmt.Errorf("%s is a folder", path)
	}
	return f, regularSize(f), nil
}

func regularSize(f *os.File) int64 {
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return -1
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
