package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// all gives the results of every segment that applies, as collections.
type all struct {
	selection
	lists []program.Slot
	from  [][]slotCopy
}

func compileAll(c *compile.Context, m *pmml.MiningModel, k *selection) (program.Kernel, error) {
	a := &all{selection: *k}
	for _, t := range c.Targets() {
		t.List = true
		a.lists = append(a.lists, t.Slot)
		a.outcomes = append(a.outcomes, t.Outcome)
	}
	for i, g := range k.segments {
		targets, err := compileTargets(c, g.child, m.Segmentation.Segments[i])
		if err != nil {
			return nil, err
		}
		if len(targets) == 0 && len(g.child.Targets) > 0 {
			if err := c.Keep(lost(c, g.child, m.Segmentation.Segments[i])); err != nil {
				return nil, err
			}
		}
		var copies []slotCopy
		for _, t := range targets {
			if t.fromType != t.toType {
				return nil, c.Errorf(m.Segmentation.Segments[i], pmml.CodeFieldType, "the segment's target is of type %s, where the segments before it have %s", t.fromType, t.toType)
			}
			copies = append(copies, slotCopy{t.fromSlot, t.toSlot})
		}
		for _, r := range g.child.Outputs {
			if r.Nested {
				return nil, c.Errorf(m.Segmentation.Segments[i], pmml.ErrUnsupported, "output field %q of the segment is a collection of collections, of which selectAll cannot make another collection", r.Name)
			}
			list := *r
			list.List, list.Nested = true, r.List
			to, err := c.Promote(&list, m.Segmentation.Segments[i])
			if err != nil {
				return nil, err
			}
			a.lists = append(a.lists, to)
			copies = append(copies, slotCopy{r.Slot, to})
		}
		a.from = append(a.from, copies)
	}
	forget(a.segments)
	return a, nil
}

// Score runs the segments and collects their results.
func (a *all) Score(f *program.Frame) {
	for _, o := range a.outcomes {
		f.Outcomes[o].Clear()
	}
	for _, s := range a.lists {
		f.Cells[s] = program.Missing
	}
	for i, g := range a.segments {
		if !g.applies(f) {
			if f.Err() != nil {
				return
			}
			a.clear(f, i)
			continue
		}
		g.stage.Run(f)
		if f.Err() != nil {
			return
		}
		for _, s := range a.from[i] {
			if program.IsMissing(f.Cells[s.to]) {
				f.Cells[s.to] = f.NewList()
			}
			f.Append(f.Cells[s.to], f.Cells[s.from])
		}
	}
}
