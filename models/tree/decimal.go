package tree

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
)

// keepExact keeps the score of the node that is being compiled as its text says.
func (b *compiler) keepExact(text string, v float64) {
	if b.exact == nil {
		b.exact = map[int32]decimal.Decimal{}
	}
	b.exact[int32(len(b.tree.nodes)-1)] = program.ParseDecimal(text, v)
}

// decimalNumber is number with the scores that the document writes.
type decimalNumber struct {
	settled // number, whose abilities are not this one's
	number  *number
	exact   map[int32]decimal.Decimal
}

// Score fills in the score of the node that the record falls into.
func (k *decimalNumber) Score(f *program.Frame) {
	k.number.Score(f)
	n := k.number
	at := int32(f.Outcomes[n.outcome].Entity)
	if _, ok := n.embedded[at]; ok {
		return // the model in the node gives the value
	}
	if d, ok := k.exact[at]; ok && program.Finite(n.scores[at]) {
		f.SetOutcomeDecimal(n.outcome, d)
	}
}
