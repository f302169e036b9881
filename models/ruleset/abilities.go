package ruleset

import "github.com/gopmml/gopmml/internal/program"

// What the kernels can do beside scoring.
var (
	_ program.Explainer = (*decimalRules)(nil)
	_ program.Explainer = (*ruleSet)(nil)
)
