package program

import "github.com/gopmml/gopmml/internal/limit"

// Program is a compiled document: immutable, and shared by all frames.
type Program struct {
	// Texts codes the texts that the document knows.
	Texts *Texts
	// Inputs are the fields that a record may give, in the order of the mining schema.
	Inputs []Input
	// Stage is the scored model.
	Stage *Stage
	// Slots is the number of cells of a frame, Scratch that of Frame.Scratch,
	// Lags that of the lagged values.
	Slots   int
	Scratch int
	Lags    int
	Lagged  []*LagSource
	// Outcomes gives the sizes of a frame's outcomes.
	Outcomes []OutcomeSize
	// Limits bounds what a record may take. Steps is what every record takes: the
	// number of its model's expressions.
	Limits limit.Limits
	Steps  int64
	// Decimal says that frames keep exact values beside their cells.
	Decimal bool
	// Lineage says what slots are computed from.
	Lineage *Lineage
	// Names tells what slots hold, and Targets what outcomes belong to.
	Names   []FieldName
	Targets []TargetName
	// Abouts names the models of stages. They lie apart from the stages, so that
	// those of a forest stay close together.
	Abouts map[*Stage]About
	// Notes is what kernels keep for explanations only, by a key of their own.
	Notes map[any]any
}
