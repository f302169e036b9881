package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
)

// output is where results go. Nothing is there for good before commit.
type output struct {
	io.Writer
	zip  *gzip.Writer  // nil: not compressed
	buf  *bufio.Writer // below zip
	file *os.File      // nil: standard output
	temp string        // name of file until commit; "": it has its own name
	path string        // name after commit
}

// openOutput opens the file at path, or takes std where path is "" or "-".
//
// A file is written under another name in the same folder and renamed when it
// is complete, so that a run that fails leaves what was there. A pipe or a
// device is written to as it is.
func openOutput(path string, std io.Writer, zip bool) (*output, error) {
	out := &output{Writer: std}
	if path != "" && path != "-" {
		if err := out.create(path); err != nil {
			return nil, fmt.Errorf("cannot write the output: %w", err)
		}
		out.Writer = out.file
	}
	if zip {
		out.buf = bufio.NewWriterSize(out.Writer, 64<<10)
		out.zip = gzip.NewWriter(out.buf)
		out.Writer = out.zip
	}
	return out, nil
}

func (o *output) create(path string) error {
	// Through a link, what it points to is replaced, and not the link.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder", path)
	case err == nil && !info.Mode().IsRegular():
		o.file, err = os.OpenFile(path, os.O_WRONLY, 0)
		return err
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	mode := fs.FileMode(0o666) // less the umask
	if info != nil {
		mode = info.Mode().Perm()
	}
	o.path = path
	for range 100 {
		o.temp = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%08x.tmp", filepath.Base(path), rand.Uint32()))
		o.file, err = os.OpenFile(o.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		o.temp = ""
		return err
	}
	if info != nil {
		return o.file.Chmod(mode) // past the umask, as it was
	}
	return nil
}

// commit ends the output and gives a file its name.
func (o *output) commit() error {
	err := o.finish()
	if err != nil {
		o.abort()
		return fmt.Errorf("cannot write the output: %w", err)
	}
	return nil
}

func (o *output) finish() error {
	if o.zip != nil {
		if err := o.zip.Close(); err != nil {
			return err
		}
		if err := o.buf.Flush(); err != nil {
			return err
		}
	}
	if o.file == nil {
		return nil
	}
	if err := o.file.Close(); err != nil {
		return err
	}
	if o.temp == "" {
		return nil
	}
	err := os.Rename(o.temp, o.path)
	if err == nil {
		o.temp = ""
	}
	return err
}

// abort ends the output of a run that failed. A file is not left behind; what
// went to standard output or a pipe is ended in good order.
func (o *output) abort() {
	if o.temp != "" {
		o.file.Close()
		os.Remove(o.temp)
		return
	}
	if o.zip != nil {
		o.zip.Close()
		o.buf.Flush()
	}
	if o.file != nil {
		o.file.Close()
	}
}
