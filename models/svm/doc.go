// Package svm compiles SupportVectorMachineModel into kernels that score
// records.
//
// A record is a vector x: one number for each of the VectorFields. A machine
// measures it against its support vectors v_i by the model's kernel K,
//
//	f(x) = Σ_i coefficient_i · K(x, v_i) + absoluteValue
//
// or, with svmRepresentation="Coefficients", against a plane,
//
//	f(x) = Σ_j coefficient_j · x_j + absoluteValue
//
// and a classification decides by the machines' values. Sums run in the order of
// the document (within a vector, in the order of the fields), the absoluteValue
// last. The order is part of the contract: sums are the same to the last bit on
// every processor, so no product and sum are fused. With x-mathContext="float"
// every intermediate is rounded to float32.
//
// A record without one of the inputs is an error, unless Targets says what stands
// for a missing prediction.
//
// Spec: https://dmg.org/pmml/v4-4-1/SupportVectorMachine.html
package svm
