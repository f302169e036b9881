package naivebayes_test

import (
	"sync"
	"testing"
)

// One compiled model serves any number of rows at the same time.
func TestRowsDoNotShare(t *testing.T) {
	m := document{inputs: gender + age}.load(t)
	score := func(g string, a float64) float64 {
		result, err := m.Evaluate(record{"g": g, "a": a})
		if err != nil {
			return -1
		}
		p, _ := result.Float("p_yes")
		return p
	}
	want := score("m", 5)
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 300 {
				score("f", float64(g+i))
				if got := score("m", 5); got != want {
					t.Errorf("goroutine %d: %v, want %v", g, got, want)
					return
				}
			}
		})
	}
	all.Wait()
}
