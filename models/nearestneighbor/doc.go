// Package nearestneighbor compiles NearestNeighborModel into kernels that predict
// from the training instances nearest to a record.
//
// Training instances are prepared once, when the model is compiled: their values
// are treated by the mining schema and derived fields are computed from them, as
// for a record. Package measure finds the nearest; of instances that are equally
// near, the one that stands first in the table comes first.
//
// A target that is a number becomes the average, the weighted average or the
// median of the neighbors' numbers; one that is a category the category with
// most votes, or with the greatest sum of weights. A neighbor at distance d has
// the weight 1/(d + threshold). Of categories with equal votes that with more
// training instances wins, then the first in the order of the values.
//
// Spec: https://dmg.org/pmml/v4-4-1/KNN.html
package nearestneighbor
