// Package conformance holds the project against a corpus of real documents, as
// tests only: "go test ./conformance".
//
// The corpus is a folder with a manifest.json, which lists for every case the
// document, the input, and the results that the tool that trained the model, a
// second engine, or an independent library gives for it. It is looked for at
// $GOPMML_SHARED/conformance, or else at ../shared/conformance beside the
// project's folder. Without it the tests skip, or fail where the environment
// variable CI is set: a run that compared nothing must not look like success.
//
// Every case is a subtest, TestCorpus/<suite>/<case>, so that -run picks suites
// and cases. The outcomes are counted in a table that is printed at the end, and
// the counts must add up to the manifest.
//
// A case that does not give the expected result stands in known_differences.txt
// with the reason, and in RATIONALE.md. A case listed there that does give the
// expected result fails the test as well: the list only says what is true.
package conformance
