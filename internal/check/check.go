// Package check looks for what is doubtful in a document: contradictions,
// conditions that never hold, parts that nothing reaches or uses, and what the
// document's version of the standard advises against. None of it keeps a document
// from being scored, but for the few findings that are errors.
package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// Severity says how grave a finding is.
type Severity uint8

// The severities.
const (
	// Note is a remark: nothing is wrong.
	Note Severity = iota + 1
	// Warning is a probable mistake, which does not keep the document from being scored.
	Warning
	// Error keeps the document from being scored.
	Error
)

// Finding is one thing that was found.
type Finding struct {
	Severity Severity
	// Code names the rule; it never changes.
	Code string
	// Node is the element that the finding is about.
	Node pmml.Node
	// Message says what was found and what was expected.
	Message string
}

// The codes of the findings.
const (
	CodeConstantPredicate    = "constant-predicate"
	CodeCountMismatch        = "count-mismatch"
	CodeDefaultChildMissing  = "default-child-missing"
	CodeDeprecated           = "deprecated"
	CodeDuplicateValue       = "duplicate-value"
	CodeEmptySet             = "empty-set"
	CodeFieldNotDeclared     = "field-not-declared"
	CodeImpossiblePredicate  = "impossible-predicate"
	CodeModelTypeMismatch    = "model-type-mismatch"
	CodeNamespaceMissing     = "namespace-missing"
	CodeNewerFunction        = "newer-function"
	CodePriorsSum            = "priors-sum"
	CodeReasonCodes          = "reason-codes-incomplete"
	CodeRepeatedName         = "repeated-name"
	CodeTableIgnored         = "table-ignored"
	CodeTargetsTwice         = "targets-twice"
	CodeTargetUnknown        = "target-unknown"
	CodeUnknownCategory      = "unknown-category"
	CodeUnlistedValue        = "unlisted-value"
	CodeUnreachableAttribute = "unreachable-attribute"
	CodeUnreachableNode      = "unreachable-node"
	CodeUnreachableRule      = "unreachable-rule"
	CodeUnreachableSegment   = "unreachable-segment"
	CodeUnusedDerivedField   = "unused-derived-field"
	CodeUnusedFunction       = "unused-function"
	CodeUnusedMiningField    = "unused-mining-field"
	CodeVerification         = "verification"
	CodeVersionMismatch      = "version-mismatch"
	CodeVersionMissing       = "version-missing"
)

// maxAlike is how many findings of one code are listed.
const maxAlike = 100

// Models looks for what is doubtful in models by their type.
type Models interface {
	// Check looks at a model, apart from the models inside it. What any model may
	// have, as its mining schema, has been looked at before; its children will be.
	Check(c *Checker, m pmml.Model)
	// CheckEmbedded is Check for an embedded model. It gives the name of its element.
	CheckEmbedded(c *Checker, m pmml.EmbeddedModel) string
}

// Options are the choices for checking.
type Options struct {
	// Partial says that parts of the document were left out when it was read, so
	// that nothing can be said about what is unused.
	Partial bool
	// Context ends checking, with what has been found so far; nil where nothing does.
	Context context.Context
}

// Document gives all that is doubtful in a document, in its order as far as the
// elements' places tell it. Of each code no more than 100 findings are listed;
// one more says how many there are.
func Document(doc *pmml.Document, models Models, options Options) []Finding {
	c := &Checker{
		doc: doc, models: models, options: options,
		counts:     map[string]int{},
		dataFields: map[string]*pmml.DataField{},
		names:      map[string]pmml.Node{},
		types:      map[string]pmml.DataType{},
		defined:    map[string]bool{},
		used:       map[string]bool{},
	}
	c.declare()
	c.document()
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		p, q := a.Node.Position(), b.Node.Position()
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
	})
	for _, code := range c.codes {
		if n := c.counts[code]; n > maxAlike {
			c.findings = append(c.findings, Finding{Note, code, doc, fmt.Sprintf("%d findings of %s are listed, %d more are not", maxAlike, code, n-maxAlike)})
		}
	}
	return c.findings
}

// Checker is the state of checking a document.
type Checker struct {
	// looked counts the nodes that have been visited, and over says that nobody waits.
	looked   int
	over     bool
	doc      *pmml.Document
	models   Models
	options  Options
	findings []Finding
	counts   map[string]int
	codes    []string // in the order of their first finding

	dataFields map[string]*pmml.DataField
	// valid holds the values that fields list, of those that were asked for.
	valid map[*pmml.DataField]*listedValues
	// names holds the fields that every model may see: those of the dictionaries.
	names map[string]pmml.Node
	// types holds the type of every field that the document declares anywhere, 0
	// where a name has several.
	types map[string]pmml.DataType
	// derived names the fields that the document computes.
	derived map[string]bool
	// defined names the document's functions.
	defined map[string]bool

	// used holds all names that occur in the dictionaries' expressions.
	used   map[string]bool
	scopes []*scope
	// opaque says that the content of some model is not known.
	opaque bool
}

// scope is a model that is being looked at.
type scope struct {
	model pmml.Model
	// used holds the names that occur in the model.
	used   map[string]bool
	mining map[string]*pmml.MiningField
	// target is what the model itself names as its target, "" for nothing.
	target string
	opaque bool
}

func (c *Checker) add(s Severity, code string, at pmml.Node, format string, args ...any) {
	n := c.counts[code] + 1
	c.counts[code] = n
	switch {
	case n == 1:
		c.codes = append(c.codes, code)
	case n > maxAlike:
		return
	}
	c.findings = append(c.findings, Finding{s, code, at, fmt.Sprintf(format, args...)})
}

// Warn adds a probable mistake.
func (c *Checker) Warn(code string, at pmml.Node, format string, args ...any) {
	c.add(Warning, code, at, format, args...)
}

// Note adds a note.
func (c *Checker) Note(code string, at pmml.Node, format string, args ...any) {
	c.add(Note, code, at, format, args...)
}

func (c *Checker) note(code string, at pmml.Node, format string, args ...any) {
	c.add(Note, code, at, format, args...)
}

// Count compares a number that the document gives with what it holds.
func (c *Checker) Count(at pmml.Node, attribute string, given pmml.Optional[int], found int, what string) {
	if n, ok := given.Get(); ok && n != found {
		c.Warn(CodeCountMismatch, at, "%s=\"%d\" was found, and %d %s", attribute, n, found, what)
	}
}
