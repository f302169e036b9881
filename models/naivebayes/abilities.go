package naivebayes

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*model[float64])(nil)
	_ program.BlockKernel = (*model[float64])(nil)
)
