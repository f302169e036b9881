package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

const begin = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>
<DataField name="z" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>
<DataField name="t" optype="categorical" dataType="string"/></DataDictionary>
`

const schema = `<MiningSchema><MiningField name="x"/><MiningField name="y"/><MiningField name="z" usageType="target"/></MiningSchema>`

// expression is a document whose output is an expression over x, s and t.
func expression(functions, typ, e string) string {
	return begin + `<TransformationDictionary>` + functions + `<DerivedField name="d" optype="` +
		map[bool]string{true: "categorical", false: "continuous"}[typ == "string" || typ == "boolean"] + `" dataType="` + typ + `">` + e +
		`</DerivedField></TransformationDictionary><RegressionModel functionName="regression">
<MiningSchema><MiningField name="x"/><MiningField name="s"/><MiningField name="t"/></MiningSchema>
<Output><OutputField name="o" feature="transformedValue" dataType="` + typ + `"><FieldRef field="d"/></OutputField></Output>
<RegressionTable intercept="1"/></RegressionModel></PMML>`
}

// apply is a call of a function of s and constants.
func apply(function string, constants ...string) string {
	for i, c := range constants {
		constants[i] = `<Constant dataType="string">` + c + `</Constant>`
	}
	return `<Apply function="` + function + `"><FieldRef field="s"/>` + strings.Join(constants, "") + `</Apply>`
}

// write makes a text of many parts.
func write(parts func(b *strings.Builder)) string {
	b := &strings.Builder{}
	parts(b)
	return b.String()
}

func forest(trees, depth int) string {
	random := rand.New(rand.NewPCG(1, 2))
	return write(func(b *strings.Builder) {
		b.WriteString(begin + `<MiningModel functionName="regression">` + schema + `<Segmentation multipleModelMethod="sum">`)
		for range trees {
			b.WriteString(`<Segment><True/><TreeModel functionName="regression" splitCharacteristic="binarySplit">` + schema)
			node(b, random, depth, "<True/>")
			b.WriteString("</TreeModel></Segment>\n")
		}
		b.WriteString("</Segmentation></MiningModel></PMML>")
	})
}

func node(b *strings.Builder, random *rand.Rand, depth int, predicate string) {
	if depth == 0 {
		fmt.Fprintf(b, "<Node score=\"%.6f\">%s</Node>\n", random.NormFloat64(), predicate)
		return
	}
	fmt.Fprintf(b, "<Node>%s\n", predicate)
	field, limit := []string{"x", "y"}[random.IntN(2)], random.NormFloat64()
	for _, operator := range []string{"lessOrEqual", "greaterThan"} {
		node(b, random, depth-1, fmt.Sprintf("<SimplePredicate field=\"%s\" operator=\"%s\" value=\"%.6f\"/>", field, operator, limit))
	}
	b.WriteString("</Node>\n")
}

// derived is a document of many derived fields, all of which are used.
func derived(n int, field func(i int) string) string {
	return write(func(b *strings.Builder) {
		b.WriteString(begin + `<TransformationDictionary>`)
		for i := range n {
			fmt.Fprintf(b, "<DerivedField name=\"d%d\" optype=\"continuous\" dataType=\"double\">%s</DerivedField>\n", i, field(i))
		}
		b.WriteString(`</TransformationDictionary><RegressionModel functionName="regression">
<MiningSchema><MiningField name="x"/><MiningField name="s"/></MiningSchema><RegressionTable intercept="1">`)
		for i := range n {
			fmt.Fprintf(b, "<NumericPredictor name=\"d%d\" coefficient=\"1\"/>\n", i)
		}
		b.WriteString(`</RegressionTable></RegressionModel></PMML>`)
	})
}

// nodes is a document of very many expressions.
func nodes(n int) string {
	return derived(n/10, func(i int) string {
		return `<Apply function="+"><FieldRef field="x"/>` + strings.Repeat(`<Apply function="*"><FieldRef field="x"/>`, 4) + fmt.Sprintf("<Constant>%d</Constant>", i) + strings.Repeat(`</Apply>`, 5)
	})
}

