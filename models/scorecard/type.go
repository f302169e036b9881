package scorecard

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/pmml"
)

// Type is the model type.
var Type = compile.ModelType[*pmml.Scorecard]{
	Compile: Compile,
	Counts: []compile.Counted{
		{Key: "characteristics", One: "characteristic", Many: "characteristics"}, {Key: "attributes", One: "attribute", Many: "attributes"},
	},
	Count: func(s *compile.Size, m *pmml.Scorecard) {
		if m.Characteristics == nil {
			return
		}
		s.Add("characteristics", len(m.Characteristics.Characteristics))
		for _, c := range m.Characteristics.Characteristics {
			s.Add("attributes", len(c.Attributes))
		}
	},
	Check: checkModel,
}
