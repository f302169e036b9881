package explain

// Tree is the way of a record through a decision tree.
type Tree struct {
	// Path leads from the root to the last node that was entered.
	Path []Step `json:"path"`
	// Node is the id of the node that gives the result, "" where none does. Nodes
	// without an id in the document have their number in it, from 1.
	Node string `json:"node,omitempty"`
	// End says why the path ends where it does, where that is no leaf.
	End string `json:"end,omitempty"`
	// Score is what the node predicts, nil where it predicts nothing.
	Score any `json:"score"`
	// Penalty is the factor of the confidences for values that were missing on
	// the way, nil for none.
	Penalty *Number `json:"penalty,omitempty"`
	// Distribution is that of the node.
	Distribution []Share `json:"distribution,omitempty"`
	// Blend are the nodes whose results are combined where a missing value
	// leaves several open (weightedConfidence and aggregateNodes).
	Blend []Blended `json:"blend,omitempty"`
	// Model is the model inside the node, where that predicts.
	Model *Model `json:"model,omitempty"`
}

// Step is a node that the record entered.
type Step struct {
	Node string `json:"node"`
	// Predicate is the node's condition.
	Predicate Predicate `json:"predicate"`
	// Why says why the node was entered, where its condition did not decide: as
	// "default child of node 3".
	Why string `json:"why,omitempty"`
	// Tried are the nodes beside it that were tried before and not entered.
	Tried []Tried `json:"tried,omitempty"`
}

// Tried is a node whose condition was tested and that was not entered.
type Tried struct {
	Node      string    `json:"node"`
	Predicate Predicate `json:"predicate"`
}

// Blended is a node that has a part in a blend.
type Blended struct {
	Node string `json:"node"`
	// Weight is the node's part in the sum of all, between 0 and 1.
	Weight Number `json:"weight"`
	// Score is what the node predicts alone.
	Score any `json:"score"`
}

func (*Tree) key() string { return "tree" }

func (t *Tree) tellsShares() bool { return t.Model != nil }

// write writes the path, one line for each node that was entered.
func (t *Tree) write(p *printer) {
	for i := range t.Path {
		s := &t.Path[i]
		for j := range s.Tried {
			tried := &s.Tried[j]
			if tried.obvious(s) {
				continue
			}
			p.predicate("not node "+tried.Node+": ", &tried.Predicate, tried.Predicate.Result)
		}
		switch {
		case s.Node == "":
		case s.Why != "":
			p.line("%s%s", p.styled(bold, "node "+s.Node)+": ", s.Why)
		case s.Predicate.Text == "true":
			p.line("%s", p.styled(bold, "node "+s.Node))
		default:
			p.predicate(p.styled(bold, "node "+s.Node)+": ", &s.Predicate, otherThanTrue(s.Predicate.Result))
		}
	}
	if t.End != "" {
		p.line("%s", t.End)
	}
	if len(t.Blend) > 0 {
		rows := make([][]cell, len(t.Blend))
		for i, b := range t.Blend {
			rows[i] = []cell{{text: "node " + b.Node}, {text: "weight " + short(b.Weight)}, {text: "score " + text(b.Score)}}
		}
		p.inside(func() { p.table(rows) })
	}
	if t.Model != nil {
		p.model("in node "+t.Node+": ", t.Model)
	}
	if t.Score == nil {
		return
	}
	switch {
	case t.Model != nil:
	case t.Node != "":
		p.line("node %s has the score %s", t.Node, text(t.Score))
	default:
		p.line("together they have the score %s", text(t.Score))
	}
	p.inside(func() {
		p.distribution(t.Distribution)
		if t.Penalty != nil {
			p.line("confidences times %s, as values were missing on the way", short(*t.Penalty))
		}
	})
}

// obvious says that a node was not entered for what the condition of the one
// that was entered says as well: both test the same field, as siblings do that
// split by one value.
func (t *Tried) obvious(s *Step) bool {
	return s.Why == "" && t.Predicate.Result == "false" && len(t.Predicate.Fields) == 1 && len(s.Predicate.Fields) == 1 &&
		t.Predicate.Fields[0].Name == s.Predicate.Fields[0].Name
}

// otherThanTrue leaves out what goes without saying of a node that was entered.
func otherThanTrue(result string) string {
	if result == "true" {
		return ""
	}
	return result
}
