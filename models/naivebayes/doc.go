// Package naivebayes compiles NaiveBayesModel into kernels that score records.
//
// The model takes its inputs for independent of each other: the likelihood of a
// target value is
//
//	L(t) = count(t) · Π_i p_i(t)
//
// where input i, with the value x, gives
//
//	p_i(t) = count(x, t) / Σ_x' count(x', t)     counted values
//	p_i(t) = density of x given t                distributions of numbers
//
// and the probability of the value is its share of the sum of all likelihoods. A
// missing input, and a value that was never counted, says nothing: its factor is
// left out for all target values. The model's threshold stands for a count of
// zero, and for a smaller density.
//
// Products are sums of logarithms, so that hundreds of inputs do not leave the
// range of numbers. The logarithms of counts are computed when the document is
// compiled. With x-mathContext="float" every logarithm and every sum is rounded
// to float32.
//
// Spec: https://dmg.org/pmml/v4-4-1/NaiveBayes.html
package naivebayes
