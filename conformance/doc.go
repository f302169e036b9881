// Package conformance holds the project against real documents, as tests only:
// "go test ./conformance/...". Package conformance/agree holds all ways of scoring to
// each other, and changes documents and records by chance; package conformance/hostile
// calls all that is exported with what nobody should give it.
//
// A corpus is a folder with a manifest.json, which lists for every case the
// document, the input, and the results that the tool that trained the model, a
// second engine, or an independent library gives for it. The small corpus,
// testdata/corpus, is always here and has every model type. The large one is looked
// for at $GOPMML_SHARED/conformance, or else at ../shared/conformance beside the
// project's folder. Without it the small one alone is scored and what needs the
// large one is skipped; where the environment variable CI is set, that is a failure:
// a run that compared little must not look like success.
//
// Every case is a subtest, TestCorpus/<suite>/<case>, so that -run picks suites
// and cases. The outcomes are counted in a table that is printed at the end, and
// the counts must add up to the manifests. With -short, most of the large corpus is
// left out.
//
// A case that does not give the expected result stands in known_differences.txt
// with the reason, and in RATIONALE.md. A case listed there that does give the
// expected result fails the test as well: the list only says what is true.
package conformance
