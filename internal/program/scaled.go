package program

// Scaled is (x + Shift) · Factor, or with Divides (x + Shift) / Factor, of a
// field: what scalers write. Each step rounds as the single functions do.
type Scaled struct {
	Slot          Slot
	Shift, Factor float64
	Divides       bool
	// Plain is the expression as the document has it, for values that are no
	// numbers.
	Plain Expr
}

// Eval gives the number.
func (s *Scaled) Eval(f *Frame) float64 {
	if r := s.of(f.Cells[s.Slot]); r == r {
		return r + 0
	}
	return s.Plain.Eval(f)
}

func (s *Scaled) of(x float64) float64 {
	if x += s.Shift; s.Divides {
		return x / s.Factor
	}
	return float64(x * s.Factor)
}

// PlanBlockExpr scales a column.
func (s *Scaled) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	return (*scaledColumn)(s), p.Has(s.Slot)
}

type scaledColumn Scaled

// EvalBlock scales the column. Records without a number are left to the frame.
func (s *scaledColumn) EvalBlock(b *Block, out []float64) {
	column := b.Column(s.Slot)[:len(out)]
	if s.Divides {
		for i, x := range column {
			out[i] = (x+s.Shift)/s.Factor + 0
		}
	} else {
		for i, x := range column {
			out[i] = float64((x+s.Shift)*s.Factor) + 0
		}
	}
	b.MarkNaN(out)
}

// Ordinary gives the expression that gives e's value wherever that is a number:
// e itself, or what e wraps in rules for missing and invalid values.
func Ordinary(e Expr) Expr {
	if w, ok := e.(Wrapping); ok {
		if inner := w.Ordinary(); inner != nil {
			return inner
		}
	}
	return e
}
