package association

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// selection is one of the rankings that output fields ask for: which of the
// rules that begin with the basket count, and in which order.
type selection struct {
	outcome   int
	algorithm pmml.OutputAlgorithm
	// order holds the rules, the first in rank first; position is its inverse.
	order, position []int32
	// limit is how many rules are asked for, 0 for all.
	limit int
	basis pmml.RankBasis
}

// selectionKey tells selections apart.
type selectionKey struct {
	algorithm pmml.OutputAlgorithm
	basis     pmml.RankBasis
	order     pmml.RankOrder
}

// few is how many rules are kept in order while they are found. More are sorted
// afterwards.
const few = 8

// rank fills an outcome with the rules that apply. Its value then says that the
// record has an answer, even where no rule applies.
func (s *selection) rank(o *program.Outcome, fired []firing) {
	o.Value = 0
	best := o.Ranking[:0] // positions in the order
	for _, r := range fired {
		if !s.takes(r.complete) {
			continue
		}
		at := s.position[r.rule]
		if s.limit == 0 || s.limit > few {
			best = append(best, at)
			continue
		}
		i := len(best)
		for i > 0 && best[i-1] > at {
			i--
		}
		switch {
		case len(best) < s.limit:
			best = append(best, 0)
		case i == len(best):
			continue
		}
		copy(best[i+1:], best[i:])
		best[i] = at
	}
	if s.limit == 0 || s.limit > few {
		slices.Sort(best)
		if s.limit > 0 && len(best) > s.limit {
			best = best[:s.limit]
		}
	}
	for i, at := range best {
		best[i] = s.order[at]
	}
	o.Ranking = best
	if len(best) > 0 {
		o.Entity = int(best[0])
	}
}

// takes says whether a rule that begins with the basket counts. complete says
// that the basket has its consequent, too.
//
// Spec: https://dmg.org/pmml/v4-4-1/Output.html#xsdType_RULE-FEATURE
func (s *selection) takes(complete bool) bool {
	switch s.algorithm {
	case pmml.OutputAlgorithmRecommendation:
		return true
	case pmml.OutputAlgorithmRuleAssociation:
		return complete
	}
	return !complete
}

// selection finds the ranking that an output field asks for, or makes it. rank
// is how many rules are asked for, 0 for all.
func (b *compiler) selection(o *pmml.OutputField, rank int) (*selection, error) {
	key := selectionKey{o.Algorithm, o.RankBasis, o.RankOrder}
	if key.algorithm == 0 {
		key.algorithm = pmml.OutputAlgorithmExclusiveRecommendation
	}
	if key.basis == 0 {
		key.basis = pmml.RankBasisConfidence
	}
	if key.order == 0 {
		key.order = pmml.RankOrderDescending
	}
	if i, ok := b.selections[key]; ok {
		s := &b.k.selected[i]
		if s.limit > 0 && rank > 0 {
			s.limit = max(s.limit, rank)
		} else {
			s.limit = 0
		}
		return s, nil
	}
	if err := b.c.Spend(limit.Cells, 2*int64(len(b.rules)), o); err != nil {
		return nil, err
	}
	s := selection{
		algorithm: key.algorithm, basis: key.basis, limit: rank, outcome: b.c.NewRanking(len(b.rules)),
		order: make([]int32, len(b.rules)), position: make([]int32, len(b.rules)),
	}
	measures := make([]float64, len(b.rules))
	for i := range b.rules {
		if err := b.c.Next(); err != nil {
			return nil, err
		}
		v, ok := b.rules[i].measure(key.basis)
		if !ok {
			err := b.c.Errorf(b.rules[i].declared, pmml.CodePartMissing, "%s is missing, and output field %q ranks rules by it", key.basis, o.Name)
			if err = b.c.Keep(err); err != nil {
				return nil, err
			}
		}
		measures[i] = v
		s.order[i] = int32(i)
	}
	err := limit.SortStable(s.order, func(i, j int32) int {
		if key.order == pmml.RankOrderAscending {
			return cmp.Compare(measures[i], measures[j])
		}
		return cmp.Compare(measures[j], measures[i])
	}, b.c.Look)
	if err != nil {
		return nil, err
	}
	for at, i := range s.order {
		s.position[i] = int32(at)
	}
	b.selections[key] = len(b.k.selected)
	b.k.selected = append(b.k.selected, s)
	return &b.k.selected[len(b.k.selected)-1], nil
}

// measure gives what a rule is ranked by. Where the rule does not give its lift,
// leverage or affinity, that follows by definition from the supports of its
// itemsets A and C, if these are given:
//
//	lift = confidence / supp(C)
//	leverage = supp(A ∪ C) − supp(A)·supp(C)
//	affinity = supp(A ∪ C) / (supp(A) + supp(C) − supp(A ∪ C))
func (r *rule) measure(basis pmml.RankBasis) (float64, bool) {
	d := r.declared
	given := pmml.Optional[float64]{}
	switch basis {
	case pmml.RankBasisConfidence:
		return d.Confidence, true
	case pmml.RankBasisSupport:
		return d.Support, true
	case pmml.RankBasisLift:
		given = d.Lift
	case pmml.RankBasisLeverage:
		given = d.Leverage
	case pmml.RankBasisAffinity:
		given = d.Affinity
	}
	if v, ok := given.Get(); ok {
		return v, true
	}
	a, hasA := r.antecedent.declared.Support.Get()
	c, hasC := r.consequent.declared.Support.Get()
	v := 0.0
	switch {
	case basis == pmml.RankBasisLift && hasC && c > 0:
		v = d.Confidence / c
	case basis == pmml.RankBasisLeverage && hasA && hasC:
		v = d.Support - float64(a*c)
	case basis == pmml.RankBasisAffinity && hasA && hasC && a+c > d.Support:
		v = d.Support / (a + c - d.Support)
	default:
		return program.Missing, false
	}
	return v, true
}

// implicitID is the id of a rule that has none: its number in the document.
func implicitID(i int) string { return strconv.Itoa(i + 1) }
