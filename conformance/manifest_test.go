package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
)

// testCase is a case of a corpus, with how it is scored and compared.
type testCase struct{ *corpus.Case }

// allCases gives the cases of all corpora that are here.
func allCases(t *testing.T) []testCase { return wrap(corpus.Cases(t)) }

func wrap(cases []*corpus.Case) []testCase {
	all := make([]testCase, len(cases))
	for i, c := range cases {
		all[i] = testCase{c}
	}
	return all
}

// eachCase runs the cases as parallel subtests suite/name.
func eachCase(t *testing.T, cases []testCase, run func(*testing.T, testCase)) {
	list := make([]*corpus.Case, len(cases))
	for i, tc := range cases {
		list[i] = tc.Case
	}
	corpus.Each(t, list, func(t *testing.T, c *corpus.Case) { run(t, testCase{c}) })
}

// TestManifest holds the manifests to what this package relies on.
func TestManifest(t *testing.T) {
	tiers := []string{"producer", "assertion", "independent", "convention", "jpmml", "suspect", "load"}
	seen := map[string]bool{}
	for _, tc := range corpus.Cases(t) {
		id := tc.ID()
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("%s: %s", id, fmt.Sprintf(format, args...))
		}
		if seen[id] {
			fail("listed twice")
		}
		seen[id] = true
		if strings.ContainsAny(id, " |`") || strings.Count(id, "/") != 1 {
			fail("the name cannot be a subtest's name")
		}
		if !slices.Contains(tiers, tc.Tier) {
			fail("unknown tier %q", tc.Tier)
		}
		kinds := 0
		for _, is := range []bool{tc.Input != "" && tc.Expected != "", tc.JSON != "", tc.LoadOnly} {
			if is {
				kinds++
			}
		}
		if kinds != 1 {
			fail("exactly one of input and expected, json, and loadOnly must be there")
		}
		if tc.LoadOnly != (tc.Tier == "load") {
			fail("loadOnly and tier=%q disagree", tc.Tier)
		}
		if tc.Input != "" && len(tc.Sep) != 1 {
			fail("sep=%q is not one byte", tc.Sep)
		}
		switch tc.ULPType {
		case "", "float", "as output dataType":
		default:
			fail("unknown ulpType %q", tc.ULPType)
		}
		if (tc.ULPs > 0) != (tc.ULPType != "") {
			fail("ulps=%d and ulpType=%q do not go together", tc.ULPs, tc.ULPType)
		}
		switch tc.Mode {
		case "", "series":
		default:
			fail("unknown mode %q", tc.Mode)
		}
		for name, typ := range tc.InputTyped {
			if typ != "Integer" && typ != "Double" {
				fail("inputTyped: unknown type %q of %q", typ, name)
			}
		}
	}
}
