package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/explain"
)

const loan = `{"age": 35, "income": null, "debt": 9500, "home": "rent"}`

func TestExplainText(t *testing.T) {
	for _, name := range []string{"tree", "network", "scorecard"} {
		record := loan
		if name == "network" {
			record = strings.Replace(record, "null", "42000", 1)
		}
		got := evalIn(record, "explain", fixture(name+".pmml"))
		require.Equal(t, 0, got.code, got.errOut)
		golden(t, "explain-"+name, got.out)
	}
	row := evalIn("", "explain", fixture("logistic.pmml"), "--input", fixture("loans.csv"), "--row", "2")
	require.Equal(t, 0, row.code, row.errOut)
	golden(t, "explain-logistic", row.out)
	few := evalIn(strings.Replace(loan, "null", "42000", 1), "explain", fixture("boosted.pmml"), "--segments", "2")
	require.Equal(t, 0, few.code, few.errOut)
	golden(t, "explain-boosted", few.out)
}

func TestExplainJSON(t *testing.T) {
	got := evalIn(loan, "explain", fixture("tree.pmml"), "--json")
	require.Equal(t, 0, got.code, got.errOut)
	golden(t, "explain-tree-json", got.out)
	var e explain.Explanation
	require.NoError(t, json.Unmarshal([]byte(got.out), &e))
	assert.Equal(t, "indebted", e.Model.Detail.(*explain.Tree).Node)
}

// TestExplainInputForms: a record is found in every form of input.
func TestExplainInputForms(t *testing.T) {
	model := file(t, "sum.pmml", sumModel)
	want := evalIn(`{"a":1,"b":2}`, "explain", model)
	require.Equal(t, 0, want.code, want.errOut)
	require.Contains(t, want.out, "_target  4\n")
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(`{"a":1,"b":2}`))
	z.Close()
	for _, tt := range []struct {
		name, file, text string
		args             []string
	}{
		{"json", "r.json", "{\n \"a\": 1,\n \"b\": 2, \"note\": {}}", nil},
		{"a byte order mark", "r.json", "\ufeff{\"a\": 1, \"b\": 2}", nil},
		{"a list of objects", "r.json", `[{"a":0,"b":0},{"a":1,"b":2}]`, []string{"--row", "2"}},
		{"one object after the other", "r.jsonl", "{\"a\":0}\n{\"a\":1,\"b\":2}\n", []string{"--row", "2"}},
		{"gzipped json", "r.json.gz", zipped.String(), nil},
		{"csv", "r.csv", "b,a\n0,0\n2,1\n", []string{"--row", "2"}},
		{"tsv", "r.tsv", "b\ta\n2\t1\n", nil},
		{"semicolons", "r.csv", "b;a\n2;1\n", []string{"--separator", ";"}},
		{"another format than the name says", "r.txt", "b,a\n2,1\n", []string{"--input-format", "csv"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := evalIn("", append([]string{"explain", model, "-i", file(t, tt.file, tt.text)}, tt.args...)...)
			assert.Equal(t, want, got)
		})
	}
	missing := evalIn("", "explain", model, "-i", file(t, "r.csv", "a,b\n1,?\n"), "--missing", "?")
	assert.Contains(t, missing.out, "  b  missing\n")
	missing = evalIn(`{"a":1,"b":"?"}`, "explain", model, "--missing", "?")
	assert.Contains(t, missing.out, "  b  missing\n")
}

// TestExplainStreamsAndGroups: rows before count where they must, and lists
// stand in cells.
func TestExplainStreamsAndGroups(t *testing.T) {
	lag := file(t, "lag.pmml", lagModel)
	got := evalIn("x\n5\n7\n8\n", "explain", lag, "--input-format", "csv", "--row", "3")
	require.Equal(t, 0, got.code, got.errOut)
	assert.Contains(t, got.out, "before  7\n")

	groups := file(t, "group.pmml", groupModel)
	got = evalIn("amount,rate\n\"[1,2]\",200\n", "explain", groups, "--input-format", "csv")
	require.Equal(t, 0, got.code, got.errOut)
	assert.Contains(t, got.out, "amount    [1, 2]\n")
	assert.Contains(t, got.out, "total  3\n")
	got = evalIn("amount,rate\n\"[1,\",200\n", "explain", groups, "--input-format", "csv")
	assert.Equal(t, 3, got.code)
	assert.Contains(t, got.errOut, `row 1: field "amount": value "[1," is not a list`)
}
