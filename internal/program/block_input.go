package program

import (
	"github.com/gopmml/gopmml/internal/columns"
	"github.com/gopmml/gopmml/pmml"
)

// Load fills in the inputs of records first to first+rows of a table, of which
// rows is at most BlockRows. Inputs without a column are missing.
func (b *Block) Load(table []Column, first, rows int) {
	if b.plan.byRow {
		b.frame.begun()
		for i := range rows {
			b.meters[i] = b.frame.meter
		}
	}
	b.Rows = rows
	b.Slow = RowMask{}
	b.frame.clearRun()
	inputs := b.plan.program.Inputs
	clear(b.given)
	for i := range table {
		c := &table[i]
		in := &inputs[c.input]
		b.given[c.input] = true
		if in.Field.To == NoSlot {
			continue
		}
		cells := b.columns[in.Field.To][:rows]
		if special := c.loadBlock(b, cells, first); special || !in.Field.plain() {
			in.Field.prepareBlock(b, cells)
		}
	}
	for i := range inputs {
		if in := &inputs[i]; !b.given[i] && in.Field.To != NoSlot {
			cells := b.columns[in.Field.To][:rows]
			fillMissing(cells)
			in.Field.prepareBlock(b, cells)
		}
	}
}

func fillMissing(cells []float64) {
	for i := range cells {
		cells[i] = Missing
	}
}

// loadBlock loads a column's cells as they are, before they are prepared. It says
// whether some are no numbers.
func (c *Column) loadBlock(b *Block, out []float64, first int) (special bool) {
	v := c.values
	switch c.kind {
	case columnDoubles:
		special = columns.Load(out, v.Float64[first:][:len(out)])
	case columnFloats:
		for i, x := range v.Float32[first:][:len(out)] {
			out[i] = float64(x) + 0
			special = special || x != x
		}
	case columnFloat64:
		if c.in.Type != pmml.DataTypeFloat {
			return c.loadEach(b, out, first)
		}
		special = columns.Round(out, v.Float64[first:][:len(out)])
	case columnCodes:
		for i, code := range v.Codes[first:][:len(out)] {
			out[i] = Missing
			if uint(code) < uint(len(c.cells)) { // else its row has no value
				out[i] = c.cells[code].cell
			}
			special = special || out[i] != out[i]
		}
	default:
		return c.loadEach(b, out, first)
	}
	if special && c.kind != columnCodes {
		for i, x := range out {
			if x != x {
				out[i] = NaN
			}
		}
	}
	if v.Valid != nil {
		special = true
		for i := range out {
			if !c.given(first + i) {
				out[i] = Missing
			}
		}
	}
	return special
}

// loadEach is loadBlock for columns that convert their values one by one.
func (c *Column) loadEach(b *Block, out []float64, first int) (special bool) {
	raw := &b.frame.raw[c.input]
	for i := range out {
		c.Load(b.frame, first+i)
		out[i] = raw.cell
		special = special || raw.cell != raw.cell
	}
	return special
}

// prepareBlock prepares cells in place. Records whose cell is an error, or a
// text that the document does not know, are slow.
func (p *Prepare) prepareBlock(b *Block, cells []float64) {
	t := &p.Treatment
	plain := p.plain()
	for i, v := range cells {
		if v == v {
			if plain {
				continue
			}
			switch p.Domain.Classify(v) {
			case InvalidValue:
				if t.Invalid != pmml.InvalidValueTreatmentAsMissing {
					b.Slow.Set(i)
					continue
				}
				cells[i] = t.Missing
				continue
			case ValidValue:
				switch t.Outliers {
				case pmml.OutliersAsMissingValues:
					if v < t.Low || v > t.High {
						cells[i] = t.Missing
					}
				case pmml.OutliersAsExtremeValues:
					if v < t.Low {
						cells[i] = t.Low
					} else if v > t.High {
						cells[i] = t.High
					}
				}
				continue
			}
			v = Missing
		}
		if !IsMissing(v) && IsNaN(v) && p.Domain != nil && p.Domain.NaNIsMissing {
			v = Missing
		}
		if !IsMissing(v) || t.MissingInvalid {
			b.Slow.Set(i)
			continue
		}
		cells[i] = t.Missing
	}
}

// plain says that numbers stay as they are.
func (p *Prepare) plain() bool {
	return p.Domain.allowsNumbers() && p.Treatment.Outliers <= pmml.OutliersAsIs
}

// allowsNumbers says whether every number is valid.
func (d *Domain) allowsNumbers() bool {
	return d == nil || d.Valid == nil && len(d.Intervals) == 0 && d.Invalid.empty() && d.Missing.empty()
}

// RunBlock prepares a nested model's field.
func (p *Prepare) RunBlock(b *Block) {
	to := b.Column(p.To)
	copy(to, b.Column(p.From))
	p.prepareBlock(b, to)
}

// RunBlock fills in the target's column.
func (t *TargetStep) RunBlock(b *Block) {
	o := b.Outcomes[t.Outcome]
	to := b.Column(t.Slot)
	values := o.Value[:b.Rows]
	if n := t.Number; n != nil && !n.simple() {
		for i, v := range values {
			c, ok := n.Final(v)
			if !ok {
				b.Slow.Set(i)
			}
			values[i] = c
		}
	} else {
		for i, v := range values {
			if v != v {
				b.Slow.Set(i)
			}
			values[i] = v + 0
		}
	}
	copy(to, values)
}

// simple says that a double stays as it is.
func (t *NumberTarget) simple() bool {
	return !t.Clamp && !t.Rescale && t.Cast == 0 && t.Type == pmml.DataTypeDouble
}
