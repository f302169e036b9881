package evaluator

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// Limits bound what a document may take to be read and compiled, and what a record
// may take to be scored, so that no document and no record, whoever wrote it, takes
// unbounded time or memory. They are counted, not timed: a document is accepted or
// refused alike on every machine. Zero stands for the default, which is far above
// what real documents take.
//
// A document beyond a limit is a [*pmml.Error] of class [pmml.ErrLimit] that names
// the limit and the place; a record beyond one is an [*InputError] of code
// [InputLimit], and the record after it is scored as ever.
type Limits struct {
	// Bytes, Depth, Elements and Token bound the document's text, as
	// [pmml.WithMaxBytes], [pmml.WithMaxDepth], [pmml.WithMaxNodes] and
	// [pmml.WithMaxTokenLength] do.
	Bytes, Depth, Elements, Token int64
	// CompiledNodes bounds how many expressions and models are compiled, each counted as often as it is: one in the body of a function, or one derived
	// anew in every segment, counts more than once.
	CompiledNodes int64
	// CompiledCells bounds the numbers of matrices, tables and distributions, also
	// of those that the document leaves to defaults.
	CompiledCells int64
	// CompiledBytes bounds the texts and patterns that are compiled.
	CompiledBytes int64
	// RecordSteps bounds what scoring one record takes: the expressions of its model,
	// those of every call of a function, elements of collections, words of texts,
	// earlier records that are looked at.
	RecordSteps int64
	// RecordText bounds the bytes of text that functions make for one record.
	RecordText int64
	// RecordPattern bounds the search of regular expressions for one record: bytes of
	// text times the size of the pattern, all told.
	RecordPattern int64
}

// textLimits is how many limits are those of a document's text.
const textLimits = 4

// limitNames are the limits by name, in the order of [LimitNames]: those of the text,
// then those of package limit in its order.
var limitNames = []struct {
	name  string
	of    func(l *Limits) *int64
	value int64
}{
	{"bytes", func(l *Limits) *int64 { return &l.Bytes }, pmml.DefaultMaxBytes},
	{"depth", func(l *Limits) *int64 { return &l.Depth }, pmml.DefaultMaxDepth},
	{"elements", func(l *Limits) *int64 { return &l.Elements }, pmml.DefaultMaxNodes},
	{"token", func(l *Limits) *int64 { return &l.Token }, pmml.DefaultMaxTokenLength},
	{limit.Nodes.String(), func(l *Limits) *int64 { return &l.CompiledNodes }, limit.Defaults()[limit.Nodes]},
	{limit.Cells.String(), func(l *Limits) *int64 { return &l.CompiledCells }, limit.Defaults()[limit.Cells]},
	{limit.Bytes.String(), func(l *Limits) *int64 { return &l.CompiledBytes }, limit.Defaults()[limit.Bytes]},
	{limit.Steps.String(), func(l *Limits) *int64 { return &l.RecordSteps }, limit.Defaults()[limit.Steps]},
	{limit.Text.String(), func(l *Limits) *int64 { return &l.RecordText }, limit.Defaults()[limit.Text]},
	{limit.Pattern.String(), func(l *Limits) *int64 { return &l.RecordPattern }, limit.Defaults()[limit.Pattern]},
}

// LimitNames gives the names of all limits, as errors and commands write them:
// those of the text first.
func LimitNames() []string {
	names := make([]string, len(limitNames))
	for i := range limitNames {
		names[i] = limitNames[i].name
	}
	return names
}

// DefaultLimits are the limits where nobody sets others.
func DefaultLimits() Limits {
	var l Limits
	for i := range limitNames {
		*limitNames[i].of(&l) = limitNames[i].value
	}
	return l
}

// Set sets a limit by its name ([LimitNames]) to 1 or more. A name that is unknown
// is an error that lists those there are.
func (l *Limits) Set(name string, value int64) error {
	if l == nil {
		return fmt.Errorf("there are no limits to set %s of", name)
	}
	i := slices.Index(LimitNames(), name)
	if i < 0 {
		return fmt.Errorf("there is no limit %q; expected %s", name, strings.Join(LimitNames(), ", "))
	}
	if value < 1 {
		return fmt.Errorf("limit %s=%d: the value must be 1 or more", name, value)
	}
	*limitNames[i].of(l) = value
	return nil
}

// WithLimits sets limits for what is read, compiled and scored. Those that are zero
// stay as they are.
func WithLimits(l Limits) Option {
	return func(s *settings) {
		for i := range limitNames {
			if v := *limitNames[i].of(&l); v < 0 {
				s.fail(&OptionError{Option: "WithLimits", Detail: fmt.Sprintf("%s=%d is below zero", limitNames[i].name, v)})
				return
			}
		}
		s.parse = append(s.parse, l.ParseOptions()...)
		if s.compile.Limits == (limit.Limits{}) {
			s.compile.Limits = limit.Defaults()
		}
		for n := range limit.Count {
			if v := *limitNames[textLimits+n].of(&l); v > 0 {
				s.compile.Limits[n] = v
			}
		}
	}
}

// ParseOptions gives the limits of the document's text that are not zero as options
// of [pmml.Parse].
func (l Limits) ParseOptions() []pmml.ParseOption {
	var options []pmml.ParseOption
	if l.Bytes > 0 {
		options = append(options, pmml.WithMaxBytes(l.Bytes))
	}
	if l.Depth > 0 {
		options = append(options, pmml.WithMaxDepth(asInt(l.Depth)))
	}
	if l.Elements > 0 {
		options = append(options, pmml.WithMaxNodes(l.Elements))
	}
	if l.Token > 0 {
		options = append(options, pmml.WithMaxTokenLength(asInt(l.Token)))
	}
	return options
}

// asInt gives a limit as an int, the greatest where it is none.
func asInt(v int64) int { return int(min(v, math.MaxInt32)) }

// Used gives what compiling the model took of the limits that bound it; those of
// the document's text and of records are zero.
func (m *Model) Used() Limits { return limitsOf(m.described().used) }

// Used gives what the record that was scored last took of the limits of records;
// the others are zero.
func (r *Row) Used() Limits {
	if !r.exists() {
		return Limits{}
	}
	return limitsOf(r.frame.Used())
}

func limitsOf(used limit.Limits) Limits {
	var l Limits
	for n, v := range used {
		*limitNames[textLimits+n].of(&l) = v
	}
	return l
}
