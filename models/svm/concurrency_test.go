package svm_test

import (
	"sync"
	"testing"
)

// One compiled model serves any number of rows at the same time.
func TestRowsDoNotShare(t *testing.T) {
	m := document{function: "classification", vectors: two,
		machines: machine(`targetCategory="A" alternateTargetCategory="B"`, "sv1:1 sv2:-1", "0.1") +
			machine(`targetCategory="A" alternateTargetCategory="C"`, "sv2:1", "-0.5") +
			machine(`targetCategory="B" alternateTargetCategory="C"`, "sv1:1", "-0.5")}.load(t)
	score := func(a, b float64) string {
		result, err := m.Evaluate(record{"a": a, "b": b})
		if err != nil {
			return err.Error()
		}
		got, _ := result.Value("c")
		s, _ := got.(string)
		return s
	}
	want := score(1, 2)
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 300 {
				score(float64(g), float64(i))
				if got := score(1, 2); got != want {
					t.Errorf("goroutine %d: %v, want %v", g, got, want)
					return
				}
			}
		})
	}
	all.Wait()
}
