// Package clustering compiles ClusteringModel into kernels that find the cluster
// that a record belongs to.
//
// A model with centers measures a record against the center of each cluster
// (package measure): the nearest wins, the first of those that are equally near.
// A model with distributions computes how probable the record is in each
// cluster, a normal distribution with the cluster's mean and covariances,
// weighted by the cluster's size:
//
//	size · (2π)^(−n/2) · |Σ|^(−½) · e^(−½ (x−μ)ᵀ Σ⁻¹ (x−μ))
//
// Spec: https://dmg.org/pmml/v4-4-1/ClusteringModel.html
package clustering
