// Command lines counts the lines of Go that people have written in folders,
// outside of tests: lines with at least one token that is no comment, in files
// that no generator has made.
//
//	go run ./bench/lines FOLDER...
//
// Generators count, and so do modules inside of a folder; packages that only tests
// may import (internal/arch) do not.
package main

import (
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// generated is the mark of https://go.dev/s/generatedcode.
var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// testOnly are the packages that only tests import.
var testOnly = []string{"internal/pmmltest", "conformance/internal"}

func main() {
	if len(os.Args) == 1 {
		fmt.Fprintln(os.Stderr, "usage: lines FOLDER...")
		os.Exit(2)
	}
	for _, dir := range os.Args[1:] {
		if err := report(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// report prints a folder's lines by package, and their sum.
func report(dir string) error {
	lines, sum := map[string]int{}, 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (strings.HasPrefix(d.Name(), ".") || isTestOnly(path)):
			return fs.SkipDir
		case d.IsDir(), !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil || generated.Match(source) {
			return err
		}
		pkg, err := filepath.Rel(dir, filepath.Dir(path))
		n := count(source)
		lines[pkg] += n
		sum += n
		return err
	})
	if err != nil {
		return err
	}
	var pkgs []string
	for pkg := range lines {
		pkgs = append(pkgs, pkg)
	}
	slices.Sort(pkgs)
	for _, pkg := range pkgs {
		fmt.Printf("%7d  %s\n", lines[pkg], filepath.ToSlash(pkg))
	}
	fmt.Printf("%7d  in all: %s\n", sum, dir)
	return nil
}

func isTestOnly(path string) bool {
	return slices.ContainsFunc(testOnly, func(pkg string) bool { return strings.HasSuffix(filepath.ToSlash(path), "/"+pkg) })
}

// count gives the number of lines on which a token stands.
func count(source []byte) int {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	on := map[int]bool{}
	for {
		pos, tok, text := s.Scan()
		switch {
		case tok == token.EOF:
			return len(on)
		case tok == token.SEMICOLON && text == "\n":
			continue // put in at a line's end
		}
		first := file.Line(pos)
		for i := range strings.Count(text, "\n") + 1 {
			on[first+i] = true
		}
	}
}
