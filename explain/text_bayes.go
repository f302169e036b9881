package explain

// bayes writes a column for each category: its count, its factors, and its
// probability.
func (p *printer) bayes(b *Bayes) {
	heading, counts, shares := []cell{{}}, []cell{{text: "count"}}, []cell{{text: "probability"}}
	for _, c := range b.Categories {
		heading = append(heading, cell{text: text(c.Category), number: true, style: bold})
		counts = append(counts, cell{text: exact(c.Count), number: true})
		share := "missing"
		if c.Probability != nil {
			share = short(*c.Probability)
		}
		shares = append(shares, cell{text: share, number: true, style: bold})
	}
	rows := [][]cell{heading, counts}
	for i := range b.Inputs {
		in := &b.Inputs[i]
		name := in.Field.Name
		if in.Field.Value != nil || in.Field.Error != "" {
			name += " = " + fieldText(in.Field)
		}
		if in.Value != nil {
			name += " (" + text(in.Value) + ")"
		}
		if in.Unused != "" {
			name += ": " + in.Unused
		}
		row := []cell{{text: name}}
		for _, f := range in.Factors {
			row = append(row, cell{text: short(f), number: true})
		}
		rows = append(rows, row)
	}
	p.table(append(rows, shares))
}
