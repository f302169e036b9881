package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// engine is a program to measure.
type engine struct {
	name   string
	title  string
	needs  string   // what it runs on: "", "java" or "python"
	models []string // that it can score; all where empty
	batch  bool     // it has a way to score many rows in one call
	// float32 says that it calculates so even where the trainer does not.
	float32 bool
	pinned  string // the package whose version is pinned, in pom.xml or requirements*.txt
	note    string
}

func allEngines() []engine {
	return []engine{
		{name: "gopmml", title: "gopmml", batch: true},
		{name: "jpmml", title: "JPMML-Evaluator", needs: "java", pinned: "pmml-evaluator-metro"},
		{name: "pmml4s", title: "PMML4S", needs: "java", pinned: "pmml4s_3"},
		{
			name: "lightgbm", title: "LightGBM", needs: "python", pinned: "lightgbm", models: []string{"M3"}, batch: true,
			note: "single rows by its C interface for prepared calls, from Python: about 1 µs is the call's",
		},
		{
			name: "xgboost", title: "XGBoost", needs: "python", pinned: "xgboost", models: []string{"M4"}, batch: true,
			note: "inplace_predict from Python: of a single row nearly all is the call's",
		},
		{
			name: "onnxruntime", title: "ONNX Runtime", needs: "python", pinned: "onnxruntime", batch: true, float32: true,
			note: "calculates in float32; from Python: 3 to 8 µs of a single row are the call's",
		},
		{
			name: "lleaves", title: "lleaves", needs: "python", pinned: "lleaves", models: []string{"M3"}, batch: true,
			note: "compiled to machine code beforehand, which its loading time leaves out; from Python: of a single row most is the call's",
		},
		{
			name: "scikit-learn", title: "scikit-learn", needs: "python", pinned: "scikit-learn", batch: true,
			models: []string{"M1", "M2", "M5", "M6", "M7", "M8"},
			note:   "of a single row nearly all is the call's",
		},
	}
}

// model is one of the models to score, and how.
type model struct {
	name, title string
	rows        string // the CSV file of its rows
	result      string
	// tolerance is how far results may lie from the trainer's.
	tolerance float64
}

// Results are probabilities and numbers around 1, or whole numbers. XGBoost
// sums in float32, and rounds its exponential function as no other does.
func allModels() []model {
	const exact = 1e-12
	return []model{
		{"M1", "logistic regression, 20 numbers and 4 categories", "input_m1.csv", "probability(1)", exact},
		{"M2", "decision tree, depth 10", "input.csv", "probability(1)", exact},
		{"M3", "LightGBM, 500 trees of 31 leaves", "input.csv", "probability(1)", exact},
		{"M4", "XGBoost, 500 trees of depth 6", "input.csv", "probability(1)", 1e-6},
		{"M5", "random forest, 200 trees of depth 12", "input.csv", "probability(1)", exact},
		{"M6", "neural network 28-64-32-1", "input.csv", "probability(1)", exact},
		{"M7", "k-means, 10 clusters", "input.csv", "cluster", 0},
		{"M8", "support vector regression, 504 vectors", "input.csv", "y", exact},
	}
}

func modelNames() []string {
	var names []string
	for _, m := range allModels() {
		names = append(names, m.name)
	}
	return names
}

func modelByName(name string) model {
	all := allModels()
	return all[slices.IndexFunc(all, func(m model) bool { return m.name == name })]
}

func (e *engine) scores(model string) bool {
	return len(e.models) == 0 || slices.Contains(e.models, model)
}

// tolerance is how far the engine's results may lie from the trainer's.
func (e *engine) tolerance(m model) float64 {
	if e.float32 {
		return max(m.tolerance, 1e-5)
	}
	return m.tolerance
}

// available gives the engines that can be measured here. What is missing is
// noted: run.sh leaves a line for each tool that it did not find.
func available(s *settings, r *results) []engine {
	missing, _ := os.ReadFile(filepath.Join(s.work, "missing"))
	for line := range strings.Lines(string(missing)) {
		r.note("missing: " + strings.TrimSpace(line))
	}
	needs := map[string]string{
		"":       filepath.Join(s.work, "bin", "gopmml"),
		"java":   filepath.Join(s.work, "classes", "Worker.class"),
		"python": filepath.Join(s.work, "venv", "ready"),
	}
	var found []engine
	for _, e := range allEngines() {
		if !slices.Contains(s.engines, e.name) {
			continue
		}
		path := needs[e.needs]
		if e.name == "lleaves" {
			path = filepath.Join(s.work, "venv", "ready-lleaves")
		}
		if _, err := os.Stat(path); err != nil {
			r.note(e.title + " was left out: it is not set up")
			continue
		}
		if v := version(s.bench, e.pinned); v != "" {
			e.title += " " + v
		}
		found = append(found, e)
	}
	return found
}

// version finds what pom.xml or the requirements pin.
func version(bench, name string) string {
	if name == "" {
		return ""
	}
	name = regexp.QuoteMeta(name)
	for file, pattern := range map[string]string{
		"pom.xml":                  `<artifactId>` + name + `</artifactId>\s*<version>(.*)</version>`,
		"requirements.txt":         `(?m)^` + name + `==(.*)$`,
		"requirements-lleaves.txt": `(?m)^` + name + `==(.*)$`,
	} {
		text, _ := os.ReadFile(filepath.Join(bench, file))
		if found := regexp.MustCompile(pattern).FindSubmatch(text); found != nil {
			return string(found[1])
		}
	}
	return ""
}

// worker is the command line that measures a model with the engine.
func (e *engine) worker(s *settings, m model) []string {
	args := []string{s.document(m), s.rows(m), m.result}
	switch e.needs {
	case "java":
		return append([]string{"java", "-cp", s.classpath(), "Worker", e.name}, args...)
	case "python":
		// These read no document but the forms that models.py puts beside its own.
		args[0] = filepath.Join(s.work, "models", m.name+".pmml")
		python := filepath.Join(s.work, "venv", "bin", "python")
		return append([]string{python, filepath.Join(s.bench, "peers.py"), e.name}, args...)
	}
	return append([]string{filepath.Join(s.work, "bin", "gopmml")}, args...)
}

func (s *settings) document(m model) string { return filepath.Join(s.models, m.name+".pmml") }
func (s *settings) rows(m model) string     { return filepath.Join(s.models, m.rows) }

func (s *settings) classpath() string {
	list := string(os.PathListSeparator)
	return filepath.Join(s.work, "classes") + list + filepath.Join(s.work, "lib", "*")
}
