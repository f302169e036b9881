package explain

// Bayes is what a NaiveBayesModel multiplied: the likelihood of a category is its
// count times its factors, its probability the share of the sum of all.
type Bayes struct {
	Categories []BayesCategory `json:"categories"`
	Inputs     []BayesInput    `json:"inputs"`
}

// BayesCategory is a target value.
type BayesCategory struct {
	Category any    `json:"category"`
	Count    Number `json:"count"`
	// Probability is nil where there is none.
	Probability *Number `json:"probability"`
}

// BayesInput is an input with its factors.
type BayesInput struct {
	Field Field `json:"field"`
	// Value is what the field's number was cut into, nil where it is taken as it is.
	Value any `json:"value,omitempty"`
	// Factors are the shares or densities of the value, by category; none where
	// the input does not count. Unused says why.
	Factors []Number `json:"factors,omitempty"`
	Unused  string   `json:"unused,omitempty"`
}

func (*Bayes) key() string { return "bayes" }

func (*Bayes) tellsShares() bool { return false }

// write writes a column for each category: its count, its factors, and its
// probability.
func (b *Bayes) write(p *printer) {
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
