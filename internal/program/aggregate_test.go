package program

import (
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

func TestAggregate(t *testing.T) {
	texts := NewTexts()
	b, a := texts.Intern("b"), texts.Intern("a")
	numbers := pmml.DataTypeDouble
	for _, tt := range []struct {
		name     string
		function pmml.AggregateFunction
		typ      pmml.DataType
		levels   *Levels
		in       []float64
		want     float64
	}{
		{"count leaves missing out", pmml.AggregateFunctionCount, numbers, nil, []float64{1, Missing, 1}, 2},
		{"count of nothing", pmml.AggregateFunctionCount, numbers, nil, nil, 0},
		{"sum", pmml.AggregateFunctionSum, numbers, nil, []float64{1, Missing, 2.5}, 3.5},
		{"sum of nothing", pmml.AggregateFunctionSum, numbers, nil, []float64{Missing}, Missing},
		{"sum of integers too large", pmml.AggregateFunctionSum, pmml.DataTypeInteger, nil, []float64{MaxInteger, MaxInteger}, Undefined},
		{"sum of floats is a float", pmml.AggregateFunctionSum, pmml.DataTypeFloat, nil, []float64{16777216, 1}, 16777216},
		{"average", pmml.AggregateFunctionAverage, numbers, nil, []float64{1, Missing, 2}, 1.5},
		{"average of nothing", pmml.AggregateFunctionAverage, numbers, nil, nil, Missing},
		{"min", pmml.AggregateFunctionMin, numbers, nil, []float64{3, -1, Missing, 2}, -1},
		{"max", pmml.AggregateFunctionMax, numbers, nil, []float64{3, -1, 7}, 7},
		{"min of texts", pmml.AggregateFunctionMin, pmml.DataTypeString, nil, []float64{b, a}, a},
		{"max of texts", pmml.AggregateFunctionMax, pmml.DataTypeString, nil, []float64{b, a}, b},
		{"max by level", pmml.AggregateFunctionMax, pmml.DataTypeString, NewLevels([]float64{b, a}), []float64{b, a}, a},
		{"sum with NaN", pmml.AggregateFunctionSum, numbers, nil, []float64{3, NaN}, NaN},
		{"NaN is the last of numbers", pmml.AggregateFunctionMin, numbers, nil, []float64{NaN, 4}, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := testFrame(texts, 0)
			f.Cells[0] = f.NewList()
			for _, v := range tt.in {
				f.Append(f.Cells[0], v)
			}
			e := &Aggregate{Field: &Ref{0}, Function: tt.function, Type: tt.typ, Levels: tt.levels}
			sameCell(t, tt.want, e.Eval(f))
		})
	}
	t.Run("missing collection", func(t *testing.T) {
		e := &Aggregate{Field: &Ref{0}, Function: pmml.AggregateFunctionCount}
		sameCell(t, Missing, e.Eval(testFrame(texts, Missing)))
	})
	t.Run("multiset keeps all but missing ones", func(t *testing.T) {
		f := testFrame(texts, 0)
		f.Cells[0] = f.NewList()
		for _, v := range []float64{a, b, a, Missing} {
			f.Append(f.Cells[0], v)
		}
		e := &Aggregate{Field: &Ref{0}, Function: pmml.AggregateFunctionMultiset}
		assert.Equal(t, []float64{a, b, a}, f.List(e.Eval(f)))
		assert.Len(t, f.List(f.Cells[0]), 4, "the field itself is left alone")
	})
}
