package svm

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*distinguisher[float64])(nil)
	_ program.BlockKernel = (*distinguisher[float64])(nil)
	_ program.Explainer   = (*number[float64])(nil)
	_ program.BlockKernel = (*number[float64])(nil)
	_ program.Explainer   = (*voter[float64])(nil)
	_ program.BlockKernel = (*voter[float64])(nil)
)
