// Package agree holds all ways of scoring a record to each other, as tests only, on
// random records of every document of the corpora and of variants of them. It stands
// beside package conformance so that the two run at the same time.
package agree
