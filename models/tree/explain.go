package tree

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// Explain describes the way of the record and the score of the node it ends in.
func (k *number) Explain(x *program.Explaining, m *explain.Model) {
	t, at, levels, _ := k.follow(x, m)
	if at < 0 {
		return
	}
	if k.explainEmbedded(x, t, at) {
		return
	}
	t.penalty(1, levels)
	t.Score = x.Predicted(k.outcome, k.scores[at])
}

// Explain describes the way through the tree.
func (k *decimalNumber) Explain(x *program.Explaining, m *explain.Model) { k.number.Explain(x, m) }

// Explain describes the way of the record and what the node it ends in
// predicts.
func (k *classifier) Explain(x *program.Explaining, m *explain.Model) {
	t, at, levels, _ := k.follow(x, m)
	if at < 0 {
		return
	}
	if k.explainEmbedded(x, t, at) {
		return
	}
	t.penalty(k.penalty, levels)
	t.Score = x.Predicted(k.outcome, x.Outcomes[k.outcome].Value)
	t.Distribution = x.Distribution(k.outcome)
}

// Explain describes the way of the record, as far as it is one, and the nodes
// that are blended beyond.
func (k *blender) Explain(x *program.Explaining, m *explain.Model) {
	t, at, levels, child := k.follow(x, m)
	if at < 0 {
		return
	}
	switch {
	case child >= 0:
		t.Node = ""
		t.End = "a value is missing that decides below node " + t.ids.of(at) + ": the nodes that remain possible are combined"
		k.explainBlend(x, t, at, child)
		if k.aggregate && k.classify {
			t.penalty(k.leaf.penalty, levels)
		}
	case k.explainEmbedded(x, t, at):
		return
	default:
		t.penalty(k.leaf.penalty, levels)
	}
	t.Score = x.Predicted(k.outcome, x.Outcomes[k.outcome].Value)
	t.Distribution = x.Distribution(k.outcome)
}

// path is the explanation of a tree while it is made.
type path struct {
	*explain.Tree
	ids *nodeIDs
}

func (t path) penalty(factor float64, levels int) {
	if levels > 0 && factor != 1 {
		p := explain.Number(penalty(factor, levels))
		t.Penalty = &p
	}
}

// follow walks the tree as walk does, and describes every step.
func (k *base) follow(x *program.Explaining, m *explain.Model) (t path, at int32, levels int, blended int32) {
	t = path{&explain.Tree{Path: []explain.Step{}}, k.ids(x)}
	m.Detail = t.Tree
	root := x.Predicate(k.predicate(0))
	result, alternative := k.decide(x.Frame, 0)
	if result != program.True {
		t.End = "the condition of the root is " + result.String() + ", so there is no prediction"
		t.Path = append(t.Path, explain.Step{Node: t.ids.of(0), Predicate: root})
		return t, -1, 0, -1
	}
	if alternative {
		levels++
	}
	t.Path = append(t.Path, explain.Step{Node: t.ids.of(0), Predicate: root})
	at, levels, blended = k.followFrom(x, t, 0, levels)
	if at >= 0 {
		t.Node = t.ids.of(at)
	}
	return t, at, levels, blended
}

