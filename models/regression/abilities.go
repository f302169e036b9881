package regression

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*classifier)(nil)
	_ program.BlockKernel = (*classifier)(nil)
	_ program.Explainer   = (*decimalNumber)(nil)
	_ program.BlockKernel = (*decimalNumber)(nil)
	_ program.Explainer   = (*decimalPlain)(nil)
	_ program.BlockKernel = (*decimalPlain)(nil)
	_ program.Explainer   = (*number)(nil)
	_ program.BlockKernel = (*number)(nil)
	_ program.Explainer   = (*number32)(nil)
	_ program.BlockKernel = (*number32)(nil)
	_ program.Explainer   = (*plain)(nil)
	_ program.BlockKernel = (*plain)(nil)
)
