package table

// Cell is the value that a row has for an input. Its texts lie in the row or in
// the decoder, and are valid until the next row is read.
type Cell struct {
	// Input is the index of the input.
	Input int
	Type  Type
	// Text is what the cell says: of a list and of a truth value its JSON.
	Text []byte
	// Float is the number that the text says, where Read is true: whoever read the text
	// knew that the input takes a double.
	Float float64
	Read  bool
	// List holds the elements of a list.
	List []Cell
}

// Type is the type of a cell's value.
type Type uint8

// The values of Type.
const (
	Null  Type = iota + 1 // missing
	Text                  // a text or a number: which of them, the input's type says
	Truth                 // true or false
	List                  // values of the other types
)

// True is the value of a cell of type [Truth].
func (c *Cell) True() bool { return c.Text[0] == 't' }

// Value is a value of the input that is copied to the output.
type Value struct {
	Name []byte
	// Text is what CSV writes, nil where there is no value.
	Text []byte
	// JSON is what JSON writes; nil where that follows from Text.
	JSON []byte
	// Number says that the value is a number where its text is one.
	Number bool
}

// Row is a row of the input. What it holds is the decoder's, until the next row.
type Row struct {
	// Cells are the values of inputs. An input that has none here has no place in
	// the row, one of type Null has a place without a value.
	Cells []Cell
	// Copied are the values that go to the output, as [Copying] says.
	Copied []Value
	// Names is the error of the row's keys, where it is one of JSON: an
	// *[evaluator.InputError], or nil.
	Names error
	// Extra names values that would, had Copying named them.
	Extra []string
}

// Copying says which values of the input go to the output.
type Copying struct {
	// Names are the columns, for each of which a row gives one value; nil where
	// nothing is copied.
	Names []string
	// Every says that all values of a row go there instead, whatever their names.
	Every bool
	// Hidden are names that are left out of Every, and of a row's Extra.
	Hidden map[string]bool
}
