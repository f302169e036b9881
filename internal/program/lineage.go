package program

import "slices"

// Lineage says which slots the value of a slot is computed from: a derived field
// from what its expression reads, a target from what its model reads, an output
// from the fields and targets that it reports on. Scoring does not look at it.
type Lineage struct {
	// at gives by slot where its reads begin and end; both are zero for none.
	at    [][2]uint32
	reads []Slot
}

// NewLineage makes the lineage of slots, of which nothing is known yet.
func NewLineage(slots int) *Lineage { return &Lineage{at: make([][2]uint32, slots)} }

// Set says what a slot is computed from. Neighbours with equal reads share them.
func (l *Lineage) Set(s Slot, reads []Slot) {
	from := len(l.reads)
	if last := from - len(reads); last >= 0 && slices.Equal(l.reads[last:], reads) {
		from = last
	} else {
		l.reads = append(l.reads, reads...)
	}
	l.at[s] = [2]uint32{uint32(from), uint32(from + len(reads))}
}

// Reads gives the slots that a slot's value is computed from directly, ascending.
// They are the lineage's own.
func (l *Lineage) Reads(s Slot) []Slot {
	if l == nil || s < 0 || int(s) >= len(l.at) {
		return nil
	}
	return l.reads[l.at[s][0]:l.at[s][1]]
}

// InputsOf gives the inputs that a slot's value is computed from, directly or not,
// by their index in Inputs, ascending.
func (p *Program) InputsOf(s Slot) []int {
	seen := map[Slot]bool{s: true}
	for todo := []Slot{s}; len(todo) > 0; {
		last := len(todo) - 1
		reads := p.Lineage.Reads(todo[last])
		todo = todo[:last]
		for _, r := range reads {
			if !seen[r] {
				seen[r] = true
				todo = append(todo, r)
			}
		}
	}
	var inputs []int
	for i := range p.Inputs {
		if to := p.Inputs[i].Field.To; to != NoSlot && seen[to] {
			inputs = append(inputs, i)
		}
	}
	return inputs
}
