package explain

// tree writes the path, one line for each node that was entered.
func (p *printer) tree(t *Tree) {
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
