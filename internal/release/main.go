// Command release makes the folder of a module proxy from the tree, as if its
// files were tagged now, and prints the version that they have there:
//
//	go run ./internal/release -o FOLDER
//
// It serves every module of the tree at one version, the one that their go.mod
// files require of each other, since they are tagged together. Changes that are
// not committed count; files that git ignores do not. GOPROXY=file://FOLDER
// then shows what a user gets, before anything is published (.ci/proxy).
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const license = "LICENSE"

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	out := flag.String("o", "", "the folder to make")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	version, err := publish(*out)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(version)
}

// publish serves all modules of the tree in a folder, and gives their version.
func publish(out string) (string, error) {
	files, err := tracked()
	if err != nil {
		return "", err
	}
	var modules []*tagged
	for _, f := range files {
		if path.Base(f) == "go.mod" {
			m, err := readModule(f)
			if err != nil {
				return "", err
			}
			modules = append(modules, m)
		}
	}
	version, err := commonVersion(modules)
	if err != nil {
		return "", err
	}
	for _, m := range modules {
		if err := m.serve(out, version, files); err != nil {
			return "", fmt.Errorf("%s: %w", m.path, err)
		}
	}
	return version, nil
}

// tracked lists the files of the tree, by their path below the working directory.
func tracked() ([]string, error) {
	list, err := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	var files []string
	for f := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		if _, err := os.Lstat(f); errors.Is(err, fs.ErrNotExist) {
			continue // removed, and not committed yet
		}
		files = append(files, f)
	}
	return files, nil
}

// tagged is a module of the tree.
type tagged struct {
	path    string
	dir     string // of the tree, with a slash at its end, empty for the root
	mod     []byte // go.mod
	require []*modfile.Require
}

func readModule(file string) (*tagged, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	f, err := modfile.Parse(file, data, nil)
	if err != nil {
		return nil, err
	}
	dir, _ := path.Split(file)
	return &tagged{path: f.Module.Mod.Path, dir: dir, mod: data, require: f.Require}, nil
}

// commonVersion gives the version at which modules of the tree require each other.
func commonVersion(modules []*tagged) (string, error) {
	own := map[string]bool{}
	for _, m := range modules {
		own[m.path] = true
	}
	var version string
	for _, m := range modules {
		for _, r := range m.require {
			switch {
			case !own[r.Mod.Path]:
			case version == "":
				version = r.Mod.Version
			case version != r.Mod.Version:
				return "", fmt.Errorf("%sgo.mod requires %s, other modules of the tree are required at %s", m.dir, r.Mod, version)
			}
		}
	}
	if version == "" {
		return "", errors.New("no module of the tree requires another: there is no version to serve")
	}
	return version, nil
}

// serve writes the four files by which a proxy serves one version of a module.
func (m *tagged) serve(out, version string, files []string) error {
	escaped, err := module.EscapePath(m.path)
	if err != nil {
		return err
	}
	dir := filepath.Join(out, filepath.FromSlash(escaped), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	archive, err := m.archive(version, files)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"list":            []byte(version + "\n"),
		version + ".info": fmt.Appendf(nil, "{\"Version\":%q}\n", version),
		version + ".mod":  m.mod,
		version + ".zip":  archive,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// archive gives the zip file of a module. As for a tag, what belongs to a module
// further down is left out, and each has the license of the root.
func (m *tagged) archive(version string, files []string) ([]byte, error) {
	var inside []zip.File
	licensed := false
	for _, f := range files {
		if name, ok := strings.CutPrefix(f, m.dir); ok {
			inside = append(inside, treeFile{name, f})
			licensed = licensed || name == license
		}
	}
	if !licensed {
		inside = append(inside, treeFile{license, license})
	}
	var b bytes.Buffer
	err := zip.Create(&b, module.Version{Path: m.path, Version: version}, inside)
	return b.Bytes(), err
}

// treeFile is a file of the tree under its name in a module.
type treeFile struct{ name, file string }

func (f treeFile) Path() string                 { return f.name }
func (f treeFile) Lstat() (os.FileInfo, error)  { return os.Lstat(f.file) }
func (f treeFile) Open() (io.ReadCloser, error) { return os.Open(f.file) }
