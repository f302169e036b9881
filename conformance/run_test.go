package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
	"github.com/gopmml/gopmml/pmml"
)

// TestCorpus runs every case of the manifest as TestCorpus/suite/name.
func TestCorpus(t *testing.T) {
	list := knownDifferences(t)
	// Cleanup runs when all parallel subtests have ended.
	cases := allCases(t)
	t.Cleanup(func() { corpusTally.checkComplete(t, len(cases)) })
	eachCase(t, cases, func(t *testing.T, tc testCase) {
		start := time.Now()
		r := tc.run()
		r.outcome = settle(t, list, tc.ID(), r)
		corpusTally.add(entry{r, tc.ID(), tc.Suite, tc.Tier, time.Since(start)})
	})
}

// TestVerification runs the ModelVerification of every supported document that
// has one, as TestVerification/suite/name.
func TestVerification(t *testing.T) {
	list := knownDifferences(t)
	var cases []testCase
	for _, tc := range allCases(t) {
		if tc.ModelVerification && tc.Unsupported() == nil && tc.Tier != "load" {
			cases = append(cases, tc)
		}
	}
	t.Cleanup(func() { verificationTally.checkComplete(t, len(cases)) })
	eachCase(t, cases, func(t *testing.T, tc testCase) {
		start := time.Now()
		r := tc.verify()
		r.outcome = settle(t, list, verificationPrefix+tc.ID(), r)
		verificationTally.add(entry{r, verificationPrefix + tc.ID(), tc.Suite, tc.Tier, time.Since(start)})
	})
}

// nestedVerification names the documents whose ModelVerification belongs to a
// segment. It cannot be run: its records give what the segments before compute.
var nestedVerification = []string{
	"sklearn-extension/TPOTHousing",
	"sklearn-extension/TPOTVersicolor",
	"sklearn/MLPAutoencoderIris",
	"sklearn/MLPTransformerIris",
}

// result is what became of a case.
type result struct {
	outcome
	// detail is an error, or the first mismatch; more are further ones.
	detail string
	more   []string
	// mismatches is the number of values that differ, 0 where the whole case failed.
	mismatches int
}

func failure(format string, args ...any) result {
	return result{outcome: failed, detail: fmt.Sprintf(format, args...)}
}

// settle gives the outcome in the light of the known differences, and fails the
// test where the two do not go together.
func settle(t *testing.T, list map[string]difference, id string, r result) outcome {
	d, listed := list[id]
	switch {
	case r.outcome == failed && listed && (r.mismatches == d.mismatches || maxRows < math.MaxInt):
		t.Logf("known difference (%s): %s", d.reason, r.detail)
		return known
	case r.outcome == failed && listed:
		t.Errorf("%d values differ, known_differences.txt has %d (%s): %s", r.mismatches, d.mismatches, d.reason, r.detail)
	case r.outcome == failed:
		t.Error(r.detail)
	case listed && maxRows < math.MaxInt:
		return known // the rows that differ may not have been among those scored
	case listed:
		t.Errorf("%s, but stands in known_differences.txt (%s): remove it there and in RATIONALE.md", r.outcome, d.reason)
		return failed
	}
	return r.outcome
}

// run loads and scores the case. The outcome is passed, failed or refused.
func (tc testCase) run() (r result) {
	defer recoverTo(&r)
	model, err := evaluator.LoadFile(tc.Path(tc.Model))
	if err != nil {
		return tc.refusal(err)
	}
	return tc.score(model)
}

// score scores the case with a model of its document.
func (tc testCase) score(model *evaluator.Model) result {
	if names := tc.Unsupported(); names != nil && tc.Tier != "load" {
		return failure("the document was not refused, although %s is not supported", strings.Join(names, ", "))
	}
	switch {
	case tc.LoadOnly:
		return result{outcome: passed}
	case tc.Mode == "series":
		return failure("mode=series is not implemented by this test")
	}
	var m mismatches
	var err error
	if tc.JSON != "" {
		err = tc.runJSON(model, &m)
	} else {
		err = tc.runCSV(model, &m)
	}
	switch {
	case err != nil:
		return failure("%v", err)
	case m.count > 0:
		return result{
			outcome:    failed,
			detail:     fmt.Sprintf("%s (%d values differ in %d rows)", m.first[0], m.count, m.rows),
			more:       m.first[1:],
			mismatches: m.count,
		}
	}
	return result{outcome: passed}
}

