// Package tfserving answers the clients of TensorFlow Serving's REST interface:
// predict, classify, regress, status and metadata.
//
// Where models of PMML differ from those of TensorFlow: inputs are single values, a key
// that is absent or null is a missing value, and a missing output is null. A record of
// a model with several inputs may be a list of values in the order of the inputs, as
// KServe's first protocol has it, whose paths are the same.
//
// Spec: https://www.tensorflow.org/tfx/serving/api_rest
package tfserving
