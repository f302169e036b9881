package program

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// A cell is the float64 nearest to its exact value; big.Rat says which that is.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		c := big.NewInt(r.Int64() >> r.IntN(63))
		if r.IntN(2) == 0 {
			c.Mul(c, big.NewInt(r.Int64()))
		}
		if r.IntN(2) == 0 {
			c.Neg(c)
		}
		d := decimal.NewFromBigInt(c, int32(r.IntN(700)-360))
		want, _ := d.Rat().Float64()
		require.Equal(t, want, Nearest(d), d)
	}
	assert.Equal(t, math.Inf(1), Nearest(decimal.New(1, math.MaxInt32)))
	assert.Equal(t, math.Inf(-1), Nearest(decimal.New(-1, 309)))
	assert.Equal(t, 0.0, Nearest(decimal.New(-1, math.MinInt32)))
	assert.False(t, math.Signbit(Nearest(decimal.New(-1, math.MinInt32))))
	assert.Equal(t, 0.0, Nearest(decimal.Decimal{}))
}

// The decimal of a cell reads back to it.
func TestDecimalOfCell(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		if v := math.Float64frombits(r.Uint64()); Finite(v) {
			require.Equal(t, v+0, Nearest(Decimal(v)))
		}
	}
	for _, v := range []float64{0, math.MaxFloat64, math.SmallestNonzeroFloat64, MaxInteger, MaxInteger + 2, -0.1} {
		assert.Equal(t, v, Nearest(Decimal(v)))
	}
	assert.True(t, Decimal(Missing).IsZero())
	assert.True(t, Decimal(math.Inf(1)).IsZero())
}

// A quotient has 34 digits, rounded half to even, and no zeros at its end.
func TestDivideDecimal(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"1", "3", "0.3333333333333333333333333333333333"},
		{"-2", "3", "-0.6666666666666666666666666666666667"},
		{"2", "-3e-300", "-6.666666666666666666666666666666667e299"},
		{"1", "8", "0.125"},
		{"0", "7", "0"},
		{"100", "-0.5", "-200"},
		{"12345678901234567890123456789012345", "1", "12345678901234567890123456789012340"}, // a tie, to even
		{"12345678901234567890123456789012355", "1", "12345678901234567890123456789012360"},
		{"12345678901234567890123456789012345.000000001", "1", "12345678901234567890123456789012350"},
		{"1e300", "3e-300", "3.333333333333333333333333333333333e599"},
		{"99999999999999999999999999999999999", "1", "100000000000000000000000000000000000"},
	} {
		got := DivideDecimal(dec(tt.a), dec(tt.b))
		assert.True(t, dec(tt.want).Equal(got), "%s/%s = %s", tt.a, tt.b, got)
		assert.LessOrEqual(t, got.NumDigits(), 36)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		a, b := decimal.New(r.Int64()-r.Int64(), int32(r.IntN(40)-20)), decimal.New(1+r.Int64()>>r.IntN(60), int32(r.IntN(40)-20))
		q := DivideDecimal(a, b)
		// |a − q·b| is at most half a unit of q's 34th digit, times b.
		unit := decimal.New(5, q.Exponent()+int32(q.NumDigits()-QuotientDigits)-1)
		require.True(t, a.Sub(q.Mul(b)).Abs().Cmp(unit.Mul(b)) <= 0, "%s/%s = %s", a, b, q)
	}
}

func TestPowerDecimal(t *testing.T) {
	for _, tt := range []struct {
		x    string
		n    int64
		want string
		ok   bool
	}{
		{"1.1", 0, "1", true},
		{"1.1", 1, "1.1", true},
		{"1.1", 5, "1.61051", true},
		{"-0.3", 3, "-0.027", true},
		{"2", -3, "0.125", true},
		{"3", -1, "0.3333333333333333333333333333333333", true},
		{"0", 5, "0", true},
		{"0", 0, "1", true},
		{"0", -1, "0", false},
		{"1e200", 2, "", false},
		{"1e-200", 2, "", false},
		{"1", math.MaxInt64, "1", true},
		{"-1", 1<<40 + 1, "-1", true},
		{"1", math.MinInt64, "", false},
	} {
		got, ok := PowerDecimal(dec(tt.x), tt.n)
		assert.Equal(t, tt.ok, ok, tt)
		if ok {
			assert.True(t, dec(tt.want).Equal(got), "%s^%d = %s", tt.x, tt.n, got)
		}
	}
}

// Numbers of more than a thousand digits are rounded, so that nothing grows
// without bounds.
func TestBoundDecimal(t *testing.T) {
	d := dec("1." + string(make1(2000)))
	got := BoundDecimal(d)
	assert.Equal(t, maxDigits, got.NumDigits())
	assert.Equal(t, Nearest(d), Nearest(got))
	assert.Equal(t, "1.5", BoundDecimal(dec("1.5")).String())
}

func make1(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = '1'
	}
	return b
}

func TestParseDecimal(t *testing.T) {
	for _, s := range []string{"0.1", " +0.10\n", "-12345678901234567890.123456789", "1.5e-7", "1E+3", ".5", "5.", "true", "007"} {
		v, err := ParseValue(pmml.DataTypeDouble, s)
		require.NoError(t, err, s)
		assert.Equal(t, v, Nearest(ParseDecimal(s, v)), s)
	}
	assert.Equal(t, "0.12345678901234567890123", ParseDecimal("0.12345678901234567890123", 0.12345678901234568).String())
	assert.True(t, ParseDecimal("1e-400", 0).IsZero())
}

// An exact value holds for the cell that it was stored with, and for the record.
func TestExactValuesBelongToCells(t *testing.T) {
	p := &Program{Texts: NewTexts(), Slots: 2, Decimal: true, Stage: &Stage{}, Outcomes: []OutcomeSize{{}, {}}}
	f := p.NewFrame()
	f.clearRun()
	require.True(t, f.DecimalMode())
	long := dec("0.30000000000000000000001")
	f.StoreDecimal(0, long, 0.3)
	get := func(s Slot) string { d, _ := f.DecimalAt(s); return d.String() }
	assert.Equal(t, long.String(), get(0))
	f.CopyCell(0, 1)
	assert.Equal(t, long.String(), get(1))
	f.Cells[1] = 0.4
	assert.Equal(t, "0.4", get(1))
	f.clearRun()
	assert.Equal(t, "0.3", get(0))
	f.SetOutcomeDecimal(0, long)
	f.Outcomes[1].Value = 0.3
	f.CarryOutcome(0, 1)
	f.StoreOutcome(1, 1)
	assert.Equal(t, long.String(), get(1))
	f.Outcomes[1].Value = Missing
	_, v := f.OutcomeDecimal(1)
	assert.True(t, IsMissing(v))

	// Without decimal mode the same calls work on cells alone.
	f = (&Program{Texts: NewTexts(), Slots: 2, Stage: &Stage{}, Outcomes: []OutcomeSize{{}, {}}}).NewFrame()
	f.StoreDecimal(0, long, 0.3)
	f.CopyCell(0, 1)
	assert.Equal(t, "0.3", get(1))
	f.SetOutcomeDecimal(0, long)
	d, _ := f.OutcomeDecimal(0)
	assert.Equal(t, "0.3", d.String())
}
