// Command gopmml measures this engine for bench/compare, which starts one
// process for each engine and model:
//
//	gopmml MODEL.pmml ROWS.csv RESULT
//
// It loads the model, tells what that took, then measures whenever a line on
// standard input asks. bench/README.md has the lines.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gopmml/gopmml/bench/internal/process"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		tell(map[string]any{"error": err.Error()})
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: gopmml MODEL.pmml ROWS.csv RESULT")
	}
	first, err := readTable(args[1], 1)
	if err != nil {
		return err
	}
	model, err := load(args[0], args[2], first)
	if err != nil {
		return err
	}
	rows, err := readTable(args[1], math.MaxInt)
	if err != nil {
		return err
	}
	s, err := newScorer(model, args[2], rows)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	s.path = args[0]
	for lines.Scan() {
		answer, err := s.do(lines.Text())
		if err != nil {
			return err
		}
		tell(answer)
	}
	return lines.Err()
}

// load reads the model, scores one row, and tells what both took.
func load(path, result string, first *table) (*evaluator.Model, error) {
	debug.FreeOSMemory()
	before := process.Resident()
	process.ResetPeak()
	start := process.Time()
	model, err := evaluator.LoadFile(path)
	if err != nil {
		return nil, err
	}
	loaded := process.Time()
	s, err := newScorer(model, result, first)
	if err != nil {
		return nil, err
	}
	if err := s.score(0); err != nil {
		return nil, err
	}
	scored := process.Time()
	runtime.GC()
	debug.FreeOSMemory()
	tell(map[string]any{
		"load_ms": ms(loaded - start), "first_ms": ms(scored - loaded),
		"peak_mb": process.Peak() - before, "held_mb": process.Resident() - before,
	})
	return model, nil
}

// do carries out a line.
func (s *scorer) do(line string) (any, error) {
	var count, size, workers int
	var limit int64
	var path string
	if n, _ := fmt.Sscanf(line, "single %d %d", &count, &limit); n == 2 {
		return s.measure(min(count, s.rows.n), 1, limit, func(a, _ int) error { return s.score(a) })
	}
	if n, _ := fmt.Sscanf(line, "batch %d %d %d", &size, &workers, &limit); n == 3 {
		option := evaluator.WithWorkers(workers)
		return s.measure(s.rows.n, size, limit, func(a, b int) error { return s.batch(a, b, option) })
	}
	if n, _ := fmt.Sscanf(line, "map %d %d", &count, &limit); n == 2 {
		records := s.rows.records(min(count, s.rows.n))
		return s.measure(len(records), 1, limit, func(a, _ int) error {
			_, err := s.model.Evaluate(records[a])
			return err
		})
	}
	if n, _ := fmt.Sscanf(line, "parse %d", &limit); n == 1 {
		return s.parse(time.Duration(limit) * time.Millisecond)
	}
	if n, _ := fmt.Sscanf(line, "predict single %d %s", &count, &path); n == 2 {
		return s.predict(min(count, s.rows.n), 1, path)
	}
	if n, _ := fmt.Sscanf(line, "predict batch %d %s", &count, &path); n == 2 {
		return s.predict(min(count, s.rows.n), 10_000, path)
	}
	return nil, fmt.Errorf("unknown line %q", line)
}

// scorer scores rows of a table, one by one or in blocks.
type scorer struct {
	model  *evaluator.Model
	row    *evaluator.Row
	result int
	name   string
	number bool // the result is one, rather than a text
	rows   *table
	runs   []stretch
	in     *evaluator.Columns
	out    evaluator.ColumnResults
	path   string // of the document
	sink   float64
	text   string
}

// stretch is inputs side by side: numbers, row after row, or one of texts.
type stretch struct {
	first, width int
	numbers      []float64
	texts        []string
}

func newScorer(model *evaluator.Model, result string, rows *table) (*scorer, error) {
	s := &scorer{model: model, row: model.NewRow(), in: evaluator.NewColumns(0), name: result, rows: rows}
	var ok bool
	if s.result, ok = model.ResultIndex(result); !ok {
		return nil, fmt.Errorf("the model has no result %q", result)
	}
	s.number = model.Results()[s.result].DataType.String() != "string"
	columns := make([]*column, len(model.Inputs())) // by input; nil where the table has none
	for j := range rows.columns {
		if input, ok := model.Input(rows.columns[j].name); ok {
			columns[input] = &rows.columns[j]
		}
	}
	for i := 0; i < len(columns); i++ {
		first := i
		for i < len(columns) && columns[i] != nil && columns[i].texts == nil {
			i++
		}
		if i > first {
			s.runs = append(s.runs, numbers(columns[first:i], first, rows.n))
		}
		if i < len(columns) && columns[i] != nil {
			s.runs = append(s.runs, stretch{first: i, texts: columns[i].texts})
		}
	}
	return s, nil
}

