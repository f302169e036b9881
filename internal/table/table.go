package table

import "github.com/gopmml/gopmml/evaluator"

// Source is a format as a way in. Cutting the input into blocks is done by one
// goroutine, reading the rows of a block by those that score it.
type Source interface {
	// Names are the columns of the input, for JSON Lines the keys of the first
	// row that can be read, if it came soon.
	Names() []string
	// Next fills b with the next rows, at least one. At the end of the input the
	// error is [io.EOF]; see [Scanner.Next].
	Next(b *Block) error
	// NewDecoder makes a decoder for one goroutine.
	NewDecoder(s *Schema, c Copying) Decoder
}

// Decoder reads rows.
type Decoder interface {
	// Read reads the bytes of a row, which it may change, into r. The error is an
	// *[Error], which names no row as the caller knows it, or an
	// *[evaluator.InputError]. With either, r has what was read so far.
	Read(row []byte, r *Row) error
}

// Sink is a format as a way out. Rows are made by several goroutines at a time.
type Sink interface {
	// Header appends what comes before the rows.
	Header(dst []byte) []byte
	// Begin appends the beginning of a row: what is copied from the input.
	Begin(dst []byte, copied []Value) []byte
	// Row appends a row that begins so: the results in row i of a table, empty
	// ones where err, which says why there are none, is not nil.
	Row(dst, begin []byte, results []evaluator.ColumnResult, i int, err error) []byte
}

// Output says what a sink writes.
type Output struct {
	// Copied names the values that are copied, in the order of [Row.Copied].
	Copied []string
	// Results are those that are written.
	Results []Result
	// Errors names the column that says why a row has no results, "" for none.
	Errors string
	// Schema tells which copied texts mean a missing value.
	Schema *Schema
}

// Result is a result that is written.
type Result struct {
	Index int // among the model's results
	Name  string
}
