package explain

// Machines is what the machines of a SupportVectorMachineModel computed.
type Machines struct {
	// Kernel says how the record x is measured against a support vector v; ""
	// where the machines are planes.
	Kernel string `json:"kernel,omitempty"`
	// Rule says how the machines' values become the prediction.
	Rule string `json:"rule"`
	// Vector is the record as the machines see it.
	Vector   []Dimension `json:"vector"`
	Machines []Machine   `json:"machines,omitempty"`
	// End says why there is no prediction.
	End string `json:"end,omitempty"`
}

// Dimension is a number of a vector.
type Dimension struct {
	Field Field `json:"field"`
	// Indicates is the category that the number tells from all others, nil where
	// it is the field's own.
	Indicates any `json:"indicates,omitempty"`
	// Value is nil where it is missing.
	Value *Number `json:"value"`
}

// Machine is a support vector machine with its value: the sum of the Terms, the
// Rest and the Intercept.
type Machine struct {
	// Category is the targetCategory, Against the alternateTargetCategory; nil
	// where there is none.
	Category any `json:"category,omitempty"`
	Against  any `json:"against,omitempty"`
	// Terms are those that add or take most, the first most of all.
	Terms []MachineTerm `json:"terms"`
	// Others is how many terms are not listed, Rest what they add.
	Others    int    `json:"others,omitempty"`
	Rest      Number `json:"rest,omitzero"`
	Intercept Number `json:"intercept"`
	Value     Number `json:"value"`
	// Threshold is what the value is compared with, nil for nothing.
	Threshold *Number `json:"threshold,omitempty"`
	// Chosen is the category that the machine votes for, nil where it has no vote.
	Chosen any `json:"chosen,omitempty"`
}

// MachineTerm is what a support vector, or a dimension of the record, adds.
type MachineTerm struct {
	// Name is the vector's id, or the field of the dimension.
	Name string `json:"name"`
	// Kernel is the vector's kernel value, or the record's number.
	Kernel       Number `json:"kernel"`
	Coefficient  Number `json:"coefficient"`
	Contribution Number `json:"contribution"`
}
