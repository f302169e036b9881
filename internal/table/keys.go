package table

import "github.com/gopmml/gopmml/evaluator"

// Keys looks at the names of a row, or of all columns of a table. Most rows have those
// that the model asks for, and some that it has nothing to do with: for each no more is
// done than to look it up, and the model is asked only about names that may be wrong.
// It is for one goroutine.
type Keys struct {
	model *evaluator.Model
	// asked are unknown names that were looked at, by the inputs that are near them.
	asked map[string][]int
	// row counts rows; seen is the row that an input was in last.
	row  int
	seen []int
	// doubt are unknown names of the row that may be refused.
	doubt []string
	// required are the inputs that each row must have.
	required []int
}

// maxAsked bounds the names that are kept.
const maxAsked = 8192

// NewKeys makes one for the records of a model, by its [evaluator.InputNames].
func NewKeys(m *evaluator.Model) *Keys {
	k := &Keys{model: m, asked: map[string][]int{}, seen: make([]int, len(m.Inputs()))}
	if m.InputNames() == evaluator.ExactInputNames {
		for i, f := range m.Inputs() {
			if f.Required {
				k.required = append(k.required, i)
			}
		}
	}
	return k
}

// Begin begins a row.
func (k *Keys) Begin() {
	k.row++
	k.doubt = k.doubt[:0]
}

// Input notes a name that is an input's. It gives false where the row has that already.
func (k *Keys) Input(i int) bool {
	first := k.seen[i] != k.row
	k.seen[i] = k.row
	return first
}

// Unknown notes a name that is no input's.
func (k *Keys) Unknown(name []byte) {
	switch k.model.InputNames() {
	case evaluator.AnyInputNames:
		return
	case evaluator.ExactInputNames:
		k.doubt = append(k.doubt, string(name))
		return
	}
	near, ok := k.asked[string(name)]
	if !ok {
		near = k.model.NearInputs(string(name))
		if len(k.asked) < maxAsked {
			k.asked[string(name)] = near
		}
	}
	if len(near) > 0 {
		k.doubt = append(k.doubt, string(name))
	}
}

// Check gives the error of the row's names, an *[evaluator.InputError]; nil for none.
func (k *Keys) Check() error {
	doubtful := len(k.doubt) > 0
	for _, i := range k.required {
		doubtful = doubtful || k.seen[i] != k.row
	}
	if !doubtful {
		return nil
	}
	names := append([]string(nil), k.doubt...)
	for i, f := range k.model.Inputs() {
		if k.seen[i] == k.row {
			names = append(names, f.Name)
		}
	}
	return k.model.CheckInputs(names)
}
