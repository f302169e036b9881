package main

import (
	"slices"

	"github.com/gopmml/gopmml/pmml"
)

// modelFacts is what a model is.
type modelFacts struct {
	Type      string `json:"type"`
	Name      string `json:"name,omitempty"`
	Function  string `json:"function,omitempty"`
	Algorithm string `json:"algorithm,omitempty"`
	// Method is the multipleModelMethod of an ensemble.
	Method string `json:"method,omitempty"`
	// VerificationRows is the number of records for verification.
	VerificationRows int `json:"verificationRows,omitempty"`
}

func factsOf(m pmml.Model) *modelFacts {
	base := m.Base()
	out := &modelFacts{Type: m.ElementName(), Name: base.ModelName.Or(""), Function: word(base.FunctionName), Algorithm: base.AlgorithmName.Or("")}
	if mining, ok := m.(*pmml.MiningModel); ok && mining.Segmentation != nil {
		out.Method = word(mining.Segmentation.MultipleModelMethod)
	}
	if v := base.ModelVerification; v != nil && v.InlineTable != nil {
		out.VerificationRows = len(v.InlineTable.Rows)
	}
	return out
}

// modelSize counts what a model consists of, with the models inside it.
type modelSize struct {
	// Models are all models by type, the outermost among them; Levels is how
	// deep they stand inside each other.
	Models map[string]int `json:"models"`
	Levels int            `json:"levels"`
	// Segments are those of all ensembles.
	Segments int `json:"segments,omitempty"`
	// Trees, their nodes and leaves, and the steps from the root to the deepest leaf.
	Trees     int `json:"trees,omitempty"`
	Nodes     int `json:"nodes,omitempty"`
	Leaves    int `json:"leaves,omitempty"`
	TreeDepth int `json:"treeDepth,omitempty"`
	// Layers and Neurons are those of networks.
	Layers  int `json:"layers,omitempty"`
	Neurons int `json:"neurons,omitempty"`
	// Machines are those of support vector machine models, Vectors what their
	// dictionaries have.
	Machines int `json:"machines,omitempty"`
	Vectors  int `json:"vectors,omitempty"`
	// Parameters are the coefficients and intercepts of regressions and support
	// vector machines, the weights and biases of networks, and the counts and
	// moments of naive Bayes models.
	Parameters int `json:"parameters,omitempty"`
	// Characteristics and Attributes are those of scorecards.
	Characteristics int `json:"characteristics,omitempty"`
	Attributes      int `json:"attributes,omitempty"`
	// Clusters are those of cluster models, Instances the training instances of
	// nearest neighbor models.
	Clusters  int `json:"clusters,omitempty"`
	Instances int `json:"instances,omitempty"`
	// Rules are the simple rules of rule sets.
	Rules int `json:"rules,omitempty"`
	// Derived are the derived fields of the models' own transformations.
	Derived int `json:"derivedFields,omitempty"`
}

func sizeOf(m pmml.Model) *modelSize {
	s := &modelSize{Models: map[string]int{}}
	eachModel(m, 1, func(inner pmml.Model, level int) {
		s.Models[inner.ElementName()]++
		s.Levels = max(s.Levels, level)
		if t := inner.Base().LocalTransformations; t != nil {
			s.Derived += len(t.DerivedFields)
		}
		switch inner := inner.(type) {
		case *pmml.MiningModel:
			if inner.Segmentation != nil {
				s.Segments += len(inner.Segmentation.Segments)
			}
			for _, e := range inner.EmbeddedModels {
				s.embedded(e)
			}
		case *pmml.TreeModel:
			s.tree(inner.Node)
		case *pmml.RegressionModel:
			s.tables(inner.RegressionTables)
		case *pmml.GeneralRegressionModel:
			if inner.ParamMatrix != nil {
				s.Parameters += len(inner.ParamMatrix.PCells)
			}
		case *pmml.NeuralNetwork:
			s.network(inner)
		case *pmml.ClusteringModel:
			s.Clusters += len(inner.Clusters)
		case *pmml.NearestNeighborModel:
			if t := inner.TrainingInstances; t != nil && t.InlineTable != nil {
				s.Instances += len(t.InlineTable.Rows)
			}
		case *pmml.Scorecard:
			s.scorecard(inner)
		case *pmml.RuleSetModel:
			if inner.RuleSet != nil {
				s.rules(inner.RuleSet.Rules)
			}
		case *pmml.SupportVectorMachineModel:
			s.machines(inner)
		case *pmml.NaiveBayesModel:
			s.bayes(inner)
		}
	})
	return s
}

