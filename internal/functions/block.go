package functions

import "github.com/gopmml/gopmml/internal/program"

// fuse makes one node of a sum that is multiplied or divided: what a scaler
// writes. It gives e where it is none.
func fuse(e program.Expr) program.Expr {
	s := &program.Scaled{Plain: e}
	var inner program.Expr
	switch n := e.(type) {
	case *multiplyConst:
		s.Factor, inner = n.k, n.a
	case *divideConst:
		s.Factor, s.Divides, inner = n.k, true, n.a
	default:
		return e
	}
	sum, ok := program.Ordinary(inner).(*addConst)
	if !ok {
		return e
	}
	ref, ok := sum.a.(*program.Ref)
	if !ok {
		return e
	}
	s.Slot, s.Shift = ref.Slot, sum.k
	return s
}

// finish leaves records whose result is no number to the frame, which knows
// what they mean.
func finish(b *program.Block, out []float64) {
	b.MarkNaN(out)
	for i, v := range out {
		out[i] = v + 0 // no negative zero
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
			out[i] = float64(out[i] * k)
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

// pairColumn is an operation with two numbers, by column.
type pairColumn struct {
	a, b  program.BlockExpr
	right int // the place of the second numbers in Block.Scratch
	apply func(out, right []float64)
}

// EvalBlock computes the column.
func (c *pairColumn) EvalBlock(b *program.Block, out []float64) {
	right, _ := b.Scratch[c.right].(*[program.BlockRows]float64)
	if right == nil {
		right = new([program.BlockRows]float64)
		b.Scratch[c.right] = right
	}
	c.a.EvalBlock(b, out)
	c.b.EvalBlock(b, right[:len(out)])
	c.apply(out, right[:len(out)])
	finish(b, out)
}

func planPair(p *program.BlockPlanner, a, b program.Expr, apply func(out, right []float64)) (program.BlockExpr, bool) {
	left, ok := p.Expr(a)
	if !ok {
		return nil, false
	}
	right, ok := p.Expr(b)
	if !ok {
		return nil, false
	}
	return &pairColumn{left, right, p.NewScratch(), apply}, true
}

// PlanBlockExpr adds two columns.
func (n *add) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planPair(p, n.a, n.b, func(out, right []float64) {
		for i, v := range right {
			out[i] += v
		}
	})
}

// PlanBlockExpr subtracts a column from another.
func (n *subtract) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planPair(p, n.a, n.b, func(out, right []float64) {
		for i, v := range right {
			out[i] -= v
		}
	})
}

// PlanBlockExpr multiplies two columns.
func (n *multiply) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planPair(p, n.a, n.b, func(out, right []float64) {
		for i, v := range right {
			out[i] = float64(out[i] * v)
		}
	})
}

// PlanBlockExpr divides a column by another.
func (n *divide) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	return planPair(p, n.a, n.b, func(out, right []float64) {
		for i, v := range right {
			out[i] /= v
		}
	})
}
