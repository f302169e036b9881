package program

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

// The kinds of NaN are told apart, and from numbers.
func TestKindsOfCells(t *testing.T) {
	f := (&Program{Texts: NewTexts()}).NewFrame()
	failed := f.Fail(pmml.Pos{Line: 1, Column: 2}, "because of %d", 7)
	for _, tt := range []struct {
		name                             string
		cell                             float64
		missing, undefined, failure, nan bool
	}{
		{"a number", 1, false, false, false, false},
		{"infinity", math.Inf(1), false, false, false, false},
		{"missing", Missing, true, false, false, false},
		{"undefined", Undefined, false, true, false, false},
		{"an error", failed, false, false, true, false},
		{"NaN", NaN, false, false, false, true},
		{"Go's NaN", math.NaN(), false, false, false, true},
		{"a negative NaN", math.Copysign(math.NaN(), -1), false, false, false, true},
		{"what arithmetic makes of infinities", math.Inf(1) - math.Inf(1), false, false, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.missing, IsMissing(tt.cell), "missing")
			assert.Equal(t, tt.undefined, IsUndefined(tt.cell), "undefined")
			assert.Equal(t, tt.failure, IsError(tt.cell), "error")
			assert.Equal(t, tt.nan, IsNaN(tt.cell), "NaN")
		})
	}
	assert.Equal(t, "because of 7", f.Fault(failed).Detail)
}

// Number lets no payload of a NaN through, and no negative zero.
func TestNumber(t *testing.T) {
	for _, v := range []float64{Missing, Undefined, math.NaN(), math.Float64frombits(errorTag | 5), math.Float64frombits(0xFFFF_FFFF_FFFF_FFFF)} {
		assert.Equal(t, math.Float64bits(NaN), math.Float64bits(Number(v)))
	}
	assert.False(t, math.Signbit(Number(math.Copysign(0, -1))))
	assert.Equal(t, -1.5, Number(-1.5))
	assert.Equal(t, 1.0, Bool(true))
	assert.Equal(t, 0.0, Bool(false))
}

// Use raises what stands for an error, once.
func TestUse(t *testing.T) {
	f := (&Program{Texts: NewTexts()}).NewFrame()
	assert.Equal(t, 2.0, f.Use(2))
	assert.True(t, IsMissing(f.Use(Missing)))
	assert.True(t, IsNaN(f.Use(NaN)))
	assert.Nil(t, f.Err())
	assert.True(t, IsMissing(f.Use(Undefined)))
	assert.Equal(t, "undefined result", f.Err().Detail)
	assert.True(t, IsMissing(f.Use(f.FailWith(&Fault{Detail: "later"}))))
	assert.Equal(t, "undefined result", f.Err().Detail)
}
