package explain

// RuleSet is the rules of a set that fire for a record.
type RuleSet struct {
	// Criterion is the rule selection method, as "firstHit".
	Criterion string `json:"criterion"`
	// Size is the number of rules.
	Size int `json:"size"`
	// Fired are the rules that fire, in the order of the document.
	Fired []FiredRule `json:"fired,omitempty"`
	// Scores are the scores that these rules have, in the order of their first
	// rules.
	Scores []RuleScore `json:"scores,omitempty"`
	// End says why there is another result than a rule's.
	End string `json:"end,omitempty"`
}

// FiredRule is a rule that fires.
type FiredRule struct {
	// ID is the rule's id, or its number where it has none.
	ID string `json:"id"`
	// Score is what the rule predicts.
	Score      any    `json:"score"`
	Weight     Number `json:"weight"`
	Confidence Number `json:"confidence"`
	// Conditions are those of the rules around it, then its own. Those that always
	// hold are left out.
	Conditions []Predicate `json:"conditions,omitempty"`
	// Wins says that the method chooses this rule.
	Wins bool `json:"wins,omitempty"`
}

// RuleScore is a score with what the rules for it come to.
type RuleScore struct {
	Score any `json:"score"`
	// Rules is how many rules for it fire, Weight the sum of their weights.
	Rules  int    `json:"rules"`
	Weight Number `json:"weight"`
}
