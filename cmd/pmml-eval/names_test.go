package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// namesModel gives p = Age + "petal length" + Home, where a missing Home is 1, and
// note, which is Note.
const namesModel = pmmlStart + `
<DataDictionary>
  <DataField name="Age" optype="continuous" dataType="double"/>
  <DataField name="petal length" optype="continuous" dataType="double"/>
  <DataField name="Home" optype="continuous" dataType="double"/>
  <DataField name="Note" optype="continuous" dataType="double"/>
  <DataField name="Extra" optype="continuous" dataType="double"/>
  <DataField name="p" optype="continuous" dataType="double"/>
</DataDictionary>
<RegressionModel functionName="regression">
  <MiningSchema><MiningField name="Age"/><MiningField name="petal length"/><MiningField name="Home" missingValueReplacement="1"/><MiningField name="Note"/><MiningField name="Extra"/><MiningField name="p" usageType="target"/></MiningSchema>
  <Output>
    <OutputField name="note" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="Note"/></OutputField>
  </Output>
  <RegressionTable intercept="0"><NumericPredictor name="Age" coefficient="1"/><NumericPredictor name="petal length" coefficient="1"/><NumericPredictor name="Home" coefficient="1"/></RegressionTable>
</RegressionModel></PMML>`

const takeAnother = "pmml-eval: --map column=field takes a column of another name; --missing-columns warn goes on with missing values\n"

