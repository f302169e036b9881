package check

import (
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// Read looks at a predicate without what stands around it, and takes note of the
// fields that it reads.
func (c *Checker) Read(p pmml.Predicate) {
	c.fieldsOf(p)
	c.predicate(p)
}

// fieldsOf takes note of the fields that a predicate reads.
func (c *Checker) fieldsOf(p pmml.Predicate) {
	switch p := p.(type) {
	case *pmml.SimplePredicate:
		c.Use(p.Field)
	case *pmml.SimpleSetPredicate:
		c.Use(p.Field)
	case *pmml.CompoundPredicate:
		for _, q := range p.Predicates {
			c.fieldsOf(q)
		}
	}
}

// Holds says whether a predicate can hold where those of the path do, and takes
// it into the path.
func (p *Path) Holds(q pmml.Predicate) bool {
	field := p.hold(q)
	if field != "" {
		p.c.Warn(CodeImpossiblePredicate, q, "this never holds: no value of field %q meets this and the conditions that lead here", field)
	}
	return field == "" && !IsConstant(q, false)
}

// predicate looks at a predicate without what stands around it.
func (c *Checker) predicate(p pmml.Predicate) {
	switch p := p.(type) {
	case *pmml.SimplePredicate:
		if p.Operator == pmml.OperatorEqual || p.Operator == pmml.OperatorNotEqual {
			if v, ok := p.Value.Get(); ok {
				c.listed(p, p.Field, []string{v})
			}
		}
	case *pmml.SimpleSetPredicate:
		if p.Array == nil {
			return
		}
		if len(p.Array.Values) == 0 {
			what := "never holds"
			if p.BooleanOperator == pmml.SetOperatorIsNotIn {
				what = "holds for every value"
			}
			c.Warn(CodeEmptySet, p, "the set is empty, so that this %s", what)
		}
		c.listed(p, p.Field, p.Array.Values)
	case *pmml.CompoundPredicate:
		for _, q := range p.Predicates {
			c.predicate(q)
		}
		switch {
		case IsConstant(p, true):
			c.Warn(CodeConstantPredicate, p, "this CompoundPredicate always holds")
		case IsConstant(p, false):
			c.Warn(CodeConstantPredicate, p, "this CompoundPredicate never holds")
		case p.BooleanOperator == pmml.BooleanOperatorOr && complementary(p.Predicates):
			c.Warn(CodeConstantPredicate, p, "this CompoundPredicate holds for every value of its field")
		}
	}
}

// IsConstant says whether a predicate is plainly always true, or always false.
func IsConstant(p pmml.Predicate, result bool) bool {
	switch p := p.(type) {
	case *pmml.True:
		return result
	case *pmml.False:
		return !result
	case *pmml.CompoundPredicate:
		isResult := func(q pmml.Predicate) bool { return IsConstant(q, result) }
		some := slices.ContainsFunc(p.Predicates, isResult)
		all := len(p.Predicates) > 0 && !slices.ContainsFunc(p.Predicates, func(q pmml.Predicate) bool { return !isResult(q) })
		switch p.BooleanOperator {
		case pmml.BooleanOperatorAnd:
			return result && all || !result && some
		case pmml.BooleanOperatorOr:
			return result && some || !result && all
		case pmml.BooleanOperatorSurrogate:
			return len(p.Predicates) > 0 && isResult(p.Predicates[0])
		}
	}
	return false
}

// complementary says whether two of the predicates are each other's contrary.
func complementary(predicates []pmml.Predicate) bool {
	contrary := map[pmml.Operator]pmml.Operator{
		pmml.OperatorLessThan:    pmml.OperatorGreaterOrEqual,
		pmml.OperatorLessOrEqual: pmml.OperatorGreaterThan,
		pmml.OperatorEqual:       pmml.OperatorNotEqual,
		pmml.OperatorIsMissing:   pmml.OperatorIsNotMissing,
	}
	for _, p := range predicates {
		a, ok := p.(*pmml.SimplePredicate)
		if !ok || contrary[a.Operator] == 0 {
			continue
		}
		for _, q := range predicates {
			b, ok := q.(*pmml.SimplePredicate)
			if ok && a.Field == b.Field && a.Value == b.Value && contrary[a.Operator] == b.Operator {
				return true
			}
		}
	}
	return false
}

// listed looks for values that a field cannot have.
func (c *Checker) listed(at pmml.Node, field string, values []string) {
	f := c.dataFields[field]
	if f == nil || c.derived[field] || f.OpType == pmml.OpTypeContinuous || c.letsThrough(field) {
		return
	}
	valid := c.validValues(f)
	if len(valid.values) == 0 {
		return
	}
	var strange []string
	for _, v := range values {
		if !valid.known[normal(f.DataType, v)] && !slices.Contains(c.replacements(field), v) {
			strange = append(strange, v)
		}
	}
	if len(strange) > 0 {
		c.Warn(CodeUnlistedValue, at, "field %q never is %s: expected one of its listed values %s", field, quoted(strange), quoted(valid.values))
	}
}

// listedValues are the values that a field lists as valid, in their order.
type listedValues struct {
	values []string
	known  map[string]bool
}

// validValues gives the values that a field lists as valid.
func (c *Checker) validValues(f *pmml.DataField) *listedValues {
	if l, ok := c.valid[f]; ok {
		return l
	}
	l := &listedValues{known: map[string]bool{}}
	for _, v := range f.Values {
		if v.Property == 0 || v.Property == pmml.ValuePropertyValid {
			if key := normal(f.DataType, v.Value); !l.known[key] {
				l.known[key] = true
				l.values = append(l.values, key)
			}
		}
	}
	if c.valid == nil {
		c.valid = map[*pmml.DataField]*listedValues{}
	}
	c.valid[f] = l
	return l
}

// letsThrough says whether a model that is being looked at takes values of a
// field that are not valid as they are, or gives the field another optype.
func (c *Checker) letsThrough(field string) bool {
	return slices.ContainsFunc(c.miningFields(field), func(m *pmml.MiningField) bool {
		return m.InvalidValueTreatment == pmml.InvalidValueTreatmentAsIs || m.OpType == pmml.OpTypeContinuous
	})
}

// replacements gives the values that missing and invalid ones become.
func (c *Checker) replacements(field string) []string {
	var out []string
	for _, m := range c.miningFields(field) {
		for _, o := range []pmml.Optional[string]{m.MissingValueReplacement, m.InvalidValueReplacement} {
			if v, ok := o.Get(); ok {
				out = append(out, v)
			}
		}
	}
	return out
}

// miningFields gives the mining fields of a name in the models around.
func (c *Checker) miningFields(name string) []*pmml.MiningField {
	var out []*pmml.MiningField
	for _, s := range c.scopes {
		if f := s.mining[name]; f != nil {
			out = append(out, f)
		}
	}
	return out
}
