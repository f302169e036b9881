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
	*compile.Context
	at      pmml.Node
	target  *compile.Target
	tree    tree
	penalty float64
	// strategy is the missingValueStrategy, with its default.
	strategy pmml.MissingValueStrategy
	classify bool

	results []result
	// exact are the scores as their texts say, by node, in decimal mode.
	exact    map[int32]decimal.Decimal
	entries  []entry
	embedded map[int32]program.Kernel
	counts   []float64
	ids      []string // "" for none
	named    bool
}

func compileTree(c *compile.Context, at pmml.Node, function pmml.MiningFunction, s *pmml.TreeSettings, root *pmml.TreeNode) (program.Kernel, error) {
	b := &compiler{Context: c, at: at}
	switch function {
	case pmml.MiningFunctionClassification:
		b.classify = true
	case pmml.MiningFunctionRegression:
	case 0:
		return nil, c.Errorf(at, pmml.ErrInvalid, "functionName is missing, regression or classification is needed")
	default:
		return nil, c.Errorf(at, pmml.ErrUnsupported, "functionName=%q is not one that a tree has: regression or classification is needed", function)
	}
	if root == nil {
		return nil, c.Errorf(at, pmml.ErrInvalid, "a tree needs a Node")
	}
	if err := b.Keep(b.settings(s)); err != nil {
		return nil, err
	}
	var err error
	if b.target, err = c.Target(at); err != nil {
		return nil, err
	}
	if err = b.nodes(root); err != nil {
		return nil, err
	}
	ids, err := b.entities()
	if err = b.Keep(err); err != nil {
		return nil, err
	}
	b.target.SetEntities(ids)
	return b.kernel(), nil
}

func (b *compiler) settings(s *pmml.TreeSettings) error {
	b.penalty = s.MissingValuePenalty.Or(1)
	if !(b.penalty >= 0 && b.penalty <= 1) {
		return b.Errorf(b.at, pmml.ErrInvalid, "missingValuePenalty %v lies outside 0 to 1", b.penalty)
	}
	b.strategy = s.MissingValueStrategy
	switch s.MissingValueStrategy {
	case 0, pmml.MissingValueStrategyNone:
		b.tree.unknown = Skip
	case pmml.MissingValueStrategyNullPrediction:
		b.tree.unknown = GiveUp
	case pmml.MissingValueStrategyLastPrediction:
		b.tree.unknown = Stay
	case pmml.MissingValueStrategyDefaultChild:
		b.tree.unknown = TakeDefault
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

// nodes compiles all nodes, depth first, with a stack of its own: documents
// have trees that are deeper than is good for recursion.
func (b *compiler) nodes(root *pmml.TreeNode) error {
	t := &b.tree
	if err := b.node(root); err != nil {
		return err
	}
	stack := []open{{n: root, last: -1, def: -1}}
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
		if err := b.node(child); err != nil {
			return err
		}
		if o.last >= 0 {
			t.pair(o.last, index)
		}
		o.last = index
		if o.def < 0 && t.unknown == TakeDefault && child.ID.IsSet() && child.ID == o.n.DefaultChild {
			o.def = index
		}
		stack = append(stack, open{n: child, index: index, last: -1, def: -1})
	}
	return nil
}

// node compiles a node but for its children.
func (b *compiler) node(n *pmml.TreeNode) error {
	var p program.Predicate = &program.Always{}
	var err error
	if n.Predicate == nil {
		err = b.Keep(b.Errorf(n, pmml.ErrInvalid, "a Node needs a predicate"))
	} else {
		p, err = b.Predicate(n.Predicate)
	}
	if err != nil {
		return err
	}
	index := int32(len(b.tree.nodes))
	b.tree.add(p)
	b.ids = append(b.ids, n.ID.Or(""))
	b.named = b.named || n.ID.IsSet()
	if b.tree.unknown == TakeDefault {
		b.tree.defaults = append(b.tree.defaults, -1)
	}
	if b.tree.unknown == blend {
		count := n.RecordCount.Or(program.Missing)
		if count < 0 {
			if err := b.Keep(b.Errorf(n, pmml.ErrInvalid, "recordCount %v is negative", count)); err != nil {
				return err
			}
		}
		b.counts = append(b.counts, count)
	}
	r, err := b.result(n)
	if err != nil {
		if err = b.Keep(err); err != nil {
			return err
		}
		r = noResult
	}
	b.results = append(b.results, r)
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
	b.embedded[index], err = b.Embedded(n.EmbeddedModel)
	return b.Keep(err)
}

// close settles what depends on a node's children.
func (b *compiler) close(o *open) error {
	if len(o.n.Nodes) == 0 || b.tree.unknown != TakeDefault {
		return nil
	}
	b.tree.defaults[o.index] = o.def
	name, given := o.n.DefaultChild.Get()
	switch {
	case o.def >= 0:
	case given:
		return b.Errorf(o.n, pmml.ErrInvalid, "defaultChild %q is not the id of a child of the Node", name)
	default:
		if b.tree.noDefault == nil {
			b.tree.noDefault = map[int32]*program.Fault{}
		}
		b.tree.noDefault[o.index] = &program.Fault{Pos: o.n.Pos, Detail: "a value is missing, and the Node has no defaultChild that missingValueStrategy=\"defaultChild\" could follow"}
	}
	return nil
}

// entities gives the id of every node: its own, or its number in the document.
func (b *compiler) entities() ([]string, error) {
	if b.named {
		if id, twice := duplicate(b.ids); twice {
			return nil, b.Errorf(b.at, pmml.ErrInvalid, "the Node id %q is given twice", id)
		}
	}
	// All numbers share one text.
	var text []byte
	ends := make([]int, len(b.ids))
	for i, id := range b.ids {
		if id == "" {
			text = strconv.AppendInt(text, int64(i+1), 10)
		}
		ends[i] = len(text)
	}
	numbers, from := string(text), 0
	for i, id := range b.ids {
		if id == "" {
			b.ids[i] = numbers[from:ends[i]]
		}
		from = ends[i]
	}
	return b.ids, nil
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
