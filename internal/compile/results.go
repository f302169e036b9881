package compile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
)

// UnknownResultsError says that results were asked for that the model does not have.
type UnknownResultsError struct {
	// Names are those asked for in vain, Known all that the model has.
	Names, Known []string
}

// Error lists the names.
func (e *UnknownResultsError) Error() string {
	quoted := func(names []string) string {
		out := make([]string, len(names))
		for i, n := range names {
			out[i] = strconv.Quote(n)
		}
		return strings.Join(out, ", ")
	}
	return fmt.Sprintf("the model has no result %s; it has %s", quoted(e.Names), quoted(e.Known))
}

// selects says whether the options ask for some of the results only.
func (o *Options) selects() bool { return len(o.Results) > 0 || o.FinalResults }

// selectResults leaves the results that are wanted, in the model's order, and
// takes all out of the program that only the others need.
func (b *builder) selectResults(out *Compiled) error {
	if !b.options.selects() {
		return nil
	}
	var wanted []*Result
	targets := 0
	known := make([]string, len(out.Results))
	for i, r := range out.Results {
		known[i] = r.Name
		if !b.wants(r, i < out.Targets) {
			out.Dropped = append(out.Dropped, r)
			continue
		}
		if r.Lacking != nil && len(b.options.Results) > 0 {
			err := *r.Lacking
			err.Detail = fmt.Sprintf("output field %q: %s", r.Name, err.Detail)
			return &err
		}
		wanted = append(wanted, r)
		if i < out.Targets {
			targets++
		}
	}
	var unknown []string
	for _, name := range b.options.Results {
		if !slices.Contains(known, name) && !slices.Contains(unknown, name) {
			unknown = append(unknown, name)
		}
	}
	if unknown != nil {
		return &UnknownResultsError{Names: unknown, Known: known}
	}
	b.uses.prune(b.program, wanted)
	out.Results, out.Targets = wanted, targets
	return nil
}

func (b *builder) wants(r *Result, target bool) bool {
	if len(b.options.Results) > 0 {
		return slices.Contains(b.options.Results, r.Name)
	}
	return target || r.Field == nil || r.Field.IsFinalResult.Or(true)
}

// ReadResult says that the model's kernel itself reads a segment's result, and
// gives the slot. Results that nobody reads may be left out.
func (c *Context) ReadResult(r *Result) program.Slot {
	c.uses.read(r.Slot)
	return r.Slot
}

// Takes says that a kernel stores in one slot what it finds in another.
func (c *Context) Takes(to, from program.Slot) { c.uses.depends(to, from) }

// Part is a segment that its kernel can do without, where nothing that is wanted
// needs what it gives.
type Part struct {
	uses *uses
	slot program.Slot // stands for the segment's having run
}

// Part compiles a segment that may be left out. What becomes of it must then be
// said, by Always or DropUnneeded.
func (c *Context) Part(compile func() (*Child, error)) (*Part, error) {
	p := &Part{uses: c.uses, slot: program.NoSlot}
	outer := c.uses.begin()
	child, err := compile()
	if err != nil {
		c.uses.end(outer, program.NoSlot)
		return p, err
	}
	p.slot = c.NewSlot()
	for _, t := range child.Targets {
		// That the segment runs does not depend on what it predicts.
		c.uses.open.reads.remove(t.Slot)
		c.uses.open.needs.add(t.Slot)
	}
	c.uses.end(outer, p.slot)
	for _, t := range child.Targets {
		c.uses.depends(t.Slot, p.slot)
	}
	for _, r := range child.Outputs {
		c.uses.depends(r.Slot, p.slot)
	}
	return p, nil
}

// Always keeps the segment in any case.
func (p *Part) Always() { p.uses.read(p.slot) }

// DropUnneeded has drop called where nothing needs the segment, once the document is
// compiled.
func (p *Part) DropUnneeded(drop func()) {
	p.uses.drops = append(p.uses.drops, unneeded{p.slot, drop})
}
