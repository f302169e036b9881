package generalregression

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a GeneralRegressionModel. The kernel reads fields and changes
// nothing of its own, so any number of frames may run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/GeneralRegression.html
func Compile(c *compile.Context, m *pmml.GeneralRegressionModel) (program.Kernel, error) {
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	b := &compiler{Context: c, m: m, target: target}
	if name, ok := m.TargetVariableName.Get(); ok && target.Name != "" && name != target.Name {
		err := c.Errorf(m, pmml.ErrInvalid, "targetVariableName is %q, but the MiningSchema's target is %q", name, target.Name)
		if err = c.Keep(err); err != nil {
			return nil, err
		}
	}
	for _, read := range []func() error{b.attributes, b.readParameters, b.readPredictors, b.readCategories, b.readPPMatrix, b.readCovariances, b.readParamMatrix} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	kernel, err := b.kernel()
	if err != nil {
		return nil, err
	}
	target.Features = b.feature
	return kernel, nil
}

// compiler is a model on its way to a kernel.
type compiler struct {
	*compile.Context
	m      *pmml.GeneralRegressionModel
	target *compile.Target

	parameters map[string]*pmml.Parameter
	predictors map[string]*predictor
	// categories are those of the target in the order of the model: the one that
	// the others are measured against comes last. It is nil for a number.
	categories []targetCategory
	// cells are the PPMatrix by the target category that they are for, "" for
	// those that name none, and by parameter.
	cells map[string]map[string][]*pmml.PPCell
	// betas are the ParamMatrix by target category, "" for those that name none.
	betas map[string][]*pmml.PCell
	// equations are the linear predictors that the kernel computes, with what
	// their numbers come from.
	equations []*equation
	// response is the kernel as standard errors see it, nil where it has none.
	response    response
	covariances []covariance
}

// targetCategory is a category that the model predicts.
type targetCategory struct {
	text  string
	index int
	cell  float64
}

// kernel compiles what the modelType computes.
func (b *compiler) kernel() (program.Kernel, error) {
	if b.m.FunctionName == pmml.MiningFunctionClassification {
		if b.m.ModelType == pmml.GeneralRegressionModelTypeOrdinalMultinomial {
			return b.ordinal()
		}
		return b.classifier()
	}
	if b.m.ModelType == pmml.GeneralRegressionModelTypeCoxRegression {
		return b.cox()
	}
	return b.number()
}

// attributes checks that the model's attributes go together.
func (b *compiler) attributes() error {
	m := b.m
	function := pmml.MiningFunctionRegression
	switch m.ModelType {
	case pmml.GeneralRegressionModelTypeMultinomialLogistic, pmml.GeneralRegressionModelTypeOrdinalMultinomial:
		function = pmml.MiningFunctionClassification
	case pmml.GeneralRegressionModelTypeGeneralizedLinear:
		if m.FunctionName == pmml.MiningFunctionClassification {
			function = pmml.MiningFunctionClassification
		}
	case 0:
		return b.Errorf(m, pmml.CodePartMissing, "modelType is missing")
	}
	switch m.FunctionName {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionClassification:
		if m.FunctionName != function {
			return b.Errorf(m, pmml.ErrInvalid, "functionName=%q does not go with modelType=%q, which needs %s", m.FunctionName, m.ModelType, function)
		}
	case 0:
		return b.Errorf(m, pmml.CodePartMissing, "functionName is missing, regression or classification is needed")
	default:
		return b.Errorf(m, pmml.ErrUnsupported, "functionName=%q is not one that a general regression has: regression or classification is needed", m.FunctionName)
	}
	for _, check := range []func() error{b.variables, b.offsetAttributes, b.trialsAttributes, b.linkAttributes, b.timeAttributes} {
		if err := b.Keep(check()); err != nil {
			return err
		}
	}
	return nil
}

// offsetAttributes checks offsetVariable and offsetValue.
func (b *compiler) offsetAttributes() error {
	m := b.m
	name := "offsetVariable"
	switch {
	case m.OffsetVariable.IsSet() && m.OffsetValue.IsSet():
		return b.Errorf(m, pmml.ErrInvalid, "offsetVariable and offsetValue are both there, a model has one of them")
	case !program.Finite(m.OffsetValue.Or(0)):
		return b.Errorf(m, pmml.CodeOutOfRange, "offsetValue=%v is not a finite number", m.OffsetValue.Or(0))
	case m.OffsetValue.IsSet():
		name = "offsetValue"
	case !m.OffsetVariable.IsSet():
		return nil
	}
	switch m.ModelType {
	case pmml.GeneralRegressionModelTypeGeneralizedLinear, pmml.GeneralRegressionModelTypeMultinomialLogistic, pmml.GeneralRegressionModelTypeOrdinalMultinomial:
		return nil
	}
	return b.Errorf(m, pmml.ErrInvalid, "%s has no meaning for modelType=%q: generalizedLinear, multinomialLogistic or ordinalMultinomial is needed", name, m.ModelType)
}

