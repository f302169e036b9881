package clustering

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*centers[float64])(nil)
	_ program.BlockKernel = (*centers[float64])(nil)
	_ program.Planned     = (*centers[float64])(nil)
	_ program.Explainer   = (*distributions)(nil)
	_ program.Planned     = (*distributions)(nil)
)
