package neuralnetwork

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*network[float64])(nil)
	_ program.BlockKernel = (*network[float64])(nil)
)
