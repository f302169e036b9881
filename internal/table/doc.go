// Package table is the way from rows of text to columns that a model scores, and
// from its results back to text.
//
// A format is a [Source] or a [Sink]: csv and json beside this package. A
// [Scanner] cuts a stream into blocks of whole rows without looking into them, so
// that several goroutines can do the rest: a [Decoder] makes cells of a row, a
// [Builder] columns of cells, [evaluator.Model.ScoreColumns] results of columns.
// None of them allocates per row.
//
// # The CSV that is read
//
// RFC 4180, with what real files have besides:
//
//   - A line ends with LF or CRLF; the last may lack it. Where the header ends with a
//     lone CR, as Macs once wrote files, other lines may so, too; else a lone CR is
//     text, as it always is in quotes. A byte order mark is skipped.
//   - A quote counts only at the start of a cell: in 5" pipe it is text. A
//     quoted cell may hold separators and line ends; "" in it is one quote.
//     Text between the closing quote and the next separator is an error.
//   - A blank line is skipped, wherever it stands, and is not counted as a row
//     (the rule of encoding/csv, Python and R). A row of one empty cell is
//     written as "" for that reason.
//   - The first row is the header. Names are taken as they stand, spaces
//     included; a name that occurs twice is an error.
//   - A row with more or fewer cells than the header is an error of that row,
//     and reading can go on after it.
//
// Cells are bytes; that they are UTF-8 is not checked. A file that begins with
// the byte order mark of UTF-16 is refused.
//
// # The JSON Lines that are read
//
// One object a line (RFC 8259), of strings, numbers, booleans, nulls and lists
// of those. A nested object, or a list in a list, is an error of that row if
// its value is asked for. A key that occurs twice is an error. Blank lines are
// skipped. Where a lone CR stands between the first two objects, CR ends lines.
//
// Columns that the model does not know are ignored. Package plain unpacks what is
// gzipped.
package table
