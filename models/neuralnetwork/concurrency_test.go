package neuralnetwork

import (
	"sync"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
)

// One compiled network serves any number of frames at the same time.
func TestFramesDoNotShare(t *testing.T) {
	s := compileSpec(t, worked(0))
	want := s.run(t, 1, 0.5).Series[program.Probabilities][1]
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			own := &scorer{compiled: s.compiled, frame: s.compiled.Program.NewFrame()}
			for i := range 500 {
				own.set(float64(g), float64(i))
				own.frame.Run()
				own.set(1, 0.5)
				own.frame.Run()
				if got := own.frame.Outcomes[0].Series[program.Probabilities][1]; got != want {
					t.Errorf("goroutine %d: %v, want %v", g, got, want)
					return
				}
			}
		})
	}
	all.Wait()
}
