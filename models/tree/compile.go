package tree

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a TreeModel. The kernel changes nothing of its own, so any
// number of frames may run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
func Compile(c *compile.Context, m *pmml.TreeModel) (program.Kernel, error) {
	if d, ok := c.Draft(m).(*Draft); ok {
		return d.link(c, m)
	}
	return compileTree(c, m, m.FunctionName, &m.TreeSettings, m.Node)
}

// CompileEmbedded compiles a DecisionTree inside another model. It predicts the
// target of the model that it stands in.
//
// Spec: https://dmg.org/pmml/v4-0-1/MultipleModels.html
func CompileEmbedded(c *compile.Context, t *pmml.DecisionTree) (program.Kernel, error) {
	function := t.FunctionName
	if function == 0 {
		function = c.Function()
	}
	return compileTree(c, t, function, &t.TreeSettings, t.Node)
}

// compiler is a tree on its way to a kernel.
type compiler struct {
	scope
	at      pmml.Node
	tree    tree
	penalty float64
	// strategy is the missingValueStrategy, with its default.
	strategy pmml.MissingValueStrategy
	classify bool

	// work holds what belongs to the nodes, and so do the tree's nodes and defaults
	// while it is compiled. The kernel gets copies.
	work *workspace
	// exact are the scores as their texts say, by node, in decimal mode.
	exact    map[int32]decimal.Decimal
	embedded map[int32]program.Kernel
	named    bool // a node has an id
}

// scope is what surrounds a tree: a model, or in a draft only what is known of it.
type scope interface {
	Errorf(at pmml.Node, class error, format string, args ...any) error
	// Look gives an error where nobody waits any more.
	Look() error
	Keep(err error) error
	Float32() bool
	Decimal() bool
	Predicate(p pmml.Predicate) (program.Predicate, error)
	Comparison(p pmml.Predicate) (compile.Comparison, bool, error)
	Embedded(m pmml.EmbeddedModel) (program.Kernel, error)
	// findTarget finds what the tree predicts, for category, which gives the index
	// and the cell of a category of the target.
	findTarget(at pmml.Node) error
	category(text string, at pmml.Node) (int, float64, error)
	// categoryCell gives the cell of a category by its index.
	categoryCell(i int) float64
}

// live is the scope of a model that is being compiled.
type live struct {
	*compile.Context
	target *compile.Target
}

func (l *live) findTarget(at pmml.Node) (err error) {
	l.target, err = l.Target(at)
	return err
}

func (l *live) category(text string, at pmml.Node) (int, float64, error) {
	return l.target.Category(text, at)
}

func (l *live) categoryCell(i int) float64 { return l.target.Categories[i].Cell }

func compileTree(c *compile.Context, at pmml.Node, function pmml.MiningFunction, s *pmml.TreeSettings, root *pmml.TreeNode) (program.Kernel, error) {
	w, ok := c.Spare(workspaceKey{}).(*workspace)
	if !ok {
		w = &workspace{} // the first tree, or one inside another
	}
	defer c.Leave(workspaceKey{}, w)
	l := &live{Context: c}
	b := newCompiler(l, w, at)
	defer b.done()
	if err := b.compile(function, s, root); err != nil {
		return nil, err
	}
	k, ids := b.kernel(), b.packedIDs()
	if blender, ok := k.(*blender); ok {
		blender.scratch = c.NewScratch()
	}
	return l.settle(k, ids), nil
}

// settle ties a kernel to the model that it is of.
func (l *live) settle(k settled, ids *nodeIDs) program.Kernel {
	k.settle(l.target)
	base := k.nodeBase()
	count := len(base.nodes)
	l.target.SetEntityFunc(func() []string { return ids.list(count) })
	if ids != fromOne {
		l.Note(base, ids)
	}
	return k
}

func newCompiler(s scope, w *workspace, at pmml.Node) *compiler {
	w.reset()
	b := &compiler{scope: s, at: at, work: w}
	b.tree.nodes, b.tree.defaults = w.nodes[:0], w.defaults[:0]
	return b
}

// done gives the workspace the memory of the tree's arrays back.
func (b *compiler) done() { b.work.nodes, b.work.defaults = b.tree.nodes, b.tree.defaults }

