// Package models lists the model types that are scored.
package models

import (
	"github.com/gopmml/gopmml/internal/compile"
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
)

// All are the model types that are scored. No other place lists them. What a model
// consists of is told in this order.
var All = compile.Types{
	association.Type,
	mining.Type,
	tree.Type,
	neuralnetwork.Type,
	svm.Type,
	clustering.Type,
	nearestneighbor.Type,
	regression.Type,
	generalregression.Type,
	naivebayes.Type,
	scorecard.Type,
	ruleset.Type,
}
