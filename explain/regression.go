package explain

// Regression is the terms of a regression: one table for a number, one for
// each category of a classification.
type Regression struct {
	// Normalization is the normalizationMethod, as "logit".
	Normalization string `json:"normalization"`
	// Rule says how the tables' sums become the prediction.
	Rule   string  `json:"rule,omitempty"`
	Tables []Table `json:"tables"`
}

// Table is a linear predictor: the sum of its terms and the intercept.
type Table struct {
	// Category is the category that the table is for, nil for a number.
	Category any `json:"category,omitempty"`
	// Terms are in the order of the document.
	Terms     []Term `json:"terms,omitempty"`
	Intercept Number `json:"intercept"`
	// Sum is the linear predictor, nil where a missing value leaves none.
	Sum *Number `json:"sum"`
	// Value is the number or the probability that follows from it.
	Value *Number `json:"value"`
}

// Term is one predictor.
type Term struct {
	// Fields are the fields of the term: one, or the factors of a product.
	Fields []Field `json:"fields"`
	// Categorical says that the coefficient is that of the field's category,
	// rather than a factor of its value. It is zero for a category without one.
	Categorical bool `json:"categorical,omitempty"`
	// Exponent is the power of the field's value, 0 for 1.
	Exponent    Number `json:"exponent,omitzero"`
	Coefficient Number `json:"coefficient"`
	// Contribution is what the term adds to the sum, nil where the field is missing.
	Contribution *Number `json:"contribution"`
}
