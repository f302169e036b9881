package scorecard

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel looks for attributes that no record reaches, and for what reason
// codes lack where nothing reports them: else that is an error.
func checkModel(c *check.Checker, m *pmml.Scorecard) {
	if m.Characteristics == nil {
		return
	}
	codes := m.UseReasonCodes.Or(true) && !reportsReasons(m)
	for _, ch := range m.Characteristics.Characteristics {
		if codes && !ch.BaselineScore.IsSet() && !m.BaselineScore.IsSet() {
			c.Warn(check.CodeReasonCodes, ch, "reason codes are used, and neither the Characteristic nor the Scorecard has a baselineScore: expected one, or useReasonCodes=false")
		}
		open := true
		for _, a := range ch.Attributes {
			if c.Ended() {
				return
			}
			if codes && !a.ReasonCode.IsSet() && !ch.ReasonCode.IsSet() {
				c.Warn(check.CodeReasonCodes, a, "reason codes are used, and neither the Attribute nor the Characteristic has a reasonCode: expected one, or useReasonCodes=false")
			}
			switch {
			case a.Predicate == nil:
			case !open:
				c.Warn(check.CodeUnreachableAttribute, a, "the Attribute never applies: one before it takes all records")
			case check.IsConstant(a.Predicate, false):
				c.Warn(check.CodeUnreachableAttribute, a, "the Attribute never applies: its predicate never holds")
			case check.IsConstant(a.Predicate, true):
				open = false
			}
		}
	}
}

// reportsReasons says whether the model's own output fields report reason codes.
func reportsReasons(m *pmml.Scorecard) bool {
	if m.Output == nil {
		return false
	}
	for _, f := range m.Output.OutputFields {
		if f.Feature == pmml.ResultFeatureReasonCode {
			return true
		}
	}
	return false
}
