// Package compile turns documents into programs. It resolves every name to a
// slot, every text to a cell and every default to a value, and reports what is
// wrong with a document by place.
package compile

import (
	"context"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Options are the choices that a caller makes for a document.
type Options struct {
	// ModelName names the model to compile, "" for the first that is scorable.
	ModelName string
	// Functions are those that the caller brings along, by name.
	Functions map[string]*CustomFunction
	// Results names the results that are wanted; none stands for all.
	Results []string
	// FinalResults leaves out what Results does not name and isFinalResult=false
	// marks as a step on the way.
	FinalResults bool
	// MappedItems has items reported by their mappedValue.
	MappedItems bool
	// Decimal asks for exact values beside the cells.
	Decimal bool
	// Limits bounds what compiling makes and what records take; the zero value
	// stands for the defaults.
	Limits limit.Limits
	// Context ends compiling, and is nil where nothing does.
	Context context.Context
	// Drafts holds, by model, what the packages of models have made of models while
	// the document was being read. Each is for one use.
	Drafts map[pmml.Model]any
}

// Compiled is a document's program with what describes it.
type Compiled struct {
	Program *program.Program
	Model   pmml.Model
	// Inputs describes Program.Inputs, index by index.
	Inputs []*InputInfo
	// Results lists the target fields, then the output fields. The first Targets
	// of them are targets.
	Results []*Result
	Targets int
	// GroupFields names the fields whose equal values make rows one record.
	GroupFields []string
	// Dropped are the results that the options leave out.
	Dropped []*Result

	used limit.Limits
}

// InputInfo is an input as the document declares it.
type InputInfo struct {
	DataField   *pmml.DataField
	MiningField *pmml.MiningField
	Op          pmml.OpType
}

// Result is a value that a model reports.
type Result struct {
	Name string
	Slot program.Slot
	program.Typed
	// Target is the target that the value belongs to; for an output field nil
	// unless it reports on one.
	Target *Target
	// Field is the output field, nil for targets.
	Field *pmml.OutputField
	// Lacking is why the model cannot give the output field, whose value is always
	// missing then; nil elsewhere.
	Lacking *pmml.Error
	// broken marks an output field whose error is reported.
	broken bool
}

// Document compiles a document's model. Errors are *pmml.Error, or
// *UnknownResultsError where the options ask for results that the model does not have.
func Document(doc *pmml.Document, types Types, options Options) (*Compiled, error) {
	b := newBuilder(doc, types, options)
	if err := b.Look(); err != nil {
		return nil, err
	}
	if err := b.dictionaries(); err != nil {
		return nil, err
	}
	m, err := b.choose()
	if err != nil {
		return nil, err
	}
	out, err := b.root(m)
	if err == nil {
		err = b.Look()
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Used gives what compiling has counted against the limits.
func (c *Compiled) Used() limit.Limits { return c.used }
