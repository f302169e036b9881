package svm

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a SupportVectorMachineModel. The kernel changes nothing of
// its own (its working memory belongs to the frame), so any number of frames may
// run it at the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/SupportVectorMachine.html
func Compile(c *compile.Context, m *pmml.SupportVectorMachineModel) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionRegression, pmml.MiningFunctionClassification:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, regression or classification is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrUnsupported, "functionName=%q of a support vector machine is not supported: regression or classification is needed", m.FunctionName)
	}
	if c.Float32() {
		return compileModel[float32](c, m)
	}
	return compileModel[float64](c, m)
}

// compiler is the state of compiling one model.
type compiler[T real.Float] struct {
	c     *compile.Context
	m     *pmml.SupportVectorMachineModel
	model model[T]
	// instances are the vectors by id; places where those that machines use lie
	// among the compiled ones.
	instances map[string]*pmml.VectorInstance
	places    map[string]int32
	used      []*pmml.VectorInstance
	// broken says that some vector is at fault.
	broken bool
}

func compileModel[T real.Float](c *compile.Context, m *pmml.SupportVectorMachineModel) (program.Kernel, error) {
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	b := &compiler[T]{c: c, m: m, instances: map[string]*pmml.VectorInstance{}, places: map[string]int32{}}
	b.model.outcome = target.Outcome
	if err := b.fields(); err != nil {
		return nil, err
	}
	if !c.HasDefault(target) {
		b.missingInputs()
	}
	if err := b.kernel(); err != nil {
		return nil, err
	}
	if err := b.dictionary(); err != nil {
		return nil, err
	}
	if len(m.SupportVectorMachines) == 0 {
		return nil, c.Errorf(m, pmml.CodeCountMismatch, "no SupportVectorMachine was found, at least one is needed")
	}
	if b.plane() {
		err = b.planes()
	} else {
		err = b.machines()
	}
	if err != nil {
		return nil, err
	}
	b.model.scratch = c.NewScratch()
	k, err := b.decide(target)
	if err == nil && k != nil {
		c.Note(k, b.ids())
	}
	return k, err
}

// plane says whether machines are given by the coefficients of a plane.
func (b *compiler[T]) plane() bool {
	return b.m.SVMRepresentation == pmml.SVMRepresentationCoefficients
}

// fields compiles the dimensions of the vectors.
func (b *compiler[T]) fields() error {
	c := b.c
	if b.m.VectorDictionary == nil || b.m.VectorDictionary.VectorFields == nil {
		return c.Errorf(b.m, pmml.CodePartMissing, "VectorDictionary with VectorFields is missing, they say what the vectors consist of")
	}
	vf := b.m.VectorDictionary.VectorFields
	if len(vf.Fields) == 0 {
		return c.Errorf(vf, pmml.CodeCountMismatch, "no FieldRef or CategoricalPredictor was found, vectors need at least one")
	}
	if err := b.count(vf, "numberOfFields", vf.NumberOfFields, len(vf.Fields), "FieldRef and CategoricalPredictor elements"); err != nil {
		return err
	}
	for _, field := range vf.Fields {
		in, err := b.input(field)
		if err != nil {
			return err
		}
		b.model.inputs = append(b.model.inputs, in)
	}
	return nil
}

// missingInputs makes the faults of records without one of the inputs.
func (b *compiler[T]) missingInputs() {
	b.model.missing = make([]program.Fault, len(b.model.inputs))
	for i, field := range b.m.VectorDictionary.VectorFields.Fields {
		name := ""
		switch field := field.(type) {
		case *pmml.FieldRef:
			name = field.Field
		case *pmml.CategoricalPredictor:
			name = field.Name
		}
		b.model.missing[i] = program.Fault{Field: name, Code: program.FaultMissing, Detail: "the value is missing, which a support vector machine needs", Pos: field.Position()}
	}
}

func (b *compiler[T]) input(field pmml.VectorField) (input, error) {
	c := b.c
	in := input{otherwise: program.Missing}
	switch field := field.(type) {
	case *pmml.FieldRef:
		f, err := c.Number(field.Field, field)
		if err != nil {
			return in, err
		}
		in.slot = f.Slot
		if text, ok := field.MapMissingTo.Get(); ok {
			in.otherwise, err = c.Constant(text, pmml.DataTypeDouble, field)
		}
		return in, err
	case *pmml.CategoricalPredictor:
		f, err := c.Field(field.Name, field)
		if err != nil {
			return in, err
		}
		if f.List {
			return in, c.Errorf(field, pmml.CodeFieldType, "field %q is a collection, a single value is needed", field.Name)
		}
		in.slot, in.indicator, in.coefficient = f.Slot, true, field.Coefficient
		if err := b.finite(field, "coefficient", field.Coefficient); err != nil {
			return in, err
		}
		in.value, err = c.Constant(field.Value, f.Type, field)
		return in, err
	}
	return in, c.Errorf(b.m.VectorDictionary.VectorFields, pmml.CodePartMissing, "a dimension is missing: FieldRef or CategoricalPredictor is needed")
}

// count holds a count that the document gives to what it contains.
func (b *compiler[T]) count(at pmml.Node, attribute string, given pmml.Optional[int], found int, what string) error {
	n, ok := given.Get()
	if !ok || n == found {
		return nil
	}
	return b.c.Keep(b.c.Errorf(at, pmml.CodeCountMismatch, "%s=\"%d\" does not agree with the document, which has %d %s", attribute, n, found, what))
}

