package generalregression

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// readCategories reads the categories of the target: those that its field lists,
// or else those that the document names. The reference category comes last.
func (b *compiler) readCategories() error {
	if b.m.FunctionName != pmml.MiningFunctionClassification {
		return nil
	}
	named, err := b.namedCategories()
	if err != nil {
		return err
	}
	for _, text := range b.target.Listed {
		if err := b.addCategory(text, b.m); err != nil {
			return err
		}
	}
	if len(b.target.Listed) == 0 {
		for _, n := range named {
			if err := b.addCategory(n.text, n.at); err != nil {
				return err
			}
		}
		if text, ok := b.m.TargetReferenceCategory.Get(); ok {
			if err := b.addCategory(text, b.m); err != nil {
				return err
			}
		}
	}
	if len(b.categories) < 2 {
		return b.Errorf(b.m, pmml.CodeCountMismatch, "found %d of the target's categories, functionName=\"classification\" needs at least two", len(b.categories))
	}
	return b.reference(named)
}

// named is a category that the ParamMatrix names.
type named struct {
	text string
	at   pmml.Node
	cell float64
}

// namedCategories gives the categories that the ParamMatrix names, in its order.
func (b *compiler) namedCategories() ([]named, error) {
	if b.m.ParamMatrix == nil {
		return nil, nil
	}
	var out []named
	seen := map[string]bool{}
	for i := range b.m.ParamMatrix.PCells {
		if err := b.Next(); err != nil {
			return nil, err
		}
		at := &b.m.ParamMatrix.PCells[i]
		text, ok := at.TargetCategory.Get()
		if !ok || seen[text] {
			continue
		}
		seen[text] = true
		cell, err := b.Constant(text, b.target.Type, at)
		if err != nil {
			return nil, err
		}
		out = append(out, named{text, at, cell})
	}
	return out, nil
}

func (b *compiler) addCategory(text string, at pmml.Node) error {
	index, cell, err := b.target.Category(text, at)
	if err != nil {
		return err
	}
	for _, k := range b.categories {
		if k.cell == cell {
			return nil
		}
	}
	b.categories = append(b.categories, targetCategory{text, index, cell})
	return nil
}

// reference moves the category that the others are measured against to the end:
// the one that the document names, or the only one without betas. The categories
// of an ordinal target stay in their order unless the document names one.
func (b *compiler) reference(names []named) error {
	last := -1
	text, given := b.m.TargetReferenceCategory.Get()
	switch {
	case given:
		cell, err := b.Constant(text, b.target.Type, b.m)
		if err != nil {
			return err
		}
		last = slices.IndexFunc(b.categories, func(k targetCategory) bool { return k.cell == cell })
		if last < 0 {
			return b.Errorf(b.m, pmml.CodeUnlistedValue, "targetReferenceCategory %q is not a listed value of field %q", text, b.target.Name)
		}
	case b.m.ModelType == pmml.GeneralRegressionModelTypeOrdinalMultinomial, len(names) == 0:
		return nil
	default:
		var without []string
		for i, k := range b.categories {
			if !slices.ContainsFunc(names, func(n named) bool { return n.cell == k.cell }) {
				last = i
				without = append(without, fmt.Sprintf("%q", k.text))
			}
		}
		switch {
		case len(without) == 0:
			return b.Errorf(b.m, pmml.CodePartMissing, "targetReferenceCategory is missing, and every category has a PCell: one must have none")
		case len(without) > 1:
			return b.Errorf(b.m, pmml.CodePartMissing, "targetReferenceCategory is missing, and the categories %s have no PCell: exactly one must have none", strings.Join(without, ", "))
		}
	}
	k := b.categories[last]
	b.categories = append(slices.Delete(b.categories, last, last+1), k)
	return nil
}

// categoryKey gives the text under which a cell's target category is kept.
func (b *compiler) categoryKey(category pmml.Optional[string], at pmml.Node) (string, error) {
	text, ok := category.Get()
	if !ok {
		return "", nil
	}
	if b.categories == nil {
		return "", b.Errorf(at, pmml.ErrInvalid, "targetCategory %q has no meaning for functionName=\"regression\"", text)
	}
	cell, err := b.Constant(text, b.target.Type, at)
	if err != nil {
		return "", err
	}
	for i := range b.categories {
		if b.categories[i].cell == cell {
			return b.key(i), nil
		}
	}
	return "", b.Errorf(at, pmml.CodeUnlistedValue, "targetCategory %q is not a listed value of field %q", text, b.target.Name)
}

// key gives the text under which things of a category are kept: never "", which
// stands for no category.
func (b *compiler) key(i int) string { return "=" + b.categories[i].text }
