package main

import "github.com/gopmml/gopmml/pmml"

// modelFacts is what a model is.
type modelFacts struct {
	Type      string `json:"type"`
	Name      string `json:"name,omitempty"`
	Function  string `json:"function,omitempty"`
	Algorithm string `json:"algorithm,omitempty"`
	// Method is the multipleModelMethod of an ensemble.
	Method string `json:"method,omitempty"`
	// VerificationRows is the number of records for verification.
	VerificationRows int `json:"verificationRows,omitempty"`
}

func factsOf(m pmml.Model) *modelFacts {
	base := m.Base()
	out := &modelFacts{Type: m.ElementName(), Name: base.ModelName.Or(""), Function: word(base.FunctionName), Algorithm: base.AlgorithmName.Or("")}
	if mining, ok := m.(*pmml.MiningModel); ok && mining.Segmentation != nil {
		out.Method = word(mining.Segmentation.MultipleModelMethod)
	}
	if v := base.ModelVerification; v != nil && v.InlineTable != nil {
		out.VerificationRows = len(v.InlineTable.Rows)
	}
	return out
}
