//go:build race

package conformance

// maxRows limits how many CSV rows of a case are scored. The race detector makes
// scoring some ten times slower, and looks for races between cases, not for
// wrong numbers: with it, 200 rows spread over the file do.
const maxRows = 200
