package association

import (
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
)

// kernel finds the rules that apply to a record. It changes nothing of its own:
// the basket belongs to the frame.
type kernel struct {
	fields []reader
	// size is the number of distinct items. baskets says that fields hold whole
	// baskets, so that a record without any has no answer.
	size    int
	baskets bool
	// lists holds for each item the antecedents that are listed under it, always
	// those that have no items. rest are the further items of each antecedent,
	// followers the rules that it begins.
	lists     grouped
	always    []int32
	rest      grouped
	followers grouped
	// consequents holds the items of each rule's consequent.
	consequents grouped
	selected    []selection
	scratch     int
	// target is a cell that holds answered where the record has a basket, so that
	// others can tell an answer without rules from none.
	target   program.Slot
	answered float64
}

// grouped holds lists of numbers one after the other: list i lies between
// starts[i] and starts[i+1].
type grouped struct {
	starts []int32
	all    []int32
}

func group(lists [][]int32) grouped {
	g := grouped{starts: make([]int32, 1, len(lists)+1)}
	for _, l := range lists {
		g.all = append(g.all, l...)
		g.starts = append(g.starts, int32(len(g.all)))
	}
	return g
}

func (g *grouped) of(i int32) []int32 { return g.all[g.starts[i]:g.starts[i+1]] }

// reader finds the items of one field.
type reader struct {
	slot program.Slot
	list bool
	lookup
	// truth is the item that is there where the field is true, -1 for none; yes and
	// no are the values that are true and false, item the item in words.
	truth   int32
	yes, no []float64
	item    string
	at      *compile.Field
}

// basket is the items of a record, and the rules that begin with them.
type basket struct {
	// has is a bit set of items, items lists them in the order in which they came.
	has   []uint64
	items []int32
	// given says that the record has a basket, even one without items.
	given bool
	fired []firing
}

// firing is a rule whose antecedent is in the basket. complete says that the
// consequent is, too.
type firing struct {
	rule     int32
	complete bool
}

func (b *basket) put(item int32) {
	word, bit := item>>6, uint64(1)<<(item&63)
	if b.has[word]&bit == 0 {
		b.has[word] |= bit
		b.items = append(b.items, item)
	}
}

func (b *basket) holds(items []int32) bool {
	for _, i := range items {
		if b.has[i>>6]&(1<<(i&63)) == 0 {
			return false
		}
	}
	return true
}

func (b *basket) empty() {
	for _, i := range b.items {
		b.has[i>>6] = 0
	}
	b.items, b.fired, b.given = b.items[:0], b.fired[:0], false
}

func (k *kernel) basket(f *program.Frame) *basket {
	b, ok := f.Scratch[k.scratch].(*basket)
	if !ok {
		b = &basket{has: make([]uint64, (k.size+63)/64)}
		f.Scratch[k.scratch] = b
	}
	return b
}

// Score fills the basket, finds the rules that apply, and ranks them for every
// selection that an output field asks for.
func (k *kernel) Score(f *program.Frame) {
	b := k.basket(f)
	b.empty()
	for i := range k.selected {
		f.Outcomes[k.selected[i].outcome].Clear()
	}
	f.Cells[k.target] = program.Missing
	for i := range k.fields {
		if !k.fields[i].read(f, b) {
			return
		}
	}
	if k.baskets && !b.given {
		return
	}
	f.Cells[k.target] = k.answered
	k.match(b)
	for i := range k.selected {
		k.selected[i].rank(&f.Outcomes[k.selected[i].outcome], b.fired)
	}
}

// read puts the items of the field into the basket. It gives false where an
// error ends the record.
func (r *reader) read(f *program.Frame, b *basket) bool {
	v := f.Load(r.slot)
	switch {
	case f.Err() != nil:
		return false
	case program.IsMissing(v):
		return true
	case !r.list:
		return r.take(f, b, v)
	}
	b.given = true
	for _, e := range f.List(v) {
		if !program.IsMissing(e) && !r.take(f, b, e) {
			return false
		}
	}
	return true
}

func (r *reader) take(f *program.Frame, b *basket, v float64) bool {
	for _, i := range r.of(v) {
		b.put(i)
	}
	switch {
	case r.truth < 0:
	case slices.Contains(r.yes, v):
		b.put(r.truth)
	case !slices.Contains(r.no, v):
		f.Raise(&program.Fault{Field: r.at.Name, Value: f.Format(v, r.at.Type), HasValue: true, Code: program.FaultInvalid, Detail: "is neither true nor false, as item \"" + r.item + "\" needs"})
		return false
	}
	return true
}

// match finds the rules whose antecedents are in the basket.
func (k *kernel) match(b *basket) {
	for _, a := range k.always {
		k.fire(b, a)
	}
	for _, i := range b.items {
		for _, a := range k.lists.of(i) {
			if b.holds(k.rest.of(a)) {
				k.fire(b, a)
			}
		}
	}
}

func (k *kernel) fire(b *basket, antecedent int32) {
	for _, r := range k.followers.of(antecedent) {
		b.fired = append(b.fired, firing{r, b.holds(k.consequents.of(r))})
	}
}

// index lists every antecedent under the one of its items that the fewest
// antecedents have.
func (b *compiler) index() error {
	var antecedents []*itemset
	var followers [][]int32
	consequents := make([][]int32, len(b.rules))
	for i, r := range b.rules {
		if err := b.c.Next(); err != nil {
			return err
		}
		a := r.antecedent
		if a.antecedent < 0 {
			a.antecedent = len(antecedents)
			antecedents = append(antecedents, a)
			followers = append(followers, nil)
		}
		followers[a.antecedent] = append(followers[a.antecedent], int32(i))
		consequents[i] = r.consequent.atoms
	}
	frequency := make([]int, b.k.size)
	for _, a := range antecedents {
		for _, i := range a.atoms {
			frequency[i]++
		}
	}
	lists := make([][]int32, b.k.size)
	rest := make([][]int32, len(antecedents))
	for n, a := range antecedents {
		if err := b.c.Next(); err != nil {
			return err
		}
		if len(a.atoms) == 0 {
			b.k.always = append(b.k.always, int32(n))
			continue
		}
		rarest := a.atoms[0]
		for _, i := range a.atoms {
			if frequency[i] < frequency[rarest] {
				rarest = i
			}
		}
		lists[rarest] = append(lists[rarest], int32(n))
		for _, i := range a.atoms {
			if i != rarest {
				rest[n] = append(rest[n], i)
			}
		}
	}
	b.k.lists, b.k.rest, b.k.followers, b.k.consequents = group(lists), group(rest), group(followers), group(consequents)
	return b.c.Next()
}
