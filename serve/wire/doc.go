// Package wire is what the protocols of a model server have in common: a request
// becomes a [Batch] of records, is scored, and its [Results] are written. JSON is
// read in one pass straight into columns, or into a prepared row where the request
// has one record, and written without a map. Protocols ask a [Server] for models, and
// say what is wrong by an [Error], whose [Code] each of them has a status for.
//
// All answers and texts of models are scalars: a field of PMML is one value. Dates and
// times travel as texts, in the forms of ISO 8601.
package wire
