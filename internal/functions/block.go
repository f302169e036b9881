package functions

import "github.com/gopmml/gopmml/internal/program"

// scaled is (x + shift) · factor or (x + shift) / factor of a field: what a
// scaler writes. Each step rounds as the single functions do.
type scaled struct {
	slot          program.Slot
	shift, factor float64
	divides       bool
	plain         program.Expr // for values that are no numbers
}

// fuse makes one node of a sum that is multiplied or divided; e where it is none.
func fuse(e program.Expr) program.Expr {
	s := &scaled{plain: e}
	var inner program.Expr
	switch n := e.(type) {
	case *multiplyConst:
		s.factor, inner = n.k, n.a
	case *divideConst:
		s.factor, s.divides, inner = n.k, true, n.a
	default:
		return e
	}
	sum, ok := inner.(*addConst)
	if !ok {
		return e
	}
	ref, ok := sum.a.(*program.Ref)
	if !ok {
		return e
	}
	s.slot, s.shift = ref.Slot, sum.k
	return s
}

// Eval gives the number.
func (s *scaled) Eval(f *program.Frame) float64 {
	r := f.Cells[s.slot] + s.shift
	if s.divides {
		r /= s.factor
	} else {
		r *= s.factor
	}
	if r == r {
		return r + 0
	}
	return s.plain.Eval(f)
}

// PlanBlockExpr scales a column.
func (s *scaled) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return (*scaledColumn)(s), p.Has(s.slot)
}

type scaledColumn scaled

// EvalBlock scales the column.
func (s *scaledColumn) EvalBlock(b *program.Block, out []float64) {
	column := b.Column(s.slot)[:len(out)]
	if s.divides {
		for i, x := range column {
			out[i] = (x + s.shift) / s.factor
		}
	} else {
		for i, x := range column {
			out[i] = (x + s.shift) * s.factor
		}
	}
	finish(b, out)
}

// finish leaves records whose result is no number to the frame, which knows
// what they mean.
func finish(b *program.Block, out []float64) {
	for i, v := range out {
		if v != v {
			b.Slow.Set(i)
		}
		out[i] = v + 0
	}
}

// constColumn is an operation with a constant, by column.
type constColumn struct {
	a     program.BlockExpr
	k     float64
	apply func(out []float64, k float64)
}

// EvalBlock computes the column.
func (c *constColumn) EvalBlock(b *program.Block, out []float64) {
	c.a.EvalBlock(b, out)
	c.apply(out, c.k)
	finish(b, out)
}

func planConst(p *program.BlockPlanner, a program.Expr, k float64, apply func(out []float64, k float64)) (program.BlockExpr, bool) {
	e, ok := p.Expr(a)
	return &constColumn{e, k, apply}, ok
}

// PlanBlockExpr adds to a column.
func (n *addConst) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planConst(p, n.a, n.k, func(out []float64, k float64) {
		for i := range out {
			out[i] += k
		}
	})
}

// PlanBlockExpr multiplies a column.
func (n *multiplyConst) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planConst(p, n.a, n.k, func(out []float64, k float64) {
		for i := range out {
			out[i] *= k
		}
	})
}

// PlanBlockExpr divides a column.
func (n *divideConst) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planConst(p, n.a, n.k, func(out []float64, k float64) {
		for i := range out {
			out[i] /= k
		}
	})
}
