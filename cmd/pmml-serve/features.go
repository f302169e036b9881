package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/gopmml/gopmml/serve/features"
)

const importHelp = `pmml-serve features import writes the records of a view to the folder that a server
finds features in: a file that is read as it lies on disk, and needs no other server.
A server that has the view open reads the new file from within two seconds on.

Usage:
  pmml-serve features import --folder FOLDER --view NAME --key COLUMN --input FILE [flags]

Examples:
  # Parquet says what its columns are: numbers, texts, lists of numbers.
  pmml-serve features import --folder features --view item --key item_id --input items.parquet

  # Columns of CSV are texts, unless it is said what they are.
  pmml-serve features import --folder features --view user --key user_id --input users.csv \
       --columns age:number,segment:text,embedding:vector:64
`

const importEnd = `
Columns of JSON lines and Parquet have the types of their values. Lists of numbers are
vectors, of floats of 32 bits; in CSV they are written [0.5 1 2], with blanks, commas or
semicolons between. An empty cell, null and NaN are missing values. Whole numbers that
a double does not hold are refused: import them as text. So is a key that has two
records.

Exit codes: 0 imported; 1 flags; 2 the input cannot be read, or not be written.
`

// featuresCommand has what is done with features beside serving.
func featuresCommand(stdout, stderr io.Writer) *cobra.Command {
	const see = `run "pmml-serve features import --help" for the flags and examples`
	wrong := func(format string, args ...any) error {
		return &failure{code: exitUsage, err: fmt.Errorf("features import: "+format, args...), hint: see}
	}
	i := &importing{stdout: stdout, stderr: stderr}
	var columns []string
	cmd := &cobra.Command{Use: "import", RunE: func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong("unexpected argument %q", args[0])
		}
		for name, value := range map[string]string{"folder": i.folder, "view": i.view, "key": i.key, "input": i.input} {
			if value == "" {
				return wrong("--%s is not given", name)
			}
		}
		var err error
		if i.columns, err = parseColumns(columns); err != nil {
			return wrong("--columns: %w", err)
		}
		if i.format, err = formatOf(i.format, i.input); err != nil {
			return wrong("%w", err)
		}
		if err := i.run(cmd.Context()); err != nil {
			return &failure{code: exitModels, err: err}
		}
		return nil
	}}
	fl := cmd.Flags()
	fl.SortFlags = false
	fl.StringVar(&i.folder, "folder", "", "write to this `FOLDER`, which is made if it is not there")
	fl.StringVar(&i.view, "view", "", "the `NAME` of the view")
	fl.StringVar(&i.key, "key", "", "the `COLUMN` with the keys")
	fl.StringVar(&i.input, "input", "", "read this `FILE`")
	fl.StringVar(&i.format, "format", "", "the file is of this `FORMAT`: csv, jsonl or parquet (default: as its name ends)")
	fl.StringSliceVar(&columns, "columns", nil, "import these `COLUMNS`: NAME, NAME:number, NAME:text, NAME:vector or NAME:vector:SIZE\n(default: all)")
	fl.BoolVarP(&i.quiet, "quiet", "q", false, "show no progress, and do not say what was imported")
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrong("%w", err) })
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprint(stdout, importHelp, "\nFlags:\n", cmd.Flags().FlagUsagesWrapped(100), importEnd)
	})
	group := &cobra.Command{Use: "features", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong("there is no command %q", args[0])
		}
		return wrong("say what is to be done: import")
	}}
	group.SetHelpFunc(cmd.HelpFunc())
	group.AddCommand(cmd)
	return group
}

// parseColumns reads --columns. A column without a type has none yet.
func parseColumns(texts []string) ([]features.Column, error) {
	var out []features.Column
	for _, text := range texts {
		parts := strings.Split(text, ":")
		c := features.Column{Name: parts[0]}
		if c.Name == "" || slices.ContainsFunc(out, func(o features.Column) bool { return o.Name == c.Name }) {
			return nil, fmt.Errorf("%q: a column has no name, or is there twice", text)
		}
		if len(parts) > 1 {
			c.Type = features.Kind(parts[1])
		}
		var err error
		if len(parts) == 3 && c.Type == features.Vector {
			if c.Size, err = strconv.Atoi(parts[2]); err == nil && c.Size < 1 {
				err = errors.New("none")
			}
		}
		switch {
		case len(parts) > 1 && c.Type != features.Number && c.Type != features.Text && c.Type != features.Vector,
			len(parts) > 3, len(parts) == 3 && c.Type != features.Vector, err != nil:
			return nil, fmt.Errorf("%q: it must be NAME, NAME:number, NAME:text, NAME:vector or NAME:vector:SIZE", text)
		}
		out = append(out, c)
	}
	return out, nil
}

