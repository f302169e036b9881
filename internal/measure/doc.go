// Package measure computes how far apart, or how alike, records are: the
// comparison measures of the standard, with their compare functions, field
// weights and weights of missing values.
//
// A record x is compared with references y, which are clusters' centers or
// training instances. With the weight W and the compare function c of each
// field, the measures over the fields that are not missing are
//
//	euclidean         ( M · Σ W·c(x,y)² )^½
//	squaredEuclidean  M · Σ W·c(x,y)²
//	chebychev         M · max W·c(x,y)
//	cityBlock         M · Σ W·c(x,y)
//	minkowski         ( M · Σ W·c(x,y)^p )^(1/p)
//
// where M adjusts for missing fields: the sum of the missing-value weights of
// all fields, divided by that of the fields that are not missing. The measures
// of truth values (simpleMatching, jaccard, tanimoto, binarySimilarity) are
// ratios of counts of fields that are set in both, in one or in none.
//
// Sums run over the fields in their order, whatever the number of references
// that are compared side by side, so results are the same to the last bit.
//
// Spec: https://dmg.org/pmml/v4-4-1/ClusteringModel.html#xsdElement_ComparisonMeasure
package measure
