package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

const inspectHelp = `pmml-eval inspect describes a document and its model: where it comes from, the
fields with their types, ranges and treatments, targets, outputs, the model's
type and size, and what a row costs.

Usage:
  pmml-eval inspect MODEL [flags]

Examples:
  # What does the model want, and what does it give?
  pmml-eval inspect churn.pmml

  # For a program: the names of the inputs.
  pmml-eval inspect churn.pmml --json | jq -r '.inputs[].name'

  # Without measuring the cost of a row.
  pmml-eval inspect churn.pmml --rows 0
`

const inspectMore = `
A document whose model cannot be scored is described as well, as far as it can
  be read, with the reason of the refusal.
The cost is measured: rows with random values of the inputs' types, listed
  values and ranges are scored by one goroutine. It is rough: real values may
  take other ways through the model.

Exit codes:
  0  the document is described
  1  the command line is wrong, or the output cannot be written
  2  the document cannot be read
`

// inspectCommand is pmml-eval inspect.
func inspectCommand(std streams) *cobra.Command {
	var name string
	var asJSON bool
	var rows int
	s := &subcommand{name: "inspect", short: "Describe a document and its model", help: inspectHelp, more: inspectMore}
	var limits limitFlags
	s.flags = newFlags(s.name, &name, &asJSON, &limits)
	s.flags.IntVar(&rows, "rows", 2000, "`number` of random rows that the cost of a row is\nmeasured with; 0: do not measure")
	s.run = func(path string) error {
		if rows < 0 {
			return usageError("--rows must not be below 0")
		}
		return inspect(path, name, &limits, rows, asJSON, std)
	}
	return s.command()
}

// inspection describes a document, as JSON.
type inspection struct {
	File string `json:"file"`
	// Bytes is the size of the file, as it is: perhaps compressed.
	Bytes    int64    `json:"bytes"`
	Version  string   `json:"version"`
	Producer producer `json:"producer"`
	// Models are the models of the document; the one described is Model.
	Models []modelName `json:"models,omitempty"`
	Model  *modelFacts `json:"model,omitempty"`
	// Scorable says that the model can be scored, Refused why it cannot.
	Scorable bool         `json:"scorable"`
	Refused  string       `json:"refused,omitempty"`
	Inputs   []fieldFacts `json:"inputs"`
	Targets  []fieldFacts `json:"targets"`
	Outputs  []fieldFacts `json:"outputs"`
	// Dictionary are the document's fields, where the model's are not known.
	Dictionary []fieldFacts    `json:"dictionary,omitempty"`
	Size       *evaluator.Size `json:"size,omitempty"`
	Scoring    *manner         `json:"scoring,omitempty"`
	Cost       *cost           `json:"cost,omitempty"`
}

// manner says how the model is scored, and why so.
type manner struct {
	Ways   []way  `json:"ways"`
	Tables string `json:"tables"`
}

// way says how a model is scored that stands so deep in others, and so many
// neighbours with it.
type way struct {
	Model string `json:"model"`
	Name  string `json:"name,omitempty"`
	Depth int    `json:"depth"`
	Count int    `json:"count"`
	How   string `json:"how"`
}

// producer is where a document comes from, by its Header.
type producer struct {
	Application  string `json:"application,omitempty"`
	Version      string `json:"version,omitempty"`
	Description  string `json:"description,omitempty"`
	Copyright    string `json:"copyright,omitempty"`
	ModelVersion string `json:"modelVersion,omitempty"`
	Timestamp    string `json:"timestamp,omitempty"`
}

type modelName struct {
	Type string `json:"type"`
	Name string `json:"name,omitempty"`
}

func inspect(path, name string, limits *limitFlags, rows int, asJSON bool, std streams) error {
	doc, model, refused, err := loadDocument(path, name, limits)
	if err != nil {
		return err
	}
	out := &inspection{File: path, Version: doc.VersionText, Inputs: []fieldFacts{}, Targets: []fieldFacts{}, Outputs: []fieldFacts{}}
	if out.Version == "" {
		out.Version = fmt.Sprintf("%d.%d", doc.Version/100, doc.Version%100)
	}
	if info, err := os.Stat(path); err == nil {
		out.Bytes = info.Size()
	}
	out.Producer = producerOf(doc.Header)
	if len(doc.Models) > 1 {
		for _, m := range doc.Models {
			out.Models = append(out.Models, modelName{m.ElementName(), m.Base().ModelName.Or("")})
		}
	}
	m := describedModel(doc, name)
	if m != nil {
		out.Model = factsOf(m)
		out.Size = evaluator.SizeOf(m)
	}
	if refused != nil {
		out.Refused = refused.Error()
		if m != nil {
			out.declared(doc, m)
		}
	} else {
		out.Scorable = true
		out.scored(model)
		if rows > 0 {
			out.Cost = measure(model, rows)
		}
	}
	if asJSON {
		return writeJSON(std.out, out)
	}
	p := newPage(std.out)
	out.write(p)
	return p.writeTo(std.out)
}

func producerOf(h *pmml.Header) producer {
	var out producer
	if h == nil {
		return out
	}
	out.Description, out.Copyright, out.ModelVersion = oneLine(h.Description.Or("")), oneLine(h.Copyright.Or("")), h.ModelVersion.Or("")
	if h.Application != nil {
		out.Application, out.Version = h.Application.Name, h.Application.Version.Or("")
	}
	if h.Timestamp != nil {
		out.Timestamp = oneLine(h.Timestamp.Text)
	}
	return out
}

// describedModel gives the model that is described: the one of the name, or the
// first that is scorable, or else the first.
func describedModel(doc *pmml.Document, name string) pmml.Model {
	for _, m := range doc.Models {
		if base := m.Base(); name != "" && base.ModelName.Or("") == name || name == "" && base.IsScorable.Or(true) {
			return m
		}
	}
	if name == "" && len(doc.Models) > 0 {
		return doc.Models[0]
	}
	return nil
}
