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
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const weatherRows = "id,outlook,humidity,windy\n" +
	"1,sunny,85.5,true\n" +
	"2,overcast,none,false\n" +
	"\"3,x\",rain,70,\n"

func TestOutputs(t *testing.T) {
	weather := file(t, "weather.pmml", weatherModel)
	sum := file(t, "sum.pmml", sumModel)
	lag := file(t, "lag.pmml", lagModel)
	groups := file(t, "group.pmml", groupModel)
	baskets := file(t, "basket.pmml", basketModel)
	const weatherJSON = `{"play":"no, thanks","probability(yes)":0.3333333333333333,"p32":0.33333334}` + "\n" +
		`{"play":"yes","probability(yes)":0.9,"p32":0.9}` + "\n" +
		`{"play":"yes","probability(yes)":0.75,"p32":0.75}` + "\n"
	for _, tt := range []struct {
		name  string
		args  []string
		in    string
		want  string
		warns string
	}{
		{name: "csv", args: []string{"-m", weather}, in: weatherRows,
			want: "play,probability(yes),p32\n\"no, thanks\",0.3333333333333333,0.33333334\nyes,0.9,0.9\nyes,0.75,0.75\n"},
		{name: "one result", args: []string{"-m", weather, "--columns", "probability(yes)"}, in: weatherRows,
			want: "probability(yes)\n0.3333333333333333\n0.9\n0.75\n"},
		{name: "results in an order of one's own", args: []string{"-m", weather, "--columns", "p32, play"}, in: weatherRows,
			want: "p32,play\n0.33333334,\"no, thanks\"\n0.9,yes\n0.75,yes\n"},
		{name: "results one by one", args: []string{"-m", weather, "--columns", "p32", "--columns", "play"}, in: weatherRows,
			want: "p32,play\n0.33333334,\"no, thanks\"\n0.9,yes\n0.75,yes\n"},
		{name: "copied columns", args: []string{"-m", weather, "--copy-columns", "--columns", "play"}, in: weatherRows,
			want: "id,outlook,humidity,windy,play\n1,sunny,85.5,true,\"no, thanks\"\n2,overcast,none,false,yes\n\"3,x\",rain,70,,yes\n"},
		{name: "to tsv", args: []string{"-m", weather, "--output-format", "tsv", "--copy-columns", "--columns", "play"}, in: weatherRows,
			want: "id\toutlook\thumidity\twindy\tplay\n1\tsunny\t85.5\ttrue\tno, thanks\n2\tovercast\tnone\tfalse\tyes\n3,x\train\t70\t\tyes\n"},
		{name: "to jsonl", args: []string{"-m", weather, "--output-format", "jsonl"}, in: weatherRows, want: weatherJSON},
		{name: "to jsonl with copied columns", args: []string{"-m", weather, "--output-format", "jsonl", "--copy-columns", "--columns", "play"}, in: weatherRows,
			want: `{"id":"1","outlook":"sunny","humidity":85.5,"windy":"true","play":"no, thanks"}` + "\n" +
				`{"id":"2","outlook":"overcast","humidity":"none","windy":"false","play":"yes"}` + "\n" +
				`{"id":"3,x","outlook":"rain","humidity":70,"windy":null,"play":"yes"}` + "\n"},
		{name: "from jsonl", args: []string{"-m", weather, "--input-format", "jsonl"},
			in:   `{"id":{"any":"thing"},"outlook":"sunny","humidity":85.5,"windy":true}` + "\n\n" + `{"outlook":"overcast"}` + "\n" + `{"outlook":"rain","humidity":"70","windy":null}`,
			want: weatherJSON},
		{name: "from jsonl with copied keys", args: []string{"-m", weather, "--input-format", "ndjson", "--copy-columns", "--columns", "play"},
			in:   `{"id":{"a":[1]},"outlook":"sunny","play":"unknown"}` + "\n" + `{"o\n":null,"outlook":"overcast"}`,
			want: `{"id":{"a":[1]},"outlook":"sunny","play":null}` + "\n" + `{"o\n":null,"outlook":"overcast","play":"yes"}` + "\n",
			warns: "pmml-eval: warning: not copied, as results have the same names: play\n" +
				"pmml-eval: warning: no row of standard input has a key for these inputs of the model, which were missing: humidity\n"},
		{name: "from jsonl to csv with copied keys", args: []string{"-m", sum, "--input-format", "jsonl", "--output-format", "csv", "--copy-columns"},
			in:    `{"id":[1,"x"],"a":1,"b":2,"t":"q\"q"}` + "\n" + `{"b":3,"a":1.50,"new":1,"t":null}`,
			want:  "id,a,b,t,_target\n\"[1,\"\"x\"\"]\",1,2,\"q\"\"q\",4\n,1.50,3,,6\n",
			warns: "pmml-eval: warning: not copied, as the first row does not have them: new\n"},
		{name: "copied columns give way to results", args: []string{"-m", weather, "--copy-columns", "--columns", "play"}, in: "play,outlook,humidity,windy\nno,overcast,1,true\n",
			want:  "outlook,humidity,windy,play\novercast,1,true,yes\n",
			warns: "pmml-eval: warning: not copied, as results have the same names: play\n"},
		{name: "no name for the target", args: []string{"-m", sum}, in: "a,b\n1,2\n0.1,0\n1e300,5\n-0.5,1\n", want: "_target\n4\n0.2\n2e+300\n0\n"},
		{name: "a missing result is an empty cell", args: []string{"-m", sum}, in: "a,b\n1,NA\n1,2\n", want: "_target\n\"\"\n4\n"},
		{name: "and null in jsonl", args: []string{"-m", sum, "--output-format", "jsonl"}, in: "a,b\n1,N/A\n,1\n", want: "{\"_target\":null}\n{\"_target\":null}\n"},
		{name: "tokens of one's own", args: []string{"-m", sum, "--missing", "?", "--missing", "-999"}, in: "a,b\n1,?\n-999,1\n1,2\n", want: "_target\n\"\"\n\"\"\n4\n"},
		{name: "semicolons on both sides", args: []string{"-m", sum, "--separator", ";", "--copy-columns"}, in: "a;b\n1;2\n", want: "a;b;_target\n1;2;4\n"},
		{name: "special numbers", args: []string{"-m", sum, "--output-format", "jsonl"}, in: "a,b\nINF,1\n-INF,1\n", want: "{\"_target\":\"Infinity\"}\n{\"_target\":\"-Infinity\"}\n"},
		{name: "special numbers in csv", args: []string{"-m", sum}, in: "a,b\nINF,1\n-INF,1\n", want: "_target\nInfinity\n-Infinity\n"},
		{name: "CRLF and a byte order mark", args: []string{"-m", sum, "--copy-columns"}, in: "\ufeffa,b\r\n1,2\r\n\r\n3,4\r\n", want: "a,b,_target\n1,2,4\n3,4,10\n"},
		{name: "only a header", args: []string{"-m", sum}, in: "a,b\n", want: "_target\n"},
		{name: "no line of jsonl", args: []string{"-m", sum, "--input-format", "jsonl"}, in: "", want: ""},
		{name: "an input without a column", args: []string{"-m", sum, "--missing-columns", "warn"}, in: "b\n1\n", want: "_target\n\"\"\n",
			warns: "pmml-eval: warning: standard input has no column for these inputs of the model, which are missing in every row: a\n"},
		{name: "rows that depend on those before", args: []string{"-m", lag, "--workers", "4", "--columns", "_target"}, in: "x\n1\n2\n3\n", want: "_target\n\"\"\n1\n2\n"},
		{name: "groups", args: []string{"-m", groups, "--copy-columns"}, in: "note,customer,amount,rate\na,ann,1,100\nb,bob,10,200\nc,ann,2,300\nd,,5,400\ne,ann,NA,500\nf,NA,6,600\n",
			want: "customer,_target\nann,103\nbob,210\n,411\n"},
		{name: "baskets, a row for each item", args: []string{"-m", baskets, "--copy-columns", "--output-format", "jsonl"}, in: "basket,item\n1,a\n2,b\n1,c\n3,\n4,a\n4,b\n",
			want: `{"basket":"1","set":["b"],"all":[["b"]]}` + "\n" + `{"basket":"2","set":null,"all":[]}` + "\n" + `{"basket":"3","set":null,"all":[]}` + "\n" + `{"basket":"4","set":null,"all":[]}` + "\n"},
		{name: "baskets, a row each", args: []string{"-m", baskets, "--columns", "set"}, in: "basket,item\n1,\"[\"\"c\"\",\"\"a\"\"]\"\n2,b\n",
			want: "set\n\"[\"\"b\"\"]\"\n\"\"\n"},
		{name: "baskets from jsonl, which need no key", args: []string{"-m", baskets, "--input-format", "jsonl"},
			in:   `{"item":["a","c"]}` + "\n" + `{"item":["b"]}` + "\n" + `{"item":[]}` + "\n" + `{}` + "\n" + `{"basket":7,"item":"a"}` + "\n" + `{"basket":8}` + "\n" + `{"basket":7,"item":["b"]}`,
			want: `{"set":["b"],"all":[["b"]]}` + "\n" + `{"set":null,"all":[]}` + "\n" + `{"set":null,"all":[]}` + "\n" + `{"set":null,"all":null}` + "\n" + `{"set":null,"all":[]}` + "\n" + `{"set":null,"all":null}` + "\n"},
		{name: "groups from jsonl", args: []string{"-m", groups, "--input-format", "jsonl", "--copy-columns"},
			in:   `{"customer":"ann","amount":1,"rate":100}` + "\n" + `{"customer":"bob","amount":[10,20],"rate":200}` + "\n" + `{"customer":"ann","amount":[2]}`,
			want: `{"customer":"ann","_target":103}` + "\n" + `{"customer":"bob","_target":230}` + "\n"},
		{name: "nothing to group by", args: []string{"-m", groups}, in: "amount,rate\n1,100\n\"[1,2]\",200\n", want: "_target\n101\n203\n",
			warns: "pmml-eval: warning: standard input has no column to group rows by (customer): each row is a record\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, tt.args...)
			assert.Equal(t, outcome{0, tt.want, tt.warns}, got)
		})
	}
}

