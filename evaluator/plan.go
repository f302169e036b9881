package evaluator

// Plan says how a model of a document is scored, in words.
type Plan struct {
	// Element is the model's element, Name its modelName; Depth is how deep it
	// stands inside other models.
	Element string
	Name    string
	Depth   int
	// How says how it is scored, and why so; Count is the number of neighbours
	// that are scored alike.
	How   string
	Count int
}

// Plans says how the model and those inside it are scored, the outermost first:
// which of several ways was chosen when it was compiled, and why. It is for
// people who look after speed; the words may change.
func (m *Model) Plans() []Plan {
	if !m.exists() {
		return nil
	}
	var plans []Plan
	for _, p := range m.program.Plans() {
		plans = append(plans, Plan(p))
	}
	return plans
}

// Tables says how [Model.ScoreColumns] scores: by column, or why row by row.
func (m *Model) Tables() string {
	if !m.exists() {
		return ""
	}
	return m.program.Tables()
}
