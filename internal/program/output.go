package program

// OutputStep computes an output field. An error ends the record.
type OutputStep struct {
	Expr Expr
	Slot Slot
}

// Run fills in the output field's cell.
func (o *OutputStep) Run(f *Frame) {
	v := f.Use(o.Expr.Eval(f))
	if v == v {
		v += 0 // no negative zero
	}
	f.Cells[o.Slot] = v
}