// patterns is a document of patterns that are short and large.
func patterns(n int) string {
	return derived(n, func(i int) string {
		return fmt.Sprintf(`<Apply function="if"><Apply function="matches"><FieldRef field="s"/><Constant>(a|b%d){0,900}c</Constant></Apply><Constant>1</Constant><Constant>2</Constant></Apply>`, i)
	})
}

func neighbors(rows int) string {
	random := rand.New(rand.NewPCG(1, 2))
	return write(func(b *strings.Builder) {
		b.WriteString(begin + `<NearestNeighborModel functionName="regression" numberOfNeighbors="3" continuousScoringMethod="average">` + schema + `
<ComparisonMeasure kind="distance"><minkowski p-parameter="3.5"/></ComparisonMeasure><KNNInputs><KNNInput field="x"/><KNNInput field="y"/></KNNInputs>
<TrainingInstances><InstanceFields><InstanceField field="x" column="x"/><InstanceField field="y" column="y"/><InstanceField field="z" column="z"/></InstanceFields><InlineTable>`)
		for range rows {
			fmt.Fprintf(b, "<row><x>%.4f</x><y>%.4f</y><z>%.3f</z></row>\n", random.NormFloat64(), random.NormFloat64(), random.Float64())
		}
		b.WriteString(`</InlineTable></TrainingInstances></NearestNeighborModel></PMML>`)
		s := b.String()
		b.Reset()
		// The inputs come before the instances' measure in the schema.
		s = strings.Replace(s, `<KNNInputs><KNNInput field="x"/><KNNInput field="y"/></KNNInputs>`, "", 1)
		s = strings.Replace(s, `<ComparisonMeasure kind="distance"><minkowski p-parameter="3.5"/></ComparisonMeasure>`, "", 1)
		b.WriteString(strings.Replace(s, `</TrainingInstances>`, `</TrainingInstances><ComparisonMeasure kind="distance"><minkowski p-parameter="3.5"/></ComparisonMeasure><KNNInputs><KNNInput field="x"/><KNNInput field="y"/></KNNInputs>`, 1))
	})
}

func vectors(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	return write(func(b *strings.Builder) {
		fmt.Fprintf(b, `%s<SupportVectorMachineModel functionName="regression">%s<RadialBasisKernelType gamma="0.125"/>
<VectorDictionary numberOfVectors="%d"><VectorFields numberOfFields="2"><FieldRef field="x"/><FieldRef field="y"/></VectorFields>`, begin, schema, n)
		for i := range n {
			fmt.Fprintf(b, "<VectorInstance id=\"v%d\"><Array n=\"2\" type=\"real\">%.4f %.4f</Array></VectorInstance>\n", i, random.NormFloat64(), random.NormFloat64())
		}
		fmt.Fprintf(b, `</VectorDictionary><SupportVectorMachine><SupportVectors numberOfAttributes="2" numberOfSupportVectors="%d">`, n)
		for i := range n {
			fmt.Fprintf(b, "<SupportVector vectorId=\"v%d\"/>\n", i)
		}
		fmt.Fprintf(b, `</SupportVectors><Coefficients absoluteValue="0.25" numberOfCoefficients="%d">`, n)
		for range n {
			fmt.Fprintf(b, "<Coefficient value=\"%.4f\"/>\n", random.NormFloat64())
		}
		b.WriteString(`</Coefficients></SupportVectorMachine></SupportVectorMachineModel></PMML>`)
	})
}

