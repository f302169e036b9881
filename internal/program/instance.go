package program

// Derive computes what stages, the outermost first, compute before their models
// run: of the inputs that have been set, or of cells. A slot in given keeps the
// value that it holds. It is for records that stand in a document.
func (f *Frame) Derive(stages []*Stage, given map[Slot]bool) {
	f.clearRun()
	for i := range f.program.Inputs {
		in := &f.program.Inputs[i]
		if f.pending[i>>6]&(1<<(i&63)) != 0 && !given[in.Field.To] {
			f.prepareInput(in, i)
		}
	}
	if f.decimals != nil {
		f.prepareDecimals()
	}
	for _, s := range stages {
		for _, p := range s.Prepare {
			if !given[p.To] {
				p.Run(f)
			}
		}
		for i := range s.Derived {
			d := &s.Derived[i]
			switch {
			case given[d.Slot]:
			case f.decimals != nil:
				exact, v := EvalDecimal(d.Expr, f)
				f.StoreDecimal(d.Slot, exact, v)
			default:
				f.Cells[d.Slot] = d.Expr.Eval(f)
			}
		}
	}
}

// Text says what is wrong, without the field's name.
func (f *Fault) Text() string { return f.text() }
