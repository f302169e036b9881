package compile

import (
	"cmp"
	"unicode/utf16"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// predicate is Predicate where the caller deals with the error.
func (c *Context) predicate(p pmml.Predicate) (program.Predicate, error) {
	if err := c.Spend(limit.Nodes, 0, c.node); err != nil { // no more often than the document has it
		return nil, err
	}
	switch p := p.(type) {
	case *pmml.True:
		return &program.Always{Result: program.True}, nil
	case *pmml.False:
		return &program.Always{Result: program.False}, nil
	case *pmml.SimplePredicate:
		return c.simplePredicate(p)
	case *pmml.SimpleSetPredicate:
		return c.setPredicate(p)
	case *pmml.CompoundPredicate:
		return c.compoundPredicate(p)
	}
	return nil, c.Errorf(c.node, pmml.CodePartMissing, "a predicate is missing")
}

func (c *Context) compoundPredicate(p *pmml.CompoundPredicate) (program.Predicate, error) {
	if len(p.Predicates) < 2 {
		return nil, c.Errorf(p, pmml.CodeCountMismatch, "a CompoundPredicate needs two or more predicates, found %d", len(p.Predicates))
	}
	parts := make([]program.Predicate, len(p.Predicates))
	for i, q := range p.Predicates {
		var err error
		if parts[i], err = c.Predicate(q); err != nil {
			return nil, err
		}
	}
	switch p.BooleanOperator {
	case pmml.BooleanOperatorAnd:
		return &program.And{Parts: parts}, nil
	case pmml.BooleanOperatorOr:
		return &program.Or{Parts: parts}, nil
	case pmml.BooleanOperatorXor:
		return &program.Xor{Parts: parts}, nil
	case pmml.BooleanOperatorSurrogate:
		return &program.Surrogate{Parts: parts}, nil
	}
	return nil, c.Errorf(p, pmml.CodePartMissing, "a CompoundPredicate needs a booleanOperator")
}

func (c *Context) setPredicate(p *pmml.SimpleSetPredicate) (program.Predicate, error) {
	f, err := c.field(p.Field, p)
	if err != nil {
		return nil, err
	}
	if p.Array == nil {
		return nil, c.Errorf(p, pmml.CodePartMissing, "a SimpleSetPredicate needs an Array")
	}
	if f.List {
		return nil, c.Errorf(p, pmml.CodeFieldType, "field %q is a collection, which a predicate cannot test", p.Field)
	}
	cells := make([]float64, 0, len(p.Array.Values))
	for _, text := range p.Array.Values {
		if v, ok := c.comparable(text, f.Type); ok {
			cells = append(cells, v)
		}
	}
	return &program.In{Slot: f.Slot, Set: program.NewCellSet(cells), Negate: p.BooleanOperator == pmml.SetOperatorIsNotIn}, nil
}

// comparable gives the cell that a text is compared as with values of a type,
// false where it is not of the type: no value equals it.
func (c *Context) comparable(text string, t pmml.DataType) (float64, bool) {
	if t == pmml.DataTypeString {
		return c.Texts().Intern(text), true
	}
	return ComparableCell(text, t)
}

// ComparableCell gives the cell that a text is compared as with values of any
// type but string, false where it is not of the type.
func ComparableCell(text string, t pmml.DataType) (float64, bool) {
	v, err := program.ParseValue(t, text)
	if err != nil && (t == pmml.DataTypeInteger || t == pmml.DataTypeBoolean) {
		// An integer or a truth value may be compared with 0.5, and with a number that
		// no cell holds.
		if v, err = program.ParseValue(pmml.DataTypeDouble, text); err == nil {
			v = program.WholeLimit(text, v)
		}
	}
	return v, err == nil
}

// Comparison is a predicate that compares a cell with a constant, which is no
// NaN, or asks whether it is missing.
type Comparison struct {
	Operator pmml.Operator
	Slot     program.Slot
	Value    float64
}

// Comparison compiles a predicate without making a node of it, for models that
// have very many. It gives false, and no error, where Predicate must be asked:
// for all that is more than one comparison, and where errors are collected.
func (c *Context) Comparison(p pmml.Predicate) (Comparison, bool, error) {
	s, ok := p.(*pmml.SimplePredicate)
	if !ok || c.faults != nil {
		return Comparison{}, false, nil
	}
	f, v, err := c.compared(s)
	if err != nil {
		return Comparison{}, false, err
	}
	switch s.Operator {
	case pmml.OperatorIsMissing, pmml.OperatorIsNotMissing:
		return Comparison{s.Operator, f.Slot, 0}, true, nil
	case pmml.OperatorEqual, pmml.OperatorNotEqual:
		return Comparison{s.Operator, f.Slot, v}, v == v, nil
	case pmml.OperatorLessThan, pmml.OperatorLessOrEqual, pmml.OperatorGreaterThan, pmml.OperatorGreaterOrEqual:
		return Comparison{s.Operator, f.Slot, v}, v == v && !f.Ranked(), nil
	}
	return Comparison{}, false, nil
}

// compared gives the field that a predicate reads and the cell that it is
// compared with, none where the operator needs none.
func (c *Context) compared(p *pmml.SimplePredicate) (*Field, float64, error) {
	f, err := c.field(p.Field, p)
	if err != nil || p.Operator == pmml.OperatorIsMissing || p.Operator == pmml.OperatorIsNotMissing {
		return f, 0, err
	}
	text, ok := p.Value.Get()
	if !ok {
		return nil, 0, c.Errorf(p, pmml.CodePartMissing, "operator %s needs a value", p.Operator)
	}
	if f.List {
		return nil, 0, c.Errorf(p, pmml.CodeFieldType, "field %q is a collection, which a predicate cannot test", p.Field)
	}
	v, ok := c.comparable(text, f.Type)
	if !ok {
		kind := f.Type.String()
		what := "of that type"
		if program.IsNumeric(f.Type) {
			what = "a number"
		}
		return nil, 0, found(c.Errorf(p, pmml.CodeValueType, "value %q is not %s, as field %q (%s) needs", text, what, p.Field, kind), text, kind)
	}
	return f, v, nil
}

// Ranked says whether the field's values are ordered otherwise than their cells:
// as texts, or by the order in which the document lists them.
func (f *Field) Ranked() bool {
	return f.Type == pmml.DataTypeString || f.Op == pmml.OpTypeOrdinal && f.Levels != nil
}

func (c *Context) simplePredicate(p *pmml.SimplePredicate) (program.Predicate, error) {
	f, v, err := c.compared(p)
	if err != nil {
		return nil, err
	}
	switch p.Operator {
	case pmml.OperatorIsMissing:
		return &program.IsMissingTest{Slot: f.Slot}, nil
	case pmml.OperatorIsNotMissing:
		return &program.IsMissingTest{Slot: f.Slot, Negate: true}, nil
	case pmml.OperatorEqual:
		return &program.Equal{Slot: f.Slot, Value: v}, nil
	case pmml.OperatorNotEqual:
		return &program.NotEqual{Slot: f.Slot, Value: v}, nil
	}
	if f.Ranked() {
		return c.orderPredicate(p, f, p.Value.Or(""), v)
	}
	switch p.Operator {
	case pmml.OperatorLessThan:
		return &program.Less{Slot: f.Slot, Limit: v}, nil
	case pmml.OperatorLessOrEqual:
		return &program.LessOrEqual{Slot: f.Slot, Limit: v}, nil
	case pmml.OperatorGreaterThan:
		return &program.Greater{Slot: f.Slot, Limit: v}, nil
	case pmml.OperatorGreaterOrEqual:
		return &program.GreaterOrEqual{Slot: f.Slot, Limit: v}, nil
	}
	return nil, c.Errorf(p, pmml.CodePartMissing, "a SimplePredicate needs an operator")
}

// orderPredicate compiles an ordering of texts or of listed levels.
func (c *Context) orderPredicate(p *pmml.SimplePredicate, f *Field, text string, v float64) (program.Predicate, error) {
	order := &program.Order{
		Slot:  f.Slot,
		Value: v,
		Fault: &program.Fault{Field: p.Field, Code: program.FaultInvalid, Pos: p.Pos, Detail: "the value is not among the levels of the field, so it has no order"},
	}
	switch p.Operator {
	case pmml.OperatorLessThan:
		order.Accept = [3]bool{true, false, false}
	case pmml.OperatorLessOrEqual:
		order.Accept = [3]bool{true, true, false}
	case pmml.OperatorGreaterThan:
		order.Accept = [3]bool{false, false, true}
	case pmml.OperatorGreaterOrEqual:
		order.Accept = [3]bool{false, true, true}
	default:
		return nil, c.Errorf(p, pmml.CodePartMissing, "a SimplePredicate needs an operator")
	}
	if f.Op == pmml.OpTypeOrdinal && f.Levels != nil {
		limit, ok := f.Levels.Rank(v)
		if !ok {
			return nil, c.Errorf(p, pmml.CodeUnlistedValue, "value %q is not among the levels of ordinal field %q", text, p.Field)
		}
		levels := f.Levels
		order.Compare = func(_ *program.Frame, v float64) (int, bool) {
			rank, ok := levels.Rank(v)
			return cmp.Compare(rank, limit), ok
		}
		return order, nil
	}
	if f.Op == pmml.OpTypeCategorical {
		return nil, c.Errorf(p, pmml.CodeFieldType, "operator %s needs an order, and field %q is categorical", p.Operator, p.Field)
	}
	order.Compare = func(fr *program.Frame, v float64) (int, bool) {
		return compareTexts(fr.Text(v), text), true
	}
	return order, nil
}

// compareTexts orders texts by their UTF-16 units, as the standard's reference
// implementations do.
func compareTexts(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			if a[i] < 0x80 && b[i] < 0x80 {
				return cmp.Compare(a[i], b[i])
			}
			return compareUnits(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func compareUnits(a, b []uint16) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return cmp.Compare(a[i], b[i])
		}
	}
	return cmp.Compare(len(a), len(b))
}
