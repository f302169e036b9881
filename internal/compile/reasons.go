package compile

import (
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Reasons are the codes by which a model gives the reasons for its prediction.
// Outcome.Ranking holds their indices, that of the strongest reason first.
type Reasons struct {
	// Codes are the codes by index. None is there twice.
	Codes []string
	// Rank is called where an output field reports a reason: from then on the
	// kernel ranks them. The error says what they lack.
	Rank func() error
}

// GiveReasons lets output fields report the reasons for a prediction.
//
// Spec: https://dmg.org/pmml/v4-4-1/Scorecard.html
func (t *Target) GiveReasons(r *Reasons) {
	t.Reasons = r
	t.Size.Ranking = max(t.Size.Ranking, len(r.Codes))
	t.Features = t.reasonCode
}

// reasonCode compiles the code of the rank-th reason.
func (t *Target) reasonCode(o *pmml.OutputField, feature pmml.ResultFeature, rank int) (program.Typed, bool, error) {
	if feature != pmml.ResultFeatureReasonCode {
		return program.Typed{}, false, nil
	}
	if err := t.Reasons.Rank(); err != nil {
		return program.Typed{}, true, err
	}
	return t.Ranked(o, rank, t.Reasons.Codes), true, nil
}

// Ranked gives the id of the rank-th entity of the outcome's ranking, or of the
// rank-th from its end where the output field asks for that order.
func (t *Target) Ranked(o *pmml.OutputField, rank int, ids []string) program.Typed {
	cells := make([]float64, len(ids))
	for i, id := range ids {
		cells[i] = t.c.Texts().Intern(id)
	}
	return program.Typed{
		Expr: &program.RankedEntity{Outcome: t.Outcome, Rank: rank, Ascending: o.RankOrder == pmml.RankOrderAscending, IDs: cells},
		Type: pmml.DataTypeString, Op: pmml.OpTypeCategorical,
	}
}
