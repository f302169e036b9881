package conformance

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// TestUpgraded: a document of an older version, upgraded to 4.4, written and read
// back, gives what the document itself gives. (Documents of 4.4 are written and
// read back in the tests of package pmml.)
func TestUpgraded(t *testing.T) {
	var cases []testCase
	for _, tc := range allCases(t) {
		if tc.Unsupported() == nil && tc.Tier != "load" && tc.PMMLVersion != "4.4" {
			cases = append(cases, tc)
		}
	}
	eachCase(t, cases, func(t *testing.T, tc testCase) {
		want := tc.run()
		got := tc.runUpgraded()
		if got.outcome != want.outcome || got.mismatches != want.mismatches {
			t.Errorf("%s, where the document itself %s: %s", got.outcome, want.outcome, got.detail)
		}
	})
}

func (tc testCase) runUpgraded() (r result) {
	defer recoverTo(&r)
	doc, err := pmml.ParseFile(tc.Path(tc.Model))
	if err != nil {
		return tc.refusal(err)
	}
	upgraded, err := pmml.Upgrade(doc)
	if err != nil {
		return failure("upgrade: %v", err)
	}
	if upgraded.Version != pmml.V4_4 {
		return failure("the version is %d, not 4.4", upgraded.Version)
	}
	var b bytes.Buffer
	if err := pmml.Write(&b, upgraded); err != nil {
		return failure("write: %v", err)
	}
	model, err := evaluator.Load(&b, evaluator.WithParseOptions(pmml.WithFileName(tc.Model)))
	if err != nil {
		var e *pmml.Error
		if errors.As(err, &e) && e.File == "" {
			e.File = tc.Model
		}
		return tc.refusal(err)
	}
	return tc.score(model)
}