// recoverTo turns a panic into a failure.
func recoverTo(r *result) {
	if p := recover(); p != nil {
		*r = failure("panic: %v\n%s", p, debug.Stack())
	}
}

// refusal judges the error that loading the case's document gave.
func (tc testCase) refusal(err error) result {
	var e *pmml.Error
	if !errors.As(err, &e) {
		return failure("the error is of type %T, not *pmml.Error: %v", err, err)
	}
	if e.File == "" || e.Pos == (pmml.Pos{}) || e.Detail == "" || e.Class == nil {
		return failure("the error lacks file, place, class or detail: %v", err)
	}
	ok := result{outcome: refused, detail: err.Error()}
	names := append(tc.Unsupported(), tc.CustomFunctions...)
	switch {
	case tc.Tier == "load":
		return ok
	case len(names) > 0:
		named := func(name string) bool { return strings.Contains(err.Error(), name) }
		if !errors.Is(err, pmml.ErrUnsupported) || !slices.ContainsFunc(names, named) {
			return failure("the error does not say that %s is unsupported: %v", strings.Join(names, " or "), err)
		}
		return ok
	case tc.JSON != "":
		// Where every record must fail, the document may as well.
		rows, jsonErr := tc.readJSON()
		if jsonErr != nil {
			return failure("%v", jsonErr)
		}
		if !slices.ContainsFunc(rows, func(r jsonRow) bool { return !r.wantError() }) {
			return ok
		}
	}
	return failure("%v", err)
}

// verify runs the document's own ModelVerification.
func (tc testCase) verify() (r result) {
	defer recoverTo(&r)
	model, err := evaluator.LoadFile(tc.Path(tc.Model))
	if err != nil {
		return tc.refusal(err)
	}
	v, err := model.Verify()
	nested := slices.Contains(nestedVerification, tc.ID())
	switch {
	case err != nil:
		return failure("%v", err)
	case nested && v.Rows == 0:
		return result{outcome: passed}
	case nested:
		return failure("nestedVerification names the case, but its records were verified")
	case v.Rows == 0:
		return failure("nothing was verified, although the document has a ModelVerification")
	case len(v.Mismatches) > 0:
		m := v.Mismatches[0]
		r := failure("row %d, field %q: got %s, want %s (%d values differ in %d rows)",
			m.Row, m.Field, m.Got, m.Want, len(v.Mismatches), v.Rows)
		r.mismatches = len(v.Mismatches)
		return r
	}
	return result{outcome: passed}
}

// mismatches counts the values of a case that differ and keeps the first few.
type mismatches struct {
	count int
	first []string
	rows  int // scored
}

func (m *mismatches) add(row int, column string, got, want string) {
	m.count++
	if len(m.first) < 20 {
		m.first = append(m.first, fmt.Sprintf("row %d, column %q: got %s, want %s", row, column, got, want))
	}
}

