package limit

import "slices"

// sortPiece is how many elements are sorted, or merged, between two looks.
const sortPiece = 1 << 13

// SortStable is [slices.SortStableFunc] for lists that may be very long: look is
// called between pieces of it, and an error that it gives ends sorting. The list
// then has no order.
func SortStable[T any](list []T, compare func(a, b T) int, look func() error) error {
	for at := 0; at < len(list); at += sortPiece {
		if err := look(); err != nil {
			return err
		}
		slices.SortStableFunc(list[at:min(at+sortPiece, len(list))], compare)
	}
	if len(list) <= sortPiece {
		return nil
	}
	from, to := list, make([]T, len(list))
	for size := sortPiece; size < len(list); size *= 2 {
		for at := 0; at < len(list); at += 2 * size {
			middle, end := min(at+size, len(list)), min(at+2*size, len(list))
			if err := merge(to[at:end], from[at:middle], from[middle:end], compare, look); err != nil {
				return err
			}
		}
		from, to = to, from
	}
	if &from[0] != &list[0] {
		copy(list, from)
	}
	return nil
}

// merge merges two sorted lists. Of equal elements those of a come first.
func merge[T any](out, a, b []T, compare func(a, b T) int, look func() error) error {
	for i := range out {
		if i%sortPiece == 0 {
			if err := look(); err != nil {
				return err
			}
		}
		if len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) <= 0 {
			out[i], a = a[0], a[1:]
		} else {
			out[i], b = b[0], b[1:]
		}
	}
	return nil
}
