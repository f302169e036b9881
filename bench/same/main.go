// Command same writes down what this build makes of the conformance corpus, for
// bench/same.sh, which compares it with what another build makes of it:
//
//	same [-case SUITE/NAME] [-part 1/N] [-rows N] CORPUS
//
// Each case gets a line with one sum for each way: its errors and warnings, the
// document as it is written and upgraded, results of Evaluate, Row, ScoreColumns
// and exact decimals to the last bit, and explanations. With -case all that goes
// into one case's sums is printed.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// explained is how many records of a case are explained.
const explained = 5

// testCase is what of the manifest's entries is needed to score one.
type testCase struct {
	Suite, Name, Model, Input, Sep, JSON string
	Missing                              []string
}

func main() {
	only := flag.String("case", "", "print all of one case")
	rows := flag.Int("rows", 400, "records of a case, 0 for all")
	share := flag.String("part", "1/1", "a part of the cases, by their names: 1/10 to 10/10 are all of them")
	flag.Parse()
	var part, parts uint32
	if _, err := fmt.Sscanf(*share, "%d/%d", &part, &parts); err != nil || part < 1 || part > parts {
		fmt.Fprintf(os.Stderr, "same: -part %s is not of the form 1/10\n", *share)
		os.Exit(2)
	}
	in := func(id string) bool {
		h := fnv.New32a()
		io.WriteString(h, id)
		return h.Sum32()%parts == part-1 && (*only == "" || *only == id)
	}
	if err := run(flag.Arg(0), *only, *rows, in); err != nil {
		fmt.Fprintln(os.Stderr, "same:", err)
		os.Exit(1)
	}
}

func run(dir, only string, rows int, in func(id string) bool) error {
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return err
	}
	var manifest struct{ Cases []testCase }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return err
	}
	lines := make([]string, len(manifest.Cases))
	var work sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, tc := range manifest.Cases {
		id := tc.Suite + "/" + tc.Name
		if !in(id) {
			continue
		}
		work.Add(1)
		free <- struct{}{}
		go func() {
			defer func() { <-free; work.Done() }()
			r := &recorder{rows: rows}
			if only != "" {
				r.all = os.Stdout
			}
			r.do(dir, &tc)
			lines[i] = id + r.sums.String()
		}()
	}
	work.Wait()
	for _, l := range lines {
		if l != "" {
			fmt.Println(l)
		}
	}
	return nil
}

// recorder takes down one case.
type recorder struct {
	rows int
	all  io.Writer // nil unless everything is printed
	sum  hash.Hash
	sums strings.Builder
}

// part records one way of looking at a case.
func (r *recorder) part(name string, do func()) {
	r.sum = sha256.New()
	defer func() {
		if p := recover(); p != nil {
			r.say("panic: %v", p)
		}
		fmt.Fprintf(&r.sums, " %s=%x", name, r.sum.Sum(nil)[:6])
	}()
	r.say("# %s", name)
	do()
}

func (r *recorder) say(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	io.WriteString(r.sum, text+"\n")
	if r.all != nil {
		fmt.Fprintln(r.all, text)
	}
}

func (r *recorder) do(dir string, tc *testCase) {
	path := filepath.Join(dir, tc.Model)
	r.part("document", func() { r.document(path) })
	r.part("validate", func() {
		for _, p := range evaluator.ValidateFile(path).Problems {
			r.say("%v %s %s", p.Severity, p.Code, p)
		}
	})
	model, err := evaluator.LoadFile(path)
	r.part("load", func() { r.say("%v", err) })
	if err != nil {
		return
	}
	records, err := tc.records(dir)
	if err != nil {
		r.part("records", func() { r.say("%v", err) })
		return
	}
	if r.rows > 0 && len(records) > r.rows {
		records = records[:r.rows]
	}
	r.part("evaluate", func() { r.evaluate(model, records) })
	r.part("row", func() { r.row(model, records) })
	r.part("columns", func() { r.columns(model, records) })
	r.part("explain", func() { r.explain(model, records[:min(explained, len(records))]) })
	r.part("decimal", func() {
		exact, err := evaluator.LoadFile(path, evaluator.WithDecimalArithmetic())
		if err != nil {
			r.say("%v", err)
			return
		}
		few := records[:min(50, len(records))]
		r.evaluate(exact, few)
		r.explain(exact, few[:min(explained, len(few))])
	})
}

// document records how the document is written again.
func (r *recorder) document(path string) {
	doc, err := pmml.ParseFile(path)
	r.say("%v", err)
	if err != nil {
		return
	}
	var out bytes.Buffer
	r.say("%v", pmml.Write(&out, doc))
	r.say("%s", out.Bytes())
	newer, err := pmml.Upgrade(doc)
	if err != nil {
		r.say("%v", err)
		return
	}
	out.Reset()
	r.say("%v", pmml.Write(&out, newer))
	r.say("%s", out.Bytes())
}

func (r *recorder) evaluate(m *evaluator.Model, records []map[string]any) {
	s := m.NewSession()
	for i, record := range records {
		result, err := s.Evaluate(record)
		if err != nil {
			r.say("%d: %v", i, err)
			continue
		}
		for _, f := range result.Fields() {
			v, _ := result.Value(f.Name)
			r.value(i, f.Name, v)
		}
	}
}