// runCSV scores the rows of the input and compares them with those expected.
func (tc testCase) runCSV(model *evaluator.Model, m *mismatches) error {
	input, err := readTable(tc.Path(tc.Input), tc.Sep[0])
	if err != nil {
		return err
	}
	expected, err := readTable(tc.Path(tc.Expected), tc.Sep[0])
	if err != nil {
		return err
	}
	records, err := tc.records(model, input)
	if err != nil {
		return err
	}
	if len(records) != len(expected.rows) {
		return fmt.Errorf("%d records, but %d expected rows", len(records), len(expected.rows))
	}
	columns, err := tc.resultColumns(model, expected.header)
	if err != nil {
		return err
	}
	tol := tc.tolerance()
	s := newScorer(model, tc.Stateful || model.Stateful(), input.header) // a table is a stream
	for i := range s.sample(len(records)) {
		m.rows++
		result, err := s.score(records[i])
		want := expected.rows[i]
		wantError := slices.ContainsFunc(columns, func(col resultColumn) bool { return want[col.index] == "#ERROR" })
		switch {
		case err != nil && errors.Is(err, errPathsDisagree):
			return fmt.Errorf("row %d: %w", i+1, err)
		case err != nil && !wantError:
			m.add(i+1, "", "error: "+err.Error(), "a result")
			continue
		case wantError && err == nil:
			m.add(i+1, "", "a result", "an error")
			continue
		case wantError || tc.Vacuous:
			continue
		}
		for _, col := range columns {
			got, _ := result.Value(col.field)
			text := want[col.index]
			if slices.Contains(tc.Missing, text) {
				if got != nil {
					m.add(i+1, col.field, pmmltest.Show(got), "missing")
				}
			} else if !tol.equalText(got, text) {
				m.add(i+1, col.field, pmmltest.Show(got), strconv.Quote(text))
			}
		}
	}
	return s.agreeWithColumns()
}

// resultColumn is a column of the expected table and the result it belongs to.
type resultColumn struct {
	index int
	field string
}

// resultColumns gives the columns to be compared. Each must be a result of the model.
func (tc testCase) resultColumns(model *evaluator.Model, header []string) ([]resultColumn, error) {
	var columns []resultColumn
	used := 0
	for i, name := range header {
		field, ok := tc.Columns[name]
		if ok {
			used++
		} else if tc.Columns != nil {
			continue
		} else {
			field = name
		}
		if slices.Contains(tc.Exclude, name) {
			continue
		}
		if tc.UnnamedTarget {
			targets := model.Targets()
			if len(targets) != 1 {
				return nil, fmt.Errorf("unnamedTarget: the model has %d targets", len(targets))
			}
			field = targets[0].Name
		}
		if _, ok := model.ResultIndex(field); !ok {
			return nil, fmt.Errorf("the model has no result %q; it has %s", field, resultNames(model))
		}
		columns = append(columns, resultColumn{i, field})
	}
	if used != len(tc.Columns) {
		return nil, fmt.Errorf("%s lacks some of the manifest's columns", tc.Expected)
	}
	if len(columns) == 0 && !tc.Vacuous {
		return nil, errors.New("nothing to compare")
	}
	return columns, nil
}

func resultNames(model *evaluator.Model) string {
	var names []string
	for _, f := range model.Results() {
		names = append(names, strconv.Quote(f.Name))
	}
	return strings.Join(names, ", ")
}

// records turns the rows of the input into records, values in the order of the
// header: text, or nil for a missing token. Rows of a grouped model become one
// record for each key, in the order in which the keys are first seen, with
// lists as the values of all other fields.
func (tc testCase) records(model *evaluator.Model, input *table) ([][]any, error) {
	records := make([][]any, len(input.rows))
	for i, row := range input.rows {
		record := make([]any, len(row))
		for j, cell := range row {
			if slices.Contains(tc.Missing, cell) {
				continue
			}
			var err error
			switch tc.InputTyped[input.header[j]] {
			case "":
				record[j] = cell
			case "Integer":
				record[j], err = strconv.ParseInt(cell, 10, 64)
			case "Double":
				record[j], err = strconv.ParseFloat(cell, 64)
			}
			if err != nil {
				return nil, fmt.Errorf("%s: row %d: column %q: %w", tc.Input, i+1, input.header[j], err)
			}
		}
		records[i] = record
	}
	keys := model.GroupFields()
	if len(keys) == 0 {
		return records, nil
	}
	var groups [][]any
	byKey := map[string][]any{}
	for _, record := range records {
		var key strings.Builder
		for _, name := range keys {
			j := slices.Index(input.header, name)
			if j < 0 {
				return nil, fmt.Errorf("%s has no column %q", tc.Input, name)
			}
			fmt.Fprintf(&key, "%#v\x00", record[j])
		}
		group := byKey[key.String()]
		if group == nil {
			group = make([]any, len(record))
			byKey[key.String()] = group
			groups = append(groups, group)
		}
		for j, v := range record {
			if slices.Contains(keys, input.header[j]) {
				group[j] = v
				continue
			}
			list, _ := group[j].([]any)
			group[j] = append(list, v)
		}
	}
	return groups, nil
}

