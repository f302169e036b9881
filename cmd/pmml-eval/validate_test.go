package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestValidate(t *testing.T) {
	sound := filepath.Join("..", "..", "testdata", "tree.pmml")
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.pmml")
	require.NoError(t, os.WriteFile(bad, []byte(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<DataDictionary numberOfFields="2"/>
<RegressionModel functionName="regression"><MiningSchema/><RegressionTable intercept="none"><NumericPredictor name="y" coefficient="1"/></RegressionTable></RegressionModel>
</PMML>`), 0o600))
	for _, tt := range []struct {
		name     string
		args     []string
		code     int
		out, err string
	}{
		{"sound", []string{sound}, 0, "", ""},
		{"bad", []string{bad}, 2, bad + `:2:1: warning: DataDictionary: numberOfFields="2" was found, and 0 DataField [count-mismatch]
` + bad + `:3:76: error: RegressionModel/RegressionTable: attribute intercept="none" is not a number [invalid-document]
` + bad + `:3:93: error: RegressionModel/RegressionTable/NumericPredictor: there is no field "y" here [invalid-document]
`, "pmml-eval: errors in 1 of 1 document\n"},
		{"one of two", []string{sound, bad, "--severity", "error"}, 2, bad + `:3:76: error: RegressionModel/RegressionTable: attribute intercept="none" is not a number [invalid-document]
` + bad + `:3:93: error: RegressionModel/RegressionTable/NumericPredictor: there is no field "y" here [invalid-document]
`, "pmml-eval: errors in 1 of 2 documents\n"},
		{"no argument", nil, 1, "", "pmml-eval: validate: no model: name its file\npmml-eval: run \"pmml-eval validate --help\" for the flags and examples\n"},
		{"a severity that is none", []string{bad, "--severity", "grave"}, 1, "", "pmml-eval: validate: invalid argument \"grave\" for \"--severity\" flag: must be error, warning or note\npmml-eval: run \"pmml-eval validate --help\" for the flags and examples\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(append([]string{"validate"}, tt.args...), strings.NewReader(""), &out, &errs)
			assert.Equal(t, tt.code, code)
			assert.Equal(t, tt.out, out.String())
			assert.Equal(t, tt.err, errs.String())
		})
	}
}

func TestValidateFileThatIsNotThere(t *testing.T) {
	var out, errs bytes.Buffer
	path := filepath.Join(t.TempDir(), "none.pmml")
	assert.Equal(t, 2, run([]string{"validate", path}, strings.NewReader(""), &out, &errs))
	assert.True(t, strings.HasPrefix(out.String(), path+": error: "), out.String())
	assert.True(t, strings.HasSuffix(out.String(), " [cannot-read]\n"), out.String())
}

func TestValidateJSON(t *testing.T) {
	var out, errs bytes.Buffer
	path := filepath.Join("..", "..", "testdata", "validate", "faults.pmml")
	assert.Equal(t, 2, run([]string{"validate", "--json", "--severity=error", path}, strings.NewReader(""), &out, &errs))
	var got []struct {
		File     string
		Errors   int
		Warnings int
		Problems []struct {
			Severity, Code, Path, Message string
			Line, Column                  int
		}
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.Len(t, got, 1)
	assert.Equal(t, path, got[0].File)
	assert.Positive(t, got[0].Warnings)
	assert.Len(t, got[0].Problems, got[0].Errors)
	for _, p := range got[0].Problems {
		assert.Equal(t, "error", p.Severity)
		assert.Positive(t, p.Line)
	}
}

func TestValidateHelp(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 0, run([]string{"validate", "--help"}, strings.NewReader(""), &out, &errs))
	assert.Contains(t, out.String(), "pmml-eval validate MODEL...")
	assert.Contains(t, out.String(), "--severity grade")
	assert.Contains(t, out.String(), "Exit codes:")
}
