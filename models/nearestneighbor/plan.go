package nearestneighbor

import "github.com/gopmml/gopmml/internal/program"

// Plan says how the nearest instances are found.
func (k *kernel[T]) Plan() (string, []*program.Stage) {
	return k.measure.Plan(k.instances, "training instances"), nil
}
