package explain

// Explanation is why a model gave its results for one record.
type Explanation struct {
	// Results are the targets, then the output fields, with the values that
	// scoring gives.
	Results []Field `json:"results"`
	// Inputs are the model's inputs, as given and as prepared.
	Inputs []Input `json:"inputs"`
	// Model is how the results came about.
	Model *Model `json:"model"`
}

// Field is a field with its value for the record.
type Field struct {
	Name string `json:"name"`
	// Value is nil where it is missing.
	Value any `json:"value"`
	// Error says why there is no value, where computing it failed. That ends a
	// record only if the value is used.
	Error string `json:"error,omitempty"`
}

// Input is a field as the record gives it and as the model reads it.
type Input struct {
	Name string `json:"name"`
	// Given is the value in the record, nil where there is none.
	Given any `json:"given"`
	// Value is what the model reads, nil where that is missing.
	Value any `json:"value"`
	// Treatment says in words what became of the given value; "" where it was
	// taken as it is.
	Treatment string `json:"treatment,omitempty"`
	// Unused says that the model does not read the field.
	Unused bool `json:"unused,omitempty"`
	// Error says why the value may not be used.
	Error string `json:"error,omitempty"`
}

// Model is what one model did.
type Model struct {
	// Type is the model's element, as "TreeModel".
	Type string `json:"type"`
	// Name is its modelName, "" where it has none.
	Name string `json:"name,omitempty"`
	// Function is what the model does, as "classification".
	Function string `json:"function,omitempty"`
	// Inputs are the fields that a model inside another treats its own way.
	Inputs []Input `json:"inputs,omitempty"`
	// Derived are the derived fields that the model computed.
	Derived []Field `json:"derived,omitempty"`

	// Detail is how the model came to its prediction, by the model's type. In JSON
	// it stands here under a key of its own, as "tree".
	Detail Detail `json:"-"`

	// Targets are what the model predicts.
	Targets []Target `json:"targets"`
	// Outputs are its output fields.
	Outputs []Field `json:"outputs,omitempty"`
}

// Target is a field that the model predicts.
type Target struct {
	// Name is "" where the document names none.
	Name string `json:"name"`
	// Predicted is the model's own prediction, Value what the Targets element
	// made of it, in Steps. Both are nil where there is no prediction.
	Predicted any          `json:"predicted"`
	Steps     []Adjustment `json:"steps,omitempty"`
	Value     any          `json:"value"`
	// Distribution is the shares of the categories, where the model gives any.
	Distribution []Share `json:"distribution,omitempty"`
}

// Adjustment is a step from a model's prediction to its target's value.
type Adjustment struct {
	// What says what was done, as "limited to 0 … 100".
	What string `json:"what"`
	// Value is the value after it.
	Value any `json:"value"`
}

// Share is a category's part in a prediction. What the model does not give is nil.
type Share struct {
	Category    any     `json:"category"`
	Probability *Number `json:"probability,omitempty"`
	Confidence  *Number `json:"confidence,omitempty"`
}
