package tree

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// plain walks the document's own nodes as the standard tells it, and with
// predicates that are called: what the flat walk must agree with. The score of
// every node is its number.
type plain struct {
	settings pmml.TreeSettings
	root     *pmml.TreeNode
	tests    map[*pmml.TreeNode]program.Predicate
}

func newPlain(c *compile.Context, m *pmml.TreeModel) (*plain, error) {
	p := &plain{settings: m.TreeSettings, root: m.Node, tests: map[*pmml.TreeNode]program.Predicate{}}
	var visit func(n *pmml.TreeNode) error
	visit = func(n *pmml.TreeNode) (err error) {
		if p.tests[n], err = c.Predicate(n.Predicate); err != nil {
			return err
		}
		for _, child := range n.Nodes {
			if err := visit(child); err != nil {
				return err
			}
		}
		return nil
	}
	return p, visit(m.Node)
}

func (p *plain) result(f *program.Frame) string {
	if p.tests[p.root].Test(f) != program.True {
		return "none"
	}
	n := p.root
descend:
	for len(n.Nodes) > 0 {
		for _, child := range n.Nodes {
			switch p.tests[child].Test(f) {
			case program.True:
				n = child
				continue descend
			case program.Unknown:
				switch p.settings.MissingValueStrategy {
				case nullPrediction:
					return "none"
				case lastPrediction:
					return n.Score.Or("none")
				case defaultChild:
					for _, d := range n.Nodes {
						if d.ID == n.DefaultChild {
							n = d
							continue descend
						}
					}
					return "fault"
				}
			}
		}
		if p.settings.NoTrueChildStrategy == pmml.NoTrueChildStrategyReturnLastPrediction {
			return n.Score.Or("none")
		}
		return "none"
	}
	return n.Score.Or("none")
}

// both compiles a tree twice: flat, and plain beside it.
type both struct{ plain *plain }

func (b *both) compile(c *compile.Context, m *pmml.TreeModel) (k program.Kernel, err error) {
	if b.plain, err = newPlain(c, m); err != nil {
		return nil, err
	}
	return Compile(c, m)
}

// randomTree makes a tree of all kinds of predicates, complements among them.
func randomTree(r *rand.Rand) *pmml.TreeModel {
	operators := []pmml.Operator{
		pmml.OperatorLessThan, pmml.OperatorGreaterOrEqual, pmml.OperatorLessOrEqual, pmml.OperatorGreaterThan,
		pmml.OperatorEqual, pmml.OperatorNotEqual, pmml.OperatorIsMissing, pmml.OperatorIsNotMissing,
	}
	field := func() string { return []string{"x", "z"}[r.IntN(2)] }
	value := func() string { return []string{"0", "1", "2", "NaN"}[min(r.IntN(20), 3)%4] }
	if r.IntN(2) == 0 {
		value = func() string { return strconv.Itoa(r.IntN(3)) }
	}
	var predicate func(depth int) pmml.Predicate
	predicate = func(depth int) pmml.Predicate {
		switch k := r.IntN(12); {
		case k == 0:
			return &pmml.True{}
		case k == 1:
			return &pmml.False{}
		case k == 2:
			op := []pmml.SetOperator{pmml.SetOperatorIsIn, pmml.SetOperatorIsNotIn}[r.IntN(2)]
			return &pmml.SimpleSetPredicate{Field: "s", BooleanOperator: op, Array: &pmml.Array{Values: []string{"a", "b"}}}
		case k <= 4 && depth < 2:
			op := []pmml.BooleanOperator{pmml.BooleanOperatorAnd, pmml.BooleanOperatorOr, pmml.BooleanOperatorXor, pmml.BooleanOperatorSurrogate}[r.IntN(4)]
			return compound(op, predicate(depth+1), predicate(depth+1))
		}
		return simple(field(), operators[r.IntN(len(operators))], value())
	}
	number := 0
	var grow func(depth int, p pmml.Predicate) *pmml.TreeNode
	grow = func(depth int, p pmml.Predicate) *pmml.TreeNode {
		number++
		n := id("n"+strconv.Itoa(number), nd(strconv.Itoa(number), p))
		if depth == 0 || r.IntN(4) == 0 {
			return n
		}
		if r.IntN(2) == 0 { // a split in two
			k := r.IntN(4) * 2
			f, v := field(), value()
			n.Nodes = append(n.Nodes, grow(depth-1, simple(f, operators[k], v)), grow(depth-1, simple(f, operators[k+1], v)))
		}
		for range r.IntN(3) {
			n.Nodes = append(n.Nodes, grow(depth-1, predicate(0)))
		}
		if len(n.Nodes) > 0 && r.IntN(6) > 0 {
			n.DefaultChild = n.Nodes[r.IntN(len(n.Nodes))].ID
		}
		if len(n.Nodes) > 0 && r.IntN(8) == 0 {
			n.Score = pmml.Optional[string]{}
		}
		return n
	}
	m := regression(nil, []pmml.MissingValueStrategy{0, none, nullPrediction, lastPrediction, defaultChild}[r.IntN(5)])
	if r.IntN(2) == 0 {
		returnLast(m)
	}
	m.Node = grow(5, &pmml.True{})
	return m
}

func TestFlatWalkAgreesWithThePlainOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	numbers := []any{nil, 0.0, .5, 1.0, 2.0, 3.0, program.NaN}
	texts := []any{nil, "a", "b", "c"}
	for i := range 2000 {
		m := randomTree(r)
		b := &both{}
		c, err := compile.Document(document(m), compile.Types{compile.ModelType[*pmml.TreeModel]{Compile: b.compile}}, compile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := &scorer{compiled: c, frame: c.Program.NewFrame()}
		for range 20 {
			in := record{"x": numbers[r.IntN(7)], "z": numbers[r.IntN(7)], "s": texts[r.IntN(4)]}
			s.set(in)
			got, fault := "none", s.frame.Run()
			if o := &s.frame.Outcomes[0]; fault != nil {
				got = "fault"
			} else if !program.IsMissing(o.Value) {
				got = strconv.Itoa(int(o.Value))
				if o.Entity != int(o.Value)-1 {
					t.Fatalf("tree %d, record %v: entity %d of node %s", i, in, o.Entity, got)
				}
			}
			if want := b.plain.result(s.frame); got != want {
				t.Fatalf("tree %d, strategy %v, record %v: node %s, want %s", i, m.MissingValueStrategy, in, got, want)
			}
		}
	}
}

// chain makes a tree of one node below another, as deep as is asked for.
func chain(depth int, strategy pmml.MissingValueStrategy) *pmml.TreeModel {
	root := nd("0", &pmml.True{})
	n := root
	for i := range depth {
		child := nd(strconv.Itoa(i+1), from("x", "0"))
		n.Nodes = []*pmml.TreeNode{nd("-1", below("x", "0")), child}
		n = child
	}
	return regression(root, strategy)
}

func TestDeepTrees(t *testing.T) {
	const depth = 100_000
	o := compiled(t, chain(depth, none)).run(t, record{"x": 1.0})
	if o.Value != depth {
		t.Errorf("value %v, want %d", o.Value, depth)
	}
}

func TestScoringAllocatesNothing(t *testing.T) {
	for _, tt := range []struct {
		name  string
		model *pmml.TreeModel
		in    record
	}{
		{"regression", chain(10, none), record{"x": 1.0}},
		{"regression, missing", chain(10, lastPrediction), record{}},
		{"classification", example(defaultChild), record{}},
		{"weightedConfidence", example(weightedConfidence), record{}},
		{"aggregateNodes", example(aggregateNodes), record{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, tt.model)
			s.run(t, tt.in) // takes the scratch memory
			if n := testing.AllocsPerRun(100, func() { s.frame.Run() }); n != 0 {
				t.Errorf("%v allocations for a record", n)
			}
		})
	}
}

// full makes a complete binary tree over x and z.
func full(depth int) *pmml.TreeModel {
	number := 0
	var grow func(p pmml.Predicate, depth int, lowX, highX, lowZ, highZ float64) *pmml.TreeNode
	grow = func(p pmml.Predicate, depth int, lowX, highX, lowZ, highZ float64) *pmml.TreeNode {
		number++
		n := nd(strconv.Itoa(number), p)
		if depth == 0 {
			return n
		}
		field, middle := "x", (lowX+highX)/2
		if depth%2 == 0 {
			field, middle = "z", (lowZ+highZ)/2
		}
		text := strconv.FormatFloat(middle, 'g', -1, 64)
		if field == "x" {
			n.Nodes = []*pmml.TreeNode{grow(below(field, text), depth-1, lowX, middle, lowZ, highZ), grow(from(field, text), depth-1, middle, highX, lowZ, highZ)}
		} else {
			n.Nodes = []*pmml.TreeNode{grow(below(field, text), depth-1, lowX, highX, lowZ, middle), grow(from(field, text), depth-1, lowX, highX, middle, highZ)}
		}
		return n
	}
	return regression(grow(&pmml.True{}, depth, 0, 1, 0, 1), none)
}

// BenchmarkScore scores records on a complete binary tree: the kernel alone.
func BenchmarkScore(b *testing.B) {
	for _, depth := range []int{4, 8, 12} {
		b.Run("depth="+strconv.Itoa(depth), func(b *testing.B) {
			s := compiled(b, full(depth))
			r := rand.New(rand.NewPCG(3, 4))
			frames := make([]*program.Frame, 512)
			for i := range frames {
				s.frame = s.compiled.Program.NewFrame()
				s.run(b, record{"x": r.Float64(), "z": r.Float64()})
				frames[i] = s.frame
			}
			kernel := s.compiled.Program.Stage.Kernel
			b.ReportAllocs()
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				kernel.Score(frames[i&511])
			}
		})
	}
}

// BenchmarkCompile compiles a complete binary tree of 8191 nodes.
func BenchmarkCompile(b *testing.B) {
	doc := document(full(12))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile.Document(doc, only, compile.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
