package conformance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// supportedModels names the model elements that the engine computes. A document
// with any other must be refused by name. This list grows with the engine.
var supportedModels = []string{
	"AssociationModel",
	"ClusteringModel",
	"DecisionTree",
	"GeneralRegressionModel",
	"MiningModel",
	"NaiveBayesModel",
	"NearestNeighborModel",
	"NeuralNetwork",
	"Regression",
	"RegressionModel",
	"RuleSetModel",
	"Scorecard",
	"SupportVectorMachineModel",
	"TreeModel",
}

// testCase is one entry of manifest.json. The corpus's README explains the keys.
type testCase struct {
	Suite string `json:"suite"`
	Name  string `json:"name"`
	Model string `json:"model"`

	Input    string            `json:"input"`
	Expected string            `json:"expected"`
	Sep      string            `json:"sep"`
	Missing  []string          `json:"missing"`
	Columns  map[string]string `json:"columns"`
	Exclude  []string          `json:"exclude"`
	JSON     string            `json:"json"`

	Abs      float64 `json:"abs"`
	Rel      float64 `json:"rel"`
	ULPs     int     `json:"ulps"`
	ULPType  string  `json:"ulpType"`
	ULPFloat int     `json:"ulpFloat"`

	Mode            string            `json:"mode"`
	Stateful        bool              `json:"stateful"`
	UnnamedTarget   bool              `json:"unnamedTarget"`
	Vacuous         bool              `json:"vacuous"`
	LoadOnly        bool              `json:"loadOnly"`
	InputTyped      map[string]string `json:"inputTyped"`
	CustomFunctions []string          `json:"customFunctions"`

	Tier              string   `json:"tier"`
	ModelTypes        []string `json:"modelTypes"`
	PMMLVersion       string   `json:"pmmlVersion"`
	ModelVerification bool     `json:"modelVerification"`

	// For people: what another engine does with the case, and where the values
	// come from.
	JPMML             *string `json:"jpmml"`
	Oracle            string  `json:"oracle"`
	Notes             string  `json:"notes"`
	Suspect           bool    `json:"suspect"`
	Verify            string  `json:"verify"`
	IntervalDeviation float64 `json:"intervalDeviation"`
}

func (tc *testCase) id() string { return tc.Suite + "/" + tc.Name }

// unsupported gives the case's model elements that the engine does not compute.
func (tc *testCase) unsupported() []string {
	var names []string
	for _, name := range tc.ModelTypes {
		if !slices.Contains(supportedModels, name) {
			names = append(names, name)
		}
	}
	return names
}

// corpus is the loaded manifest and its folder.
type corpus struct {
	dir   string
	cases []*testCase
}

func (c *corpus) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

// corpusDir is where the corpus is looked for.
func corpusDir() string {
	shared := os.Getenv("GOPMML_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "shared")
	}
	if !filepath.IsAbs(shared) {
		shared = filepath.Join("..", shared) // of the project's folder, not this one
	}
	return filepath.Join(shared, "conformance")
}

var readCorpus = sync.OnceValues(func() (*corpus, error) {
	c := &corpus{dir: corpusDir()}
	f, err := os.Open(c.path("manifest.json"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var manifest struct {
		Cases []*testCase `json:"cases"`
	}
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields() // a key nobody reads is a rule nobody checks
	if err := dec.Decode(&manifest); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	c.cases = manifest.Cases
	return c, nil
})

// openCorpus gives the corpus, or ends the test: in failure under CI and where
// the corpus is damaged, else as skipped.
func openCorpus(t *testing.T) *corpus {
	t.Helper()
	c, err := readCorpus()
	switch {
	case err == nil:
		return c
	case os.IsNotExist(err) && os.Getenv("CI") == "" && os.Getenv("GOPMML_SHARED") == "":
		t.Skipf("the conformance corpus is not here, nothing is compared: %v\n"+
			"Set GOPMML_SHARED to the folder that contains conformance/.", err)
	default:
		t.Fatalf("the conformance corpus cannot be read: %v\n"+
			"Set GOPMML_SHARED to the folder that contains conformance/.", err)
	}
	return nil
}

// TestManifest holds the manifest to what this package relies on.
func TestManifest(t *testing.T) {
	c := openCorpus(t)
	tiers := []string{"producer", "assertion", "independent", "convention", "jpmml", "suspect", "load"}
	seen := map[string]bool{}
	for _, tc := range c.cases {
		id := tc.id()
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
