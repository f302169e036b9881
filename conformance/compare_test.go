package conformance

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

// tolerance says when two numbers count as equal.
type tolerance struct {
	abs, rel float64
	// ulps, where it is positive, replaces abs and rel by a number of units in the
	// last place: of float32 if float, else of the result's own type.
	ulps  int
	float bool
}

func (tc testCase) tolerance() tolerance {
	if tc.ULPFloat > 0 {
		return tolerance{ulps: tc.ULPFloat, float: true}
	}
	return tolerance{abs: tc.Abs, rel: tc.Rel, ulps: tc.ULPs, float: tc.ULPType == "float"}
}

// equal compares two numbers. single tells that the result is a float32.
//
// Without ulps, the rule is: both within abs of zero, or |got-want| <= rel·|want|.
// The two do not add up.
func (tol tolerance) equal(got, want float64, single bool) bool {
	switch {
	case got == want:
		return true
	case math.IsNaN(got) || math.IsNaN(want):
		return math.IsNaN(got) && math.IsNaN(want)
	case math.IsInf(got, 0) || math.IsInf(want, 0):
		return false
	case tol.ulps > 0 && (tol.float || single):
		return ulps32(float32(got), float32(want)) <= uint64(tol.ulps)
	case tol.ulps > 0:
		return ulps64(got, want) <= uint64(tol.ulps)
	case math.Abs(got) <= tol.abs && math.Abs(want) <= tol.abs:
		return true
	}
	return math.Abs(got-want) <= tol.rel*math.Abs(want)
}

// ulps32 counts the steps between two finite float32 values.
func ulps32(a, b float32) uint64 {
	key := func(f float32) int64 {
		if bits := int64(math.Float32bits(f)); bits < 1<<31 {
			return bits
		} else {
			return 1<<31 - bits
		}
	}
	d := key(a) - key(b)
	return uint64(max(d, -d))
}

// ulps64 counts the steps between two finite float64 values.
func ulps64(a, b float64) uint64 {
	key := func(f float64) int64 {
		if bits := int64(math.Float64bits(f)); bits >= 0 {
			return bits
		} else {
			return math.MinInt64 - bits
		}
	}
	x, y := key(a), key(b)
	if x < y {
		x, y = y, x
	}
	return uint64(x) - uint64(y)
}

// equalText compares a result with the text of a CSV cell, which is read as a
// value of the result's type.
func (tol tolerance) equalText(got any, want string) bool {
	switch got := got.(type) {
	case string:
		return got == want
	case bool:
		b, err := strconv.ParseBool(strings.ToLower(want))
		return err == nil && got == b
	case int64, float32, float64:
		w, err := strconv.ParseFloat(strings.TrimSpace(want), 64)
		return err == nil && tol.equalNumber(got, w)
	case time.Time, time.Duration:
		return slices.Contains(timeTexts(got), want)
	case []any:
		return tol.equalList(got, want)
	}
	return false
}

// equalList compares a collection with a text like [a, b], element by element.
func (tol tolerance) equalList(got []any, want string) bool {
	inner, ok := strings.CutPrefix(want, "[")
	if !ok {
		return false
	}
	if inner, ok = strings.CutSuffix(inner, "]"); !ok {
		return false
	}
	var elements []string
	if inner != "" {
		elements = strings.Split(inner, ", ")
	}
	return slices.EqualFunc(got, elements, tol.equalText)
}

// equalNumber compares an int64, float32 or float64 with a number.
func (tol tolerance) equalNumber(got any, want float64) bool {
	switch got := got.(type) {
	case int64:
		return tol.equal(float64(got), want, false)
	case float32:
		return tol.equal(float64(got), float64(float32(want)), true)
	case float64:
		return tol.equal(got, want, false)
	}
	return false
}

// equalJSON compares a result with a JSON value, where numbers are json.Number.
func (tol tolerance) equalJSON(got, want any) bool {
	switch want := want.(type) {
	case nil:
		return got == nil
	case bool:
		return got == want
	case string:
		return tol.equalText(got, want) // "NaN", "Infinity", "-Infinity", dates; "1" for a number
	case json.Number:
		w, err := want.Float64()
		return err == nil && tol.equalNumber(got, w)
	case []any:
		list, ok := got.([]any)
		return ok && slices.EqualFunc(list, want, tol.equalJSON)
	}
	return false
}

