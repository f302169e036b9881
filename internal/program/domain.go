package program

import "github.com/gopmml/gopmml/pmml"

// Validity says how a value stands to its field's domain.
type Validity uint8

// The classes of values.
const (
	ValidValue Validity = iota
	InvalidValue
	MissingValue
)

// Domain tells valid values of a field from invalid and missing ones.
//
// Spec: https://dmg.org/pmml/v4-4-1/DataDictionary.html
type Domain struct {
	// Valid, Invalid and Missing hold the listed values by property; nil for none.
	Valid, Invalid, Missing *CellSet
	// Intervals are the valid ranges; none where all numbers are valid.
	Intervals []Range
	// NaNIsMissing: the text "NaN" is listed as a missing value.
	NaNIsMissing bool
	// Allowed says in words what the field allows, for messages.
	Allowed string
}

// Range is an interval of numbers.
type Range struct {
	Left, Right         float64
	LeftOpen, RightOpen bool
}

// Has says whether v lies in the interval.
func (r *Range) Has(v float64) bool {
	if v < r.Left || v > r.Right || v != v {
		return false
	}
	return (!r.LeftOpen || v != r.Left) && (!r.RightOpen || v != r.Right)
}

// Classify tells how a value that is there stands to the domain. A listed value
// decides; where valid values are listed beside intervals, either makes a value
// valid, as the standard says.
func (d *Domain) Classify(v float64) Validity {
	if d == nil {
		if v != v {
			return InvalidValue
		}
		return ValidValue
	}
	switch {
	case v != v && IsNaN(v) && d.NaNIsMissing:
		return MissingValue
	case v != v:
		return InvalidValue
	case d.Valid != nil && d.Valid.Has(v):
		return ValidValue
	case d.Invalid != nil && d.Invalid.Has(v):
		return InvalidValue
	case d.Missing != nil && d.Missing.Has(v):
		return MissingValue
	}
	for i := range d.Intervals {
		if d.Intervals[i].Has(v) {
			return ValidValue
		}
	}
	if d.Valid != nil || len(d.Intervals) > 0 {
		return InvalidValue
	}
	return ValidValue
}

// Levels is the order of an ordinal field's listed values.
type Levels struct {
	ranks map[float64]int
}

// NewLevels makes the order of values as listed. The first of equal ones counts.
func NewLevels(values []float64) *Levels {
	l := &Levels{ranks: make(map[float64]int, len(values))}
	for i, v := range values {
		if _, ok := l.ranks[v]; !ok {
			l.ranks[v] = i
		}
	}
	return l
}

// Rank gives the position of a value, false where it is not listed.
func (l *Levels) Rank(v float64) (int, bool) {
	r, ok := l.ranks[v]
	return r, ok
}

// Treatment is what a mining field does to missing, invalid and extreme values.
//
// Spec: https://dmg.org/pmml/v4-4-1/MiningSchema.html
type Treatment struct {
	// Missing is what replaces a missing value: a cell, or [Missing] itself.
	Missing float64
	// MissingInvalid: a missing value ends the record (missingValueTreatment returnInvalid).
	MissingInvalid bool
	// Invalid is the treatment of invalid values, InvalidReplacement what
	// replaces them under asValue.
	Invalid            pmml.InvalidValueTreatment
	InvalidReplacement float64
	// Outliers is the treatment of valid values below Low or above High.
	Outliers  pmml.Outliers
	Low, High float64
}