func TestOnError(t *testing.T) {
	weather := file(t, "weather.pmml", weatherModel)
	const rows = "outlook,humidity,windy\nrain,1,true\nsnow,2,true\nrain,3\nrain,x,true\novercast,4,true\n"
	const snow = `row 2: field "outlook": value "snow" is not one of sunny, overcast, rain (invalidValueTreatment=returnInvalid)`
	const ragged = `row 3 (line 4): 2 cells, but the header has 3`

	got := evalIn(rows, "-m", weather, "--columns", "play")
	assert.Equal(t, outcome{3, "play\nyes\n", "pmml-eval: standard input: " + snow + "\n" +
		"pmml-eval: --on-error report or --on-error skip would go on with the next row\n"}, got)

	got = evalIn(rows, "-m", weather, "--columns", "play", "--on-error", "skip")
	assert.Equal(t, outcome{0, "play\nyes\nyes\n", "pmml-eval: 3 of 5 rows skipped; the first: " + snow + "\n"}, got)

	got = evalIn(rows, "-m", weather, "--columns", "play", "--on-error", "report", "--copy-columns")
	assert.Equal(t, 0, got.code)
	assert.Equal(t, "pmml-eval: 3 of 5 rows without a result (see _error); the first: "+snow+"\n", got.errOut)
	lines := strings.Split(got.out, "\n")
	require.Len(t, lines, 7)
	assert.Equal(t, "outlook,humidity,windy,play,_error", lines[0])
	assert.Equal(t, "rain,1,true,yes,", lines[1])
	assert.Equal(t, `snow,2,true,,"`+strings.ReplaceAll(snow, `"`, `""`)+`"`, lines[2])
	assert.Equal(t, `rain,3,,,"`+ragged+`"`, lines[3])
	assert.True(t, strings.HasPrefix(lines[4], `rain,x,true,,"row 4: field ""humidity"": value ""x"" `), lines[4])
	assert.Equal(t, "overcast,4,true,yes,", lines[5])

	got = evalIn(`{"outlook":"rain","humidity":{}}`+"\nnonsense\n"+`{"outlook":"rain","windy":true,"humidity":1}`, "-m", weather, "--columns", "play", "--on-error", "report", "--input-format", "jsonl")
	assert.Equal(t, 0, got.code)
	lines = strings.Split(got.out, "\n")
	require.Len(t, lines, 4)
	assert.Equal(t, `{"play":null,"_error":"row 1: field \"humidity\": value \"{}\" is an object, which no field takes"}`, lines[0])
	assert.True(t, strings.HasPrefix(lines[1], `{"play":null,"_error":"row 2 (line 2): not JSON: `), lines[1])
	assert.Equal(t, `{"play":"yes"}`, lines[2])
}

