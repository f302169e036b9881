package compile

import (
	"slices"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// How many levels a taxonomy may have, and how many values may stand above
// values, all told.
const (
	maxTaxonomyDepth = 1000
	maxTaxonomyLinks = 4_000_000
)

// Taxonomy is the hierarchy of a field's values.
type Taxonomy struct {
	// Children are the values that have ancestors, in the document's order.
	Children []string

	tables    []parentTable
	parents   map[string][]parentLink
	ancestors map[string][]string
}

// parentLink is a value above another, and the table that says so.
type parentLink struct {
	table  int
	parent string
}

// parentTable is one ChildParent. What is not recursive is one step, from the
// values of one level to those of the next.
type parentTable struct {
	recursive bool
	parents   map[string][]string
}

// Ancestors gives the values above a value, the nearest first.
func (t *Taxonomy) Ancestors(value string) []string { return t.ancestors[value] }

// Taxonomy gives the hierarchy of a field's values, nil where the field has none.
//
// Spec: https://dmg.org/pmml/v4-4-1/Taxonomy.html
func (c *Context) Taxonomy(field string) (*Taxonomy, error) {
	d := c.dataFields[field]
	if d == nil {
		return nil, nil
	}
	name, ok := d.Taxonomy.Get()
	if !ok {
		return nil, nil
	}
	at := slices.IndexFunc(c.doc.DataDictionary.Taxonomies, func(t *pmml.Taxonomy) bool { return t.Name == name })
	if at < 0 {
		return nil, c.Errorf(d, pmml.CodeNameUnknown, "there is no Taxonomy %q", name)
	}
	declared := c.doc.DataDictionary.Taxonomies[at]
	if t, ok := c.tables.taxonomies[declared]; ok {
		return t, nil
	}
	t, err := c.taxonomy(declared)
	if err == nil {
		keepIn(&c.tables.taxonomies, declared, t)
	}
	return t, err
}

func (c *Context) taxonomy(declared *pmml.Taxonomy) (*Taxonomy, error) {
	t := &Taxonomy{parents: map[string][]parentLink{}, ancestors: map[string][]string{}}
	known := map[string]bool{}
	for _, cp := range declared.ChildParents {
		table, children, err := c.parentTable(cp)
		if err != nil {
			return nil, err
		}
		t.tables = append(t.tables, table)
		for _, child := range children {
			for _, parent := range table.parents[child] {
				t.parents[child] = append(t.parents[child], parentLink{len(t.tables) - 1, parent})
			}
			if !known[child] {
				known[child] = true
				t.Children = append(t.Children, child)
			}
		}
	}
	links := 0
	for _, child := range t.Children {
		k := climber{Taxonomy: t, used: make([]bool, len(t.tables)), start: child, found: map[string]bool{}}
		if !k.climb(child, 0) {
			return nil, c.Errorf(declared, pmml.ErrLimit, "more than %d levels of values lie above %q", maxTaxonomyDepth, child)
		}
		if k.found[child] {
			return nil, c.Errorf(declared, pmml.CodeCircular, "value %q stands above itself", child)
		}
		if err := c.Spend(limit.Cells, int64(k.tried), declared); err != nil {
			return nil, err
		}
		if links += len(k.order); links > maxTaxonomyLinks {
			return nil, c.Errorf(declared, pmml.ErrLimit, "its values have more than %d values above them, all told", maxTaxonomyLinks)
		}
		t.ancestors[child] = k.order
	}
	return t, nil
}

// parentTable reads a ChildParent. It gives the children in order, too.
func (c *Context) parentTable(cp *pmml.ChildParent) (parentTable, []string, error) {
	out := parentTable{recursive: cp.IsRecursive.Or(false), parents: map[string][]string{}}
	rows, err := c.tableRows(cp, "ChildParent", cp.InlineTable, cp.TableLocator)
	if err != nil {
		return out, nil, err
	}
	childColumn, parentColumn := cp.ChildField, cp.ParentField
	for _, p := range cp.FieldColumnPairs {
		switch p.Field {
		case cp.ChildField:
			childColumn = p.Column
		case cp.ParentField:
			parentColumn = p.Column
		default:
			return out, nil, c.Errorf(p, pmml.ErrUnsupported, "field %q is neither the childField nor the parentField: a parent that depends on further fields is not supported", p.Field)
		}
	}
	for _, column := range []string{childColumn, parentColumn} {
		if err := c.needColumn(rows, column, cp); err != nil {
			return out, nil, err
		}
	}
	var children []string
	for _, row := range rows {
		if err := c.Next(); err != nil {
			return out, nil, err
		}
		child, ok := cellText(row, childColumn)
		parent, hasParent := cellText(row, parentColumn)
		if !ok || !hasParent || child == parent {
			continue // the root
		}
		if out.parents[child] == nil {
			children = append(children, child)
		}
		if !slices.Contains(out.parents[child], parent) {
			out.parents[child] = append(out.parents[child], parent)
		}
	}
	return out, children, nil
}

// climber collects the values above one.
type climber struct {
	*Taxonomy
	used  []bool // the tables that the way up has taken and that are one step
	start string
	found map[string]bool
	order []string
	tried int // links, all told
}

// climb takes all ways up from a value; false where they are too long.
func (k *climber) climb(value string, depth int) bool {
	if depth > maxTaxonomyDepth {
		return false
	}
	for _, l := range k.parents[value] {
		k.tried++
		if k.used[l.table] || k.found[l.parent] {
			continue
		}
		k.found[l.parent] = true
		if l.parent == k.start {
			return true
		}
		k.order = append(k.order, l.parent)
		k.used[l.table] = !k.tables[l.table].recursive
		ok := k.climb(l.parent, depth+1)
		k.used[l.table] = false
		if !ok {
			return false
		}
	}
	return true
}