func (r *recorder) row(m *evaluator.Model, records []map[string]any) {
	row := m.NewRow()
	for i, record := range records {
		row.Reset()
		err := set(m, row, record)
		if err == nil {
			err = row.Score()
		}
		if err != nil {
			r.say("%d: %v", i, err)
			continue
		}
		for k, f := range m.Results() {
			r.value(i, f.Name, row.Value(k))
		}
	}
}

func set(m *evaluator.Model, row *evaluator.Row, record map[string]any) error {
	for k, f := range m.Inputs() {
		if v, ok := record[f.Name]; ok {
			if err := row.SetValue(k, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *recorder) columns(m *evaluator.Model, records []map[string]any) {
	table, ok := columnsOf(m, records)
	if !ok {
		r.say("no table")
		return
	}
	var out evaluator.ColumnResults
	if err := m.ScoreColumns(context.Background(), table, &out, evaluator.WithRowErrors(), evaluator.WithWorkers(1)); err != nil {
		r.say("%v", err)
		return
	}
	for _, e := range out.Errors {
		r.say("%d: %v", e.Row, e)
	}
	for _, c := range out.Columns() {
		for i := range out.Rows() {
			switch {
			case !c.Valid.Has(i):
				r.value(i, c.Field.Name, nil)
			case c.Float64 != nil:
				r.value(i, c.Field.Name, c.Float64[i])
			case c.Float32 != nil:
				r.value(i, c.Field.Name, c.Float32[i])
			case c.Int64 != nil:
				r.value(i, c.Field.Name, c.Int64[i])
			case c.Bool != nil:
				r.value(i, c.Field.Name, c.Bool[i])
			case c.Strings != nil:
				r.value(i, c.Field.Name, c.Strings[i])
			default:
				r.value(i, c.Field.Name, c.Lists[i])
			}
		}
	}
}

// columnsOf makes a table of records; false where a field's values have several types.
func columnsOf(m *evaluator.Model, records []map[string]any) (*evaluator.Columns, bool) {
	table := evaluator.NewColumns(len(records))
	for _, f := range m.Inputs() {
		texts, numbers := make([]string, len(records)), make([]float64, len(records))
		valid := evaluator.Bitmap{Bits: make([]byte, (len(records)+7)/8)}
		seenText, seenNumber := false, false
		for i, record := range records {
			switch v := record[f.Name].(type) {
			case nil:
				continue
			case string:
				texts[i], seenText = v, true
			case float64:
				numbers[i], seenNumber = v, true
			default:
				return nil, false
			}
			valid.Bits[i>>3] |= 1 << (i & 7)
		}
		switch {
		case seenText && seenNumber:
			return nil, false
		case seenText:
			table.AddStrings(f.Name, texts, valid)
		case seenNumber:
			table.AddFloat64(f.Name, numbers, valid)
		}
	}
	return table, true
}

func (r *recorder) explain(m *evaluator.Model, records []map[string]any) {
	for i, record := range records {
		x, err := m.Explain(record)
		if err != nil {
			r.say("%d: %v", i, err)
		}
		if x == nil {
			continue
		}
		data, err := json.Marshal(x)
		r.say("%d: %s %v", i, data, err)
		var out bytes.Buffer
		r.say("%v", x.WriteText(&out))
		r.say("%s", out.Bytes())
	}
}

// value records a result, numbers by their bits.
func (r *recorder) value(row int, name string, v any) {
	switch v := v.(type) {
	case float64:
		r.say("%d %s %016x %v", row, name, math.Float64bits(v), v)
	case float32:
		r.say("%d %s %08x %v", row, name, math.Float32bits(v), v)
	default:
		r.say("%d %s %T %v", row, name, v, v)
	}
}

// records reads the case's records.
func (tc *testCase) records(dir string) ([]map[string]any, error) {
	if tc.JSON != "" {
		data, err := os.ReadFile(filepath.Join(dir, tc.JSON))
		if err != nil {
			return nil, err
		}
		var rows []struct{ Arguments map[string]any }
		if err := json.Unmarshal(data, &rows); err != nil {
			return nil, err
		}
		out := make([]map[string]any, len(rows))
		for i := range rows {
			out[i] = rows[i].Arguments
		}
		return out, nil
	}
	if tc.Input == "" {
		return nil, errors.New("none")
	}
	data, err := os.ReadFile(filepath.Join(dir, tc.Input))
	if err != nil {
		return nil, err
	}
	return tc.csv(string(data)), nil
}

// csv splits the cells of a file roughly: it is the same for both builds.
func (tc *testCase) csv(text string) []map[string]any {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	cells := func(line string) []string {
		out := strings.Split(line, tc.Sep)
		for i := range out {
			out[i] = strings.Trim(out[i], `"`)
		}
		return out
	}
	names := cells(lines[0])
	var out []map[string]any
	for _, line := range lines[1:] {
		if line == "" {
			break
		}
		record := map[string]any{}
		for i, v := range cells(line) {
			if i < len(names) && !tc.isMissing(v) {
				record[names[i]] = v
			}
		}
		out = append(out, record)
	}
	return out
}

func (tc *testCase) isMissing(v string) bool {
	for _, m := range tc.Missing {
		if v == m {
			return true
		}
	}
	return false
}
