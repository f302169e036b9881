package evaluator

import (
	"encoding/json"
	"strconv"

	"github.com/gopmml/gopmml/pmml"
)

// Severity says how grave a [Problem] is: the less, the graver.
type Severity uint8

// The severities.
const (
	// SeverityError: the document, or one of its models, cannot be scored.
	SeverityError Severity = iota + 1
	// SeverityWarning: the document can be scored, and probably says something
	// else than was meant.
	SeverityWarning
	// SeverityNote: a remark; nothing is wrong.
	SeverityNote
)

// String gives "error", "warning" or "note".
func (s Severity) String() string {
	switch s {
	case SeverityError:
		return "error"
	case SeverityWarning:
		return "warning"
	case SeverityNote:
		return "note"
	}
	return "invalid(" + strconv.Itoa(int(s)) + ")"
}

// Problem is one thing that is wrong or doubtful with a document.
type Problem struct {
	Severity Severity
	// Code names the kind of problem; it is the same in all versions of this
	// package. Errors have malformed-xml, invalid-document, unsupported,
	// limit-exceeded, cannot-read or invalid-option; warnings and notes have a
	// code for each rule, as impossible-predicate.
	Code string
	// Pos is the place of the element (or attribute), zero where there is none.
	Pos pmml.Pos
	// Path names the element, as [pmml.Error.Path] does.
	Path string
	// Message says what was found and what was expected.
	Message string
	// Rule is finer than Code: for an error [pmml.Error.Code], for others Code. Got
	// and Want are what was found and expected, as far as the rule says so.
	Rule pmml.Code
	Got  string
	Want []string
}

// String gives "line:column: severity: path: message [code]", leaving out what
// is unknown.
func (p Problem) String() string {
	s := ""
	if p.Pos != (pmml.Pos{}) {
		s = p.Pos.String() + ": "
	}
	s += p.Severity.String() + ": "
	if p.Path != "" {
		s += p.Path + ": "
	}
	return s + p.Message + " [" + p.Code + "]"
}

// problemJSON is a Problem as JSON.
type problemJSON struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Line     int32  `json:"line,omitempty"`
	Column   int32  `json:"column,omitempty"`
	Path     string `json:"path,omitempty"`
	Message  string `json:"message"`
}

// MarshalJSON gives an object with severity, code, line, column, path and message.
func (p Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(problemJSON{p.Severity.String(), p.Code, p.Pos.Line, p.Pos.Column, p.Path, p.Message})
}

// Report is what [Validate] found.
type Report struct {
	// File is the document's file, "" where it was read from elsewhere.
	File string
	// Problems are in the order of their places.
	Problems []Problem
}

// Errors counts the errors. A document without errors can be scored.
func (r *Report) Errors() int { return r.Count(SeverityError) }

// Warnings counts the warnings.
func (r *Report) Warnings() int { return r.Count(SeverityWarning) }

// Notes counts the notes.
func (r *Report) Notes() int { return r.Count(SeverityNote) }

// Count counts the problems of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	if r == nil {
		return n
	}
	for i := range r.Problems {
		if r.Problems[i].Severity == s {
			n++
		}
	}
	return n
}

// AtLeast gives the problems that are as grave as a severity, or graver.
func (r *Report) AtLeast(s Severity) []Problem {
	out := []Problem{}
	if r == nil {
		return out
	}
	for _, p := range r.Problems {
		if p.Severity <= s {
			out = append(out, p)
		}
	}
	return out
}

// reportJSON is a Report as JSON.
type reportJSON struct {
	File     string    `json:"file,omitempty"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Notes    int       `json:"notes"`
	Problems []Problem `json:"problems"`
}

// MarshalJSON gives an object with file, the numbers of errors, warnings and
// notes, and the list of problems.
func (r *Report) MarshalJSON() ([]byte, error) {
	if r == nil {
		return []byte("null"), nil
	}
	return json.Marshal(reportJSON{r.File, r.Errors(), r.Warnings(), r.Notes(), r.AtLeast(SeverityNote)})
}
