package generalregression

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*classifier)(nil)
	_ program.BlockKernel = (*classifier)(nil)
	_ program.Explainer   = (*cox)(nil)
	_ program.BlockKernel = (*cox)(nil)
	_ program.Explainer   = (*mean)(nil)
	_ program.BlockKernel = (*mean)(nil)
)
