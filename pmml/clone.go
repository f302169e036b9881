package pmml

import (
	"slices"

	"github.com/beevik/etree"
)

// Clone gives a copy that shares nothing with the document: a node that stands in
// it twice becomes two nodes. Clone of nil is nil, as is that of a document that
// has no end, or all but none, since elements stand inside themselves or in very
// many places ([CheckBuilt] tells where).
func (doc *Document) Clone() *Document {
	if doc == nil || checkShape(doc, &looker{}) != nil {
		return nil
	}
	return cloneOne(doc)
}

// owner is a pointer to a node type. Its method own makes a struct that has been
// copied share nothing with the first: what it points to becomes a copy, too.
type owner[T any] interface {
	*T
	own()
}

func cloneOne[T any, P owner[T]](v *T) *T {
	if v == nil {
		return nil
	}
	c := *v
	P(&c).own()
	return &c
}

func cloneMany[T any, P owner[T]](list []*T) []*T {
	return cloneEach(list, cloneOne[T, P])
}

func cloneValues[T any, P owner[T]](list []T) []T {
	return cloneEach(list, func(v T) T {
		P(&v).own()
		return v
	})
}

// cloneNode copies a node of one of a group's types.
func cloneNode[T Node](n T) T {
	if c, ok := Node(n).(interface{ clone() Node }); ok {
		return c.clone().(T)
	}
	return n // nothing
}

func cloneNodes[T Node](list []T) []T { return cloneEach(list, cloneNode[T]) }

func cloneEach[T any](list []T, clone func(T) T) []T {
	if list == nil {
		return nil
	}
	c := make([]T, len(list))
	for i := range list {
		c[i] = clone(list[i])
	}
	return c
}

func (e *Element) own() {
	if e.Vendor == nil {
		return
	}
	v := *e.Vendor
	v.Extensions = cloneMany(v.Extensions)
	v.Attributes = slices.Clone(v.Attributes)
	v.Elements = cloneEach(v.Elements, cloneXML)
	e.Vendor = &v
}

func (x *Extension) own() { x.Content = cloneXML(x.Content) }

func (t *MiningBuildTask) own() {
	t.Element.own()
	t.Content = cloneXML(t.Content)
}

func (r *Row) own() {
	r.Element.own()
	r.Cells = cloneEach(r.Cells, func(c Cell) Cell {
		c.XML = cloneXML(c.XML)
		return c
	})
}

func (s *Sequence) own() {
	s.Element.own()
	s.SetReference = cloneOne(s.SetReference)
	s.FollowSets = cloneEach(s.FollowSets, func(f FollowSet) FollowSet {
		return FollowSet{cloneOne(f.Delimiter), cloneOne(f.Time), cloneOne(f.SetReference)}
	})
	s.Time = cloneOne(s.Time)
}

func cloneXML(x *etree.Element) *etree.Element {
	if x == nil {
		return nil
	}
	return x.Copy()
}
