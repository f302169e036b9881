package pmmltest

import "github.com/gopmml/gopmml/evaluator"

// AddValues adds a column of values of one type, of which those that are nil are
// missing.
func AddValues(in *evaluator.Columns, name string, values []any) {
	valid := evaluator.Bitmap{Bits: make([]byte, (len(values)+7)/8)}
	var like any
	for k, v := range values {
		if v != nil {
			valid.Bits[k>>3] |= 1 << (k & 7)
			like = v
		}
	}
	switch like.(type) {
	case float64:
		in.AddFloat64(name, ColumnOf[float64](values), valid)
	case int64:
		in.AddInt64(name, ColumnOf[int64](values), valid)
	case bool:
		in.AddBool(name, ColumnOf[bool](values), valid)
	case []any:
		addLists(in, name, values, valid)
	default:
		in.AddStrings(name, ColumnOf[string](values), valid)
	}
}

// addLists makes a column of collections, whose elements lie in one of their own.
func addLists(in *evaluator.Columns, name string, values []any, valid evaluator.Bitmap) {
	offsets := make([]int32, 1, len(values)+1)
	var all []any
	for _, v := range values {
		list, _ := v.([]any)
		all = append(all, list...)
		offsets = append(offsets, int32(len(all)))
	}
	elements := evaluator.NewColumns(len(all))
	AddValues(elements, name, all)
	in.AddLists(name, offsets, elements, valid)
}

// ColumnOf gives the values of type T, and zero for all others.
func ColumnOf[T any](values []any) []T {
	column := make([]T, len(values))
	for k, v := range values {
		if v, ok := v.(T); ok {
			column[k] = v
		}
	}
	return column
}
