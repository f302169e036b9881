package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

// What the command exits with.
const (
	exitOK          = 0
	exitUsage       = 1
	exitModel       = 2
	exitData        = 3
	exitErrors      = 4   // too many rows without a result
	exitInterrupted = 128 // and the number of the signal
)

// failure is an error that knows its exit code, and perhaps what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

const seeHelp = `run "pmml-eval --help" for the flags and examples`

func usageError(format string, args ...any) error {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), hint: seeHelp}
}

// streams are the standard streams of one run.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run carries out the command line args (without the program's name) and
// returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := untilSignal()
	defer stop()
	root := rootCommand(streams{stdin, stdout, stderr})
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		var by *signalError
		if errors.As(context.Cause(ctx), &by) && by.signal == syscall.SIGTERM {
			fmt.Fprintln(stderr, "pmml-eval: terminated")
			return exitInterrupted + int(syscall.SIGTERM)
		}
		fmt.Fprintln(stderr, "pmml-eval: interrupted")
		return exitInterrupted + int(syscall.SIGINT)
	}
	fmt.Fprintf(stderr, "pmml-eval: %v\n", err)
	var f *failure
	if !errors.As(err, &f) {
		return exitUsage
	}
	if f.hint != "" {
		fmt.Fprintf(stderr, "pmml-eval: %s\n", f.hint)
	}
	return f.code
}

// signalError is why a run was ended from outside.
type signalError struct{ signal os.Signal }

func (e *signalError) Error() string { return e.signal.String() }

// untilSignal gives a context that ends when the process is interrupted or terminated,
// with a *signalError as its cause.
func untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			cancel(&signalError{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// rootCommand is pmml-eval itself, which scores. Further jobs become
// subcommands of it, each made by a function like this one.
func rootCommand(std streams) *cobra.Command {
	var set settings
	groups := set.flags()
	root := &cobra.Command{
		Use:           "pmml-eval --model FILE --input FILE [--output FILE]",
		Short:         "Score rows of CSV, TSV or JSON Lines with a PMML model",
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError("unexpected argument %q: files are named with --model, --input and --output", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			set.given = cmd.Flags().Changed
			return score(cmd.Context(), &set, std)
		},
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetVersionTemplate("{{.Version}}\n")
	root.Flags().SortFlags = false
	for _, g := range groups {
		root.Flags().AddFlagSet(g.flags)
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError("%w", err) })
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { writeHelp(cmd.OutOrStdout(), groups) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(explainCommand(std), inspectCommand(std), verifyCommand(std), fmtCommand(std), upgradeCommand(std), validateCommand(std))
	return root
}

// version tells what was built, from the build itself.
func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return fmt.Sprintf("pmml-eval %s (%s %s/%s)", v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
