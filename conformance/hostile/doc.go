// Package hostile calls all that the module exports with what nobody should give it,
// as tests only.
package hostile
