// Package scorecard compiles Scorecard into kernels that score records.
//
// A score is a sum of partial scores, one for each characteristic:
//
//	score = initialScore + Σ partial score of the first Attribute that applies
//
// added in the order of the document. A characteristic of which no Attribute
// applies, or whose partial score has no value, ends the record.
//
// Reason codes say what moved the score most. The points of a characteristic
// are baseline − partial score (pointsBelow) or partial score − baseline
// (pointsAbove), those of a code the sum over the characteristics whose
// Attribute gives it. Codes rank by their points; those below zero are left
// out. baselineMethod says where a baseline comes from, and changes nothing.
//
// Spec: https://dmg.org/pmml/v4-4-1/Scorecard.html
package scorecard
