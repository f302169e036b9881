package compile

import "github.com/gopmml/gopmml/pmml"

// Counted is something that models consist of, as trees or neurons.
type Counted struct {
	// Key is its name for programs.
	Key string
	// One and Many are its words. A part without a plural is a measure, as the
	// depth of trees: the greatest counts.
	One, Many string
}

// Size counts what a model consists of, with the models inside it.
type Size struct {
	// Models are all models by element, the outermost among them; Levels is how
	// deep they stand inside each other.
	Models map[string]int
	Levels int
	// Counts are by the keys of what is counted. What was never added is not in it.
	Counts map[string]int

	types Types
	level int
}

// Parameters are the coefficients and intercepts of regressions and support vector
// machines, the weights and biases of networks, and the counts and moments of naive
// Bayes models.
var Parameters = Counted{"parameters", "parameter", "parameters"}

// derived are the derived fields of the models' own transformations.
var derived = Counted{"derivedFields", "derived field", "derived fields"}

// Size counts what a model consists of.
func (types Types) Size(m pmml.Model) *Size {
	s := &Size{Models: map[string]int{}, Counts: map[string]int{}, types: types}
	s.Model(m)
	return s
}

// Counted gives what models may consist of, in the order in which it is told. What
// several types have stands where the last of them has it.
func (types Types) Counted() []Counted {
	var parts []Counted
	for _, t := range types {
		for _, p := range t.counted() {
			for i := range parts {
				if parts[i].Key == p.Key {
					parts = append(parts[:i], parts[i+1:]...)
					break
				}
			}
			parts = append(parts, p)
		}
	}
	return append(parts, derived)
}

// Add adds to a count.
func (s *Size) Add(key string, n int) { s.Counts[key] += n }

// Measure takes note of a measure, of which the greatest counts.
func (s *Size) Measure(key string, n int) { s.Counts[key] = max(s.Counts[key], n) }

// Model counts a model, one level below the one that is being counted.
func (s *Size) Model(m pmml.Model) {
	s.level++
	defer func() { s.level-- }()
	s.Models[m.ElementName()]++
	s.Levels = max(s.Levels, s.level)
	if t := m.Base().LocalTransformations; t != nil {
		s.Add(derived.Key, len(t.DerivedFields))
	}
	if t := s.types.of(m); t != nil {
		t.count(s, m)
	}
}

// Embedded counts an embedded model.
func (s *Size) Embedded(m pmml.EmbeddedModel) {
	if e := s.types.ofEmbedded(m); e != nil {
		s.Models[e.Element()]++
		e.countEmbedded(s, m)
	}
}
