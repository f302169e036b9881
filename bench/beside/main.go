// Command beside measures two builds of bench/gopmml in turn, the one before and
// the one after a change; bench/beside.sh builds them and starts it:
//
//	beside [-rounds N] [-core N] BEFORE AFTER MODEL.pmml ROWS.csv RESULT ...
//
// It prints, for each model and way, the best figure of either build and their
// ratio, and the geometric mean and the worst of the ratios.
package main

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gopmml/gopmml/bench/internal/worker"
)

// ways are the lines that a build is asked, and the units of its figures.
var ways = []struct{ name, line, unit string }{
	{"load", "", "ms"},
	{"parse", "parse 100", "ms"},
	{"row", "single 100000 150", "µs"},
	{"map", "map 20000 100", "µs"},
	{"batches of 10,000", "batch 10000 1 150", "µs"},
}

// figure is the best time that was seen, in ns, and the fewest bytes allocated.
type figure struct{ time, bytes float64 }

// build is one of the two programs.
type build struct {
	path    string
	figures map[string]figure
}

func main() {
	rounds := flag.Int("rounds", 15, "turns of each build, of which the best counts")
	core := flag.Int("core", runtime.NumCPU()-1, "the processor core to measure on")
	flag.Parse()
	args := flag.Args()
	if len(args) < 5 || len(args)%3 != 2 {
		fmt.Fprintln(os.Stderr, "usage: beside [-rounds N] [-core N] BEFORE AFTER MODEL.pmml ROWS.csv RESULT ...")
		os.Exit(2)
	}
	if err := run(args[:2], args[2:], *rounds, *core); err != nil {
		fmt.Fprintln(os.Stderr, "beside:", err)
		os.Exit(1)
	}
}

func run(paths, models []string, rounds, core int) error {
	fmt.Printf("best of %d rounds; after/before, above 1 is slower\n\n%-30s %-18s %12s %12s %7s   %s\n",
		rounds, "model", "way", "before", "after", "ratio", "bytes allocated, before and after")
	var ratios []float64
	for ; len(models) > 0; models = models[3:] {
		builds := []*build{{path: paths[0], figures: map[string]figure{}}, {path: paths[1], figures: map[string]figure{}}}
		for round := range rounds {
			for i := range builds {
				if err := builds[(i+round)%2].measure(models[:3], core); err != nil {
					return err
				}
			}
		}
		name := strings.TrimSuffix(filepath.Base(models[0]), ".pmml")
		for _, w := range ways {
			before, after := builds[0].figures[w.name], builds[1].figures[w.name]
			scale := map[string]float64{"ms": 1e6, "µs": 1e3}[w.unit]
			ratio := after.time / before.time
			ratios = append(ratios, ratio)
			fmt.Printf("%-30s %-18s %9.4g %s %9.4g %s %7.3f   %.4g %.4g\n", name, w.name,
				before.time/scale, w.unit, after.time/scale, w.unit, ratio, before.bytes, after.bytes)
		}
	}
	sum, worst := 0.0, 0.0
	for _, r := range ratios {
		sum += math.Log(r)
		worst = max(worst, r)
	}
	fmt.Printf("\ngeometric mean %.3f, worst %.3f\n", math.Exp(sum/float64(len(ratios))), worst)
	return nil
}

// measure starts the build once more and asks for every figure.
func (b *build) measure(model []string, core int) error {
	w, err := worker.Start(context.Background(), core, append([]string{b.path}, model...))
	if err != nil {
		return err
	}
	defer w.Stop()
	for _, way := range ways {
		f := figure{w.Loaded.Load * 1e6, math.NaN()}
		if way.line != "" {
			a, err := w.Ask("%s", way.line)
			if err != nil {
				return err
			}
			f = figure{a.Time / a.Rows, *a.Bytes / a.Rows}
		}
		if old, ok := b.figures[way.name]; ok {
			f = figure{min(f.time, old.time), min(f.bytes, old.bytes)}
		}
		b.figures[way.name] = f
	}
	return nil
}
