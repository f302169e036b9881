package jsontable

import "strconv"

// Shape is how a table is written down.
type Shape uint8

// The values of Shape.
const (
	Records Shape = iota + 1 // a list of objects, one for each row
	Columns                  // an object of lists, one for each column
	Split                    // an object with a list of columns and one of rows, "columns" and "data"
)

var shapeNames = [...]string{Records: "records", Columns: "columns", Split: "split"}

// String gives "records", "columns" or "split".
func (s Shape) String() string {
	if s >= Records && s <= Split {
		return shapeNames[s]
	}
	return "invalid(" + strconv.Itoa(int(s)) + ")"
}
