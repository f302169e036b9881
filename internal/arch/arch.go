// Package arch holds the tests of the layout: which package may import which,
// which modules there are, and what those get who import the evaluator.
package arch
