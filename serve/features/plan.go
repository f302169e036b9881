package features

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gopmml/gopmml/serve/wire"
)

// plan is how the inputs of a model are made of records. It does not change.
type plan struct {
	model   *wire.Model
	joins   []join
	each    string // the member of a request with the keys of the rows, "" for one row
	keys    []string
	derived []derived
	by      int // output, -1 for none
	given   map[string]bool
	works   sync.Pool // of *work
}

// join is a view that is joined.
type join struct {
	*known
	key      int // of [plan.keys], -1: each row has its own
	columns  []joined
	fail     bool // missing values are an error
	optional bool // the store need not answer
}

// joined is a column that makes inputs.
type joined struct {
	column   int
	input    string   // of a number or a text, "" for none
	inputs   []string // of a vector's elements, nil for none
	number   float64  // default
	text     string
	replaced bool // there is a default
}

// derived is an input that is a product of vectors.
type derived struct {
	input  string
	of     [2]place
	size   int
	cosine bool
}

// place is a column of a join.
type place struct{ join, column int }

// newPlan holds the configuration of a model to its inputs.
func (s *Service) newPlan(m *wire.Model, c *ModelConfig) (*plan, error) {
	p := &plan{model: m, by: -1, given: map[string]bool{}}
	from := map[string]string{}
	take := func(input, what string) error {
		if _, ok := m.Input([]byte(input)); !ok {
			return m.UnknownInput(input)
		}
		if before, twice := from[input]; twice {
			return fmt.Errorf("input %q is given twice: by %s and by %s", input, before, what)
		}
		from[input], p.given[input] = what, true
		return nil
	}
	for _, jc := range c.Join {
		j, err := s.newJoin(m, &jc, take)
		if err != nil {
			return nil, fmt.Errorf("view %q: %w", jc.View, err)
		}
		if jc.Each != "" {
			p.each, j.key = jc.Each, -1
		} else {
			if j.key = slices.Index(p.keys, jc.Key); j.key < 0 {
				j.key = len(p.keys)
				p.keys = append(p.keys, jc.Key)
			}
		}
		p.joins = append(p.joins, *j)
	}
	for _, dc := range c.Derived {
		d, err := p.newDerived(&dc)
		if err != nil {
			return nil, fmt.Errorf("derived input %q: %w", dc.Input, err)
		}
		if err := take(dc.Input, "a product"); err != nil {
			return nil, err
		}
		p.derived = append(p.derived, *d)
	}
	if c.By != "" {
		i, ok := m.Output(c.By)
		if !ok {
			return nil, m.UnknownOutput(c.By)
		}
		p.by = i
	} else if numbers := numericOutputs(m); len(numbers) == 1 {
		p.by = numbers[0]
	}
	return p, nil
}

func numericOutputs(m *wire.Model) []int {
	var out []int
	for i, o := range m.Outputs {
		if isNumeric(&o) {
			out = append(out, i)
		}
	}
	return out
}

func isNumeric(o *wire.Field) bool {
	return o.Type == wire.Float64 || o.Type == wire.Float32 || o.Type == wire.Int64
}

func (s *Service) newJoin(m *wire.Model, c *JoinConfig, take func(input, what string) error) (*join, error) {
	v := s.views[c.View]
	j := &join{known: v, fail: c.Missing == Fail, optional: c.Unavailable == Default}
	for _, set := range [...]map[string]bool{keysOf(c.Inputs), keysOf(c.Defaults)} {
		for _, name := range slices.Sorted(maps.Keys(set)) {
			if v.view.Column(name) < 0 {
				return nil, fmt.Errorf("it has no column %q, but %s", name, columnNames(v.view.Columns))
			}
		}
	}
	for i, col := range v.view.Columns {
		out := joined{column: i}
		input, named := c.Inputs[col.Name]
		if _, same := m.Input([]byte(col.Name)); !named && same && col.Type != Vector {
			input, named = col.Name, true
		}
		if named && col.Type == Vector {
			for k := range col.Size {
				name := input + strconv.Itoa(k)
				if err := take(name, fmt.Sprintf("column %q of view %q", col.Name, c.View)); err != nil {
					return nil, err
				}
				out.inputs = append(out.inputs, name)
			}
		} else if named {
			if err := take(input, fmt.Sprintf("column %q of view %q", col.Name, c.View)); err != nil {
				return nil, err
			}
			out.input = input
		}
		if d, ok := c.Defaults[col.Name]; ok {
			if err := out.setDefault(&col, d); err != nil {
				return nil, err
			}
		}
		j.columns = append(j.columns, out)
	}
	return j, nil
}

func keysOf[V any](m map[string]V) map[string]bool {
	out := map[string]bool{}
	for k := range m {
		out[k] = true
	}
	return out
}

func (c *joined) setDefault(col *Column, v any) error {
	c.replaced = true
	switch v := v.(type) {
	case int:
		c.number, c.text = float64(v), strconv.Itoa(v)
	case float64:
		c.number, c.text = v, strconv.FormatFloat(v, 'g', -1, 64)
	case string:
		if col.Type != Text {
			return fmt.Errorf("the default of column %q is a text, where a number is wanted", col.Name)
		}
		c.text = v
	default:
		return fmt.Errorf("the default of column %q is neither a number nor a text", col.Name)
	}
	return nil
}

func (p *plan) newDerived(c *DerivedConfig) (*derived, error) {
	names, d := c.Dot, &derived{input: c.Input}
	if c.Cosine != nil {
		names, d.cosine = c.Cosine, true
	}
	if len(names) != 2 || c.Dot != nil && c.Cosine != nil {
		return nil, fmt.Errorf("it must have dot or cosine, one of them, of two vectors")
	}
	for i, name := range names {
		found := false
		for j := range p.joins {
			v := p.joins[j].view
			column, ok := strings.CutPrefix(name, v.Name+".")
			if !ok {
				continue
			}
			at := v.Column(column)
			if at < 0 || v.Columns[at].Type != Vector {
				return nil, fmt.Errorf("view %q has no vector %q", v.Name, column)
			}
			size := v.Columns[at].Size
			if i == 1 && size != d.size {
				return nil, fmt.Errorf("%s has %d numbers and %s %d", names[0], d.size, name, size)
			}
			d.size = size
			d.of[i], found = place{j, at}, true
		}
		if !found {
			return nil, fmt.Errorf("%q is no VIEW.COLUMN of the views that are joined", name)
		}
	}
	return d, nil
}
