// Package models lists the model types that are scored.
package models

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/models/association"
	"github.com/gopmml/gopmml/models/clustering"
	"github.com/gopmml/gopmml/models/generalregression"
	"github.com/gopmml/gopmml/models/mining"
	"github.com/gopmml/gopmml/models/naivebayes"
	"github.com/gopmml/gopmml/models/nearestneighbor"
	"github.com/gopmml/gopmml/models/neuralnetwork"
	"github.com/gopmml/gopmml/models/regression"
	"github.com/gopmml/gopmml/models/ruleset"
	"github.com/gopmml/gopmml/models/scorecard"
	"github.com/gopmml/gopmml/models/svm"
	"github.com/gopmml/gopmml/models/tree"
	"github.com/gopmml/gopmml/pmml"
)

// All compiles every model type there is a package for.
type All struct{}

// Supports says whether there is a package for a model's type.
func (All) Supports(m pmml.Model) bool {
	switch m.(type) {
	case *pmml.TreeModel, *pmml.RegressionModel, *pmml.GeneralRegressionModel, *pmml.MiningModel, *pmml.NeuralNetwork,
		*pmml.Scorecard, *pmml.RuleSetModel, *pmml.SupportVectorMachineModel, *pmml.NaiveBayesModel, *pmml.AssociationModel,
		*pmml.ClusteringModel, *pmml.NearestNeighborModel:
		return true
	}
	return false
}

// Compile compiles a model in its own scope.
func (All) Compile(c *compile.Context, m pmml.Model) (program.Kernel, error) {
	switch m := m.(type) {
	case *pmml.TreeModel:
		return tree.Compile(c, m)
	case *pmml.RegressionModel:
		return regression.Compile(c, m)
	case *pmml.MiningModel:
		return mining.Compile(c, m)
	case *pmml.AssociationModel:
		return association.Compile(c, m)
	case *pmml.NeuralNetwork:
		return neuralnetwork.Compile(c, m)
	case *pmml.Scorecard:
		return scorecard.Compile(c, m)
	case *pmml.RuleSetModel:
		return ruleset.Compile(c, m)
	case *pmml.GeneralRegressionModel:
		return generalregression.Compile(c, m)
	case *pmml.SupportVectorMachineModel:
		return svm.Compile(c, m)
	case *pmml.NaiveBayesModel:
		return naivebayes.Compile(c, m)
	case *pmml.ClusteringModel:
		return clustering.Compile(c, m)
	case *pmml.NearestNeighborModel:
		return nearestneighbor.Compile(c, m)
	}
	return nil, c.Errorf(m, pmml.ErrUnsupported, "model type %s is not supported", m.ElementName())
}

// CompileEmbedded compiles a model embedded in another's scope.
func (All) CompileEmbedded(c *compile.Context, m pmml.EmbeddedModel) (program.Kernel, error) {
	switch m := m.(type) {
	case *pmml.Regression:
		return regression.CompileEmbedded(c, m)
	case *pmml.DecisionTree:
		return tree.CompileEmbedded(c, m)
	}
	return nil, c.Errorf(m, pmml.ErrUnsupported, "this embedded model is not supported")
}
