// Package config reads the configuration of a model server: YAML that is checked
// against a published JSON Schema ([Schema]), with errors that name the line.
package config

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/gopmml/gopmml/serve"
)

// Schema is the JSON Schema (2020-12) of the configuration.
//
//go:embed schema.json
var Schema []byte

// Config is a configuration as it is written. What is left out has the defaults of the
// command's flags.
type Config struct {
	HTTP, GRPC, Admin *string
	Models            []Model
	Folder            string
	AllowDeploy       bool   `yaml:"allow_deploy"`
	AdminOnly         bool   `yaml:"admin_only"`
	TokenFile         string `yaml:"token_file"`
	DefaultModel      string `yaml:"default_model"`
	Metrics           []string
	Lazy              bool
	Memory            int64
	MaxRunning        int `yaml:"max_running"`
	MaxQueued         int `yaml:"max_queued"`
	MaxModelRunning   int `yaml:"max_model_running"`
	Timeout, Drain    Duration
	MaxBody           int64 `yaml:"max_body"`
	MaxPlain          int64 `yaml:"max_plain"`
	MaxRows           int   `yaml:"max_rows"`
	Log               Log
	Sample            *Sample
	TLS               *TLS
}

// Model is a model that is served.
type Model struct {
	Name, Path string
	Model      string // modelName
	Policy     Policy
	Labels     map[string]int64
	Canary     *serve.Canary
	Shadow     int64
	// ShadowShare is the share of requests that the shadow scores, 0 for all.
	ShadowShare float64 `yaml:"shadow_share"`
}

// Policy says which versions of a folder are served.
type Policy struct {
	Latest   int
	All      bool
	Versions []int64
}

// Log says how logs are written.
type Log struct{ Format, Level string }

// Sample says which records are kept where.
type Sample struct {
	File  string
	Share float64
}

// TLS names the files of certificates, which are read again when they change.
type TLS struct {
	Certificate, Key string
	ClientCA         string `yaml:"client_ca"`
}

// Duration is written as Go writes it, as "1m30s".
type Duration time.Duration

// UnmarshalYAML reads a duration.
func (d *Duration) UnmarshalYAML(n *yaml.Node) error {
	v, err := time.ParseDuration(n.Value)
	*d = Duration(v)
	return err
}

// Source gives a model as the repository takes it.
func (m *Model) Source() serve.Source {
	return serve.Source{Name: m.Name, Path: m.Path, Model: m.Model, Policy: serve.Policy(m.Policy), Labels: m.Labels, Canary: m.Canary, Shadow: m.Shadow, ShadowShare: m.ShadowShare}
}

// Error is what is wrong with a configuration, in the order of its lines.
type Error struct{ Faults []Fault }

// Fault is one thing that is wrong.
type Fault struct {
	File   string
	Line   int // from 1; 0: the file as a whole
	Path   string
	Detail string
}

// String gives, as an example, "server.yaml:7: models/0/path: missing".
func (f Fault) String() string {
	out := f.File
	if f.Line > 0 {
		out += ":" + strconv.Itoa(f.Line)
	}
	if f.Path != "" {
		out += ": " + f.Path
	}
	return out + ": " + f.Detail
}

// Error gives all faults, one on a line.
func (e *Error) Error() string {
	var lines []string
	for _, f := range e.Faults {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

// Read reads a configuration from a file. What is wrong with it is an [*Error].
func Read(path string) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &Error{[]Fault{{File: path, Detail: err.Error()}}}
	}
	return Parse(path, text)
}

// Parse reads a configuration; errors name the file.
func Parse(file string, text []byte) (*Config, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, &Error{[]Fault{syntaxFault(file, err)}}
	}
	if root.Kind == 0 {
		return &Config{}, nil
	}
	lines := map[string]int{}
	value, fault := plain(file, root.Content[0], "", lines, 0)
	if fault != nil {
		return nil, &Error{[]Fault{*fault}}
	}
	if err := check(file, value, lines); err != nil {
		return nil, err
	}
	c := &Config{}
	if err := root.Decode(c); err != nil {
		return nil, &Error{[]Fault{syntaxFault(file, err)}}
	}
	return c, nil
}

// syntaxFault takes the line out of an error of the YAML library.
func syntaxFault(file string, err error) Fault {
	f := Fault{File: file, Detail: strings.TrimPrefix(err.Error(), "yaml: ")}
	var typed *yaml.TypeError
	if errors.As(err, &typed) && len(typed.Errors) > 0 {
		f.Detail = typed.Errors[0]
	}
	if rest, ok := strings.CutPrefix(f.Detail, "line "); ok {
		if number, detail, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				f.Line, f.Detail = n, detail
			}
		}
	}
	return f
}

// maxNesting is how deep values may lie in each other.
const maxNesting = 20

// plain gives a node as JSON has it, and the line of everything in it.
func plain(file string, n *yaml.Node, at string, lines map[string]int, depth int) (any, *Fault) {
	lines[at] = n.Line
	wrong := func(detail string) (any, *Fault) {
		return nil, &Fault{File: file, Line: n.Line, Path: strings.TrimPrefix(at, "/"), Detail: detail}
	}
	if depth > maxNesting {
		return wrong("values lie too deep in each other")
	}
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if _, twice := out[key]; twice {
				return wrong(fmt.Sprintf("%q is given twice", key))
			}
			v, fault := plain(file, n.Content[i+1], at+"/"+key, lines, depth+1)
			if fault != nil {
				return nil, fault
			}
			lines[at+"/"+key] = n.Content[i].Line
			out[key] = v
		}
		return out, nil
	case yaml.SequenceNode:
		out := []any{}
		for i, e := range n.Content {
			v, fault := plain(file, e, at+"/"+strconv.Itoa(i), lines, depth+1)
			if fault != nil {
				return nil, fault
			}
			out = append(out, v)
		}
		return out, nil
	case yaml.AliasNode:
		return wrong("aliases are not read")
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return wrong(err.Error())
	}
	if i, ok := v.(int); ok {
		return json.Number(strconv.Itoa(i)), nil
	}
	return v, nil
}

// check holds a configuration to the schema.
func check(file string, value any, lines map[string]int) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		return err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		return err
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		return err
	}
	var invalid *jsonschema.ValidationError
	if err := s.Validate(value); !errors.As(err, &invalid) {
		return err
	}
	out := &Error{}
	words := message.NewPrinter(language.English)
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			walk(cause)
		}
		if len(e.Causes) > 0 {
			return
		}
		path := strings.Join(e.InstanceLocation, "/")
		at := ""
		if path != "" {
			at = "/" + path
		}
		line := lines[at]
		if unknown, ok := e.ErrorKind.(*kind.AdditionalProperties); ok && len(unknown.Properties) > 0 {
			line = lines[at+"/"+unknown.Properties[0]]
		}
		out.Faults = append(out.Faults, Fault{File: file, Line: line, Path: path, Detail: e.ErrorKind.LocalizedString(words)})
	}
	walk(invalid)
	slices.SortStableFunc(out.Faults, func(a, b Fault) int { return a.Line - b.Line })
	return out
}
