package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// subcommand is a job beside scoring: pmml-eval NAME MODEL [flags].
type subcommand struct {
	name, short string
	// help is its help up to the flags, after that comes more.
	help, more string
	flags      *pflag.FlagSet
	run        func(model string) error
}

// command makes the subcommand, which takes one argument: the model's file.
func (s *subcommand) command() *cobra.Command {
	see := fmt.Sprintf("run \"pmml-eval %s --help\" for the flags and examples", s.name)
	cmd := &cobra.Command{
		Use:   s.name + " MODEL",
		Short: s.short,
		RunE: func(_ *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return &failure{code: exitUsage, err: fmt.Errorf("%s: no model: name its file", s.name), hint: see}
			case 1:
				return s.run(args[0])
			}
			return &failure{code: exitUsage, err: fmt.Errorf("%s: unexpected argument %q: one model at a time", s.name, args[1]), hint: see}
		},
	}
	s.flags.BoolP("help", "h", false, "show this help")
	s.flags.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(s.flags)
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return &failure{code: exitUsage, err: fmt.Errorf("%s: %w", s.name, err), hint: see}
	})
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprintf(cmd.OutOrStdout(), "%s\nFlags:\n%s%s", s.help, s.flags.FlagUsages(), s.more)
	})
	return cmd
}

// newFlags makes the flags of a subcommand, with those that all have.
func newFlags(name string, modelName *string, asJSON *bool, limits *limitFlags) *pflag.FlagSet {
	fs := pflag.NewFlagSet(name, pflag.ContinueOnError)
	fs.StringVar(modelName, "model-name", "", "`name` of the model in the document, its modelName\n(default: the first that is scorable)")
	limits.define(fs)
	fs.BoolVar(asJSON, "json", false, "write JSON")
	return fs
}

// loadDocument reads a document and compiles its model. refused is why it is
// none that can be scored; err is why it cannot be read.
func loadDocument(path, modelName string, limits *limitFlags) (doc *pmml.Document, model *evaluator.Model, refused, err error) {
	doc, err = pmml.ParseFile(path, limits.ParseOptions()...)
	if err != nil {
		return nil, nil, nil, &failure{code: exitModel, err: err}
	}
	model, refused = evaluator.Compile(doc, evaluator.WithModelName(modelName), evaluator.WithLimits(limits.Limits))
	if e, ok := refused.(*pmml.Error); ok && e.File == "" {
		e.File = path
	}
	return doc, model, refused, nil
}

// writeJSON writes a value as indented JSON.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return written(enc.Encode(v))
}

// written turns an error of the output into one that knows its exit code.
func written(err error) error {
	if err == nil {
		return nil
	}
	return &failure{code: exitUsage, err: fmt.Errorf("cannot write the output: %w", err)}
}

// colours says whether to write colours: to a terminal, unless NO_COLOR is set.
func colours(out io.Writer) bool {
	return isTerminal(out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
