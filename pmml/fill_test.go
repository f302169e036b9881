package pmml_test

import (
	"fmt"
	"reflect"

	"github.com/beevik/etree"
	"github.com/gopmml/gopmml/pmml"
)

// filler builds trees in which every element and attribute stands that can, by
// walking over the types. What the types do not say stands in exceptions.
type filler struct {
	// types are those of interfaces, by the interface's type.
	types map[reflect.Type][]reflect.Type
	next  map[reflect.Type]int // which of them comes next
	count int
	// schema leaves out what the schema of 4.4 does not have.
	schema bool
	open   []reflect.Type
	filled map[reflect.Type]bool
}

func newFiller(schema bool) *filler {
	f := &filler{types: map[reflect.Type][]reflect.Type{}, next: map[reflect.Type]int{}, schema: schema, filled: map[reflect.Type]bool{}}
	add := func(of any, list ...any) {
		t := reflect.TypeOf(of).Elem()
		for _, x := range list {
			f.types[t] = append(f.types[t], reflect.TypeOf(x))
		}
	}
	add((*pmml.Expression)(nil), &pmml.Constant{}, &pmml.FieldRef{}, &pmml.NormContinuous{}, &pmml.NormDiscrete{}, &pmml.Discretize{},
		&pmml.MapValues{}, &pmml.TextIndex{}, &pmml.Apply{}, &pmml.Aggregate{}, &pmml.Lag{})
	if !schema {
		add((*pmml.Expression)(nil), &pmml.ErrorExpression{})
	}
	add((*pmml.Predicate)(nil), &pmml.SimplePredicate{}, &pmml.SimpleSetPredicate{}, &pmml.CompoundPredicate{}, &pmml.True{}, &pmml.False{})
	add((*pmml.EmbeddedModel)(nil), &pmml.Regression{}, &pmml.DecisionTree{})
	add((*pmml.Model)(nil), models()...)
	add((*pmml.Measure)(nil), &pmml.Euclidean{}, &pmml.SquaredEuclidean{}, &pmml.Chebychev{}, &pmml.CityBlock{}, &pmml.Minkowski{},
		&pmml.SimpleMatching{}, &pmml.Jaccard{}, &pmml.Tanimoto{}, &pmml.BinarySimilarity{})
	add((*pmml.ContinuousDistributionType)(nil), &pmml.AnyDistribution{}, &pmml.GaussianDistribution{}, &pmml.PoissonDistribution{}, &pmml.UniformDistribution{})
	add((*pmml.BaselineDistribution)(nil), &pmml.AnyDistribution{}, &pmml.CountTable{}, &pmml.NormalizedCountTable{})
	add((*pmml.BayesianNetworkNode)(nil), &pmml.DiscreteNode{}, &pmml.ContinuousNode{})
	add((*pmml.DistributionForBN)(nil), &pmml.TriangularDistributionForBN{}, &pmml.NormalDistributionForBN{}, &pmml.LognormalDistributionForBN{}, &pmml.UniformDistributionForBN{})
	add((*pmml.GaussianProcessKernel)(nil), &pmml.RadialBasisKernel{}, &pmml.ARDSquaredExponentialKernel{}, &pmml.AbsoluteExponentialKernel{}, &pmml.GeneralizedExponentialKernel{})
	add((*pmml.KernelType)(nil), &pmml.LinearKernelType{}, &pmml.PolynomialKernelType{}, &pmml.RadialBasisKernelType{}, &pmml.SigmoidKernelType{})
	add((*pmml.MaximumLikelihoodState)(nil), &pmml.KalmanState{}, &pmml.ThetaRecursionState{})
	add((*pmml.Rule)(nil), &pmml.SimpleRule{}, &pmml.CompoundRule{})
	add((*pmml.Vector)(nil), &pmml.NumArray{}, &pmml.RealSparseArray{})
	add((*pmml.VectorField)(nil), &pmml.FieldRef{}, &pmml.CategoricalPredictor{})
	return f
}

// models gives one empty model of each type.
func models() []any {
	return []any{
		&pmml.AnomalyDetectionModel{}, &pmml.AssociationModel{}, &pmml.BaselineModel{}, &pmml.BayesianNetworkModel{}, &pmml.ClusteringModel{},
		&pmml.GaussianProcessModel{}, &pmml.GeneralRegressionModel{}, &pmml.MiningModel{}, &pmml.NaiveBayesModel{}, &pmml.NearestNeighborModel{},
		&pmml.NeuralNetwork{}, &pmml.RegressionModel{}, &pmml.RuleSetModel{}, &pmml.Scorecard{}, &pmml.SequenceModel{}, &pmml.SupportVectorMachineModel{},
		&pmml.TextModel{}, &pmml.TimeSeriesModel{}, &pmml.TreeModel{},
	}
}

