package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const oldDocument = `<?xml version="1.0"?><PMML xmlns="http://www.dmg.org/PMML-4_1" version="4.1"><Header/><DataDictionary><DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/></DataDictionary><RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/><MiningField name="y" usageType="predicted"/></MiningSchema><RegressionTable intercept="1.50"><NumericPredictor name="x" coefficient="2"/></RegressionTable></RegressionModel></PMML>`

func runRewrite(t *testing.T, args ...string) (int, string, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestFmtAndUpgrade(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "old.pmml")
	require.NoError(t, os.WriteFile(path, []byte(oldDocument), 0o600))

	code, out, errs := runRewrite(t, "fmt", path, "--indent", "2")
	require.Zero(t, code, errs)
	assert.Contains(t, out, "\n    <MiningSchema>\n")
	assert.Contains(t, out, `intercept="1.5"`)
	assert.Contains(t, out, `usageType="predicted"`)
	assert.Contains(t, out, "PMML-4_1")

	code, out, errs = runRewrite(t, "upgrade", path)
	require.Zero(t, code, errs)
	assert.Contains(t, out, `usageType="target"`)
	assert.Contains(t, out, "http://www.dmg.org/PMML-4_4")

	// In place, and again: the second time changes nothing.
	code, _, errs = runRewrite(t, "upgrade", path, "-o", path)
	require.Zero(t, code, errs)
	first, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, out, string(first))
	code, _, errs = runRewrite(t, "fmt", path, "-o", path)
	require.Zero(t, code, errs)
	second, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))
}

func TestRewriteErrors(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.pmml")
	require.NoError(t, os.WriteFile(bad, []byte("<PMML"), 0o600))
	good := filepath.Join(dir, "good.pmml")
	require.NoError(t, os.WriteFile(good, []byte(oldDocument), 0o600))
	for _, tt := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no model", []string{"fmt"}, exitUsage, "no model"},
		{"two models", []string{"upgrade", good, good}, exitUsage, "one model at a time"},
		{"a broken document", []string{"fmt", bad}, exitModel, "bad.pmml:1:"},
		{"no such file", []string{"upgrade", filepath.Join(dir, "none.pmml")}, exitModel, "none.pmml"},
		{"an indentation that is none", []string{"fmt", good, "--indent", "wide"}, exitUsage, `"wide"`},
		{"an output that cannot be written", []string{"fmt", good, "-o", filepath.Join(dir, "none", "x.pmml")}, exitUsage, "cannot write the output"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, _, errs := runRewrite(t, tt.args...)
			assert.Equal(t, tt.code, code)
			assert.Contains(t, errs, tt.says)
		})
	}
}
