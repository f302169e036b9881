// Package asm is the root of a module of its own, so that the generators of
// assembly and what they need stay out of the main module. Each folder
// generates the assembly of the package that it is named after; run
//
//	go generate ./internal/...
//
// in the main module.
package asm