// planes compiles machines with svmRepresentation="Coefficients".
func (b *compiler[T]) planes() error {
	c := b.c
	if _, ok := b.m.Kernel.(*pmml.LinearKernelType); !ok && b.m.Kernel != nil {
		if err := c.Keep(c.Errorf(b.m.Kernel, pmml.ErrInvalid, "svmRepresentation=\"Coefficients\" needs LinearKernelType: only there are the machines planes")); err != nil {
			return err
		}
	}
	for _, s := range b.m.SupportVectorMachines {
		if s.SupportVectors != nil {
			if err := c.Keep(c.Errorf(s.SupportVectors, pmml.ErrInvalid, "SupportVectors was found, svmRepresentation=\"Coefficients\" has none")); err != nil {
				return err
			}
		}
		k, err := b.coefficients(s, len(b.model.inputs), "fields")
		if err != nil {
			return err
		}
		b.model.machines = append(b.model.machines, k)
	}
	return nil
}

// machines compiles machines that are given by support vectors.
func (b *compiler[T]) machines() error {
	for _, s := range b.m.SupportVectorMachines {
		k, err := b.machine(s)
		if err != nil {
			return err
		}
		b.model.machines = append(b.model.machines, k)
	}
	b.model.vectors = &vectors[T]{n: len(b.used)}
	return b.lay()
}

func (b *compiler[T]) machine(s *pmml.SupportVectorMachine) (machine[T], error) {
	c := b.c
	sv := s.SupportVectors
	if sv == nil || len(sv.SupportVectors) == 0 {
		at := pmml.Node(s)
		if sv != nil {
			at = sv
		}
		return machine[T]{}, c.Keep(c.Errorf(at, pmml.CodeCountMismatch, "no SupportVector was found, svmRepresentation=\"SupportVectors\" needs at least one"))
	}
	if err := b.count(sv, "numberOfSupportVectors", sv.NumberOfSupportVectors, len(sv.SupportVectors), "SupportVector elements"); err != nil {
		return machine[T]{}, err
	}
	if err := b.count(sv, "numberOfAttributes", sv.NumberOfAttributes, len(b.model.inputs), "vector fields"); err != nil {
		return machine[T]{}, err
	}
	k, err := b.coefficients(s, len(sv.SupportVectors), "support vectors")
	if err != nil {
		return k, err
	}
	k.vectors = make([]int32, 0, len(sv.SupportVectors))
	inOrder := true
	for i := range sv.SupportVectors {
		if err := c.Next(); err != nil {
			return k, err
		}
		v := &sv.SupportVectors[i]
		instance, ok := b.instances[v.VectorID]
		if !ok {
			if err := c.Keep(c.Errorf(v, pmml.CodeNameUnknown, "vectorId=%q is not the id of a VectorInstance", v.VectorID)); err != nil {
				return k, err
			}
			continue
		}
		at, ok := b.places[v.VectorID]
		if !ok {
			at = int32(len(b.used))
			b.places[v.VectorID] = at
			b.used = append(b.used, instance)
		}
		inOrder = inOrder && at == int32(i)
		k.vectors = append(k.vectors, at)
	}
	if inOrder {
		k.vectors = nil
	}
	return k, nil
}

// coefficients compiles a machine's coefficients, of which there must be n.
func (b *compiler[T]) coefficients(s *pmml.SupportVectorMachine, n int, what string) (machine[T], error) {
	k := machine[T]{pos: s.Pos}
	if s.Coefficients == nil {
		return k, b.c.Errorf(s, pmml.CodePartMissing, "Coefficients is missing")
	}
	list := s.Coefficients.Coefficients
	if err := b.count(s.Coefficients, "numberOfCoefficients", s.Coefficients.NumberOfCoefficients, len(list), "Coefficient elements"); err != nil {
		return k, err
	}
	if len(list) != n {
		if err := b.c.Keep(b.c.Errorf(s.Coefficients, pmml.CodeCountMismatch, "%d Coefficient elements were found, the %d %s need one each", len(list), n, what)); err != nil {
			return k, err
		}
	}
	k.coefficients = make([]T, len(list))
	for i := range list {
		if err := b.c.Next(); err != nil {
			return k, err
		}
		v := list[i].Value.Or(0)
		if err := b.finite(&list[i], "value", v); err != nil {
			return k, err
		}
		k.coefficients[i] = T(v)
	}
	v := s.Coefficients.AbsoluteValue.Or(0)
	k.intercept = T(v)
	return k, b.finite(s.Coefficients, "absoluteValue", v)
}

// finite refuses an attribute that is no finite number: no machine has a value
// with it.
func (b *compiler[T]) finite(at pmml.Node, attribute string, v float64) error {
	if program.Finite(v) {
		return nil
	}
	return b.c.Keep(b.c.Errorf(at, pmml.CodeOutOfRange, "%s=%v is not a finite number", attribute, v))
}

// ids gives the ids of the compiled vectors, for explanations.
func (b *compiler[T]) ids() []string {
	ids := make([]string, len(b.used))
	for i, v := range b.used {
		ids[i] = v.ID
	}
	return ids
}
