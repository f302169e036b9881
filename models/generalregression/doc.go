// Package generalregression compiles GeneralRegressionModel: linear and
// generalized linear models, multinomial and ordinal regressions, and Cox
// regressions.
//
// A parameter p stands for a number x_p that the record gives: the product over
// its cells in the PPMatrix, which is 1 where it has none,
//
//	x_p = Π value^exponent                   covariates
//	    · Π 1 where field = category, else 0  factors
//	    · Π contrast[field][category]         factors with a contrast matrix
//
// and a linear predictor is the sum of β_p · x_p over the ParamMatrix, from left
// to right in the order of the document, and then the offset. The order is part
// of the contract, as in package regression: sums are the same to the last bit on
// every processor, and so no product and sum are fused. With x-mathContext="float"
// every intermediate is rounded to float32.
//
// Factors are looked at first. Once they make a product zero its covariates do
// not matter, missing or not; any factor that is missing makes the sum missing.
//
// contrastMatrixType is the name of a contrast; the Matrix counts. distribution,
// modelDF, EventValues and the fields of subjects, status and start time say how
// the model was trained, and change no prediction.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html
package generalregression
