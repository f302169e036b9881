package program

// OutputStep computes an output field. An error ends the record.
type OutputStep struct {
	Expr Expr
	Slot Slot
}

// Run fills in the output field's cell.
func (o *OutputStep) Run(f *Frame) {
	f.Cells[o.Slot] = f.Use(o.Expr.Eval(f))
}
