package explain

// Ensemble is what the segments of a MiningModel did.
type Ensemble struct {
	// Method is the multipleModelMethod, as "weightedAverage".
	Method string `json:"method"`
	// Size is the number of segments of the model, Applied the number of those
	// that the record ran through.
	Size    int `json:"size"`
	Applied int `json:"applied"`
	// Segments are the explained ones. Where segments are added up or vote, the
	// greatest contributions come first; chains and selections are in their order.
	Segments []Segment `json:"segments"`
	// Rest is the sum of the contributions of segments that are left out, of
	// which there are Omitted.
	Omitted int     `json:"omitted,omitempty"`
	Rest    *Number `json:"rest,omitempty"`
	// End says why there is no prediction, where segments do not agree on one.
	End string `json:"end,omitempty"`
}

// Segment is one model of an ensemble.
type Segment struct {
	// Number is its place in the document, from 1. ID is its id, or that number.
	Number int    `json:"number"`
	ID     string `json:"id"`
	// Predicate says whether the segment applies; nil where it always does.
	Predicate *Predicate `json:"predicate,omitempty"`
	// Weight is that of a weighted method.
	Weight *Number `json:"weight,omitempty"`
	// Prediction is what the segment predicts, nil for nothing.
	Prediction any `json:"prediction"`
	// Contribution is what the segment adds to the ensemble's number, or to the
	// share of the category that wins; nil where there is no such sum.
	Contribution *Number `json:"contribution,omitempty"`
	// Note says what became of the segment otherwise, as "does not apply".
	Note string `json:"note,omitempty"`
	// Published are the results that segments after it may read.
	Published []Field `json:"published,omitempty"`
	// Model is how the segment came to its prediction; nil where the limits of
	// the explanation leave it out.
	Model *Model `json:"model,omitempty"`
}