// jsonRow is a record of a JSON case.
type jsonRow struct {
	Arguments map[string]any  `json:"arguments"`
	Expected  map[string]any  `json:"expected"`
	Error     json.RawMessage `json:"error"`
	Abs       *float64        `json:"abs"`
	Rel       *float64        `json:"rel"`
}

func (r *jsonRow) wantError() bool { return r.Error != nil }

func (tc testCase) readJSON() ([]jsonRow, error) {
	data, err := os.ReadFile(tc.Path(tc.JSON))
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var rows []jsonRow
	if err := dec.Decode(&rows); err != nil {
		return nil, fmt.Errorf("%s: %w", tc.JSON, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: no records", tc.JSON)
	}
	for i, r := range rows {
		if r.wantError() == (r.Expected != nil) {
			return nil, fmt.Errorf("%s: record %d has not exactly one of expected and error", tc.JSON, i+1)
		}
	}
	return rows, nil
}

// runJSON scores the case's records and compares the fields that each names.
func (tc testCase) runJSON(model *evaluator.Model, m *mismatches) error {
	rows, err := tc.readJSON()
	if err != nil {
		return err
	}
	var s *scorer
	var names []string
	for i, row := range rows {
		m.rows++
		tol := tc.tolerance()
		if row.Abs != nil {
			tol.abs = *row.Abs
		}
		if row.Rel != nil {
			tol.rel = *row.Rel
		}
		// The scorer keeps state, so it is made anew only where the names change,
		// which they do not in a stream.
		rowNames := make([]string, 0, len(row.Arguments))
		for name := range row.Arguments {
			rowNames = append(rowNames, name)
		}
		slices.Sort(rowNames)
		if s == nil || !slices.Equal(names, rowNames) {
			if s != nil {
				if err := s.agreeWithColumns(); err != nil {
					return err
				}
			}
			if s != nil && tc.Stateful {
				return fmt.Errorf("record %d of a stream has other arguments than those before", i+1)
			}
			names = rowNames
			s = newScorer(model, tc.Stateful, names)
		}
		record := make([]any, len(names))
		for j, name := range names {
			record[j] = argument(row.Arguments[name])
		}
		result, err := s.score(record)
		switch {
		case err != nil && errors.Is(err, errPathsDisagree):
			return fmt.Errorf("row %d: %w", i+1, err)
		case err != nil && !row.wantError():
			m.add(i+1, "", "error: "+err.Error(), "a result")
			continue
		case err == nil && row.wantError():
			m.add(i+1, "", "a result", "an error, as "+string(row.Error))
			continue
		case row.wantError() || tc.Vacuous:
			continue
		}
		for _, field := range slices.Sorted(maps.Keys(row.Expected)) {
			want := row.Expected[field]
			got, ok := result.Value(field)
			if !ok && field == "confidence" {
				// Asserted of the prediction itself, where no output field asks for it.
				got, ok = confidence(model, result)
			}
			if targets := model.Targets(); !ok && field == "predictedValue" && len(targets) == 1 {
				// The prediction itself, where no output field reports it.
				got, ok = result.Value(targets[0].Name)
			}
			if !ok {
				m.add(i+1, field, "no such result", fmt.Sprintf("%#v", want))
			} else if !tol.equalJSON(got, want) {
				m.add(i+1, field, pmmltest.Show(got), fmt.Sprintf("%#v", want))
			}
		}
	}
	return s.agreeWithColumns()
}

// argument turns a JSON value into what a caller in Go would pass.
func argument(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, err := v.Float64()
		if err != nil {
			panic(err) // the corpus holds no such number
		}
		return f
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = argument(v[i])
		}
		return list
	}
	return v
}

