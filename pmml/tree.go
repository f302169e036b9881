package pmml

// TreeModel is a decision tree.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type TreeModel struct {
	ModelBase
	TreeSettings
	Node *TreeNode `pmml:",need"`
}

// TreeSettings are the attributes that TreeModel and DecisionTree share.
type TreeSettings struct {
	MissingValueStrategy MissingValueStrategy
	MissingValuePenalty  Optional[float64]
	NoTrueChildStrategy  NoTrueChildStrategy
	SplitCharacteristic  SplitCharacteristic
}

// TreeNode (Node) is a node of a tree.
//
//pmml:element Node
type TreeNode struct {
	Element
	ID                 Optional[string]
	Score              Optional[string]
	RecordCount        Optional[float64]
	DefaultChild       Optional[string]
	Predicate          Predicate `pmml:",need"`
	Partition          *Partition
	ScoreDistributions []*ScoreDistribution
	Nodes              []*TreeNode
	EmbeddedModel      EmbeddedModel // deprecated since PMML 4.1
}

// ScoreDistribution is a category's share of a node's training records.
// RecordCount may be left out, against the schema of 4.4, as R's producers do.
type ScoreDistribution struct {
	Element
	Value       string
	RecordCount Optional[float64]
	Confidence  Optional[float64]
	Probability Optional[float64]
}

// DecisionTree is a tree embedded in another model, deprecated since PMML 4.1.
type DecisionTree struct {
	EmbeddedModelBase
	TreeSettings
	Node *TreeNode `pmml:",need"`
}

func (n *TreeNode) decode(d *decoder) {
	d.begin(&n.Element)
	n.ID = d.text("id")
	n.Score = d.text("score")
	n.RecordCount = d.number("recordCount")
	n.DefaultChild = d.text("defaultChild")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Node"):
			child := d.slabs.treeNodes.new()
			n.Nodes = d.slabs.children.add(n.Nodes, child)
			child.decode(d)
		case d.is("ScoreDistribution"):
			s := d.slabs.distributions.new()
			n.ScoreDistributions = d.slabs.shares.add(n.ScoreDistributions, s)
			s.decode(d)
		case d.isPredicate():
			d.onePredicate(&n.Predicate)
		case d.is("Partition"):
			one(d, &n.Partition)
		case d.isEmbeddedModel():
			d.oneEmbeddedModel(&n.EmbeddedModel)
		default:
			d.unknown()
		}
	}
	if n.Predicate == nil {
		d.missing("of the group PREDICATE")
	}
}
