package association

import (
	"strings"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// source is a field that items come from, while it is compiled.
type source struct {
	*compile.Field
	taxonomy *compile.Taxonomy
	inner    map[string]bool // the taxonomy's values that have others below them
	values   []valueAtom
	known    map[atomKey]bool
	at       *pmml.Item // the first item of the field
	truth    int32
}

// valueAtom says that a value puts items into the basket: its own, if any, and
// those of the values above it.
type valueAtom struct {
	cell  float64
	atoms []int32
}

// source resolves the field of an item.
func (b *compiler) source(p place, it *pmml.Item) (*source, bool, error) {
	if s, ok := b.readers[p.field]; ok {
		return s, false, nil // nil where its error is reported
	}
	b.readers[p.field] = nil
	s := &source{at: it, truth: -1, known: map[atomKey]bool{}, inner: map[string]bool{}}
	var err error
	if p.list {
		s.Field, err = b.c.CollectionField(p.field, it)
	} else {
		s.Field, err = b.c.Field(p.field, it)
	}
	if err != nil {
		return nil, false, err
	}
	if s.taxonomy, err = b.c.Taxonomy(p.field); err != nil {
		return nil, false, err
	}
	if s.taxonomy != nil {
		for _, child := range s.taxonomy.Children {
			for _, a := range s.taxonomy.Ancestors(child) {
				s.inner[a] = true
			}
		}
	}
	b.k.baskets = b.k.baskets || p.list
	b.readers[p.field] = s
	return s, true, nil
}

// atom gives an item its number.
func (b *compiler) atom(p place, s *source, it *pmml.Item) (int32, error) {
	if s == nil {
		return -1, nil
	}
	if p.truth {
		if s.truth < 0 {
			s.truth = b.number(atomKey{field: p.field, truth: true})
		}
		return s.truth, nil
	}
	key, ok := b.key(s, p.value)
	if !ok {
		return -1, b.c.Errorf(it, pmml.CodeValueType, "%q is not of type %s, as field %q is", p.value, s.Type, p.field)
	}
	n := b.number(key)
	b.add(s, p.value)
	return n, nil
}

// key tells what a value of a field stands for. A value of a taxonomy that has
// others below it need not be of the field's type, as no record gives it.
func (b *compiler) key(s *source, value string) (atomKey, bool) {
	cell, ok := b.cell(s.Type, value)
	if !ok {
		return atomKey{field: s.Name, text: value}, s.inner[value]
	}
	return atomKey{field: s.Name, cell: cell}, true
}

func (b *compiler) cell(t pmml.DataType, value string) (float64, bool) {
	if t == pmml.DataTypeString {
		return b.c.Texts().Intern(value), true
	}
	cell, err := program.ParseValue(t, value)
	return cell, err == nil
}

func (b *compiler) number(key atomKey) int32 {
	n, ok := b.atoms[key]
	if !ok {
		n = int32(len(b.atoms))
		b.atoms[key] = n
	}
	return n
}

// add has a value looked up in baskets. What it puts there is filled in when all
// items are known.
func (b *compiler) add(s *source, value string) {
	cell, ok := b.cell(s.Type, value)
	if key := (atomKey{cell: cell}); ok && !s.known[key] {
		s.known[key] = true
		s.values = append(s.values, valueAtom{cell: cell})
	}
}

// finish makes the reader of a field.
func (b *compiler) finish(s *source) error {
	above := map[float64][]string{}
	if s.taxonomy != nil {
		for _, child := range s.taxonomy.Children {
			if cell, ok := b.cell(s.Type, child); ok {
				above[cell] = s.taxonomy.Ancestors(child)
				b.add(s, child)
			}
		}
	}
	values := s.values[:0]
	for _, v := range s.values {
		if n, ok := b.atoms[atomKey{field: s.Name, cell: v.cell}]; ok {
			v.atoms = append(v.atoms, n)
		}
		for _, a := range above[v.cell] {
			if key, ok := b.key(s, a); ok {
				if n, ok := b.atoms[key]; ok {
					v.atoms = append(v.atoms, n)
				}
			}
		}
		if len(v.atoms) > 0 {
			values = append(values, v)
		}
	}
	r := reader{slot: s.Slot, list: s.List, truth: s.truth, lookup: newLookup(values), at: s.Field}
	if s.truth >= 0 {
		if err := b.truth(s, &r); err != nil {
			return err
		}
	}
	b.k.fields = append(b.k.fields, r)
	return nil
}

// truth says which values of a field are true and which are false.
func (b *compiler) truth(s *source, r *reader) error {
	r.item = s.at.Value
	switch {
	case s.Type == pmml.DataTypeString:
		for _, word := range []string{"T", "true", "1"} {
			r.yes = append(r.yes, b.c.Texts().Intern(word))
		}
		for _, word := range []string{"F", "false", "0"} {
			r.no = append(r.no, b.c.Texts().Intern(word))
		}
		if d := s.Domain; d != nil && d.Valid != nil {
			for _, cell := range r.yes {
				if d.Valid.Has(cell) {
					return nil
				}
			}
			return b.c.Errorf(s.at, pmml.ErrInvalid, "the item is there where field %q is true: expected T, true or 1 among the field's values, found only %s", s.Name, strings.TrimPrefix(d.Allowed, "one of "))
		}
	case program.IsNumeric(s.Type), s.Type == pmml.DataTypeBoolean:
		r.yes, r.no = []float64{1}, []float64{0}
	default:
		return b.c.Errorf(s.at, pmml.CodeFieldType, "the item is there where field %q is true, and its type is %s; expected boolean, string or a number", s.Name, s.Type)
	}
	return nil
}