// An output that the model cannot give has an empty column and one warning, unless
// somebody asks for it.
func TestOutputThatTheModelLacks(t *testing.T) {
	model := file(t, "lacking.pmml", strings.Replace(sumModel, "</MiningSchema>", `</MiningSchema><Output><OutputField name="p" optype="continuous" dataType="double"/>`+
		`<OutputField name="e" optype="continuous" dataType="double" feature="standardError"/></Output>`, 1))
	got := evalIn("a,b\n1,2\n3,4\n", "-m", model)
	assert.Equal(t, 0, got.code)
	assert.Equal(t, "_target,p,e\n4,4,\n10,10,\n", got.out)
	assert.Regexp(t, `^pmml-eval: warning: the model cannot give these outputs, whose columns are empty: e \(.*OutputField\[2\]: unsupported: feature=standardError is not supported for this model\)\n$`, got.errOut)
	assert.Equal(t, outcome{0, "p\n4\n", ""}, evalIn("a,b\n1,2\n", "-m", model, "--columns", "p"))
	got = evalIn("a,b\n1,2\n", "-m", model, "--columns", "p,e")
	assert.Equal(t, 2, got.code)
	assert.Empty(t, got.out)
	assert.Contains(t, got.errOut, `--columns: the model cannot give "e": `)
}

