package check

import (
	"math"
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// limits is what the conditions met so far leave of one field's values.
type limits struct {
	low, high         float64
	lowOpen, highOpen bool
	// in holds the values that are left, nil for any; out those that are not.
	in, out []string
	state   state
}

// state says what is known of whether a field is missing.
type state uint8

const (
	unknown state = iota
	missing
	present
)

var unlimited = limits{low: math.Inf(-1), high: math.Inf(1)}

// above and below narrow the range.
func (l *limits) above(v float64, open bool) {
	if v > l.low || v == l.low && open {
		l.low, l.lowOpen = v, open
	}
}

func (l *limits) below(v float64, open bool) {
	if v < l.high || v == l.high && open {
		l.high, l.highOpen = v, open
	}
}

// only leaves some of the values.
func (l *limits) only(values []string) {
	if l.in == nil {
		l.in = append(make([]string, 0, len(values)), values...)
	} else {
		l.in = slices.DeleteFunc(slices.Clone(l.in), func(s string) bool { return !slices.Contains(values, s) })
	}
}

func (l *limits) without(values []string) {
	l.out = append(l.out[:len(l.out):len(l.out)], values...)
}

// empty says whether no value is left.
func (l *limits) empty(t pmml.DataType) bool {
	if l.state == missing {
		return false
	}
	if l.low > l.high || l.low == l.high && (l.lowOpen || l.highOpen) {
		return true
	}
	if l.in != nil {
		return !slices.ContainsFunc(l.in, func(s string) bool { return l.allows(t, s) })
	}
	return l.low == l.high && isNumber(t) && slices.Contains(l.out, ShortNumber(l.low+0))
}

// allows says whether the range has a value, and none of out is it.
func (l *limits) allows(t pmml.DataType, s string) bool {
	if slices.Contains(l.out, s) {
		return false
	}
	if !isNumber(t) {
		return true
	}
	v, ok := number(t, s)
	return !ok || (v > l.low || v == l.low && !l.lowOpen) && (v < l.high || v == l.high && !l.highOpen)
}

// Path holds what the predicates from the root down to a node leave of each field.
type Path struct {
	c      *Checker
	fields map[string]limits
	undo   []saved
}

type saved struct {
	field string
	old   limits
	had   bool
}

// NewPath gives a path on which nothing has been said.
func (c *Checker) NewPath() *Path { return &Path{c: c, fields: map[string]limits{}} }

// Mark gives the place on the path, for Back.
func (p *Path) Mark() int { return len(p.undo) }

// Back leaves what came after the mark: what its predicates said is forgotten.
func (p *Path) Back(mark int) {
	for len(p.undo) > mark {
		s := p.undo[len(p.undo)-1]
		p.undo = p.undo[:len(p.undo)-1]
		if s.had {
			p.fields[s.field] = s.old
		} else {
			delete(p.fields, s.field)
		}
	}
}

// hold takes note that a predicate holds. It gives the field that then has no
// value left, "" for none.
func (p *Path) hold(q pmml.Predicate) (field string) {
	switch q := q.(type) {
	case *pmml.CompoundPredicate:
		if q.BooleanOperator == pmml.BooleanOperatorAnd {
			for _, part := range q.Predicates {
				if field := p.hold(part); field != "" {
					return field
				}
			}
		}
	case *pmml.SimplePredicate:
		return p.narrow(q.Field, func(l *limits, t pmml.DataType) { compare(l, t, q) })
	case *pmml.SimpleSetPredicate:
		if q.Array == nil || len(q.Array.Values) == 0 {
			return ""
		}
		return p.narrow(q.Field, func(l *limits, t pmml.DataType) {
			values := make([]string, len(q.Array.Values))
			for i, v := range q.Array.Values {
				values[i] = normal(t, v)
			}
			l.state = present
			switch q.BooleanOperator {
			case pmml.SetOperatorIsIn:
				l.only(values)
			case pmml.SetOperatorIsNotIn:
				l.without(values)
			}
		})
	}
	return ""
}

func (p *Path) narrow(field string, change func(*limits, pmml.DataType)) string {
	t := p.c.types[field]
	if t == 0 {
		return ""
	}
	old, had := p.fields[field]
	l := old
	if !had {
		l = unlimited
	}
	before := l.state
	change(&l, t)
	if before != unknown && l.state != before || l.empty(t) {
		return field
	}
	p.undo = append(p.undo, saved{field, old, had})
	p.fields[field] = l
	return ""
}

// compare narrows by a comparison. Texts have an order only where their field
// lists it, which is left alone here.
func compare(l *limits, t pmml.DataType, q *pmml.SimplePredicate) {
	switch q.Operator {
	case pmml.OperatorIsMissing:
		l.state = missing
		return
	case pmml.OperatorIsNotMissing:
		l.state = present
		return
	}
	l.state = present
	text := q.Value.Or("")
	switch q.Operator {
	case pmml.OperatorEqual:
		l.only([]string{normal(t, text)})
		return
	case pmml.OperatorNotEqual:
		l.without([]string{normal(t, text)})
		return
	}
	v, ok := number(t, text)
	if !ok || !isNumber(t) {
		return
	}
	switch q.Operator {
	case pmml.OperatorLessThan:
		l.below(v, true)
	case pmml.OperatorLessOrEqual:
		l.below(v, false)
	case pmml.OperatorGreaterThan:
		l.above(v, true)
	case pmml.OperatorGreaterOrEqual:
		l.above(v, false)
	}
}
