// Package openscoring answers the clients of Openscoring's REST interface, version 2.2:
// models are listed, deployed, read, removed, and score records, batches and tables.
//
// Where it differs from Openscoring: the key "arguments" must be there, other keys are
// refused; an argument that is no field's is ignored, unless it is near to the name of
// one that is absent; records that are merged into one have the id of the first.
//
// Spec: https://github.com/openscoring/openscoring
package openscoring
