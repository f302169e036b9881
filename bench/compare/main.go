// Command compare measures gopmml and other engines side by side and writes
// tables of the figures. bench/run.sh sets everything up and starts it; see
// bench/README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// settings says what is measured, and how often.
type settings struct {
	bench    string // the folder of this program
	work     string // what run.sh has made, below it
	models   string // folder of documents and rows
	out      string // results, without extension
	names    []string
	engines  []string
	core     int
	rounds   int // repetitions, of which the best counts
	loads    int // fresh processes that load
	commands int // whole commands
	limit    int // milliseconds of a repetition, at most
	check    int // rows whose results are compared with the trainer's
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	r := &results{about: about(s)}
	engines := available(s, r)
	for _, name := range s.names {
		if err := measureModel(ctx, s, engines, name, r); err != nil {
			return err
		}
		if err := measureCommands(ctx, s, engines, name, r); err != nil {
			return err
		}
		// After each model, so that a run that is cut short has told something.
		r.addRatios()
		if err := r.write(s, engines); err != nil {
			return err
		}
	}
	r.markdown(os.Stdout, engines, s.names)
	if s.out == filepath.Join(s.bench, "results") { // all has been measured
		return r.updateReadme(filepath.Join(s.bench, "..", "README.md"), engines, slices.Sorted(slices.Values(s.names)))
	}
	return nil
}

func parse(args []string) (*settings, error) {
	s := &settings{}
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.StringVar(&s.bench, "bench", "bench", "the folder bench/ of the project")
	models := flags.String("models", strings.Join(modelNames(), ","), "models to measure")
	engines := flags.String("engines", "", "engines to measure, by name; all where empty")
	quick := flags.Bool("quick", false, "fewer and shorter repetitions, fewer rows to check")
	noJava := flags.Bool("no-java", false, "leave out the engines in Java")
	documents := flags.String("documents", "", "folder of documents and rows to take instead of those made here")
	flags.StringVar(&s.out, "out", "", "where results go, without .md, .csv (default: results, below work where not all is measured)")
	flags.IntVar(&s.rounds, "rounds", 8, "turns that each engine gets to score")
	flags.IntVar(&s.loads, "loads", 3, "fresh processes that load")
	flags.IntVar(&s.commands, "commands", 2, "times that whole commands run")
	flags.IntVar(&s.core, "core", runtime.NumCPU()-1, "the processor core to measure on")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	s.work = filepath.Join(s.bench, "work")
	s.models = filepath.Join(s.work, "models")
	s.limit, s.check = 300, 100_000
	if *quick {
		s.rounds, s.loads, s.commands, s.limit, s.check = 3, 1, 1, 150, 5_000
	}
	for _, name := range strings.Split(*models, ",") {
		if !slices.Contains(modelNames(), name) {
			return nil, fmt.Errorf("--models: no model %q; there are %s", name, strings.Join(modelNames(), ", "))
		}
		s.names = append(s.names, name)
	}
	partial := *quick || *noJava || *documents != "" || *engines != "" || len(s.names) < len(modelNames())
	if *documents != "" {
		s.models = *documents
	}
	for _, e := range allEngines() {
		if (*engines == "" || slices.Contains(strings.Split(*engines, ","), e.name)) && !(*noJava && e.needs == "java") {
			s.engines = append(s.engines, e.name)
		}
	}
	if *engines != "" && len(s.engines) < len(strings.Split(*engines, ",")) && !*noJava {
		return nil, fmt.Errorf("--engines: found only %q of %q", s.engines, *engines)
	}
	if s.out == "" {
		s.out = filepath.Join(s.bench, "results")
		if partial {
			s.out = filepath.Join(s.work, "results")
		}
	}
	return s, nil
}

// about describes the machine, what ran on it, and how it was measured.
func about(s *settings) []string {
	lines := []string{
		fmt.Sprintf("%s, %d cores, %s/%s; %s.", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version()),
		fmt.Sprintf("Best of %d repetitions, the engines taking turns. Processor time, but for the whole command and the last two tables.", s.rounds),
	}
	var load float64
	if text, _ := os.ReadFile("/proc/loadavg"); len(text) > 0 {
		_, _ = fmt.Sscan(string(text), &load)
	}
	if load > 1 {
		lines = append(lines, fmt.Sprintf("The machine had other work (load %.1f at the start): what goes by the clock is too slow.", load))
	}
	if java, err := exec.Command("java", "-version").CombinedOutput(); err == nil {
		first, _, _ := strings.Cut(string(java), "\n")
		lines[0] = strings.TrimSuffix(lines[0], ".") + "; " + strings.ReplaceAll(strings.TrimSpace(first), `"`, "") + "."
	}
	return lines
}

func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return "unknown processor"
}
