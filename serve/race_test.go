//go:build race

package serve

// poolsAreUnsure: under the race detector a sync.Pool drops things at random.
const poolsAreUnsure = true
