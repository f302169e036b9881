// Package pmmltest is what the tests of several packages share: loading a model and
// scoring a record, comparing values, and holding tables of columns to records. Only
// tests import it.
package pmmltest
