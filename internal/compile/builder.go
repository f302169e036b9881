package compile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Errorf makes a document error at a node. class is pmml.ErrInvalid,
// pmml.ErrUnsupported or pmml.ErrLimit.
func (b *builder) Errorf(at pmml.Node, class error, format string, args ...any) error {
	detail := fmt.Sprintf(format, args...)
	if b.faults.hasEnough(class, detail) {
		return errReported
	}
	return &pmml.Error{Class: class, Pos: at.Position(), Path: pmml.PathTo(b.doc, at), Detail: detail}
}

// MappedItems says whether items are reported by what the document maps them to.
func (b *builder) MappedItems() bool { return b.options.MappedItems }

// Version gives the version of the standard that the document declares.
func (b *builder) Version() pmml.Version { return b.doc.Version }

// Supports says whether models of a model's type can be compiled.
func (b *builder) Supports(m pmml.Model) bool { return b.types.of(m) != nil }

// Texts gives the table of the document's texts.
func (b *builder) Texts() *program.Texts { return b.program.Texts }

// NewSlot takes a cell of the frame. It is missing until something is stored.
func (b *builder) NewSlot() program.Slot {
	b.program.Slots++
	return program.Slot(b.program.Slots - 1)
}

// NewScratch takes a place in the frame's scratch memory.
func (b *builder) NewScratch() int {
	b.program.Scratch++
	return b.program.Scratch - 1
}

// shared gives the index that belongs to a key, making it at first use.
func (b *builder) shared(key string, make func() int) int {
	i, ok := b.sharedAt[key]
	if !ok {
		i = make()
		b.sharedAt[key] = i
	}
	return i
}

// addLag registers a lagged field and gives its index.
func (b *builder) addLag(src *program.LagSource) int {
	b.program.Lagged = append(b.program.Lagged, src)
	b.program.Lags = len(b.program.Lagged)
	return b.program.Lags - 1
}

// constantCell gives the cell of a text of the document in a type.
func (b *builder) constantCell(text string, t pmml.DataType, at pmml.Node) (float64, error) {
	if t == pmml.DataTypeString {
		return b.program.Texts.Intern(text), nil
	}
	v, err := program.ParseValue(t, text)
	if err != nil {
		return 0, b.Errorf(at, pmml.ErrInvalid, "value %q is not of type %s", text, t)
	}
	return v, nil
}

// InferConstant types a text the way a Constant without a dataType is typed: a
// number with a point is a double, a whole number an integer, all else a string.
func (b *builder) InferConstant(text string) program.Typed {
	t := pmml.DataTypeString
	switch {
	case text == "NaN", text == "INF", text == "-INF", isNumeral(text) && strings.Contains(text, "."):
		t = pmml.DataTypeDouble
	case isNumeral(text):
		t = pmml.DataTypeInteger
	}
	if t != pmml.DataTypeString {
		if v, err := program.ParseValue(t, text); err == nil {
			return b.exactly(constOf(v, t), text)
		}
	}
	return constOf(b.program.Texts.Intern(text), pmml.DataTypeString)
}

// isNumeral says whether a text may be a number: digits, signs and a point,
// and an exponent where there is a point.
func isNumeral(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		case (c == 'e' || c == 'E') && strings.Contains(s, "."):
		default:
			return false
		}
	}
	return s != ""
}

// groupBy makes rows with equal values of a field one record.
func (b *builder) groupBy(name string) {
	if !slices.Contains(b.groups, name) {
		b.groups = append(b.groups, name)
	}
}

// Spare takes memory that the compiler of another kernel has left, nil for none.
// In a model of many segments each works in the memory of the one before.
func (b *builder) Spare(key any) any {
	v := b.spare[key]
	delete(b.spare, key)
	return v
}

// Leave leaves working memory to the next that asks Spare for it.
func (b *builder) Leave(key, memory any) {
	if b.spare == nil {
		b.spare = map[any]any{}
	}
	b.spare[key] = memory
}

// Draft gives what has been made of a model while the document was being read,
// nil for nothing. It is given once.
func (b *builder) Draft(m pmml.Model) any {
	d := b.options.Drafts[m]
	if d != nil {
		delete(b.options.Drafts, m)
	}
	return d
}