// document builds a document of some models of one type.
func (f *filler) document(model reflect.Type) *pmml.Document {
	doc := &pmml.Document{Version: pmml.V4_4}
	v := reflect.ValueOf(doc).Elem()
	for i := range v.NumField() {
		switch name := v.Type().Field(i).Name; name {
		case "Header", "DataDictionary", "TransformationDictionary":
			f.fill(v.Field(i), name)
		}
	}
	for range 10 {
		m := reflect.New(model.Elem())
		f.fillStruct(m.Elem())
		doc.Models = append(doc.Models, m.Interface().(pmml.Model))
	}
	return doc
}

func (f *filler) text() string {
	f.count++
	return fmt.Sprintf("t%d <&>\"'é\n\t", f.count)
}

func (f *filler) fill(v reflect.Value, field string) {
	switch v.Interface().(type) {
	case pmml.Pos:
		return
	case *pmml.Vendor:
		if !f.schema {
			f.count++
			if f.count%3 == 0 {
				v.Set(reflect.ValueOf(vendor(f.count)))
			}
		}
		return
	case *etree.Element:
		return
	case pmml.Optional[string]:
		v.Set(reflect.ValueOf(pmml.Some(f.text())))
		return
	case pmml.Optional[float64]:
		v.Set(reflect.ValueOf(pmml.Some(f.number())))
		return
	case pmml.Optional[int]:
		f.count++
		v.Set(reflect.ValueOf(pmml.Some(f.count)))
		return
	case pmml.Optional[bool]:
		f.count++
		v.Set(reflect.ValueOf(pmml.Some(f.count%2 == 0)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(f.text())
	case reflect.Int:
		f.count++
		v.SetInt(int64(f.count))
	case reflect.Float64:
		v.SetFloat(f.number())
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Struct:
		f.fillStruct(v)
	case reflect.Pointer:
		if f.tooDeep(v.Type()) {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		f.fillStruct(v.Elem())
	case reflect.Interface:
		list := f.types[v.Type()]
		if len(list) == 0 {
			panic("no types known for " + v.Type().String())
		}
		var t reflect.Type
		for range list {
			if t = list[f.next[v.Type()]%len(list)]; !f.tooDeep(t) {
				break
			}
			f.next[v.Type()]++
		}
		f.next[v.Type()]++
		p := reflect.New(t.Elem())
		f.fillStruct(p.Elem())
		v.Set(p)
	case reflect.Slice:
		n := 2
		if v.Type() == reflect.TypeOf([]*pmml.AnovaRow(nil)) {
			n = 3 // Model, Error and Total
		}
		for range n {
			e := reflect.New(v.Type().Elem()).Elem()
			if e.Kind() == reflect.Pointer && f.tooDeep(e.Type()) {
				return
			}
			f.fill(e, field)
			v.Set(reflect.Append(v, e))
		}
	default:
		panic("the filler knows no " + v.Type().String())
	}
}

// tooDeep keeps trees finite: what may leave them out is left out where a type
// stands inside itself twice, or the tree is deep.
func (f *filler) tooDeep(t reflect.Type) bool {
	n := 0
	for _, o := range f.open {
		if o == t.Elem() {
			n++
		}
	}
	return n > 0 && !isLeaf(t.Elem()) || len(f.open) > 12 && !isLeaf(t.Elem())
}

// isLeaf says whether a type's nodes hold no others.
func isLeaf(t reflect.Type) bool {
	for i := range t.NumField() {
		switch t.Field(i).Type.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Slice:
			return false
		}
	}
	return true
}

func (f *filler) number() float64 {
	f.count++
	if f.schema {
		return float64(f.count%1000) / 1000
	}
	return float64(f.count) * 1e-7
}

func (f *filler) fillStruct(v reflect.Value) {
	f.filled[v.Type()] = true
	f.open = append(f.open, v.Type())
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if f.schema && isOld(v.Type().Name(), sf.Name) {
			continue
		}
		f.fill(v.Field(i), sf.Name)
	}
	f.open = f.open[:len(f.open)-1]
	f.mend(v)
}

// isOld names what 4.4 has no more, and what vendors added.
func isOld(node, field string) bool {
	switch node + "." + field {
	case "ModelBase.MathContext", "DerivedField.Intervals", "NormDiscrete.Method", "DefineFunction.DerivedFields", "TextIndex.WordRE",
		"TextIndexNormalization.WordRE", "Segmentation.LocalTransformations", "NeuralNetwork.Leakage", "NeuralLayer.Leakage", "OutputField.ReportField",
		"ClusteringModel.CenterFields", "SupportVectorMachineModel.AlternateBinaryTargetCategory", "TimeSeries.TimeExceptions",
		"SequenceModel.MinimumSupport", "SequenceModel.MinimumConfidence", "SequenceModel.LengthLimit", "SequenceModel.NumberOfItems",
		"SequenceModel.NumberOfSets", "SequenceModel.NumberOfSequences", "SequenceModel.NumberOfRules", "SequenceModel.TimeWindowWidth",
		"SequenceModel.MinimumTime", "SequenceModel.MaximumTime", "Level.QuadraticSmoothedValue", "Level.CubicSmoothedValue", "BayesInputs.Extended":
		return true
	}
	return false
}

// mend makes right what the types do not say.
func (f *filler) mend(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *pmml.Array:
		x.Type = pmml.ArrayType(1 + f.count%3)
		x.Values = []string{"1", "2"}
		if x.Type == pmml.ArrayTypeString {
			x.Values = []string{"", "a b", `"`, `\"\ `, `\"`, "plain", "ü\r\n\t"}
		}
		x.N = pmml.Some(len(x.Values))
	case *pmml.NumArray:
		x.Type = pmml.ArrayTypeReal
		x.N = pmml.Some(len(x.Values))
	case *pmml.Row:
		x.Cells = []pmml.Cell{{Column: "a b", Text: " v\n"}, {Column: "Extension", Text: "<"}, {Prefix: "data", Column: "_x0041_", Text: ""}}
	case *pmml.DecisionTree:
		if x.Node == nil {
			x.Node = &pmml.TreeNode{Predicate: &pmml.True{}}
		}
	}
	if f.schema {
		f.choose(v)
	}
}

