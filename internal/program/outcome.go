package program

// OutcomeSize says how much room an outcome needs.
type OutcomeSize struct {
	// Categories is the number of categories of the target, 0 for none.
	Categories int
	// Affinities is the number of entities that the model measures its distance
	// or similarity to, Ranking that of the entities that it puts in order.
	Affinities int
	Ranking    int
}

// Outcome is what a model found for one target. Which parts are filled in
// follows from the model's type; the rest stays empty.
type Outcome struct {
	// Value is the predicted value: a number, or the target's category as a cell
	// of the target's type; Missing where the model has no answer.
	Value float64
	// Category is the index of the predicted category, -1 where there is none.
	Category int
	// HasProbabilities says that Probabilities holds the distribution; likewise
	// HasConfidences.
	HasProbabilities bool
	HasConfidences   bool
	// Probabilities and Confidences go by the index of the category.
	Probabilities []float64
	Confidences   []float64
	// Entity is the index of the winning entity (a node, a rule, a neuron, a
	// segment) among the model's entities, -1 for none.
	Entity int
	// Affinities are the entities' distances or similarities, by their index;
	// HasAffinities says that they hold.
	Affinities    []float64
	HasAffinities bool
	// Ranking holds indices of entities (neighbours, reasons, rules), the first
	// in rank first. It is empty where the model ranks nothing.
	Ranking []int32
}

func (o *Outcome) init(s OutcomeSize) {
	o.Probabilities = make([]float64, s.Categories)
	o.Confidences = make([]float64, s.Categories)
	if s.Affinities > 0 {
		o.Affinities = make([]float64, s.Affinities)
	}
	if s.Ranking > 0 {
		o.Ranking = make([]int32, 0, s.Ranking)
	}
	o.Clear()
}

// Clear makes the outcome one without an answer. Probabilities become zero.
func (o *Outcome) Clear() {
	o.Value = Missing
	o.Category = -1
	o.Entity = -1
	o.HasProbabilities = false
	o.HasConfidences = false
	o.HasAffinities = false
	o.Ranking = o.Ranking[:0]
	clear(o.Probabilities)
	clear(o.Confidences)
}
