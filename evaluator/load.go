package evaluator

import (
	"io"
	"os"

	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// Load reads and compiles a document. Errors are those of [Compile].
//
// Where r can go back (as files and [bytes.Reader] can), the trees of an
// ensemble are compiled one by one while the document is read, and memory is in
// proportion to the model instead of the document. Load goes back, and reads a
// second time, only where something is wrong or out of the ordinary.
func Load(r io.Reader, opts ...Option) (*Model, error) {
	return apply(opts).load(r, "")
}

// LoadFile reads and compiles a document, gzipped or not, as [Load] does. Errors
// are those of [Compile] and name the file.
func LoadFile(path string, opts ...Option) (*Model, error) { return apply(opts).loadFile(path) }

func (s *settings) loadFile(path string) (*Model, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &pmml.Error{Class: pmml.ErrRead, File: path, Detail: err.Error(), Cause: err}
	}
	defer f.Close()
	s.parse = append([]pmml.ParseOption{pmml.WithFileName(path)}, s.parse...)
	return s.load(f, path)
}

// load reads and compiles a document, whose errors in compiling name the file.
func (s *settings) load(r io.Reader, file string) (*Model, error) {
	back, ok := wayBack(r)
	if !ok || s.compile.Decimal {
		doc, err := pmml.Parse(r, s.parse...)
		if err != nil {
			return nil, err
		}
		return s.build(doc, nil, file)
	}
	var drafter models.Drafter
	doc, err := pmml.Parse(r, append([]pmml.ParseOption{pmml.WithSegments(drafter.Segment)}, s.parse...)...)
	if err != nil {
		return nil, err
	}
	m, err := s.build(doc, drafter.Drafts(), file)
	if err == nil || drafter.Drafts() == nil {
		return m, err
	}
	if err := back(); err != nil {
		return nil, &pmml.Error{Class: pmml.ErrRead, File: file, Detail: err.Error(), Cause: err}
	}
	if doc, err = pmml.Parse(r, s.parse...); err != nil {
		return nil, err
	}
	return s.build(doc, nil, file)
}

// wayBack gives the function that goes back to where r stands, false where r
// cannot do that.
func wayBack(r io.Reader) (func() error, bool) {
	s, ok := r.(io.Seeker)
	if !ok {
		return nil, false
	}
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil, false // a pipe, say
	}
	return func() error {
		_, err := s.Seek(start, io.SeekStart)
		return err
	}, true
}

// build is build for a document from a file, "" for none.
func (s *settings) build(doc *pmml.Document, drafts map[pmml.Model]any, file string) (*Model, error) {
	m, err := build(doc, s, drafts)
	if e, ok := err.(*pmml.Error); ok && e.File == "" {
		e.File = file
	}
	return m, err
}
