package real

import "math"

// The quantiles begin with Wichura's algorithm AS 241 (PPND16, Applied Statistics 37,
// 1988), accurate to about one part in 10^16. A step of Newton's method, with the
// distribution in double-double arithmetic, gives the rest.

// centralQuantile is the quantile of 1/2 + q + rest for |q| <= 0.425.
func centralQuantile(q, rest float64) double {
	r := 0.180625 - float64(q*q)
	z := q * polynomial(r, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
		1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e0) /
		polynomial(r, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
			5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1)
	y, n := densityAt(z)
	// Half of erf(z/√2) is what lies between 1/2 and the probability.
	a := rootHalf.multiplyFloat(math.Abs(z))
	var e double
	if a.hi <= 1 {
		e = a.erf()
	} else {
		c, m := a.erfc()
		e = c.scale(-power2(m)).addFloat(1)
	}
	e = e.scale(math.Copysign(0.5, z))
	return fastSum2(z, -e.add(double{-q, -rest}).value()/y.ldexp(n))
}

// tailQuantile is the quantile of p < 0.1.
func tailQuantile(p float64) double {
	r := math.Sqrt(-Log(p))
	var z float64
	if r <= 5 {
		r -= 1.6
		z = polynomial(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
			3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0) /
			polynomial(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
				6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1)
	} else {
		r -= 5
		z = polynomial(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
			2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0) /
			polynomial(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
				1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1)
	}
	// Both times 2^-n, since they may be subnormal.
	c, n := rootHalf.multiplyFloat(z).complement()
	y, m := densityAt(z)
	if n < -900 {
		p = float64(p * 0x1p1000)
		n += 1000
		m += 1000
	}
	off := c.scale(float64(0.5 * power2(n))).addFloat(-p).value()
	return fastSum2(-z, -off/y.ldexp(m))
}

// polynomial is Horner's scheme from the highest of eight coefficients down.
func polynomial(x, a7, a6, a5, a4, a3, a2, a1, a0 float64) float64 {
	return float64((float64((float64((float64((float64((float64((float64(a7*x)+a6)*x)+a5)*x)+a4)*x)+a3)*x)+a2)*x)+a1)*x) + a0
}