func (b *compiler) compile(function pmml.MiningFunction, s *pmml.TreeSettings, root *pmml.TreeNode) error {
	switch function {
	case pmml.MiningFunctionClassification:
		b.classify = true
	case pmml.MiningFunctionRegression:
	case 0:
		return b.Errorf(b.at, pmml.CodePartMissing, "functionName is missing, regression or classification is needed")
	default:
		return b.Errorf(b.at, pmml.ErrUnsupported, "functionName=%q is not one that a tree has: regression or classification is needed", function)
	}
	if root == nil {
		return b.Errorf(b.at, pmml.CodePartMissing, "a tree needs a Node")
	}
	if err := b.Keep(b.settings(s)); err != nil {
		return err
	}
	if err := b.findTarget(b.at); err != nil {
		return err
	}
	if err := b.nodes(root); err != nil {
		return err
	}
	return b.Keep(b.checkIDs())
}

func (b *compiler) settings(s *pmml.TreeSettings) error {
	b.penalty = s.MissingValuePenalty.Or(1)
	if !(b.penalty >= 0 && b.penalty <= 1) {
		return b.Errorf(b.at, pmml.CodeOutOfRange, "missingValuePenalty %v lies outside 0 to 1", b.penalty)
	}
	b.strategy = s.MissingValueStrategy
	switch s.MissingValueStrategy {
	case 0, pmml.MissingValueStrategyNone:
		b.tree.unknown = skip
	case pmml.MissingValueStrategyNullPrediction:
		b.tree.unknown = giveUp
	case pmml.MissingValueStrategyLastPrediction:
		b.tree.unknown = stay
	case pmml.MissingValueStrategyDefaultChild:
		b.tree.unknown = takeDefault
	case pmml.MissingValueStrategyWeightedConfidence, pmml.MissingValueStrategyAggregateNodes:
		b.tree.unknown = blend
	default:
		return b.Errorf(b.at, pmml.ErrUnsupported, "missingValueStrategy=%q is not supported", s.MissingValueStrategy)
	}
	switch s.NoTrueChildStrategy {
	case 0, pmml.NoTrueChildStrategyReturnNullPrediction:
	case pmml.NoTrueChildStrategyReturnLastPrediction:
		b.tree.returnLast = true
	default:
		return b.Errorf(b.at, pmml.ErrUnsupported, "noTrueChildStrategy=%q is not supported", s.NoTrueChildStrategy)
	}
	return nil
}

// open is a node whose children are being compiled.
type open struct {
	n     *pmml.TreeNode
	index int32
	next  int   // the next child
	last  int32 // the child compiled last, -1 for none
	def   int32 // the default child
}

// lookEvery is how many nodes lie between two looks at whether anybody waits.
const lookEvery = 1 << 12

// nodes compiles all nodes, depth first, with a stack of its own: documents
// have trees that are deeper than is good for recursion.
func (b *compiler) nodes(root *pmml.TreeNode) error {
	t := &b.tree
	if err := b.node(root); err != nil {
		return err
	}
	stack := append(b.work.stack[:0], open{n: root, last: -1, def: -1})
	defer func() { b.work.stack = stack }()
	for len(stack) > 0 {
		o := &stack[len(stack)-1]
		if o.next == len(o.n.Nodes) {
			t.nodes[o.index].end = int32(len(t.nodes))
			if err := b.Keep(b.close(o)); err != nil {
				return err
			}
			stack = stack[:len(stack)-1]
			continue
		}
		child := o.n.Nodes[o.next]
		o.next++
		index := int32(len(t.nodes))
		if index%lookEvery == 0 {
			if err := b.Look(); err != nil {
				return err
			}
		}
		if err := b.node(child); err != nil {
			return err
		}
		if o.last >= 0 {
			t.pair(o.last, index)
		}
		o.last = index
		if o.def < 0 && t.unknown == takeDefault && child.ID.IsSet() && child.ID == o.n.DefaultChild {
			o.def = index
		}
		stack = append(stack, open{n: child, index: index, last: -1, def: -1})
	}
	return nil
}

