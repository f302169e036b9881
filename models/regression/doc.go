// Package regression compiles RegressionModel, and the older Regression that
// stands inside another model, into kernels that score records.
//
// A regression table is one linear predictor:
//
//	y = Σ coefficient · x^exponent            numeric predictors
//	  + Σ coefficient where field = value     categorical predictors
//	  + Σ coefficient · Π factors             predictor terms
//	  + intercept
//
// summed from left to right in document order. The order is part of the
// contract: sums are the same to the last bit on every processor, so no product
// and sum are fused. With x-mathContext="float" every intermediate is
// rounded to float32.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
package regression
