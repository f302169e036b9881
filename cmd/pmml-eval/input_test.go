package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSeveralInputs: all files are one run, each by its own header.
func TestSeveralInputs(t *testing.T) {
	sum, lag := file(t, "sum.pmml", sumModel), file(t, "lag.pmml", lagModel)
	groups := file(t, "group.pmml", groupModel)
	dir := t.TempDir()
	in := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte("{\"a\":10,\"b\":1,\"k\":\"z\"}\n"))
	z.Close()
	a, b := in("a.csv", "a,b,id\n1,2,x\n3,4,y\n"), in("b.csv", "note;b;a\nn;1;5\n")
	lines, bad := in("c.jsonl.gz", zipped.String()), in("bad.csv", "a,b\n1,1\noops,1\n1\n2,2\n")
	short, changed := in("short.csv", "a,c\n1,2\n"), in("empty.csv", "a,b\n")
	const treatment = " (invalidValueTreatment=returnInvalid)"
	for _, tt := range []struct {
		name  string
		model string
		args  []string
		stdin string
		want  outcome
	}{
		{"headers in other orders", sum, []string{"-i", a, "-i", b}, "", outcome{0, "_target\n4\n10\n11\n", ""}},
		{"other formats", sum, []string{"-i", b, "-i", lines, "-i", a, "--output-format", "csv"}, "", outcome{0, "_target\n11\n21\n4\n10\n", ""}},
		{"standard input among them", sum, []string{"-i", a, "-i", "-", "-i", a}, "b,a\n1,0\n", outcome{0, "_target\n4\n10\n1\n4\n10\n", ""}},
		{"a file without rows", sum, []string{"-i", changed, "-i", a, "-i", changed}, "", outcome{0, "_target\n4\n10\n", ""}},
		{"one format for all", sum, []string{"-i", a, "-i", a, "--input-format", "csv", "--output-format", "jsonl"}, "",
			outcome{0, strings.Repeat("{\"_target\":4}\n{\"_target\":10}\n", 2), ""}},
		{"copied columns, of all", sum, []string{"-i", a, "-i", b, "-i", lines, "--copy-columns", "--output-format", "csv"}, "",
			outcome{0, "a,b,id,note,k,_target\n1,2,x,,,4\n3,4,y,,,10\n5,1,,n,,11\n10,1,,,z,21\n", ""}},
		{"copied columns to jsonl, each row its own", sum, []string{"-i", a, "-i", b, "-i", lines, "--copy-columns", "--output-format", "jsonl"}, "",
			outcome{0, `{"a":1,"b":2,"id":"x","_target":4}` + "\n" + `{"a":3,"b":4,"id":"y","_target":10}` + "\n" + `{"note":"n","b":1,"a":5,"_target":11}` + "\n" +
				`{"a":10,"b":1,"k":"z","_target":21}` + "\n", ""}},
		{"rows that depend on those before", lag, []string{"-i", in("l1.csv", "x\n1\n2\n"), "-i", in("l2.csv", "x\n3\n4\n"), "--columns", "_target"}, "", outcome{0, "_target\n\"\"\n1\n2\n3\n", ""}},
		{"groups", groups, []string{"-i", in("g1.csv", "customer,amount,rate\nann,1,100\nbob,10,200\n"), "-i", in("g2.csv", "rate,customer,amount\n300,ann,2\n1,cy,1\n"), "--copy-columns"}, "",
			outcome{0, "customer,_target\nann,103\nbob,210\ncy,2\n", ""}},
		{"groups, and a file without", groups, []string{"-i", in("g4.csv", "customer,amount,rate\nann,1,100\nann,10,200\n"), "-i", in("g3.csv", "rate,amount\n300,2\n"), "--copy-columns"}, "",
			outcome{0, "customer,_target\nann,111\n,302\n", "pmml-eval: warning: " + filepath.Join(dir, "g3.csv") + " has no column to group rows by (customer): each row is a record\n"}},
		{"a row that fails", sum, []string{"-i", a, "-i", bad}, "",
			outcome{3, "_target\n4\n10\n3\n", "pmml-eval: " + bad + `: row 2: field "a": value "oops" is not a number` + "\npmml-eval: --on-error report or --on-error skip would go on with the next row\n"}},
		{"rows that fail are of their files", sum, []string{"-i", a, "-i", bad, "--on-error", "report"}, "",
			outcome{0, "_target,_error\n4,\n10,\n3,\n" +
				",\"" + bad + `: row 2: field ""a"": value ""oops"" is not a number"` + "\n," + "\"" + bad + ": row 3 (line 4): 1 cell, but the header has 2\"\n6,\n",
				"pmml-eval: 2 of 6 rows without a result (see _error); the first: " + bad + `: row 2: field "a": value "oops" is not a number` + "\n"}},
		{"a file without a column stops all", sum, []string{"-i", a, "-i", short}, "",
			outcome{3, "", "pmml-eval: " + short + ": no column for these inputs of the model: b; the columns are \"a\", \"c\"\n" + takeAnother}},
		{"a file that is not there stops all", sum, []string{"-i", a, "-i", filepath.Join(dir, "no.csv")}, "",
			outcome{3, "", "pmml-eval: cannot read the input: open " + filepath.Join(dir, "no.csv") + ": no such file or directory\n"}},
		{"standard input twice", sum, []string{"-i", "-", "-i", "-"}, "a,b\n", outcome{1, "", "pmml-eval: --input: standard input can be read once only\npmml-eval: " + seeHelp + "\n"}},
		{"the output is one of them", sum, []string{"-i", a, "-i", b, "-o", b}, "", outcome{1, "", "pmml-eval: the output " + b + " is the input itself\npmml-eval: " + seeHelp + "\n"}},
		{"two models", sum, []string{"-m", sum, "-i", a}, "", outcome{1, "", fmt.Sprintf("pmml-eval: invalid argument %q for \"-m, --model\" flag: it is given already, as %q\npmml-eval: %s\n", sum, sum, seeHelp)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, workers := range []string{"1", "3"} {
				got := evalIn(tt.stdin, append([]string{"-m", tt.model, "--workers", workers}, tt.args...)...)
				got.errOut = strings.ReplaceAll(got.errOut, treatment, "")
				got.out = strings.ReplaceAll(got.out, treatment, "")
				assert.Equal(t, tt.want, got)
			}
		})
	}

	got := evalIn("", "-m", sum, "-i", a, "-i", b, "-i", a, "--progress")
	assert.Equal(t, 0, got.code)
	assert.Contains(t, got.errOut, "rows")
}