// test compiles a node's predicate, and adds the node.
func (b *compiler) test(n *pmml.TreeNode) error {
	switch q := n.Predicate.(type) {
	case nil:
		b.tree.addPlain(testTrue)
		return b.Keep(b.Errorf(n, pmml.CodePartMissing, "a Node needs a predicate"))
	case *pmml.True:
		b.tree.addPlain(testTrue)
	default:
		c, ok, err := b.Comparison(q)
		if err != nil {
			return err
		}
		if ok {
			b.tree.addComparison(c)
			return nil
		}
		p, err := b.Predicate(q)
		if err != nil {
			return err
		}
		b.tree.add(p)
	}
	return nil
}

// node compiles a node but for its children.
func (b *compiler) node(n *pmml.TreeNode) error {
	index := int32(len(b.tree.nodes))
	if err := b.test(n); err != nil {
		return err
	}
	b.work.ids = append(b.work.ids, n.ID.Or(""))
	b.named = b.named || n.ID.IsSet()
	if b.tree.unknown == takeDefault {
		b.tree.defaults = append(b.tree.defaults, -1)
	}
	if b.tree.unknown == blend {
		count := n.RecordCount.Or(program.Missing)
		if count < 0 {
			if err := b.Keep(b.Errorf(n, pmml.CodeOutOfRange, "recordCount %v is negative", count)); err != nil {
				return err
			}
		}
		b.work.counts = append(b.work.counts, count)
	}
	if err := b.result(n); err != nil {
		return err
	}
	// The schema has embedded models in leaves only, but where the last node may
	// be the result, exporters of linear trees put them into inner nodes too.
	if n.EmbeddedModel == nil || len(n.Nodes) > 0 && !b.final() {
		return nil
	}
	if b.strategy == pmml.MissingValueStrategyAggregateNodes {
		return b.Errorf(n, pmml.ErrUnsupported, "missingValueStrategy=%q sums the record counts of nodes, which an embedded model does not have", b.strategy)
	}
	if b.embedded == nil {
		b.embedded = map[int32]program.Kernel{}
	}
	var err error
	b.embedded[index], err = b.Embedded(n.EmbeddedModel)
	return b.Keep(err)
}

// close settles what depends on a node's children.
func (b *compiler) close(o *open) error {
	if len(o.n.Nodes) == 0 || b.tree.unknown != takeDefault {
		return nil
	}
	b.tree.defaults[o.index] = o.def
	name, given := o.n.DefaultChild.Get()
	switch {
	case o.def >= 0:
	case given:
		return b.Errorf(o.n, pmml.CodeNameUnknown, "defaultChild %q is not the id of a child of the Node", name)
	default:
		if b.tree.noDefault == nil {
			b.tree.noDefault = map[int32]*program.Fault{}
		}
		b.tree.noDefault[o.index] = &program.Fault{Pos: o.n.Pos, Detail: "a value is missing, and the Node has no defaultChild that missingValueStrategy=\"defaultChild\" could follow"}
	}
	return nil
}

// checkIDs says whether an id is given twice.
func (b *compiler) checkIDs() error {
	if b.named {
		if id, twice := duplicate(b.work.ids); twice {
			return b.Errorf(b.at, pmml.CodeDuplicateName, "the Node id %q is given twice", id)
		}
	}
	return nil
}

// packedIDs gives the id of every node: its own, or its number in the document.
func (b *compiler) packedIDs() *nodeIDs {
	if !b.named {
		return fromOne
	}
	for i, id := range b.work.ids {
		if id == "" {
			b.work.ids[i] = strconv.Itoa(i + 1)
		}
	}
	return packIDs(b.work.ids)
}

// duplicate finds an id that is there twice. "" is none.
func duplicate(ids []string) (string, bool) {
	// Ids that count upwards, as most do, need no table.
	last, rising := "", true
	for _, id := range ids {
		if id == "" {
			continue
		}
		if len(id) < len(last) || len(id) == len(last) && id <= last {
			rising = false
			break
		}
		last = id
	}
	if rising {
		return "", false
	}
	seen := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		if id == "" {
			continue
		}
		if _, ok := seen[id]; ok {
			return id, true
		}
		seen[id] = struct{}{}
	}
	return "", false
}
