package tree

import (
	"github.com/gopmml/gopmml/internal/forest"
	"github.com/gopmml/gopmml/internal/program"
)

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*blender)(nil)
	_ program.Explainer   = (*classifier)(nil)
	_ program.BlockKernel = (*classifier)(nil)
	_ forest.Flat         = (*classifier)(nil)
	_ forest.Sharing      = (*classifier)(nil)
	_ program.Explainer   = (*decimalNumber)(nil)
	_ program.Explainer   = (*number)(nil)
	_ program.BlockKernel = (*number)(nil)
	_ forest.Flat         = (*number)(nil)
)
