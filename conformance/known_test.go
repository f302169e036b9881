package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
)

// verificationPrefix marks the differences of TestVerification in the list.
const verificationPrefix = "verification:"

// difference is a line of known_differences.txt.
type difference struct {
	id         string // "suite/name", or "verification:suite/name"
	tier       string
	mismatches int // values that differ, 0 where the document is refused
	reason     string
}

// readKnown reads known_differences.txt: "suite/name | tier | mismatches | reason"
// a line, sorted; lines that begin with # are comments.
var readKnown = sync.OnceValues(func() (map[string]difference, error) {
	const name = "known_differences.txt"
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	known := map[string]difference{}
	last := ""
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, " | ", 4)
		if len(parts) != 4 || parts[3] == "" {
			return nil, fmt.Errorf("%s:%d: not of the form \"suite/name | tier | mismatches | reason\"", name, i+1)
		}
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
		if parts[0] <= last {
			return nil, fmt.Errorf("%s:%d: %s is not in order", name, i+1, parts[0])
		}
		last = parts[0]
		known[parts[0]] = difference{parts[0], parts[1], n, parts[3]}
	}
	return known, nil
})

func knownDifferences(t *testing.T) map[string]difference {
	t.Helper()
	known, err := readKnown()
	require.NoError(t, err)
	return known
}

// TestKnownDifferences holds the list to the manifest.
func TestKnownDifferences(t *testing.T) {
	known := knownDifferences(t)
	cases := map[string]testCase{}
	for _, tc := range wrap(corpus.Large(t)) {
		cases[tc.ID()] = tc
	}
	for _, d := range known {
		tc := cases[strings.TrimPrefix(d.id, verificationPrefix)]
		if !assert.NotNil(t, tc.Case, "%s is not in the manifest", d.id) {
			continue
		}
		assert.Equal(t, tc.Tier, d.tier, "tier of %s", d.id)
		if strings.HasPrefix(d.id, verificationPrefix) {
			continue
		}
		assert.NotContains(t, []string{"producer", "independent"}, tc.Tier, "%s: a case of this tier must pass", d.id)
	}
}

// TestKnownDifferencesInRationale holds the list to RATIONALE.md, which must
// name every case of the list in its section on them, and no other.
func TestKnownDifferencesInRationale(t *testing.T) {
	const heading = "## Where do results differ from the corpus?"
	data, err := os.ReadFile(filepath.Join("..", "RATIONALE.md"))
	require.NoError(t, err)
	_, section, ok := strings.Cut(string(data), heading+"\n")
	require.True(t, ok, "RATIONALE.md has no section %q", heading)
	if i := strings.Index(section, "\n## "); i >= 0 {
		section = section[:i]
	}
	var named []string
	for _, m := range regexp.MustCompile("`((?:"+verificationPrefix+")?[a-zA-Z0-9-]+/[^`/ ]+)`").FindAllStringSubmatch(section, -1) {
		named = append(named, m[1])
	}
	var listed []string
	for id := range knownDifferences(t) {
		listed = append(listed, id)
	}
	slices.Sort(named)
	slices.Sort(listed)
	assert.Equal(t, listed, slices.Compact(named), "known_differences.txt, and the section %q of RATIONALE.md", heading)
}
