package neuralnetwork

import (
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// layer is a compiled NeuralLayer. Its neurons are the activations first to
// first+n-1, behind which there is room for as many as fill the kernels' lanes.
type layer[T real.Float] struct {
	first, n int

	// A layer whose neurons are all connected from the same ones in the same
	// order is dense: vectors are its weights. The connected activations lie
	// side by side at from; where gather is not nil, they are copied there from
	// its places first.
	vectors *linear.Vectors[T]
	from    int
	gather  []int32

	// Any other has the connections of neuron j at start[j] to start[j+1]-1 of
	// source and weights.
	start   []int32
	source  []int32
	weights []T

	bias []T
	act  activation[T]
	// span is how many activations of a single record act runs over: n, or as
	// many as fill the lanes where that is faster. What lies behind the neurons
	// is nobody's.
	span int
	// radius is 2·width² and rise fanIn·ln(altitude) of radial neurons.
	radius, rise []T
	norm         normalization
	// pos is the layer's place in the document.
	pos pmml.Pos
}

// run computes the layer's activations of one record from those before; false
// where the normalisation is undefined.
func (l *layer[T]) run(a []T) bool {
	out := a[l.first : l.first+l.n]
	switch {
	case l.vectors == nil:
		l.sumSparse(a, 1, 1)
	default:
		for i, s := range l.gather {
			a[l.from+i] = a[s]
		}
		if l.radius != nil {
			l.vectors.Distance(a[l.first:], a[l.from:])
		} else {
			l.vectors.Dot(a[l.first:], a[l.from:], l.bias)
		}
	}
	if l.radius != nil {
		l.radial(out, 1)
	} else {
		l.act.apply(a[l.first : l.first+l.span])
	}
	return l.norm == none || normalize(out, l.norm)
}

// runColumns is run for columns of records, each stride long, of which the
// first so many records count. The rest of a column holds anything. undefined[r]
// is set where the normalisation of record r is undefined and no earlier
// layer's is.
func (l *layer[T]) runColumns(a []T, stride, records int, undefined []*layer[T]) {
	out := a[l.first*stride : (l.first+l.n)*stride]
	switch {
	case l.vectors == nil:
		l.sumSparse(a, stride, records)
	default:
		for i, s := range l.gather {
			copy(a[(l.from+i)*stride:][:stride], a[int(s)*stride:])
		}
		side := linear.Side[T]()
		whole := (records + side - 1) / side * side
		if l.radius != nil {
			l.vectors.DistanceColumns(out, a[l.from*stride:], stride, whole)
		} else {
			l.vectors.DotColumns(out, a[l.from*stride:], stride, whole, l.bias)
		}
	}
	if l.radius != nil {
		l.radial(out, stride)
	} else {
		l.act.apply(out)
	}
	if l.norm != none {
		normalizeColumns(out, stride, records, l.norm, func(r int) {
			if undefined[r] == nil {
				undefined[r] = l
			}
		})
	}
}

// sumSparse computes a[first+j] = Σ_k weights[k]·a[source[k]] + bias[j], or
// Σ_k (a[source[k]]-weights[k])² of radial neurons, for columns of records.
func (l *layer[T]) sumSparse(a []T, stride, records int) {
	for j := range l.n {
		out := a[(l.first+j)*stride:][:records]
		source := l.source[l.start[j]:l.start[j+1]]
		weights := l.weights[l.start[j]:l.start[j+1]]
		weights = weights[:len(source)]
		for r := range out {
			var s T
			if l.radius != nil {
				for k, i := range source {
					d := a[int(i)*stride+r] - weights[k]
					s += T(d * d)
				}
				out[r] = s
				continue
			}
			for k, i := range source {
				s += T(weights[k] * a[int(i)*stride+r])
			}
			out[r] = s + l.bias[j]
		}
	}
}

// radial makes of squared distances exp(fanIn·ln(altitude) - distance²/(2·width²)).
// Each neuron has a column.
func (l *layer[T]) radial(z []T, stride int) {
	for j := range l.n {
		column := z[j*stride:][:stride]
		for r, s := range column {
			column[r] = l.rise[j] - T(s/l.radius[j])
		}
	}
	real.Exps(z, z, 1)
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
func normalize[T real.Float](a []T, n normalization) bool {
	if n == softmax {
		high := a[0]
		for _, v := range a[1:] {
			high = max(high, v)
		}
		for i, v := range a {
			a[i] = v - high
		}
		real.Exps(a, a, 1)
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

// normalizeColumns is normalize for columns of records. It tells which records'
// results are undefined.
func normalizeColumns[T real.Float](a []T, stride, records int, n normalization, undefined func(r int)) {
	if n == softmax {
		for r := range records {
			high := a[r]
			for i := r; i < len(a); i += stride {
				high = max(high, a[i])
			}
			for i := r; i < len(a); i += stride {
				a[i] -= high
			}
		}
		real.Exps(a, a, 1)
	}
	for r := range records {
		var sum T
		for i := r; i < len(a); i += stride {
			sum += a[i]
		}
		if sum == 0 || sum != sum {
			undefined(r)
			continue
		}
		for i := r; i < len(a); i += stride {
			a[i] /= sum
		}
	}
}
