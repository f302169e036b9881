package association

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles an AssociationModel. Its results are its output fields: it
// predicts no field.
//
// The counts, thresholds and limits that the model's attributes give are
// remarks; what stands in the document counts.
//
// Spec: https://dmg.org/pmml/v4-4-1/AssociationRules.html
func Compile(c *compile.Context, m *pmml.AssociationModel) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionAssociationRules:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, associationRules is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrInvalid, "functionName=%q was found, an association model needs associationRules", m.FunctionName)
	}
	if m.Targets != nil {
		return nil, c.Errorf(m.Targets, pmml.ErrInvalid, "Targets has no place in an association model, which predicts no field")
	}
	for _, t := range c.Targets() {
		return nil, c.Errorf(m, pmml.ErrInvalid, "target field %q was found, an association model predicts no field: its items belong to active fields", t.Name)
	}
	b := &compiler{
		c: c, m: m, k: &kernel{},
		items: map[string]*item{}, itemsets: map[string]*itemset{},
		atoms: map[atomKey]int32{}, readers: map[string]*source{},
		selections: map[selectionKey]int{},
	}
	if err := b.schema(); err != nil {
		return nil, err
	}
	if err := b.compileItems(); err != nil {
		return nil, err
	}
	if err := b.compileItemsets(); err != nil {
		return nil, err
	}
	if err := b.compileRules(); err != nil {
		return nil, err
	}
	if err := b.index(); err != nil {
		return nil, err
	}
	b.k.scratch = c.NewScratch()
	b.note()
	target := c.UnreportedTarget()
	target.Features, target.Several = b.feature, true
	b.k.target, b.k.answered = target.Slot, c.Texts().Intern("")
	return b.k, nil
}

// compiler is the state of compiling one model.
type compiler struct {
	c *compile.Context
	m *pmml.AssociationModel
	k *kernel

	// grouped says that rows make up a basket, by a group field. itemField is the
	// only active field, "" where there are more.
	grouped   bool
	groups    map[string]bool
	itemField string

	items    map[string]*item
	itemsets map[string]*itemset
	rules    []rule
	// atoms numbers the distinct items.
	atoms      map[atomKey]int32
	readers    map[string]*source
	selections map[selectionKey]int
	// lists are what output fields report of rules, by rule: many fields report the
	// same of another rank.
	lists map[listKey]ruleList
}

// listKey is what a list of rules says, and in which type.
type listKey struct {
	part pmml.RuleFeature
	typ  pmml.DataType
}

// ruleList holds a value, or the items of an itemset, for each rule.
type ruleList struct {
	values []float64
	sets   [][]float64
}

// itemset is an Itemset, compiled.
type itemset struct {
	declared *pmml.Itemset
	items    []*item
	// atoms are the distinct items, by number.
	atoms []int32
	// antecedent is its number among the antecedents of rules, -1 for none.
	antecedent int
}

// rule is an AssociationRule, compiled.
type rule struct {
	declared               *pmml.AssociationRule
	id                     string
	antecedent, consequent *itemset
}

func (b *compiler) compileItemsets() error {
	for _, s := range b.m.Itemsets {
		if err := b.c.Next(); err != nil {
			return err
		}
		if err := b.compileItemset(s); err != nil {
			return err
		}
	}
	return nil
}

func (b *compiler) compileItemset(s *pmml.Itemset) error {
	if _, ok := b.itemsets[s.ID]; ok {
		return b.c.Keep(b.c.Errorf(s, pmml.CodeDuplicateName, "itemset id %q is given twice", s.ID))
	}
	out := &itemset{declared: s, antecedent: -1}
	b.itemsets[s.ID] = out
	seen := map[int32]bool{}
	for i := range s.ItemRefs {
		ref := &s.ItemRefs[i]
		it, ok := b.items[ref.ItemRef]
		if !ok {
			if err := b.c.Keep(b.c.Errorf(ref, pmml.CodeNameUnknown, "there is no Item %q", ref.ItemRef)); err != nil {
				return err
			}
			continue
		}
		out.items = append(out.items, it)
		if it.atom >= 0 && !seen[it.atom] {
			seen[it.atom] = true
			out.atoms = append(out.atoms, it.atom)
		}
	}
	return nil
}

func (b *compiler) compileRules() error {
	if len(b.m.AssociationRules) > math.MaxInt32 {
		return b.c.Errorf(b.m, pmml.ErrLimit, "%d rules were found, a model may have %d", len(b.m.AssociationRules), math.MaxInt32)
	}
	given := map[string]bool{}
	for i, r := range b.m.AssociationRules {
		id, ok := r.ID.Get()
		if !ok {
			id = implicitID(i)
		} else if given[id] {
			if err := b.c.Keep(b.c.Errorf(r, pmml.CodeDuplicateName, "rule id %q is given twice", id)); err != nil {
				return err
			}
		}
		given[id] = given[id] || ok
		out := rule{declared: r, id: id}
		var err error
		if out.antecedent, err = b.itemset(r, "antecedent", r.Antecedent); err != nil {
			return err
		}
		if out.consequent, err = b.itemset(r, "consequent", r.Consequent); err != nil {
			return err
		}
		// What a rule gives is looked up by rule, though rules share itemsets.
		if err := b.c.Spend(limit.Cells, int64(len(out.consequent.items)), r); err != nil {
			return err
		}
		b.rules = append(b.rules, out)
	}
	return nil
}

// itemset finds a rule's itemset. Where errors are collected, an empty one
// stands for one that is not there.
func (b *compiler) itemset(r *pmml.AssociationRule, attribute, id string) (*itemset, error) {
	if s, ok := b.itemsets[id]; ok {
		return s, nil
	}
	err := b.c.Errorf(r, pmml.CodeNameUnknown, "%s=%q was found, and there is no Itemset of this id", attribute, id)
	return &itemset{declared: &pmml.Itemset{}, antecedent: -1}, b.c.Keep(err)
}
