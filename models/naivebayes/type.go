package naivebayes

import (
	"slices"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.NaiveBayesModel]{
	Compile: Compile,
	Counts:  []compile.Counted{compile.Parameters},
	Count:   func(s *compile.Size, m *pmml.NaiveBayesModel) { s.Add(compile.Parameters.Key, parameters(m)) },
}

// parameters counts what a model has learnt: counts, means and variances.
func parameters(m *pmml.NaiveBayesModel) int {
	n := 0
	if m.BayesOutput != nil && m.BayesOutput.TargetValueCounts != nil {
		n += len(m.BayesOutput.TargetValueCounts.TargetValueCounts)
	}
	if m.BayesInputs == nil {
		return n
	}
	for _, in := range slices.Concat(m.BayesInputs.BayesInputs, m.BayesInputs.Extended) {
		for _, p := range in.PairCounts {
			if p.TargetValueCounts != nil {
				n += len(p.TargetValueCounts.TargetValueCounts)
			}
		}
		if in.TargetValueStats == nil {
			continue
		}
		for _, t := range in.TargetValueStats.TargetValueStats {
			n += 2
			if _, ok := t.Distribution.(*pmml.PoissonDistribution); ok {
				n--
			}
		}
	}
	return n
}
