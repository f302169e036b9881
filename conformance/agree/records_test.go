package agree

import (
	"math"
	"math/rand/v2"
	"strconv"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// A form is how a table holds a column's values, and with that the Go type which
// a record gives them in.
type form int

const (
	formFloat64 form = iota
	formFloat32
	formInt64
	formInt32
	formBool
	formBits
	formStrings
	formDictionary
	formBytes
	forms
)

// A manner is how well a record's values suit their fields.
type manner int

const (
	proper manner = iota // what the document lists or compares with
	sparse               // some are missing
	wild                 // some are nothing that the document knows
)

// mannerOf gives most records proper values: where more than half of a block's
// records are left to the kernels for one record, the next blocks are, too.
func mannerOf(random *rand.Rand) manner {
	switch n := random.IntN(100); {
	case n < 68:
		return proper
	case n < 86:
		return sparse
	}
	return wild
}

// values makes values of one input.
type values struct {
	field   evaluator.Field
	numbers []float64 // that matter
	texts   []string
	low     float64 // of the numbers
	high    float64
	form    form
	absent  bool // the table has no column
	random  *rand.Rand
}

func newValues(f evaluator.Field, known mentioned, random *rand.Rand) *values {
	v := &values{field: f, numbers: known.numbers, texts: known.texts, random: random}
	var listed []string
	for _, l := range f.Values {
		if l.Property == pmml.ValuePropertyValid {
			listed = append(listed, l.Value)
		}
	}
	if len(listed) > 0 {
		v.texts, v.numbers = listed, nil
		for _, text := range listed {
			if n, err := strconv.ParseFloat(text, 64); err == nil {
				v.numbers = append(v.numbers, n)
			}
		}
	}
	for _, r := range f.Intervals {
		for _, n := range []float64{r.Left, r.Right} {
			if !math.IsInf(n, 0) {
				v.numbers = append(v.numbers, n)
			}
		}
	}
	v.low, v.high = math.Inf(1), math.Inf(-1)
	for _, n := range v.numbers {
		if !math.IsNaN(n) && !math.IsInf(n, 0) {
			v.low, v.high = min(v.low, n), max(v.high, n)
		}
	}
	if v.low > v.high {
		v.low, v.high = 0, 100
	}
	return v
}

// choose takes a form for the next table. A plain one is that of the type's own.
func (v *values) choose(plain bool) {
	pick := func(of ...form) { v.form = of[v.random.IntN(len(of))] }
	switch t := v.field.DataType; {
	case v.field.Collection && t == pmml.DataTypeString:
		pick(formStrings)
	case v.field.Collection:
		pick(formFloat64, formInt64)
	case plain && t == pmml.DataTypeString:
		pick(formDictionary, formStrings)
	case plain && t == pmml.DataTypeBoolean:
		pick(formBool)
	case plain && t == pmml.DataTypeDouble:
		pick(formFloat64)
	case plain && t == pmml.DataTypeFloat:
		pick(formFloat64, formFloat32)
	case plain:
		pick(formInt64)
	case t == pmml.DataTypeString:
		pick(formStrings, formDictionary, formBytes, formStrings, formDictionary, formBytes, form(v.random.IntN(int(forms))))
	case t == pmml.DataTypeBoolean:
		pick(formBool, formBits, formStrings, formDictionary, formBytes, formInt64, formFloat64)
	case t == pmml.DataTypeDouble || t == pmml.DataTypeFloat:
		pick(formFloat64, formFloat64, formFloat32, formFloat32, formInt64, formInt32, formStrings, formDictionary, formBytes)
	default:
		pick(formInt64, formInt32, formFloat64, formFloat32, formStrings, formDictionary, formBytes, form(v.random.IntN(int(forms))))
	}
}

// next gives a value in the Go type of the form.
func (v *values) next(m manner) any {
	if v.field.Collection {
		list := make([]any, v.random.IntN(6))
		for i := range list {
			if m != sparse || v.random.IntN(3) > 0 {
				list[i] = v.one(m)
			}
		}
		return list
	}
	return v.one(m)
}

func (v *values) one(m manner) any {
	switch v.form {
	case formBool, formBits:
		return v.random.IntN(2) == 1
	case formStrings, formDictionary, formBytes:
		if m == wild && v.random.IntN(2) == 0 {
			return strangeTexts[v.random.IntN(len(strangeTexts))]
		}
		return v.text(m)
	}
	n := v.number(m)
	switch v.form {
	case formFloat32:
		return float32(n)
	case formInt64:
		return whole(n, math.MinInt64, math.MaxInt64)
	case formInt32:
		return int32(whole(n, math.MinInt32, math.MaxInt32))
	}
	return n
}

// text gives a proper text.
func (v *values) text(m manner) string {
	switch t := v.field.DataType; {
	case t == pmml.DataTypeString:
		if len(v.texts) == 0 {
			return string(rune('a' + v.random.IntN(26)))
		}
		return v.texts[v.random.IntN(len(v.texts))]
	case t == pmml.DataTypeBoolean:
		return strconv.FormatBool(v.random.IntN(2) == 1)
	case len(v.texts) > 0 && len(v.numbers) == 0:
		return v.texts[v.random.IntN(len(v.texts))]
	case t == pmml.DataTypeDate || t == pmml.DataTypeTime || t == pmml.DataTypeDateTime:
		return temporalTexts[v.random.IntN(len(temporalTexts))]
	}
	formats := "gfe"
	return strconv.FormatFloat(v.number(m), formats[v.random.IntN(len(formats))], -1, 64)
}

// number gives a number that matters to the document, its neighbour, one of the
// same range, or for a wild record any at all.
func (v *values) number(m manner) float64 {
	r := v.random
	if m == wild && r.IntN(2) == 0 {
		return strangeNumbers[r.IntN(len(strangeNumbers))]
	}
	n := v.low + r.Float64()*(v.high-v.low)
	if len(v.numbers) > 0 && r.IntN(5) > 0 {
		n = v.numbers[r.IntN(len(v.numbers))]
	}
	switch r.IntN(9) {
	case 0:
		n = math.Nextafter(n, math.Inf(1))
	case 1:
		n = math.Nextafter(n, math.Inf(-1))
	case 2:
		n = float64(float32(n))
	case 3:
		n = float64(math.Nextafter32(float32(n), float32(math.Inf(1-2*r.IntN(2)))))
	case 4:
		if m == wild {
			n *= 1e3
		}
	}
	switch v.field.DataType {
	case pmml.DataTypeDouble, pmml.DataTypeFloat, pmml.DataTypeString:
	default:
		if m != wild {
			n = math.Round(n)
		}
	}
	if n == 0 && r.IntN(4) == 0 {
		n = math.Copysign(0, -1)
	}
	return n
}

func whole(n float64, low, high int64) int64 {
	switch {
	case n != n:
		return 0
	case n >= float64(high):
		return high
	case n <= float64(low):
		return low
	}
	return int64(math.Round(n))
}

// strangeNumbers are the ends of what numbers can be. Several NaNs have bits that
// could be taken for a marker.
var strangeNumbers = []float64{
	math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1),
	math.MaxFloat64, -math.MaxFloat64, 5e-324, -5e-324, 1e-310, 1e-46, 1e308,
	math.MaxFloat32, -math.MaxFloat32, 3.4028235677973366e38, 3.5e38, 1e39, 1e-45,
	1<<24 + 1, 1<<31 - 1, 1 << 31, 1 << 32, 1 << 53, 1<<53 + 2, -1<<53 - 2, 1 << 62, 1e19, -1e19, 0.5, -1, 1e6, -1e6,
	math.Float64frombits(0x7FFC_0000_0000_0000), math.Float64frombits(0x7FFB_0000_0000_0000), math.Float64frombits(0x7FFD_0000_0000_0000),
	math.Float64frombits(0x7FFE_0000_0000_0003), math.Float64frombits(0x7FFE_0000_0000_0005), math.Float64frombits(0xFFFF_FFFF_FFFF_FFFF),
}

// strangeTexts are no values, or only just.
var strangeTexts = []string{
	"", " ", "?", "NA", "N/A", "null", "NaN", "INF", "-INF", "Infinity", "1e400", "-1e400", "1e-400", "0x1p3", "1_000", "--", "1.", ".5", "+1", "-0",
	"01", "1,5", " 7", "7 ", "true", "TRUE", "maybe", "9007199254740993", "9223372036854775808", "3.4028236e38", "snow \u00fcber", "\xff", "2021-02-29", "25:61:00",
}

var temporalTexts = []string{
	"2020-02-29", "1969-12-31", "2001-01-01", "12:34:56", "00:00:00", "23:59:59.5", "2020-02-29T12:34:56", "1960-01-01T00:00:00", "2001-01-01T01:02:03Z",
}