func (s *modelSize) embedded(m pmml.EmbeddedModel) {
	switch m := m.(type) {
	case *pmml.Regression:
		s.Models["Regression"]++
		s.tables(m.RegressionTables)
	case *pmml.DecisionTree:
		s.Models["DecisionTree"]++
		s.tree(m.Node)
	}
}

// tree counts nodes with a stack of its own: trees may be deep.
func (s *modelSize) tree(root *pmml.TreeNode) {
	if root == nil {
		return
	}
	type visit struct {
		node  *pmml.TreeNode
		depth int
	}
	s.Trees++
	stack := []visit{{root, 0}}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		s.Nodes++
		if len(v.node.Nodes) == 0 {
			s.Leaves++
			s.TreeDepth = max(s.TreeDepth, v.depth)
		}
		if v.node.EmbeddedModel != nil {
			s.embedded(v.node.EmbeddedModel)
		}
		for _, n := range slices.Backward(v.node.Nodes) {
			stack = append(stack, visit{n, v.depth + 1})
		}
	}
}

func (s *modelSize) tables(tables []*pmml.RegressionTable) {
	for _, t := range tables {
		s.Parameters += 1 + len(t.NumericPredictors) + len(t.CategoricalPredictors) + len(t.PredictorTerms)
	}
}

func (s *modelSize) network(m *pmml.NeuralNetwork) {
	s.Layers += len(m.NeuralLayers)
	for _, l := range m.NeuralLayers {
		s.Neurons += len(l.Neurons)
		for _, n := range l.Neurons {
			s.Parameters += len(n.Cons)
			if n.Bias.IsSet() {
				s.Parameters++
			}
		}
	}
}

func (s *modelSize) scorecard(m *pmml.Scorecard) {
	if m.Characteristics == nil {
		return
	}
	s.Characteristics += len(m.Characteristics.Characteristics)
	for _, c := range m.Characteristics.Characteristics {
		s.Attributes += len(c.Attributes)
	}
}

func (s *modelSize) rules(list []pmml.Rule) {
	for _, r := range list {
		if c, ok := r.(*pmml.CompoundRule); ok {
			s.rules(c.Rules)
		} else {
			s.Rules++
		}
	}
}

func (s *modelSize) machines(m *pmml.SupportVectorMachineModel) {
	s.Machines += len(m.SupportVectorMachines)
	if m.VectorDictionary != nil {
		s.Vectors += len(m.VectorDictionary.VectorInstances)
	}
	for _, k := range m.SupportVectorMachines {
		if k.Coefficients != nil {
			s.Parameters += 1 + len(k.Coefficients.Coefficients)
		}
	}
}

func (s *modelSize) bayes(m *pmml.NaiveBayesModel) {
	if m.BayesOutput != nil && m.BayesOutput.TargetValueCounts != nil {
		s.Parameters += len(m.BayesOutput.TargetValueCounts.TargetValueCounts)
	}
	if m.BayesInputs == nil {
		return
	}
	for _, in := range slices.Concat(m.BayesInputs.BayesInputs, m.BayesInputs.Extended) {
		for _, p := range in.PairCounts {
			if p.TargetValueCounts != nil {
				s.Parameters += len(p.TargetValueCounts.TargetValueCounts)
			}
		}
		if in.TargetValueStats == nil {
			continue
		}
		for _, t := range in.TargetValueStats.TargetValueStats {
			s.Parameters += 2
			if _, ok := t.Distribution.(*pmml.PoissonDistribution); ok {
				s.Parameters--
			}
		}
	}
}
