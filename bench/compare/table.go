package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

// write writes results.md and results.csv.
func (r *results) write(s *settings, engines []engine) error {
	var text strings.Builder
	r.markdown(&text, engines, s.names)
	if err := os.WriteFile(s.out+".md", []byte(text.String()), 0o666); err != nil {
		return err
	}
	f, err := os.Create(s.out + ".csv")
	if err != nil {
		return err
	}
	if err := r.csv(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// csv writes every figure in a line.
func (r *results) csv(w io.Writer) error {
	units := map[string]string{}
	for _, m := range allMetrics() {
		units[m.name] = m.unit
	}
	out := csv.NewWriter(w)
	lines := [][]string{{"engine", "model", "metric", "value", "unit", "ratio", "difference", "wrong"}}
	for _, f := range r.figures {
		lines = append(lines, []string{
			f.engine, f.model, f.metric, cell(f.value), units[f.metric], cell(f.ratio), cell(f.difference),
			strconv.FormatBool(f.wrong),
		})
	}
	return out.WriteAll(lines)
}

// cell is a number with six digits; empty where there is none.
func cell(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// markdown writes a table for each metric.
func (r *results) markdown(w io.Writer, engines []engine, models []string) {
	fmt.Fprint(w, "# Results\n\n")
	for _, line := range r.about {
		fmt.Fprintln(w, line)
	}
	fmt.Fprint(w, "In brackets: how many times this project's figure. `!`: wrong answers. [README.md](README.md) says how it is measured.\n\n")
	models = slices.Sorted(slices.Values(models))
	for _, name := range models {
		fmt.Fprintf(w, "- %s: %s\n", name, modelByName(name).title)
	}
	for _, m := range allMetrics() {
		r.table(w, m, engines, models)
	}
	r.remarks(w, engines)
}

// table writes a metric: engines down, models across.
func (r *results) table(w io.Writer, m metric, engines []engine, models []string) {
	engines = slices.DeleteFunc(slices.Clone(engines), func(e engine) bool {
		return !slices.ContainsFunc(models, func(model string) bool { return r.find(e.name, model, m.name) != nil })
	})
	if len(engines) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s (%s)\n\n| engine | %s |\n|---%s|\n", m.title, m.unit,
		strings.Join(models, " | "), strings.Repeat("|---:", len(models)))
	for _, e := range engines {
		fmt.Fprintf(w, "| %s |", e.title)
		for _, model := range models {
			fmt.Fprintf(w, " %s |", r.find(e.name, model, m.name))
		}
		fmt.Fprintln(w)
	}
}

// remarks writes what is to be known about engines, what is missing and what
// went wrong.
func (r *results) remarks(w io.Writer, engines []engine) {
	fmt.Fprint(w, "\n## Remarks\n\n")
	for _, e := range engines {
		measured := slices.ContainsFunc(r.figures, func(f figure) bool { return f.engine == e.name })
		if measured && e.note != "" {
			fmt.Fprintf(w, "- %s: %s.\n", e.title, e.note)
		}
	}
	for _, note := range r.notes {
		fmt.Fprintf(w, "- %s\n", note)
	}
}

// String is the figure as a cell: its value, the ratio, and whether the answers
// were wrong.
func (f *figure) String() string {
	if f == nil {
		return "–"
	}
	text := significant(f.value)
	if f.wrong {
		text += "!"
	}
	if !math.IsNaN(f.ratio) {
		text += " (" + ratio(f.ratio) + "×)"
	}
	return text
}

// significant gives three digits, and no exponent.
func significant(v float64) string {
	if v == 0 || math.Abs(v) < 1e-3 {
		return "0"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	if digits == 0 {
		// More than three digits before the point stay as they are.
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}

// ratio gives two digits, or whole numbers above ten.
func ratio(v float64) string {
	if v >= 9.95 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	if v >= 0.095 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'g', 1, 64)
}
