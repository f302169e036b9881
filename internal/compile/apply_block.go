package compile

import "github.com/gopmml/gopmml/internal/program"

// Ordinary gives the expression whose value is that of the call where it is a
// number; nil where arguments are looked at first.
func (a *applyNode) Ordinary() program.Expr {
	if a.guard != nil {
		return nil
	}
	return a.expr
}

// PlanBlockExpr computes the call's column.
func (a *applyNode) PlanBlockExpr(p *program.BlockPlanner) (program.BlockExpr, bool) {
	if a.guard != nil {
		return nil, false
	}
	e, ok := p.Expr(a.expr)
	return &applyColumn{e}, ok
}

type applyColumn struct{ expr program.BlockExpr }

// EvalBlock computes the column. Records without a number are left to the frame.
func (a *applyColumn) EvalBlock(b *program.Block, out []float64) {
	a.expr.EvalBlock(b, out)
	b.MarkNaN(out)
}
