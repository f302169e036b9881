package jsontable

import (
	"errors"

	"github.com/gopmml/gopmml/evaluator"
)

// keys looks at the names of a row, or of all columns. Most rows have those that the
// model asks for and some that it has nothing to do with, so no more is done for each
// than to count; the model is asked only about names that may be wrong.
type keys struct {
	model *evaluator.Model
	// asked are unknown names that were looked at, by what is near them.
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

func newKeys(m *evaluator.Model) keys {
	n := keys{model: m, asked: map[string][]int{}, seen: make([]int, len(m.Inputs()))}
	if m.InputNames() == evaluator.ExactInputNames {
		for i, f := range m.Inputs() {
			if f.Required {
				n.required = append(n.required, i)
			}
		}
	}
	return n
}

// begin begins a row.
func (n *keys) begin() {
	n.row++
	n.doubt = n.doubt[:0]
}

// unknown notes a name that is no input's.
func (n *keys) unknown(name []byte) {
	switch n.model.InputNames() {
	case evaluator.AnyInputNames:
		return
	case evaluator.ExactInputNames:
		n.doubt = append(n.doubt, string(name))
		return
	}
	near, ok := n.asked[string(name)]
	if !ok {
		near = n.model.NearInputs(string(name))
		if len(n.asked) < maxAsked {
			n.asked[string(name)] = near
		}
	}
	if len(near) > 0 {
		n.doubt = append(n.doubt, string(name))
	}
}

// check gives the error of the row's names, nil for none.
func (n *keys) check() error {
	doubtful := len(n.doubt) > 0
	for _, i := range n.required {
		doubtful = doubtful || n.seen[i] != n.row
	}
	if !doubtful {
		return nil
	}
	all := append([]string(nil), n.doubt...)
	for i, f := range n.model.Inputs() {
		if n.seen[i] == n.row {
			all = append(all, f.Name)
		}
	}
	return n.model.CheckInputs(all)
}

// input finds the input of a name; -1 for none.
func (r *Reader) input(name []byte) int {
	if i, ok := r.schema.IndexBytes(name); ok {
		r.keys.seen[i] = r.keys.row
		return i
	}
	r.keys.unknown(name)
	return -1
}

// checkNames refuses the names of a row, or of the columns.
func (r *Reader) checkNames() error {
	err := r.keys.check()
	if err == nil {
		return nil
	}
	var bad *evaluator.InputError
	errors.As(err, &bad)
	r.at.field = bad.Field
	e := r.fail(FaultName, "%s", bad.Detail)
	e.Err = err
	return e
}
