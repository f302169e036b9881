package tree

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Test is the kind of a node's predicate.
type Test uint8

// The kinds of predicates. Those from Equal to NotIn read one cell.
const (
	// True and False always give the same answer.
	True Test = iota
	False
	// The comparisons of a cell with a constant, which is no NaN.
	Equal
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	// IsMissing and IsNotMissing are never unknown.
	IsMissing
	IsNotMissing
	// In and NotIn look the cell up in a set.
	In
	NotIn
	// Surrogate and Other are predicates of several parts.
	Surrogate
	Other
	// otherwise is the exact contrary of the sibling before, on the same cell:
	// where that sibling was false, this node is entered untested.
	otherwise
)

// complements gives the contrary of each comparison.
var complements = [...]Test{
	True: False, False: True,
	Equal: NotEqual, NotEqual: Equal,
	Less: GreaterOrEqual, GreaterOrEqual: Less,
	LessOrEqual: Greater, Greater: LessOrEqual,
	IsMissing: IsNotMissing, IsNotMissing: IsMissing,
}

// node is a node in the array: 24 bytes.
type node struct {
	// value is the constant of a comparison.
	value float64
	slot  program.Slot
	// end is the index after the node's subtree.
	end int32
	// ref is the index of the node's set or predicate in the tree's tables.
	ref int32
	// test is what the walk does, kind what the document says; they differ where
	// test is otherwise.
	test, kind Test
}

// tree is a compiled tree without its results.
type tree struct {
	nodes      []node
	sets       []*program.CellSet
	surrogates []*program.Surrogate
	others     []program.Predicate
	// unknown is what an unknown predicate does.
	unknown Unknown
	// returnLast: where no child holds, the node itself is the result.
	returnLast bool
	// defaults holds the default child of each node, -1 for none; noDefault the
	// faults of the inner nodes among the latter.
	defaults  []int32
	noDefault map[int32]*program.Fault
}

// Unknown is what happens at a child whose predicate is unknown.
type Unknown uint8

// The answers to an unknown predicate.
const (
	// Skip goes on with the next child (missingValueStrategy none).
	Skip Unknown = iota
	// GiveUp has no prediction (nullPrediction).
	GiveUp
	// Stay makes the parent the result (lastPrediction).
	Stay
	// TakeDefault enters the parent's default child (defaultChild).
	TakeDefault
	// blend asks the kernel, which looks at more than one child.
	blend
)

// add appends a node with a predicate. The caller sets end when it is known.
func (t *tree) add(p program.Predicate) {
	n := node{slot: program.NoSlot, test: Other}
	switch p := p.(type) {
	case *program.Always:
		if p.Result == program.True {
			n.test = True
		} else if p.Result == program.False {
			n.test = False
		}
	case *program.Equal:
		n.compare(Equal, p.Slot, p.Value)
	case *program.NotEqual:
		n.compare(NotEqual, p.Slot, p.Value)
	case *program.Less:
		n.compare(Less, p.Slot, p.Limit)
	case *program.LessOrEqual:
		n.compare(LessOrEqual, p.Slot, p.Limit)
	case *program.Greater:
		n.compare(Greater, p.Slot, p.Limit)
	case *program.GreaterOrEqual:
		n.compare(GreaterOrEqual, p.Slot, p.Limit)
	case *program.IsMissingTest:
		n.test, n.slot = IsMissing, p.Slot
		if p.Negate {
			n.test = IsNotMissing
		}
	case *program.In:
		n.test, n.slot, n.ref = In, p.Slot, int32(len(t.sets))
		if p.Negate {
			n.test = NotIn
		}
		t.sets = append(t.sets, p.Set)
	case *program.Surrogate:
		n.test, n.ref = Surrogate, int32(len(t.surrogates))
		t.surrogates = append(t.surrogates, p)
	}
	if n.test == Other {
		n.ref = int32(len(t.others))
		t.others = append(t.others, p)
	}
	n.kind = n.test
	t.nodes = append(t.nodes, n)
}

// addPlain appends a node whose predicate is True or False.
func (t *tree) addPlain(test Test) {
	t.nodes = append(t.nodes, node{slot: program.NoSlot, test: test, kind: test})
}

// addComparison appends a node with a comparison.
func (t *tree) addComparison(c compile.Comparison) {
	test := tests[c.Operator]
	t.nodes = append(t.nodes, node{slot: c.Slot, value: c.Value, test: test, kind: test})
}

// tests gives the kind of test for each operator of a SimplePredicate.
var tests = [...]Test{
	pmml.OperatorEqual: Equal, pmml.OperatorNotEqual: NotEqual,
	pmml.OperatorLessThan: Less, pmml.OperatorLessOrEqual: LessOrEqual,
	pmml.OperatorGreaterThan: Greater, pmml.OperatorGreaterOrEqual: GreaterOrEqual,
	pmml.OperatorIsMissing: IsMissing, pmml.OperatorIsNotMissing: IsNotMissing,
}

// compare makes the node a comparison. One with a NaN has rules of its own and
// stays with its predicate.
func (n *node) compare(test Test, slot program.Slot, value float64) {
	if !math.IsNaN(value) {
		n.test, n.slot, n.value = test, slot, value
	}
}

// pair marks second as the contrary of its elder sibling first where it is. A
// contrary has no contrary of its own: where it is skipped as unknown, the walk
// tests the sibling after it.
func (t *tree) pair(first, second int32) {
	a, b := &t.nodes[first], &t.nodes[second]
	if a.test != otherwise && int(a.kind) < len(complements) && a.slot != program.NoSlot && a.slot == b.slot &&
		complements[a.kind] == b.kind && a.value == b.value {
		b.test = otherwise
	}
}

// decide tests a node's predicate as the document has it, and says whether an
// alternative of a surrogate decided.
func (t *tree) decide(f *program.Frame, i int32) (result program.Tri, alternative bool) {
	n := &t.nodes[i]
	switch n.kind {
	case True:
		return program.True, false
	case False:
		return program.False, false
	case Surrogate:
		return t.surrogates[n.ref].TestAlternative(f)
	case Other:
		return t.others[n.ref].Test(f), false
	}
	v := f.Cells[n.slot]
	if v != v {
		return special(f, n, v), false
	}
	holds := false
	switch n.kind {
	case Equal:
		holds = v == n.value
	case NotEqual:
		holds = v != n.value
	case Less:
		holds = v < n.value
	case LessOrEqual:
		holds = v <= n.value
	case Greater:
		holds = v > n.value
	case GreaterOrEqual:
		holds = v >= n.value
	case IsNotMissing:
		holds = true
	case In:
		holds = t.sets[n.ref].Has(v)
	case NotIn:
		holds = !t.sets[n.ref].Has(v)
	}
	return program.TriOf(holds), false
}

// special decides for a cell that is NaN. An ordinary NaN differs from every
// constant and lies above it; an error is raised; what is missing is unknown.
func special(f *program.Frame, n *node, v float64) program.Tri {
	if program.IsNaN(v) {
		switch n.kind {
		case NotEqual, Greater, GreaterOrEqual, NotIn, IsNotMissing:
			return program.True
		}
		return program.False
	}
	f.Use(v)
	switch n.kind {
	case IsMissing:
		return program.True
	case IsNotMissing:
		return program.False
	}
	return program.Unknown
}
