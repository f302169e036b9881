package scorecard

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a Scorecard. The kernel changes nothing of its own, so any
// number of frames may run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/Scorecard.html
func Compile(c *compile.Context, m *pmml.Scorecard) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionRegression:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, regression is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrInvalid, "functionName=%q is not one that a Scorecard has: regression is needed", m.FunctionName)
	}
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	if m.Characteristics == nil {
		return nil, c.Errorf(m, pmml.CodePartMissing, "a Scorecard needs Characteristics")
	}
	if len(m.Characteristics.Characteristics) == 0 {
		return nil, c.Errorf(m.Characteristics, pmml.CodeCountMismatch, "no Characteristic was found, at least one is needed")
	}
	k := &card{outcome: target.Outcome, initial: m.InitialScore.Or(0), float: c.Float32(), above: m.ReasonCodeAlgorithm == pmml.ReasonCodeAlgorithmPointsAbove}
	codes := &codes{index: map[string]int32{}}
	names := make([]string, len(m.Characteristics.Characteristics))
	for i, ch := range m.Characteristics.Characteristics {
		out, err := compileCharacteristic(c, m, ch, codes)
		if err != nil {
			return nil, err
		}
		names[i] = ch.Name.Or("")
		k.characteristics = append(k.characteristics, out)
	}
	k.codes = len(codes.list)
	kernel := program.Kernel(k)
	if c.Decimal() {
		kernel = newDecimalCard(k)
	}
	c.Note(k, &notes{names: names, codes: codes.list, reasons: m.UseReasonCodes.Or(true) && len(codes.lacks) == 0})
	giveReasons(c, m, target, k, codes)
	return kernel, nil
}

// giveReasons lets output fields report reason codes. They need what the
// standard needs only for them; a score alone can do without.
func giveReasons(c *compile.Context, m *pmml.Scorecard, target *compile.Target, k *card, codes *codes) {
	if !m.UseReasonCodes.Or(true) {
		target.Features = func(o *pmml.OutputField, feature pmml.ResultFeature, _ int) (program.Typed, bool, error) {
			if feature != pmml.ResultFeatureReasonCode {
				return program.Typed{}, false, nil
			}
			return program.Typed{}, true, c.Lacks(o, pmml.ErrInvalid, "feature=reasonCode needs reason codes, and the Scorecard has none (useReasonCodes=false)")
		}
		return
	}
	target.GiveReasons(&compile.Reasons{Codes: codes.list, Rank: func() error {
		for _, lack := range codes.lacks {
			if err := c.Keep(lack); err != nil {
				return err
			}
		}
		if !k.ranked {
			k.ranked, k.scratch = true, c.NewScratch()
		}
		return nil
	}})
}

// codes collects the reason codes of a Scorecard.
type codes struct {
	list  []string
	index map[string]int32
	// lacks says what reason codes need and the document does not have.
	lacks []error
}

// noCode is the index of an Attribute that has no reason code.
const noCode = -1

func (s *codes) add(code string) int32 {
	i, ok := s.index[code]
	if !ok {
		i = int32(len(s.list))
		s.index[code] = i
		s.list = append(s.list, code)
	}
	return i
}

func compileCharacteristic(c *compile.Context, m *pmml.Scorecard, ch *pmml.Characteristic, codes *codes) (characteristic, error) {
	out := characteristic{
		baseline: ch.BaselineScore.Or(m.BaselineScore.Or(program.Missing)),
		fault:    &program.Fault{Pos: ch.Pos, Detail: "no Attribute of " + described(ch) + " applies to the record, so there is no score"},
	}
	if len(ch.Attributes) == 0 {
		return out, c.Keep(c.Errorf(ch, pmml.CodeCountMismatch, "no Attribute was found, at least one is needed"))
	}
	if program.IsMissing(out.baseline) && m.UseReasonCodes.Or(true) {
		codes.lacks = append(codes.lacks, c.Errorf(ch, pmml.CodePartMissing, "a baselineScore is needed here or in the Scorecard, as an output field reports reason codes"))
	}
	for _, a := range ch.Attributes {
		at, err := compileAttribute(c, a)
		if err != nil {
			return out, err
		}
		code, ok := a.ReasonCode.Get()
		if !ok {
			code, ok = ch.ReasonCode.Get()
		}
		at.code = noCode
		if ok {
			at.code = codes.add(code)
		} else if m.UseReasonCodes.Or(true) {
			codes.lacks = append(codes.lacks, c.Errorf(a, pmml.CodePartMissing, "a reasonCode is needed here or in the Characteristic, as an output field reports reason codes"))
		}
		out.attributes = append(out.attributes, at)
	}
	out.bins = newBins(out.attributes)
	return out, nil
}

// described names a characteristic in an error.
func described(ch *pmml.Characteristic) string {
	if name, ok := ch.Name.Get(); ok {
		return "characteristic \"" + name + "\""
	}
	return "the characteristic"
}

// compileAttribute compiles an Attribute but for its reason code. A
// ComplexPartialScore comes before a partialScore, as the standard says.
func compileAttribute(c *compile.Context, a *pmml.ScorecardAttribute) (attribute, error) {
	out := attribute{predicate: &program.Always{}}
	if a.Predicate == nil {
		return out, c.Keep(c.Errorf(a, pmml.CodePartMissing, "an Attribute needs a predicate"))
	}
	var err error
	if out.predicate, err = c.Predicate(a.Predicate); err != nil {
		return out, err
	}
	score, ok := a.PartialScore.Get()
	switch {
	case a.ComplexPartialScore != nil:
		out.complex, err = complexScore(c, a.ComplexPartialScore)
		out.fault = &program.Fault{Pos: a.ComplexPartialScore.Pos, Detail: "the ComplexPartialScore has no value, so there is no score"}
	case ok:
		if out.score = score; c.Float32() {
			out.score = float64(float32(score))
		}
	default:
		err = c.Errorf(a, pmml.CodePartMissing, "an Attribute needs a partialScore or a ComplexPartialScore")
	}
	return out, c.Keep(err)
}

// complexScore compiles the expression of a partial score.
func complexScore(c *compile.Context, s *pmml.ComplexPartialScore) (program.Expr, error) {
	if s.Expression == nil {
		return nil, c.Errorf(s, pmml.CodePartMissing, "a ComplexPartialScore needs an expression")
	}
	t, err := c.Expression(s.Expression)
	switch {
	case err != nil:
		return nil, err
	case t.List:
		return nil, c.Errorf(s, pmml.CodeFieldType, "the expression gives a collection, where a number is needed")
	case program.IsNumeric(t.Type), t.Type == pmml.DataTypeBoolean, program.IsCount(t.Type):
		return t.Expr, nil
	}
	return nil, c.Errorf(s, pmml.CodeFieldType, "the expression is of type %s, where a number is needed", t.Type)
}
