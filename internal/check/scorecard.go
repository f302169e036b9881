package check

import "github.com/gopmml/gopmml/pmml"

// scorecard looks for attributes that no record reaches, and for what reason
// codes lack where nothing reports them: else that is an error.
func (c *checker) scorecard(m *pmml.Scorecard) {
	if m.Characteristics == nil {
		return
	}
	codes := m.UseReasonCodes.Or(true) && !reportsReasons(m)
	for _, ch := range m.Characteristics.Characteristics {
		if codes && !ch.BaselineScore.IsSet() && !m.BaselineScore.IsSet() {
			c.warn(CodeReasonCodes, ch, "reason codes are used, and neither the Characteristic nor the Scorecard has a baselineScore: expected one, or useReasonCodes=false")
		}
		open := true
		for _, a := range ch.Attributes {
			if codes && !a.ReasonCode.IsSet() && !ch.ReasonCode.IsSet() {
				c.warn(CodeReasonCodes, a, "reason codes are used, and neither the Attribute nor the Characteristic has a reasonCode: expected one, or useReasonCodes=false")
			}
			switch {
			case a.Predicate == nil:
			case !open:
				c.warn(CodeUnreachableAttribute, a, "the Attribute never applies: one before it takes all records")
			case isConstant(a.Predicate, false):
				c.warn(CodeUnreachableAttribute, a, "the Attribute never applies: its predicate never holds")
			case isConstant(a.Predicate, true):
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
