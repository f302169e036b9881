package compile

import "github.com/gopmml/gopmml/pmml"

// reads are the names that a derived field of the document refers to by itself.
// special says that it does more than compute from their values.
type reads struct {
	names   []string
	special bool
}

// readsOf gives what a derived field of the document refers to.
func (b *builder) readsOf(name string) *reads {
	if r, ok := b.reads[name]; ok {
		return r
	}
	r := &reads{}
	pmml.Walk(b.globals[name].Expression, func(n pmml.Node) bool {
		switch e := n.(type) {
		case *pmml.FieldRef:
			r.names = append(r.names, e.Field)
		case *pmml.NormContinuous:
			r.names = append(r.names, e.Field)
		case *pmml.NormDiscrete:
			r.names = append(r.names, e.Field)
		case *pmml.Discretize:
			r.names = append(r.names, e.Field)
		case *pmml.FieldColumnPair:
			r.names = append(r.names, e.Field)
		case *pmml.InlineTable:
			return false
		case *pmml.Lag, *pmml.Aggregate, *pmml.TextIndex:
			r.special = true
		}
		return true
	}, nil)
	if b.reads == nil {
		b.reads = map[string]*reads{}
	}
	b.reads[name] = r
	return r
}

// asAround says whether a derived field of the document has the same value here as
// in the scope around, though the mining schema treats some fields its own way: it
// is computed from none of these.
func (c *Context) asAround(name string) bool {
	same, ok := c.unaltered[name]
	if ok {
		return same
	}
	if c.unaltered == nil {
		c.unaltered = map[string]bool{}
	}
	c.unaltered[name] = false // of a circle nothing is
	r := c.readsOf(name)
	same = !r.special && c.float32 == c.parent.float32
	for _, n := range r.names {
		if !same {
			break
		}
		m, global := c.mining[n], c.globals[n] != nil
		switch {
		case m != nil:
			same = c.dataFields[n] != nil && c.parent.mining[n] != nil && passes(m)
		case global:
			same = c.asAround(n)
		default:
			same = false
		}
	}
	c.unaltered[name] = same
	return same
}

// passes says whether a nested mining field gives on its parent's value, whatever
// that is.
func passes(m *pmml.MiningField) bool {
	switch m.UsageType {
	case 0, pmml.UsageTypeActive, pmml.UsageTypeSupplementary:
		return !treats(m) && m.MissingValueTreatment != pmml.MissingValueTreatmentReturnInvalid
	}
	return false
}
