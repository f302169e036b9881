package scorecard

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// decimalCard is card with exact sums and exact points.
type decimalCard struct {
	card    *card // whose abilities are not this one's
	initial decimal.Decimal
	// scores and baselines are those of the card, exactly.
	scores    [][]decimal.Decimal
	baselines []decimal.Decimal
	finite    bool
}

func newDecimalCard(k *card) *decimalCard {
	d := &decimalCard{card: k, initial: program.Decimal(k.initial), finite: program.Finite(k.initial)}
	for i := range k.characteristics {
		c := &k.characteristics[i]
		scores := make([]decimal.Decimal, len(c.attributes))
		for j := range c.attributes {
			a := &c.attributes[j]
			scores[j] = program.Decimal(a.score)
			d.finite = d.finite && program.Finite(a.score)
		}
		d.scores = append(d.scores, scores)
		d.baselines = append(d.baselines, program.Decimal(c.baseline))
		d.finite = d.finite && (program.Finite(c.baseline) || program.IsMissing(c.baseline))
	}
	return d
}

// Score fills in the sum of the partial scores, and the reasons for it. Where
// some number is infinite or none, float64 says what comes of it.
func (k *decimalCard) Score(f *program.Frame) {
	o := &f.Outcomes[k.card.outcome]
	o.Clear()
	var t *decimalTally
	if k.card.ranked {
		t = newDecimalTally(k.card.codes)
	}
	total, ok := k.sum(f, t)
	switch {
	case f.Err() != nil:
		return
	case !ok:
		k.card.Score(f)
		return
	}
	f.SetOutcomeDecimal(k.card.outcome, total)
	if t != nil {
		o.Ranking = t.rank(o.Ranking)
	}
}

// sum is card.sum with exact numbers. It gives false also where some number is
// infinite or none, which is not raised.
func (k *decimalCard) sum(f *program.Frame, t *decimalTally) (decimal.Decimal, bool) {
	total := k.initial
	if !k.finite {
		return total, false
	}
	for i := range k.card.characteristics {
		c := &k.card.characteristics[i]
		j := c.pick(f)
		if j < 0 {
			f.Raise(c.fault)
			return total, false
		}
		a := &c.attributes[j]
		s := k.scores[i][j]
		if a.complex != nil {
			var v float64
			s, v = program.EvalDecimal(a.complex, f)
			if v = f.Use(v); program.IsMissing(v) {
				f.Raise(a.fault)
			}
			if !program.Finite(v) {
				return total, false
			}
		}
		total = total.Add(s)
		if t == nil {
			continue
		}
		if k.card.above {
			t.add(a.code, s.Sub(k.baselines[i]))
		} else {
			t.add(a.code, k.baselines[i].Sub(s))
		}
	}
	_, v := program.ExactDecimal(total)
	return total, program.Finite(v)
}

// decimalTally is tally with exact points.
type decimalTally struct {
	points []decimal.Decimal
	given  []bool
	order  []int32
}

func newDecimalTally(codes int) *decimalTally {
	return &decimalTally{points: make([]decimal.Decimal, codes), given: make([]bool, codes)}
}

func (t *decimalTally) add(code int32, points decimal.Decimal) {
	if !t.given[code] {
		t.given[code] = true
		t.order = append(t.order, code)
	}
	t.points[code] = t.points[code].Add(points)
}

func (t *decimalTally) rank(ranking []int32) []int32 {
	for _, code := range t.order {
		p := t.points[code]
		if p.IsNegative() {
			continue
		}
		ranking = append(ranking, code)
		i := len(ranking) - 1
		for ; i > 0 && t.points[ranking[i-1]].LessThan(p); i-- {
			ranking[i] = ranking[i-1]
		}
		ranking[i] = code
	}
	return ranking
}
