package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
	"github.com/gopmml/gopmml/internal/table/json"
	"github.com/gopmml/gopmml/internal/table/plain"
	"github.com/gopmml/gopmml/pmml"
)

// errorColumn says, with --on-error report, what is wrong with a row.
const errorColumn = "_error"

// scoring is one run: what its goroutines share and do not change.
type scoring struct {
	model   *evaluator.Model
	set     *settings
	in, out table.Format
	results []table.Result
	warn    io.Writer

	schema  *table.Schema
	source  table.Source
	sink    table.Sink
	copying table.Copying
	used    []bool   // inputs that the model predicts from
	absent  []string // inputs without a column
	groups  []int    // the inputs that group rows
	hidden  []string // columns of the input that a result takes the name of

	totals totals
}

// totals is what the run has seen, for the lines at its end.
type totals struct {
	rows  int   // scored, reported or skipped
	bad   int   // reported or skipped
	first error // the first of those
	seen  []bool
	extra []string // keys of JSON that --copy-columns has no column for
}

// start reads the header and settles where everything comes from.
func (s *scoring) start(r io.Reader) error {
	if s.set.given("missing") {
		s.schema = table.NewSchema(s.model, s.set.missing)
	} else {
		s.schema = table.NewDefaultSchema(s.model, s.in.Kind)
	}
	for _, f := range s.model.Inputs() {
		s.used = append(s.used, isUsed(f.Usage))
	}
	s.totals.seen = make([]bool, len(s.schema.Inputs))

	var err error
	if s.source, err = openSource(r, s.in); err != nil {
		return err
	}
	if s.in.Kind == table.CSV {
		for _, name := range s.source.Names() {
			if i, ok := s.schema.Index(name); ok {
				s.totals.seen[i] = true
			}
		}
		s.absent = s.unseen()
	}
	s.findGroups()
	s.chooseCopies()
	out := table.Output{Copied: s.copying.Names, Results: s.results, Schema: s.schema}
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

// openSource begins to read rows.
func openSource(r io.Reader, f table.Format) (table.Source, error) {
	text, err := plain.Text(r)
	if err != nil {
		return nil, err
	}
	if f.Kind == table.Lines {
		return json.NewSource(text, table.Options{Format: f})
	}
	return csv.NewSource(text, table.Options{Format: f})
}

// unseen are the inputs that the model predicts from and that were not seen.
func (s *scoring) unseen() []string {
	var names []string
	for i, in := range s.schema.Inputs {
		if !s.totals.seen[i] && s.used[i] {
			names = append(names, in.Name)
		}
	}
	return names
}

func isUsed(u pmml.UsageType) bool {
	switch u {
	case pmml.UsageTypeTarget, pmml.UsageTypePredicted, pmml.UsageTypeSupplementary,
		pmml.UsageTypeFrequencyWeight, pmml.UsageTypeAnalysisWeight:
		return false
	}
	return true
}

// findGroups finds the fields that group rows. Where a column for one of them
// is absent there is nothing to group by: each row is a record.
func (s *scoring) findGroups() {
	for _, name := range s.model.GroupFields() {
		i, ok := s.schema.Index(name)
		if !ok || s.in.Kind == table.CSV && !slices.Contains(s.source.Names(), name) {
			s.groups = nil
			return
		}
		s.groups = append(s.groups, i)
	}
}

// chooseCopies settles what of the input goes to the output: all columns, or of a
// grouped model those that group. A column of the name of a result gives way.
func (s *scoring) chooseCopies() {
	if !s.set.copyColumns {
		return
	}
	s.copying = table.Copying{Names: []string{}, Hidden: map[string]bool{errorColumn: s.set.onError == onErrorReport}}
	for _, r := range s.results {
		s.copying.Hidden[r.Name] = true
	}
	names := s.source.Names()
	if len(s.groups) > 0 {
		names = s.groupColumns(names)
	}
	for _, name := range names {
		if s.copying.Hidden[name] {
			s.hidden = append(s.hidden, name)
		} else {
			s.copying.Names = append(s.copying.Names, name)
		}
	}
	if s.in.Kind == table.Lines && s.out.Kind == table.Lines && len(s.groups) == 0 {
		s.copying.Every, s.copying.Names = true, nil
	}
}

func (s *scoring) warnf(format string, args ...any) {
	fmt.Fprintf(s.warn, "pmml-eval: warning: "+format+"\n", args...)
}

// warnBefore says what the header shows to be doubtful.
func (s *scoring) warnBefore() {
	if len(s.absent) > 0 {
		s.warnf("%s has no column for these inputs of the model, which are missing in every row: %s", s.set.inputName(), strings.Join(s.absent, ", "))
	}
	if fields := s.model.GroupFields(); len(fields) > 0 && len(s.groups) == 0 {
		s.warnf("%s has no column to group rows by (%s): each row is a record", s.set.inputName(), strings.Join(fields, ", "))
	}
	var lacking []string
	fields := s.model.Results()
	for _, r := range s.results {
		if why := fields[r.Index].Lacking; why != "" {
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
	if s.in.Kind == table.Lines && t.rows > 0 {
		if never := s.unseen(); len(never) > 0 {
			s.warnf("no row of %s has a key for these inputs of the model, which were missing: %s", s.set.inputName(), strings.Join(never, ", "))
		}
	}
	if len(t.extra) > 0 {
		s.warnf("not copied, as the first row does not have them: %s", strings.Join(t.extra, ", "))
	}
	if t.bad > 0 {
		what := "skipped"
		if s.set.onError == onErrorReport {
			what = "without a result (see " + errorColumn + ")"
		}
		fmt.Fprintf(s.warn, "pmml-eval: %d of %d rows %s; the first: %v\n", t.bad, t.rows, what, t.first)
	}
}
