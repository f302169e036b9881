package tree

import (
	"sync"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func TestManyFramesShareOneKernel(t *testing.T) {
	for _, strategy := range []pmml.MissingValueStrategy{defaultChild, weightedConfidence, aggregateNodes} {
		p := compiled(t, example(strategy)).compiled.Program
		want := p.NewFrame()
		want.Run()
		var group sync.WaitGroup
		for range 8 {
			group.Add(1)
			go func() {
				defer group.Done()
				var f *program.Frame
				for i := range 500 {
					if i%100 == 0 {
						f = p.NewFrame()
					}
					f.Run()
					if got := f.Outcomes[0]; got.Value != want.Outcomes[0].Value || got.Series[program.Confidences][0] != want.Outcomes[0].Series[program.Confidences][0] {
						t.Errorf("%v: outcome %+v, want %+v", strategy, got, want.Outcomes[0])
						return
					}
				}
			}()
		}
		group.Wait()
	}
}
