//go:build race

package evaluator_test

// poolsAreUnsure: under the race detector a sync.Pool drops things at random.
const poolsAreUnsure = true
