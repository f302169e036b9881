// Package exact computes functions of real numbers in as many binary digits as are
// asked for, by math/big. It is slow: the tables of package real are made with it,
// and the tests of package real hold its functions to it.
package exact

import (
	"math"
	"math/big"
)

// Digits computes with a number of binary digits, some more on the way. It is for
// one goroutine.
type Digits struct {
	bits       uint
	ln2, pi    *big.Float
	inverses   []*big.Float // 1/n
	bernoulli  []*big.Float // B_2n/(2n(2n-1)), from n = 1
	halfLn2Pi  *big.Float
	perRootPi2 *big.Float // 2/√π
	longPi     *big.Float // for arguments of any size
}

// New makes it.
func New(bits uint) *Digits {
	d := &Digits{bits: bits + 40}
	d.inverses = append(d.inverses, d.Float(0))
	for n := 1; n < 3000; n++ {
		d.inverses = append(d.inverses, d.Quo(d.Float(1), d.Float(float64(n))))
	}
	// Machin's formulas.
	d.ln2 = d.Add(d.Add(d.Mul(d.Float(18), d.inverseTan(26, 1)), d.Mul(d.Float(-2), d.inverseTan(4801, 1))), d.Mul(d.Float(8), d.inverseTan(8749, 1)))
	long := &Digits{bits: bits + 1300}
	long.longPi = long.Add(long.Mul(long.Float(16), long.inverseTan(5, -1)), long.Mul(long.Float(-4), long.inverseTan(239, -1)))
	d.longPi = long.longPi
	d.pi = d.new().Set(d.longPi)
	d.perRootPi2 = d.Quo(d.Float(2), d.new().Sqrt(d.pi))
	return d
}

func (d *Digits) new() *big.Float { return new(big.Float).SetPrec(d.bits) }

// Float takes a number over.
func (d *Digits) Float(x float64) *big.Float { return d.new().SetFloat64(x) }

// Add gives a + b.
func (d *Digits) Add(a, b *big.Float) *big.Float { return d.new().Add(a, b) }

// Sub gives a - b.
func (d *Digits) Sub(a, b *big.Float) *big.Float { return d.new().Sub(a, b) }

// Mul gives a·b.
func (d *Digits) Mul(a, b *big.Float) *big.Float { return d.new().Mul(a, b) }

// Quo gives a/b.
func (d *Digits) Quo(a, b *big.Float) *big.Float { return d.new().Quo(a, b) }

// Sqrt gives the square root.
func (d *Digits) Sqrt(a *big.Float) *big.Float { return d.new().Sqrt(a) }

// Pi gives π.
func (d *Digits) Pi() *big.Float { return d.pi }

// Ln2 gives ln 2.
func (d *Digits) Ln2() *big.Float { return d.ln2 }

// inverseTan is artanh(1/n), or arctan(1/n) with a sign of -1.
func (d *Digits) inverseTan(n, sign float64) *big.Float {
	power := d.Quo(d.Float(1), d.Float(n))
	square := d.Mul(d.Mul(power, power), d.Float(sign))
	sum := d.Float(0)
	for i := 1; power.Sign() != 0 && power.MantExp(nil) > -int(d.bits); i += 2 {
		sum.Add(sum, d.Quo(power, d.Float(float64(i))))
		power = d.Mul(power, square)
	}
	return sum
}

// small tells that a term does not count any more beside a sum.
func (d *Digits) small(term, sum *big.Float) bool {
	return term.Sign() == 0 || sum.Sign() != 0 && term.MantExp(nil) < sum.MantExp(nil)-int(d.bits)
}

// Exp gives e^x.
func (d *Digits) Exp(x *big.Float) *big.Float {
	if x.Sign() == 0 {
		return d.Float(1)
	}
	v, _ := x.Float64()
	n := math.Round(v / math.Ln2)
	const halvings = 16
	r := d.Sub(x, d.Mul(d.ln2, d.Float(n)))
	r.SetMantExp(r, -halvings)
	// e^r - 1, doubled: (1+s)² - 1 = 2s + s².
	sum, term := d.Float(0), d.new().Set(r)
	for i := 2; !d.small(term, d.Float(1)); i++ {
		sum.Add(sum, term)
		term.Mul(term, r)
		term.Mul(term, d.inverses[i])
	}
	for range halvings {
		square := d.Mul(sum, sum)
		sum.Add(sum, sum)
		sum.Add(sum, square)
	}
	sum.Add(sum, d.inverses[1])
	return sum.SetMantExp(sum, int(n))
}

