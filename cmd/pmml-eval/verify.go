package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

const verifyHelp = `pmml-eval verify scores the records that a document carries for its own
verification (ModelVerification), and lists the results that differ from what
the document says they must be.

Usage:
  pmml-eval verify MODEL [flags]

Examples:
  # Does this engine compute what the producer computed?
  pmml-eval verify churn.pmml

  # In a script: the exit code says it, the list is for a person.
  pmml-eval verify churn.pmml >/dev/null || echo "do not deploy"
`

const verifyMore = `
Numbers agree within each field's precision (one millionth, where the document
  says nothing), or where both lie within its zeroThreshold; all else must be
  equal.

Exit codes:
  0  all results agree, or the document has no records to verify, which is said
  1  the command line is wrong
  2  the model cannot be read, or is not one that can be scored
  3  results differ
`

// verifyCommand is pmml-eval verify.
func verifyCommand(std streams) *cobra.Command {
	var name string
	var asJSON bool
	s := &subcommand{name: "verify", short: "Run the ModelVerification of a document", help: verifyHelp, more: verifyMore}
	var limits limitFlags
	s.flags = newFlags(s.name, &name, &asJSON, &limits)
	s.run = func(path string) error { return verify(path, name, &limits, asJSON, std) }
	return s.command()
}

// verified is the outcome of a verification, as JSON.
type verified struct {
	Model string `json:"model"`
	Rows  int    `json:"rows"`
	// Agree says that no result differs; it is true where there are no rows.
	Agree       bool         `json:"agree"`
	Note        string       `json:"note,omitempty"`
	Differences []difference `json:"differences"`
}

// difference is a result that is not what the document says.
type difference struct {
	Row   int    `json:"row"`
	Field string `json:"field,omitempty"`
	Got   string `json:"got,omitempty"`
	Want  string `json:"want,omitempty"`
	Error string `json:"error,omitempty"`
}

func verify(path, name string, limits *limitFlags, asJSON bool, std streams) error {
	doc, model, refused, err := loadDocument(path, name, limits)
	if err != nil {
		return err
	}
	if refused != nil {
		return &failure{code: exitModel, err: refused}
	}
	found, err := model.Verify()
	if err != nil {
		return &failure{code: exitData, err: err}
	}
	out := verifiedOf(path, found)
	if found.Rows == 0 {
		out.Note = "the document has no ModelVerification: there is nothing to verify"
		if nestedVerification(doc) {
			out.Note = "only models inside the document's model have a ModelVerification, whose records are no inputs of the whole: there is nothing to verify"
		}
	}
	if asJSON {
		err = writeJSON(std.out, out)
	} else {
		p := newPage(std.out)
		out.write(p)
		err = p.writeTo(std.out)
	}
	if err != nil || out.Agree {
		return err
	}
	return &failure{code: exitData, err: fmt.Errorf("%s: %s of %s", path, differ(len(out.Differences)), plural(out.Rows, "record", "records"))}
}

func differ(n int) string {
	if n == 1 {
		return "1 result differs"
	}
	return grouped(int64(n)) + " results differ"
}

func verifiedOf(path string, v *evaluator.Verification) *verified {
	out := &verified{Model: path, Rows: v.Rows, Agree: len(v.Mismatches) == 0, Differences: []difference{}}
	for _, m := range v.Mismatches {
		d := difference{Row: m.Row, Field: m.Field, Got: m.Got, Want: m.Want}
		if m.Field == "" {
			d.Error, d.Got = m.Got, ""
		}
		out.Differences = append(out.Differences, d)
	}
	return out
}

func (v *verified) write(p *page) {
	switch {
	case v.Rows == 0:
		p.linef("%s: %s", v.Model, v.Note)
		return
	case v.Agree:
		p.linef("%s: %s, %s", v.Model, plural(v.Rows, "record", "records"), p.styled(styleGreen, "all results agree"))
		return
	}
	p.linef("%s: %s, %s", v.Model, plural(v.Rows, "record", "records"), p.styled(styleRed, differ(len(v.Differences))))
	rows := make([][]string, len(v.Differences))
	for i, d := range v.Differences {
		got, want := d.Got, d.Want
		if got == "" {
			got = "missing"
		}
		if d.Error != "" {
			got, want = "error: "+d.Error, "a result"
		}
		rows[i] = []string{fmt.Sprint(d.Row), d.Field, want, got}
	}
	p.table([]string{"record", "field", "want", "got"}, rows)
}

// nestedVerification says whether a model inside another has records.
func nestedVerification(doc *pmml.Document) bool {
	found := false
	for _, m := range doc.Models {
		eachModel(m, 1, func(inner pmml.Model, depth int) {
			found = found || depth > 1 && inner.Base().ModelVerification != nil
		})
	}
	return found
}

// eachModel visits a model and the models inside it, with their depth.
func eachModel(m pmml.Model, depth int, visit func(m pmml.Model, depth int)) {
	visit(m, depth)
	if outer, ok := m.(*pmml.MiningModel); ok && outer.Segmentation != nil {
		for _, s := range outer.Segmentation.Segments {
			if s.Model != nil {
				eachModel(s.Model, depth+1, visit)
			}
		}
	}
}
