package program

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
	// Decimal says that frames keep exact values beside their cells.
	Decimal bool
	// Names tells what slots hold, and Targets what outcomes belong to.
	Names   []FieldName
	Targets []TargetName
	// Abouts names the models of stages. They lie apart from the stages, so that
	// those of a forest stay close together.
	Abouts map[*Stage]About
	// Notes is what kernels keep for explanations only, by a key of their own.
	Notes map[any]any
}

// Kernel is a model's own computation. It reads fields from the frame's cells
// and fills the outcomes that it was given at compile time. It must not change
// after it is compiled. A record that the model has no answer for leaves
// Outcome.Value missing; what ends the record is raised with Frame.Raise.
type Kernel interface {
	Score(f *Frame)
}

// Stage is a model with all that surrounds it: it prepares the model's fields,
// computes derived ones, runs the kernel, and fills in targets and outputs.
type Stage struct {
	Prepare []*Prepare
	Derived []Assign
	Kernel  Kernel
	// Targets turn outcomes into the target fields' values.
	Targets []TargetStep
	// Outputs are the output fields, in document order.
	Outputs []OutputStep
}

// Enter prepares the model's fields and computes those that it derives.
func (s *Stage) Enter(f *Frame) {
	for _, p := range s.Prepare {
		p.Run(f)
	}
	for i := range s.Derived {
		s.Derived[i].Run(f)
	}
}

// Run scores the frame's record with the stage's model.
func (s *Stage) Run(f *Frame) {
	if f.decimals != nil {
		s.runDecimal(f)
		return
	}
	s.Enter(f)
	s.Kernel.Score(f)
	if f.err != nil {
		return
	}
	for i := range s.Targets {
		s.Targets[i].Run(f)
	}
	for i := range s.Outputs {
		s.Outputs[i].Run(f)
	}
}
