package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The descriptors of the tree are those of its protocol buffers.
func TestDescriptorsAreThoseOfTheirSources(t *testing.T) {
	for _, s := range sets {
		folder := filepath.Join("../../serve", s.folder)
		want, err := compile(folder, s.files)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: run go generate in internal/protos", filepath.Join(s.folder, name))
		}
	}
}
