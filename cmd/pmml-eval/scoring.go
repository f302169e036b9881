package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
	"github.com/gopmml/gopmml/internal/table/json"
)

// errorColumn says, with --on-error report, what is wrong with a row.
const errorColumn = "_error"

// scoring is one run: what its goroutines share and do not change.
type scoring struct {
	model   *evaluator.Model
	names   *naming
	set     *settings
	inputs  []*input
	out     table.Format
	results []table.Result
	std     streams

	schema *table.Schema
	sink   table.Sink
	groups []int    // the inputs that group rows; nil where no input has them
	copied []string // columns of the output that are copied
	hidden []string // columns of the input that a result takes the name of

	at     int // the input that is read
	read   atomic.Int64
	totals totals
}

// totals is what the run has seen, for the lines at its end.
type totals struct {
	rows  int      // scored, reported or skipped
	bad   int      // reported or skipped
	first error    // the first of those
	lines bool     // some rows were of JSON Lines
	seen  []bool   // inputs that these had a key for
	extra []string // keys of JSON that --copy-columns has no column for
	near  []string // names that are near an input's, with --missing-columns warn
}

// start reads the headers of all inputs and settles where everything comes from.
func (s *scoring) start() error {
	schemas := map[table.Kind]*table.Schema{}
	for _, kind := range []table.Kind{table.CSV, table.Lines} {
		var tokens []string
		if s.set.given("missing") {
			tokens = s.set.missing
		}
		schemas[kind] = s.names.schema(kind, tokens)
	}
	told := false
	for i, in := range s.inputs {
		in.schema = schemas[in.format.Kind]
		if s.schema == nil || in.format.Kind == table.CSV {
			s.schema = in.schema
		}
		wrap := func(r io.Reader) io.Reader { return &counter{r, &s.read} }
		if i > 0 && !isStdin(in.path) { // it is opened again
			wrap = func(r io.Reader) io.Reader { return r }
		}
		if err := in.open(s.names, s.std.in, wrap); err != nil {
			return err
		}
		if i > 0 && in.again() { // so that a thousand files are not open at a time
			in.close()
			in.source = nil
		}
		if in.tell && !told && s.out.Kind == table.CSV && s.out.Separator == ',' {
			s.out.Separator, told = in.format.Separator, true
		}
		in.tell = false
	}
	s.totals.seen = make([]bool, len(s.schema.Inputs))
	s.findGroups()
	s.chooseCopies()
	out := table.Output{Copied: s.copied, Results: s.results, Schema: s.schema}
	if s.set.onError == onErrorReport {
		out.Errors = errorColumn
	}
	if s.out.Kind == table.Lines {
		s.sink = json.NewSink(out)
	} else {
		s.sink = csv.NewSink(out, s.out.Separator)
	}
	return nil
}

// size is that of all inputs, -1 where one is not known.
func (s *scoring) size() int64 {
	sum := int64(0)
	for _, in := range s.inputs {
		if in.size < 0 {
			return -1
		}
		sum += in.size
	}
	return sum
}

// close closes what is open.
func (s *scoring) close() {
	for _, in := range s.inputs {
		in.close()
	}
}

// next fills a block with the next rows of the inputs, one after the other, and gives
// whose they are.
func (s *scoring) next(b *table.Block) (*input, error) {
	for ; s.at < len(s.inputs); s.at++ {
		in := s.inputs[s.at]
		if in.source == nil {
			if err := in.open(s.names, s.std.in, func(r io.Reader) io.Reader { return &counter{r, &s.read} }); err != nil {
				return in, &inputError{err: err}
			}
		}
		err := in.source.Next(b)
		if err != io.EOF {
			return in, err
		}
		in.close()
	}
	return nil, io.EOF
}

// named gives an error of a row the name of its input, where there are several.
func (s *scoring) named(in *input, err error) error {
	var known *inputError
	if err == nil || in == nil || len(s.inputs) == 1 || errors.As(err, &known) {
		return err
	}
	return &inputError{in.name, err}
}

// inputError is an error that names its input, "" where err does itself.
type inputError struct {
	input string
	err   error
}

func (e *inputError) Error() string {
	if e.input == "" {
		return e.err.Error()
	}
	return e.input + ": " + e.err.Error()
}

func (e *inputError) Unwrap() error { return e.err }

// inputName is the input, or all of them, as messages call it.
func (s *scoring) inputName() string {
	if len(s.inputs) == 1 {
		return s.inputs[0].name
	}
	return "the inputs"
}

