package agree

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
)

// hammered is how many documents of each model type many goroutines score at the
// same time.
const hammered = 3

// TestTablesFromManyGoroutines scores different tables with one Model at the same
// time: each goroutine gets what one alone gets.
func TestTablesFromManyGoroutines(t *testing.T) {
	count := map[string]int{}
	var cases []*corpus.Case
	for _, tc := range corpus.Cases(t) {
		if tc.LoadOnly || tc.Unsupported() != nil || len(tc.CustomFunctions) > 0 || tc.Tier == "load" {
			continue
		}
		types := slices.Clone(tc.ModelTypes)
		slices.Sort(types)
		kind := strings.Join(types, "+")
		if count[kind] < hammered {
			count[kind]++
			cases = append(cases, tc)
		}
	}
	corpus.Each(t, cases, func(t *testing.T, tc *corpus.Case) {
		data, err := os.ReadFile(tc.Path(tc.Model))
		if err != nil {
			t.Fatal(err)
		}
		model, err := evaluator.Load(strings.NewReader(string(data)))
		if err != nil {
			return // TestCorpus says whether that is right
		}
		a := newAgreement(model, string(data), rand.New(rand.NewPCG(1, uint64(len(data)))))
		var tables []*evaluator.Columns
		var want []string
		for i, rows := range []int{300, 9, 1100, 70} {
			a.plain, a.gaps = i == 0, i > 0
			a.choose()
			answers := make([]answer, rows)
			for k := range answers {
				answers[k].record = a.record()
			}
			tables = append(tables, a.columns(answers))
			want = append(want, scoredTable(model, tables[i], &evaluator.ColumnResults{}, 1))
		}
		var all sync.WaitGroup
		for g := range 6 {
			all.Go(func() {
				var out evaluator.ColumnResults
				for n := range 2 * len(tables) {
					i := (n + g) % len(tables)
					if got := scoredTable(model, tables[i], &out, 1+g%3); got != want[i] {
						t.Errorf("table %d differs from what one goroutine gets:\n%.2000s\n%.2000s", i+1, got, want[i])
						return
					}
				}
			})
		}
		all.Wait()
	})
}

// scoredTable gives all results and errors of a table as text.
func scoredTable(model *evaluator.Model, in *evaluator.Columns, out *evaluator.ColumnResults, workers int) string {
	if err := model.ScoreColumns(context.Background(), in, out, evaluator.WithRowErrors(), evaluator.WithWorkers(workers)); err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, e := range out.Errors {
		fmt.Fprintln(&b, e)
	}
	columns := out.Columns()
	for i := range columns {
		for row := range in.Rows() {
			fmt.Fprintf(&b, "%v ", columns[i].Value(row)) // the shortest text that is read back to the same number
		}
	}
	return b.String()
}
