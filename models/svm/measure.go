package svm

import (
	"cmp"

	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// shape is which kernel a model has.
type shape uint8

const (
	plain shape = iota
	polynomial
	radial
	sigmoid
)

// measure is a model's kernel.
type measure[T real.Float] struct {
	shape                shape
	gamma, coef0, degree T
}

// apply turns scalar products, or for the radial kernel squared distances, into
// the kernel's values, in place:
//
//	linear       d
//	polynomial   (gamma·d + coef0)^degree
//	radial       e^(-gamma·d)
//	sigmoid      tanh(gamma·d + coef0)
//
// Spec: https://dmg.org/pmml/v4-4-1/SupportVectorMachine.html#kernelTypes
func (m *measure[T]) apply(d []T) {
	switch m.shape {
	case polynomial:
		for i, v := range d {
			d[i] = m.power(T(m.gamma*v) + m.coef0)
		}
	case radial:
		real.Exps(d, d, -m.gamma)
	case sigmoid:
		for i, v := range d {
			d[i] = T(real.Tanh(float64(T(m.gamma*v) + m.coef0)))
		}
	}
}

// power gives z^degree.
func (m *measure[T]) power(z T) T {
	switch m.degree {
	case 1:
		return z
	case 2:
		return T(z * z)
	}
	return T(real.Pow(float64(z), float64(m.degree)))
}

// kernel compiles the model's kernel.
func (b *compiler[T]) kernel() error {
	m := &b.model.measure
	switch k := b.m.Kernel.(type) {
	case *pmml.LinearKernelType:
		m.shape = plain
	case *pmml.PolynomialKernelType:
		m.shape = polynomial
		return cmp.Or(b.parameter(&m.gamma, k, "gamma", k.Gamma), b.parameter(&m.coef0, k, "coef0", k.Coef0), b.parameter(&m.degree, k, "degree", k.Degree))
	case *pmml.RadialBasisKernelType:
		m.shape = radial
		return b.parameter(&m.gamma, k, "gamma", k.Gamma)
	case *pmml.SigmoidKernelType:
		m.shape = sigmoid
		return cmp.Or(b.parameter(&m.gamma, k, "gamma", k.Gamma), b.parameter(&m.coef0, k, "coef0", k.Coef0))
	default:
		return b.c.Keep(b.c.Errorf(b.m, pmml.CodePartMissing, "the kernel is missing: one of LinearKernelType, PolynomialKernelType, RadialBasisKernelType and SigmoidKernelType is needed"))
	}
	return nil
}

// parameter sets a parameter of the kernel; all are 1 by default.
func (b *compiler[T]) parameter(out *T, at pmml.Node, attribute string, given pmml.Optional[float64]) error {
	v := given.Or(1)
	*out = T(v)
	return b.finite(at, attribute, v)
}
