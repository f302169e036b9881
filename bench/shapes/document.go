package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// document is a PMML document with the fields x0, x1 … and perhaps "category".
type document struct {
	text       string
	columns    int
	categories int
}

// forest makes a sum of full trees, whose nodes split at random.
func forest(trees, depth, columns int) document {
	random := rand.New(rand.NewPCG(1, 2))
	b := &strings.Builder{}
	head(b, columns, 0)
	fields := schema(columns, false)
	fmt.Fprintf(b, "<MiningModel functionName=\"regression\">\n%s<Segmentation multipleModelMethod=\"sum\">\n",
		schema(columns, true))
	for range trees {
		fmt.Fprintf(b, "<Segment><True/><TreeModel functionName=\"regression\" splitCharacteristic=\"binarySplit\">\n%s", fields)
		node(b, random, depth, columns, "<True/>")
		b.WriteString("</TreeModel></Segment>\n")
	}
	b.WriteString("</Segmentation></MiningModel></PMML>\n")
	return document{text: b.String(), columns: columns}
}

func node(b *strings.Builder, random *rand.Rand, depth, columns int, predicate string) {
	if depth == 0 {
		fmt.Fprintf(b, "<Node score=\"%.6f\">%s</Node>\n", random.NormFloat64(), predicate)
		return
	}
	fmt.Fprintf(b, "<Node>%s\n", predicate)
	column, limit := random.IntN(columns), random.NormFloat64()
	for _, operator := range []string{"lessOrEqual", "greaterThan"} {
		node(b, random, depth-1, columns,
			fmt.Sprintf("<SimplePredicate field=\"x%d\" operator=\"%s\" value=\"%.6f\"/>", column, operator, limit))
	}
	b.WriteString("</Node>\n")
}

// linear makes a linear regression, also over one field of categories where
// there are any.
func linear(columns, categories int) document {
	random := rand.New(rand.NewPCG(3, 4))
	b := &strings.Builder{}
	head(b, columns, categories)
	fmt.Fprintf(b, "<RegressionModel functionName=\"regression\">\n%s", schema(columns, true))
	b.WriteString("<RegressionTable intercept=\"0.5\">\n")
	for i := range columns {
		fmt.Fprintf(b, "<NumericPredictor name=\"x%d\" coefficient=\"%.6f\"/>\n", i, random.NormFloat64())
	}
	for i := range categories {
		fmt.Fprintf(b, "<CategoricalPredictor name=\"category\" value=\"%s\" coefficient=\"%.6f\"/>\n",
			category(i), random.NormFloat64())
	}
	b.WriteString("</RegressionTable></RegressionModel></PMML>\n")
	text := b.String()
	if categories > 0 {
		text = strings.Replace(text, "</MiningSchema>", "<MiningField name=\"category\"/>\n</MiningSchema>", 1)
	}
	return document{text: text, columns: columns, categories: categories}
}

func category(i int) string { return fmt.Sprintf("category-%05d", i) }

func head(b *strings.Builder, columns, categories int) {
	b.WriteString("<PMML version=\"4.4\" xmlns=\"http://www.dmg.org/PMML-4_4\">\n<Header/>\n<DataDictionary>\n")
	for i := range columns {
		fmt.Fprintf(b, "<DataField name=\"x%d\" optype=\"continuous\" dataType=\"double\"/>\n", i)
	}
	if categories > 0 {
		b.WriteString("<DataField name=\"category\" optype=\"categorical\" dataType=\"string\">\n")
		for i := range categories {
			fmt.Fprintf(b, "<Value value=\"%s\"/>\n", category(i))
		}
		b.WriteString("</DataField>\n")
	}
	b.WriteString("<DataField name=\"y\" optype=\"continuous\" dataType=\"double\"/>\n</DataDictionary>\n")
}

// schema lists all columns, and the target where the model has one of its own.
func schema(columns int, target bool) string {
	b := &strings.Builder{}
	b.WriteString("<MiningSchema>\n")
	for i := range columns {
		fmt.Fprintf(b, "<MiningField name=\"x%d\"/>\n", i)
	}
	if target {
		b.WriteString("<MiningField name=\"y\" usageType=\"target\"/>\n")
	}
	b.WriteString("</MiningSchema>\n")
	return b.String()
}

// table holds rows for a document, by column.
type table struct {
	rows    int
	names   []string
	numbers [][]float64
	texts   []string
}

func (d *document) table(rows int) *table {
	random := rand.New(rand.NewPCG(5, 6))
	t := &table{rows: rows}
	for j := range d.columns {
		numbers := make([]float64, rows)
		for i := range numbers {
			numbers[i] = random.NormFloat64()
		}
		t.names = append(t.names, fmt.Sprintf("x%d", j))
		t.numbers = append(t.numbers, numbers)
	}
	for range rows {
		if d.categories > 0 {
			t.texts = append(t.texts, category(random.IntN(d.categories)))
		}
	}
	return t
}