// formatOf gives the format of a file.
func formatOf(format, path string) (string, error) {
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
		if format == "ndjson" {
			format = "jsonl"
		}
		if format != "csv" && format != "jsonl" && format != "parquet" {
			return "", fmt.Errorf("--input %s: its name does not say what it is: give --format csv, jsonl or parquet", path)
		}
		return format, nil
	}
	if format != "csv" && format != "jsonl" && format != "parquet" {
		return "", fmt.Errorf("--format %q: it must be csv, jsonl or parquet", format)
	}
	return format, nil
}

// importing is one import.
type importing struct {
	folder, view, key, input, format string
	columns                          []features.Column
	quiet                            bool
	stdout, stderr                   io.Writer
}

// table is a file that is imported.
type table interface {
	// next reads the next record into a frame of one; io.EOF ends the table.
	next(f *features.Frame) (key string, err error)
	// done is how much was read, of how much.
	done() (n, of int64)
	close()
}

// open opens the input, and finds the columns that are imported.
func (i *importing) open(ctx context.Context) (table, []features.Column, error) {
	switch i.format {
	case "csv":
		return openCSV(ctx, i.input, i.key, i.columns)
	case "jsonl":
		return openLines(ctx, i.input, i.key, i.columns)
	}
	return openParquet(i.input, i.key, i.columns)
}

// every is how many records are read between looks at the clock.
const every = 1024

func (i *importing) run(ctx context.Context) error {
	t, columns, err := i.open(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", i.input, err)
	}
	defer t.close()
	w, err := features.NewWriter(i.folder, i.view, columns)
	if err != nil {
		return err
	}
	defer w.Close()
	begun, bar := time.Now(), i.bar(t)
	for n := 0; ; n++ {
		if n%every == 0 {
			if ctx.Err() != nil {
				return errors.New("the import was ended, and has changed nothing")
			}
			bar.at(n, t)
		}
		key, err := t.next(w.Row())
		if err == io.EOF {
			break
		}
		if err == nil {
			err = w.Add(key)
		}
		if err != nil {
			bar.end()
			return fmt.Errorf("%s: %s: %w", i.input, placeOf(n), err)
		}
	}
	bar.end()
	if err := w.Commit(); err != nil {
		return fmt.Errorf("%s: %w", i.input, err)
	}
	if !i.quiet {
		var names []string
		for _, c := range columns {
			name := c.Name + ":" + string(c.Type)
			if c.Size > 0 {
				name += ":" + strconv.Itoa(c.Size)
			}
			names = append(names, name)
		}
		fmt.Fprintf(i.stdout, "pmml-serve: %d records of view %q in %s, in %v: %s\n", w.Records(), i.view, i.folder, time.Since(begun).Round(time.Millisecond), strings.Join(names, ","))
	}
	return nil
}

// placeOf tells where record n is.
func placeOf(n int) string {
	return fmt.Sprintf("record %d", n+1)
}

// bar shows how far an import is. A nil bar shows nothing.
type bar struct {
	shown *progressbar.ProgressBar
	last  time.Time
}

func (i *importing) bar(t table) *bar {
	f, ok := i.stderr.(*os.File)
	if i.quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	_, of := t.done()
	return &bar{shown: progressbar.NewOptions64(of, progressbar.OptionSetWriter(i.stderr), progressbar.OptionSetWidth(30),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription("importing"))}
}

func (b *bar) at(rows int, t table) {
	if b == nil || time.Since(b.last) < 100*time.Millisecond {
		return
	}
	b.last = time.Now()
	n, of := t.done()
	_ = b.shown.Set64(min(n, of-1))
	b.shown.Describe(fmt.Sprintf("%d records", rows))
}

func (b *bar) end() {
	if b != nil {
		_ = b.shown.Finish()
	}
}

// openSized opens a file, and says how large it is.
func openSized(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	about, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, 0, err
	}
	return f, about.Size(), nil
}
