// Package agree holds all ways of scoring a record to each other, as tests only, on
// random records of every document of the corpora and of variants of them. It stands
// beside package conformance so that the two run at the same time. Its fuzz targets
// change documents and records in every way: each is refused with an error of its
// own, or has the same answers whatever way it takes.
package agree
