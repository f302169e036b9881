//go:build !amd64

package forest

import "github.com/gopmml/gopmml/internal/cpu"

// There are no vector forms for this processor.
var forms []cpu.Form[kernels]
