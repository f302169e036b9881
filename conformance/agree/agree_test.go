package agree

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	agreeRows     = flag.Int("agree-rows", 0, "rows of each random table of TestAgree; 0 stands for some 600 in three tables")
	agreeSeed     = flag.Uint64("agree-seed", 1, "seed of the random records of TestAgree")
	agreeRuns     = flag.Int("agree-tables", 3, "random tables for each document of TestAgree")
	agreeVariants = flag.Int("agree-variants", -1, "variants of each document that TestAgree makes")
	agreeKeep     = flag.String("agree-keep", "", "folder for the variants on which the ways do not agree")
	agreeDirs     = flag.String("agree-dir", "", "another folder whose *.pmml files TestAgree reads")
)

// TestAgree scores random records with every document of the corpora. A record has
// the same results to the bit, or the same error, whether it is scored by Row, by
// Evaluate, in a table or by Explain, which takes none of the kernels that the others
// have. Many of the values are those that the document compares with, and their
// neighbours.
func TestAgree(t *testing.T) {
	seen := map[string]bool{}
	var cases []*corpus.Case
	for _, tc := range corpus.Cases(t) {
		if seen[tc.Model] || tc.Unsupported() != nil || tc.LoadOnly || len(tc.CustomFunctions) > 0 || tc.Mode == "series" {
			continue
		}
		seen[tc.Model] = true
		cases = append(cases, tc)
	}
	files, err := filepath.Glob(filepath.Join(*agreeDirs, "*.pmml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		cases = append(cases, corpus.File(file))
	}
	corpus.Each(t, cases, func(t *testing.T, tc *corpus.Case) {
		data, err := os.ReadFile(tc.Path(tc.Model))
		if err != nil {
			t.Fatal(err)
		}
		seed := fnv.New64a()
		seed.Write([]byte(tc.ID()))
		random := rand.New(rand.NewPCG(*agreeSeed, seed.Sum64()))
		text := string(data)
		if err := agree(text, *agreeRuns, random); err != nil {
			t.Error(err)
		}
		for i := range variants(len(text)) {
			changed := variant(text, random)
			if err := agree(changed, 1+i%3, random); err != nil {
				t.Errorf("variant %d: %v", i+1, err)
				if *agreeKeep != "" {
					name := strings.ReplaceAll(fmt.Sprintf("%s-%d.pmml", tc.ID(), i+1), "/", "-")
					if err := os.WriteFile(filepath.Join(*agreeKeep, name), []byte(changed), 0o600); err != nil {
						t.Error(err)
					}
				}
			}
		}
	})
}

// variants gives the number of variants of a document: without the flag, those of
// the smaller documents.
func variants(size int) int {
	switch {
	case *agreeVariants >= 0:
		return *agreeVariants
	case size < 60_000 && !testing.Short():
		return 3
	}
	return 0
}

// agree scores random tables with a document. One that cannot be loaded is left
// to other tests.
func agree(text string, tables int, random *rand.Rand) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	model, err := evaluator.Load(strings.NewReader(text))
	if err != nil {
		return nil
	}
	a := newAgreement(model, text, random)
	rows := []int{256 + 13, 131, 200}
	for table := range tables {
		n := rows[table%len(rows)]
		if *agreeRows > 0 {
			n = *agreeRows + random.IntN(300)
		}
		a.plain = table%3 == 0
		a.gaps = table%3 == 1 || table%3 == 2 && random.IntN(3) > 0
		if err := a.table(n); err != nil {
			return fmt.Errorf("table %d: %w", table+1, err)
		}
	}
	return nil
}

// agreement scores records in every way.
type agreement struct {
	model          *evaluator.Model
	inputs         []*values
	row, explained *evaluator.Row
	session        *evaluator.Session
	random         *rand.Rand
	out            evaluator.ColumnResults // used again for every table, as callers do

	plain bool // columns of the fields' own types
	gaps  bool // values may be missing
	often bool // many of the records are explained
}

func newAgreement(model *evaluator.Model, text string, random *rand.Rand) *agreement {
	a := &agreement{model: model, row: model.NewRow(), explained: model.NewRow(), random: random}
	known := readMentions(text)
	for _, f := range model.Inputs() {
		a.inputs = append(a.inputs, newValues(f, known.of(f.Name), random))
	}
	return a
}

// choose takes a form for the column of each input.
func (a *agreement) choose() {
	for _, v := range a.inputs {
		v.choose(a.plain)
		v.absent = a.gaps && a.random.IntN(max(12, len(a.inputs))) == 0
	}
}

// answer is what a record got.
type answer struct {
	record []any
	values []any
	err    error
}

