package association

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.AssociationModel]{Compile: Compile, Check: checkModel}