// choose leaves out one of two where the schema lets only one stand, by turns.
func (f *filler) choose(v reflect.Value) {
	f.count++
	first := f.count%2 == 0
	switch x := v.Addr().Interface().(type) {
	case *pmml.TextIndexNormalization:
		x.TableLocator = nil // a schema without content: it could be either
	case *pmml.MapValues:
		x.TableLocator = nil
	case *pmml.ChildParent:
		x.TableLocator = nil
	case *pmml.TrainingInstances:
		x.TableLocator = nil
	case *pmml.Matrix:
		keep(first, &x.Arrays, &x.MatCells)
	case *pmml.NumMatrix:
		keep(first, &x.Arrays, &x.MatCells)
	case *pmml.ModelExplanation:
		keep(first, &x.PredictiveModelQualities, &x.ClusteringModelQualities)
	case *pmml.FieldValue:
		keep(first && len(x.FieldValues) > 0, &x.FieldValues, &x.FieldValueCounts)
	case *pmml.CountTableType:
		keep(first && len(x.FieldValues) > 0, &x.FieldValues, &x.FieldValueCounts)
	case *pmml.Baseline:
		keep(first, &x.Distribution, &x.FieldRefs)
	case *pmml.BaseCumHazardTables:
		keep(first, &x.BaselineStrata, &x.BaselineCells)
	case *pmml.BayesInput:
		keep(first, &x.TargetValueStats, &x.PairCounts)
		if first {
			x.DerivedField = nil
		}
	case *pmml.TreeNode:
		if first && x.EmbeddedModel != nil {
			x.Partition, x.ScoreDistributions, x.Nodes = nil, nil, nil
		} else {
			x.EmbeddedModel = nil
		}
	case *pmml.AnomalyDetectionModel:
		x.Targets, x.ModelExplanation, x.ModelStats = nil, nil, nil
	case *pmml.AssociationModel:
		x.Targets, x.ModelExplanation = nil, nil
	case *pmml.ClusteringModel:
		x.Targets = nil
	case *pmml.SequenceModel:
		x.Targets, x.ModelExplanation, x.Output, x.ModelVerification = nil, nil, nil, nil
	case *pmml.TimeSeriesModel:
		x.Targets = nil
	}
}

// keep leaves the first or the second, and makes the other empty.
func keep[A, B any](first bool, a *A, b *B) {
	if first {
		var none B
		*b = none
	} else {
		var none A
		*a = none
	}
}

func vendor(n int) *pmml.Vendor {
	v := &pmml.Vendor{}
	if n%2 == 0 {
		v.Extensions = append(v.Extensions, &pmml.Extension{Name: pmml.Some("n"), Value: pmml.Some("a\nb")}, &pmml.Extension{})
	}
	if n%5 == 0 {
		content := etree.NewElement("Extension")
		content.CreateAttr("value", "&")
		content.CreateText(" text <\r ")
		content.CreateElement("other").CreateAttr("k", "\t")
		v.Extensions = append(v.Extensions, &pmml.Extension{Value: pmml.Some("&"), Content: content})
	}
	v.Attributes = append(v.Attributes, pmml.Attribute{Name: "xmlns:v", Value: "urn:v"}, pmml.Attribute{Name: "v:a", Value: "1\n"}, pmml.Attribute{Name: "x-b", Value: ""})
	return v
}
