package explain

import "fmt"

// clusters writes the values that are compared, and the clusters in order.
func (p *printer) clusters(c *Clusters) {
	p.line("%s", c.Rule)
	p.fields("compared", c.Compared, "")
	var rows [][]cell
	for _, k := range c.Ranked {
		row := []cell{{text: k.ID}, {text: short(k.Value), number: true}}
		if k.Name != "" && k.Name != k.ID {
			row = append(row, cell{text: k.Name, style: faint})
		}
		rows = append(rows, row)
	}
	if len(rows) > 0 {
		p.line("%s", p.styled(bold, "clusters"))
		p.inside(func() { p.table(rows) })
	}
	if c.End != "" {
		p.line("%s", c.End)
	}
}

// neighbors writes the values that are compared, and the nearest instances.
func (p *printer) neighbors(n *Neighbors) {
	p.line("%s", n.Rule)
	p.fields("compared", n.Compared, "")
	var rows [][]cell
	for _, k := range n.Nearest {
		id := fmt.Sprintf("row %d", k.Row)
		if k.ID != "" {
			id += " (" + k.ID + ")"
		}
		row := []cell{{text: id}, {text: short(k.Value), number: true}}
		if k.Weight != nil {
			row = append(row, cell{text: "weight " + short(*k.Weight)})
		}
		for _, t := range k.Targets {
			row = append(row, cell{text: t.Name + " is " + fieldText(t)})
		}
		rows = append(rows, row)
	}
	if len(rows) > 0 {
		p.line("%s", p.styled(bold, "nearest instances"))
		p.inside(func() { p.table(rows) })
	}
}
