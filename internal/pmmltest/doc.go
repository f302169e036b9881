// Package pmmltest is what the tests of several packages share: where files lie,
// loading a model and scoring a record, columns held to records, and the broken
// documents of testdata. Only tests import it.
package pmmltest
