package main

import (
	"errors"
	"runtime"

	"github.com/spf13/pflag"
)

// settings is what the flags say.
type settings struct {
	model, modelName          string
	inputs                    []string
	inputFormat               string
	output, outputFormat      string
	separator                 string
	missing                   []string
	columns                   []string
	copyColumns               bool
	decimal                   bool
	limits                    limitFlags
	maps                      []string
	missingColumns            missingColumns
	onError                   onError
	maxErrors                 maxErrors
	workers                   int
	progress, help, showBuild bool

	given func(flag string) bool
}

// flagGroup is flags that the help shows together.
type flagGroup struct {
	title string
	flags *pflag.FlagSet
}

// flags defines the flags, in the order of the help.
func (s *settings) flags() []flagGroup {
	group := func(title string) (flagGroup, *pflag.FlagSet) {
		fs := pflag.NewFlagSet(title, pflag.ContinueOnError)
		fs.SortFlags = false
		return flagGroup{title, fs}, fs
	}

	model, fs := group("Model")
	fs.VarP(newOnce(&s.model), "model", "m", "`file` with the PMML document, also gzipped (required)")
	fs.StringVar(&s.modelName, "model-name", "", "`name` of the model in the document, its modelName\n(default: the first that is scorable)")
	fs.BoolVar(&s.decimal, "decimal", false, "calculate with exact decimals: 0.1 + 0.2 is 0.3")

	s.limits.define(fs)

	in, fs := group("Input")
	fs.StringArrayVarP(&s.inputs, "input", "i", nil, "`file` with rows; - is standard input, which is read\nwithout the flag too, unless it is a terminal;\nrepeatable: all files are scored, in their order")
	fs.StringVar(&s.inputFormat, "input-format", "", "`format` of the input (default: by its extension;\ncsv for standard input)")
	fs.StringVar(&s.separator, "separator", "", "`character` between cells of csv, of input and\noutput, as ';' or '\\t' (default: a comma, or a\nsemicolon, tab or bar, by which of them the header\nhas inputs of the model)")
	fs.StringArrayVar(&s.maps, "map", nil, mapUsage)
	s.missingColumns = missingFail
	fs.Var(&s.missingColumns, "missing-columns", missingUsage)
	fs.Lookup("missing-columns").DefValue = "" // the text says it
	fs.StringArrayVar(&s.missing, "missing", nil, "`token` that stands for a missing value; repeatable,\nreplaces the default (empty, NA and N/A, where\nthe document does not list it as a value of the\nfield; none for jsonl, which has null)")

	out, fs := group("Output")
	fs.VarP(newOnce(&s.output), "output", "o", "`file` for the results; - is standard output\n(the default)")
	fs.StringVar(&s.outputFormat, "output-format", "", "`format` of the output (default: by its extension;\nthat of the input for standard output)")
	fs.StringArrayVar(&s.columns, "columns", nil, "`names` of the results to write, commas between;\nrepeatable (default: targets, then output fields)")
	fs.BoolVar(&s.copyColumns, "copy-columns", false, "write the columns of the input first")

	work, fs := group("Run")
	s.onError = onErrorFail
	fs.Var(&s.onError, "on-error", "`policy` for a row that has no result:\n  fail    stop (default)\n  report  write empty results, and why in _error\n  skip    leave the row out")
	fs.Lookup("on-error").DefValue = "" // the text says it
	fs.Var(&s.maxErrors, "max-errors", "`number` of rows, or share as 5%, that may have no\nresult with --on-error report or skip; with more,\nthe run fails (default: any, but not all)")
	fs.IntVar(&s.workers, "workers", runtime.GOMAXPROCS(0), "`number` of goroutines that score, at most; no more\nare started than there is work for")
	fs.BoolVar(&s.progress, "progress", false, "show progress on standard error (default: if it is\na terminal; --progress=false: never)")
	fs.BoolVarP(&s.help, "help", "h", false, "show this help")
	fs.BoolVar(&s.showBuild, "version", false, "show the version")

	return []flagGroup{model, in, out, work}
}

// onError is what to do with a row that has no result.
type onError string

// The values of onError.
const (
	onErrorFail   onError = "fail"   // stop
	onErrorReport onError = "report" // empty results, and why in a column of its own
	onErrorSkip   onError = "skip"   // leave the row out
)

// String is the value as it is written.
func (o *onError) String() string { return string(*o) }

// Type is what the help calls the value.
func (o *onError) Type() string { return "string" }

// Set reads the value.
func (o *onError) Set(text string) error {
	switch v := onError(text); v {
	case onErrorFail, onErrorReport, onErrorSkip:
		*o = v
		return nil
	}
	return errors.New("must be fail, report or skip")
}
