package table

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseFloat(t *testing.T) {
	for _, text := range []string{
		"0", "-0", "+0", "0.0", "00012", "1", "-1", "+1", "1.", ".5", "-.5e1", "1e0", "1E5", "1e+5", "1e-5", "12345.6789",
		"9007199254740992", "9007199254740993", "9007199254740993.0", "1e22", "1e23", "1e-22", "1e-23", "123456789012345678901234567890",
		"1234567890123456789", "12345678901234567890", "0.1234567890123456789", "0.00000000000000000000000000000123", "4.9e-324", "1e-400",
		"1.7976931348623157e308", "16777216", "16777217", "1.00000017881393432617187499", "1.00000017881393421514957253748434595763683319091796875001",
		"3.4028235e38", "7e-46", "0.3333333432674407958984375", "5e10", "5e11", "1e0000000000000000000000001",
	} {
		got, ok := ParseFloat64([]byte(text))
		want, err := strconv.ParseFloat(text, 64)
		require.True(t, ok, text)
		require.NoError(t, err)
		assert.Equal(t, math.Float64bits(want), math.Float64bits(got), text)
		got32, ok := ParseFloat32([]byte(text))
		want, err = strconv.ParseFloat(text, 32)
		require.Equal(t, err == nil, ok, text)
		if ok {
			assert.Equal(t, math.Float32bits(float32(want)), math.Float32bits(got32), text)
		}
	}
	for _, text := range []string{
		"", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e5.", "1..2", "1.2.3", " 1", "1 ", "1,5", "--1", "1_000", "0x10", "NaN", "nan", "Infinity", "inf", "-Inf",
		"1e400", "-1e400", "1f", "1e5x", "١",
	} {
		_, ok := ParseFloat64([]byte(text))
		assert.False(t, ok, text)
		_, ok = ParseFloat32([]byte(text))
		assert.False(t, ok, text)
	}
}

func TestParseFloatRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		var text string
		switch rnd.IntN(5) {
		case 0:
			text = strconv.FormatFloat(math.Float64frombits(rnd.Uint64()), 'g', -1, 64)
		case 1:
			text = strconv.FormatFloat(float64(rnd.Int64N(1<<40)-1<<39)/1024, 'f', -1, 64)
		case 2:
			text = fmt.Sprintf("%d.%de%d", rnd.IntN(1000), rnd.Uint64()>>rnd.IntN(64), rnd.IntN(60)-30)
		case 3: // at and next to the middle between two float32
			low := math.Float32frombits(rnd.Uint32())
			middle := (float64(low) + float64(math.Nextafter32(low, 0))) / 2
			text = strconv.FormatFloat(middle, 'e', 60, 64)
			if mantissa, exponent, ok := strings.Cut(text, "e"); ok && rnd.IntN(2) == 0 {
				text = mantissa + "000001e" + exponent
			}
		default:
			text = strconv.FormatFloat(float64(math.Float32frombits(rnd.Uint32())), 'e', rnd.IntN(20), 64)
		}
		for bits, parse := range map[int]func([]byte) (float64, bool){
			64: ParseFloat64,
			32: func(b []byte) (float64, bool) { v, ok := ParseFloat32(b); return float64(v), ok },
		} {
			got, ok := parse([]byte(text))
			want, err := strconv.ParseFloat(text, bits)
			if err != nil || want != want || math.IsInf(want, 0) {
				require.False(t, ok, text)
				continue
			}
			require.True(t, ok, text)
			require.Equal(t, math.Float64bits(want), math.Float64bits(got), "%s as float%d", text, bits)
		}
	}
}

func FuzzParseFloat(f *testing.F) {
	f.Add("1.5e3")
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := ParseFloat64([]byte(text))
		if !ok {
			return
		}
		want, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		require.Equal(t, math.Float64bits(want), math.Float64bits(got))
	})
}

func TestParseInt64(t *testing.T) {
	for _, text := range []string{"0", "-0", "7", "+7", "-7", "007", "9223372036854775807", "-9223372036854775807"} {
		got, ok := ParseInt64([]byte(text))
		want, err := strconv.ParseInt(text, 10, 64)
		require.NoError(t, err)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", "+", "1.0", "1e3", " 1", "9223372036854775808", "12345678901234567890", "--1", "1a"} {
		_, ok := ParseInt64([]byte(text))
		assert.False(t, ok, text)
	}
}

func TestParseNumbersAllocateNothing(t *testing.T) {
	texts := [][]byte{[]byte("12.5"), []byte("0.1234567890123456789"), []byte("123456789012345678901234")}
	n := testing.AllocsPerRun(100, func() {
		for _, text := range texts {
			ParseFloat64(text)
			ParseFloat32(text)
			ParseInt64(text)
		}
	})
	assert.Zero(t, n)
}

// What begins a text is the number that the whole of it would be.
func TestNumberPrefix(t *testing.T) {
	for _, text := range []string{"0", "-0", "1", "-1.5", "12345678901234567890", "0.1", "1e3", "1E-3", "1.5e+10", "123456789.123456789123", "9007199254740993", "1e400", "1e-400", "4.9e-324", "0.30000000000000004", "1e22", "1e23"} {
		want, ok := ParseFloat64([]byte(text))
		for _, rest := range []string{"", ",", "}", " ", "]x"} {
			got, n := NumberPrefix([]byte(text + rest))
			if !ok {
				assert.Zero(t, n, text)
				continue
			}
			assert.Equal(t, len(text), n, text+rest)
			assert.Equal(t, want, got, text+rest)
		}
	}
	for _, text := range []string{"", "-", "01", ".5", "1.", "1e", "1e+", "+1", "x", "-x"} {
		_, n := NumberPrefix([]byte(text))
		assert.Zero(t, n, text)
	}
}
