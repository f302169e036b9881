package jsontable

import (
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table/json"
)

// Append appends results as a table of a shape: all of the model's, in their
// order, of those with the same name the one that the name stands for. Values are
// written as [evaluator.ColumnResult.AppendJSON] does; a row without a result has
// null everywhere. A shape that is none appends nothing.
func Append(dst []byte, out *evaluator.ColumnResults, shape Shape) []byte {
	var names [][]byte
	var columns []*evaluator.ColumnResult
	for i := range out.Columns() {
		c := &out.Columns()[i]
		if out.Column(c.Field.Name) == c {
			columns = append(columns, c)
			names = append(names, json.AppendString(nil, c.Field.Name))
		}
	}
	switch shape {
	case Records:
		dst = list(dst, '[', out.Rows(), ']', func(dst []byte, row int) []byte {
			return list(dst, '{', len(columns), '}', func(dst []byte, k int) []byte {
				return columns[k].AppendJSON(append(append(dst, names[k]...), ':'), row)
			})
		})
	case Columns:
		dst = list(dst, '{', len(columns), '}', func(dst []byte, k int) []byte {
			dst = append(append(dst, names[k]...), ':')
			return list(dst, '[', out.Rows(), ']', columns[k].AppendJSON)
		})
	case Split:
		dst = append(dst, `{"columns":`...)
		dst = list(dst, '[', len(columns), ']', func(dst []byte, k int) []byte { return append(dst, names[k]...) })
		dst = append(dst, `,"data":`...)
		dst = list(dst, '[', out.Rows(), ']', func(dst []byte, row int) []byte {
			return list(dst, '[', len(columns), ']', func(dst []byte, k int) []byte { return columns[k].AppendJSON(dst, row) })
		})
		dst = append(dst, '}')
	}
	return dst
}

// list appends n things with commas between.
func list(dst []byte, open byte, n int, end byte, each func(dst []byte, i int) []byte) []byte {
	dst = append(dst, open)
	for i := range n {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = each(dst, i)
	}
	return append(dst, end)
}