// unseen are the inputs that must be there, and for which no row of JSON had a key.
func (s *scoring) unseen() []string {
	var fields []string
	for i, in := range s.schema.Inputs {
		if s.totals.seen[i] {
			fields = append(fields, in.Name)
		}
	}
	lacking, err := s.names.lacking(fields)
	if err != nil {
		return nil
	}
	return lacking
}

// findGroups finds the fields that group rows. Where an input has no column for one of
// them there is nothing to group by: each row is a record.
func (s *scoring) findGroups() {
	fields := s.model.GroupFields()
	for _, in := range s.inputs {
		columns := s.names.fields(in.columns)
		in.grouped = len(fields) > 0
		for _, name := range fields {
			if _, ok := s.model.Input(name); !ok || in.format.Kind == table.CSV && !slices.Contains(columns, name) {
				in.grouped = false
			}
		}
		if in.grouped && s.groups == nil {
			for _, name := range fields {
				i, _ := s.model.Input(name)
				s.groups = append(s.groups, i)
			}
		}
	}
}

// chooseCopies settles what of the inputs goes to the output: all columns, or of a
// grouped model those that group. A column of the name of a result gives way.
func (s *scoring) chooseCopies() {
	if !s.set.copyColumns {
		return
	}
	hidden := map[string]bool{errorColumn: s.set.onError == onErrorReport}
	for _, r := range s.results {
		hidden[r.Name] = true
	}
	s.copied = []string{}
	for _, in := range s.inputs {
		columns := in.columns
		if len(s.groups) > 0 {
			columns = s.groupColumns(in)
		}
		in.copying = table.Copying{Names: []string{}, Hidden: hidden}
		for _, name := range columns {
			switch {
			case !hidden[name]:
				in.copying.Names = append(in.copying.Names, name)
				if !slices.Contains(s.copied, name) {
					s.copied = append(s.copied, name)
				}
			case !slices.Contains(s.hidden, name):
				s.hidden = append(s.hidden, name)
			}
		}
		if in.format.Kind == table.Lines && s.out.Kind == table.Lines && len(s.groups) == 0 {
			in.copying.Every, in.copying.Names = true, nil
		}
	}
	if s.out.Kind == table.CSV {
		for _, in := range s.inputs { // one header for all
			in.copying.Names = s.copied
		}
	}
}

func warnf(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, "pmml-eval: warning: "+format+"\n", args...)
}

func (s *scoring) warnf(format string, args ...any) {
	warnf(s.std.err, format, args...)
}

// warnBefore says what the headers show to be doubtful.
func (s *scoring) warnBefore() {
	fields := s.model.GroupFields()
	for _, in := range s.inputs {
		if in.absent != "" {
			s.warnf("%s has no column for these inputs of the model, which are missing in every row: %s", in.name, in.absent)
		}
		if len(fields) > 0 && !in.grouped {
			s.warnf("%s has no column to group rows by (%s): each row is a record", in.name, strings.Join(fields, ", "))
		}
	}
	var lacking []string
	results := s.model.Results()
	for _, r := range s.results {
		if why := results[r.Index].Lacking; why != "" {
			lacking = append(lacking, fmt.Sprintf("%s (%s)", r.Name, why))
		}
	}
	if len(lacking) > 0 {
		s.warnf("the model cannot give these outputs, whose columns are empty: %s", strings.Join(lacking, "; "))
	}
	if len(s.hidden) > 0 {
		s.warnf("not copied, as results have the same names: %s", strings.Join(s.hidden, ", "))
	}
}

// warnAfter says what the rows have shown.
func (s *scoring) warnAfter() {
	t := &s.totals
	if t.lines && s.set.missingColumns != missingAllow {
		if never := s.unseen(); len(never) > 0 {
			s.warnf("no row of %s has a key for these inputs of the model, which were missing: %s", s.inputName(), strings.Join(never, ", "))
		}
	}
	if len(t.near) > 0 {
		s.warnf("some rows have keys that are near those of absent inputs, which were missing: %s", strings.Join(t.near, ", "))
	}
	if len(t.extra) > 0 {
		s.warnf("not copied, as the first row does not have them: %s", strings.Join(t.extra, ", "))
	}
	if t.bad > 0 {
		what := "skipped"
		if s.set.onError == onErrorReport {
			what = "without a result (see " + errorColumn + ")"
		}
		fmt.Fprintf(s.std.err, "pmml-eval: %d of %d rows %s; the first: %v\n", t.bad, t.rows, what, t.first)
	}
}