// TestMaxErrors: a run with too many rows without a result fails, as one that has none
// at all does.
func TestMaxErrors(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	const bad = `row 2: field "a": value "x" is not a number (invalidValueTreatment=returnInvalid)`
	rows := "a,b\n1,1\nx,1\nx,1\n1,1\n" // 2 of 4
	const all = "pmml-eval: 2 of 4 rows skipped; the first: " + bad + "\n"
	tooMany := func(what string) string {
		return "pmml-eval: 2 of 4 rows have no result, which is more than --max-errors " + what + "; the first: " + bad + "\n"
	}
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		says string
	}{
		{"no more than are allowed", []string{"--max-errors", "2"}, rows, 0, all},
		{"one more", []string{"--max-errors", "1"}, rows, 4, tooMany("1")},
		{"none is allowed", []string{"--max-errors", "0"}, rows, 4, tooMany("0")},
		{"no more than the share", []string{"--max-errors", "50%"}, rows, 0, all},
		{"more than the share", []string{"--max-errors", "49.9%"}, rows, 4, tooMany("49.9%")},
		{"no bad row", []string{"--max-errors", "0%"}, "a,b\n1,1\n", 0, ""},
		{"no row", []string{"--max-errors", "0"}, "a,b\n", 0, ""},
		{"all bad", nil, "a,b\nx,1\n1\n", 4, "pmml-eval: 2 of 2 rows skipped; the first: " + strings.Replace(bad, "row 2", "row 1", 1) + "\npmml-eval: no row has a result\n"},
		{"all bad, which is allowed", []string{"--max-errors", "100%"}, "a,b\nx,1\n", 4, "pmml-eval: 1 of 1 rows skipped; the first: " + strings.Replace(bad, "row 2", "row 1", 1) + "\npmml-eval: no row has a result\n"},
		{"no number", []string{"--max-errors", "few"}, "", 1, "must be a number of rows, or a share from 0% to 100%"},
		{"a share beyond all", []string{"--max-errors", "101%"}, "", 1, "must be a number of rows, or a share from 0% to 100%"},
		{"below zero", []string{"--max-errors=-1"}, "", 1, "must be a number of rows, or a share from 0% to 100%"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, append([]string{"-m", sum, "--on-error", "skip"}, tt.args...)...)
			assert.Equal(t, tt.code, got.code, got.errOut)
			if tt.code == 1 {
				assert.Contains(t, got.errOut, tt.says)
			} else {
				assert.Equal(t, tt.says, got.errOut)
			}
		})
	}
	got := evalIn("a,b\n", "-m", sum, "--max-errors", "3")
	assert.Equal(t, 1, got.code)
	assert.Contains(t, got.errOut, "--max-errors is for --on-error report or skip")

	// Of too many errors no file is left; where no row has a result, the file says why.
	path := filepath.Join(t.TempDir(), "out.csv")
	assert.Equal(t, 4, evalIn(rows, "-m", sum, "-o", path, "--on-error", "report", "--max-errors", "1").code)
	_, err := os.Stat(path)
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.Equal(t, 4, evalIn("a,b\nx,1\n", "-m", sum, "-o", path, "--on-error", "report").code)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(text), "row 1: field")

	// A number ends the run where it is exceeded, and not at the input's end.
	r, w := io.Pipe()
	go io.WriteString(w, "a,b\nx,1\nx,1\n")
	var out, errOut bytes.Buffer
	assert.Equal(t, 4, run([]string{"-m", sum, "--on-error", "skip", "--max-errors", "1"}, r, &out, &errOut))
	w.Close()
}