// Log gives ln x: what the float64 logarithm leaves is 2·artanh((x-e)/(x+e)).
func (d *Digits) Log(x *big.Float) *big.Float {
	m := d.new()
	n := x.MantExp(m)
	v, _ := m.Float64()
	if v < math.Sqrt2/2 {
		v, n = v*2, n-1
		m.SetMantExp(m, 1)
	}
	y := d.Float(math.Log(v))
	e := d.Exp(y)
	y.Add(y, d.Mul(d.Float(2), d.odd(d.Quo(d.Sub(m, e), d.Add(m, e)), 1)))
	return y.Add(y, d.Mul(d.ln2, d.Float(float64(n))))
}

// odd is t + sign·t³/3 + t^5/5 ... of a small number.
func (d *Digits) odd(t *big.Float, sign float64) *big.Float {
	sum := d.new().Set(t)
	square := d.Mul(t, t)
	square.Mul(square, d.Float(sign))
	power := d.new().Set(t)
	for i := 3; ; i += 2 {
		power = d.Mul(power, square)
		if d.small(power, sum) {
			return sum
		}
		sum.Add(sum, d.Mul(power, d.inverses[i]))
	}
}

// SinCos gives sine and cosine.
func (d *Digits) SinCos(x *big.Float) (sin, cos *big.Float) {
	r, quadrant := d.new().Set(x), 0
	if x.Sign() != 0 && x.MantExp(nil) > -1 {
		long := new(big.Float).SetPrec(d.longPi.Prec())
		half := new(big.Float).SetPrec(d.longPi.Prec()).SetMantExp(d.longPi, -1)
		long.Quo(x, half)
		if long.Sign() > 0 {
			long.Add(long, big.NewFloat(0.5))
		} else {
			long.Sub(long, big.NewFloat(0.5))
		}
		k, _ := long.Int(nil)
		quadrant = int(new(big.Int).And(k, big.NewInt(3)).Int64())
		long.SetInt(k)
		r.Set(long.Sub(x, long.Mul(long, half)))
	}
	const halvings = 7
	r.SetMantExp(r, -halvings)
	square := d.Mul(r, r)
	square.Neg(square)
	s, term := d.new().Set(r), d.new().Set(r)
	for i := 2; ; i += 2 {
		term = d.Mul(d.Mul(term, square), d.Mul(d.inverses[i], d.inverses[i+1]))
		if d.small(term, s) {
			break
		}
		s.Add(s, term)
	}
	// With v = 1 - cos: sin 2r = 2·sin·(1-v), 1 - cos 2r = 2·sin².
	v := d.Sub(d.Float(1), d.Sqrt(d.Sub(d.Float(1), d.Mul(s, s))))
	for range halvings {
		next := d.Mul(s, d.Sub(d.Float(1), v))
		v = d.Mul(s, s)
		v.Add(v, v)
		s = next.Add(next, next)
	}
	c := d.Sub(d.Float(1), v)
	switch quadrant {
	case 1:
		return c, s.Neg(s)
	case 2:
		return s.Neg(s), c.Neg(c)
	case 3:
		return c.Neg(c), s
	}
	return s, c
}

// Atan2 gives the angle of the vector (x, y), neither of which is infinite.
func (d *Digits) Atan2(y, x *big.Float) *big.Float {
	fy, _ := y.Float64()
	fx, _ := x.Float64()
	a := d.Float(math.Atan2(fy, fx))
	s, c := d.SinCos(a)
	t := d.Quo(d.Sub(d.Mul(y, c), d.Mul(x, s)), d.Add(d.Mul(x, c), d.Mul(y, s)))
	if t.Sign() == 0 {
		return a
	}
	return a.Add(a, d.odd(t, -1))
}
