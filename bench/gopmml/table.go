package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// table is a CSV file without quotes, by column.
type table struct {
	n       int
	columns []column
}

// column holds numbers, or texts where the first cell is no number.
type column struct {
	name    string
	numbers []float64
	texts   []string
}

// readTable reads at most limit rows.
func readTable(path string, limit int) (*table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	t := &table{}
	for t.n <= limit && lines.Scan() {
		cells := strings.Split(lines.Text(), ",")
		if t.columns == nil {
			for _, name := range cells {
				t.columns = append(t.columns, column{name: name})
			}
			continue
		}
		if t.n == limit {
			break
		}
		if err := t.add(cells); err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", path, t.n+1, err)
		}
	}
	return t, lines.Err()
}

func (t *table) add(cells []string) error {
	if len(cells) != len(t.columns) {
		return fmt.Errorf("%d cells, for %d columns", len(cells), len(t.columns))
	}
	for j, cell := range cells {
		c := &t.columns[j]
		v, err := number(cell)
		switch {
		case c.texts != nil || err != nil && t.n == 0:
			c.texts = append(c.texts, strings.Clone(cell))
		case err != nil:
			return err
		default:
			c.numbers = append(c.numbers, v)
		}
	}
	t.n++
	return nil
}

// records gives the first rows as maps.
func (t *table) records(n int) []map[string]any {
	out := make([]map[string]any, n)
	for i := range out {
		out[i] = make(map[string]any, len(t.columns))
		for j := range t.columns {
			if c := &t.columns[j]; c.texts != nil {
				out[i][c.name] = c.texts[i]
			} else {
				out[i][c.name] = c.numbers[i]
			}
		}
	}
	return out
}

func number(text string) (float64, error) { return strconv.ParseFloat(text, 64) }
