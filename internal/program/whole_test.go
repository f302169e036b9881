package program

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/pmml"
)

// An integer is what its text says, and none that float64 rounds the text to.
func TestWholeNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"3": 3, "3.0": 3, "1e2": 100, "0e-400": 0, "-0.0": 0, "1200e-2": 12, "0.5e1": 5, " 7 ": 7, "9007199254740992": 1 << 53, "3.00000000000000000000": 3,
	} {
		v, err := ParseValue(pmml.DataTypeInteger, text)
		assert.NoError(t, err, text)
		assert.Equal(t, want, v, text)
	}
	for _, text := range []string{"1e-400", "-1e-400", "0.5", "3.00000000000000000001", "4503599627370497.00000001", "9007199254740993", "9007199254740992.5", "1e400", "1e-99999999999999999999"} {
		for _, typ := range []pmml.DataType{pmml.DataTypeInteger, pmml.DataTypeDateDaysSince1970} {
			_, err := ParseValue(typ, text)
			assert.Error(t, err, text)
		}
	}
	_, err := ParseValue(pmml.DataTypeBoolean, "1e-400")
	assert.Error(t, err)

	assert.Contains(t, BeyondIntegers("9007199254740993", pmml.DataTypeInteger), "±9007199254740992")
	assert.Contains(t, BeyondIntegers("-1e30", pmml.DataTypeInteger), "±9007199254740992")
	for _, text := range []string{"0.5", "1e-400", "many", "3"} {
		assert.Empty(t, BeyondIntegers(text, pmml.DataTypeInteger), text)
	}
	assert.Empty(t, BeyondIntegers("1e30", pmml.DataTypeDouble))

	// A limit lies on its text's side of the integer that it rounds to.
	assert.Greater(t, WholeLimit("9007199254740993", 1<<53), float64(1<<53))
	assert.Less(t, WholeLimit("-9007199254740993", -1<<53), float64(-1<<53))
	assert.Greater(t, WholeLimit("1e-400", 0), 0.0)
	assert.Greater(t, WholeLimit("3.00000000000000000001", 3), 3.0)
	assert.Less(t, WholeLimit("2.99999999999999999999", 3), 3.0)
	assert.Equal(t, 3.0, WholeLimit("3.0", 3))
	assert.True(t, math.IsInf(WholeLimit("1e400", math.Inf(1)), 1))
}
