package evaluator

import (
	"fmt"
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// InputNames says what becomes of a record or a table in which a name is no
// input's, or an input has no name: a value that is there in truth would else count
// as missing.
type InputNames uint8

// The values of InputNames.
const (
	// RefuseNearNames refuses a name that is no input's where it differs from one that
	// is absent by nothing but case, blanks, punctuation or a byte order mark. Other
	// unknown names are ignored, other absent inputs are missing. It is the default.
	RefuseNearNames InputNames = iota
	// ExactInputNames refuses every name that is no input's and no target's, and every
	// record without one of the inputs that are [Field.Required].
	ExactInputNames
	// AnyInputNames refuses nothing.
	AnyInputNames
)

// String gives "near", "exact" or "any".
func (p InputNames) String() string {
	switch p {
	case RefuseNearNames:
		return "near"
	case ExactInputNames:
		return "exact"
	case AnyInputNames:
		return "any"
	}
	return fmt.Sprintf("invalid(%d)", p)
}

// WithInputNames sets which names of records and tables are refused. It is for
// every way of scoring that takes names: [Model.Evaluate], [Session.Evaluate],
// [Model.Explain], [Model.ScoreColumns] and the packages that make such tables. An
// input whose value is nil, or a column without values, is not absent.
func WithInputNames(p InputNames) Option {
	return func(s *settings) {
		if p > AnyInputNames {
			s.fail(&OptionError{Option: "WithInputNames", Detail: p.String() + " is no value of InputNames"})
		}
		s.names = p
	}
}

// InputNames says which names are refused ([WithInputNames]).
func (m *Model) InputNames() InputNames { return m.described().names.policy }

// InputMatch is how names fit a model's inputs.
type InputMatch struct {
	// Missing are the inputs that are [Field.Required] and are not among the names, in
	// the model's order.
	Missing []string
	// Unknown are the names that are no input's and no target's, in their order.
	Unknown []string
	// Near are, for unknown names, the absent inputs that may be meant.
	Near []NearName
}

// NearName is a name that is no input's, and an absent input that it may stand for.
type NearName struct {
	Name, Input string
	// Spelling says that the two differ by nothing but case, blanks, punctuation or a
	// byte order mark. Else some letters differ.
	Spelling bool
}

// Meant gives the name that may stand for an input, "" for none.
func (m *InputMatch) Meant(input string) string {
	if m == nil {
		return ""
	}
	for _, n := range m.Near {
		if n.Input == input {
			return n.Name
		}
	}
	return ""
}

// MatchInputs says how the names of a record, or the columns of a table, fit the
// model's inputs, whatever [WithInputNames] allows. Inputs that no result depends on,
// and fields that are targets only, are not near any name.
func (m *Model) MatchInputs(names []string) *InputMatch {
	m = m.described()
	given := make(map[string]bool, len(names))
	for _, name := range names {
		given[name] = true
	}
	out := &InputMatch{}
	var absent []int
	for i := range m.inputs {
		if name := m.inputs[i].Name; !given[name] {
			if m.inputs[i].Required {
				out.Missing = append(out.Missing, name)
			}
			if m.names.matters[i] {
				absent = append(absent, i)
			}
		}
	}
	for _, name := range names {
		if !m.knows(name) {
			out.Unknown = append(out.Unknown, name)
		}
	}
	limit := newSimilar(len(out.Unknown), len(absent))
	for _, name := range out.Unknown {
		spelled := false
		for _, i := range m.names.near(name) {
			if input := m.inputs[i].Name; !given[input] {
				out.Near = append(out.Near, NearName{Name: name, Input: input, Spelling: true})
				spelled = true
			}
		}
		if spelled {
			continue
		}
		if i := limit.nearest(name, absent, m.inputs); i >= 0 {
			out.Near = append(out.Near, NearName{Name: name, Input: m.inputs[i].Name})
		}
	}
	return out
}

// NearInputs gives the inputs that a name differs from by nothing but case, blanks,
// punctuation or a byte order mark; none where it is an input's name itself. It is for
// who reads records name by name.
func (m *Model) NearInputs(name string) []int {
	m = m.described()
	if m.knows(name) {
		return nil
	}
	return slices.Clone(m.names.near(name))
}

// CheckInputs gives the error that a record or a table of these names has with the
// model's [InputNames], nil for none. It is an *[InputError].
func (m *Model) CheckInputs(names []string) error {
	if !m.exists() {
		return noModel()
	}
	given := make(map[string]bool, len(names))
	for _, name := range names {
		given[name] = true
	}
	if e := m.checkColumns(names, given); e != nil {
		return e
	}
	return nil
}

// inputNames is what a model knows of names beside those of its inputs.
type inputNames struct {
	policy InputNames
	// targets are the targets' names, wanted or not.
	targets map[string]bool
	// matters says of each input whether a name near it is one to look at: a result
	// depends on it, or rows are grouped by it.
	matters []bool
	// folded are these inputs by their folded names.
	folded map[string][]int
}

// knows says whether a name is an input's, or a target's, which data with known
// outcomes has.
func (m *Model) knows(name string) bool {
	if _, ok := m.byInput[name]; ok {
		return true
	}
	return m.names.targets[name]
}

// near gives the inputs that a name, which is none of theirs, is near to in spelling.
func (n *inputNames) near(name string) []int {
	var room [64]byte
	key := appendFolded(room[:0], name)
	if len(key) == 0 {
		return nil
	}
	return n.folded[string(key)]
}

// knowNames settles which inputs must be there, and which names are near them.
func (m *Model) knowNames(policy InputNames, results []*compile.Result) {
	targets := map[string]bool{}
	for _, r := range results {
		if r.Field == nil {
			targets[r.Name] = true
		}
	}
	m.names = inputNames{policy: policy, targets: targets, matters: make([]bool, len(m.inputs)), folded: map[string][]int{}}
	for i := range m.inputs {
		if m.program.Inputs[i].Field.To == program.NoSlot {
			continue // nothing reads it
		}
		m.names.matters[i] = true
		f := &m.inputs[i]
		switch f.Usage {
		case pmml.UsageTypeTarget, pmml.UsageTypePredicted, pmml.UsageTypeGroup: // without groups each row is a record
		default:
			f.Required = !f.HasMissingValueReplacement
		}
	}
	for _, g := range m.groups {
		if i, ok := m.byInput[g]; ok {
			m.names.matters[i] = true
		}
	}
	for i := range m.inputs {
		if key := appendFolded(nil, m.inputs[i].Name); m.names.matters[i] && len(key) > 0 {
			m.names.folded[string(key)] = append(m.names.folded[string(key)], i)
		}
	}
}

// checkRecord gives what is wrong with the names of a record, of which so many are
// inputs'. Of several faults it is always the same.
func (m *Model) checkRecord(record map[string]any, found int) *InputError {
	unknown, absent := found < len(record), found < len(m.inputs)
	var worst nameFault
	switch m.names.policy {
	case ExactInputNames:
	case RefuseNearNames:
		if !unknown || !absent {
			return nil
		}
	default:
		return nil
	}
	if unknown {
		for name := range record {
			if !m.knows(name) {
				worst.see(m, name, func(i int) bool {
					_, ok := record[m.inputs[i].Name]
					return ok
				})
			}
		}
	}
	if worst.is || !absent || m.names.policy != ExactInputNames {
		return worst.err(m)
	}
	for i := range m.inputs {
		if _, ok := record[m.inputs[i].Name]; !ok && m.inputs[i].Required {
			return m.absentInput(i)
		}
	}
	return nil
}

// checkColumns gives what is wrong with the names of a table's columns.
func (m *Model) checkColumns(names []string, given map[string]bool) *InputError {
	if m.names.policy == AnyInputNames {
		return nil
	}
	var worst nameFault
	for _, name := range names {
		if !m.knows(name) {
			worst.see(m, name, func(i int) bool { return given[m.inputs[i].Name] })
		}
	}
	if worst.is || m.names.policy != ExactInputNames {
		return worst.err(m)
	}
	for i := range m.inputs {
		if m.inputs[i].Required && !given[m.inputs[i].Name] {
			return m.absentInput(i)
		}
	}
	return nil
}

// nameFault is a name that is refused: the first in order of the inputs that are
// meant, then of the names, which maps give in any order.
type nameFault struct {
	is    bool
	input int // that is meant; the number of inputs for none
	name  string
}

// see looks at a name that is no input's. given says which inputs are there.
func (w *nameFault) see(m *Model, name string, given func(i int) bool) {
	input := len(m.inputs)
	for _, i := range m.names.near(name) {
		if !given(i) {
			input = i
			break
		}
	}
	if input == len(m.inputs) && m.names.policy != ExactInputNames {
		return
	}
	if !w.is || input < w.input || input == w.input && name < w.name {
		*w = nameFault{is: true, input: input, name: name}
	}
}

func (w *nameFault) err(m *Model) *InputError {
	switch {
	case !w.is:
		return nil
	case w.input < len(m.inputs):
		want := m.inputs[w.input].Name
		return &InputError{Field: want, Name: w.name, Code: InputNearName, Want: want,
			Detail: fmt.Sprintf("absent, while %q is given, which is no input of the model: names must be the same to the letter", w.name)}
	}
	e := &InputError{Name: w.name, Code: InputUnknownName, Detail: fmt.Sprintf("name %q is no input of the model", w.name)}
	if match := m.MatchInputs([]string{w.name}); len(match.Near) > 0 {
		e.Want = match.Near[0].Input
		e.Detail += fmt.Sprintf("; is %q meant?", e.Want)
	}
	return e
}

// absentInput is the error of a record without an input that must be there.
func (m *Model) absentInput(input int) *InputError {
	name := m.inputs[input].Name
	return &InputError{Field: name, Code: InputAbsent, Want: name, Detail: "absent, and the model needs it"}
}
