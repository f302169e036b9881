package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
)

// What the kernels can do beside scoring.
var (
	_ program.Explainer   = (*all)(nil)
	_ program.BlockKernel = (*all)(nil)
	_ program.Planned     = (*all)(nil)
	_ program.Explainer   = (*decimalNumbers)(nil)
	_ program.Planned     = (*decimalNumbers)(nil)
	_ compile.Finisher    = (*decimalNumbers)(nil)
	_ program.Explainer   = (*flatNumbers)(nil)
	_ program.BlockKernel = (*flatNumbers)(nil)
	_ program.Planned     = (*flatNumbers)(nil)
	_ compile.Finisher    = (*flatNumbers)(nil)
	_ program.Explainer   = (*flatShares)(nil)
	_ program.BlockKernel = (*flatShares)(nil)
	_ program.Planned     = (*flatShares)(nil)
	_ compile.Finisher    = (*flatShares)(nil)
	_ program.Explainer   = (*flatVotes)(nil)
	_ program.BlockKernel = (*flatVotes)(nil)
	_ program.Planned     = (*flatVotes)(nil)
	_ compile.Finisher    = (*flatVotes)(nil)
	_ program.Explainer   = (*numbers)(nil)
	_ program.Planned     = (*numbers)(nil)
	_ compile.Finisher    = (*numbers)(nil)
	_ program.Explainer   = (*selection)(nil)
	_ program.BlockKernel = (*selection)(nil)
	_ program.Planned     = (*selection)(nil)
	_ program.Explainer   = (*sequence)(nil)
	_ program.Planned     = (*sequence)(nil)
	_ program.Explainer   = (*shares)(nil)
	_ program.Planned     = (*shares)(nil)
	_ compile.Finisher    = (*shares)(nil)
	_ program.Explainer   = (*votes)(nil)
	_ program.Planned     = (*votes)(nil)
	_ compile.Finisher    = (*votes)(nil)
)
