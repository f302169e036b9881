// Command shapes measures what a row costs gopmml as models and tables grow. It
// makes the documents itself and prints tables in Markdown:
//
//	go run ./bench/shapes [-quick]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gopmml/gopmml/bench/internal/process"
	"github.com/gopmml/gopmml/evaluator"
)

func main() {
	quick := flag.Bool("quick", false, "only the smaller sizes")
	flag.Parse()
	if err := run(os.Stdout, *quick); err != nil {
		fmt.Fprintln(os.Stderr, "shapes:", err)
		os.Exit(1)
	}
}

// series is a table: documents of growing size, all else equal.
type series struct {
	title string
	size  string // what grows
	sizes []int
	make  func(size int) document
}

func allSeries() []series {
	return []series{
		{
			"Trees, of depth 6 over 50 columns", "trees", []int{10, 50, 100, 500, 1000, 5000},
			func(n int) document { return forest(n, 6, 50) },
		},
		{
			"Depth, of 10 trees over 50 columns", "depth", []int{2, 4, 6, 8, 10, 12, 14, 16},
			func(n int) document { return forest(10, n, 50) },
		},
		{
			"Columns, of a linear regression", "columns", []int{10, 50, 100, 500, 1000, 2000},
			func(n int) document { return linear(n, 0) },
		},
		{
			"Columns, of 100 trees of depth 6", "columns", []int{10, 50, 100, 500, 1000, 2000},
			func(n int) document { return forest(100, 6, n) },
		},
		{
			"Categories, of one field beside 10 numbers in a linear regression", "categories",
			[]int{10, 100, 1000, 10_000}, func(n int) document { return linear(10, n) },
		},
	}
}

func run(w io.Writer, quick bool) error {
	for _, s := range allSeries() {
		if quick {
			s.sizes = s.sizes[:2]
		}
		if err := s.run(w); err != nil {
			return err
		}
	}
	sizes := []int{1000, 10_000, 100_000, 1_000_000, 10_000_000}
	if quick {
		sizes = sizes[:3]
	}
	return rows(w, sizes)
}

func (s *series) run(w io.Writer) error {
	fmt.Fprintf(w, "\n## %s\n\n| %s | document, MB | load, ms | held, MB | row, µs | in batches, µs/row |\n"+
		"|---:|---:|---:|---:|---:|---:|\n", s.title, s.size)
	for _, size := range s.sizes {
		f, err := measure(s.make(size))
		if err != nil {
			return fmt.Errorf("%s, %d: %w", s.title, size, err)
		}
		fmt.Fprintf(w, "| %d | %.3f | %.2f | %.2f | %.3f | %.3f |\n", size, f.document, f.load, f.held, f.row, f.batch)
	}
	return nil
}

// figures are what a document costs: MB, milliseconds, and microseconds a row.
type figures struct {
	document, load, held, row, batch float64
}

func measure(d document) (figures, error) {
	f := figures{document: float64(len(d.text)) / 1e6}
	before := heap()
	start := process.Time()
	model, err := evaluator.Load(strings.NewReader(d.text))
	if err != nil {
		return f, err
	}
	f.load = milliseconds(process.Time() - start)
	f.held = max(0, heap()-before)
	t := d.table(2000)
	if f.row, err = best(2000, func() error { return t.single(model) }); err != nil {
		return f, err
	}
	var out evaluator.ColumnResults
	f.batch, err = best(2000, func() error { return t.batch(model, &out) })
	return f, err
}

// rows scores tables of growing length, batch after batch, so that time and
// memory per row show whether they stay the same.
func rows(w io.Writer, sizes []int) error {
	const batch = 1000
	d := forest(100, 6, 50)
	model, err := evaluator.Load(strings.NewReader(d.text))
	if err != nil {
		return err
	}
	t := d.table(batch)
	var out evaluator.ColumnResults
	if err := t.batch(model, &out); err != nil {
		return err
	}
	fmt.Fprint(w, "\n## Rows, through 100 trees of depth 6 over 50 columns in batches of 1,000\n\n"+
		"| rows | in batches, µs/row | most memory, MB |\n|---:|---:|---:|\n")
	for _, n := range sizes {
		debug.FreeOSMemory()
		process.ResetPeak()
		start := process.Time()
		for range n / batch {
			if err := t.batch(model, &out); err != nil {
				return err
			}
		}
		each := float64(process.Time()-start) / float64(n) / 1e3
		fmt.Fprintf(w, "| %d | %.3f | %.1f |\n", n, each, process.Peak())
	}
	return nil
}

// best repeats something for a while, and gives the microseconds of a row in
// the quickest repetition.
func best(rows int, do func() error) (float64, error) {
	least := time.Duration(1<<63 - 1)
	for begin := time.Now(); least == 1<<63-1 || time.Since(begin) < 300*time.Millisecond; {
		start := process.Time()
		if err := do(); err != nil {
			return 0, err
		}
		least = min(least, process.Time()-start)
	}
	return float64(least) / float64(rows) / 1e3, nil
}

// single scores all rows one by one.
func (t *table) single(model *evaluator.Model) error {
	row := model.NewRow()
	inputs := make([]int, len(t.names))
	for j, name := range t.names {
		inputs[j], _ = model.Input(name)
	}
	category, _ := model.Input("category")
	for i := range t.rows {
		for j, input := range inputs {
			row.SetFloat(input, t.numbers[j][i])
		}
		if t.texts != nil {
			row.SetText(category, t.texts[i])
		}
		if err := row.Score(); err != nil {
			return err
		}
	}
	return nil
}

// batch scores all rows as columns, on one goroutine.
func (t *table) batch(model *evaluator.Model, out *evaluator.ColumnResults) error {
	in := evaluator.NewColumns(t.rows)
	for j, name := range t.names {
		in.AddFloat64(name, t.numbers[j], evaluator.Bitmap{})
	}
	if t.texts != nil {
		in.AddStrings("category", t.texts, evaluator.Bitmap{})
	}
	return model.ScoreColumns(context.Background(), in, out, evaluator.WithWorkers(1))
}

// heap is what the program holds, in MB.
func heap() float64 {
	runtime.GC()
	runtime.GC() // what a pool holds is let go by the second one
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
