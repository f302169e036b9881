// Package forest scores many trees at once. A [Tree] is a compiled tree in a
// binary form that names the leaf a record falls into; a [Forest] puts the trees
// of an ensemble into flat arrays, and finds the leaves of a record or of a block
// of records in all trees. What the leaves are worth is added up in the order of
// the trees, so that the result has the bits that the plain walk gives.
//
// There are several ways to find the leaves; [New] chooses by the shape of the
// trees (see [Plan]):
//
//   - sliced: 256 records at a time, a bit for each. Every test of the ensemble
//     becomes a mask of the records that hold it, and a tree's tests split the
//     records among its leaves, word by word. Good for trees of up to 256 leaves.
//   - walk: a few records, or for one record a few trees, go down side by side
//     without branches. Good for deep trees.
//   - masks: for one record, every test that holds crosses out the leaves that
//     it rules out (QuickScorer: Lucchese et al., SIGIR 2015). Good for trees of
//     up to 64 leaves that are not balanced.
package forest
