package linear

import "github.com/gopmml/gopmml/internal/real"

// half is how many sums the portable kernels run side by side: a divisor of
// Lanes.
const half = 8

// eight are the sums of eight vectors.
type eight[T real.Float] = [half]T

// dotEight sums eight vectors, of which the first is j, over the coordinates
// x[at], x[at+step] and so on.
func dotEight[T real.Float](x []T, at, step int, v *Vectors[T], j int) eight[T] {
	lanes := Lanes[T]()
	w, lane := v.w[j/lanes*lanes*v.dim:], j%lanes
	var s0, s1, s2, s3, s4, s5, s6, s7 T
	for i := range v.dim {
		r := (*eight[T])(w[i*lanes+lane:])
		x := x[at+i*step]
		s0 += T(r[0] * x)
		s1 += T(r[1] * x)
		s2 += T(r[2] * x)
		s3 += T(r[3] * x)
		s4 += T(r[4] * x)
		s5 += T(r[5] * x)
		s6 += T(r[6] * x)
		s7 += T(r[7] * x)
	}
	return eight[T]{s0, s1, s2, s3, s4, s5, s6, s7}
}

// distanceEight sums eight squared distances likewise.
func distanceEight[T real.Float](x []T, at, step int, v *Vectors[T], j int) eight[T] {
	lanes := Lanes[T]()
	w, lane := v.w[j/lanes*lanes*v.dim:], j%lanes
	var s0, s1, s2, s3, s4, s5, s6, s7 T
	for i := range v.dim {
		r := (*eight[T])(w[i*lanes+lane:])
		x := x[at+i*step]
		s0 += square(x - r[0])
		s1 += square(x - r[1])
		s2 += square(x - r[2])
		s3 += square(x - r[3])
		s4 += square(x - r[4])
		s5 += square(x - r[5])
		s6 += square(x - r[6])
		s7 += square(x - r[7])
	}
	return eight[T]{s0, s1, s2, s3, s4, s5, s6, s7}
}

func square[T real.Float](d T) T { return T(d * d) }

// dot is the portable form of Dot.
func dot[T real.Float](y, x []T, v *Vectors[T], bias []T) {
	for j := 0; j < v.Padded(); j += half {
		out := (*eight[T])(y[j:])
		*out = dotEight(x, 0, 1, v, j)
		if bias != nil {
			for l, c := range bias[j : j+half] {
				out[l] += c
			}
		}
	}
}

// distance is the portable form of Distance.
func distance[T real.Float](y, x []T, v *Vectors[T]) {
	for j := 0; j < v.Padded(); j += half {
		*(*eight[T])(y[j:]) = distanceEight(x, 0, 1, v, j)
	}
}

// dotColumns is the portable form of DotColumns.
func dotColumns[T real.Float](y, x []T, stride, records int, v *Vectors[T], bias []T) {
	for j := 0; j < v.n; j += half {
		for r := range records {
			s := dotEight(x, r, stride, v, j)
			for l, s := range s[:min(half, v.n-j)] {
				if bias != nil {
					s += bias[j+l]
				}
				y[(j+l)*stride+r] = s
			}
		}
	}
}

// distanceColumns is the portable form of DistanceColumns.
func distanceColumns[T real.Float](y, x []T, stride, records int, v *Vectors[T]) {
	for j := 0; j < v.n; j += half {
		for r := range records {
			s := distanceEight(x, r, stride, v, j)
			for l, s := range s[:min(half, v.n-j)] {
				y[(j+l)*stride+r] = s
			}
		}
	}
}
