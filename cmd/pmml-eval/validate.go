package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

const validateHelp = `pmml-eval validate lists all that is wrong or doubtful with documents, each with
its place: structure, unknown fields and functions, wrong values, what is not
supported (errors); contradictory counts, parts that nothing reaches, conditions
that never hold, what is deprecated (warnings); what is not used (notes).

Usage:
  pmml-eval validate MODEL... [flags]

Examples:
  # Look at a document.
  pmml-eval validate churn.pmml

  # All documents of a folder, errors only; the exit code says whether there are any.
  pmml-eval validate --severity error models/*.pmml

  # For a program.
  pmml-eval validate --json churn.pmml | jq '.[].problems[] | select(.severity == "error")'

Flags:
`

const validateMore = `
In a pipe, each problem is a line: file:line:column: severity: path: message [code].
  JSON is a list with an object for each document: file, errors, warnings and
  notes (how many there are), problems (those of the severity asked for).

Exit codes:
  0  no document has errors
  1  the command line is wrong, or the output cannot be written
  2  some document has errors
`

// severity is a value of --severity.
type severity evaluator.Severity

// String is the value as it is written.
func (s *severity) String() string { return evaluator.Severity(*s).String() }

// Type is what the help calls the value.
func (*severity) Type() string { return "string" }

// Set reads the value.
func (s *severity) Set(text string) error {
	for _, v := range []evaluator.Severity{evaluator.SeverityError, evaluator.SeverityWarning, evaluator.SeverityNote} {
		if v.String() == text {
			*s = severity(v)
			return nil
		}
	}
	return errors.New("must be error, warning or note")
}

// validateCommand is pmml-eval validate.
func validateCommand(std streams) *cobra.Command {
	const see = `run "pmml-eval validate --help" for the flags and examples`
	least := severity(evaluator.SeverityNote)
	var asJSON bool
	fs := pflag.NewFlagSet("validate", pflag.ContinueOnError)
	fs.SortFlags = false
	fs.Var(&least, "severity", "`grade` of what is listed, error, warning or note:\nthat and what is graver")
	fs.BoolVar(&asJSON, "json", false, "write JSON")
	var limits limitFlags
	limits.define(fs)
	fs.BoolP("help", "h", false, "show this help")
	cmd := &cobra.Command{
		Use:   "validate MODEL...",
		Short: "List all that is wrong or doubtful with documents",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &failure{code: exitUsage, err: errors.New("validate: no model: name its file"), hint: see}
			}
			return validate(args, evaluator.Severity(least), asJSON, evaluator.WithLimits(limits.Limits), std)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(fs)
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return &failure{code: exitUsage, err: fmt.Errorf("validate: %w", err), hint: see}
	})
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprint(cmd.OutOrStdout(), validateHelp, fs.FlagUsages(), validateMore)
	})
	return cmd
}

func validate(paths []string, least evaluator.Severity, asJSON bool, limits evaluator.Option, std streams) error {
	var all []validated
	bad := 0
	for i, path := range paths {
		r := evaluator.ValidateFile(path, limits)
		if r.Errors() > 0 {
			bad++
		}
		v := validated{File: path, Errors: r.Errors(), Warnings: r.Warnings(), Notes: r.Notes(), Problems: r.AtLeast(least)}
		if asJSON {
			all = append(all, v)
			continue
		}
		if err := v.write(std.out, i > 0); err != nil {
			return err
		}
	}
	if asJSON {
		if err := writeJSON(std.out, all); err != nil {
			return err
		}
	}
	if bad == 0 {
		return nil
	}
	return &failure{code: exitModel, err: fmt.Errorf("errors in %d of %s", bad, plural(len(paths), "document", "documents"))}
}

// validated is a document's report, as JSON.
type validated struct {
	File     string              `json:"file"`
	Errors   int                 `json:"errors"`
	Warnings int                 `json:"warnings"`
	Notes    int                 `json:"notes"`
	Problems []evaluator.Problem `json:"problems"`
}

// write writes the problems: as lines, and for a person with what they add up to.
func (v *validated) write(out io.Writer, again bool) error {
	p := newPage(out)
	if !isTerminal(out) {
		for _, q := range v.Problems {
			sep := ":"
			if q.Pos == (pmml.Pos{}) {
				sep = ": "
			}
			p.linef("%s%s%s", v.File, sep, q)
		}
		return p.writeTo(out)
	}
	if again {
		p.linef("")
	}
	p.linef("%s", p.styled(styleBold, v.File))
	for _, q := range v.Problems {
		where := ""
		if q.Pos != (pmml.Pos{}) {
			where = q.Pos.String() + " "
		}
		p.linef("  %s%s %s %s", where, p.styled(styleOf(q.Severity), q.Severity.String()), q.Message, p.styled(styleFaint, "["+q.Code+"]"))
		if q.Path != "" {
			p.linef("    %s", p.styled(styleFaint, q.Path))
		}
	}
	p.linef("  %s", v.sum(p))
	return p.writeTo(out)
}

// sum says how many problems there are.
func (v *validated) sum(p *page) string {
	errs := plural(v.Errors, "error", "errors")
	if v.Errors > 0 {
		errs = p.styled(styleRed, errs)
	} else {
		errs = p.styled(styleGreen, "no errors")
	}
	return errs + ", " + plural(v.Warnings, "warning", "warnings") + ", " + plural(v.Notes, "note", "notes")
}

// styleYellow is that of warnings.
const styleYellow = "33"

func styleOf(s evaluator.Severity) string {
	switch s {
	case evaluator.SeverityError:
		return styleRed
	case evaluator.SeverityWarning:
		return styleYellow
	}
	return styleFaint
}
