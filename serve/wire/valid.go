package wire

import (
	"strconv"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Results are the outputs that are targets, and those that are not.
func (m *Model) Results() (targets, others []Field) {
	n := len(m.Engine.Targets())
	for _, f := range m.Outputs {
		if f.Index < n {
			targets = append(targets, f)
		} else {
			others = append(others, f)
		}
	}
	return targets, others
}

// Valid gives the field's valid values, and its ranges as [4.3, 7.9]; nil where all are
// valid.
func (f *Field) Valid() []string {
	var values []string
	for _, v := range f.Values {
		if v.Property == pmml.ValuePropertyValid {
			values = append(values, v.Value)
		}
	}
	for _, in := range f.Intervals {
		values = append(values, interval(in))
	}
	return values
}

// interval writes a range as [4.3, 7.9].
func interval(in evaluator.Interval) string {
	margins := map[pmml.Closure][2]string{
		pmml.ClosureOpenOpen: {"(", ")"}, pmml.ClosureOpenClosed: {"(", "]"}, pmml.ClosureClosedOpen: {"[", ")"}, pmml.ClosureClosedClosed: {"[", "]"},
	}[in.Closure]
	return margins[0] + margin(in.Left) + ", " + margin(in.Right) + margins[1]
}

func margin(v float64) string {
	switch text := strconv.FormatFloat(v, 'g', -1, 64); text {
	case "+Inf":
		return "INF"
	case "-Inf":
		return "-INF"
	default:
		return text
	}
}
