package program

// Tri is a truth value of three-valued logic.
type Tri uint8

// The truth values.
const (
	False Tri = iota
	True
	Unknown
)

// String gives "false", "true" or "unknown".
func (t Tri) String() string { return [...]string{"false", "true", "unknown"}[t] }

// TriOf makes a truth value of a Go one.
func TriOf(b bool) Tri {
	if b {
		return True
	}
	return False
}

// Predicate is a compiled predicate. Test reads cells and raises errors that
// lie there; it must not change after it is compiled.
//
// Spec: https://dmg.org/pmml/v4-4-1/TreeModel.html#xsdGroup_PREDICATE
type Predicate interface {
	Test(f *Frame) Tri
}

// Always is True or False.
type Always struct{ Result Tri }

// Test gives the result.
func (p *Always) Test(*Frame) Tri { return p.Result }

// Comparisons of a slot with a number, a category's code or a rank. NaN, which
// only an invalid value kept as it is can be, orders above every number.
type (
	// Equal holds where the cell equals Value.
	Equal struct {
		Slot  Slot
		Value float64
	}
	// NotEqual holds where the cell has another value than Value.
	NotEqual struct {
		Slot  Slot
		Value float64
	}
	// Less holds where the cell is below Limit.
	Less struct {
		Slot  Slot
		Limit float64
	}
	// LessOrEqual holds where the cell is at or below Limit.
	LessOrEqual struct {
		Slot  Slot
		Limit float64
	}
	// Greater holds where the cell is above Limit.
	Greater struct {
		Slot  Slot
		Limit float64
	}
	// GreaterOrEqual holds where the cell is at or above Limit.
	GreaterOrEqual struct {
		Slot  Slot
		Limit float64
	}
)

// special decides for a NaN cell: unknown where it is missing or an error,
// which is raised; else the given answer.
func (f *Frame) special(v float64, nan Tri) Tri {
	if IsNaN(v) {
		return nan
	}
	f.useSpecial(v)
	return Unknown
}

// Test compares.
func (p *Equal) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v == p.Value:
		return True
	case v == v:
		return False
	}
	return f.special(v, TriOf(IsNaN(p.Value)))
}

// Test compares.
func (p *NotEqual) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v == p.Value:
		return False
	case v == v:
		return True
	}
	return f.special(v, TriOf(!IsNaN(p.Value)))
}

// Test compares.
func (p *Less) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v < p.Limit:
		return True
	case v == v:
		return TriOf(p.Limit != p.Limit)
	}
	return f.special(v, False)
}

// Test compares.
func (p *LessOrEqual) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v <= p.Limit:
		return True
	case v == v:
		return TriOf(p.Limit != p.Limit)
	}
	return f.special(v, TriOf(p.Limit != p.Limit))
}

// Test compares.
func (p *Greater) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v > p.Limit:
		return True
	case v == v:
		return False
	}
	return f.special(v, TriOf(p.Limit == p.Limit))
}

// Test compares.
func (p *GreaterOrEqual) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	switch {
	case v >= p.Limit:
		return True
	case v == v:
		return False
	}
	return f.special(v, True)
}

// IsMissingTest holds where the cell is missing. It is never unknown.
type IsMissingTest struct {
	Slot   Slot
	Negate bool
}

// Test looks whether there is a value.
func (p *IsMissingTest) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	if v != v {
		v = f.useSpecial(v)
	}
	return TriOf(IsMissing(v) != p.Negate)
}

// In holds where the cell is in a set, or with Negate where it is not.
type In struct {
	Slot   Slot
	Set    *CellSet
	Negate bool
}

// Test looks the cell up.
func (p *In) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	if v != v {
		return f.special(v, TriOf(p.Negate))
	}
	return TriOf(p.Set.Has(v) != p.Negate)
}

// Order is an ordering that is not the cells' own: compare gives a negative,
// zero or positive number, or false where the values have no order.
type Order struct {
	Slot    Slot
	Compare func(f *Frame, v float64) (int, bool)
	// Accept says for less, equal and greater whether the predicate holds.
	Accept [3]bool
	// Fault is raised where the values have no order.
	Fault *Fault
	// Value is what the cell is compared with, for explanations.
	Value float64
}

// Test compares.
func (p *Order) Test(f *Frame) Tri {
	v := f.Cells[p.Slot]
	if v != v {
		return f.special(v, False)
	}
	c, ok := p.Compare(f, v)
	if !ok {
		f.Raise(p.Fault)
		return Unknown
	}
	switch {
	case c < 0:
		return TriOf(p.Accept[0])
	case c == 0:
		return TriOf(p.Accept[1])
	}
	return TriOf(p.Accept[2])
}

// And holds where all parts hold: one that is false decides, else one that is
// unknown.
type And struct{ Parts []Predicate }

// Test combines the parts.
func (p *And) Test(f *Frame) Tri {
	result := True
	for _, q := range p.Parts {
		switch q.Test(f) {
		case False:
			return False
		case Unknown:
			result = Unknown
		}
	}
	return result
}

// Or holds where some part holds: one that is true decides, else one that is
// unknown.
type Or struct{ Parts []Predicate }

// Test combines the parts.
func (p *Or) Test(f *Frame) Tri {
	result := False
	for _, q := range p.Parts {
		switch q.Test(f) {
		case True:
			return True
		case Unknown:
			result = Unknown
		}
	}
	return result
}

// Xor holds where an odd number of parts hold; one that is unknown decides.
type Xor struct{ Parts []Predicate }

// Test combines the parts.
func (p *Xor) Test(f *Frame) Tri {
	result := False
	for _, q := range p.Parts {
		switch q.Test(f) {
		case True:
			result = 1 - result
		case Unknown:
			return Unknown
		}
	}
	return result
}

// Surrogate gives the first part that is not unknown.
type Surrogate struct{ Parts []Predicate }

// Test gives what the first known part says.
func (p *Surrogate) Test(f *Frame) Tri {
	t, _ := p.TestAlternative(f)
	return t
}

// TestAlternative gives what the first known part says, and whether that is
// another part than the first.
func (p *Surrogate) TestAlternative(f *Frame) (Tri, bool) {
	for i, q := range p.Parts {
		if t := q.Test(f); t != Unknown {
			return t, i > 0
		}
	}
	return Unknown, false
}
