package explain

// Bayes is what a NaiveBayesModel multiplied: the likelihood of a category is its
// count times its factors, its probability the share of the sum of all.
type Bayes struct {
	Categories []BayesCategory `json:"categories"`
	Inputs     []BayesInput    `json:"inputs"`
}

// BayesCategory is a target value.
type BayesCategory struct {
	Category any    `json:"category"`
	Count    Number `json:"count"`
	// Probability is nil where there is none.
	Probability *Number `json:"probability"`
}

// BayesInput is an input with its factors.
type BayesInput struct {
	Field Field `json:"field"`
	// Value is what the field's number was cut into, nil where it is taken as it is.
	Value any `json:"value,omitempty"`
	// Factors are the shares or densities of the value, by category; none where
	// the input does not count. Unused says why.
	Factors []Number `json:"factors,omitempty"`
	Unused  string   `json:"unused,omitempty"`
}
