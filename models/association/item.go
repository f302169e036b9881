package association

import (
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// item is an Item, compiled.
type item struct {
	declared *pmml.Item
	// atom is the number of what the item stands for. Items that stand for the
	// same have the same. It is -1 where the item's error has been collected.
	atom int32
	// text is what output fields report.
	text string
}

// atomKey is what an item stands for: a value of a field, as a cell, or as a text
// where it is the name of values above in a taxonomy, of whatever type; or that
// the field is true.
type atomKey struct {
	field string
	truth bool
	cell  float64
	text  string
}

// place is where an item is found: the value of a field, or that it is true.
type place struct {
	field, value string
	truth, list  bool
}

// schema finds out how the mining schema gives baskets.
func (b *compiler) schema() error {
	b.groups = map[string]bool{}
	if b.m.MiningSchema == nil {
		return nil
	}
	active := 0
	for _, f := range b.m.MiningSchema.MiningFields {
		switch f.UsageType {
		case pmml.UsageTypeGroup:
			b.grouped = true
			b.groups[f.Name] = true
		case 0, pmml.UsageTypeActive:
			active++
			b.itemField = f.Name
		}
	}
	if active != 1 {
		b.itemField = ""
	}
	if b.grouped && active == 0 {
		return b.c.Errorf(b.m.MiningSchema, pmml.CodeCountMismatch, "no active field was found beside the group field, one is needed that holds the items")
	}
	b.k.baskets = b.grouped
	return nil
}

func (b *compiler) compileItems() error {
	var order []*source
	var places []place
	var items []*item
	lists := map[string]bool{} // the fields that hold collections
	for _, it := range b.m.Items {
		if err := b.c.Next(); err != nil {
			return err
		}
		if _, ok := b.items[it.ID]; ok {
			if err := b.c.Keep(b.c.Errorf(it, pmml.CodeDuplicateName, "item id %q is given twice", it.ID)); err != nil {
				return err
			}
			continue
		}
		out := &item{declared: it, text: it.Value, atom: -1}
		if text, ok := it.MappedValue.Get(); ok && b.c.MappedItems() {
			out.text = text
		}
		b.items[it.ID] = out
		p, err := b.place(it)
		if err == nil {
			lists[p.field] = lists[p.field] || p.list
			places = append(places, p)
			items = append(items, out)
		}
		if err = b.c.Keep(err); err != nil {
			return err
		}
	}
	for i, p := range places {
		if err := b.c.Next(); err != nil {
			return err
		}
		p.list = lists[p.field]
		s, isNew, err := b.source(p, items[i].declared)
		if isNew {
			order = append(order, s)
		}
		if err == nil {
			items[i].atom, err = b.atom(p, s, items[i].declared)
		}
		if err = b.c.Keep(err); err != nil {
			return err
		}
	}
	for _, s := range order {
		if err := b.c.Keep(b.finish(s)); err != nil {
			return err
		}
	}
	b.k.size = len(b.atoms)
	return nil
}

// place finds what an item stands for. What the attributes field and category
// leave open, the item's value says: it is a value of the only active field, the
// name of a field that is true, or name=value.
func (b *compiler) place(it *pmml.Item) (place, error) {
	field, hasField := it.Field.Get()
	category, hasCategory := it.Category.Get()
	switch {
	case hasField && b.groups[field]:
		return place{}, b.c.Errorf(it, pmml.ErrInvalid, "field %q is a group field, which holds no items", field)
	case hasField && hasCategory:
		return place{field: field, value: category, list: b.grouped}, nil
	case hasField && it.Value == field:
		return place{field: field, truth: true, list: b.grouped}, nil
	case hasField:
		return place{field: field, value: strings.TrimPrefix(it.Value, field+"="), list: b.grouped}, nil
	case hasCategory && b.itemField == "":
		return place{}, b.c.Errorf(it, pmml.ErrInvalid, "category=%q was found without a field, and the model has not exactly one active field that it could belong to", category)
	case hasCategory:
		return place{field: b.itemField, value: category, list: true}, nil
	case b.grouped && b.itemField != "":
		return place{field: b.itemField, value: it.Value, list: true}, nil
	case b.c.Sees(it.Value) && !b.groups[it.Value]:
		return place{field: it.Value, truth: true, list: b.grouped}, nil
	}
	for i := range len(it.Value) {
		if name := it.Value[:i]; it.Value[i] == '=' && b.c.Sees(name) && !b.groups[name] {
			return place{field: name, value: it.Value[i+1:], list: b.grouped}, nil
		}
	}
	if b.itemField == "" {
		return place{}, b.c.Errorf(it, pmml.ErrInvalid, "value=%q is neither the name of a field nor field=category, so it is not said where the item is found; expected that, or the attributes field and category", it.Value)
	}
	return place{field: b.itemField, value: it.Value, list: true}, nil
}
