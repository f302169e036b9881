package scorecard

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*card)(nil)
	_ program.BlockKernel = (*card)(nil)
	_ program.Explainer   = (*decimalCard)(nil)
)