// rules is a document of association rules over few items.
func rules(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	const items = 1000
	return write(func(b *strings.Builder) {
		b.WriteString(begin[:strings.Index(begin, "<DataField")] + `<DataField name="id" optype="categorical" dataType="string"/><DataField name="item" optype="categorical" dataType="string"/></DataDictionary>`)
		fmt.Fprintf(b, `<AssociationModel functionName="associationRules" numberOfTransactions="100" minimumSupport="0" minimumConfidence="0" numberOfItems="%d" numberOfItemsets="%d" numberOfRules="%d">
<MiningSchema><MiningField name="id" usageType="group"/><MiningField name="item"/></MiningSchema>
<Output><OutputField name="all" feature="ruleValue" ruleFeature="consequent" algorithm="recommendation" rankBasis="confidence" isMultiValued="1"/></Output>`, items, items, n)
		for i := range items {
			fmt.Fprintf(b, "<Item id=\"%d\" value=\"i%d\"/>\n", i, i)
		}
		for i := range items {
			fmt.Fprintf(b, "<Itemset id=\"%d\"><ItemRef itemRef=\"%d\"/><ItemRef itemRef=\"%d\"/></Itemset>\n", i, i, (i+1)%items)
		}
		for range n {
			fmt.Fprintf(b, "<AssociationRule support=\"0.5\" confidence=\"%.6f\" antecedent=\"%d\" consequent=\"%d\"/>\n", random.Float64(), random.IntN(items), random.IntN(items))
		}
		b.WriteString(`</AssociationModel></PMML>`)
	})
}

// network is a neural network of two layers of n neurons.
func network(n int) string {
	return write(func(b *strings.Builder) {
		b.WriteString(begin + `<NeuralNetwork functionName="regression" activationFunction="tanh">` + schema + `<NeuralInputs><NeuralInput id="0,0"><DerivedField optype="continuous" dataType="double"><FieldRef field="x"/></DerivedField></NeuralInput></NeuralInputs>`)
		for layer := 1; layer <= 2; layer++ {
			b.WriteString("<NeuralLayer>")
			for i := range n {
				fmt.Fprintf(b, `<Neuron id="%d,%d" bias="0.1">`, layer, i)
				from := n
				if layer == 1 {
					from = 1
				}
				for j := range from {
					fmt.Fprintf(b, "<Con from=\"%d,%d\" weight=\"0.001\"/>\n", layer-1, j)
				}
				b.WriteString("</Neuron>")
			}
			b.WriteString("</NeuralLayer>")
		}
		b.WriteString(`<NeuralOutputs><NeuralOutput outputNeuron="2,0"><DerivedField optype="continuous" dataType="double"><FieldRef field="z"/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork></PMML>`)
	})
}

// array is a document with one array of n numbers, and token one of one long text.
func array(n int) string {
	return begin + `<NaiveBayesModel functionName="classification" threshold="0"><Extension name="a"><Array n="` + fmt.Sprint(n) + `" type="real">` + strings.Repeat("1.25 ", n) + `</Array></Extension></NaiveBayesModel></PMML>`
}

func token(n int) string {
	return strings.Replace(nodes(10), "<Header/>", `<Header><Annotation>`+strings.Repeat("word ", n/5)+`</Annotation></Header>`, 1)
}

// texts is a document with a table of many texts that a normalization replaces.
func texts(n int) string {
	return expression("", "integer", write(func(b *strings.Builder) {
		b.WriteString(`<TextIndex textField="s"><TextIndexNormalization><InlineTable>`)
		for i := range n {
			fmt.Fprintf(b, "<row><string>word%d</string><stem>w%d</stem></row>\n", i, i)
		}
		b.WriteString(`</InlineTable></TextIndexNormalization><Constant>b</Constant></TextIndex>`)
	}))
}

// verified is a document with records to verify it by.
func verified(rows int) string {
	return write(func(b *strings.Builder) {
		b.WriteString(strings.Replace(forest(300, 8), `<Segmentation`, `<ModelVerification recordCount="`+fmt.Sprint(rows)+`"><VerificationFields><VerificationField field="x"/><VerificationField field="y"/><VerificationField field="z"/></VerificationFields><InlineTable>`+
			strings.Repeat("<row><x>0.5</x><y>-0.5</y><z>1</z></row>\n", rows)+`</InlineTable></ModelVerification><Segmentation`, 1))
	})
}
