//go:build !amd64

package linear

import "github.com/gopmml/gopmml/internal/cpu"

// There are no vector forms for this processor.
var (
	forms64 []cpu.Form[*kernels[float64]]
	forms32 []cpu.Form[*kernels[float32]]
)
