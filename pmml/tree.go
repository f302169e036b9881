package pmml

// TreeModel is a decision tree.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html
type TreeModel struct {
	ModelBase
	TreeSettings
	Node *TreeNode
}

// TreeSettings are the attributes that TreeModel and DecisionTree share.
type TreeSettings struct {
	MissingValueStrategy MissingValueStrategy
	MissingValuePenalty  Optional[float64]
	NoTrueChildStrategy  NoTrueChildStrategy
	SplitCharacteristic  SplitCharacteristic
}

// ElementName gives "TreeModel".
func (*TreeModel) ElementName() string { return "TreeModel" }

// TreeNode (Node) is a node of a tree.
type TreeNode struct {
	Element
	ID                 Optional[string]
	Score              Optional[string]
	RecordCount        Optional[float64]
	DefaultChild       Optional[string]
	Predicate          Predicate
	Partition          *Partition
	ScoreDistributions []*ScoreDistribution
	Nodes              []*TreeNode
	EmbeddedModel      EmbeddedModel // deprecated since PMML 4.1
}

// ScoreDistribution is a category's share of a node's training records.
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
	Node *TreeNode
}

func (m *TreeModel) decode(d *decoder) {
	m.ModelBase.attributes(d)
	m.TreeSettings.attributes(d)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("Node"):
			one(d, &m.Node)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.Node == nil {
		d.missing("Node")
	}
}

func (s *TreeSettings) attributes(d *decoder) {
	s.MissingValueStrategy = enumeration[MissingValueStrategy](d, "missingValueStrategy", missingValueStrategyNames)
	s.MissingValuePenalty = d.number("missingValuePenalty")
	s.NoTrueChildStrategy = enumeration[NoTrueChildStrategy](d, "noTrueChildStrategy", noTrueChildStrategyNames)
	s.SplitCharacteristic = enumeration[SplitCharacteristic](d, "splitCharacteristic", splitCharacteristicNames)
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
		case d.isEmbedded():
			if n.EmbeddedModel != nil {
				d.refuse("element \"" + d.current + "\" is a second embedded model, where one may stand")
				continue
			}
			n.EmbeddedModel = d.embedded()
		default:
			d.unknown()
		}
	}
	if n.Predicate == nil {
		d.missing("of the group PREDICATE")
	}
}

// decode reads a score distribution. Its recordCount may be left out, against
// the schema of 4.4, as R's producers do.
func (s *ScoreDistribution) decode(d *decoder) {
	d.begin(&s.Element)
	s.Value = d.needText("value")
	s.RecordCount = d.number("recordCount")
	s.Confidence = d.number("confidence")
	s.Probability = d.number("probability")
	d.endAttributes()
	d.noChildren()
}

func (t *DecisionTree) decode(d *decoder) {
	t.EmbeddedModelBase.attributes(d)
	t.TreeSettings.attributes(d)
	d.endAttributes()
	for d.child() {
		switch {
		case t.EmbeddedModelBase.child(d):
		case d.is("Node"):
			one(d, &t.Node)
		default:
			d.unknown()
		}
	}
	if t.Node == nil {
		d.missing("Node")
	}
}
