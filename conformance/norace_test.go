//go:build !race

package conformance

import "math"

// maxRows limits how many CSV rows of a case are scored: here, not at all.
const maxRows = math.MaxInt
