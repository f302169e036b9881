package conformance

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

var (
	update    = flag.Bool("update", false, "rewrite the error texts in testdata/broken; read them before you keep them")
	documents = flag.String("documents", "", "write the whole documents of testdata/broken that the test looks at into this folder")
)

// eachBroken runs a subtest with the path of each document of testdata/broken.
func eachBroken(t *testing.T, run func(t *testing.T, f files.BrokenFamily, c files.BrokenCase, path string)) {
	for _, f := range files.Broken(t) {
		dir := t.TempDir()
		if *documents != "" {
			dir = filepath.Join(*documents, f.Name)
		}
		t.Run(f.Name, func(t *testing.T) {
			for _, c := range f.Cases {
				t.Run(c.Name, func(t *testing.T) { run(t, f, c, c.Write(t, dir)) })
			}
		})
	}
}

// TestBroken loads the documents of testdata/broken, each of which has one
// fault, and compares the error with the text beside the edit, to the letter.
//
//	go test ./conformance -run TestBroken/naive-bayes/count-missing -documents /tmp/broken
func TestBroken(t *testing.T) {
	eachBroken(t, func(t *testing.T, f files.BrokenFamily, c files.BrokenCase, path string) {
		_, err := evaluator.LoadFile(path)
		require.Error(t, err)
		var e *pmml.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, path, e.File)
		got := strings.TrimPrefix(err.Error(), path+":")
		if *update {
			text, err := os.ReadFile(f.Path)
			require.NoError(t, err)
			title := "-- " + c.Name + " --\n"
			changed := strings.Replace(string(text), title+c.Error+"\n", title+got+"\n", 1)
			require.NoError(t, os.WriteFile(f.Path, []byte(changed), 0o644))
		}
		assert.Equal(t, c.Error, got)
	})
}

// TestBrokenBases: what the edits break was whole before.
func TestBrokenBases(t *testing.T) {
	for _, f := range files.Broken(t) {
		if f.Base != "" {
			pmmltest.Load(t, f.Base)
		}
	}
}

// TestBrokenByLimit checks the errors of documents that are larger than allowed.
func TestBrokenByLimit(t *testing.T) {
	const path = "../testdata/tree.pmml"
	for _, tt := range []struct {
		name   string
		option pmml.ParseOption
		class  error
		text   string
	}{
		{"depth", pmml.WithMaxDepth(4), pmml.ErrLimit, "36:9: TreeModel/Node/Node: limit exceeded: depth=4: elements stand deeper inside each other"},
		{"elements", pmml.WithMaxNodes(10), pmml.ErrLimit, "13:5: DataDictionary: limit exceeded: elements=10: the document has more elements"},
		{"bytes", pmml.WithMaxBytes(100), pmml.ErrLimit, "3:5: limit exceeded: bytes=100: the document has more bytes"},
		{"token", pmml.WithMaxTokenLength(60), pmml.ErrLimit, "3:3: limit exceeded: token=60: a tag or text has more bytes"},
		{"option", pmml.WithMaxDepth(0), pmml.ErrOption, "invalid option: WithMaxDepth(0): the value must lie between 1 and 100000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := evaluator.LoadFile(path, evaluator.WithParseOptions(tt.option))
			require.Error(t, err)
			assert.True(t, errors.Is(err, tt.class), "class of %v", err)
			assert.Equal(t, tt.text, strings.TrimPrefix(err.Error(), path+":"))
		})
	}
}
