// Package explain describes why a model gave its results for one record: the
// way through a tree, the terms of a regression, the parts of an ensemble, and
// the values on the way. It holds plain data, which evaluator.Model.Explain
// fills in, as JSON with stable names and as text ([Explanation.WriteText]).
//
// Values are of type any, and ready for JSON: nil for a missing value, bool,
// string (also for dates and times), int64, float32 or float64, and []any for a
// collection. Numbers that JSON does not have are the strings "NaN", "Infinity"
// and "-Infinity".
package explain
