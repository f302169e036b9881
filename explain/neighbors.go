package explain

import "fmt"

// Neighbors is which training instances are nearest to a record.
type Neighbors struct {
	// Rule says in words how instances are compared.
	Rule string `json:"rule"`
	// Compared are the values that instances are compared by.
	Compared []Field `json:"compared"`
	// Nearest are the instances that the prediction comes from, the nearest first.
	Nearest []Neighbor `json:"nearest,omitempty"`
}

// Neighbor is a training instance.
type Neighbor struct {
	// Row is its place in the table, from 1 on; ID its id, "" for none.
	Row int    `json:"row"`
	ID  string `json:"id,omitempty"`
	// Value is the distance or similarity.
	Value Number `json:"value"`
	// Weight is the weight of the instance's values, nil where all count the same.
	Weight *Number `json:"weight,omitempty"`
	// Targets are the instance's own values of the fields that are predicted.
	Targets []Field `json:"targets,omitempty"`
}

func (*Neighbors) key() string { return "neighbors" }

func (*Neighbors) tellsShares() bool { return true }

// write writes the values that are compared, and the nearest instances.
func (n *Neighbors) write(p *printer) {
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
