//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/features"
)

func put(t *testing.T, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// imported runs an import, and gives what the store then has of keys.
func imported(t *testing.T, args []string, keys ...string) (columns []features.Column, rows []string) {
	t.Helper()
	folder, out := t.TempDir(), &output{}
	require.Equal(t, exitOK, run(append([]string{"features", "import", "--folder", folder, "--view", "v", "--key", "id"}, args...), out, out), out)
	d := features.NewFolder(folder)
	defer d.Close()
	v := &features.View{Name: "v"}
	require.NoError(t, d.Open(v))
	f := &features.Frame{}
	f.Reset(v, len(keys))
	require.NoError(t, d.Get(t.Context(), []features.Get{{View: v, Keys: keys, Into: f}}))
	for row := range keys {
		text := ""
		for i, c := range v.Columns {
			values := &f.Columns[i]
			switch {
			case !values.HasValue(row):
				text += "- "
			case c.Type == features.Number:
				text += fmt.Sprint(values.Numbers[row], " ")
			case c.Type == features.Text:
				text += values.Texts[row] + " "
			default:
				text += fmt.Sprint(values.Vectors[row*c.Size:(row+1)*c.Size], " ")
			}
		}
		rows = append(rows, text)
	}
	return v.Columns, rows
}

func TestImport(t *testing.T) {
	number := features.Column{Name: "age", Type: features.Number}
	text := features.Column{Name: "home", Type: features.Text}
	vector := features.Column{Name: "emb", Type: features.Vector, Size: 2}
	csv := put(t, "a.csv", "\ufeffid,age,home,emb\n1,35,\"rent, with\",[0.5 1]\n02,,,\n")
	columns, rows := imported(t, []string{"--input", csv, "--columns", "age:number,home,emb:vector"}, "1", "02", "2")
	assert.Equal(t, []features.Column{number, text, vector}, columns)
	assert.Equal(t, []string{"35 rent, with [0.5 1] ", "- - - ", "- - - "}, rows)
	columns, rows = imported(t, []string{"--input", csv, "--columns", "age"}, "1")
	assert.Equal(t, []features.Column{{Name: "age", Type: features.Text}}, columns, "columns of CSV are texts")
	assert.Equal(t, []string{"35 "}, rows)

	lines := put(t, "a.jsonl", `{"id": 1, "age": null, "home": "r\u0065nt"}`+"\n\n"+`{"age": 35, "id": "x", "emb": [0.5, 1]}`)
	columns, rows = imported(t, []string{"--input", lines}, "1", "x")
	assert.Equal(t, []features.Column{number, text, vector}, columns)
	assert.Equal(t, []string{"- rent - ", "35 - [0.5 1] "}, rows)
	_, rows = imported(t, []string{"--input", lines, "--columns", "emb:vector:2"}, "1", "x")
	assert.Equal(t, []string{"- ", "[0.5 1] "}, rows)

	type record struct {
		ID   int64     `parquet:"id"`
		Age  *int64    `parquet:"age"`
		Home *string   `parquet:"home"`
		Emb  []float64 `parquet:"emb,list"`
	}
	age, home := int64(35), "rent"
	path := filepath.Join(t.TempDir(), "a.parquet")
	require.NoError(t, parquet.WriteFile(path, []record{{1, nil, nil, nil}, {2, &age, &home, []float64{0.5, 1}}}))
	columns, rows = imported(t, []string{"--input", path}, "1", "2")
	assert.Equal(t, []features.Column{number, text, vector}, columns)
	assert.Equal(t, []string{"- - - ", "35 rent [0.5 1] "}, rows)
	_, rows = imported(t, []string{"--input", path, "--columns", "age:text"}, "1", "2")
	assert.Equal(t, []string{"- ", "35 "}, rows)
	type bytes struct {
		ID  string  `parquet:"id"`
		Emb [8]byte `parquet:"emb"`
	}
	require.NoError(t, parquet.WriteFile(path, []bytes{{"a", [8]byte(features.AppendVector(nil, []float32{0.5, 1}))}}))
	_, rows = imported(t, []string{"--input", path, "--columns", "emb:vector"}, "a")
	assert.Equal(t, []string{"[0.5 1] "}, rows, "packed")
	type unsigned struct {
		ID  uint64 `parquet:"id"`
		Age uint32 `parquet:"age"`
	}
	require.NoError(t, parquet.WriteFile(path, []unsigned{{1<<64 - 1, 1<<32 - 1}}))
	_, rows = imported(t, []string{"--input", path}, "18446744073709551615")
	assert.Equal(t, []string{"4.294967295e+09 "}, rows, "without sign")
	require.NoError(t, parquet.WriteFile(path, []unsigned{}))
	_, rows = imported(t, []string{"--input", path}, "1")
	assert.Equal(t, []string{"- "}, rows, "no records")
}

func TestImportFaults(t *testing.T) {
	type large struct {
		ID  int64 `parquet:"id"`
		Age int64 `parquet:"age"`
	}
	type group struct {
		ID  int64 `parquet:"id"`
		Age struct{ A, B int64 }
	}
	write := func(err error) { require.NoError(t, err) }
	larges, groups := filepath.Join(t.TempDir(), "l.parquet"), filepath.Join(t.TempDir(), "g.parquet")
	write(parquet.WriteFile(larges, []large{{1, 1<<53 + 1}}))
	write(parquet.WriteFile(groups, []group{{}}))
	for _, tt := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no input", nil, exitUsage, "is not given"},
		{"a format that is none", []string{"--input", "x.xls"}, exitUsage, "give --format csv, jsonl or parquet"},
		{"a type that is none", []string{"--input", "x.csv", "--columns", "a:int"}, exitUsage, "it must be NAME, NAME:number"},
		{"no such file", []string{"--input", "nowhere.csv"}, exitModels, "nowhere.csv"},
		{"no key", []string{"--input", put(t, "a.csv", "a,b\n")}, exitModels, `there is no column "id" for the keys, but a, b`},
		{"no column", []string{"--input", put(t, "a.csv", "id,b\n"), "--columns", "c"}, exitModels, `there is no column "c", but id, b`},
		{"no number", []string{"--input", put(t, "a.csv", "id,b\n1,2\n2,old\n"), "--columns", "b:number"}, exitModels, `a.csv: record 2: column "b": "old" is no number`},
		{"another length", []string{"--input", put(t, "a.csv", "id,b\n1,1 2\n2,1\n"), "--columns", "b:vector"}, exitModels, `record 2: column "b" has 1 numbers, where the vector has 2`},
		{"a key twice", []string{"--input", put(t, "a.csv", "id,b\n1,1\n1,2\n")}, exitModels, `key "1" has two records: the 1. and the 2.`},
		{"an empty key", []string{"--input", put(t, "a.csv", "id,b\n,1\n")}, exitModels, "record 1: a key has from 1 to"},
		{"a short row", []string{"--input", put(t, "a.csv", "id,b\n1\n")}, exitModels, "wrong number of fields"},
		{"no JSON", []string{"--input", put(t, "a.jsonl", "{\"id\": 1, \"b\": 1}\n{\"id\"\n")}, exitModels, "a.jsonl: record 2: JSON Parse error"},
		{"two types", []string{"--input", put(t, "a.jsonl", "{\"id\": 1, \"b\": 1}\n{\"id\": 2, \"b\": \"x\"}\n")}, exitModels, `record 2: "b" is a text, where it was a number before`},
		{"an object", []string{"--input", put(t, "a.jsonl", "{\"id\": 1, \"b\": {}}\n")}, exitModels, `"b" is an object`},
		{"no key in a line", []string{"--input", put(t, "a.jsonl", "{\"b\": 1}\n")}, exitModels, `record 1: there is no "id" for the key`},
		{"no Parquet", []string{"--input", put(t, "a.parquet", "nothing")}, exitModels, "a.parquet: "},
		{"a whole number that no double holds", []string{"--input", larges}, exitModels, "record 1: column \"age\": 9007199254740993 is beyond what a number holds"},
		{"a group", []string{"--input", groups}, exitModels, "leave it out with --columns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder, out := t.TempDir(), &output{}
			args := append([]string{"features", "import", "--folder", folder, "--view", "v", "--key", "id"}, tt.args...)
			assert.Equal(t, tt.code, run(args, out, out))
			assert.Contains(t, out.String(), tt.want)
			left, err := os.ReadDir(folder)
			require.NoError(t, err)
			assert.Empty(t, left, "what was not imported leaves nothing")
		})
	}
	out := &output{}
	assert.Equal(t, exitOK, run([]string{"features", "import", "--help"}, out, out))
	assert.Contains(t, out.String(), "--columns")
	assert.Equal(t, exitUsage, run([]string{"features", "export"}, out, out))
}

// What was imported is ranked.
func TestFeatures(t *testing.T) {
	folder, out := t.TempDir(), &output{}
	require.Equal(t, exitOK, run([]string{"features", "import", "--folder", folder, "--view", "things", "--key", "id", "--columns", "x:number",
		"--input", put(t, "a.csv", "id,x\n1,1\n2,5\n")}, out, out), out)
	config := put(t, "features.yaml", fmt.Sprintf(`
stores: {files: {folder: %q}}
views: {things: {store: files}}
models: {half: {join: [{view: things, each: ids}]}}
`, folder))
	url, _, end := begin(t, "--model", "half="+halfPlusTwo, "--features", config)
	status, body := post(t, url+"/v1/models/half:rank", `{"ids": [1, 2], "top": 1}`)
	assert.Equal(t, 200, status)
	assert.Equal(t, `{"results": [{"id": 2, "outputs": {"y": 4.5}}]}`, body)
	assert.Equal(t, exitOK, end())
	out = &output{}
	assert.Equal(t, exitModels, run([]string{"--http", "localhost:0", "--admin", "localhost:0", "--model", "other=" + halfPlusTwo, "--features", config}, out, out))
	assert.Contains(t, out.String(), `model "half" is not known`)
}
