package functions

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

const maxWhole int64 = 1 << 53

func TestArithmetic(t *testing.T) {
	tenth := f32(0.1)
	runVectors(t, []vector{
		{"double beats float", "+", a{f32(0.5), 0.25}, 0.75},
		{"float and integer give a float", "*", a{tenth, 3}, f32(float64(tenth) * 3)},
		{"floats are rounded once, after double arithmetic", "/", a{tenth, f32(3)}, f32(float64(tenth) / 3)},
		{"boolean counts as integer", "+", a{true, 2}, 3},
		{"missing second", "-", a{4.0, nil}, nil},
		{"missing constant", "-", a{4, k(nil)}, nil},
		{"constant text that is an integer", "+", a{1, k("2")}, 3},
		{"constant text that is a double", "+", a{1, k("2.0")}, 3.0},
		{"constant text with an exponent", "*", a{2, k("1e2")}, 200.0},
		{"constant text INF", "+", a{2, k("INF")}, inf},
		{"difference by a constant", "-", a{1.5, k(0.25)}, 1.25},
		{"constant minuend", "-", a{k(0.25), 1.5}, -1.25},
		{"constants are computed at once", "/", a{k(1.0), k(4.0)}, 0.25},
		{"no negative zero", "*", a{-1.0, 0.0}, 0.0},
		{"NaN operand", "+", a{nan, 1.0}, nan},
		{"NaN and missing", "+", a{nan, nil}, nil},
		{"INF - INF", "-", a{inf, inf}, nan},
		{"0/0", "/", a{0.0, 0.0}, nan},
		{"-1/0", "/", a{-1.0, 0.0}, math.Inf(-1)},

		{"largest integer", "+", a{maxWhole - 1, 1}, maxWhole},
		{"beyond the largest integer", "+", a{maxWhole, 1}, undefined{}},
		{"beyond the smallest integer", "-", a{-maxWhole, 1}, undefined{}},
		{"difference of equal extremes", "-", a{maxWhole, maxWhole}, 0},
		{"product at the limit", "*", a{maxWhole / 2, 2}, maxWhole},
		// 321·28059810762433 = 2^53 + 1, which rounds to 2^53.
		{"product that only rounds to the limit", "*", a{321, int64(28059810762433)}, undefined{}},
		{"quotient that only rounds to a whole", "/", a{maxWhole - 1, maxWhole}, 0},
		{"negative quotient truncates", "/", a{-7, 2}, -3},
		{"quotient of negatives", "/", a{-7, -2}, 3},
		{"integer modulo by zero", "modulo", a{1, 0}, undefined{}},
		{"integer modulo, exact", "modulo", a{6, -3}, 0},
		{"double modulo by zero", "modulo", a{2.5, 0.0}, nan},
		{"double modulo, negative", "modulo", a{-3.5, 2.0}, 0.5},
		{"double modulo, negative divisor", "modulo", a{7.25, -2.5}, -0.25},
		{"double modulo is exact", "modulo", a{1e17, 3.0}, 1.0},

		{"difference of dates is in days", "-", a{as{tDate, "2000-03-01"}, as{tDate, "2000-02-01"}}, 29},
		{"difference of dateTimes is in seconds", "-", a{as{tMoment, "2000-03-01T00:00:00.5"}, as{tMoment, "2000-02-29T23:00:00"}}, 3600.5},
		{"counts are integers", "+", a{as{pmml.DataTypeDateDaysSince1960, "2004-08-20"}, 1}, 16304},
		{"counts and doubles", "+", a{as{pmml.DataTypeTimeSeconds, "14:05:09"}, k(0.0)}, 50709.0},
	})
}

func TestNodesChosen(t *testing.T) {
	b := newBench()
	for _, tt := range []struct {
		name string
		args []any
		want program.Expr
	}{
		{"+", a{1.0, 1.0}, &add{}},
		{"-", a{1.0, k(1.0)}, &addConst{}},
		{"*", a{1, k(2)}, &multiplyInteger{}},
		{"*", a{f32(1), f32(1)}, &round32{}},
		{"ln", a{k(2.0)}, &program.Const{}},
		{"isIn", a{1, k(2), k(3)}, &inSet{}},
		{"equal", a{1, 2.5}, &comparison{}},
	} {
		r, err := Build(b.call(tt.name, tt.args...))
		require.NoError(t, err)
		assert.IsType(t, tt.want, r.Expr)
	}
}