// TestMissingColumns: an input without a column ends the run before its first row.
func TestMissingColumns(t *testing.T) {
	model := file(t, "names.pmml", namesModel)
	fails := func(lacks, columns string) outcome {
		return outcome{3, "", "pmml-eval: standard input: no column for these inputs of the model: " + lacks + "; the columns are " + columns + "\n" + takeAnother}
	}
	warns := func(lacks string) string {
		return "pmml-eval: warning: standard input has no column for these inputs of the model, which are missing in every row: " + lacks + "\n"
	}
	for _, tt := range []struct {
		name string
		args []string
		in   string
		want outcome
	}{
		{"all there", nil, "Age,petal length,Note\n1,2,3\n", outcome{0, "p,note\n4,3\n", ""}},
		{"case, punctuation, and letters", nil, "age,Petal.Length,Notes\n1,2,3\n",
			fails(`Age (did you mean "age"?), petal length (did you mean "Petal.Length"?), Note (did you mean "Notes"?)`, `"age", "Petal.Length", "Notes"`)},
		{"blanks", nil, "Age, petal length,Note \n1,2,3\n",
			fails(`petal length (did you mean " petal length"?), Note (did you mean "Note "?)`, `"Age", " petal length", "Note "`)},
		{"nothing near", nil, "Age,Note,id\n1,2,3\n", fails("petal length", `"Age", "Note", "id"`)},
		{"one that is replaced, and near", nil, "Age,petal length,Note,home\n1,2,3,4\n", fails(`Home (did you mean "home"?)`, `"Age", "petal length", "Note", "home"`)},
		{"no row", nil, "Age,Note\n", fails("petal length", `"Age", "Note"`)},
		{"what only another result needs", []string{"--columns", "p"}, "Age,petal length\n1,2\n", outcome{0, "p\n4\n", ""}},
		{"what the model itself needs, whatever is wanted", []string{"--columns", "note"}, "Note\n2\n", fails("Age, petal length", `"Note"`)},
		{"warn", []string{"--missing-columns", "warn"}, "age,petal length,Note\n1,2,3\n", outcome{0, "p,note\n,3\n", warns(`Age (did you mean "age"?)`)}},
		{"allow", []string{"--missing-columns", "allow"}, "age,petal length,Note\n1,2,3\n", outcome{0, "p,note\n,3\n", ""}},
		{"skipping rows is no matter of columns", []string{"--on-error", "skip"}, "Age,Note\n1,2\n", fails("petal length", `"Age", "Note"`)},

		{"mapped", []string{"--map", "age=Age", "--map", "len=petal length"}, "age,len,Note\n1,2,3\n", outcome{0, "p,note\n4,3\n", ""}},
		{"mapped and copied", []string{"--map", "age=Age", "--copy-columns"}, "age,petal length,Note\n1,2,3\n", outcome{0, "age,petal length,Note,p,note\n1,2,3,4,3\n", ""}},
		{"changed over", []string{"--map", "Age=Note", "--map", "Note=Age"}, "Age,petal length,Note\n1,2,3\n", outcome{0, "p,note\n6,1\n", ""}},
		{"a map of a column that is not there", []string{"--map", "alter=Age"}, "Age,petal length,Note\n1,2,3\n", outcome{0, "p,note\n4,3\n", ""}},
		{"two columns of a field", []string{"--map", "age=Age"}, "age,Age,petal length,Note\n1,2,3,4\n",
			outcome{3, "", "pmml-eval: standard input: header: columns \"age\" and \"Age\" are both for field \"Age\" (--map)\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, evalIn(tt.in, append([]string{"-m", model}, tt.args...)...))
		})
	}

	out := filepath.Join(t.TempDir(), "out.csv")
	assert.Equal(t, 3, evalIn("age\n1\n", "-m", model, "-o", out).code)
	_, err := os.Stat(out)
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestMapFlag(t *testing.T) {
	model := file(t, "names.pmml", strings.NewReplacer(`"Note"`, `"a=b"`).Replace(namesModel))
	pairs := file(t, "map.csv", "\ufeffage,Age\r\n\"x,y\",petal length\n\nn=m,a=b\n")
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		out  string // or what is said
	}{
		{"a file", []string{"--map", "@" + pairs}, "age,\"x,y\",n=m\n1,2,3\n", 0, "p,note\n4,3\n"},
		{"a file and pairs", []string{"--map", "@" + pairs, "--map", "z=petal length"}, "age,z,n=m\n1,2,3\n", 0, "p,note\n4,3\n"},
		{"= in the field", []string{"--map", "n=a=b"}, "Age,petal length,n\n1,2,3\n", 0, "p,note\n4,3\n"},
		{"= in the column", []string{"--map", "n=m=Age"}, "n=m,petal length,a=b\n1,2,3\n", 0, "p,note\n4,3\n"},
		{"no such field", []string{"--map", "x=age"}, "", 1, `--map x=age: the model has no input "age"; did you mean "Age"?`},
		{"no pair", []string{"--map", "x"}, "", 1, "--map x: column=field is expected, or @file"},
		{"a column for two fields", []string{"--map", "x=Age", "--map", "x=Home"}, "", 1, `column "x" is for field "Age" already`},
		{"no such file", []string{"--map", "@nowhere.csv"}, "", 1, "nowhere.csv"},
		{"a file of other rows", []string{"--map", "@" + file(t, "map.csv", "a,Age\nb\n")}, "", 1, `map.csv:2: a column and its field are expected`},
		{"a file with another field", []string{"--map", "@" + file(t, "map.csv", "a,age\n")}, "", 1, `map.csv:1: the model has no input "age"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, append([]string{"-m", model}, tt.args...)...)
			require.Equal(t, tt.code, got.code, got.errOut)
			if tt.code == 0 {
				assert.Equal(t, tt.out, got.out)
			} else {
				assert.Contains(t, got.errOut, tt.out)
			}
		})
	}
}

// TestSeparatorIsTold: by the model's inputs in the header, where one separator alone
// has any.
func TestSeparatorIsTold(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		out  string // or what is said
	}{
		{"commas", nil, "a,b\n1,2\n", 0, "_target\n4\n"},
		{"semicolons, on both sides", []string{"--copy-columns"}, "a;b\n1;2\n", 0, "a;b;_target\n1;2;4\n"},
		{"tabs", []string{"--copy-columns"}, "a\tb\n1\t2\n", 0, "a\tb\t_target\n1\t2\t4\n"},
		{"bars", []string{"--copy-columns"}, "a|b\n1|2\n", 0, "a|b|_target\n1|2|4\n"},
		{"commas within cells", nil, "a;b;x,y\n1;2;3,5\n", 0, "_target\n4\n"},
		{"quoted cells", nil, "\"a\";\"b\";\"x\ny\"\n\"1\";2;3\n", 0, "_target\n4\n"},
		{"a byte order mark and CR", nil, "\ufeffa;b\r1;2\r", 0, "_target\n4\n"},
		{"blank lines first", nil, "\n\r\na;b\n1;2\n", 0, "_target\n4\n"},
		{"by mapped columns", []string{"--map", "x=a", "--map", "y=b"}, "x;y\n1;2\n", 0, "_target\n4\n"},
		{"by names that are near", nil, "A;B\n1;2\n", 3, `a (did you mean "A"?), b (did you mean "B"?); the columns are "A", "B"`},
		{"to jsonl", []string{"--output-format", "jsonl"}, "a;b\n1;2\n", 0, "{\"_target\":4}\n"},
		{"to tsv", []string{"--output-format", "tsv", "--copy-columns"}, "a;b\n1;2\n", 0, "a\tb\t_target\n1\t2\t4\n"},
		{"a given one is not told", []string{"--separator", ","}, "a;b\n1;2\n", 3, `the columns are "a;b"`},
		{"nor is that of tsv", []string{"--input-format", "tsv"}, "a;b\n1;2\n", 3, `the columns are "a;b"`},
		{"two that have inputs", nil, "a;x|b\n1;2\n", 3, "the separator is not plain, as the header has these numbers of the model's inputs where it is cut: 1 at semicolons, 1 at bars; give --separator"},
		{"none that has any", nil, "x;y\n1;2\n", 3, "no column for these inputs of the model: a, b; the columns are \"x;y\"; cut at semicolons, tabs or bars, the header has none of the inputs either"},
		{"an empty input", nil, "", 3, "there is no header"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, append([]string{"-m", sum}, tt.args...)...)
			require.Equal(t, tt.code, got.code, got.errOut)
			if tt.code == 0 {
				assert.Equal(t, tt.out, got.out)
			} else {
				assert.Contains(t, got.errOut, tt.out)
				assert.Empty(t, got.out)
			}
		})
	}
}

// TestNearKeys: a key of JSON Lines that is near an absent one is an error of its row.
func TestNearKeys(t *testing.T) {
	model := file(t, "names.pmml", namesModel)
	const rows = `{"Age":1,"petal length":2,"Note":3,"id":7}` + "\n" + `{"age":1,"petal length":2,"Note":3}` + "\n" + `{"Age":2,"age":1,"petal length":2,"Note":3}` + "\n"
	const why = `row 2: field "Age": absent, while "age" is given, which is no input of the model: names must be the same to the letter`
	for _, tt := range []struct {
		name string
		args []string
		in   string
		want outcome
	}{
		{"fail", nil, rows, outcome{3, `{"p":4,"note":3}` + "\n",
			"pmml-eval: standard input: " + why + "\npmml-eval: --on-error report or --on-error skip would go on with the next row\n"}},
		{"skip", []string{"--on-error", "skip"}, rows, outcome{0, `{"p":4,"note":3}` + "\n" + `{"p":5,"note":3}` + "\n", "pmml-eval: 1 of 3 rows skipped; the first: " + why + "\n"}},
		{"warn", []string{"--missing-columns", "warn"}, rows, outcome{0, `{"p":4,"note":3}` + "\n" + `{"p":null,"note":3}` + "\n" + `{"p":5,"note":3}` + "\n",
			"pmml-eval: warning: some rows have keys that are near those of absent inputs, which were missing: \"age\" for Age\n"}},
		{"allow", []string{"--missing-columns", "allow"}, `{"age":1}` + "\n", outcome{0, `{"p":null,"note":null}` + "\n", ""}},
		{"mapped", []string{"--map", "age=Age"}, `{"age":1,"petal length":2,"Note":3}` + "\n", outcome{0, `{"p":4,"note":3}` + "\n", ""}},
		{"two keys of a field", []string{"--map", "age=Age"}, `{"age":1,"Age":2}` + "\n", outcome{3, "",
			"pmml-eval: standard input: row 1 (line 1): two keys are for field \"Age\"\npmml-eval: --on-error report or --on-error skip would go on with the next row\n"}},
		{"inputs that no row has", nil, `{"Note":1}` + "\n" + `{"Age":1}` + "\n", outcome{0, `{"p":null,"note":1}` + "\n" + `{"p":null,"note":null}` + "\n",
			"pmml-eval: warning: no row of standard input has a key for these inputs of the model, which were missing: petal length\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, evalIn(tt.in, append([]string{"-m", model, "--input-format", "jsonl"}, tt.args...)...))
		})
	}
}

// TestExplainNames: explain looks at names as scoring does.
func TestExplainNames(t *testing.T) {
	model := file(t, "names.pmml", namesModel)
	for _, tt := range []struct {
		name string
		args []string
		in   string
		code int
		says string // on standard error
	}{
		{"a near key", nil, `{"age":1,"petal length":2,"Note":3}`, 3, `row 1: field "Age": absent, while "age" is given`},
		{"a near key that is allowed", []string{"--missing-columns", "allow"}, `{"age":1,"petal length":2,"Note":3}`, 0, ""},
		{"a near key that is warned of", []string{"--missing-columns", "warn"}, `{"age":1,"petal length":2,"Note":3}`, 0,
			"pmml-eval: warning: the record has no key for these inputs of the model, which are missing: Age (did you mean \"age\"?)\n"},
		{"an absent key", nil, `{"Age":1,"Note":3}`, 0, "pmml-eval: warning: the record has no key for these inputs of the model, which are missing: petal length\n"},
		{"null", nil, `{"Age":1,"Note":3,"petal length":null}`, 0, ""},
		{"a text for missing", []string{"--missing", "?"}, `{"Age":1,"Note":3,"petal length":"?"}`, 0, ""},
		{"a mapped key", []string{"--map", "age=Age"}, `{"age":1,"petal length":2,"Note":3}`, 0, ""},
		{"two keys of a field", []string{"--map", "age=Age"}, `{"age":1,"Age":2}`, 3, `two keys are for field "Age"`},
		{"a missing column", []string{"--input-format", "csv"}, "age,petal length,Note\n1,2,3\n", 3, `no column for these inputs of the model: Age (did you mean "age"?)`},
		{"a missing column that is warned of", []string{"--input-format", "csv", "--missing-columns", "warn"}, "age,petal length,Note\n1,2,3\n", 0,
			"pmml-eval: warning: standard input has no column for these inputs of the model, which are missing: Age (did you mean \"age\"?)\n"},
		{"a mapped column", []string{"--input-format", "csv", "--map", "age=Age"}, "age,petal length,Note\n1,2,3\n", 0, ""},
		{"a separator that is told", []string{"--input-format", "csv"}, "Age;petal length;Note\n1;2;3\n", 0, ""},
		{"two inputs", []string{"-i", "a.json", "-i", "b.json"}, "", 1, `it is given already, as "a.json"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn(tt.in, append([]string{"explain", model}, tt.args...)...)
			assert.Equal(t, tt.code, got.code, got.errOut)
			if tt.says == "" || tt.code == 0 {
				assert.Equal(t, tt.says, got.errOut)
			} else {
				assert.Contains(t, got.errOut, tt.says)
			}
		})
	}
}
