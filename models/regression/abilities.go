package regression

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*classifier)(nil)
	_ program.BlockKernel = (*classifier)(nil)
	_ program.Explainer   = (*number)(nil)
	_ program.BlockKernel = (*number)(nil)
)