func TestAggregates(t *testing.T) {
	many := make(a, 40)
	for i := range many {
		many[i] = float64(i)
	}
	runVectors(t, []vector{
		{"min", "min", a{5.0, -1.0, 2.5}, -1.0},
		{"max", "max", a{5.0, -1.0, 2.5}, 5.0},
		{"sum", "sum", a{5.0, -1.0, 2.5}, 6.5},
		{"avg", "avg", a{5.0, -1.0, 2.5}, 2.1666666666666665},
		{"product", "product", a{5.0, -1.0, 2.5}, -12.5},
		{"one argument", "max", a{3}, 3},
		{"integers stay", "sum", a{1, 2, 3}, 6},
		{"integer overflow", "sum", a{maxWhole, 1, -1}, undefined{}},
		{"integer product overflow", "product", a{maxWhole, maxWhole, 0}, undefined{}},
		{"integers average to a double", "avg", a{1, 2}, 1.5},
		{"floats average to a float", "avg", a{f32(1), f32(2)}, f32(1.5)},
		{"first missing", "min", a{nil, 4.0, 1.0}, 1.0},
		{"all missing", "product", a{nil, nil}, nil},
		{"missing counts for no average", "avg", a{nil, nil, 2.0}, 2.0},
		{"NaN is no missing value", "sum", a{nan, nil, 1.0}, nan},
		{"the sum of INF and -INF", "sum", a{inf, math.Inf(-1), 1.0}, nan},
		{"forty values", "sum", many, 780.0},
		{"a collection", "sum", a{list{1.5, nil, 2.0}, 1.0}, 4.5},
		{"an empty collection", "min", a{list{}}, nil},
		{"a collection of missing values", "max", a{list{nil, nil}}, nil},
		{"first of dates", "min", a{as{tDate, "2000-03-01"}, as{tDate, "1999-01-01"}}, "1999-01-01"},

		{"median of three", "median", a{1.0, 2.0, 3.0}, 2.0},
		{"median is in order of size", "median", a{5.0, -1.0, 2.5}, 2.5},
		{"median of two", "median", a{nil, 4.0, 1.0}, 2.5},
		{"median of one", "median", a{nil, nil, 2.0}, 2.0},
		{"median of none", "median", a{nil}, nil},
		{"median of integers is a double", "median", a{1, 2}, 1.5},
		{"median of huge values", "median", a{math.MaxFloat64, math.MaxFloat64}, math.MaxFloat64},
		{"median of forty", "median", many, 19.5},
		{"median with NaN", "median", a{nan, 1.0}, nan},
	})
}

func TestCollections(t *testing.T) {
	const java = "org.jpmml.evaluator.functions."
	xs := list{2.0, 4.0, nil, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}
	runVectors(t, []vector{
		{"mean", java + "MeanFunction", a{xs}, 5.0},
		{"deviation of the population", java + "StandardDeviationFunction", a{xs}, 2.0},
		{"deviation of the sample", java + "StandardDeviationFunction", a{xs, k(true)}, math.Sqrt(32.0 / 7)},
		{"deviation of one value", java + "StandardDeviationFunction", a{list{3.0}, k(true)}, 0.0},
		{"deviation of none", java + "StandardDeviationFunction", a{list{}}, nil},
		{"percentile between elements", java + "PercentileFunction", a{list{1.0, 2.0, 3.0, 4.0}, k(50)}, 2.5},
		{"percentile below the first", java + "PercentileFunction", a{list{1.0, 2.0, 3.0, 4.0}, k(1)}, 1.0},
		{"percentile beyond the last", java + "PercentileFunction", a{list{4.0, 2.0, 3.0, 1.0}, k(100)}, 4.0},
		{"percentile 0", java + "PercentileFunction", a{list{1.0}, k(0)}, failing{}},
		{"split", java + "SplitFunction", a{"a, b,c,,", k(",\\s*")}, list{"a", "b", "c"}},
		{"split of nothing", java + "SplitFunction", a{"", k(",")}, list{""}},
		{"split without a match", java + "SplitFunction", a{"abc", k(",")}, list{"abc"}},
	})
}