// TestWorkersAreNoMoreThanThereIsWorkFor: a short file costs the same, however many
// workers it might have.
func TestWorkersAreNoMoreThanThereIsWorkFor(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	rows := "a,b\n" + strings.Repeat("1,2\n", 10)
	allocs := func(workers string) float64 {
		return testing.AllocsPerRun(3, func() {
			require.Equal(t, 0, evalIn(rows, "-m", sum, "--workers", workers).code)
		})
	}
	one := allocs("1")
	for _, many := range []string{"64", "1000000"} {
		assert.Less(t, allocs(many), one+20, many)
	}

}

func TestOldMacFiles(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	assert.Equal(t, outcome{0, "_target\n4\n10\n", ""}, evalIn("a,b\r1,2\r3,4\r", "-m", sum))
	assert.Equal(t, outcome{0, "a\tb\t_target\n1\t2\t4\n", ""}, evalIn("a\tb\r1\t2", "-m", sum, "--input-format", "tsv", "--copy-columns"))
	assert.Equal(t, outcome{0, "n,a,b,_target\n\"x\ry\",1,2,4\n", ""}, evalIn("n,a,b\r\"x\ry\",1,2\r", "-m", sum, "--copy-columns"))
	assert.Equal(t, outcome{0, "{\"_target\":4}\n{\"_target\":10}\n", ""}, evalIn("{\"a\":1,\"b\":2}\r{\"a\":3,\"b\":4}\r", "-m", sum, "--input-format", "jsonl"))
}
