package features

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"
)

// Config says where features are, and which inputs of which models they are.
type Config struct {
	Stores map[string]StoreConfig `yaml:"stores"`
	Views  map[string]ViewConfig  `yaml:"views"`
	Models map[string]ModelConfig `yaml:"models"`
}

// StoreConfig is a store: of the two, one.
type StoreConfig struct {
	Redis *RedisOptions `yaml:"redis"`
	// Folder has the files that "pmml-serve features import" writes.
	Folder string `yaml:"folder"`
	// Timeout is how long the store may take to answer, 0 for 250 ms.
	Timeout time.Duration `yaml:"timeout"`
	// Cache remembers records. nil: none are.
	Cache *CacheOptions `yaml:"cache"`
}

// ViewConfig is a view. A folder's file knows its columns, so that they may be left out.
type ViewConfig struct {
	Store   string   `yaml:"store"`
	Prefix  string   `yaml:"prefix"`
	Layout  Layout   `yaml:"layout"`
	Columns []Column `yaml:"columns"`
}

// ModelConfig is what is known of a model's requests.
type ModelConfig struct {
	Join    []JoinConfig    `yaml:"join"`
	Derived []DerivedConfig `yaml:"derived"`
	// By is the output that candidates are put in order by, where the request says none.
	By string `yaml:"by"`
	// Ascending puts the least first.
	Ascending bool `yaml:"ascending"`
	// MaxRows is how many keys a list may have, 0 for 100,000.
	MaxRows int `yaml:"max_rows"`
	// Lookup says where results are that were computed before.
	Lookup *LookupConfig `yaml:"lookup"`
}

// JoinConfig joins the records of a view to a request.
type JoinConfig struct {
	View string `yaml:"view"`
	// Key is the member of the request with the one key, whose record all rows share; Each
	// is the one with a list of keys, of which each is a row. Of the two, one.
	Key  string `yaml:"key"`
	Each string `yaml:"each"`
	// Inputs are the model's inputs of columns. A column that is left out is the input of its
	// own name, if there is one. The input of a vector is what stands before the number of
	// each of its inputs: "u_" for u_0, u_1 …
	Inputs map[string]string `yaml:"inputs"`
	// Missing says what becomes of what is not there.
	Missing Missing `yaml:"missing"`
	// Unavailable says what becomes of the request when the store does not answer.
	Unavailable Missing `yaml:"unavailable"`
	// Defaults are values of columns in place of missing ones: a number for every element of
	// a vector.
	Defaults map[string]any `yaml:"defaults"`
}

// Missing says what becomes of what is not there.
type Missing string

// The values of Missing.
const (
	// Default takes the default of the column, or else leaves the input missing.
	Default Missing = "default"
	// Fail is an error of the request.
	Fail Missing = "fail"
)

// DerivedConfig is an input that is a product of two vectors: of both, one.
type DerivedConfig struct {
	Input string `yaml:"input"`
	// Dot is the sum of the products of their elements, Cosine that divided by both lengths.
	// Each is written VIEW.COLUMN.
	Dot    []string `yaml:"dot"`
	Cosine []string `yaml:"cosine"`
}

// LookupConfig says where results are that were computed before.
type LookupConfig struct {
	View string `yaml:"view"`
	// Keys are the members of the request that the key is made of, with ":" between. At
	// most one of them is a list.
	Keys []string `yaml:"keys"`
	// Otherwise says what becomes of keys without results: "missing" (nulls, if it is left
	// out), "fail", or "model": the model answers.
	Otherwise string `yaml:"otherwise"`
}

// ReadConfig reads a configuration from a file of YAML.
func ReadConfig(path string) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, err := ParseConfig(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// ParseConfig reads a configuration, and checks what can be without stores and models.
func ParseConfig(text []byte) (*Config, error) {
	c := &Config{}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(c); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return c, c.check()
}

func (c *Config) check() error {
	for _, name := range slices.Sorted(maps.Keys(c.Stores)) {
		s := c.Stores[name]
		if (s.Redis == nil) == (s.Folder == "") {
			return fmt.Errorf("stores.%s: it must have redis or folder, one of them", name)
		}
		if s.Timeout < 0 {
			return fmt.Errorf("stores.%s.timeout: it is negative", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Views)) {
		v := c.Views[name]
		s, ok := c.Stores[v.Store]
		switch {
		case !ok:
			return fmt.Errorf("views.%s.store: there is no store %q", name, v.Store)
		case s.Redis == nil && (v.Prefix != "" || v.Layout != ""):
			return fmt.Errorf("views.%s: prefix and layout are for Redis", name)
		}
		if s.Redis != nil || len(v.Columns) > 0 {
			if err := checkColumns(v.Columns); err != nil {
				return fmt.Errorf("views.%s.columns: %w", name, err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Models)) {
		if err := c.checkModel(c.Models[name]); err != nil {
			return fmt.Errorf("models.%s: %w", name, err)
		}
	}
	return nil
}

func (c *Config) checkModel(m ModelConfig) error {
	if m.MaxRows < 0 {
		return errors.New("max_rows: it is negative")
	}
	each := ""
	seen := map[string]bool{}
	for i, j := range m.Join {
		at := fmt.Sprintf("join[%d]", i)
		if _, ok := c.Views[j.View]; !ok {
			return fmt.Errorf("%s.view: there is no view %q", at, j.View)
		}
		if seen[j.View] {
			return fmt.Errorf("%s.view: view %q is joined twice", at, j.View)
		}
		seen[j.View] = true
		if (j.Key == "") == (j.Each == "") {
			return fmt.Errorf("%s: it must have key or each, one of them", at)
		}
		if j.Each != "" && each != "" && j.Each != each {
			return fmt.Errorf("%s.each: rows are of %q already", at, each)
		}
		each = max(each, j.Each)
		if reserved[j.Key] || reserved[j.Each] {
			return fmt.Errorf("%s: a request has another meaning for %q", at, j.Key+j.Each)
		}
		for _, w := range [...]struct {
			name  string
			value Missing
		}{{"missing", j.Missing}, {"unavailable", j.Unavailable}} {
			if w.value != "" && w.value != Default && w.value != Fail {
				return fmt.Errorf("%s.%s: it must be default or fail, not %q", at, w.name, w.value)
			}
		}
	}
	if l := m.Lookup; l != nil {
		if _, ok := c.Views[l.View]; !ok {
			return fmt.Errorf("lookup.view: there is no view %q", l.View)
		}
		if len(l.Keys) == 0 {
			return errors.New("lookup.keys: there are none")
		}
		if l.Otherwise != "" && l.Otherwise != "missing" && l.Otherwise != "fail" && l.Otherwise != "model" {
			return fmt.Errorf("lookup.otherwise: it must be missing, fail or model, not %q", l.Otherwise)
		}
		if l.Otherwise == "model" && len(m.Join) == 0 {
			return errors.New("lookup.otherwise: there is no join that gives the model its inputs")
		}
		for _, k := range l.Keys {
			if reserved[k] {
				return fmt.Errorf("lookup.keys: a request has another meaning for %q", k)
			}
		}
	} else if len(m.Join) == 0 {
		return errors.New("it has neither join nor lookup")
	}
	return nil
}

// reserved are the members of a request that have a meaning of their own.
var reserved = map[string]bool{"inputs": true, "outputs": true, "top": true, "by": true, "ascending": true}
