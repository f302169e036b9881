package ruleset

import "github.com/gopmml/gopmml/pmml"

// share is the probability of a category where a rule wins.
type share struct {
	category    int
	probability float64
}

// distribution compiles a rule's ScoreDistributions: their probabilities, or
// else the shares of their record counts.
func (b *compiler) distribution(r *pmml.SimpleRule, out *rule) error {
	ds := r.ScoreDistributions
	if len(ds) == 0 {
		return nil
	}
	given, counted := ds[0].Probability.IsSet(), ds[0].RecordCount.IsSet()
	shares := make([]share, 0, len(ds))
	sum := 0.0
	for _, d := range ds {
		category, _, err := b.target.Category(d.Value, d)
		if err != nil {
			return err
		}
		for _, s := range shares {
			if s.category == category {
				return b.Errorf(d, pmml.CodeDuplicateName, "the rule has two ScoreDistributions for value %q", d.Value)
			}
		}
		p, count := d.Probability.Or(0), d.RecordCount.Or(0)
		switch {
		case d.Probability.IsSet() != given:
			return b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the rule have a probability and some have none")
		case d.RecordCount.IsSet() != counted:
			return b.Errorf(d, pmml.ErrInvalid, "some ScoreDistributions of the rule have a recordCount and some have none")
		case !(p >= 0 && p <= 1):
			return b.Errorf(d, pmml.CodeOutOfRange, "probability %v lies outside 0 to 1", p)
		case !(count >= 0):
			return b.Errorf(d, pmml.CodeOutOfRange, "recordCount %v is negative", count)
		}
		if !given {
			p = count
		}
		p = b.round(p)
		sum = b.round(sum + p)
		shares = append(shares, share{category, p})
	}
	if sum == 0 {
		return nil
	}
	if sum != 1 {
		for i := range shares {
			shares[i].probability = b.round(shares[i].probability / sum)
		}
	}
	out.shares = shares
	return nil
}
