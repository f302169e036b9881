// Package neuralnetwork compiles NeuralNetwork into kernels that score records.
//
// A network is a list of layers of neurons. A neuron j that is connected from
// neurons i with the weights w_ij has the activation
//
//	z_j = Σ_i w_ij · a_i + bias_j          a_j = g(z_j)
//
// or, with the activation function radialBasis and f connections,
//
//	z_j = Σ_i (a_i - w_ij)² / (2 · width_j²)   a_j = exp(f · ln(altitude_j) - z_j)
//
// and the layer's activations may be normalised by softmax or simplemax. Sums
// run in the order of the connections, the bias last. The order is part of the
// contract: sums are the same to the last bit on every processor, so no product
// and sum are fused. With x-mathContext="float" every intermediate is
// rounded to float32.
//
// Spec: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html
package neuralnetwork
