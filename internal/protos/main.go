// Command protos compiles the protocol buffers of the services that package serve
// answers into descriptors, which it embeds. They are no generated Go code: that would
// be registered for the whole program, where those who embed package serve may have
// their own of the same names.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/bufbuild/protocompile"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/types/descriptorpb"
)

//go:generate go run . ../../serve

// sets are the files of each package, in the order of their imports.
var sets = []struct {
	folder string
	files  []string
}{
	{"protocol/oip", []string{"inference.proto"}},
	{"protocol/tfserving", []string{"tensorflow.proto", "serving.proto"}},
}

// name is the name of a package's descriptors.
const name = "descriptors.binpb"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: protos FOLDER")
		os.Exit(2)
	}
	for _, s := range sets {
		folder := filepath.Join(os.Args[1], s.folder)
		out, err := compile(folder, s.files)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), out, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "protos:", err)
			os.Exit(1)
		}
	}
}

// compile gives the descriptors of files. They are named gopmml/FILE, so that nobody
// takes them for those of other projects.
func compile(folder string, files []string) ([]byte, error) {
	compiler := protocompile.Compiler{Resolver: protocompile.WithStandardImports(&protocompile.SourceResolver{
		Accessor: func(p string) (io.ReadCloser, error) {
			text, err := os.ReadFile(filepath.Join(folder, path.Base(p)))
			return io.NopCloser(bytes.NewReader(text)), err
		},
	})}
	var names []string
	for _, f := range files {
		names = append(names, "gopmml/"+f)
	}
	compiled, err := compiler.Compile(context.Background(), names...)
	if err != nil {
		return nil, err
	}
	set := &descriptorpb.FileDescriptorSet{}
	for _, f := range compiled {
		set.File = append(set.File, protodesc.ToFileDescriptorProto(f))
	}
	return proto.MarshalOptions{Deterministic: true}.Marshal(set)
}
