package evaluator_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
)

// benchModels are the models of the shared benchmark, with their inputs. M5 is
// too large to be kept.
var benchModels = []struct{ name, input string }{
	{"M1", "input_m1.csv"}, {"M2", "input.csv"}, {"M3", "input.csv"}, {"M4", "input.csv"}, {"M6", "input.csv"},
	{"M7", "input.csv"}, {"M8", "input.csv"},
}

// benchTable is the benchmark's rows, by column.
type benchTable struct {
	header  []string
	columns [][]string
	rows    int
}

func readBench(tb testing.TB, path string, most int) *benchTable {
	tb.Helper()
	f, err := os.Open(path)
	require.NoError(tb, err)
	defer f.Close()
	s := bufio.NewScanner(f)
	require.True(tb, s.Scan())
	t := &benchTable{header: strings.Split(s.Text(), ",")}
	t.columns = make([][]string, len(t.header))
	for t.rows < most && s.Scan() {
		for i, c := range strings.Split(s.Text(), ",") {
			t.columns[i] = append(t.columns[i], c)
		}
		t.rows++
	}
	return t
}

// benchColumn is a column that a model reads: numbers where all are, else texts.
type benchColumn struct {
	index   int
	numbers []float64
	texts   []string
}

func (t *benchTable) inputs(m *evaluator.Model) []benchColumn {
	var out []benchColumn
	for i, name := range t.header {
		at, ok := m.Input(name)
		if !ok {
			continue
		}
		c := benchColumn{index: at, texts: t.columns[i]}
		for _, s := range c.texts {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				c.numbers = nil
				break
			}
			c.numbers = append(c.numbers, v)
		}
		out = append(out, c)
	}
	return out
}

// BenchmarkRow scores one record at a time, values already parsed.
func BenchmarkRow(b *testing.B) {
	dir := files.Shared(b, "bench")
	for _, bm := range benchModels {
		b.Run(bm.name, func(b *testing.B) {
			m, err := evaluator.LoadFile(filepath.Join(dir, bm.name+".pmml"))
			require.NoError(b, err)
			table := readBench(b, filepath.Join(dir, bm.input), 2000)
			columns := table.inputs(m)
			row := m.NewRow()
			result := len(m.Results()) - 1
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				for _, c := range columns {
					if c.numbers != nil {
						row.SetFloat(c.index, c.numbers[i])
					} else {
						row.SetText(c.index, c.texts[i])
					}
				}
				if err := row.Score(); err != nil {
					b.Fatal(err)
				}
				_ = row.Float(result)
				if i++; i == table.rows {
					i = 0
				}
			}
		})
	}
}

// BenchmarkEvaluate scores records as maps.
func BenchmarkEvaluate(b *testing.B) {
	dir := files.Shared(b, "bench")
	for _, bm := range benchModels {
		b.Run(bm.name, func(b *testing.B) {
			m, err := evaluator.LoadFile(filepath.Join(dir, bm.name+".pmml"))
			require.NoError(b, err)
			table := readBench(b, filepath.Join(dir, bm.input), 1000)
			var records []map[string]any
			for i := range table.rows {
				r := map[string]any{}
				for _, c := range table.inputs(m) {
					if c.numbers != nil {
						r[m.Inputs()[c.index].Name] = c.numbers[i]
					} else {
						r[m.Inputs()[c.index].Name] = c.texts[i]
					}
				}
				records = append(records, r)
				if i == 99 {
					break
				}
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if _, err := m.Evaluate(records[i]); err != nil {
					b.Fatal(err)
				}
				if i++; i == len(records) {
					i = 0
				}
			}
		})
	}
}

// BenchmarkScoreColumns scores tables of 1,000 rows on one goroutine; an
// operation is a row.
func BenchmarkScoreColumns(b *testing.B) {
	dir := files.Shared(b, "bench")
	for _, bm := range benchModels {
		b.Run(bm.name, func(b *testing.B) {
			m, err := evaluator.LoadFile(filepath.Join(dir, bm.name+".pmml"))
			require.NoError(b, err)
			table := readBench(b, filepath.Join(dir, bm.input), 1000)
			in := evaluator.NewColumns(table.rows)
			for _, c := range table.inputs(m) {
				name := m.Inputs()[c.index].Name
				if c.numbers != nil {
					in.AddFloat64(name, c.numbers, evaluator.Bitmap{})
				} else {
					asDictionary(in, name, c.texts, evaluator.Bitmap{})
				}
			}
			var out evaluator.ColumnResults
			ctx := context.Background()
			b.ReportAllocs()
			for i := 0; i < b.N; i += table.rows {
				if err := m.ScoreColumns(ctx, in, &out, evaluator.WithWorkers(1)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoad goes from a file to a model that is ready. MB-held is what the
// model keeps in memory.
func BenchmarkLoad(b *testing.B) {
	dir := files.Shared(b, "bench")
	for _, bm := range benchModels {
		b.Run(bm.name, func(b *testing.B) { benchLoad(b, filepath.Join(dir, bm.name+".pmml")) })
	}
}

// BenchmarkLoadForest loads the forest of 100 MB that the benchmark's script
// makes, where $GOPMML_FOREST names the file. peak-MB is the most heap in use.
func BenchmarkLoadForest(b *testing.B) {
	path := os.Getenv("GOPMML_FOREST")
	if path == "" {
		b.Skip("GOPMML_FOREST names no file")
	}
	before := heapInUse()
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := uint64(0)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	_, err := evaluator.LoadFile(path)
	close(stop)
	most := <-peak
	require.NoError(b, err)
	benchLoad(b, path)
	b.ReportMetric((float64(most)-float64(before))/1e6, "peak-MB")
}

func benchLoad(b *testing.B, path string) {
	b.Helper()
	info, err := os.Stat(path)
	require.NoError(b, err)
	before := heapInUse()
	m, err := evaluator.LoadFile(path)
	require.NoError(b, err)
	held := heapInUse()
	runtime.KeepAlive(m)
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluator.LoadFile(path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((float64(held)-float64(before))/1e6, "MB-held")
}

// heapInUse gives the heap that is in use when all garbage is gone.
func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
