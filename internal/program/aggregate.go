package program

import (
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// Aggregate is a statistic over the elements of a collection.
//
// Eval skips missing elements. It gives Missing where the collection is missing,
// and for all but count and multiset where no element is left.
//
// Spec: https://dmg.org/pmml/v4-4-1/Transformations.html#xsdElement_Aggregate
type Aggregate struct {
	// Field gives a collection.
	Field    Expr
	Function pmml.AggregateFunction
	// Type is that of the elements.
	Type pmml.DataType
	// Levels is the order of an ordinal's values for min and max, else nil.
	Levels *Levels
	Pos    pmml.Pos
}

// Eval computes the statistic.
func (a *Aggregate) Eval(f *Frame) float64 {
	list := a.Field.Eval(f)
	if list != list {
		return list
	}
	if !f.Spend(int64(len(f.List(list))), a.Pos) {
		return Missing
	}
	count, missing := 0, false
	result := Missing
	for _, v := range f.List(list) {
		if v != v && !IsNaN(v) {
			if !IsMissing(v) {
				return v
			}
			missing = true
			continue
		}
		count++
		switch a.Function {
		case pmml.AggregateFunctionSum, pmml.AggregateFunctionAverage:
			if count == 1 {
				result = 0
			}
			result += v
		case pmml.AggregateFunctionMin:
			if count == 1 || a.less(f, v, result) {
				result = v
			}
		case pmml.AggregateFunctionMax:
			if count == 1 || a.less(f, result, v) {
				result = v
			}
		}
	}
	switch a.Function {
	case pmml.AggregateFunctionCount:
		return float64(count)
	case pmml.AggregateFunctionMultiset:
		if !missing {
			return list
		}
		return withoutMissing(f, list)
	case pmml.AggregateFunctionAverage:
		if count > 0 {
			return Number(result / float64(count))
		}
	case pmml.AggregateFunctionSum:
		if count > 0 {
			return inType(result, a.Type)
		}
	}
	return result
}

// less orders elements: by level, texts as strings, numbers with NaN last.
func (a *Aggregate) less(f *Frame, v, w float64) bool {
	if a.Levels != nil {
		// A value that is not listed has no place in the order: it comes last.
		i, listed := a.Levels.Rank(v)
		j, other := a.Levels.Rank(w)
		if listed != other {
			return listed
		}
		if listed {
			return i < j
		}
	}
	if a.Type == pmml.DataTypeString {
		return strings.Compare(f.Text(v), f.Text(w)) < 0
	}
	return v < w || (w != w && v == v)
}

func withoutMissing(f *Frame, list float64) float64 {
	kept := f.NewList()
	for _, v := range f.List(list) {
		if !IsMissing(v) {
			f.Append(kept, v)
		}
	}
	return kept
}

// inType gives the result of arithmetic on values of a type as that type: one
// that an integer cannot hold is undefined, one of float is rounded.
func inType(v float64, t pmml.DataType) float64 {
	if v != v {
		return NaN
	}
	c, ok := CastNumber(v, t)
	if !ok {
		return Undefined
	}
	return c
}
