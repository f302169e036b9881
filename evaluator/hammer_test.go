package evaluator_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
	"github.com/gopmml/gopmml/pmml"
)

var load = pmmltest.Load

// fixtures are the models in testdata, which read loans.csv.
var fixtures = []string{"boosted", "logistic", "network", "tree"}

func loadFixture(t testing.TB, name string) *evaluator.Model {
	t.Helper()
	m, err := evaluator.LoadFile(filepath.Join("..", "testdata", name+".pmml"))
	require.NoError(t, err)
	return m
}

// loans gives the rows of loans.csv as records; empty cells are missing.
func loans(t testing.TB) []map[string]any {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", "loans.csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var records []map[string]any
	for _, cells := range rows[1:] {
		r := map[string]any{}
		for i, c := range cells {
			if c != "" && c != "NA" && c != "N/A" {
				r[rows[0][i]] = c
			}
		}
		records = append(records, r)
	}
	return records
}

// outcome is a record's results, or its error, as text.
func outcome(m *evaluator.Model, record map[string]any) string {
	r, err := m.Evaluate(record)
	if err != nil {
		return err.Error()
	}
	b, err := r.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// A Model is safe for any number of goroutines: what 64 of them get at the same
// time is what one gets alone.
func TestModelIsSafeForManyGoroutines(t *testing.T) {
	records := loans(t)
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixture(t, name)
			want := make([]string, len(records))
			for i, r := range records {
				want[i] = outcome(m, r)
			}
			var wg sync.WaitGroup
			for g := range 64 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					row := m.NewRow()
					for n := range records {
						i := (n + g*7) % len(records)
						assert.Equal(t, want[i], outcome(m, records[i]))
						assert.Equal(t, want[i], rowOutcome(m, row, records[i]))
					}
				}()
			}
			wg.Wait()
		})
	}
}

// rowOutcome scores a record with a Row.
func rowOutcome(m *evaluator.Model, row *evaluator.Row, record map[string]any) string {
	row.Reset()
	for name, v := range record {
		if i, ok := m.Input(name); ok {
			row.SetText(i, v.(string))
		}
	}
	if err := row.Score(); err != nil {
		return err.Error()
	}
	b := []byte{'{'}
	for i, f := range m.Results() {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, strconv.Quote(f.Name)...)
		b = append(b, ':')
		b = row.AppendJSON(b, i)
	}
	return string(append(b, '}'))
}

// Setting, scoring and reading a Row allocates nothing.
func TestRowAllocatesNothing(t *testing.T) {
	records := loans(t)
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixture(t, name)
			row := m.NewRow()
			type cell struct {
				input int
				text  string
			}
			var rows [][]cell
			for _, r := range records {
				if rowOutcome(m, row, r)[0] != '{' {
					continue // an error is made for the caller
				}
				var cells []cell
				for k, v := range r {
					if i, ok := m.Input(k); ok {
						cells = append(cells, cell{i, v.(string)})
					}
				}
				rows = append(rows, cells)
			}
			results := len(m.Results())
			dst := make([]byte, 0, 4096)
			n := 0
			allocs := testing.AllocsPerRun(2*len(rows), func() {
				row.Reset()
				for _, c := range rows[n%len(rows)] {
					row.SetText(c.input, c.text)
				}
				n++
				if err := row.Score(); err != nil {
					panic(err)
				}
				dst = dst[:0]
				for i := range results {
					_ = row.Float(i)
					dst = row.AppendText(dst, i)
				}
			})
			assert.Zero(t, allocs)
		})
	}
}

// A Model keeps no reference to its document.
func TestModelLetsGoOfItsDocument(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			doc, err := pmml.ParseFile(filepath.Join("..", "testdata", name+".pmml"))
			require.NoError(t, err)
			gone := make(chan struct{})
			runtime.AddCleanup(doc.DataDictionary, func(int) { close(gone) }, 0)
			m, err := evaluator.Compile(doc)
			require.NoError(t, err)
			doc = nil
			for range 50 {
				runtime.GC()
				select {
				case <-gone:
					runtime.KeepAlive(m)
					return
				case <-time.After(10 * time.Millisecond):
				}
			}
			t.Error("the document is still reachable")
		})
	}
}

// Compile does not change the document: compiling it twice gives the same.
func TestCompileLeavesTheDocumentAsItIs(t *testing.T) {
	records := loans(t)
	for _, name := range fixtures {
		doc, err := pmml.ParseFile(filepath.Join("..", "testdata", name+".pmml"))
		require.NoError(t, err)
		first, err := evaluator.Compile(doc)
		require.NoError(t, err)
		second, err := evaluator.Compile(doc)
		require.NoError(t, err)
		for _, r := range records {
			require.Equal(t, outcome(first, r), outcome(second, r), name)
		}
	}
}

func TestVerifyOfAModelWithoutVerification(t *testing.T) {
	v, err := loadFixture(t, "tree").Verify()
	require.NoError(t, err)
	assert.Zero(t, v.Rows)
	assert.Empty(t, v.Mismatches)
}
