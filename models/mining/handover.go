package mining

import (
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// handover copies the results of a segment to the model around it.
type handover struct {
	targets []targetCopy
	outputs []slotCopy
	// fault is raised where a segment that does something else than the model
	// comes last.
	fault *program.Fault
}

// targetCopy takes a segment's outcome over into the model's.
type targetCopy struct {
	from, to         int
	fromSlot, toSlot program.Slot
	fromType, toType pmml.DataType
	// categories gives for each of the segment's categories the model's index,
	// cells the model's values by index.
	categories []int
	cells      []float64
	// reasons gives for each of the segment's reasons the model's index; nil
	// where the segment gives none.
	reasons []int32
	pos     pmml.Pos
}

type slotCopy struct{ from, to program.Slot }

// compileTargets pairs a segment's targets with the model's: by name, or where
// there is one of a kind on either side, whatever the names.
func compileTargets(c *compile.Context, child *compile.Child, at pmml.Node) ([]targetCopy, error) {
	var copies []targetCopy
	for _, from := range child.Targets {
		for _, to := range c.Targets() {
			only := len(child.Targets) == 1 && len(c.Targets()) == 1 && from.Number() == to.Number()
			if from.Name != to.Name && !only {
				continue
			}
			if from.Name != to.Name && from.Name != "" && to.Name != "" {
				to.PassesOn(from)
			}
			t, err := copyTarget(from, to, at)
			if err != nil {
				return nil, err
			}
			c.Takes(to.Slot, from.Slot)
			copies = append(copies, t)
		}
	}
	return copies, nil
}

// lost is the error of a segment that predicts nothing of what the model does.
func lost(c *compile.Context, child *compile.Child, at pmml.Node) error {
	return c.Errorf(at, pmml.ErrInvalid, "the segment predicts %s, where the model that it gives the result of predicts %s", names(child.Targets), names(c.Targets()))
}

// names lists targets for an error.
func names(targets []*compile.Target) string {
	list := make([]string, len(targets))
	for i, t := range targets {
		if list[i] = "a number"; !t.Number() {
			list[i] = "a category"
		}
		if t.Name != "" {
			list[i] += " for " + strconv.Quote(t.Name)
		}
	}
	return strings.Join(list, " and ")
}

func copyTarget(from, to *compile.Target, at pmml.Node) (targetCopy, error) {
	t := targetCopy{
		from: from.Outcome, to: to.Outcome, fromSlot: from.Slot, toSlot: to.Slot,
		fromType: from.Type, toType: to.Type, pos: at.Position(),
	}
	for _, k := range from.Categories {
		i, _, err := to.Category(k.Text, at)
		if err != nil {
			return t, err
		}
		t.categories = append(t.categories, i)
	}
	return t, nil
}

// run copies the outcome.
func (t *targetCopy) run(f *program.Frame, segment int) {
	from, to := &f.Outcomes[t.from], &f.Outcomes[t.to]
	to.Clear()
	to.Entity = segment
	if program.IsMissing(from.Value) {
		return
	}
	to.Take(from, t.categories, t.reasons)
	if from.Category >= 0 {
		to.Category = t.categories[from.Category]
		to.Value = t.cells[to.Category]
		return
	}
	to.Value = f.Use(f.Convert(from.Value, t.fromType, t.toType, t.pos))
	f.CarryOutcome(t.from, t.to)
}

// reasonsOf lets a target give the reasons that segments give for the outcomes
// that become the target's.
func reasonsOf(to *compile.Target, from []*compile.Target, copies []*targetCopy) {
	var codes []string
	var ranks []func() error
	index := map[string]int32{}
	for i, t := range from {
		if t.Reasons == nil {
			continue
		}
		copies[i].reasons = []int32{}
		for _, code := range t.Reasons.Codes {
			at, ok := index[code]
			if !ok {
				at = int32(len(codes))
				index[code] = at
				codes = append(codes, code)
			}
			copies[i].reasons = append(copies[i].reasons, at)
		}
		ranks = append(ranks, t.Reasons.Rank)
	}
	if ranks == nil {
		return
	}
	to.GiveReasons(&compile.Reasons{Codes: codes, Rank: func() error {
		for _, rank := range ranks {
			if err := rank(); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (h *handover) run(f *program.Frame, segment int) {
	if h.fault != nil {
		f.Raise(h.fault)
		return
	}
	for i := range h.targets {
		t := &h.targets[i]
		t.run(f, segment)
		f.StoreOutcome(t.toSlot, t.to)
	}
	for _, o := range h.outputs {
		f.CopyCell(o.from, o.to)
	}
}
