// Package oip answers the clients of the Open Inference Protocol, version 2: those of
// KServe, Triton and AI-Serving, over HTTP, with tensors as JSON and as bytes.
//
// A model of PMML has a tensor for each field, of shape [-1]: an element for each record.
// [n, 1] is taken alike, and answered in kind. An input that is absent, null, or NaN
// among floating numbers is missing. A result that is missing is null in JSON, NaN among
// floating numbers, and an empty text; whole numbers and truth values of which some are
// missing are sent as FP64 where tensors are bytes.
//
// Spec: https://github.com/kserve/open-inference-protocol
package oip
