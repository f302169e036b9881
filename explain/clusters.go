package explain

// Clusters is how a record compares with clusters.
type Clusters struct {
	// Rule says in words how clusters are compared.
	Rule string `json:"rule"`
	// Compared are the values that clusters are compared by.
	Compared []Field `json:"compared"`
	// Ranked are the clusters, the nearest or most probable first.
	Ranked []Cluster `json:"ranked,omitempty"`
	// End says why there is no prediction.
	End string `json:"end,omitempty"`
}

// Cluster is a cluster as it compares with a record.
type Cluster struct {
	ID string `json:"id"`
	// Name is "" where the cluster has none.
	Name string `json:"name,omitempty"`
	// Value is the distance, similarity or probability.
	Value Number `json:"value"`
}

func (*Clusters) key() string { return "clusters" }

func (*Clusters) tellsShares() bool { return false }

// write writes the values that are compared, and the clusters in order.
func (c *Clusters) write(p *printer) {
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
