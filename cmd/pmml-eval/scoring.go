package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/records"
	"github.com/gopmml/gopmml/pmml"
)

// errorColumn says, with --on-error report, what is wrong with a row.
const errorColumn = "_error"

// scoring is one run: what its goroutines share and do not change.
type scoring struct {
	model   *evaluator.Model
	set     *settings
	in, out records.Format
	results []result
	warn    io.Writer

	scan    *records.Scanner
	ahead   *records.Block // rows that were read with the header
	missing *records.Missing
	fields  []input        // by input index
	byName  map[string]int // input index of a name, for JSON
	columns []int          // input index of each column of CSV, or -1
	absent  []string       // inputs without a column
	groups  []int          // input indices of the fields that group rows
	copied  []copied       // columns that --copy-columns writes, where they are known
	hidden  []string       // columns of the input that a result takes the name of

	totals totals
}

// input is a field of the model as the cells of a record fill it.
type input struct {
	name       string
	number     number
	collection bool
	used       bool // the model predicts from it
}

// number says how the text of a field is read as a number.
type number uint8

const (
	notNumber number = iota
	asFloat64
	asFloat32
	asInteger
)

// copied is a column of the input in the output.
type copied struct {
	name   string
	column int // of CSV
	input  int // its input index, or -1
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
	tokens := records.DefaultMissing(s.in.Kind)
	if s.set.given("missing") {
		tokens = s.set.missing
	}
	s.missing = records.NewMissing(tokens)
	s.byName = make(map[string]int)
	for i, f := range s.model.Inputs() {
		s.byName[f.Name] = i
		s.fields = append(s.fields, input{name: f.Name, number: numberOf(f.DataType), collection: f.Collection, used: isUsed(f.Usage)})
	}
	s.totals.seen = make([]bool, len(s.fields))

	var err error
	if s.scan, err = records.NewScanner(r, records.Options{Format: s.in}); err != nil {
		return err
	}
	s.ahead = new(records.Block)
	if s.in.Kind == records.Lines {
		if err := s.scan.Next(s.ahead); err != nil && err != io.EOF {
			return err
		}
		s.findGroups(nil)
		s.copyKeys()
		return nil
	}
	header, err := s.scan.Header(s.ahead)
	if err != nil {
		return err
	}
	s.columns = make([]int, len(header))
	for c, name := range header {
		s.columns[c] = -1
		if i, ok := s.byName[name]; ok {
			s.columns[c] = i
			s.totals.seen[i] = true
		}
	}
	for i, f := range s.fields {
		if !s.totals.seen[i] && f.used {
			s.absent = append(s.absent, f.name)
		}
	}
	s.findGroups(header)
	s.copyColumns(header)
	return nil
}

func numberOf(t pmml.DataType) number {
	switch t {
	case pmml.DataTypeDouble:
		return asFloat64
	case pmml.DataTypeFloat:
		return asFloat32
	case pmml.DataTypeInteger:
		return asInteger
	}
	return notNumber
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
func (s *scoring) findGroups(header []string) {
	for _, name := range s.model.GroupFields() {
		i, ok := s.byName[name]
		if !ok || s.in.Kind == records.CSV && !slices.Contains(header, name) {
			s.groups = nil
			return
		}
		s.groups = append(s.groups, i)
	}
}

// copyColumns settles which columns of CSV go to the output: all, or of a
// grouped model those that group. A column of the name of a result gives way.
func (s *scoring) copyColumns(header []string) {
	if !s.set.copyColumns {
		return
	}
	for c, name := range header {
		if len(s.groups) > 0 && !slices.Contains(s.groups, s.columns[c]) {
			continue
		}
		if s.takenByResult(name) {
			s.hidden = append(s.hidden, name)
			continue
		}
		s.copied = append(s.copied, copied{name, c, s.columns[c]})
	}
}

// copyKeys does the same for JSON Lines that go to CSV: its columns are the
// keys of the first row that can be read, among those that came first.
func (s *scoring) copyKeys() {
	if !s.set.copyColumns {
		return
	}
	add := func(name string) {
		if s.takenByResult(name) {
			s.hidden = append(s.hidden, name)
			return
		}
		i, ok := s.byName[name]
		if !ok {
			i = -1
		}
		s.copied = append(s.copied, copied{name, -1, i})
	}
	if len(s.groups) > 0 {
		for _, i := range s.groups {
			add(s.fields[i].name)
		}
		return
	}
	var p records.Parser
	for i := range s.ahead.Len() {
		if members, bad := p.Parse(s.ahead.Row(i)); bad == nil {
			for _, m := range members {
				add(string(m.Name))
			}
			return
		}
	}
}

func (s *scoring) takenByResult(name string) bool {
	return s.set.onError == onErrorReport && name == errorColumn ||
		slices.ContainsFunc(s.results, func(r result) bool { return r.name == name })
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
	if len(s.hidden) > 0 {
		s.warnf("not copied, as results have the same names: %s", strings.Join(s.hidden, ", "))
	}
}

// warnAfter says what the rows have shown.
func (s *scoring) warnAfter() {
	t := &s.totals
	if s.in.Kind == records.Lines && t.rows > 0 {
		var never []string
		for i, f := range s.fields {
			if !t.seen[i] && f.used {
				never = append(never, f.name)
			}
		}
		if len(never) > 0 {
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
