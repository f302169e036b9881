package program

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// double gives twice its slot's number.
type double struct{ slot Slot }

func (d double) Eval(f *Frame) float64 { return 2 * f.Cells[d.slot] }

// doubler is the kernel of a model whose outcome is twice a slot.
type doubler struct {
	slot  Slot
	fault *Fault
}

func (d *doubler) Score(f *Frame) {
	f.Outcomes[0].Clear()
	f.Outcomes[0].Value = 2 * f.Cells[d.slot]
	if d.fault != nil {
		f.Raise(d.fault)
	}
}

type listener struct{ heard []string }

func (l *listener) Before(_ *Stage, st *Step) { l.heard = append(l.heard, fmt.Sprint("+", st.Kind)) }
func (l *listener) After(_ *Stage, st *Step)  { l.heard = append(l.heard, fmt.Sprint("-", st.Kind)) }

// stepsProgram has a step of each kind, added in another order than they run in.
func stepsProgram(decimal bool) (*Program, *doubler) {
	p := &Program{Texts: NewTexts(), Slots: 6, Decimal: decimal, Outcomes: []OutcomeSize{{}}}
	k := &doubler{slot: 2}
	p.Stage = p.NewStage(k)
	p.Stage.AddOutputs(Output(double{3}, 4), Output(double{4}, 5))
	p.Stage.AddTarget(&TargetStep{Slot: 3})
	p.Stage.AddDerived(double{1}, 2)
	p.Stage.AddPrepare(&Prepare{From: 0, To: 1, Treatment: asGiven()})
	return p, k
}

func TestStepsRunInOrder(t *testing.T) {
	for _, decimal := range []bool{false, true} {
		p, k := stepsProgram(decimal)
		f := p.NewFrame()
		f.Cells[0] = 1
		require.Nil(t, f.Run())
		assert.Equal(t, []float64{1, 1, 2, 4, 8, 16}, f.Cells, "decimal: %v", decimal)
		assert.Equal(t, []Step{p.Stage.Steps[0], p.Stage.Steps[1]}, p.Stage.Before())

		// Who looks on hears of every step, and of nothing after a fault.
		l := &listener{}
		f.watch = l
		require.Nil(t, f.Run())
		assert.Equal(t, "+0 -0 +1 -1 +2 -2 +3 -3 +4 -4 +4 -4", strings.Join(l.heard, " "))
		k.fault = &Fault{Detail: "no"}
		l.heard = nil
		require.NotNil(t, f.Run())
		assert.Equal(t, "+0 -0 +1 -1 +2", strings.Join(l.heard, " "))
	}
}

// The only step after a kernel, where it is a target's.
func TestTargetOfStage(t *testing.T) {
	p := &Program{}
	s := p.NewStage(nil)
	assert.Nil(t, s.Target())
	target := &TargetStep{}
	s.AddTarget(target)
	s.AddDerived(double{0}, 1)
	assert.Same(t, target, s.Target())
	s.AddOutputs(Output(double{0}, 2))
	assert.Nil(t, s.Target())
}
