// Package ruleset compiles RuleSetModel into kernels that score records.
//
// A SimpleRule fires where its predicate is true, and those of all the
// CompoundRules around it. Of the rules that fire, the first
// RuleSelectionMethod chooses:
//
//   - firstHit: the first in the document;
//   - weightedMax: the one of the greatest weight, the first of equals;
//   - weightedSum: the score whose rules have the greatest sum of weights; of
//     equals the one whose rule comes first.
//
// The confidence of a score is that of its first rule that fires (firstHit), of
// its rule of the greatest weight (weightedMax), or the sum of the weights of
// its rules divided by the number of all rules that fire (weightedSum). Scores
// of which no rule fires have a confidence of zero. Where no rule fires at all,
// the defaultScore is predicted.
//
// Record counts, and the RuleSet's own ScoreDistributions, say how the rules were
// found, and change no prediction.
//
// Spec: https://dmg.org/pmml/v4-4-1/RuleSet.html
package ruleset
