package exact

import (
	"math/big"
	"slices"
)

// Erf gives the error function, 2/√π·∫ e^-t² from 0 to x; |x| is less than 20 or so.
func (d *Digits) Erf(x *big.Float) *big.Float {
	square := d.Mul(x, x)
	term := d.new().Set(x)
	sum := d.new().Set(x)
	for i := 1; ; i++ {
		term.Mul(term, square)
		term.Mul(term, d.Mul(d.Float(2), d.inverses[2*i+1]))
		if d.small(term, sum) {
			break
		}
		sum.Add(sum, term)
	}
	return sum.Mul(sum, d.Mul(d.perRootPi2, d.Exp(square.Neg(square))))
}

// Erfc gives 1 - erf x.
func (d *Digits) Erfc(x *big.Float) *big.Float {
	if v, _ := x.Float64(); v < 4 {
		return d.Sub(d.Float(1), d.Erf(x))
	}
	square := d.Mul(x, x)
	return d.Mul(d.Erfcx(x), d.Exp(square.Neg(square)))
}

// Erfcx gives e^x²·erfc x for positive x.
func (d *Digits) Erfcx(x *big.Float) *big.Float {
	v, _ := x.Float64()
	if v < 4 {
		return d.Mul(d.Erfc(x), d.Exp(d.Mul(x, x)))
	}
	// The continued fraction 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))).
	y := d.new().Set(x)
	for n := int(d.bits)/5 + int(70*float64(d.bits)/(v*v)); n > 0; n-- {
		y = d.Quo(d.Float(float64(n)/2), y)
		y.Add(y, x)
	}
	return d.Quo(d.Mul(d.perRootPi2, d.Float(0.5)), y)
}

// PerRootPi2 gives 2/√π.
func (d *Digits) PerRootPi2() *big.Float { return d.perRootPi2 }

// LogFactorial gives ln(n!) of a whole number.
func (d *Digits) LogFactorial(n float64) *big.Float {
	product := d.Float(1)
	v := d.Add(d.Float(n), d.Float(1))
	for x := n + 1; x < 100; x++ {
		product.Mul(product, v)
		v = d.Add(v, d.Float(1))
	}
	if d.bernoulli == nil {
		d.makeBernoulli()
	}
	// Stirling's series, for v - 1.
	y := d.Mul(d.Sub(v, d.Float(0.5)), d.Log(v))
	y.Sub(y, v)
	y.Add(y, d.halfLn2Pi)
	power := d.Quo(d.Float(1), v)
	square := d.Mul(power, power)
	for _, b := range d.bernoulli {
		y.Add(y, d.Mul(b, power))
		power.Mul(power, square)
	}
	return y.Sub(y, d.Log(product))
}

func (d *Digits) makeBernoulli() {
	d.halfLn2Pi = d.Mul(d.Float(0.5), d.Log(d.Mul(d.Float(2), d.pi)))
	// The algorithm of Akiyama and Tanigawa.
	const most = 60
	var row []*big.Rat
	for m := range int64(most + 1) {
		row = append(row, big.NewRat(1, m+1))
		for j := m; j > 0; j-- {
			t := new(big.Rat).Sub(row[j-1], row[j])
			row[j-1] = t.Mul(t, big.NewRat(j, 1))
		}
		if m >= 2 && m%2 == 0 {
			b := new(big.Rat).Mul(row[0], big.NewRat(1, m*(m-1)))
			d.bernoulli = append(d.bernoulli, d.new().SetRat(b))
		}
	}
	d.bernoulli = slices.Clip(d.bernoulli)
}
