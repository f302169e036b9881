package neuralnetwork

import (
	"math"

	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// activation is a layer's activation function with its parameters.
type activation[T real.Float] struct {
	function  pmml.ActivationFunction
	threshold T
	leakage   T
}

// apply replaces each z by g(z):
//
//	threshold    1 if z > threshold, else 0
//	logistic     1/(1+e^-z)
//	tanh         (1-e^-2z)/(1+e^-2z)
//	identity     z
//	exponential  e^z
//	reciprocal   1/z
//	square       z²
//	Gauss        e^(-z²)
//	sine         sin z
//	cosine       cos z
//	Elliott      z/(1+|z|)
//	arctan       2·atan(z)/π
//	rectifier    max(0, z), or with x-leakage: z if z > 0, else leakage·z
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html, ACTIVATION-FUNCTION.
func (g *activation[T]) apply(z []T) {
	switch g.function {
	case pmml.ActivationFunctionThreshold:
		for i, v := range z {
			z[i] = 0
			if v > g.threshold {
				z[i] = 1
			} else if v != v {
				z[i] = v
			}
		}
	case pmml.ActivationFunctionLogistic:
		real.Exps(z, z, -1)
		for i, v := range z {
			z[i] = 1 / (1 + v)
		}
	case pmml.ActivationFunctionTanh:
		through(z, real.Tanh)
	case pmml.ActivationFunctionExponential:
		real.Exps(z, z, 1)
	case pmml.ActivationFunctionReciprocal:
		for i, v := range z {
			z[i] = 1 / v
		}
	case pmml.ActivationFunctionSquare:
		for i, v := range z {
			z[i] = T(v * v)
		}
	case pmml.ActivationFunctionGauss:
		for i, v := range z {
			z[i] = T(v * v)
		}
		real.Exps(z, z, -1)
	case pmml.ActivationFunctionSine:
		through(z, real.Sin)
	case pmml.ActivationFunctionCosine:
		through(z, real.Cos)
	case pmml.ActivationFunctionElliott:
		for i, v := range z {
			z[i] = v / (1 + T(math.Abs(float64(v))))
		}
	case pmml.ActivationFunctionArctan:
		for i, v := range z {
			z[i] = 2 * T(real.Atan(float64(v))) / math.Pi
		}
	case pmml.ActivationFunctionRectifier:
		if g.leakage == 0 {
			linear.Rectify(z)
			return
		}
		for i, v := range z {
			if v <= 0 {
				z[i] = T(g.leakage * v)
			}
		}
	}
}

func through[T real.Float](z []T, g func(float64) float64) {
	for i, v := range z {
		z[i] = T(g(float64(v)))
	}
}
