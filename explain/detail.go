package explain

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Detail is how a model came to its prediction: one of *Association, *Bayes,
// *Clusters, *Ensemble, *Machines, *Neighbors, *Network, *Regression, *RuleSet,
// *Scorecard and *Tree. A type switch tells which.
type Detail interface {
	// key is the name of the detail in JSON.
	key() string
	// write writes the detail for people.
	write(p *printer)
	// tellsShares says that the shares of the categories are told below the targets:
	// the detail itself does not tell them.
	tellsShares() bool
}

// details makes an empty detail of each kind, to read JSON into.
var details = []func() Detail{
	func() Detail { return new(Association) },
	func() Detail { return new(Bayes) },
	func() Detail { return new(Clusters) },
	func() Detail { return new(Ensemble) },
	func() Detail { return new(Machines) },
	func() Detail { return new(Neighbors) },
	func() Detail { return new(Network) },
	func() Detail { return new(Regression) },
	func() Detail { return new(RuleSet) },
	func() Detail { return new(Scorecard) },
	func() Detail { return new(Tree) },
}

// MarshalJSON gives an object of the model's fields. The detail stands under its
// own key.
func (m Model) MarshalJSON() ([]byte, error) {
	key := ""
	if m.Detail != nil {
		key = m.Detail.key()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // whoever wants that does it around this
	err := enc.Encode(reflect.ValueOf(m).Convert(keyed(key)).Interface())
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), err
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Model) UnmarshalJSON(text []byte) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(text, &keys); err != nil {
		return err
	}
	var into Model
	key := ""
	for _, empty := range details {
		if d := empty(); keys[d.key()] != nil {
			into.Detail, key = d, d.key()
			break
		}
	}
	v := reflect.New(keyed(key))
	v.Elem().Set(reflect.ValueOf(into).Convert(v.Type().Elem()))
	if err := json.Unmarshal(text, v.Interface()); err != nil {
		return err
	}
	*m = v.Elem().Convert(reflect.TypeFor[Model]()).Interface().(Model)
	return nil
}

// keyed gives a type like Model, without its methods, in which the detail has a
// key; "" for one without a detail.
func keyed(key string) reflect.Type {
	fields := reflect.VisibleFields(reflect.TypeFor[Model]())
	for i := range fields {
		if fields[i].Name == "Detail" && key != "" {
			fields[i].Tag = reflect.StructTag(`json:"` + key + `"`)
		}
	}
	return reflect.StructOf(fields)
}
