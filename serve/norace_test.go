//go:build !race

package serve

const poolsAreUnsure = false
