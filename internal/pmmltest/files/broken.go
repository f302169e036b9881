package files

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// BrokenFamily is a file of testdata/broken: a document that can be scored, and
// cases that break it, one fault each.
//
//	-- base --
//	<PMML …
//	-- count-missing --
//	27:13: NaiveBayesModel/…: invalid document: required attribute "count" is missing
//	-            <TargetValueCount value="yes" count="45"/>
//	+            <TargetValueCount value="yes"/>
//
// A case has what loading says, less the file's name, and then the edit: lines of the
// base that must stand there, once (" "), lines that go ("-") and lines that come
// ("+"). "@@" stands between two places, "\" says that the document ends without
// a newline. A file without a base has whole documents.
type BrokenFamily struct {
	Name, Path string
	// Base is the document without a fault, "" if there is none.
	Base  string
	Cases []BrokenCase
}

// BrokenCase is a document with a fault. Error is what loading says of it.
type BrokenCase struct {
	Name, Text, Error string
}

// Broken gives the families of testdata/broken.
func Broken(t testing.TB) []BrokenFamily {
	t.Helper()
	paths, err := filepath.Glob(File(t, "broken/*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var families []BrokenFamily
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		f, err := parseBroken(string(text))
		require.NoError(t, err, path)
		f.Path, f.Name = path, strings.TrimSuffix(filepath.Base(path), ".txt")
		families = append(families, *f)
	}
	return families
}

// BrokenFile writes a case of a family to a file with its name, and gives the path.
func BrokenFile(t testing.TB, family, name string) string {
	t.Helper()
	for _, f := range Broken(t) {
		for _, c := range f.Cases {
			if f.Name == family && c.Name == name {
				return c.Write(t, t.TempDir())
			}
		}
	}
	require.FailNow(t, "there is no such broken document", "%s/%s", family, name)
	return ""
}

// Write writes the document into a folder, and gives its path.
func (c BrokenCase) Write(t testing.TB, dir string) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o755))
	path := filepath.Join(dir, c.Name+".pmml")
	require.NoError(t, os.WriteFile(path, []byte(c.Text), 0o644))
	return path
}

var brokenTitle = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

func parseBroken(text string) (*BrokenFamily, error) {
	f := &BrokenFamily{}
	titles := brokenTitle.FindAllStringSubmatchIndex(text, -1)
	if titles == nil || titles[0][0] != 0 {
		return nil, fmt.Errorf("the file does not begin with a title")
	}
	for i, at := range titles {
		name, body := text[at[2]:at[3]], text[at[1]:]
		if i+1 < len(titles) {
			body = text[at[1]:titles[i+1][0]]
		}
		if i == 0 && name == "base" {
			f.Base = body
			continue
		}
		says, edit, ok := strings.Cut(body, "\n")
		document, err := applyEdit(f.Base, edit)
		switch {
		case !ok:
			err = fmt.Errorf("no error text")
		case slices.ContainsFunc(f.Cases, func(c BrokenCase) bool { return c.Name == name }):
			err = fmt.Errorf("two cases have this name")
		}
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", name, err)
		}
		f.Cases = append(f.Cases, BrokenCase{Name: name, Text: document, Error: says})
	}
	return f, nil
}

// applyEdit changes a base document.
func applyEdit(base, edit string) (string, error) {
	edit, cut := strings.CutSuffix(edit, "\\\n")
	var out strings.Builder
	rest := base
	for place := range strings.SplitSeq(edit, "@@\n") {
		var old, with strings.Builder
		for line := range strings.Lines(place) {
			switch line[0] {
			case ' ':
				old.WriteString(line[1:])
				with.WriteString(line[1:])
			case '-':
				old.WriteString(line[1:])
			case '+':
				with.WriteString(line[1:])
			default:
				return "", fmt.Errorf("a line of an edit begins with one of the space, - and +: %q", line)
			}
		}
		// A newline before each keeps whole lines together.
		first, last := strings.Index("\n"+base, "\n"+old.String()), strings.LastIndex("\n"+base, "\n"+old.String())
		if first < 0 || first != last {
			return "", fmt.Errorf("the lines must stand in the base once:\n%s", &old)
		}
		before, after, ok := strings.Cut("\n"+rest, "\n"+old.String())
		if !ok {
			return "", fmt.Errorf("the lines stand before those of the edit above:\n%s", &old)
		}
		if before != "" {
			before = before[1:] + "\n"
		}
		out.WriteString(before)
		out.WriteString(with.String())
		rest = after
	}
	out.WriteString(rest)
	if cut {
		return strings.TrimSuffix(out.String(), "\n"), nil
	}
	return out.String(), nil
}
