// Command knn scores a table of numbers with a model, on one goroutine, and says
// how long a row takes. knn.py runs it beside scikit-learn.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/gopmml/gopmml/evaluator"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: knn MODEL TABLE")
	}
	runtime.GOMAXPROCS(1)
	start := time.Now()
	model, err := evaluator.LoadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	loaded := time.Since(start)
	table, rows, err := read(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	var out evaluator.ColumnResults
	best := time.Duration(math.MaxInt64)
	for range 3 {
		start := time.Now()
		if err := model.ScoreColumns(context.Background(), table, &out, evaluator.WithWorkers(1)); err != nil {
			log.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	fmt.Printf("%.3f %.3f\n", best.Seconds()*1e6/float64(rows), loaded.Seconds())
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	predicted := out.Columns()[0]
	for i := range rows {
		fmt.Fprintln(w, predicted.Int64[i])
	}
}

// read reads a table of numbers below a line of names.
func read(path string) (*evaluator.Columns, int, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	names := strings.Split(lines[0], ",")
	columns := make([][]float64, len(names))
	for _, line := range lines[1:] {
		for i, text := range strings.Split(line, ",") {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return nil, 0, err
			}
			columns[i] = append(columns[i], v)
		}
	}
	table := evaluator.NewColumns(len(lines) - 1)
	for i, name := range names {
		table.AddFloat64(name, columns[i], evaluator.Bitmap{})
	}
	return table, len(lines) - 1, nil
}