func TestOnErrorInGroups(t *testing.T) {
	groups := file(t, "group.pmml", groupModel)
	const rows = "customer,amount,rate\nann,1,1\nbob,1\nann,2,1\ncy,x,1\n"
	got := evalIn(rows, "-m", groups)
	assert.Equal(t, 3, got.code)
	assert.Contains(t, got.errOut, "row 2 (line 3): 2 cells, but the header has 3")

	got = evalIn(rows, "-m", groups, "--copy-columns", "--on-error", "report")
	assert.Equal(t, 0, got.code)
	lines := strings.Split(got.out, "\n")
	require.Len(t, lines, 5)
	assert.Equal(t, "ann,4,", lines[1])
	assert.Equal(t, `,,"row 2 (line 3): 2 cells, but the header has 3"`, lines[2])
	assert.True(t, strings.HasPrefix(lines[3], `cy,,"row 4: field ""amount"": value ""x"" `), lines[3])
}

func TestExitCodes(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	rows := file(t, "rows.csv", "a,b\n1,2\n")
	folder := t.TempDir()
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		says string
	}{
		{"nothing", nil, "", 1, "no model: --model is required"},
		{"an unknown flag", []string{"--modle", sum}, "", 1, "unknown flag: --modle"},
		{"a word", []string{"score", "-m", sum}, "", 1, `unexpected argument "score"`},
		{"no workers", []string{"-m", sum, "--workers", "0"}, "", 1, "--workers must be at least 1, not 0"},
		{"no such policy", []string{"-m", sum, "--on-error", "ignore"}, "", 1, "must be fail, report or skip"},
		{"no such format", []string{"-m", sum, "--input-format", "xml"}, "", 1, `format "xml" is none of csv`},
		{"a name without a format", []string{"-m", sum, "-i", "rows.dat"}, "", 1, "give --input-format"},
		{"an output name without a format", []string{"-m", sum, "-i", rows, "-o", "out"}, "", 1, "give --output-format"},
		{"a long separator", []string{"-m", sum, "--separator", "ab"}, "", 1, `separator "ab" is not one`},
		{"a separator for nothing", []string{"-m", sum, "--separator", ";", "--input-format", "jsonl"}, "", 1, "--separator is for csv"},
		{"an unknown result", []string{"-m", sum, "--columns", "zz"}, "a,b\n", 1, "its results are _target"},
		{"a result twice", []string{"-m", sum, "--columns", "_target,_target"}, "a,b\n", 1, "named twice"},
		{"output over input", []string{"-m", sum, "-i", rows, "-o", rows}, "", 1, "is the input itself"},
		{"output over model", []string{"-m", sum, "-i", rows, "-o", sum, "--output-format", "csv"}, "", 1, "is the model itself"},
		{"an output folder that is not there", []string{"-m", sum, "-i", rows, "-o", filepath.Join(folder, "no", "out.csv")}, "", 1, "cannot write the output"},
		{"an output that is a folder", []string{"-m", sum, "-i", rows, "-o", folder, "--output-format", "csv"}, "", 1, "is a folder"},
		{"no model there", []string{"-m", filepath.Join(folder, "no.pmml"), "-i", rows}, "", 2, "no.pmml"},
		{"a model that is none", []string{"-m", rows, "-i", rows}, "", 2, "rows.csv"},
		{"no such model in the document", []string{"-m", sum, "-i", rows, "--model-name", "other"}, "", 2, "other"},
		{"no input there", []string{"-m", sum, "-i", filepath.Join(folder, "no.csv")}, "", 3, "cannot read the input"},
		{"an input that is a folder", []string{"-m", sum, "-i", folder, "--input-format", "csv"}, "", 3, "is a folder"},
		{"an empty input", []string{"-m", sum}, "", 3, "there is no header"},
		{"a column twice", []string{"-m", sum}, "a,b,a\n1,2,3\n", 3, `column "a" occurs twice`},
		{"a quote not closed, whatever --on-error", []string{"-m", sum, "--on-error", "skip"}, "a,b\n1,2\n3,\"4\n", 3, "row 2 (line 3): the input ends within a quoted cell"},
		{"half a gzip", []string{"-m", sum}, "\x1f\x8b\x08", 3, "EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, tt.args...)
			assert.Equal(t, tt.code, got.code, got.errOut)
			assert.Contains(t, got.errOut, tt.says)
			assert.True(t, strings.HasPrefix(got.errOut, "pmml-eval: "), got.errOut)
		})
	}
}

