package program

import "github.com/gopmml/gopmml/pmml"

// FieldName is what a slot holds, for explanations. Scoring does not look at it.
type FieldName struct {
	Name string
	Type pmml.DataType
	// List says that the value is a collection, Nested that it is one of collections.
	List, Nested bool
}

// TargetName is what an outcome belongs to, for explanations.
type TargetName struct {
	// Slot is the target's cell, whose name and type are the target's.
	Slot Slot
	// Categories are the cells of the target's categories, by index.
	Categories []float64
}

// About names a stage's model, for explanations.
type About struct {
	// Element is the model's element, Name its modelName.
	Element, Name string
	Function      pmml.MiningFunction
}

// Named tells what a slot holds. Slots that are no field's have no name.
func (p *Program) Named(s Slot) FieldName {
	if s < 0 || int(s) >= len(p.Names) {
		return FieldName{Type: pmml.DataTypeDouble}
	}
	return p.Names[s]
}