// trialsAttributes checks trialsVariable and trialsValue.
func (b *compiler) trialsAttributes() error {
	m := b.m
	n, ok := m.TrialsValue.Get()
	name := "trialsVariable"
	switch {
	case ok && m.TrialsVariable.IsSet():
		return b.Errorf(m, pmml.ErrInvalid, "trialsVariable and trialsValue are both there, a model has one of them")
	case ok && n < 1:
		return b.Errorf(m, pmml.CodeOutOfRange, "trialsValue=%d is not a number of trials, at least 1 is needed", n)
	case ok:
		name = "trialsValue"
	case !m.TrialsVariable.IsSet():
		return nil
	}
	if m.ModelType != pmml.GeneralRegressionModelTypeGeneralizedLinear {
		return b.Errorf(m, pmml.ErrInvalid, "%s has no meaning for modelType=%q: generalizedLinear is needed", name, m.ModelType)
	}
	return nil
}

// linkAttributes refuses a link that the modelType does not have, as the model
// would not mean what it says.
func (b *compiler) linkAttributes() error {
	m := b.m
	if l := m.CumulativeLink; l != 0 && m.ModelType != pmml.GeneralRegressionModelTypeOrdinalMultinomial {
		return b.Errorf(m, pmml.ErrInvalid, "cumulativeLink=%q has no meaning for modelType=%q: ordinalMultinomial is needed", l, m.ModelType)
	}
	own := pmml.LinkFunctionIdentity
	switch m.ModelType {
	case pmml.GeneralRegressionModelTypeGeneralizedLinear:
		return nil
	case pmml.GeneralRegressionModelTypeMultinomialLogistic:
		own = pmml.LinkFunctionLogit
	case pmml.GeneralRegressionModelTypeCoxRegression:
		own = pmml.LinkFunctionLog
	case pmml.GeneralRegressionModelTypeOrdinalMultinomial:
		own = 0
		if m.LinkFunction.String() == m.CumulativeLink.String() {
			return nil
		}
	}
	if l := m.LinkFunction; l != 0 && l != own {
		return b.Errorf(m, pmml.ErrInvalid, "linkFunction=%q has no meaning for modelType=%q: generalizedLinear is needed", l, m.ModelType)
	}
	return nil
}

// variables checks that the fields exist which attributes name. Some of them
// are read; others say what the model was trained with.
func (b *compiler) variables() error {
	m := b.m
	for _, a := range []struct {
		name  string
		field pmml.Optional[string]
	}{
		{"offsetVariable", m.OffsetVariable},
		{"trialsVariable", m.TrialsVariable},
		{"endTimeVariable", m.EndTimeVariable},
		{"startTimeVariable", m.StartTimeVariable},
		{"subjectIDVariable", m.SubjectIDVariable},
		{"statusVariable", m.StatusVariable},
		{"baselineStrataVariable", m.BaselineStrataVariable},
	} {
		if field, ok := a.field.Get(); ok && !b.Declared(field) {
			if err := b.Keep(b.Errorf(m, pmml.CodeNameUnknown, "%s: there is no field %q", a.name, field)); err != nil {
				return err
			}
		}
	}
	return nil
}

// variable resolves the field that an attribute names, nil where there is none or
// [compiler.variables] has refused it.
func (b *compiler) variable(name pmml.Optional[string]) (*compile.Field, error) {
	field, ok := name.Get()
	if !ok || !b.Declared(field) {
		return nil, nil
	}
	return b.Number(field, b.m)
}

// lacking makes the fault of a record without a value that the model's attributes
// ask for; nil where the prediction is missing then, as Targets has a default
// for it.
func (b *compiler) lacking(name pmml.Optional[string], what string) *program.Fault {
	if b.HasDefault(b.target) {
		return nil
	}
	return &program.Fault{Field: name.Or(""), Code: program.FaultMissing, Detail: "the value is missing, which the model needs as " + what, Pos: b.m.Pos}
}

// timeAttributes checks that only a Cox regression has a time and a baseline. The
// other attributes about time, and the events, say what the model was trained
// with, and change no prediction.
func (b *compiler) timeAttributes() error {
	m := b.m
	cox := m.ModelType == pmml.GeneralRegressionModelTypeCoxRegression
	for _, a := range []struct {
		name  string
		field pmml.Optional[string]
	}{
		{"endTimeVariable", m.EndTimeVariable},
		{"baselineStrataVariable", m.BaselineStrataVariable},
	} {
		if !a.field.IsSet() || cox {
			continue
		}
		if err := b.Keep(b.Errorf(m, pmml.ErrInvalid, "%s has no meaning for modelType=%q: CoxRegression is needed", a.name, m.ModelType)); err != nil {
			return err
		}
	}
	if !cox && m.BaseCumHazardTables != nil {
		return b.Errorf(m.BaseCumHazardTables, pmml.ErrInvalid, "a baseline hazard has no meaning for modelType=%q: CoxRegression is needed", m.ModelType)
	}
	return nil
}