func TestModelName(t *testing.T) {
	two := strings.Replace(sumModel, "</PMML>", "", 1) + strings.NewReplacer(`modelName="sum"`, `modelName="triple"`, `coefficient="2"`, `coefficient="3"`).
		Replace(sumModel[strings.Index(sumModel, "<RegressionModel"):])
	path := file(t, "two.pmml", two)
	assert.Equal(t, "_target\n4\n", evalIn("a,b\n1,2\n", "-m", path).out)
	assert.Equal(t, "_target\n5\n", evalIn("a,b\n1,2\n", "-m", path, "--model-name", "triple").out)
}

func TestFiles(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	rows := file(t, "rows.csv", "a,b\n1,2\n")
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	read := func(name string) string {
		text, err := os.ReadFile(in(name))
		require.NoError(t, err)
		return string(text)
	}
	names := func() []string {
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}

	got := evalIn("", "-m", sum, "-i", rows, "-o", in("out.csv"))
	require.Equal(t, outcome{}, got)
	assert.Equal(t, "_target\n4\n", read("out.csv"))

	require.Equal(t, outcome{}, evalIn("", "-m", sum, "-i", rows, "-o", in("out.jsonl.gz")))
	z, err := gzip.NewReader(strings.NewReader(read("out.jsonl.gz")))
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, "{\"_target\":4}\n", string(text))

	// What was written is read again, gzipped or not, under any name.
	again := evalIn("", "-m", sum, "-i", in("out.jsonl.gz"))
	assert.Equal(t, "{\"_target\":null}\n", again.out)

	// A run that fails leaves what was there, and nothing else.
	before := names()
	got = evalIn("a,b\n1,2\n1\n", "-m", sum, "-o", in("out.csv"))
	assert.Equal(t, 3, got.code)
	assert.Equal(t, "_target\n4\n", read("out.csv"))
	got = evalIn("a,b\n1\n", "-m", sum, "-o", in("new.csv"))
	assert.Equal(t, 3, got.code)
	assert.Equal(t, before, names())

	// The mode of a file that is replaced stays, and a link stays a link.
	require.NoError(t, os.Chmod(in("out.csv"), 0o640))
	require.NoError(t, os.Symlink(in("out.csv"), in("link.csv")))
	require.Equal(t, 0, evalIn("a,b\n5,2\n", "-m", sum, "-o", in("link.csv")).code)
	assert.Equal(t, "_target\n12\n", read("out.csv"))
	info, err := os.Lstat(in("link.csv"))
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&os.ModeSymlink)
	info, err = os.Stat(in("out.csv"))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o640), info.Mode())

	// A device is written to as it is.
	require.Equal(t, outcome{}, evalIn("", "-m", sum, "-i", rows, "-o", os.DevNull, "--output-format", "csv"))
}

