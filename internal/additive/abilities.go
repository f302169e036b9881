package additive

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring. Those of the models explain themselves.
var (
	_ program.BlockKernel = (*Classifier)(nil)
	_ program.BlockKernel = (*Number)(nil)
)
