package corpus

import (
	"path/filepath"
	"slices"

	"github.com/gopmml/gopmml/models"
)

// SupportedModels names the model elements that the engine computes, by the list of
// model types. A document with any other must be refused by name.
var SupportedModels = func() []string {
	var names []string
	for _, t := range models.All {
		names = append(names, t.Element())
		if e := t.InOthers(); e != nil {
			names = append(names, e.Element())
		}
	}
	return names
}()

// Case is one entry of manifest.json. The corpus's README explains the keys.
type Case struct {
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

	dir string // of the manifest
}

// ID gives the suite and the name.
func (tc *Case) ID() string { return tc.Suite + "/" + tc.Name }

// Path gives the path of one of the files that the case names.
func (tc *Case) Path(name string) string { return filepath.Join(tc.dir, filepath.FromSlash(name)) }

// Unsupported gives the case's model elements that the engine does not compute.
func (tc *Case) Unsupported() []string {
	var names []string
	for _, name := range tc.ModelTypes {
		if !slices.Contains(SupportedModels, name) {
			names = append(names, name)
		}
	}
	return names
}
