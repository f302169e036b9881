//go:build !amd64

package measure

import "github.com/gopmml/gopmml/internal/cpu"

// There are no vector forms for this processor.
var forms []cpu.Form[kernels]
