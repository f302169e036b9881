package pmml

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// DefaultIndent is the indentation of [Write] where no option sets another.
const DefaultIndent = "\t"

// deepestIndent is the depth from which on lines are indented no further, so
// that the text's length stays in proportion to the document.
const deepestIndent = 64

// WriteOption sets how [Write] lays the text out. Write itself checks the value
// and returns an [*Error] of class [ErrOption] where it is out of range.
type WriteOption func(*writeConfig) error

type writeConfig struct {
	indent string
}

// WithIndent sets the blanks that each line begins with, once for every element
// around it. indent may hold spaces and tabs. "" writes everything into one
// line. The default is [DefaultIndent].
func WithIndent(indent string) WriteOption {
	return func(c *writeConfig) error {
		if strings.Trim(indent, " \t") != "" {
			return &Error{Class: ErrOption, Detail: fmt.Sprintf("WithIndent(%q): the indentation may hold spaces and tabs only", clip(indent))}
		}
		c.indent = indent
		return nil
	}
}

// Write writes a document as XML in UTF-8. Elements and attributes stand in the
// schema's order, numbers are the shortest that read back the same, and
// [Element.Vendor] is written with the rest. Where [Cell.XML] is set, it is the
// cell; an [Extension]'s own fields come before the same attributes of its
// Content. [Parse] of the text gives a tree
// equal to doc, but for the places of nodes. Neither doc nor its version is
// changed: see [Upgrade].
//
// The root element has doc's Namespace and VersionText. Where both are empty, as
// in documents built in Go, they follow Version, and Version 0 stands for 4.4.
//
// Nothing is written that Parse would refuse or read differently: a node that
// is nil where one must be, an enumeration left out where the standard wants it,
// a text with characters that XML does not have, a Version that the namespace
// contradicts and the like are errors of class [ErrInvalid]. A model whose
// content this package does not keep ([*OtherModel]) is one of class
// [ErrUnsupported]. The rest of the schema is not checked.
//
// The text goes to w piece by piece, so that part of it may have been written
// where there is an error. Every error is an [*Error]; one of w has class
// [ErrWrite]. doc must not be changed meanwhile.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralStructure.html
func Write(w io.Writer, doc *Document, opts ...WriteOption) error {
	config := writeConfig{indent: DefaultIndent}
	for _, o := range opts {
		if o == nil {
			continue
		}
		if err := o(&config); err != nil {
			return err
		}
	}
	if fault := write(w, doc, config); fault != nil {
		return fault
	}
	return nil
}

// WriteFile writes a document into a file, as [Write] does, with its path in
// [Error.File]. A file that is there is replaced once the whole text has been
// written. Where there is an error it is left as it was, and no new one is made.
func WriteFile(path string, doc *Document, opts ...WriteOption) error {
	err := writeFile(path, func(w io.Writer) error { return Write(w, doc, opts...) })
	if err == nil {
		return nil
	}
	var fault *Error
	if !errors.As(err, &fault) {
		fault = &Error{Class: ErrWrite, Detail: err.Error(), Cause: err}
	}
	fault.File = path
	return fault
}

func writeFile(path string, write func(io.Writer) error) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return writeNew(path, write)
	case !info.Mode().IsRegular():
		return writeInto(path, write)
	}
	// The file that a symbolic link names is replaced, not the link.
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(info.Mode().Perm()))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error counts
	}
	return err
}

// writeNew writes to a file that is not there yet.
func writeNew(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err = errors.Join(write(f), f.Close()); err != nil {
		_ = os.Remove(path) // the first error counts
	}
	return err
}

// writeInto writes to what is no regular file, as a pipe or a terminal.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func write(w io.Writer, doc *Document, config writeConfig) *Error {
	switch {
	case w == nil:
		return &Error{Class: ErrWrite, Detail: "there is no writer"}
	case doc == nil:
		return &Error{Class: ErrInvalid, Detail: "there is no document"}
	}
	root, fault := rootOf(doc)
	if fault == nil {
		fault = checkShape(doc, &looker{})
	}
	if fault != nil {
		return fault
	}
	e := &encoder{w: bufio.NewWriterSize(w, encodeBuffer), doc: doc, root: root, indent: config.indent}
	e.puts(`<?xml version="1.0" encoding="UTF-8"?>`)
	e.puts("\n")
	doc.encode(e)
	e.puts("\n")
	if e.err == nil {
		if err := e.w.Flush(); err != nil {
			e.failWrite(err)
		}
	}
	return e.err
}

// root is what the root element says about the version.
type root struct {
	namespace, text string
	version         Version
}

// rootOf settles the document's version, as Parse would.
func rootOf(doc *Document) (root, *Error) {
	r := root{doc.Namespace, doc.VersionText, doc.Version}
	if r.namespace == "" && r.text == "" {
		if r.version == 0 {
			r.version = V4_4
		}
		r.text = r.version.String()
		r.namespace = r.version.Namespace()
	}
	from := namespaceVersion(r.namespace)
	if r.namespace == "" {
		from = r.text
	}
	v, ok := parseVersion(from)
	switch {
	case !ok:
		return r, &Error{Class: ErrInvalid, Detail: fmt.Sprintf("namespace %q and version %q name no version of PMML; %s", clip(r.namespace), clip(r.text), versionsRead)}
	case r.version == 0:
		r.version = v
	case v != r.version:
		return r, &Error{Class: ErrInvalid, Detail: fmt.Sprintf("the document's Version is %v, but namespace %q and version %q say %v", r.version, clip(r.namespace), clip(r.text), v)}
	}
	return r, nil
}

// String gives "4.4" for 404.
func (v Version) String() string { return fmt.Sprintf("%d.%d", int(v)/100, int(v)%100) }

// Namespace gives the namespace of the version's documents, as
// "http://www.dmg.org/PMML-4_4".
func (v Version) Namespace() string {
	return fmt.Sprintf("http://www.dmg.org/PMML-%d_%d", int(v)/100, int(v)%100)
}
