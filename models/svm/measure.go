package svm

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/linear"
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
type measure[T linear.Float] struct {
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
			d[i] = T(math.Tanh(float64(T(m.gamma*v) + m.coef0)))
		}
	}
}

// power gives z^degree.
func (m *measure[T]) power(z T) T {
	switch m.degree {
	case 1:
		return z
	case 2:
		return z * z
	}
	return T(real.Pow(float64(z), float64(m.degree)))
}

// compileMeasure compiles the model's kernel.
func compileMeasure[T linear.Float](c *compile.Context, m *pmml.SupportVectorMachineModel) (measure[T], error) {
	switch k := m.Kernel.(type) {
	case *pmml.LinearKernelType:
		return measure[T]{shape: plain}, nil
	case *pmml.PolynomialKernelType:
		return measure[T]{shape: polynomial, gamma: T(k.Gamma.Or(1)), coef0: T(k.Coef0.Or(1)), degree: T(k.Degree.Or(1))}, nil
	case *pmml.RadialBasisKernelType:
		return measure[T]{shape: radial, gamma: T(k.Gamma.Or(1))}, nil
	case *pmml.SigmoidKernelType:
		return measure[T]{shape: sigmoid, gamma: T(k.Gamma.Or(1)), coef0: T(k.Coef0.Or(1))}, nil
	}
	return measure[T]{}, c.Errorf(m, pmml.ErrInvalid, "the kernel is missing: one of LinearKernelType, PolynomialKernelType, RadialBasisKernelType and SigmoidKernelType is needed")
}
