package explain

import "fmt"

// network writes the input neurons, a line for each layer, and the output
// neurons.
func (p *printer) network(n *Network) {
	p.line("%s", p.styled(bold, "input neurons"))
	var rows [][]cell
	for _, in := range n.Inputs {
		value := "missing"
		if in.Value != nil {
			value = short(*in.Value)
		}
		row := []cell{{text: in.ID}, {text: value, number: true}}
		if in.Field != nil {
			row = append(row, cell{text: in.Field.Name + " is " + fieldText(*in.Field), style: faint})
		}
		rows = append(rows, row)
	}
	p.inside(func() { p.table(rows) })
	if len(n.Layers) > 0 {
		p.line("%s", p.styled(bold, "layers"))
		rows = nil
		for i, l := range n.Layers {
			what := l.Activation
			if l.Normalization != "" {
				what += ", " + l.Normalization
			}
			rows = append(rows, []cell{
				{text: fmt.Sprint(i + 1), number: true}, {text: fmt.Sprintf("%d neurons", l.Neurons)}, {text: what},
				{text: fmt.Sprintf("from %s to %s, mean %s", short(l.Min), short(l.Max), short(l.Mean)), style: faint},
			})
		}
		p.inside(func() { p.table(rows) })
	}
	if len(n.Outputs) > 0 {
		p.line("%s", p.styled(bold, "output neurons"))
		rows = nil
		for _, o := range n.Outputs {
			row := []cell{{text: o.ID}, {text: short(o.Activation), number: true}}
			switch {
			case o.Category != nil:
				row = append(row, cell{text: "probability of " + text(o.Category)})
			case o.Value != o.Activation:
				row = append(row, cell{text: "which stands for " + exact(o.Value)})
			}
			rows = append(rows, row)
		}
		p.inside(func() { p.table(rows) })
	}
	if n.End != "" {
		p.line("%s", n.End)
	}
}
