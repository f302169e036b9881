package main

import (
	"fmt"
	"os"
	"strings"
)

// The figures of the project's README stand between these.
const (
	figuresBegin = "<!-- figures of bench/run.sh -->\n"
	figuresEnd   = "<!-- end of figures -->\n"
)

// readmeMetrics are the metrics of which the README shows tables.
var readmeMetrics = []string{"single", "batch10000", "load", "command"}

// updateReadme puts the tables that most people look for into a README that has a
// place for them.
func (r *results) updateReadme(path string, engines []engine, models []string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), figuresBegin)
	_, after, ended := strings.Cut(rest, figuresEnd)
	if !found || !ended {
		return fmt.Errorf("%s has no place for figures", path)
	}
	var tables strings.Builder
	for _, m := range allMetrics() {
		for _, name := range readmeMetrics {
			if m.name == name {
				r.table(&tables, m, engines, models)
			}
		}
	}
	figures := strings.TrimLeft(strings.ReplaceAll(tables.String(), "\n## ", "\n### "), "\n")
	return os.WriteFile(path, []byte(before+figuresBegin+figures+figuresEnd+after), 0o666)
}
