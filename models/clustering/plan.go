package clustering

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/program"
)

// Plan says how centers are compared.
func (k *centers[T]) Plan() (string, []*program.Stage) {
	return k.measure.Plan(k.centers, "clusters"), nil
}

// Plan says what is computed.
func (k *distributions) Plan() (string, []*program.Stage) {
	return fmt.Sprintf("%d normal distributions, one after the other", len(k.clusters)), nil
}
