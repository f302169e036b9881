package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/pmml"
)

const fmtHelp = `pmml-eval fmt writes a document anew: elements and attributes in the order of
the schema, one element a line, indented, numbers in their shortest form. It
says the same as before.

Usage:
  pmml-eval fmt MODEL [flags]

Examples:
  # Look at a document that was written in one line.
  pmml-eval fmt churn.pmml | less

  # In place, with two spaces.
  pmml-eval fmt churn.pmml --output churn.pmml --indent 2
`

const upgradeHelp = `pmml-eval upgrade writes a document of any version since 3.0 as one of PMML 4.4
that scores the same: what older versions said in other words is put into those
of 4.4.

Usage:
  pmml-eval upgrade MODEL [flags]

Examples:
  pmml-eval upgrade old.pmml --output new.pmml

  # What changes, beside the form?
  diff <(pmml-eval fmt old.pmml) <(pmml-eval upgrade old.pmml)
`

const rewriteMore = `
Comments are not kept. A file is replaced once the whole document is written.

Exit codes:
  0  the document is written
  1  the command line is wrong, or the output cannot be written
  2  the document cannot be read, or not be written
`

// fmtCommand is pmml-eval fmt.
func fmtCommand(std streams) *cobra.Command {
	s := &subcommand{name: "fmt", short: "Write a document anew, indented", help: fmtHelp, more: rewriteMore}
	rewrite(s, std, func(doc *pmml.Document) (*pmml.Document, error) { return doc, nil })
	return s.command()
}

// upgradeCommand is pmml-eval upgrade.
func upgradeCommand(std streams) *cobra.Command {
	s := &subcommand{name: "upgrade", short: "Write a document as PMML 4.4", help: upgradeHelp, more: rewriteMore}
	rewrite(s, std, pmml.Upgrade)
	return s.command()
}

// rewrite makes s a command that reads a document, changes it and writes it.
func rewrite(s *subcommand, std streams, change func(*pmml.Document) (*pmml.Document, error)) {
	s.flags = pflag.NewFlagSet(s.name, pflag.ContinueOnError)
	output := s.flags.StringP("output", "o", "", "`file` for the document; - is standard output\n(the default)")
	indent := s.flags.String("indent", "tab", "indentation: a `number` of spaces from 0 to 8, or \"tab\"")
	var limits limitFlags
	limits.define(s.flags)
	s.run = func(path string) error {
		blanks, err := indentation(*indent)
		if err != nil {
			return err
		}
		doc, err := pmml.ParseFile(path, limits.ParseOptions()...)
		if err == nil {
			doc, err = change(doc)
		}
		if err != nil {
			return &failure{code: exitModel, err: inFile(err, path)}
		}
		if *output == "" || *output == "-" {
			err = pmml.Write(std.out, doc, pmml.WithIndent(blanks))
		} else {
			err = pmml.WriteFile(*output, doc, pmml.WithIndent(blanks))
			path = *output
		}
		switch {
		case err == nil:
			return nil
		case errors.Is(err, pmml.ErrWrite):
			return &failure{code: exitUsage, err: fmt.Errorf("cannot write the output: %w", err)}
		}
		return &failure{code: exitModel, err: inFile(err, path)}
	}
}

// inFile names the file in a document's error that does not.
func inFile(err error, path string) error {
	if e, ok := err.(*pmml.Error); ok && e.File == "" {
		e.File = path
	}
	return err
}

// indentation turns the flag into blanks.
func indentation(flag string) (string, error) {
	if flag == "tab" {
		return "\t", nil
	}
	if len(flag) == 1 && flag[0] >= '0' && flag[0] <= '8' {
		return strings.Repeat(" ", int(flag[0]-'0')), nil
	}
	return "", &failure{code: exitUsage, err: fmt.Errorf("--indent %q is neither \"tab\" nor a number from 0 to 8", flag)}
}