// timeTexts gives the ways in which the corpus may write a date or time.
func timeTexts(v any) []string {
	switch v := v.(type) {
	case time.Time:
		return []string{
			v.Format("2006-01-02T15:04:05.999999999"),
			v.Format(time.RFC3339Nano),
			v.Format("2006-01-02"), // a date has no time of day
		}
	case time.Duration:
		return []string{time.Time{}.Add(v).Format("15:04:05.999999999"), strconv.FormatFloat(v.Seconds(), 'f', -1, 64)}
	}
	return nil
}

func TestTolerance(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	up := func(f float64, n int) float64 { return math.Float64frombits(math.Float64bits(f) + uint64(n)) }
	for _, tt := range []struct {
		name      string
		tol       tolerance
		got, want float64
		single    bool
		equal     bool
	}{
		{"within rel", tolerance{rel: 1e-3}, 1000.9, 1000, false, true},
		{"beyond rel", tolerance{rel: 1e-3}, 1001.1, 1000, false, false},
		{"rel is of the expected value", tolerance{rel: 0.5}, 1, 2, false, true},
		{"rel is not of the result", tolerance{rel: 0.5}, 2, 1, false, false},
		{"both near zero", tolerance{abs: 1e-6}, -1e-6, 1e-6, false, true},
		{"one near zero", tolerance{abs: 1e-6}, 2e-6, 1e-6, false, false},
		{"abs does not widen rel", tolerance{abs: 1, rel: 0.1}, 11.5, 10, false, false},
		{"NaN", tolerance{}, nan, nan, false, true},
		{"NaN is no number", tolerance{abs: 1, rel: 1}, nan, 0, false, false},
		{"infinity", tolerance{}, inf, inf, false, true},
		{"infinity is far from anything", tolerance{abs: inf, rel: 1}, 1, inf, false, false},
		{"negative zero", tolerance{}, 0, math.Copysign(0, -1), false, true},
		{"ulps of float64", tolerance{ulps: 2}, up(1, 2), 1, false, true},
		{"too many ulps of float64", tolerance{ulps: 2}, up(1, 3), 1, false, false},
		{"ulps of float32 by type", tolerance{ulps: 1}, 1 + 1.0/(1<<23), 1, true, true},
		{"ulps of float32 by rule", tolerance{ulps: 1, float: true}, 1 + 1.0/(1<<23), 1, false, true},
		{"too many ulps of float32", tolerance{ulps: 1, float: true}, 1 + 2.0/(1<<23), 1, false, false},
		{"ulps across zero", tolerance{ulps: 2}, up(0, 1), math.Copysign(up(0, 1), -1), false, true},
		{"ulps replace abs and rel", tolerance{abs: 1, rel: 1, ulps: 1}, 1.1, 1, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.equal, tt.tol.equal(tt.got, tt.want, tt.single))
		})
	}
	assert.Equal(t, 2*math.Float64bits(math.MaxFloat64), ulps64(math.MaxFloat64, -math.MaxFloat64), "the longest distance")
	assert.Equal(t, uint64(2*math.Float32bits(math.MaxFloat32)), ulps32(math.MaxFloat32, -math.MaxFloat32), "the longest distance")
}

func TestEqualText(t *testing.T) {
	exact := tolerance{}
	for _, tt := range []struct {
		got   any
		want  string
		equal bool
	}{
		{1.0, "1", true},
		{int64(1), "1.0", true},
		{"1", "1", true},
		{"1", "1.0", false},
		{true, "true", true},
		{true, "TRUE", true},
		{false, "true", false},
		{float32(0.1), "0.1", true},
		{0.1, "0.1", true},
		{1.0, "one", false},
		{nil, "", false},
		{"", "", true},
		{time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC), "2020-02-29", true},
		{time.Date(2020, 2, 29, 1, 2, 3, 0, time.UTC), "2020-02-29T01:02:03", true},
		{3*time.Hour + 4*time.Second, "03:00:04", true},
		{[]any{"1", "3"}, "[1, 3]", true},
		{[]any{1.0, 3.0}, "[1, 3]", true},
		{[]any{"3", "1"}, "[1, 3]", false},
		{[]any{"1"}, "[1, 3]", false},
		{[]any{"1", nil}, "[1, 3]", false},
		{[]any{}, "[]", true},
		{[]any{"1"}, "1", false},
		{"1", "[1]", false},
	} {
		assert.Equal(t, tt.equal, exact.equalText(tt.got, tt.want), "%s and %q", pmmltest.Show(tt.got), tt.want)
	}
}
