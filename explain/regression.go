package explain

// Regression is the terms of a regression: one table for a number, one for
// each category of a classification.
type Regression struct {
	// Normalization is what makes the prediction of the sum: the
	// normalizationMethod of a RegressionModel, as "logit", or the inverse of a
	// general regression's link, as "inverse log".
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
	// Parameter is the name of a general regression's parameter, or its label; ""
	// where the term stands for several, one for each category.
	Parameter string `json:"parameter,omitempty"`
	// Fields are the fields of the term: one, or the factors of a product.
	Fields []Field `json:"fields"`
	// Categorical says that the coefficient is that of the field's category,
	// rather than a factor of its value. It is zero for a category without one.
	Categorical bool `json:"categorical,omitempty"`
	// Exponent is the power of the field's value, 0 for 1.
	Exponent Number `json:"exponent,omitzero"`
	// Design is what the coefficient multiplies, where that is more than a power of
	// one field: a product of powers, indicators and contrasts. It is nil in all
	// other terms, and where a value is missing.
	Design      *Number `json:"design,omitempty"`
	Coefficient Number  `json:"coefficient"`
	// Contribution is what the term adds to the sum, nil where the field is missing.
	Contribution *Number `json:"contribution"`
}
