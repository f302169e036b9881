package additive

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/link"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// slots is how many fields the records of the tests have.
const slots = 4

// scorer scores records with a kernel whose outcome is the only one.
type scorer struct {
	frame  *program.Frame
	block  *program.Block
	kernel program.Kernel
}

func newScorer(t testing.TB, k program.Kernel, a Arithmetic, categories int) *scorer {
	t.Helper()
	p := &program.Program{
		Texts: program.NewTexts(), Slots: slots, Scratch: 1, Decimal: a == Decimal,
		Outcomes: []program.OutcomeSize{program.OutcomeSize{}.WithCategories(categories)},
	}
	p.Stage = p.NewStage(k)
	for s := range program.Slot(slots) {
		p.Inputs = append(p.Inputs, program.Input{Type: pmml.DataTypeDouble, Field: program.Prepare{Type: pmml.DataTypeDouble, From: program.NoSlot, To: s}})
	}
	s := &scorer{frame: p.NewFrame(), kernel: k}
	plan := program.NewBlockPlan(p)
	require.Equal(t, a != Decimal, plan != nil)
	if plan != nil {
		s.block = plan.NewBlock()
	}
	return s
}

// row scores a record.
func (s *scorer) row(cells [slots]float64) *program.Outcome {
	s.frame.Reset()
	copy(s.frame.Cells, cells[:])
	s.kernel.Score(s.frame)
	return &s.frame.Outcomes[0]
}

// run scores a block of records.
func (s *scorer) run(records [][slots]float64) *program.BlockOutcome {
	s.block.Rows, s.block.Slow = len(records), program.RowMask{}
	for slot := range program.Slot(slots) {
		column := s.block.Column(slot)
		for r := range records {
			column[r] = records[r][slot]
		}
	}
	s.block.Run()
	return s.block.Outcomes[0]
}

// number makes the kernel that predicts a predictor.
func number(p *Predictor) *Number { return NewNumber(p, link.Identity{}, nil, 0) }

// requireSame compares numbers by their bits, all NaNs of a kind being one.
func requireSame(t testing.TB, want, got float64, args ...any) {
	t.Helper()
	if want != want {
		require.Equal(t, program.IsMissing(want), program.IsMissing(got), args...)
		require.True(t, got != got, args...)
		return
	}
	require.Equal(t, want, got, args...)
}
