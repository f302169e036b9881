package neuralnetwork

import "math"

// lanes is how many neurons a dense layer sums side by side. Each has its own
// sum, so that the order within a neuron stays as the document gives it.
const lanes = 8

// layer is a compiled NeuralLayer. Its neurons are the activations first to
// first+n-1 of the network.
type layer[T floating] struct {
	first, n int

	// A layer that is fully connected from the activations from to from+fan-1,
	// in their order, is dense: block b of weights holds those of neurons
	// 8b to 8b+7, one row of eight for each connection, zero where there is no
	// neuron. bias is padded likewise.
	dense     bool
	from, fan int
	weights   []T
	bias      []T

	// Any other has the connections of neuron j at start[j] to start[j+1]-1 of
	// source and weights.
	start  []int32
	source []int32

	act activation[T]
	// radius is 2·width² and rise fanIn·ln(altitude) of radial neurons.
	radius, rise []T
	norm         normalization
	exp          func(T) T
}

// run computes the layer's activations from those before; false where the
// normalisation is undefined.
func (l *layer[T]) run(a []T) bool {
	out := a[l.first : l.first+l.n]
	switch {
	case l.radius != nil:
		l.radial(out, a)
	case l.dense:
		l.sumDense(out, a[l.from:l.from+l.fan])
		l.act.apply(out)
	default:
		l.sumSparse(out, a)
		l.act.apply(out)
	}
	return l.norm == none || normalize(out, l.norm, l.exp)
}

// sumDense computes out[j] = Σ_i w[j,i]·in[i] + bias[j], eight neurons at a time.
func (l *layer[T]) sumDense(out, in []T) {
	block := lanes * len(in)
	for b := 0; b*lanes < len(out); b++ {
		w := l.weights[b*block : (b+1)*block]
		var s0, s1, s2, s3, s4, s5, s6, s7 T
		for _, x := range in {
			r := (*[lanes]T)(w)
			w = w[lanes:]
			s0 += T(r[0] * x)
			s1 += T(r[1] * x)
			s2 += T(r[2] * x)
			s3 += T(r[3] * x)
			s4 += T(r[4] * x)
			s5 += T(r[5] * x)
			s6 += T(r[6] * x)
			s7 += T(r[7] * x)
		}
		c := (*[lanes]T)(l.bias[b*lanes:])
		s := [lanes]T{s0 + c[0], s1 + c[1], s2 + c[2], s3 + c[3], s4 + c[4], s5 + c[5], s6 + c[6], s7 + c[7]}
		copy(out[b*lanes:], s[:])
	}
}

// sumSparse computes out[j] = Σ_k weights[k]·a[source[k]] + bias[j].
func (l *layer[T]) sumSparse(out, a []T) {
	for j := range out {
		source := l.source[l.start[j]:l.start[j+1]]
		weights := l.weights[l.start[j]:l.start[j+1]]
		weights = weights[:len(source)]
		var s T
		for k, i := range source {
			s += T(weights[k] * a[i])
		}
		out[j] = s + l.bias[j]
	}
}

// radial computes out[j] = exp(fanIn·ln(altitude) - Σ_k (a[source[k]]-weights[k])²/(2·width²)).
func (l *layer[T]) radial(out, a []T) {
	for j := range out {
		var s T
		for k := l.start[j]; k < l.start[j+1]; k++ {
			d := a[l.source[k]] - l.weights[k]
			s += T(d * d)
		}
		out[j] = l.exp(l.rise[j] - T(s/l.radius[j]))
	}
}

// normalization is what follows a layer's activation function.
type normalization uint8

const (
	none normalization = iota
	simplemax
	softmax
)

// normalize divides by the sum; softmax takes e^a first. false where the sum
// is zero or no number.
func normalize[T floating](a []T, n normalization, exp func(T) T) bool {
	if n == softmax {
		high := a[0]
		for _, v := range a[1:] {
			high = T(math.Max(float64(high), float64(v)))
		}
		for i, v := range a {
			a[i] = exp(v - high)
		}
	}
	var sum T
	for _, v := range a {
		sum += v
	}
	if sum == 0 || sum != sum {
		return false
	}
	for i := range a {
		a[i] /= sum
	}
	return true
}
