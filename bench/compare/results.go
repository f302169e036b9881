package main

import (
	"fmt"
	"math"
	"slices"
)

// figure is one number of the comparison.
type figure struct {
	engine, model, metric string
	value                 float64
	ratio                 float64 // to this project's figure; NaN where there is none
	difference            float64 // of the results from the trainer's; NaN where nobody looked
	wrong                 bool
}

// results collects figures, and what is to be said about them.
type results struct {
	figures []figure
	agreed  map[[3]string]agreement // by engine, model and way
	notes   []string
	about   []string
}

type agreement struct {
	difference float64
	wrong      bool
}

// ours is the engine that the others are compared with.
const ours = "gopmml"

// metric is a kind of figure.
type metric struct {
	name, title, unit string
	way               string // the way of scoring whose results were compared; "" where any
}

func allMetrics() []metric {
	return []metric{
		{"single", "One row at a time", "µs/row", "single"},
		{"batch1000", "Batches of 1,000 rows", "µs/row", "batch"},
		{"batch10000", "Batches of 10,000 rows", "µs/row", "batch"},
		{"load", "Loading: from the file until the model is ready", "ms", ""},
		{"first", "The first row after loading", "ms", ""},
		{"peak", "Memory: most while loading, beyond the process before it", "MB", ""},
		{"held", "Memory: held after loading, beyond the process before it", "MB", ""},
		{"alloc", "Allocated, one row at a time", "bytes/row", ""},
		{"alloc1000", "Allocated, in batches of 1,000 rows", "bytes/row", ""},
		{"command", "Whole command on all cores, CSV file to CSV file", "s", "command"},
		{"commandcpu", "Whole command: processor time of all cores", "s", "command"},
		{"commandmb", "Whole command: most memory", "MB", "command"},
		{"wall1", "Batches of 10,000 rows by the clock, 1 goroutine", "µs/row", "batch"},
		{"wall2", "Batches of 10,000 rows by the clock, 2 goroutines", "µs/row", "batch"},
	}
}

// best keeps the smaller of a figure and what is there.
func (r *results) best(engine, model, metric string, value float64) {
	for i := range r.figures {
		if f := &r.figures[i]; f.engine == engine && f.model == model && f.metric == metric {
			f.value = min(f.value, value)
			return
		}
	}
	r.figures = append(r.figures, figure{
		engine: engine, model: model, metric: metric, value: value, ratio: math.NaN(), difference: math.NaN(),
	})
}

// value finds a figure; NaN where there is none.
func (r *results) value(engine, model, metric string) float64 {
	if f := r.find(engine, model, metric); f != nil {
		return f.value
	}
	return math.NaN()
}

func (r *results) find(engine, model, metric string) *figure {
	i := slices.IndexFunc(r.figures, func(f figure) bool {
		return f.engine == engine && f.model == model && f.metric == metric
	})
	if i < 0 {
		return nil
	}
	return &r.figures[i]
}

// agree notes how far results lie from the trainer's.
func (r *results) agree(engine, model, way string, difference, tolerance float64) {
	if r.agreed == nil {
		r.agreed = map[[3]string]agreement{}
	}
	wrong := !(difference <= tolerance)
	key := [3]string{engine, model, way}
	if wrong && !r.agreed[key].wrong {
		r.note(fmt.Sprintf("%s, %s (%s): wrong by up to %.3g", engine, model, way, difference))
	}
	r.agreed[key] = agreement{difference, wrong}
}

// fail notes that an engine has no figures for a model.
func (r *results) fail(e engine, m model, err error) {
	text := err.Error()
	if len(text) > 200 {
		text = text[:200] + "…"
	}
	r.note(fmt.Sprintf("%s, %s: %s", e.name, m.name, text))
}

// note keeps a line to be said below the tables, once.
func (r *results) note(text string) {
	progress("%s", text)
	if !slices.Contains(r.notes, text) {
		r.notes = append(r.notes, text)
	}
}

// addRatios compares every figure with this project's, and marks those of wrong
// answers.
func (r *results) addRatios() {
	ways := map[string]string{}
	for _, m := range allMetrics() {
		ways[m.name] = m.way
	}
	for i := range r.figures {
		f := &r.figures[i]
		if own := r.value(ours, f.model, f.metric); f.engine != ours && own > 0 {
			f.ratio = f.value / own
		}
		if a, ok := r.agreed[[3]string{f.engine, f.model, ways[f.metric]}]; ok {
			f.difference, f.wrong = a.difference, a.wrong
		}
	}
}
