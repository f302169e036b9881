// Package worker starts processes that load a model and measure it when they are
// asked; bench/README.md has what they are asked and answer.
package worker

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// Patience is how long a worker may take for one answer.
const Patience = 15 * time.Minute

// Worker is a process that has loaded a model, and measures when it is asked to.
type Worker struct {
	// Loaded is what the process said when it had loaded the model.
	Loaded Answer

	cmd     *exec.Cmd
	cancel  context.CancelFunc
	in      io.WriteCloser
	answers *bufio.Scanner
	errors  bytes.Buffer
}

// Answer is what a worker says: after loading, and to each line.
type Answer struct {
	Load  float64 `json:"load_ms"`
	First float64 `json:"first_ms"`
	Peak  float64 `json:"peak_mb"`
	Held  float64 `json:"held_mb"`

	Rows  float64  `json:"rows"`
	Time  float64  `json:"ns"`      // of the processor
	Wall  float64  `json:"wall_ns"` // on the clock
	Bytes *float64 `json:"bytes"`   // allocated, where the engine tells
	None  bool     `json:"none"`    // the engine has no such thing
	Error string   `json:"error"`
}

// Start runs a command line, on one core where core is not negative, and waits
// until the model is loaded.
func Start(ctx context.Context, core int, args []string) (*Worker, error) {
	if taskset, err := exec.LookPath("taskset"); err == nil && core >= 0 {
		args = append([]string{taskset, "-c", strconv.Itoa(core)}, args...)
	}
	ctx, cancel := context.WithCancel(ctx)
	w := &Worker{cmd: exec.CommandContext(ctx, args[0], args[1:]...), cancel: cancel}
	w.cmd.Stderr = &w.errors
	// Libraries for numbers must not start threads of their own.
	w.cmd.Env = append(w.cmd.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1")
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		cancel()
		return nil, err
	}
	if w.in, err = w.cmd.StdinPipe(); err != nil {
		cancel()
		return nil, err
	}
	if err := w.cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	w.answers = bufio.NewScanner(out)
	if w.Loaded, err = w.read(); err != nil {
		w.Stop()
		return nil, err
	}
	return w, nil
}

// Ask sends a line and waits for the answer.
func (w *Worker) Ask(format string, args ...any) (Answer, error) {
	if _, err := fmt.Fprintf(w.in, format+"\n", args...); err != nil {
		return Answer{}, w.explain(err)
	}
	return w.read()
}

// read takes the next line that is an answer; libraries may say things as well.
func (w *Worker) read() (Answer, error) {
	timer := time.AfterFunc(Patience, w.cancel)
	defer timer.Stop()
	for w.answers.Scan() {
		line := w.answers.Bytes()
		if !bytes.HasPrefix(line, []byte("{")) {
			continue
		}
		var a Answer
		if err := json.Unmarshal(line, &a); err != nil {
			return a, fmt.Errorf("answer %q: %w", line, err)
		}
		if a.Error != "" {
			return a, errors.New(a.Error)
		}
		return a, nil
	}
	return Answer{}, w.explain(errors.New("no answer"))
}

// explain adds the last line that the process wrote to standard error, which is
// where a traceback says what is wrong, or the first, for Java.
func (w *Worker) explain(err error) error {
	w.Stop()
	lines := strings.Split(strings.TrimSpace(w.errors.String()), "\n")
	line := lines[len(lines)-1]
	if strings.HasPrefix(strings.TrimSpace(line), "at ") || strings.HasPrefix(strings.TrimSpace(line), "...") {
		line = lines[0]
	}
	if line = strings.TrimSpace(line); line != "" {
		return errors.New(line)
	}
	return err
}

// Stop ends the process.
func (w *Worker) Stop() {
	w.in.Close()
	timer := time.AfterFunc(5*time.Second, w.cancel)
	// How it ends does not matter: all its answers are here.
	_ = w.cmd.Wait()
	timer.Stop()
	w.cancel()
}