func (a *agreement) table(n int) error {
	a.choose()
	stream := a.model.Stateful()
	if stream {
		a.row, a.session = a.model.NewRow(), a.model.NewSession()
	}
	var answers []answer
	for tries, failed := 0, 0; len(answers) < n && tries < 4*n; tries++ {
		got, err := a.score(a.record())
		if err != nil {
			return fmt.Errorf("record %s: %w", showRecord(got.record), err)
		}
		if got.err != nil && !stream {
			// A table of which most rows fail is scored record by record.
			if 5*failed >= n && tries < 3*n {
				continue
			}
			failed++
		}
		answers = append(answers, got)
		if !stream && (len(answers)%16 == 0 || a.often && len(answers)%4 == 0 || got.err != nil && len(answers)%4 == 0) {
			if err := a.explain(got); err != nil {
				return fmt.Errorf("record %s: %w", showRecord(got.record), err)
			}
		}
	}
	return a.compare(answers)
}

// record makes a random record, with its values in the order of the inputs.
func (a *agreement) record() []any {
	m := mannerOf(a.random)
	if m == sparse && !a.gaps {
		m = proper
	}
	record := make([]any, len(a.inputs))
	share := 1 + a.random.IntN(12) // one of how many inputs is not proper
	one := a.random.IntN(max(1, len(a.inputs)))
	for i, v := range a.inputs {
		odd := m != proper && (i == one || a.random.IntN(max(share, len(a.inputs)/4)) == 0)
		switch {
		case v.absent:
		case odd && m == sparse && (!v.field.Collection || a.random.IntN(2) == 0):
		case odd:
			record[i] = v.next(m)
		default:
			record[i] = v.next(proper)
		}
	}
	return record
}

// score scores a record with Evaluate and with a Row that has scored others.
func (a *agreement) score(record []any) (answer, error) {
	got := answer{record: record}
	if err := a.set(a.row, record); err != nil {
		return got, err
	}
	given := make(map[string]any, len(record))
	for i, v := range a.inputs {
		if record[i] != nil || a.random.IntN(2) == 0 {
			given[v.field.Name] = record[i]
		}
	}
	evaluate := a.model.Evaluate
	if a.session != nil {
		evaluate = a.session.Evaluate
	}
	result, err := evaluate(given)
	got.err = a.row.Score()
	if fmt.Sprint(err) != fmt.Sprint(got.err) {
		return got, fmt.Errorf("the error of Evaluate is %w; of Row %w", err, got.err)
	}
	if err != nil {
		return got, nil
	}
	for i, f := range a.model.Results() {
		value := a.row.Value(i)
		got.values = append(got.values, value)
		if first, _ := a.model.ResultIndex(f.Name); first != i {
			continue // a name given twice stands for the first
		}
		if other, _ := result.Value(f.Name); !pmmltest.SameBits(value, other) {
			return got, fmt.Errorf("%q is %s by Evaluate; %s by Row", f.Name, pmmltest.Show(other), pmmltest.Show(value))
		}
	}
	return got, nil
}

// set fills a row by the setter of each value's type, or by that of any.
func (a *agreement) set(row *evaluator.Row, record []any) error {
	if a.random.IntN(8) == 0 {
		row.Reset()
	}
	for i, v := range record {
		switch v := v.(type) {
		case string:
			row.SetText(i, v)
			continue
		case float64:
			row.SetFloat(i, v)
			continue
		case int64:
			row.SetInt(i, v)
			continue
		case bool:
			row.SetBool(i, v)
			continue
		}
		if err := row.SetValue(i, v); err != nil {
			return err
		}
	}
	return nil
}

// explain compares what Explain computes, which nothing else does in that way.
func (a *agreement) explain(want answer) error {
	if err := a.set(a.explained, want.record); err != nil {
		return err
	}
	_, err := a.explained.Explain(evaluator.WithSegments(1))
	if fmt.Sprint(err) != fmt.Sprint(want.err) {
		return fmt.Errorf("the error of Explain is %w; of Row %w", err, want.err)
	}
	if err != nil {
		return nil
	}
	for i, f := range a.model.Results() {
		if value := a.explained.Value(i); !pmmltest.SameBits(value, want.values[i]) {
			return fmt.Errorf("%q is %s by Explain; %s by Row", f.Name, pmmltest.Show(value), pmmltest.Show(want.values[i]))
		}
	}
	return nil
}

