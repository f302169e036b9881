package explain

// Scorecard is the partial scores that a score is the sum of, and the reasons
// that follow from them.
type Scorecard struct {
	// Initial is the initialScore, which the sum begins with.
	Initial Number `json:"initial"`
	// Characteristics are in the order of the document.
	Characteristics []Characteristic `json:"characteristics"`
	// Score is the sum.
	Score *Number `json:"score"`
	// Reasons are the reason codes, that with the most points first.
	Reasons []Reason `json:"reasons,omitempty"`
}

// Characteristic is one partial score.
type Characteristic struct {
	// Name is "" where the document gives none.
	Name string `json:"name,omitempty"`
	// Attribute is the number of the Attribute that applies, from 1, and Predicate
	// its condition.
	Attribute int       `json:"attribute"`
	Predicate Predicate `json:"predicate"`
	// PartialScore is what the characteristic adds to the score. Computed says that
	// it is the value of an expression.
	PartialScore Number `json:"partialScore"`
	Computed     bool   `json:"computed,omitempty"`
	// ReasonCode gets Points for the distance from Baseline. All are left out where
	// the Scorecard uses no reason codes.
	ReasonCode string  `json:"reasonCode,omitempty"`
	Baseline   *Number `json:"baseline,omitempty"`
	Points     *Number `json:"points,omitempty"`
}

// Reason is a reason code with the points of all characteristics that give it.
type Reason struct {
	Code   string `json:"code"`
	Points Number `json:"points"`
}
