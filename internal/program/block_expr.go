package program

import "github.com/gopmml/gopmml/pmml"

// The expressions that compute a column at once.

// PlanBlockExpr gives the constant's column.
func (c *Const) PlanBlockExpr(*BlockPlanner) (BlockExpr, bool) { return (*constColumn)(c), true }

type constColumn Const

// EvalBlock repeats the value.
func (c *constColumn) EvalBlock(_ *Block, out []float64) {
	for i := range out {
		out[i] = c.Value
	}
}

// PlanBlockExpr gives the slot's column.
func (r *Ref) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	return (*refColumn)(r), p.Has(r.Slot)
}

type refColumn Ref

// EvalBlock copies the column.
func (r *refColumn) EvalBlock(b *Block, out []float64) { copy(out, b.Column(r.Slot)) }

// PlanBlockExpr gives the slot's column with its missing cells replaced.
func (r *RefOr) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	return (*refOrColumn)(r), p.Has(r.Slot)
}

type refOrColumn RefOr

// EvalBlock copies the column.
func (r *refOrColumn) EvalBlock(b *Block, out []float64) {
	for i, v := range b.Column(r.Slot) {
		if IsMissing(v) {
			v = r.Else
		}
		out[i] = v
	}
}

// PlanBlockExpr compares a column.
func (n *NormDiscrete) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	field, ok := p.Expr(n.Field)
	return &normDiscreteColumn{field, n}, ok
}

type normDiscreteColumn struct {
	field BlockExpr
	norm  *NormDiscrete
}

// EvalBlock compares.
func (n *normDiscreteColumn) EvalBlock(b *Block, out []float64) {
	n.field.EvalBlock(b, out)
	for i, v := range out {
		switch {
		case v == n.norm.Value:
			out[i] = 1
		case v == v:
			out[i] = 0
		case IsMissing(v):
			out[i] = n.norm.MapMissing
		default:
			b.Slow.Set(i)
		}
	}
}

// PlanBlockExpr maps a column by a straight line.
func (n *NormContinuous) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	if len(n.Knots) != 2 || n.Knots[0].Orig == n.Knots[1].Orig || n.Clamp {
		return nil, false
	}
	field, ok := p.Expr(n.Field)
	return &lineColumn{field, n}, ok
}

// PlanBlockExpr maps a column by the line.
func (l *Line) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) { return l.norms.PlanBlockExpr(p) }

type lineColumn struct {
	field BlockExpr
	norm  *NormContinuous
}

// EvalBlock computes the norms.
func (n *lineColumn) EvalBlock(b *Block, out []float64) {
	n.field.EvalBlock(b, out)
	from, to := n.norm.Knots[0], n.norm.Knots[1]
	width, height := to.Orig-from.Orig, to.Norm-from.Norm
	for i, x := range out {
		switch {
		case x == x:
			out[i] = Number(from.Norm + float64(float64((x-from.Orig)/width)*height))
		case IsMissing(x):
			out[i] = n.norm.MapMissing
		default:
			b.Slow.Set(i)
		}
	}
}

// PlanBlockExpr casts a number's column to float.
func (c *castExpr) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	if c.to != pmml.DataTypeFloat || !IsNumeric(c.from) {
		return nil, false
	}
	e, ok := p.Expr(c.expr)
	return &floatColumn{e}, ok
}

type floatColumn struct{ expr BlockExpr }

// EvalBlock rounds to float32.
func (c *floatColumn) EvalBlock(b *Block, out []float64) {
	c.expr.EvalBlock(b, out)
	for i, v := range out {
		if v == v {
			out[i] = roundFloat(v) + 0
		}
	}
}

// PlanBlockExpr gives the shares' column.
func (s *CategoryShare) PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool) {
	plain := s.Category != PredictedCategory || s.Rank <= 1
	return (*shareColumn)(s), plain && p.HasOutcome(s.Outcome)
}

type shareColumn CategoryShare

// EvalBlock gives the shares.
func (s *shareColumn) EvalBlock(b *Block, out []float64) {
	o := b.Outcomes[s.Outcome]
	shares := o.Series[Probabilities]
	switch {
	case s.Confidence && o.Has[Confidences]:
		shares = o.Series[Confidences]
	case !o.Has[Probabilities]:
		fillMissing(out)
		return
	}
	switch {
	case s.Category == PredictedCategory:
		for i := range out {
			out[i] = 0
			if k := o.Category[i]; k >= 0 && int(k) < len(shares) {
				out[i] = shares[k][i]
			}
		}
	case s.Category < 0 || s.Category >= len(shares):
		clear(out)
	default:
		copy(out, shares[s.Category][:])
	}
}