// TestOrder: results come in the order of the rows, however many workers there are.
func TestOrder(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	var in, want bytes.Buffer
	in.WriteString("a,b,note\n")
	want.WriteString("_target\n")
	for i := range 60_000 {
		if i%7 == 0 {
			fmt.Fprintf(&in, "%d,1,\"a\n\"\"quoted\"\" %d\"\n", i, i)
		} else {
			fmt.Fprintf(&in, "%d,1,%s\n", i, strings.Repeat("x", i%50))
		}
		fmt.Fprintf(&want, "%d\n", 2*i+1)
	}
	for _, workers := range []string{"1", "2", "16"} {
		got := evalIn(in.String(), "-m", sum, "--workers", workers)
		require.Equal(t, outcome{code: 0, out: want.String()}, got)
	}
}

// TestFirstErrorWins: with many workers the row that is named is the first bad one.
func TestFirstErrorWins(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	var in strings.Builder
	in.WriteString("a,b\n")
	for i := range 50_000 {
		if i >= 20_000 && i%100 == 0 {
			in.WriteString("oops,1\n")
		} else {
			in.WriteString("1.5,1\n")
		}
	}
	for range 5 {
		got := evalIn(in.String(), "-m", sum, "--workers", "8")
		assert.Equal(t, 3, got.code)
		assert.Contains(t, got.errOut, `row 20001: field "a": value "oops"`)
		assert.Equal(t, 20_001, strings.Count(got.out, "\n"))
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestOutputThatFails(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	var errOut bytes.Buffer
	code := run([]string{"-m", sum}, strings.NewReader("a,b\n1,2\n"), brokenPipe{}, &errOut)
	assert.Equal(t, 1, code)
	assert.Contains(t, errOut.String(), "cannot write the output")
}

func TestHelp(t *testing.T) {
	got := evalIn("", "--help")
	assert.Equal(t, 0, got.code)
	assert.Empty(t, got.errOut)
	rootCommand(streams{}).Flags().VisitAll(func(f *pflag.Flag) {
		assert.Contains(t, got.out, "--"+f.Name)
		assert.NotEmpty(t, f.Usage)
	})
	for _, word := range []string{"Examples:", "Exit codes:", "jsonl", ".gz", "_target", "_error", "fail", "report", "skip"} {
		assert.Contains(t, got.out, word)
	}
	for line := range strings.Lines(got.out) {
		assert.LessOrEqual(t, len(line), 81, line)
	}
	assert.Equal(t, got, evalIn("", "-h"))
}

func TestVersion(t *testing.T) {
	got := evalIn("", "--version")
	assert.Equal(t, 0, got.code)
	assert.Regexp(t, `^pmml-eval \S+ \(go\S+ \w+/\w+\)\n$`, got.out)
}

func TestProgress(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	rows := file(t, "rows.csv", "a,b\n"+strings.Repeat("1,2\n", 1000))
	got := evalIn("", "-m", sum, "-i", rows, "--progress")
	assert.Equal(t, 0, got.code)
	assert.Contains(t, got.errOut, "1000 rows")
	assert.Equal(t, 1001, strings.Count(got.out, "\n"))
	assert.Empty(t, evalIn("", "-m", sum, "-i", rows).errOut)
}
