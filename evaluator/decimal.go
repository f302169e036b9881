package evaluator

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// WithDecimalArithmetic makes the model calculate with exact decimals, so that
// 0.1 + 0.2 is 0.3 and a score can be recomputed by hand to its last digit.
// Results of type double are then decimals: [Row.Decimal], [Result.Decimal], and
// decimal.Decimal (of github.com/shopspring/decimal) where [Row.Value] gives them
// and [Row.AppendText] writes them in full.
//
// What is exact:
//
//   - the functions + - * / modulo, sum, product, avg, min, max, median, abs,
//     floor, ceil, round, rint, threshold, pow of whole exponents, the
//     comparisons (equal, lessThan, …), if, and Aggregate's sum and average;
//   - regressions: numeric terms with their exponents, categorical terms,
//     interactions and the intercept. A normalizationMethod other than none takes
//     the exact sum rounded once, to float64;
//   - scorecards: partial scores, computed ones too, and the points that reason
//     codes rank by;
//   - rule sets: the weights that weightedSum adds up, and scores that are numbers;
//   - the scores of regression trees, but for those that missing-value strategies
//     blend;
//   - ensembles of regressions: sums, averages and medians, weighted ones too;
//   - Targets: bounds, rescaling, castInteger; residuals.
//
// A quotient (averages and negative powers are such) that does not come out even
// has 34 significant digits, the last one rounded half to even, as IEEE 754's
// decimal128 has; one of integers is whole, as without the option. A value of more
// than 1,000 digits is rounded to these.
//
// All else is computed in float64 and taken as the shortest decimal that reads
// back to it: logarithms and other transcendental functions, NormContinuous,
// probabilities, the caller's own functions, and models without sums of this
// kind, as neural networks. Predicates compare the nearest float64s: a record whose
// derived value lies on a threshold that training took from float64 arithmetic, with its
// rounding errors, may fall on the other side. A value of type
// float is rounded to float32 where the document says so, and the result of a model
// with x-mathContext="float" is computed in float32, as without the option.
//
// An input given as float64 is its shortest decimal: 0.1 is 0.1. A text
// ([Row.SetText], a string, json.Number, a column of texts) and a
// decimal.Decimal are taken exactly; so are constants and scores of the document.
// Its other numbers (coefficients, bounds, factors) have passed through float64, as the
// shortest decimal that reads back: what the document says, up to 15 digits, and
// beyond these as long as nothing shorter means the same float64.
// Elements of collections count as float64s do.
//
// Scoring is some five to thirty times slower, and allocates. Without
// the option, nothing changes.
func WithDecimalArithmetic() Option {
	return func(s *settings) { s.compile.Decimal = true }
}

// decimalOf gives the cell of a number without an exact value as a decimal.
func decimalOf(v float64, t pmml.DataType) (decimal.Decimal, bool) {
	if v != v || math.IsInf(v, 0) || !program.IsNumeric(t) && !program.IsCount(t) {
		return decimal.Decimal{}, false
	}
	if t == pmml.DataTypeFloat {
		return decimal.NewFromFloat32(float32(v)), true
	}
	return program.Decimal(v), true
}

// Decimal gives a result of a numeric type as a decimal: exact with
// [WithDecimalArithmetic], else the shortest one that reads back to the number. It is
// false where the result is missing, no number, infinite or a collection.
func (r *Row) Decimal(result int) (decimal.Decimal, bool) {
	p, v := r.at(result)
	if p.list || p == &nothing {
		return decimal.Decimal{}, false
	}
	if d, ok := exact(r.frame, p); ok {
		return d, true
	}
	return decimalOf(v, p.typ)
}

// exact gives the exact value of a double in decimal mode.
func exact(f *program.Frame, p *reported) (decimal.Decimal, bool) {
	if !f.DecimalMode() || p.typ != pmml.DataTypeDouble || p.list {
		return decimal.Decimal{}, false
	}
	d, v := f.DecimalAt(p.slot)
	return d, program.Finite(v)
}

// Decimal gives a result of a numeric type as a decimal, as [Row.Decimal] does;
// false also where the model has no result of the name.
func (r *Result) Decimal(name string) (decimal.Decimal, bool) {
	v, _ := r.Value(name)
	switch v := v.(type) {
	case decimal.Decimal:
		return v, true
	case float64:
		return decimalOf(v, pmml.DataTypeDouble)
	case float32:
		return decimalOf(float64(v), pmml.DataTypeFloat)
	case int64:
		return decimal.NewFromInt(v), true
	}
	return decimal.Decimal{}, false
}

// appendDecimal appends a decimal in full.
func appendDecimal(dst []byte, d decimal.Decimal) []byte {
	if d.Exponent() == 0 && d.Coefficient().IsInt64() {
		return strconv.AppendInt(dst, d.IntPart(), 10)
	}
	return append(dst, d.String()...)
}

// decimals gives the doubles of a list as decimals.
func decimals(list []any) []any {
	for i, e := range list {
		switch v := e.(type) {
		case float64:
			if program.Finite(v) {
				list[i] = program.Decimal(v)
			}
		case []any:
			list[i] = decimals(v)
		}
	}
	return list
}
