package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// What the command exits with.
const (
	exitOK     = 0 // it was asked to end, and has
	exitUsage  = 1 // flags, or the configuration
	exitModels = 2 // the models, or features, cannot be read at all
	exitPort   = 3 // an address cannot be listened at, or listening ended
)

// failure is an error that knows its exit code, and perhaps what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usageError(format string, args ...any) error {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), hint: `run "pmml-serve --help" for the flags and examples`}
}

// run carries out the command line args (without the program's name) until it is told
// to end, and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := rootCommand(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(stderr, "pmml-serve: %v\n", err)
	var f *failure
	if !errors.As(err, &f) {
		return exitUsage
	}
	if f.hint != "" {
		fmt.Fprintf(stderr, "pmml-serve: %s\n", f.hint)
	}
	return f.code
}
