// Package association compiles AssociationModel into kernels that find the rules
// which apply to a basket of items.
//
// An item is a value of a field: it is in the basket where a field that takes a
// collection holds the value, where a field that takes one value has it, or
// where a field that is named like the item is true. Each distinct item gets a
// number, so a basket is a bit set. Every antecedent is listed under one of its
// items only, the one that the fewest antecedents have; a record looks at the
// lists of the items in its basket, and at nothing else:
//
//	antecedents  {a,b} {b,c} {b}
//	lists        a: {a,b}   b: {b}   c: {b,c}
//
// The order of the rules by each measure that an output field ranks by is
// settled when the document is compiled.
//
// Spec: https://dmg.org/pmml/v4-4-1/AssociationRules.html
package association
