package pmml

import (
	"fmt"
	"slices"
)

// isOneOf says whether the current child has one of the names.
func (d *decoder) isOneOf(names ...string) bool {
	if slices.Contains(names, d.current) {
		return true
	}
	d.expected = append(d.expected, names...)
	return false
}

// oneOf decodes a child of a group of which one may stand.
func oneOf[T comparable](d *decoder, dst *T, group string, decode func() T) {
	var none T
	if *dst != none {
		d.refuse(fmt.Sprintf("element %q is a second %s, where one may stand", d.current, group))
		return
	}
	*dst = decode()
}

// manyValues decodes a child that may stand any number of times, and that
// documents have many of.
func manyValues[T any, P decodable[T]](d *decoder, dst *[]T) {
	var none T
	*dst = append(*dst, none)
	P(&(*dst)[len(*dst)-1]).decode(d)
}
