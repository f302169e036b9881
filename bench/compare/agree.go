package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strconv"
)

// difference is the largest difference of results from what is expected; +Inf
// where a result is missing.
func difference(got, want []float64) float64 {
	if len(got) == 0 || len(got) > len(want) {
		return math.Inf(1)
	}
	worst := 0.0
	for i, v := range got {
		d := math.Abs(v - want[i])
		if math.IsNaN(d) {
			return math.Inf(1)
		}
		worst = max(worst, d)
	}
	return worst
}

// readExpected reads a column of numbers below a heading.
func readExpected(path string) ([]float64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var values []float64
	lines := bufio.NewScanner(f)
	for first := true; lines.Scan(); first = false {
		if first {
			continue
		}
		v, err := strconv.ParseFloat(lines.Text(), 64)
		if err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", path, len(values)+1, err)
		}
		values = append(values, v)
	}
	return values, lines.Err()
}

// readFloats reads what a worker has written.
func readFloats(path string) ([]float64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(data)/8)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
	}
	return values, nil
}
