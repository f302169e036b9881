package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/evaluator"
)

// limitFlags are the limits that --limit sets, one NAME=VALUE each time.
type limitFlags struct{ evaluator.Limits }

// define defines the flag.
func (l *limitFlags) define(fs *pflag.FlagSet) {
	fs.Var(l, "limit", "`name=value` of a limit for the document or for\na record; repeatable. Names: "+wrapped(evaluator.LimitNames(), 48))
}

// wrapped lists names in lines of a width.
func wrapped(names []string, width int) string {
	var b strings.Builder
	line := len("a record; repeatable. Names:")
	for i, n := range names {
		switch {
		case line+1+len(n) > width:
			b.WriteString("\n")
			line = 0
		case i > 0:
			b.WriteString(" ")
		}
		b.WriteString(n)
		line += 1 + len(n)
	}
	return b.String()
}

// String is what has been set, which the help does not show.
func (l *limitFlags) String() string { return "" }

// Type is what the help calls the value.
func (l *limitFlags) Type() string { return "name=value" }

// Set reads NAME=VALUE.
func (l *limitFlags) Set(text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return fmt.Errorf("%q is not of the form name=value", text)
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", value)
	}
	return l.Limits.Set(name, n)
}
