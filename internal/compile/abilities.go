package compile

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Enclosing = (*stageKernel)(nil)
)
