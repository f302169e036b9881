package conformance

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// faultyBytes is how large a document of TestFaultyAttributes may be.
const faultyBytes = 12_000

var wordAttribute = regexp.MustCompile(` (?:functionName|multipleModelMethod|dataType|optype|usageType|feature|modelType|kind|function|booleanOperator|operator|normalizationMethod|activationFunction|linkFunction|modelClass|algorithmName|criterion|distribution)="[^"]*"`)

// TestFaultyAttributes gives attributes a value that they cannot have, the first of a
// name and all of them: Validate goes on to the end with what it has read.
func TestFaultyAttributes(t *testing.T) {
	seen := map[string]bool{}
	for _, tc := range allCases(t) {
		info, err := os.Stat(tc.Path(tc.Model))
		if err != nil || info.Size() > faultyBytes || seen[tc.Model] {
			continue
		}
		seen[tc.Model] = true
		t.Run(tc.ID(), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(tc.Path(tc.Model))
			require.NoError(t, err)
			done := map[string]bool{}
			for _, found := range wordAttribute.FindAllString(string(data), -1) {
				name, _, _ := strings.Cut(found, "=")
				if done[name] {
					continue
				}
				done[name] = true
				all := regexp.MustCompile(regexp.QuoteMeta(name) + `="[^"]*"`)
				for what, changed := range map[string]string{
					"the first": strings.Replace(string(data), found, name+`="?"`, 1),
					"all":       all.ReplaceAllString(string(data), name+`="?"`),
				} {
					if err := validated(changed); err != nil {
						t.Errorf("%s of%s: %v", what, name, err)
					}
				}
			}
		})
	}
	require.NotEmpty(t, seen)
}

// validated looks a document through, and gives the panic that this ends in.
func validated(text string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	evaluator.Validate(strings.NewReader(text))
	return nil
}
