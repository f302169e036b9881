package evaluator

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
)

// Size is what a model consists of, with the models inside it.
type Size struct {
	// Models are all models by element, the outermost among them; Levels is how
	// deep they stand inside each other.
	Models map[string]int
	Levels int
	// Parts are what the models consist of, in the order in which it is told. What
	// there is none of is left out.
	Parts []Part
}

// Part is something that models consist of, as trees or neurons, or a measure of
// that, as the depth of trees.
type Part struct {
	// Key is its name for programs, as "trees".
	Key string
	// One and Many are its words. A measure has no plural, and may be zero.
	One, Many string
	// Count is how many there are, or the greatest measure.
	Count int
}

// SizeOf counts what a model consists of, whether it can be scored or not. Of the
// model types that are not scored only the models are counted; of a model that
// [pmml.CheckBuilt] refuses, only that there is one.
func SizeOf(m pmml.Model) *Size {
	if pmml.CheckBuilt(&pmml.Document{Models: []pmml.Model{m}}) != nil {
		return sizeOfRefused(m)
	}
	counted := models.All.Size(m)
	s := &Size{Models: counted.Models, Levels: counted.Levels}
	for _, p := range models.All.Counted() {
		if n, ok := counted.Counts[p.Key]; ok && (n > 0 || p.Many == "") {
			s.Parts = append(s.Parts, Part{p.Key, p.One, p.Many, n})
		}
	}
	return s
}

// sizeOfRefused gives the size of a model that cannot be counted.
func sizeOfRefused(m pmml.Model) *Size {
	s := &Size{Models: map[string]int{}}
	if v := reflect.ValueOf(m); v.IsValid() && !v.IsNil() {
		s.Models[m.ElementName()], s.Levels = 1, 1
	}
	return s
}

// MarshalJSON gives an object of the models, the levels, and each part by its key
// unless it is zero.
func (s *Size) MarshalJSON() ([]byte, error) {
	if s == nil {
		return []byte("null"), nil
	}
	names, err := json.Marshal(s.Models)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(`{"models":`)
	b.Write(names)
	b.WriteString(`,"levels":` + strconv.Itoa(s.Levels))
	for _, p := range s.Parts {
		if p.Count != 0 {
			b.WriteString(`,"` + p.Key + `":` + strconv.Itoa(p.Count))
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
