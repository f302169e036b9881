package explain

// Predicate is a condition and what it gave for the record.
type Predicate struct {
	// Text is the condition, as "humidity <= 80" or "outlook in {sunny, rain}".
	Text string `json:"text"`
	// Result is "true", "false" or "unknown"; "" for a part that did not matter
	// any more.
	Result string `json:"result,omitempty"`
	// Fields are the fields that a simple condition reads.
	Fields []Field `json:"fields,omitempty"`
	// Parts are those of a compound condition, in order. In a surrogate the first
	// that is not unknown decides.
	Parts []Predicate `json:"parts,omitempty"`
}
