package main

import (
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gopmml/gopmml/bench/internal/process"
	workers "github.com/gopmml/gopmml/bench/internal/worker"
)

// measureCommands measures the whole way from CSV file to CSV file, on all
// cores, by the clock, as who calls a program sees it.
func measureCommands(ctx context.Context, s *settings, engines []engine, name string, r *results) error {
	m := modelByName(name)
	want, err := readExpected(filepath.Join(s.models, name+".expected.csv"))
	if _, gone := os.Stat(s.document(m)); err != nil || gone != nil {
		return nil // which is noted already
	}
	for range s.commands {
		for _, e := range engines {
			out := filepath.Join(s.work, "command."+e.name+".csv")
			args := e.command(s, m, out)
			if args == nil || math.IsNaN(r.value(e.name, name, "load")) {
				continue
			}
			progress("%s: %s, from CSV to CSV", name, e.name)
			used, err := runCommand(ctx, args)
			if err != nil {
				r.fail(e, m, err)
				continue
			}
			got, err := readExpected(out)
			if err != nil {
				r.fail(e, m, err)
				continue
			}
			if len(got) < len(want) {
				got = nil // rows are missing, so the answer is wrong
			}
			r.best(e.name, name, "command", used.seconds)
			r.best(e.name, name, "commandcpu", used.processor)
			r.best(e.name, name, "commandmb", used.mb)
			r.agree(e.name, name, "command", difference(got, want), e.tolerance(m))
		}
	}
	return ctx.Err()
}

// command is the command line that scores the file of rows; nil where the
// engine has none.
func (e *engine) command(s *settings, m model, out string) []string {
	switch e.needs {
	case "":
		return []string{
			filepath.Join(s.work, "bin", "pmml-eval"), "--model", s.document(m), "--input", s.rows(m), "--output", out,
			"--columns", m.result,
		}
	case "java":
		return []string{"java", "-cp", s.classpath(), "Command", e.name, s.document(m), s.rows(m), out, m.result}
	}
	return nil
}

// usage is what a command took: seconds by the clock, those of the processors
// together, and memory.
type usage struct {
	seconds, processor, mb float64
}

func runCommand(ctx context.Context, args []string) (usage, error) {
	ctx, cancel := context.WithTimeout(ctx, workers.Patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	seconds := time.Since(begin).Seconds()
	if err != nil {
		if first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n"); first != "" {
			err = errors.New(first)
		}
		return usage{}, err
	}
	state := cmd.ProcessState
	return usage{seconds, (state.UserTime() + state.SystemTime()).Seconds(), process.PeakOf(state)}, nil
}
