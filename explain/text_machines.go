package explain

import "fmt"

// machines writes the record as a vector, and the sum of each machine.
func (p *printer) machines(m *Machines) {
	p.line("%s", p.styled(bold, "vector"))
	rows := make([][]cell, len(m.Vector))
	for i, d := range m.Vector {
		value := "missing"
		if d.Value != nil {
			value = short(*d.Value)
		}
		name := d.Field.Name
		if d.Indicates != nil {
			name += " = " + text(d.Indicates)
		}
		rows[i] = []cell{{text: name}, {text: value, number: true}}
	}
	p.inside(func() { p.table(rows) })
	if m.Kernel != "" && len(m.Machines) > 0 {
		p.line("kernel %s", m.Kernel)
	}
	for i := range m.Machines {
		p.machine(&m.Machines[i], m.Kernel)
	}
	if m.End != "" {
		p.line("%s", m.End)
	} else {
		p.line("%s", m.Rule)
	}
}

func (p *printer) machine(k *Machine, kernel string) {
	title := "machine"
	if k.Category != nil {
		title += " of " + text(k.Category)
	}
	if k.Against != nil {
		title += " against " + text(k.Against)
	}
	p.line("%s", p.styled(bold, title))
	var rows [][]cell
	for _, t := range k.Terms {
		what := "vector " + t.Name
		if kernel == "" {
			what = t.Name
		}
		rows = append(rows, []cell{signed(&t.Contribution), {text: what}, {text: exact(t.Coefficient) + " · " + short(t.Kernel), style: faint}})
	}
	if k.Others > 0 {
		rows = append(rows, []cell{signed(&k.Rest), {text: fmt.Sprintf("%d others", k.Others)}})
	}
	rows = append(rows, []cell{signed(&k.Intercept), {text: "absoluteValue"}})
	value := []cell{{text: short(k.Value), number: true, style: bold}, {text: "sum"}}
	if k.Chosen != nil && k.Threshold != nil {
		value = append(value, cell{text: "threshold " + exact(*k.Threshold) + ": votes for " + text(k.Chosen)})
	}
	p.inside(func() { p.table(append(rows, value)) })
}