// compare scores the records as a table, once to the end and once to the first
// that fails.
func (a *agreement) compare(answers []answer) error {
	in := a.columns(answers)
	workers := evaluator.WithWorkers(1 + a.random.IntN(3))
	if err := a.model.ScoreColumns(context.Background(), in, &a.out, evaluator.WithRowErrors(), workers); err != nil {
		return err
	}
	failed := map[int]*evaluator.InputError{}
	for _, e := range a.out.Errors {
		failed[e.Row-1] = e
	}
	first := "<nil>"
	columns := a.out.Columns()
	for i, want := range answers {
		place := func(err error) error {
			return fmt.Errorf("ScoreColumns, row %d of %d, record %s: %w", i+1, len(answers), showRecord(want.record), err)
		}
		if err := pmmltest.SameError(want.err, failed[i]); err != nil {
			return place(err)
		}
		if want.err != nil && first == "<nil>" {
			first = failed[i].Error()
		}
		for k := range columns {
			if want.err != nil {
				if columns[k].Valid.Has(i) {
					return place(errors.New("a row that failed has results"))
				}
				continue
			}
			if got := columns[k].Value(i); !pmmltest.SameBits(want.values[k], got) {
				return place(fmt.Errorf("%q is %s by Row; %s", columns[k].Field.Name, pmmltest.Show(want.values[k]), pmmltest.Show(got)))
			}
		}
	}
	if err := a.model.ScoreColumns(context.Background(), in, &a.out, workers); fmt.Sprint(err) != first {
		return fmt.Errorf("ScoreColumns stops with %w; the first row that fails has %s", err, first)
	}
	return nil
}

// columns makes a table of the records. A column without gaps often has no
// bitmap, and sometimes is not there.
func (a *agreement) columns(answers []answer) *evaluator.Columns {
	in := evaluator.NewColumns(len(answers))
	for i, v := range a.inputs {
		if v.absent {
			continue
		}
		values := make([]any, len(answers))
		for k := range answers {
			values[k] = answers[k].record[i]
		}
		if v.field.Collection {
			pmmltest.AddValues(in, v.field.Name, values)
			continue
		}
		addForm(in, v.field.Name, v.form, values, a.random)
	}
	return in
}

// addForm adds a column in a form. What lies below a missing value is never read.
func addForm(in *evaluator.Columns, name string, of form, values []any, random *rand.Rand) {
	start := random.IntN(20)
	valid := evaluator.Bitmap{Bits: make([]byte, (start+len(values)+7)/8), Start: start}
	gaps := false
	for k, v := range values {
		if v == nil {
			gaps = true
			continue
		}
		valid.Bits[(start+k)>>3] |= 1 << ((start + k) & 7)
	}
	if !gaps && random.IntN(2) == 0 {
		valid = evaluator.Bitmap{}
	}
	switch of {
	case formFloat64:
		in.AddFloat64(name, fillGaps(pmmltest.ColumnOf[float64](values), values, strangeNumbers[random.IntN(len(strangeNumbers))]), valid)
	case formFloat32:
		in.AddFloat32(name, fillGaps(pmmltest.ColumnOf[float32](values), values, float32(random.NormFloat64())), valid)
	case formInt64:
		in.AddInt64(name, fillGaps(pmmltest.ColumnOf[int64](values), values, random.Int64()), valid)
	case formInt32:
		in.AddInt32(name, fillGaps(pmmltest.ColumnOf[int32](values), values, random.Int32()), valid)
	case formBool:
		in.AddBool(name, pmmltest.ColumnOf[bool](values), valid)
	case formBits:
		bits := evaluator.Bitmap{Bits: make([]byte, len(values)/8+2), Start: random.IntN(8)}
		for k, v := range values {
			if v == true {
				bits.Bits[(bits.Start+k)>>3] |= 1 << ((bits.Start + k) & 7)
			}
		}
		in.AddBits(name, bits, valid)
	case formStrings:
		in.AddStrings(name, fillGaps(pmmltest.ColumnOf[string](values), values, "?"), valid)
	case formBytes:
		data, offsets := []byte("x"), []int32{1}
		for _, text := range pmmltest.ColumnOf[string](values) {
			data = append(data, text...)
			offsets = append(offsets, int32(len(data)))
		}
		in.AddBytes(name, data, offsets, valid)
	case formDictionary:
		var dictionary []string
		known := map[string]int32{}
		codes := make([]int32, len(values))
		for k, v := range values {
			text, ok := v.(string)
			if !ok {
				codes[k] = -1 + random.Int32N(2)*1e9
				continue
			}
			code, ok := known[text]
			if !ok {
				code = int32(len(dictionary))
				known[text] = code
				dictionary = append(dictionary, text)
			}
			codes[k] = code
		}
		in.AddDictionary(name, codes, dictionary, valid)
	}
}

func fillGaps[T any](column []T, values []any, v T) []T {
	for k := range values {
		if values[k] == nil {
			column[k] = v
		}
	}
	return column
}

func showRecord(record []any) string {
	text := fmt.Sprintf("%#v", record)
	if len(text) > 2000 {
		text = text[:2000] + " …"
	}
	return text
}
