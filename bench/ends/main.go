// Command ends measures how long after the end of a context the calls that take it
// return.
//
//	go run ./bench/ends [-only EXPR] [-most MS]
//
// Each work is heavy and harmless, and would take seconds: documents with very many
// nodes, patterns, training rows or vectors, long texts that are searched and
// compared. It is done to its end once, or for as long as -longest says, and then
// several times with a context that ends in the midst, at 5 to 95 per cent of that time.
// The worst lateness of each is printed, in milliseconds. The exit status is 1 where
// one is above -most, or a call gives another error than the context's. What is
// measured is the clock's: other work on the machine is in it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"time"

	"github.com/gopmml/gopmml/evaluator"
)

// work is a call of a form that takes a context. prepare makes what it works on.
type work struct {
	form, name string
	prepare    func() (func(context.Context) error, error)
}

func main() {
	only := flag.String("only", "", "only works whose form and name match this expression")
	most := flag.Float64("most", 100, "the greatest lateness in milliseconds that is no failure")
	longest := flag.Duration("longest", 4*time.Second, "how long a work is done at the most")
	flag.Parse()
	chosen, err := regexp.Compile(*only)
	if err != nil || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "usage: ends [-only EXPR] [-most MS] [-longest TIME]")
		os.Exit(2)
	}
	failed := false
	fmt.Printf("%-10s %-44s %9s %9s\n", "form", "work", "takes ms", "late ms")
	for _, w := range works() {
		if !chosen.MatchString(w.form + " " + w.name) {
			continue
		}
		takes, late, err := measure(w, *longest)
		note := ""
		if err == nil && ms(late) > *most {
			err = errors.New("too late")
		}
		if err != nil {
			failed, note = true, "  FAILED: "+err.Error()
		}
		fmt.Printf("%-10s %-44s %9.0f %9.1f%s\n", w.form, w.name, ms(takes), ms(late), note)
	}
	if failed {
		os.Exit(1)
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// moments are the parts of a work's time after which its context ends.
var moments = []float64{0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95}

// measure gives how long a work takes, and the worst lateness.
func measure(w work, longest time.Duration) (takes, late time.Duration, err error) {
	do, err := w.prepare()
	if err != nil {
		return 0, 0, err
	}
	runtime.GC()
	takes, late, err = ended(do, longest)
	if err != nil {
		return takes, late, err
	}
	takes = min(takes, longest)
	for _, part := range moments {
		_, l, err := ended(do, time.Duration(part*float64(takes)))
		if err != nil {
			return takes, late, err
		}
		late = max(late, l)
	}
	return takes, late, nil
}

// ended does a work under a context that ends after a time, and says how long it
// took and how late it was. Work that comes to its end before is not late.
func ended(do func(context.Context) error, after time.Duration) (takes, late time.Duration, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ends := make(chan time.Time, 1)
	start := time.Now()
	timer := time.AfterFunc(after, func() {
		ends <- time.Now()
		cancel()
	})
	err = do(ctx)
	over := time.Now()
	var limited *evaluator.InputError
	if errors.As(err, &limited) && limited.Code == evaluator.InputLimit {
		err = nil // a pattern that backtracks for too long, which is an end, too
	}
	if timer.Stop() {
		return over.Sub(start), 0, err
	}
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return over.Sub(start), over.Sub(<-ends), err
}
