package nearestneighbor

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer = (*kernel[float64])(nil)
	_ program.Planned   = (*kernel[float64])(nil)
)