// followFrom is follow below a node that has been entered, as walkFrom is walk.
func (k *base) followFrom(x *program.Explaining, t path, at int32, levels int) (int32, int, int32) {
descend:
	for {
		child, end := at+1, k.nodes[at].end
		if child == end {
			return at, levels, -1
		}
		step := explain.Step{}
		for child < end {
			predicate := x.Predicate(k.predicate(child))
			result, alternative := k.decide(x.Frame, child)
			if alternative {
				levels++
			}
			if result == program.True {
				step.Node, step.Predicate = t.ids.of(child), predicate
				t.Path = append(t.Path, step)
				at = child
				continue descend
			}
			step.Tried = append(step.Tried, explain.Tried{Node: t.ids.of(child), Predicate: predicate})
			if result == program.False || k.unknown == skip {
				child = k.nodes[child].end
				continue
			}
			switch k.unknown {
			case giveUp:
				t.End = "the condition of node " + t.ids.of(child) + " is unknown, so there is no prediction (missingValueStrategy=nullPrediction)"
				t.Path = append(t.Path, explain.Step{Tried: step.Tried})
				return -1, 0, -1
			case stay:
				t.End = "the condition of node " + t.ids.of(child) + " is unknown, so node " + t.ids.of(at) + " decides (missingValueStrategy=lastPrediction)"
				return at, levels, -1
			case takeDefault:
				d := k.defaults[at]
				if d < 0 {
					return -1, 0, -1
				}
				levels++
				step.Node, step.Predicate = t.ids.of(d), x.Predicate(k.predicate(d))
				step.Why = "default child of node " + t.ids.of(at) + ", as the condition of node " + t.ids.of(child) + " is unknown"
				t.Path = append(t.Path, step)
				at = d
				continue descend
			}
			return at, levels, child
		}
		if k.returnLast {
			t.End = "no child of node " + t.ids.of(at) + " holds, so that node decides (noTrueChildStrategy=returnLastPrediction)"
			return at, levels, -1
		}
		t.End = "no child of node " + t.ids.of(at) + " holds, so there is no prediction (noTrueChildStrategy=returnNullPrediction)"
		t.Path = append(t.Path, explain.Step{Tried: step.Tried})
		return -1, 0, -1
	}
}

// ids gives the ids of the tree's nodes, which are noted unless they count from 1.
func (k *base) ids(x *program.Explaining) *nodeIDs {
	if ids, ok := x.Note(k).(*nodeIDs); ok {
		return ids
	}
	return fromOne
}

// predicate gives a node's predicate as it was compiled.
func (t *tree) predicate(i int32) program.Predicate {
	n := &t.nodes[i]
	switch n.kind {
	case testTrue:
		return &program.Always{Result: program.True}
	case testFalse:
		return &program.Always{Result: program.False}
	case testEqual:
		return &program.Equal{Slot: n.slot, Value: n.value}
	case testNotEqual:
		return &program.NotEqual{Slot: n.slot, Value: n.value}
	case testLess:
		return &program.Less{Slot: n.slot, Limit: n.value}
	case testLessOrEqual:
		return &program.LessOrEqual{Slot: n.slot, Limit: n.value}
	case testGreater:
		return &program.Greater{Slot: n.slot, Limit: n.value}
	case testGreaterOrEqual:
		return &program.GreaterOrEqual{Slot: n.slot, Limit: n.value}
	case testIsMissing, testIsNotMissing:
		return &program.IsMissingTest{Slot: n.slot, Negate: n.kind == testIsNotMissing}
	case testIn, testNotIn:
		return &program.In{Slot: n.slot, Set: t.sets[n.ref], Negate: n.kind == testNotIn}
	case testSurrogate:
		return t.surrogates[n.ref]
	}
	return t.others[n.ref]
}

// explainEmbedded describes the model in a node, where that predicts. The
// outcome that it shares with the tree stays as it is.
func (k *base) explainEmbedded(x *program.Explaining, t path, at int32) bool {
	m, ok := k.embedded[at]
	if !ok || program.IsMissing(x.Outcomes[k.outcome].Value) {
		return false
	}
	inner, ok := m.(program.Enclosing)
	if !ok {
		return false
	}
	restore := keep(&x.Outcomes[k.outcome])
	defer restore()
	model := x.Nested(inner.Stage())
	if model != nil && program.IsMissing(x.Outcomes[k.outcome].Value) {
		t.End = "the model in node " + t.ids.of(at) + " has no prediction, so the node's own score holds"
		return false
	}
	t.Model = model
	t.Score = x.Prediction(k.outcome)
	return true
}

// keep copies an outcome, and gives the function that puts it back.
func keep(o *program.Outcome) func() {
	var saved program.Outcome
	saved.Copy(o)
	return func() { o.Copy(&saved) }
}
