// Package limit names the bounds of what a document makes when it is compiled,
// and of what a record takes when it is scored. Both are counted, never timed, so
// that a document is refused or scored alike on every machine.
package limit

import "fmt"

// Name is one of the bounds.
type Name uint8

// The bounds. Those of compiling count what a document makes, whatever the length
// of its text; those of a record what only its values decide.
const (
	// Nodes counts expressions and models, each time that they are compiled.
	Nodes Name = iota
	// Cells counts the numbers of matrices, tables and distributions.
	Cells
	// Bytes counts the bytes of texts and patterns that tables are made of.
	Bytes
	// Steps counts what a record takes: the expressions of its model, those of each
	// call of a function, elements of collections, words, records looked back at.
	Steps
	// Text counts the bytes of texts that a record's functions make.
	Text
	// Pattern counts, for each use of a regular expression, the bytes of the text
	// times the size of the pattern.
	Pattern

	// Count is how many bounds there are.
	Count = iota
)

// names are what users call the bounds.
var names = [Count]string{"compiled-nodes", "compiled-cells", "compiled-bytes", "record-steps", "record-text", "record-pattern"}

// says is what it means that a bound is exceeded.
var says = [Count]string{
	"expressions and models, counted each time that they are compiled, are too many",
	"matrices, tables and distributions have too many numbers",
	"texts and patterns of tables are too long, all told",
	"the record takes too many steps",
	"the record's functions make too much text",
	"the record's regular expressions have too much text to search",
}

// String gives the bound's name.
func (n Name) String() string { return names[n] }

// Limits are values of all bounds.
type Limits [Count]int64

// Defaults are the bounds where nobody sets others: far above what real documents
// take, and low enough that none takes minutes or all memory.
func Defaults() Limits {
	return Limits{
		Nodes: 2_000_000, Cells: 50_000_000, Bytes: 256 << 20,
		Steps: 50_000_000, Text: 64 << 20, Pattern: 100_000_000,
	}
}

// Exceeded says in words which bound is exceeded, after words that say that one is.
func (l *Limits) Exceeded(n Name) string { return l.Text(n) + ": " + says[n] }

// Text gives a bound with its value, as "record-steps=1000".
func (l *Limits) Text(n Name) string { return fmt.Sprintf("%s=%d", n, l[n]) }
