package explain

import "fmt"

// Machines is what the machines of a SupportVectorMachineModel computed.
type Machines struct {
	// Kernel says how the record x is measured against a support vector v; ""
	// where the machines are planes.
	Kernel string `json:"kernel,omitempty"`
	// Rule says how the machines' values become the prediction.
	Rule string `json:"rule"`
	// Vector is the record as the machines see it.
	Vector   []Dimension `json:"vector"`
	Machines []Machine   `json:"machines,omitempty"`
	// End says why there is no prediction.
	End string `json:"end,omitempty"`
}

// Dimension is a number of a vector.
type Dimension struct {
	Field Field `json:"field"`
	// Indicates is the category that the number tells from all others, nil where
	// it is the field's own.
	Indicates any `json:"indicates,omitempty"`
	// Value is nil where it is missing.
	Value *Number `json:"value"`
}

// Machine is a support vector machine with its value: the sum of the Terms, the
// Rest and the Intercept.
type Machine struct {
	// Category is the targetCategory, Against the alternateTargetCategory; nil
	// where there is none.
	Category any `json:"category,omitempty"`
	Against  any `json:"against,omitempty"`
	// Terms are those that add or take most, the first most of all.
	Terms []MachineTerm `json:"terms"`
	// Others is how many terms are not listed, Rest what they add.
	Others    int    `json:"others,omitempty"`
	Rest      Number `json:"rest,omitzero"`
	Intercept Number `json:"intercept"`
	Value     Number `json:"value"`
	// Threshold is what the value is compared with, nil for nothing.
	Threshold *Number `json:"threshold,omitempty"`
	// Chosen is the category that the machine votes for, nil where it has no vote.
	Chosen any `json:"chosen,omitempty"`
}

// MachineTerm is what a support vector, or a dimension of the record, adds.
type MachineTerm struct {
	// Name is the vector's id, or the field of the dimension.
	Name string `json:"name"`
	// Kernel is the vector's kernel value, or the record's number.
	Kernel       Number `json:"kernel"`
	Coefficient  Number `json:"coefficient"`
	Contribution Number `json:"contribution"`
}

func (*Machines) key() string { return "machines" }

func (*Machines) tellsShares() bool { return true }

// write writes the record as a vector, and the sum of each machine.
func (m *Machines) write(p *printer) {
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
