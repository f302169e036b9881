package evaluator

import (
	"cmp"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// Validate reads a document and gives all that is wrong or doubtful with it, not
// only what [Load] would name first: in all of its models, and in what no model
// uses. Of errors that follow from one another only the first is given. Very many
// problems are not all listed, and then a problem says so.
//
// The options are those of Load; [WithModelName] changes nothing but that a
// document without that model has one more error.
func Validate(r io.Reader, opts ...Option) *Report {
	return validate(r, "", apply(opts))
}

// ValidateFile reads the document in a file, gzipped or not, as [Validate] does.
func ValidateFile(path string, opts ...Option) *Report { return validateFile(path, apply(opts)) }

func validateFile(path string, s *settings) *Report {
	f, err := os.Open(path)
	if err != nil {
		return &Report{File: path, Problems: []Problem{{Severity: SeverityError, Code: codeOf(pmml.ErrRead), Message: err.Error()}}}
	}
	defer f.Close()
	return validate(f, path, s)
}

func validate(r io.Reader, file string, s *settings) *Report {
	out := &Report{File: file}
	if s.err != nil {
		out.Problems = append(out.Problems, Problem{Severity: SeverityError, Code: codeOf(pmml.ErrOption), Message: s.err.Error()})
		return out
	}
	doc, faults := pmml.ParseAll(r, s.parse...)
	atFault := map[string]bool{}
	for _, e := range faults {
		out.Problems = append(out.Problems, problemOf(e))
		atFault[e.Path] = true
	}
	partial := len(faults) > 0
	// What is found after the context has ended is not given to anybody.
	ended := func() bool { return s.compile.Context != nil && s.compile.Context.Err() != nil }
	if doc != nil && !ended() {
		faults, remarks := compile.Problems(doc, models.All, s.compile)
		for _, e := range faults {
			// An element that could not be read in full may be wrong for that only.
			if !atFault[e.Path] || errors.Is(e, pmml.ErrLimit) {
				out.Problems = append(out.Problems, problemOf(e))
			}
		}
		for _, f := range remarks {
			if ended() {
				return out
			}
			p := Problem{Severity: SeverityWarning, Code: f.Code, Rule: pmml.Code(f.Code), Pos: f.Node.Position(), Path: pmml.PathTo(doc, f.Node), Message: f.Message}
			if f.Note {
				p.Severity = SeverityNote
			}
			out.Problems = append(out.Problems, p)
		}
		out.check(doc, check.Options{Partial: partial, Context: s.compile.Context}, ended)
	}
	slices.SortStableFunc(out.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Severity, b.Severity))
	})
	return out
}

// check adds what is doubtful.
func (r *Report) check(doc *pmml.Document, options check.Options, ended func() bool) {
	for _, f := range check.Document(doc, models.All, options) {
		if ended() {
			return
		}
		p := Problem{Code: f.Code, Rule: pmml.Code(f.Code), Pos: f.Node.Position(), Path: pmml.PathTo(doc, f.Node), Message: f.Message}
		switch f.Severity {
		case check.Error:
			p.Severity = SeverityError
		case check.Warning:
			p.Severity = SeverityWarning
		default:
			p.Severity = SeverityNote
		}
		r.Problems = append(r.Problems, p)
	}
}

func problemOf(e *pmml.Error) Problem {
	return Problem{Severity: SeverityError, Code: codeOf(e.Class), Rule: e.Code(), Got: e.Got, Want: e.Want, Pos: e.Pos, Path: e.Path, Message: e.Detail}
}

// codeOf gives the code of an error's class.
func codeOf(class error) string { return string((&pmml.Error{Class: class}).Code()) }
