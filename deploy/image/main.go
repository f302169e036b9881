// Command image puts an image of pmml-serve together, from nothing but the binary and
// the certificates of this machine, without a container engine. From the project's
// folder:
//
//	go run ./deploy/image -o pmml-serve.tar            an archive that docker load and podman load read
//	go run ./deploy/image -platform linux/arm64 -o pmml-serve.tar
//
// The same tree makes the same image, byte by byte.
package main

import (
	"archive/tar"
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "pmml-serve.tar", "file to write")
	tag := flag.String("tag", "ghcr.io/gopmml/pmml-serve:0.1.0", "name of the image")
	platform := flag.String("platform", "linux/amd64", "what it runs on")
	flag.Parse()
	if err := build(*out, *tag, *platform); err != nil {
		log.Fatal(err)
	}
}

func build(out, tag, platform string) error {
	system, processor, ok := strings.Cut(platform, "/")
	if !ok {
		return fmt.Errorf("-platform %q: it must be as linux/amd64", platform)
	}
	work, err := os.MkdirTemp("", "image")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	binary := filepath.Join(work, "pmml-serve")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-buildvcs=false", "-o", binary, "./cmd/pmml-serve")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	text, err := os.ReadFile(binary)
	if err != nil {
		return err
	}
	img, err := image(text, system, processor)
	if err != nil {
		return err
	}
	ref, err := name.NewTag(tag)
	if err != nil {
		return err
	}
	return tarball.WriteToFile(out, ref, img)
}

// user is who the server runs as: nobody in particular.
const user = "65532:65532"

// image makes an image of a binary.
func image(binary []byte, system, processor string) (v1.Image, error) {
	var layer bytes.Buffer
	w := tar.NewWriter(&layer)
	add := func(name string, mode int64, text []byte) error {
		h := &tar.Header{Name: name, Mode: mode, Size: int64(len(text)), Typeflag: tar.TypeReg, ModTime: time.Unix(0, 0)}
		if strings.HasSuffix(name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			return err
		}
		_, err := w.Write(text)
		return err
	}
	files := []struct {
		name string
		mode int64
		text []byte
	}{
		{"etc/", 0o755, nil},
		{"etc/passwd", 0o644, []byte("nonroot:x:65532:65532:nonroot:/:/sbin/nologin\n")},
		{"models/", 0o755, nil},
		{"tmp/", 0o1777, nil},
		{"pmml-serve", 0o755, binary},
	}
	for _, f := range files {
		if err := add(f.name, f.mode, f.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	text := layer.Bytes()
	l, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil })
	if err != nil {
		return nil, err
	}
	img, err := mutate.AppendLayers(empty.Image, l)
	if err != nil {
		return nil, err
	}
	return mutate.ConfigFile(img, &v1.ConfigFile{
		OS: system, Architecture: processor, Created: v1.Time{Time: time.Unix(0, 0).UTC()}, RootFS: rootFS(img),
		Config: v1.Config{
			Entrypoint: []string{"/pmml-serve"}, Cmd: []string{"--models", "/models", "--http", ":8501", "--admin", ":8502"},
			User: user, WorkingDir: "/", ExposedPorts: map[string]struct{}{"8501/tcp": {}, "8502/tcp": {}},
			Labels: map[string]string{"org.opencontainers.image.title": "pmml-serve", "org.opencontainers.image.licenses": "Apache-2.0",
				"org.opencontainers.image.source": "https://github.com/gopmml/gopmml"},
		},
	})
}

// rootFS keeps what an image says of its layers.
func rootFS(img v1.Image) v1.RootFS {
	c, err := img.ConfigFile()
	if err != nil {
		return v1.RootFS{}
	}
	return c.RootFS
}