// numbers lays columns out row by row.
func numbers(columns []*column, first, rows int) stretch {
	r := stretch{first: first, width: len(columns), numbers: make([]float64, 0, rows*len(columns))}
	for i := range rows {
		for _, c := range columns {
			r.numbers = append(r.numbers, c.numbers[i])
		}
	}
	return r
}

// score sets all inputs of a row, scores it and takes the result.
func (s *scorer) score(i int) error {
	for j := range s.runs {
		if r := &s.runs[j]; r.texts != nil {
			s.row.SetText(r.first, r.texts[i])
		} else {
			s.row.SetFloats(r.first, r.numbers[i*r.width:][:r.width])
		}
	}
	if err := s.row.Score(); err != nil {
		return err
	}
	if s.number {
		s.sink = s.row.Float(s.result)
	} else {
		s.text = s.row.Text(s.result)
	}
	return nil
}

// batch scores rows [a, b) as columns.
func (s *scorer) batch(a, b int, opts ...evaluator.ColumnOption) error {
	in := s.in
	in.Reset(b - a)
	for j := range s.rows.columns {
		if c := &s.rows.columns[j]; c.texts != nil {
			in.AddStrings(c.name, c.texts[a:b], evaluator.Bitmap{})
		} else {
			in.AddFloat64(c.name, c.numbers[a:b], evaluator.Bitmap{})
		}
	}
	return s.model.ScoreColumns(context.Background(), in, &s.out, opts...)
}

// measure scores blocks of rows until the time is over, in milliseconds.
func (s *scorer) measure(count, size int, limit int64, score func(a, b int) error) (any, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	wall, start := time.Now(), process.Time()
	deadline := time.Duration(limit) * time.Millisecond
	done := 0
	for done < count {
		b := min(done+size, count)
		if err := score(done, b); err != nil {
			return nil, err
		}
		done = b
		if (size > 1 || done%64 == 0) && time.Since(wall) > deadline {
			break
		}
	}
	elapsed, used := time.Since(wall), process.Time()-start
	runtime.ReadMemStats(&after)
	return map[string]any{
		"rows": done, "ns": used.Nanoseconds(), "wall_ns": elapsed.Nanoseconds(),
		"bytes": after.TotalAlloc - before.TotalAlloc,
	}, nil
}

// parse reads the document until the time is over.
func (s *scorer) parse(limit time.Duration) (any, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, done := process.Time(), 0
	for done == 0 || process.Time()-start < limit {
		if _, err := pmml.ParseFile(s.path); err != nil {
			return nil, err
		}
		done++
	}
	used := process.Time() - start
	runtime.ReadMemStats(&after)
	return map[string]any{"rows": done, "ns": used.Nanoseconds(), "bytes": after.TotalAlloc - before.TotalAlloc}, nil
}

// predict writes the results of the first rows to a file, as float64s.
func (s *scorer) predict(count, size int, path string) (any, error) {
	values := make([]float64, 0, count)
	for a := 0; a < count; a += size {
		b := min(a+size, count)
		var err error
		if size == 1 {
			err = s.score(a)
		} else {
			err = s.batch(a, b)
		}
		if err != nil {
			return nil, err
		}
		if values, err = s.appendResults(values, b-a, size == 1); err != nil {
			return nil, err
		}
	}
	data := make([]byte, 0, 8*count)
	for _, v := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return nil, err
	}
	return map[string]any{"rows": count}, nil
}

// appendResults appends what was scored last: a row, or a block of n rows.
func (s *scorer) appendResults(values []float64, n int, row bool) ([]float64, error) {
	texts := []string{s.text}
	switch c := s.out.Column(s.name); {
	case row && s.number:
		return append(values, s.sink), nil
	case row:
	case c.Float64 != nil:
		return append(values, c.Float64[:n]...), nil
	case c.Float32 != nil:
		for _, v := range c.Float32[:n] {
			values = append(values, float64(v))
		}
		return values, nil
	default:
		texts = c.Strings[:n]
	}
	for _, text := range texts {
		v, err := number(text)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, nil
}

func tell(what any) {
	line, err := json.Marshal(what)
	if err != nil {
		line = []byte(`{"error":"` + strings.ReplaceAll(err.Error(), `"`, `'`) + `"}`)
	}
	fmt.Println(string(line))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
