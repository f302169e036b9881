package tree

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// testKind is the kind of a node's predicate.
type testKind uint8

// The kinds of predicates. Those from testEqual to testNotIn read one cell.
const (
	// testTrue and testFalse always give the same answer.
	testTrue testKind = iota
	testFalse
	// The comparisons of a cell with a constant, which is no NaN.
	testEqual
	testNotEqual
	testLess
	testLessOrEqual
	testGreater
	testGreaterOrEqual
	// testIsMissing and testIsNotMissing are never unknown.
	testIsMissing
	testIsNotMissing
	// testIn and testNotIn look the cell up in a set.
	testIn
	testNotIn
	// testSurrogate and testOther are predicates of several parts.
	testSurrogate
	testOther
	// otherwise is the exact contrary of the sibling before, on the same cell:
	// where that sibling was false, this node is entered untested.
	otherwise
)

// complements gives the contrary of each comparison.
var complements = [...]testKind{
	testTrue: testFalse, testFalse: testTrue,
	testEqual: testNotEqual, testNotEqual: testEqual,
	testLess: testGreaterOrEqual, testGreaterOrEqual: testLess,
	testLessOrEqual: testGreater, testGreater: testLessOrEqual,
	testIsMissing: testIsNotMissing, testIsNotMissing: testIsMissing,
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
	test, kind testKind
}

// tree is a compiled tree without its results.
type tree struct {
	nodes      []node
	sets       []*program.CellSet
	surrogates []*program.Surrogate
	others     []program.Predicate
	// unknown is what an unknown predicate does.
	unknown onUnknown
	// returnLast: where no child holds, the node itself is the result.
	returnLast bool
	// defaults holds the default child of each node, -1 for none; noDefault the
	// faults of the inner nodes among the latter.
	defaults  []int32
	noDefault map[int32]*program.Fault
}

// onUnknown is what happens at a child whose predicate is unknown.
type onUnknown uint8

// The answers to an unknown predicate.
const (
	// skip goes on with the next child (missingValueStrategy none).
	skip onUnknown = iota
	// giveUp has no prediction (nullPrediction).
	giveUp
	// stay makes the parent the result (lastPrediction).
	stay
	// takeDefault enters the parent's default child (defaultChild).
	takeDefault
	// blend asks the kernel, which looks at more than one child.
	blend
)

// add appends a node with a predicate. The caller sets end when it is known.
func (t *tree) add(p program.Predicate) {
	n := node{slot: program.NoSlot, test: testOther}
	switch p := p.(type) {
	case *program.Always:
		if p.Result == program.True {
			n.test = testTrue
		} else if p.Result == program.False {
			n.test = testFalse
		}
	case *program.Equal:
		n.compare(testEqual, p.Slot, p.Value)
	case *program.NotEqual:
		n.compare(testNotEqual, p.Slot, p.Value)
	case *program.Less:
		n.compare(testLess, p.Slot, p.Limit)
	case *program.LessOrEqual:
		n.compare(testLessOrEqual, p.Slot, p.Limit)
	case *program.Greater:
		n.compare(testGreater, p.Slot, p.Limit)
	case *program.GreaterOrEqual:
		n.compare(testGreaterOrEqual, p.Slot, p.Limit)
	case *program.IsMissingTest:
		n.test, n.slot = testIsMissing, p.Slot
		if p.Negate {
			n.test = testIsNotMissing
		}
	case *program.In:
		n.test, n.slot, n.ref = testIn, p.Slot, int32(len(t.sets))
		if p.Negate {
			n.test = testNotIn
		}
		t.sets = append(t.sets, p.Set)
	case *program.Surrogate:
		n.test, n.ref = testSurrogate, int32(len(t.surrogates))
		t.surrogates = append(t.surrogates, p)
	}
	if n.test == testOther {
		n.ref = int32(len(t.others))
		t.others = append(t.others, p)
	}
	n.kind = n.test
	t.nodes = append(t.nodes, n)
}

// addPlain appends a node whose predicate is True or False.
func (t *tree) addPlain(test testKind) {
	t.nodes = append(t.nodes, node{slot: program.NoSlot, test: test, kind: test})
}

// addComparison appends a node with a comparison.
func (t *tree) addComparison(c compile.Comparison) {
	test := tests[c.Operator]
	t.nodes = append(t.nodes, node{slot: c.Slot, value: c.Value, test: test, kind: test})
}

// tests gives the kind of test for each operator of a SimplePredicate.
var tests = [...]testKind{
	pmml.OperatorEqual: testEqual, pmml.OperatorNotEqual: testNotEqual,
	pmml.OperatorLessThan: testLess, pmml.OperatorLessOrEqual: testLessOrEqual,
	pmml.OperatorGreaterThan: testGreater, pmml.OperatorGreaterOrEqual: testGreaterOrEqual,
	pmml.OperatorIsMissing: testIsMissing, pmml.OperatorIsNotMissing: testIsNotMissing,
}

// compare makes the node a comparison. One with a NaN has rules of its own and
// stays with its predicate.
func (n *node) compare(test testKind, slot program.Slot, value float64) {
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
	case testTrue:
		return program.True, false
	case testFalse:
		return program.False, false
	case testSurrogate:
		return t.surrogates[n.ref].TestAlternative(f)
	case testOther:
		return t.others[n.ref].Test(f), false
	}
	v := f.Cells[n.slot]
	if v != v {
		return special(f, n, v), false
	}
	holds := false
	switch n.kind {
	case testEqual:
		holds = v == n.value
	case testNotEqual:
		holds = v != n.value
	case testLess:
		holds = v < n.value
	case testLessOrEqual:
		holds = v <= n.value
	case testGreater:
		holds = v > n.value
	case testGreaterOrEqual:
		holds = v >= n.value
	case testIsNotMissing:
		holds = true
	case testIn:
		holds = t.sets[n.ref].Has(v)
	case testNotIn:
		holds = !t.sets[n.ref].Has(v)
	}
	return program.TriOf(holds), false
}

// special decides for a cell that is NaN. An ordinary NaN differs from every
// constant and lies above it; an error is raised; what is missing is unknown.
func special(f *program.Frame, n *node, v float64) program.Tri {
	if program.IsNaN(v) {
		switch n.kind {
		case testNotEqual, testGreater, testGreaterOrEqual, testNotIn, testIsNotMissing:
			return program.True
		}
		return program.False
	}
	f.Use(v)
	switch n.kind {
	case testIsMissing:
		return program.True
	case testIsNotMissing:
		return program.False
	}
	return program.Unknown
}