// errPathsDisagree: Evaluate, Row and ScoreColumns do not give the same for a record.
var errPathsDisagree = errors.New("the results of Evaluate, Row and ScoreColumns differ")

// scorer scores records on both ways in, Evaluate and Row, and holds them to
// each other.
type scorer struct {
	model    *evaluator.Model
	stateful bool
	names    []string
	inputs   []int // index of the input of that name, -1 for none
	evaluate func(map[string]any) (*evaluator.Result, error)
	row      *evaluator.Row
	record   map[string]any
	results  []string // names by index, "" for one not to be compared
	scored   []scored // what has been scored, for agreeWithColumns
}

func newScorer(model *evaluator.Model, stateful bool, names []string) *scorer {
	s := &scorer{
		model:    model,
		stateful: stateful,
		names:    names,
		inputs:   make([]int, len(names)),
		evaluate: model.Evaluate,
		row:      model.NewRow(),
		record:   make(map[string]any, len(names)),
	}
	if stateful {
		s.evaluate = model.NewSession().Evaluate
	}
	for i, name := range names {
		input, ok := model.Input(name)
		if !ok {
			input = -1
		}
		s.inputs[i] = input
	}
	for i, f := range model.Results() {
		name := f.Name
		if first, _ := model.ResultIndex(name); first != i {
			name = "" // a name given twice stands for the first
		}
		s.results = append(s.results, name)
	}
	return s
}

// sample gives the rows to score: all, or maxRows that are spread evenly, or the
// first maxRows of a stream.
func (s *scorer) sample(n int) func(yield func(int) bool) {
	count := min(n, maxRows)
	return func(yield func(int) bool) {
		for k := range count {
			i := k
			if !s.stateful {
				i = int(int64(k) * int64(n) / int64(count))
			}
			if !yield(i) {
				return
			}
		}
	}
}

// score scores a record, whose values are in the order of the names.
func (s *scorer) score(record []any) (*evaluator.Result, error) {
	clear(s.record)
	if s.model.Stateful() && !s.stateful {
		s.row = s.model.NewRow() // without the history
	}
	s.row.Reset()
	var rowErr error
	for i, v := range record {
		s.record[s.names[i]] = v
		input := s.inputs[i]
		if input < 0 {
			continue
		}
		switch v := v.(type) {
		case nil:
			s.row.SetMissing(input)
		case string:
			s.row.SetText(input, v)
		case int64:
			s.row.SetInt(input, v)
		case float64:
			s.row.SetFloat(input, v)
		case bool:
			s.row.SetBool(input, v)
		default:
			if err := s.row.SetValue(input, v); err != nil && rowErr == nil {
				rowErr = err
			}
		}
	}
	result, err := s.evaluate(s.record)
	if rowErr == nil {
		rowErr = s.row.Score()
		limitsUsed.add(s.model.Name(), s.row.Used())
	}
	if err != nil || rowErr != nil {
		if fmt.Sprint(err) != fmt.Sprint(rowErr) {
			return nil, fmt.Errorf("%w: %s; %s", errPathsDisagree, fmt.Sprint(err), fmt.Sprint(rowErr))
		}
		s.keep(record, nil, err)
		return nil, err
	}
	for i, name := range s.results {
		if name == "" {
			continue
		}
		fromRecord, _ := result.Value(name)
		if fromRow := s.row.Value(i); !pmmltest.SameBits(fromRecord, fromRow) {
			return nil, fmt.Errorf("%w: %q is %s; %s", errPathsDisagree, name, pmmltest.Show(fromRecord), pmmltest.Show(fromRow))
		}
	}
	s.keep(record, result, nil)
	return result, nil
}

// confidence gives the predicted category's confidence.
func confidence(model *evaluator.Model, result *evaluator.Result) (any, bool) {
	target := model.Targets()[0].Name
	label, ok := result.Text(target)
	for _, c := range result.Distribution(target) {
		if ok && c.Category == label {
			return c.Confidence, true
		}
	}
	return nil, false
}
